from __future__ import annotations

import pytest
from tests.making import ARMY, OBSERVER, REBELS, day

from dateline.know.ontology import intensity, ontology
from dateline.model import EventFinding
from dateline.weigh.relations import relations


def act(name: str, on: str, **fields: object) -> EventFinding:
    known: dict[str, object] = {
        "event": "ASSAULT", "actors": (REBELS,), "recipients": (ARMY,), "status": "asserted",
        "confidence": 0.8,
    }  # fmt: skip
    return EventFinding(id=name, when=day(on), **(known | fields))  # type: ignore[arg-type]


def test_every_type_is_on_its_side_of_zero() -> None:
    for event in ontology().types.values():
        for mode in (None, *event.modes):
            value = intensity(event.name, mode)
            assert -10 <= value <= 10
            assert (value > 0) == ("cooperation" in event.quad), (event.name, mode)


def test_what_each_did_to_the_other_is_told_by_stretches_of_days() -> None:
    events = [
        act("a", "2031-05-01"),
        act("b", "2031-05-03", event="AID", confidence=0.4),
        act("c", "2031-05-02", actors=(ARMY,), recipients=(REBELS,), event="THREATEN"),
        act("d", "2031-05-09"),
    ]
    found = relations(events, "River Front", "Northern army", step=7)
    assert [(r.start.day, r.actor, r.value, r.acts) for r in found] == [
        (1, "Northern army", -6.0, 1),
        (1, "River Front", pytest.approx(-4.0), 2),
        (8, "River Front", -10.0, 1),
    ]
    assert found[1].events == ("a", "b")


def test_plans_denials_and_others_acts_do_not_count() -> None:
    events = [
        act("a", "2031-05-01", status="planned"),
        act("b", "2031-05-01", status="denied"),
        act("c", "2031-05-01", actors=(OBSERVER,)),
    ]
    assert relations(events, "nor.front", "nor.army") == []
