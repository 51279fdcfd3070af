"""What lies in a district is told by its ground, where its boundaries were added."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from dateline.know.boundaries import Boundaries, taken
from dateline.know.gazetteer import Gazetteer, Origin, build, sources
from dateline.know.gazetteer.sources import Row
from dateline.read.places import find_places

Parse = Callable[[str], Doc]
# A long district along a river, and one in its bend that holds a village of the same name nearer
# to the long one's middle than the long one's own.
LONG = [[20, 10], [22, 10], [22, 10.2], [20.2, 10.2], [20.2, 12], [20, 12], [20, 10]]
BEND = [[20.2, 10.2], [22, 10.2], [22, 12], [20.2, 12], [20.2, 10.2]]
ROWS = [
    Row("t:long", "Long Wick", 10.3, 20.3, "admin2", "SD", "SD.01", 0, 60.0),
    Row("t:bend", "Bend Wick", 11.1, 21.1, "admin2", "SD", "SD.01", 0, 80.0),
    Row("t:far", "Aldbury", 11.9, 20.1, "village", "SD", "SD.01", 900, 1.0),
    Row("t:near", "Aldbury", 10.4, 20.4, "village", "SD", "SD.01", 4_000, 1.0),
    Row("t:town", "Combe", 10.1, 21.9, "town", "SD", "SD.01", 30_000, 2.0),
]


def units() -> Boundaries:
    features = [
        {"properties": {"level": 2, "pcode": code, "name_en": name},
         "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for code, name, ring in (("long", "Long Wick", LONG), ("bend", "Bend Wick", BEND))
    ]  # fmt: skip
    found = taken(features, "units", "own", country="SD")
    return Boundaries(found.units, found.lines, "x")


def index(path: Path, *, ground: bool) -> Gazetteer:
    told = [Row(f"ocha:{r.id[2:]}", r.name, r.lat, r.lon, "admin2", "SD", "SD.01", 0, 60.0)
            for r in ROWS[:2]]  # fmt: skip
    origins = [
        Origin("countries", "", "CC0-1.0", None, None, sources.countries),
        Origin("cities", "", "CC0-1.0", None, None, lambda: ROWS),
        Origin("own", "", "CC0-1.0", None, None, lambda: told, merges=True),
    ]
    build(path, origins, **({"ground": units()} if ground else {}))
    return Gazetteer.open(path)


@pytest.mark.parametrize(("ground", "village"), [(True, "t:far"), (False, "t:near")])
def test_a_village_in_a_district_is_one_on_its_ground(
    ground: bool, village: str, parse: Parse, tmp_path: Path
) -> None:
    doc = parse("Shells fell on [Aldbury] village in [Long Wick] district of [Sudan].")
    with index(tmp_path / "places.sqlite", ground=ground) as gazetteer:
        found = find_places(doc, gazetteer=gazetteer)
    assert [p.id for p in found] == [village, "t:long", "iso:SD"]
    assert found[0].within == (("t:long",) if ground else ())


def test_what_lies_about_a_place_is_not_said_to_lie_where_it_does(
    parse: Parse, tmp_path: Path
) -> None:
    doc = parse("Shells fell 40 km north of [Combe] in [Sudan]. Others hit [Combe].")
    with index(tmp_path / "places.sqlite", ground=True) as gazetteer:
        moved, _, town = find_places(doc, gazetteer=gazetteer)
    assert (moved.precision, moved.within) == ("near", ())
    assert (town.id, town.within) == ("t:town", ("t:long",))
