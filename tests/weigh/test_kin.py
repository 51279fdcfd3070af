"""Whom an actor belongs to, by the shipped register and by the lists that a user added."""

from __future__ import annotations

from pathlib import Path

from tests.making import ARMY, control, day, reading

from dateline.know.actors.added import add, remove
from dateline.model import ActorRef, Holding, Plover
from dateline.pipeline import open_record
from dateline.weigh import VERSION, version_of, weigh
from dateline.weigh.register import SHIPPED, kin_of
from dateline.weigh.sides import side

GUARD = ActorRef(
    text="the Fjord Guard",
    name="Fjord Guard",
    id="nor.fjord_guard",
    plover=Plover(country="NOR", sector="PAR"),
)
LIST = "id,name,kind,sector,parent,country\nnor.fjord_guard,Fjord Guard,militia,PAR,nor.gov,NOR\n"


def test_an_actor_of_an_added_list_stands_with_whom_it_belongs_to(tmp_path: Path) -> None:
    assert kin_of(None) == kin_of(tmp_path) == SHIPPED
    assert version_of(SHIPPED) == VERSION
    assert side(GUARD) != side(ARMY)
    path = tmp_path / "guards.csv"
    path.write_text(LIST, "utf-8")
    added = add(tmp_path, path)
    kin = kin_of(tmp_path)
    assert side(GUARD, kin) == side(ARMY, kin)
    assert version_of(kin) == f"{VERSION}, {added.digest}"
    remove(tmp_path, added.key)
    assert kin_of(tmp_path) == SHIPPED


def test_a_record_follows_the_lists_that_a_user_adds(tmp_path: Path) -> None:
    first = "The army held Aldbury."
    later = "The Fjord Guard has held Aldbury since noon."
    store, cache = tmp_path / "war.db", tmp_path / "cache"
    told = [
        reading(
            first,
            control(first, "held Aldbury", change="held", holder=ARMY, when=day("2031-05-01")),
            publisher="Star",
        ),
        reading(
            later,
            control(later, "has held Aldbury", change="held", holder=GUARD, when=day("2031-05-06")),
            publisher="Post",
        ),
    ]
    with open_record(store, cache=cache) as record:
        for read in told:
            record.add(read)
        apart = record.holdings()
        assert "held" not in {h.status for h in apart}  # two sides, one word each
    path = tmp_path / "guards.csv"
    path.write_text(LIST, "utf-8")
    add(cache, path)
    with open_record(store, cache=cache) as record:
        assert not record.info().fresh
        together = record.holdings()
        assert record.info().fresh
        assert [(h.status, h.to_day) for h in together] == [("held", None)]
        pairs = [(read.report, read.claims) for read in told]
        found = [f for f in weigh(pairs, kin=kin_of(cache)) if isinstance(f, Holding)]
        assert together == found
    with open_record(store) as record:
        assert record.holdings() == apart
