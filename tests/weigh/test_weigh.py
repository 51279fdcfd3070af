from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

from tests.making import (
    ARMY,
    REBELS,
    TOWN,
    VILLAGE,
    battle,
    control,
    day,
    event,
    reading,
    statement,
)

from dateline.model import (
    ActorRef,
    EventFinding,
    Judgement,
    PlaceFinding,
    PlaceRef,
    Plover,
    Reading,
    StatementFinding,
    Toll,
    judged,
    to_json,
)
from dateline.pipeline import open_record
from dateline.weigh import Finding, weigh


def found(readings: list[Reading], judgements: list[Judgement] | None = None) -> list[Finding]:
    return list(weigh([(r.report, r.claims) for r in readings], judgements or []))


def events(readings: list[Reading], *judgements: Judgement) -> list[EventFinding]:
    return [f for f in found(readings, list(judgements)) if isinstance(f, EventFinding)]


def struck(words: str, publisher: str, **fields: Any) -> Reading:
    text = f"{words} Rebels shelled Aldbury, {publisher} learned."
    return reading(text, event(text, "shelled Aldbury", **fields), publisher=publisher)


def judgement(verdict: Any, subject: str, minute: int = 0, **fields: Any) -> Judgement:
    at = dt.datetime(2031, 5, 5, 9, minute, tzinfo=dt.UTC)
    return judged(Judgement(verdict=verdict, subject=subject, by="Ada", at=at, **fields))


def many() -> list[Reading]:
    places = (TOWN, VILLAGE, PlaceRef(text="al-Aldbury", lat=10.01, lon=20.01, precision="near"))
    readings = [battle(number) for number in range(5)]
    for number in range(25):
        text = f"Report {number}. Rebels captured Aldbury and shelled Wick; {number % 4} died."
        readings.append(
            reading(
                text,
                control(
                    text,
                    "captured Aldbury",
                    when=day(f"2031-05-{1 + number % 9:02}"),
                    where=places[number % 3],
                    holder=(REBELS, ARMY)[number % 2],
                    status=("asserted", "claimed", "denied")[number % 3],
                    claimed_by=(None, ARMY, REBELS)[number % 3],
                ),
                event(
                    text,
                    "shelled Wick",
                    where=places[number % 2],
                    killed=Toll(best=number % 4, text=str(number % 4)),
                ),
                publisher=f"Outlet {number % 7}",
                agency="Delta Agency" if number % 5 == 0 else None,
            )
        )
    return readings


def test_findings_are_the_same_bytes_in_whatever_order_readings_came() -> None:
    readings = many()
    first = [to_json(f) for f in found(readings)]
    for seed in range(3):
        random.Random(seed).shuffle(readings)  # noqa: S311 - a seeded order, no secret
        assert [to_json(f) for f in found(readings)] == first


def test_a_rebuilt_store_holds_the_same_bytes_as_any_other_of_the_same_readings(
    tmp_path: Path,
) -> None:
    readings = many()
    dumps = []
    for name in ("one", "two"):
        with open_record(tmp_path / f"{name}.db") as record:
            for read in readings:
                record.add(read)
            record.rebuild()
            first = _dump(record)
            assert record.rebuild() == sum(len(found) for found in first)
            assert _dump(record) == first
            dumps.append(first)
        readings.reverse()
    assert dumps[0] == dumps[1]
    assert all(dumps[0])


def test_a_rebuild_tells_its_steps_in_order(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    with open_record(tmp_path / "war.db") as record:
        for read in many():
            record.add(read)
        number = record.rebuild(progress=lambda *step: told.append(step))
    steps = list(dict.fromkeys(step for step, _, _ in told))
    assert steps == [
        "comparing reports", "tracing claims", "weighing places", "weighing events",
        "weighing statements",
    ]  # fmt: skip
    assert told[0] == ("comparing reports", 0, 30)
    assert number > 0


def _dump(record: Any) -> list[list[bytes]]:
    asked = (record.events, record.statements, record.holdings, record.places, record.doubts)
    return [[to_json(f) for f in ask()] for ask in asked]


def test_the_same_event_of_two_outlets_is_one_with_two_lines() -> None:
    [one] = events([struck("At dawn,", "Star"), struck("Witnesses saw it all.", "Post")])
    assert (one.articles, one.outlets, one.lineages) == (2, 2, 2)
    assert one.confidence == 0.96  # 1 - 0.2 * 0.2: two lines, each right in four of five


def test_reprints_are_articles_but_not_lines() -> None:
    body = "The shells fell for six hours on the market and the school behind it. " * 3
    copy = struck(body, "Star", killed=Toll(best=3))
    edited = struck("Late edition. " + body, "Post", killed=Toll(best=3))
    [one] = events([copy, edited])
    assert (one.articles, one.outlets, one.lineages) == (2, 2, 1)
    assert one.confidence == 0.8


def test_an_agency_credit_makes_one_line() -> None:
    text = "{} Rebels shelled Aldbury, all agree."
    readings = [
        reading(words, event(words, "shelled Aldbury"), publisher=name, agency="Delta Agency")
        for name, words in (("Star", text.format("At dawn.")), ("Post", text.format("Later on.")))
    ]
    [one] = events(readings)
    assert (one.outlets, one.lineages) == (2, 1)


def test_another_day_place_type_or_party_is_another_event() -> None:
    other = ActorRef(text="marines", name="Coast Marines", id="sou.marines")
    differing: list[dict[str, Any]] = [
        {"when": day("2031-05-09")},
        {"where": VILLAGE},
        {"event": "PROTEST"},
        {"actors": (other,)},
        {"killed": Toll(best=90)},
        {"mode": "heavy-weapons"},
    ]
    first = struck("At dawn,", "Star", killed=Toll(best=4), mode="firearms")
    for fields in differing:
        known = {"killed": Toll(best=4), "mode": "firearms"} | fields
        assert len(events([first, struck("Other.", "Post", **known)])) == 2, fields


def test_tolls_are_a_range_with_the_number_most_often_given() -> None:
    numbers = (12, 10, 12)
    readings = [
        struck(f"Report {n}.", f"Outlet {n}", killed=Toll(best=best, low=best, high=best))
        for n, best in enumerate(numbers)
    ]
    [one] = events(readings)
    assert one.killed == Toll(low=10, best=12, high=12)


def test_the_firmest_status_is_the_events() -> None:
    claimed = struck("One.", "Star", status="claimed", claimed_by=ARMY)
    [one] = events([claimed, struck("Two.", "Post")])
    assert one.status == "asserted"
    planned = struck("Three.", "Coast", status="planned")
    assert len(events([claimed, planned])) == 2


def test_armed_and_civil_arms_of_a_state_are_one_side() -> None:
    troops = ActorRef(text="troops", plover=Plover(country="UKR", sector="MIL"))
    ministry = ActorRef(text="the ministry", id="ukr.defence", plover=None)
    first = struck("One.", "Star", actors=(troops,))
    assert len(events([first, struck("Two.", "Post", actors=(ministry,))])) in (1, 2)
    kyiv = ActorRef(text="Kyiv", id="ukr.gov", name="Government of Ukraine")
    assert len(events([first, struck("Two.", "Post", actors=(kyiv,))])) == 1


def test_judgements_hold_over_what_is_weighed() -> None:
    one, other = struck("One.", "Star"), struck("Two.", "Post")
    a, b = one.claims[0].id, other.claims[0].id
    apart = judgement("different", a, object=b)
    assert len(events([one, other], apart)) == 2
    assert len(events([one, other], apart, judgement("retract", apart.id, 1))) == 1
    assert len(events([one, other], apart, judgement("same", b, 2, object=a))) == 1
    assert [e.claims for e in events([one, other], judgement("wrong", a))] == [(b,)]
    assert len(events([one], judgement("wrong", a), judgement("right", a, 1))) == 1


def test_a_correction_changes_the_slot_and_keeps_the_id() -> None:
    one = struck("One.", "Star")
    claim = one.claims[0].id
    corrected = judgement("corrected", claim, slot="killed", value='{"best": 7}')
    [found_] = events([one], corrected)
    assert found_.killed is not None
    assert found_.killed.best == 7
    assert found_.claims == (claim,)


def test_the_same_words_in_two_reports_are_one_statement() -> None:
    def said(words: str, publisher: str) -> Reading:
        text = f'{publisher}: "{words}," the army said.'
        return reading(text, statement(text, words), publisher=publisher)

    words = "We hold the bridge and all roads to it"
    same = found([said(words, "Star"), said("We hold the bridge, and all roads to it", "Post")])
    [one] = [f for f in same if isinstance(f, StatementFinding)]
    assert (one.articles, one.outlets) == (2, 2)
    apart = found([said(words, "Star"), said("We hold no bridge", "Post")])
    assert len([f for f in apart if isinstance(f, StatementFinding)]) == 2


def test_spellings_of_one_place_are_one_by_id_or_by_name_and_distance() -> None:
    text = "Rebels captured Aldbury."

    def at(where: PlaceRef, number: int) -> Reading:
        words = f"{number}. {text}"
        return reading(words, control(words, "captured Aldbury", where=where))

    spelled = PlaceRef(text="Aldburi", name="Aldbury", lat=10.0, lon=20.0, id="t:1")
    loose = PlaceRef(text="al-Aldbury", lat=10.05, lon=20.05)
    pointless = PlaceRef(text="Aldbury")
    far = PlaceRef(text="Aldbury", lat=14.0, lon=24.0)
    readings = [at(w, n) for n, w in enumerate((TOWN, spelled, loose, pointless, far))]
    places = [f for f in found(readings) if isinstance(f, PlaceFinding)]
    assert sorted(len(p.claims) for p in places) == [1, 4]
    [town] = [p for p in places if len(p.claims) == 4]
    assert town.place.id == "t:1"
    assert town.names == ("Aldburi", "Aldbury", "al-Aldbury")
    assert town.holding is not None
