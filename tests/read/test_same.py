"""Whether two references are of one."""

from __future__ import annotations

import pytest

from dateline.model import ActorRef, PlaceRef
from dateline.read.same import same, same_party, same_source

RSF = ActorRef(text="the RSF", name="Rapid Support Forces", id="sdn.rsf")
AGAIN = ActorRef(text="The paramilitaries", id="sdn.rsf")
UNKNOWN = ActorRef(text="the rsf")


def test_places_are_one_by_id_and_else_as_printed() -> None:
    bor = PlaceRef(text="Bor", id="geonames:373141")
    assert same(bor, PlaceRef(text="Bor town", id="geonames:373141"))
    assert not same(bor, PlaceRef(text="Bor", id="geonames:3203595"))
    assert not same(bor, PlaceRef(text="Bor"))
    assert same(PlaceRef(text="Khor Baraka"), PlaceRef(text="Khor Baraka"))
    assert not same(bor, None)
    assert not same(None, None)


@pytest.mark.parametrize(
    ("one", "other", "party", "source"),
    [
        (RSF, AGAIN, True, True),
        (RSF, UNKNOWN, True, False),  # an id was found for one of two mentions alike
        (UNKNOWN, ActorRef(text="The RSF"), True, True),
        (ActorRef(text="the general", name="Burhan"), ActorRef(text="BURHAN"), False, True),
        (RSF, ActorRef(text="the army", id="sdn.army"), False, False),
        (None, RSF, False, False),
    ],
)
def test_parties_are_one_as_printed_too_and_sources_by_name(
    one: ActorRef | None, other: ActorRef, *, party: bool, source: bool
) -> None:
    assert same_party(one, other) is same_party(other, one) is party
    assert same_source(one, other) is same_source(other, one) is source
