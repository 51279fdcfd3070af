"""What is said of a province, and whom words mean that name nobody."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from msgspec.structs import replace
from tests.making import control, day, event, reading

from dateline.model import ActorRef, ControlClaim, Holding, PlaceRef, Reading
from dateline.weigh import weigh
from dateline.weigh.sides import placed, side
from dateline.weigh.telling import Telling

ARMY = ActorRef(text="the army", name="Government of Ukraine", id="ukr.gov")
TOWN = PlaceRef(
    text="Aldbury",
    name="Aldbury",
    lat=48.0,
    lon=38.0,
    precision="exact",
    id="t:1",
    feature="town",
    admin1="Delta",
    country="UA",
)
PROVINCE = replace(TOWN, text="Delta", name="Delta", id="t:9", feature="admin1", precision="admin1")


def held(readings: list[Reading], place: str = "t:1") -> list[Holding]:
    found = weigh([(r.report, r.claims) for r in readings])
    return [f for f in found if isinstance(f, Holding) and f.place.id == place]


def says(words: str, **fields: Any) -> Reading:
    known = {"change": "held", "holder": ARMY, "when": day("2031-05-04"), "where": TOWN}
    return reading(words, control(words, words[:10], **(known | fields)), publisher=words[:4])


def mention() -> Reading:
    text = "Shells fell on Aldbury."
    return reading(text, event(text, "Shells fell", where=TOWN))


def test_a_province_speaks_weakly_for_its_places() -> None:
    whole = says("All of Delta is held by the army.", where=PROVINCE)
    [known] = held([whole, mention()])
    assert known.status == "probable"
    assert known.claims == (whole.claims[0].id,)
    [area] = held([whole, mention()], "t:9")
    assert area.status == "held"
    assert area.probability > known.probability


@pytest.mark.parametrize(
    "fields",
    [
        {"extent": "part"},
        {"change": "contested"},
        {"holder": ActorRef(text="his men")},
        {"where": replace(PROVINCE, name="Gamma", text="Gamma")},
        {"where": replace(PROVINCE, country="SY")},
    ],
)
def test_what_says_nothing_of_a_place_in_it(fields: dict[str, Any]) -> None:
    assert (
        held([says("Delta is held, some say.", **({"where": PROVINCE} | fields)), mention()]) == []
    )


DISTRICT = replace(PROVINCE, text="Lower Delta", name="Lower Delta", id="t:8", feature="admin2")


@pytest.mark.parametrize("within", [("t:9", "t:8"), ("t:9",), ()])
def test_a_district_speaks_weakly_for_the_places_on_its_ground(within: tuple[str, ...]) -> None:
    whole = says("Lower Delta is held by the army.", where=DISTRICT)
    text = "Shells fell on Aldbury."
    shelled = reading(text, event(text, "Shells fell", where=replace(TOWN, within=within)))
    found = held([whole, shelled])
    assert [(h.status, h.claims) for h in found] == (
        [("probable", (whole.claims[0].id,))] if "t:8" in within else []
    )


def test_a_province_is_told_of_once_by_name_and_by_ground() -> None:
    whole = says("All of Delta is held by the army.", where=PROVINCE)
    text = "Shells fell on Aldbury."
    shelled = reading(text, event(text, "Shells fell", where=replace(TOWN, within=("t:9",))))
    assert held([whole, shelled])[0].probability == held([whole, mention()])[0].probability


def test_what_is_said_of_the_place_itself_counts_more() -> None:
    others = ActorRef(text="rebels", name="River Front", id="x.front")
    own = says("Aldbury is held by the front.", holder=others)
    last = held([says("Delta is held by the army.", where=PROVINCE), own])[-1]
    assert last.holder is not None
    assert last.holder.id == "x.front"


def test_a_holding_says_when_it_was_last_told_and_may_have_begun() -> None:
    others = ActorRef(text="rebels", name="River Front", id="x.front")
    first = says("One: Aldbury is held by the army.")
    again = says("Two: Aldbury is held by the army.", when=day("2031-05-20"))
    later = says("Three: Aldbury is held by others.", holder=others, when=day("2031-08-01"))
    before, after = held([first, again, later])
    assert before.told == dt.date(2031, 5, 20)
    assert before.earliest is None
    assert after.from_day == dt.date(2031, 8, 1)
    assert after.earliest == dt.date(2031, 5, 21)
    taken = says("Four: Aldbury was taken.", change="gained", holder=others, when=day("2031-08-01"))
    assert held([first, again, taken])[-1].earliest is None


def test_a_fight_of_which_no_more_is_told_fades() -> None:
    fight, unknown = held([says("Aldbury is fought over.", change="contested", holder=None)])
    assert (fight.status, fight.from_day) == ("contested", dt.date(2031, 5, 4))
    assert (unknown.status, unknown.to_day) == ("unknown", None)
    assert fight.to_day is not None
    assert fight.to_day < dt.date(2031, 5, 20)
    [quiet] = held([says("Aldbury is held by the army.")])
    assert quiet.to_day is None


@pytest.mark.parametrize(
    ("words", "where", "key"),
    [
        ("government", TOWN, side(ARMY)),
        ("the army", TOWN, side(ARMY)),
        ("insurgent", TOWN, "ukr:REB"),
        ("a former army officer who deserted", TOWN, None),
        ("fishermen", TOWN, None),
        ("government", replace(TOWN, country=None), None),
    ],
)
def test_a_word_that_names_nobody_means_the_side_of_the_country(
    words: str, where: PlaceRef, key: str | None
) -> None:
    told = says("Aldbury is held.", holder=ActorRef(text=words), where=where)
    claim = told.claims[0]
    assert isinstance(claim, ControlClaim)
    known = placed(Telling.of(claim, told.report, "line")).claim
    assert side(known.holder) == (key or side(ActorRef(text=words)))
    assert known.holder.text == words
