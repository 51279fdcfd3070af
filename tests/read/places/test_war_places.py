"""Places of wars: what the shipped table adds, and choices that a war's reports turn on."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

import pytest
import spacy
from msgspec.structs import replace
from spacy.tokens import Doc

from dateline.know.gazetteer import Gazetteer, Origin, build
from dateline.know.gazetteer.build import embedded
from dateline.know.gazetteer.sources import Row, shipped, table
from dateline.read.places import find_places
from dateline.read.places.mention import mentions
from dateline.read.places.resolve import choose
from dateline.read.places.toponym import Toponym, describe, related

_ROWS = (
    Row("t:1", "Moscow", 55.75, 37.62, "city", "RU", "RU.48", 10_000_000, 25, capital=True),
    Row("t:2", "Korenevo", 55.67, 38.0, "town", "RU", "RU.47", 16_000),
    Row("t:3", "Korenevo", 51.41, 34.9, "town", "RU", "RU.41", 5_800),
    Row("t:4", "Sudzha", 51.19, 35.27, "town", "RU", "RU.41", 6_000),
    Row("t:5", "Rylsk", 51.57, 34.68, "town", "RU", "RU.41", 16_000),
    Row("t:6", "Khartoum", 15.55, 32.53, "city", "SD", "SD.29", 5_000_000, 20, capital=True),
    Row("t:7", "Merowe", 18.48, 31.82, "town", "SD", "SD.43", 0),
    Row("t:8", "El Obeid", 13.18, 30.22, "city", "SD", "SD.56", 390_000),
    Row(
        "t:12",
        "Kordofan",
        13.2,
        29.9,
        "admin1",
        "SD",
        "SD.56",
        2_000_000,
        150,
        names=(("El Obeid", 1),),
    ),
    Row("t:9", "Khan Yunis", 31.34, 34.30, "city", "PS", "PS.GZ", 170_000),
    Row("t:10", "Atlantic", 41.4, -95.0, "town", "US", "US.IA", 6_900),
    Row("t:11", "Atlantic Ocean", 10, -25, "sea", radius_km=3500, names=(("Atlantic", 1),)),
)


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    path: Path = tmp_path_factory.mktemp("gazetteer") / "places.sqlite"
    wars = next(o for o in embedded() if o.key == "wars")
    build(path, (Origin("t", "test", "CC0-1.0", None, None, lambda: _ROWS), wars))
    with Gazetteer.open(path) as opened:
        yield opened


def _toponyms(text: str, *names: str, speaking: Sequence[str] = ()) -> list[Toponym]:
    out, at = [], 0
    for name in names:
        at = text.index(name, at)
        toponym = describe(text, (at, at + len(name)))
        out.append(replace(toponym, role="metonym") if name in speaking else toponym)
        at += len(name)
    return related(text, out)


def test_a_capital_that_speaks_draws_no_namesake_near_it(gazetteer: Gazetteer) -> None:
    text = "Sudzha is calm. Moscow denied that its troops had left Korenevo."
    said = _toponyms(text, "Sudzha", "Moscow", "Korenevo", speaking=["Moscow"])
    choice = choose(said, gazetteer)[2]
    assert choice.candidate is not None
    assert choice.candidate.place.id == "t:3"


def test_a_list_across_a_country_asks_for_no_neighbours(gazetteer: Gazetteer) -> None:
    text = "They said they held the airports of Khartoum, Merowe and El Obeid."
    choice = choose(_toponyms(text, "Khartoum", "Merowe", "El Obeid"), gazetteer)[1]
    assert choice.candidate is not None
    assert choice.candidate.place.id == "t:7"


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Khan Younis", "PS", 31.34, 34.30),
        ("Kleshcheevka", "UA", 48.53, 37.96),
        ("Nawngkhio", "MM", 22.33, 96.80),
        ("Walikale", "CD", -1.42, 28.07),
        ("Tiyas air base", "SY", 34.52, 37.63),
        ("Jurf al-Sakhr", "IQ", 32.87, 44.22),
    ],
)
def test_places_of_wars_under_their_spellings(
    gazetteer: Gazetteer, name: str, country: str, lat: float, lon: float
) -> None:
    found = [c.place for c in gazetteer.lookup(name) if c.place.country == country]
    assert found
    assert abs(found[0].lat - lat) < 0.05
    assert abs(found[0].lon - lon) < 0.05


def test_the_table_of_wars_tells_each_place_once_and_whole() -> None:
    rows = list(table(shipped("wars.csv")))
    assert len({row.id for row in rows}) == len(rows)
    assert all(row.country and row.radius_km > 0 and row.name.strip() for row in rows)
    assert all(abs(row.lat) <= 60 and abs(row.lon) <= 180 for row in rows)


def test_a_spelling_of_ours_leaves_the_point_its_source(gazetteer: Gazetteer) -> None:
    place = gazetteer.get("t:9")
    assert place is not None
    assert place.source == "t"


def _calls(doc: Doc, gazetteer: Gazetteer) -> int:
    """Count the calls that finding a text's places takes, which no machine's speed changes."""
    count = 0

    def seen(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(seen)
    try:
        find_places(doc, gazetteer=gazetteer)
    finally:
        sys.setprofile(None)
    return count


def test_the_work_grows_with_the_text_not_with_its_square(gazetteer: Gazetteer) -> None:
    page = (
        "Sudanese forces reached Merowe and El Obeid near Khartoum. Moscow denied that the Russian "
        "town of Korenevo was lost, and Sudzha, Rylsk and Klishchiivka were calm.\n\n"
    )
    names = ("Merowe", "El Obeid", "Khartoum", "Moscow", "Korenevo", "Sudzha", "Rylsk")

    def parsed(pages: int) -> Doc:
        doc = spacy.blank("en")(page * pages)
        spans = [
            doc.char_span(found.start(), found.end(), label="GPE")
            for found in re.finditer("|".join(names), doc.text)
        ]
        doc.ents = [span for span in spans if span is not None]
        return doc

    once = _calls(parsed(20), gazetteer)
    assert _calls(parsed(80), gazetteer) < 5 * once


@pytest.mark.parametrize(
    ("text", "name", "feature"),
    [
        ("They fled across the Atlantic to Spain.", "Atlantic", "sea"),
        ("They fled to Atlantic, a town.", "Atlantic", "town"),
    ],
)
def test_an_article_tells_a_sea_from_a_town(
    gazetteer: Gazetteer, text: str, name: str, feature: str
) -> None:
    (choice,) = choose(_toponyms(text, name), gazetteer, near_country=["US"])
    assert choice.candidate is not None
    assert choice.candidate.place.feature == feature


def test_the_places_rejected_are_told(gazetteer: Gazetteer) -> None:
    text = "Sudzha is calm. They left Korenevo."
    said = _toponyms(text, "Sudzha", "Korenevo")
    found = mentions(said, choose(said, gazetteer), gazetteer)
    assert "also considered: Korenevo (town)" in (found[1].because or "")


def test_an_airport_nobody_lists_is_its_towns_not_its_provinces(gazetteer: Gazetteer) -> None:
    text = "Soldiers who held out at the airport of El Obeid laid down their arms."
    (choice,) = choose(_toponyms(text, "El Obeid"), gazetteer, near_country=["SD"])
    assert choice.candidate is not None
    assert choice.candidate.place.id == "t:8"
