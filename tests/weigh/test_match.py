"""Whether two claims are of one event, and how firm it stands."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.making import ARMY, OBSERVER, REBELS, day, event, reading

from dateline.model import ActorRef, EventFinding, Reading, Toll
from dateline.weigh import weigh

MEN = ActorRef(text="the men")


def told(words: str, publisher: str, **fields: Any) -> Reading:
    text = f"{words} Rebels shelled Aldbury."
    at = fields.pop("published", dt.date(2031, 5, 4))
    return reading(
        text, event(text, "shelled Aldbury", **fields), publisher=publisher, published=at
    )


def events(*readings: Reading) -> list[EventFinding]:
    found = weigh([(r.report, r.claims) for r in readings])
    return [f for f in found if isinstance(f, EventFinding)]


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ({}, {"actors": (MEN,)}, 1),  # nameless men may be anybody
        ({"mode": "aerial"}, {"mode": "heavy-weapons"}, 1),
        ({"mode": "aerial"}, {"mode": "abduct"}, 2),
        ({"killed": Toll(best=12)}, {"killed": Toll(best=27)}, 1),
        ({"killed": Toll(best=12)}, {"killed": Toll(best=60)}, 2),
        ({"when": day("2031-05-04")}, {"when": day("2031-05-05")}, 2),
        ({"where": None}, {"where": None}, 2),
        ({"where": None, "killed": Toll(best=27)}, {"where": None, "killed": Toll(best=27)}, 1),
    ],
)
def test_what_tells_events_apart(one: dict[str, Any], other: dict[str, Any], number: int) -> None:
    first = told("At dawn the first shells came down on the market.", "Star", **one)
    assert len(events(first, told("Witnesses.", "Post", **other))) == number


def test_the_score_of_the_least_alike_is_told() -> None:
    [one] = events(told("One.", "Star"), told("Two.", "Post", actors=(MEN,)))
    assert one.because is not None
    assert "same place +1.5, same recipient +1; 2 are needed" in one.because
    [alone] = events(told("One.", "Star"))
    assert alone.because is None


def test_a_line_counts_by_its_latest_word() -> None:
    first = told("One.", "Star", killed=Toll(best=10))
    later = told("Two.", "Star", killed=Toll(best=15), published=dt.date(2031, 5, 5))
    other = told("Three.", "Post", killed=Toll(best=12))
    [one] = events(first, later, other)
    assert one.killed == Toll(low=12, best=12, high=15)
    assert one.killed_acled == 12
    assert {(a.slot, a.value) for a in one.alternatives} == {("killed", "10"), ("killed", "15")}


@pytest.mark.parametrize(
    ("statuses", "status", "grade"),
    [
        ([("asserted", None)] * 3, "asserted", "B1"),
        ([("asserted", None), ("claimed", OBSERVER)], "asserted", "B2"),
        ([("claimed", OBSERVER)], "claimed", "C3"),
        ([("claimed", ARMY)], "claimed", "D3"),
        ([("claimed", None)], "claimed", "E3"),
        ([("asserted", None), ("denied", REBELS)], "disputed", "B4"),
        ([("claimed", ARMY), ("denied", REBELS)], "disputed", "D5"),
        ([("denied", REBELS)], "denied", "F6"),
    ],
)
def test_status_and_grades(
    statuses: list[tuple[Any, ActorRef | None]], status: str, grade: str
) -> None:
    readings = [
        told(f"Report {n}.", f"Outlet {n}", status=said, claimed_by=by)
        for n, (said, by) in enumerate(statuses)
    ]
    [one] = events(*readings)
    assert one.status == status
    assert f"{one.reliability}{one.credibility}" == grade
    assert len(one.against) == [said for said, _ in statuses].count("denied")
