"""What does not fit across reports."""

from __future__ import annotations

from typing import Any

import pytest
from tests.making import ARMY, OBSERVER, REBELS, control, day, event, reading

from dateline.model import Doubt, DoubtFinding, PlaceRef, Reading, Toll
from dateline.weigh import weigh

BODY = "The shells fell for six hours on the market and the school behind it, all day. " * 3


def doubts(*readings: Reading, raised: list[Any] | None = None) -> list[DoubtFinding]:
    found = weigh([(r.report, r.claims) for r in readings], raised=raised or [])
    return [f for f in found if isinstance(f, DoubtFinding)]


def struck(words: str, publisher: str, **fields: Any) -> Reading:
    text = f"{words} Rebels shelled Aldbury."
    return reading(text, event(text, "shelled Aldbury", **fields), publisher=publisher)


def taken(words: str, publisher: str, **fields: Any) -> Reading:
    text = f"{words} Rebels captured Aldbury."
    return reading(text, control(text, "captured Aldbury", **fields), publisher=publisher)


def test_a_record_that_fits_raises_none() -> None:
    assert doubts(struck("One.", "Star"), struck("Two.", "Post"), taken("Three.", "Coast")) == []


@pytest.mark.parametrize(
    ("kind", "readings"),
    [
        (
            "toll_moved",
            [
                struck("One.", "Star", killed=Toll(best=4)),
                struck("Two.", "Post", killed=Toll(best=9)),
            ],
        ),
        (
            "disputed_event",
            [struck("One.", "Star"), struck("Two.", "Post", status="denied", claimed_by=ARMY)],
        ),
        (
            "one_lineage",
            [
                struck(BODY, "Star", killed=Toll(best=30)),
                struck("Late. " + BODY, "Post", killed=Toll(best=30)),
            ],
        ),
        (
            "contradicting_holders",
            [
                taken("One.", "Star"),
                taken("Two.", "Post", change="held", holder=ARMY, claimed_by=OBSERVER),
            ],
        ),
        (
            "gained_twice",
            [taken("One.", "Star"), taken("Two.", "Post", when=day("2031-05-09"))],
        ),
    ],
)
def test_what_does_not_fit_is_told_with_its_claims(kind: str, readings: list[Reading]) -> None:
    [doubt] = [d for d in doubts(*readings) if d.kind == kind]
    assert set(doubt.claims) == {claim.id for r in readings for claim in r.claims}
    assert set(doubt.reports) == {r.report.id for r in readings}
    assert doubt.settle
    assert doubt.where is not None
    assert doubt.where.name == "Aldbury"


def test_a_loss_between_two_gains_settles_it() -> None:
    lost = taken("Two.", "Coast", change="lost", holder=REBELS, from_=ARMY, when=day("2031-05-06"))
    again = taken("Three.", "Post", when=day("2031-05-09"))
    assert "gained_twice" not in {d.kind for d in doubts(taken("One.", "Star"), lost, again)}


def test_doubts_of_single_reports_are_told_too() -> None:
    told = struck("One.", "Star")
    raised = [(told.report, Doubt(kind="count_mismatch", note="8 stated, 7 named", span=(0, 4)))]
    [doubt] = doubts(told, raised=raised)
    assert (doubt.kind, doubt.note) == ("count_mismatch", "8 stated, 7 named")
    assert doubt.reports == (told.report.id,)
    assert doubt.when is not None


def test_a_place_far_from_all_others_of_its_report_may_be_another_of_its_name() -> None:
    text = "Rebels captured Aldbury, Nether Wick, Over Wick and Harrow."
    near = [
        PlaceRef(text=name, name=name, lat=10 + n / 10, lon=20.0, precision="exact", id=f"t:{n}")
        for n, name in enumerate(("Aldbury", "Nether Wick", "Over Wick"))
    ]
    far = PlaceRef(text="Harrow", name="Harrow", lat=51.6, lon=-0.3, precision="exact", id="t:9")
    read = reading(text, *(control(text, w.text, where=w) for w in (*near, far)))
    [doubt] = doubts(read)
    assert doubt.kind == "far_place"
    assert doubt.where == far
    assert [c.id for c in read.claims if c.where == far] == list(doubt.claims)
    fewer = reading(text, *(control(text, w.text, where=w) for w in (near[0], far)))
    assert doubts(fewer) == []


def test_talks_far_from_all_that_a_report_tells_of_raise_no_doubt() -> None:
    text = "Rebels captured Aldbury, Nether Wick, Over Wick. Rebels met the army in Harrow."
    near = [
        PlaceRef(text=name, name=name, lat=10 + n / 10, lon=20.0, precision="exact", id=f"t:{n}")
        for n, name in enumerate(("Aldbury", "Nether Wick", "Over Wick"))
    ]
    far = PlaceRef(text="Harrow", name="Harrow", lat=51.6, lon=-0.3, precision="exact", id="t:9")
    talks = event(text, "met the army", event="CONSULT", where=far)
    assert doubts(reading(text, *(control(text, w.text, where=w) for w in near), talks)) == []


def test_a_day_in_other_hands_by_one_line_is_doubted_and_two_lines_settle_it() -> None:
    def held(words: str, date: str, **fields: Any) -> Reading:
        return taken(words, words, when=day(date), **fields)

    behind = [
        held("One.", "2031-05-01", change="held", holder=ARMY),
        held("Two.", "2031-05-03", change="held", holder=ARMY),
        held("Four.", "2031-05-06", change="gained", holder=ARMY, from_=REBELS),
        held("Five.", "2031-05-09", change="held", holder=ARMY),
    ]
    strange = held("Three.", "2031-05-04", from_=ARMY)
    [jump] = [d for d in doubts(*behind, strange) if d.kind == "front_jump"]
    assert strange.claims[0].id in jump.claims
    assert "by one line" in jump.note
    assert jump.settle
    second = held("Six.", "2031-05-04", from_=ARMY)
    assert not [d for d in doubts(*behind, strange, second) if d.kind == "front_jump"]
    assert not [d for d in doubts(*behind) if d.kind == "front_jump"]
