from __future__ import annotations

import datetime as dt

import pytest
from tests.making import ARMY, REBELS, TOWN, control, event, statement

from dateline.model import ActorRef, PlaceRef, Toll, When
from dateline.show import words

TEXT = "Rebels captured Aldbury."


def when(start: str | None, end: str | None, **fields: str) -> When:
    known = {"precision": "day", "origin": "stated"} | fields
    days = [dt.date.fromisoformat(day) if day else None for day in (start, end)]
    return When(start=days[0], end=days[1], **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (None, "undated"),
        (when(None, None), "undated"),
        (when("2031-05-04", "2031-05-04"), "2031-05-04"),
        (when("2031-05-04", "2031-05-09"), "2031-05-04 to 09"),
        (when("2031-05-04", "2031-06-09"), "2031-05-04 to 06-09"),
        (when("2030-12-30", "2031-01-02"), "2030-12-30 to 2031-01-02"),
        (when("2031-05-04", None), "from 2031-05-04"),
        (when(None, "2031-05-04"), "until 2031-05-04"),
        (when("2031-05-01", "2031-05-31", precision="month"), "2031-05-01 to 31 (month)"),
        (when("2031-05-04", "2031-05-04", origin="inferred"), "~2031-05-04"),
        (when("2031-05-04", "2031-05-04", origin="publication"), "by 2031-05-04"),
    ],
)
def test_days_say_how_precise_they_are_and_whence(told: When | None, said: str) -> None:
    assert words.when(told) == said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (None, ""),
        (TOWN, "Aldbury"),
        (PlaceRef(text="Wick"), "“Wick” (no point)"),
        (PlaceRef(text="Wick", name="Wick"), "Wick (no point)"),
        (PlaceRef(text="Wick", name="Wick", lat=1, lon=2, precision="admin1"), "Wick (province)"),
        (PlaceRef(text="Wick", name="Wick", lat=1, lon=2, precision="country"), "Wick (country)"),
        (
            PlaceRef(text="near Wick", name="Wick", lat=1, lon=2, precision="near", radius_km=9.6),
            "Wick (near ~10 km)",
        ),
        (PlaceRef(text="the city", name="Ḩamāh", lat=1, lon=2), "Ḩamāh"),
        (PlaceRef(text="Hama", name="Ḩamāh", lat=1, lon=2), "Hama"),
        (PlaceRef(text="Suran", name="Şūrān", lat=1, lon=2), "Suran"),
        (
            PlaceRef(text="Idlib province", name="Idlib", lat=1, lon=2, precision="admin1"),
            "Idlib (province)",
        ),
    ],
)
def test_places_say_how_precise_they_are(told: PlaceRef | None, said: str) -> None:
    assert words.place(told) == said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (None, ""),
        (Toll(best=12, low=12, high=12), "12"),
        (Toll(best=12, low=10, high=15), "10–15"),
        (Toll(best=12, low=12), "12+"),
        (Toll(best=12), "12"),
        (Toll(text="scores"), "scores"),
    ],
)
def test_tolls(told: Toll | None, said: str) -> None:
    assert words.toll(told) == said


def test_claims_in_a_few_words() -> None:
    took = control(TEXT, "captured Aldbury", from_=ARMY, extent="most")
    assert words.claim(took) == "gained by River Front from Northern army (most)"
    assert words.claim(control(TEXT, "captured", holder=None)) == "gained by nobody named"
    struck = event(
        TEXT, "captured", mode="heavy-weapons", killed=Toll(best=3), injured=Toll(best=4)
    )
    said = "ASSAULT/heavy-weapons: River Front → Northern army; 3 killed, 4 injured"
    assert words.claim(struck) == said
    assert words.claim(event(TEXT, "captured", actors=(), recipients=())) == "ASSAULT: ?"
    assert words.claim(statement(TEXT, "captured")) == "Northern army: captured"


def test_an_unknown_actor_keeps_its_words_in_quotation_marks() -> None:
    assert words.actor(ActorRef(text="gunmen")) == "“gunmen”"
    assert words.actor(REBELS) == "River Front"
    assert words.actor(None) == ""


def test_runs_of_days() -> None:
    first, last = dt.date(2031, 5, 4), dt.date(2031, 5, 6)
    assert words.days(first, last) == "2031-05-04 to 06"
    assert words.days(first, first) == "2031-05-04"
    assert words.days(first, None) == "2031-05-04 on"
    assert words.days(None, last) == "to 2031-05-06"
