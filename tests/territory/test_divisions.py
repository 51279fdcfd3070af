"""Provinces and districts with boundaries: land ends at them, and they are drawn where nothing
nearer is told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from msgspec.structs import replace
from shapely.geometry import shape as shaped
from tests.making import ARMY, REBELS
from tests.territory.test_territory import DAY, EAST, WEST, held, town

from dateline.know.boundaries import Boundaries, bounded, taken
from dateline.know.boundaries.keep import Unit
from dateline.know.land import land
from dateline.model import Holding, PlaceRef
from dateline.territory import (
    Share,
    States,
    Tessellation,
    areas,
    cells,
    divisions,
    shares_in,
    tessellate,
)

# A province from 29 to 31 E, its northern half a district; the towns lie at 15 N.
BOXES = {"SD01": (29.0, 14.0, 31.0, 16.0), "SD0101": (29.0, 15.5, 31.0, 16.0)}
PROVINCE = town("Wick", 30.0, 15.0, feature="admin1", precision="admin1")
DISTRICT = town("North Wick", 30.0, 15.8, feature="admin2", precision="admin2")
LATER = DAY + dt.timedelta(days=3)


def boundaries(**more: Any) -> Boundaries:
    features = []
    for code, (west, south, east, north) in BOXES.items():
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        told = {"level": len(code) // 2 - 1, "pcode": code, "name_en": code, **more}
        shape = {"type": "Polygon", "coordinates": [ring]}
        features.append({"properties": told, "geometry": shape})
    found = taken(features, "units", "own")
    return Boundaries(found.units, found.lines, "x")


def units() -> dict[str, Unit]:
    province, district = boundaries().units
    assert PROVINCE.id
    assert DISTRICT.id
    return {PROVINCE.id: province, DISTRICT.id: district}


def drawn(*places: PlaceRef) -> Tessellation:
    return tessellate([*places, PROVINCE, DISTRICT], land(), radius_km=20, units=units())


def told(tessellation: Tessellation, *holdings: Holding, day: dt.date = DAY) -> dict[str, Any]:
    found = divisions(tessellation, States(holdings), day)
    return {f["properties"]["place"]: f for f in found}


def test_a_province_is_drawn_where_nothing_nearer_is_told() -> None:
    tessellation = drawn(WEST, EAST)
    found = told(tessellation, held(PROVINCE, ARMY), held(WEST, REBELS))
    assert set(found) == {"Wick"}
    ground = shaped(found["Wick"]["geometry"])
    west = next(c for c in tessellation.cells if c.place == WEST)
    # The cell that is told of is left out; the one of which nothing is told is not.
    assert ground.intersection(west.shape).area == pytest.approx(0, abs=1e-3)
    assert ground.area == pytest.approx(4 - west.shape.area, rel=1e-3)
    properties = found["Wick"]["properties"]
    assert (properties["layer"], properties["side"], properties["level"]) == ("division", "nor", 1)
    assert properties["holding"] == "hWick"


def test_a_district_is_nearer_than_its_province() -> None:
    found = told(drawn(), held(PROVINCE, ARMY), held(DISTRICT, REBELS, status="claimed"))
    assert shaped(found["Wick"]["geometry"]).area == pytest.approx(3)
    assert shaped(found["North Wick"]["geometry"]).area == pytest.approx(1)
    assert found["North Wick"]["properties"]["status"] == "claimed"


@pytest.mark.parametrize(
    ("status", "told_on", "seen"),
    [("held", DAY, True), ("unknown", DAY, False), ("held", DAY - dt.timedelta(days=2), False)],
)
def test_what_is_unknown_or_overtaken_by_a_place_in_it_stays_blank(
    status: str, told_on: dt.date, seen: bool
) -> None:
    whole = replace(held(PROVINCE, ARMY, status=status), told=told_on)
    assert bool(told(drawn(WEST), whole, held(WEST, REBELS))) is seen


def test_divisions_are_among_the_areas_and_have_no_cells() -> None:
    tessellation, states = drawn(WEST), States([held(PROVINCE, ARMY)])
    assert [f["properties"]["layer"] for f in areas(tessellation, states, DAY)] == ["division"]
    assert cells(tessellation, states, DAY) == []


def test_land_ends_at_the_boundaries_that_a_user_added() -> None:
    known = bounded(land(), boundaries())
    inside, outside = known.at([30.9, 31.5], [14.5, 14.5])
    assert known.countries[inside].code == "SD"
    assert outside == -1
    edge = town("Edge", 30.95, 14.5)
    [cell] = tessellate([edge], known, radius_km=20).cells
    assert cell.shape.bounds[2] == pytest.approx(31.0)
    assert bounded(land(), Boundaries()) is land()


def test_neighbours_give_way() -> None:
    known = bounded(land(), boundaries(pcode="EG01"))
    sudan = known.country("SD")
    assert sudan is not None
    before = land().country("SD")
    assert before is not None
    assert sudan.shape.area == pytest.approx(before.shape.area - 4, rel=1e-3)


def shared(*holdings: Holding, people: int | None = None) -> dict[tuple[str, str], Share]:
    wanted = boundaries(**({"population": people} if people else {})).units
    found = shares_in(
        drawn(WEST, EAST), States(holdings), [DAY], wanted,
        people={WEST.id or "": 300, EAST.id or "": 100},
    )  # fmt: skip
    return {(u.id, s.side.key if s.side else s.status): s for u, s in found}


def test_shares_of_a_unit_are_of_its_whole_ground() -> None:
    found = shared(held(WEST, REBELS), people=8_000)
    rebels, rest = found["ocha:SD01", "nor.front"], found["ocha:SD01", "untold"]
    assert rebels.area_high == pytest.approx(0.02, abs=0.01)
    assert rest.area_low == pytest.approx(1 - rebels.area_high, abs=0.002)
    assert rebels.places == 1
    # 300 of the 400 who are counted, at nine in ten, of the 8,000 that the source tells of.
    assert rebels.people_count == pytest.approx(8_000 * 0.75 * 0.9)
    assert ("ocha:SD0101", "nor.front") not in found


def test_what_is_told_of_a_province_counts_where_nothing_else_does() -> None:
    found = shared(held(PROVINCE, ARMY), held(WEST, REBELS))
    assert found["ocha:SD01", "nor"].area_high == pytest.approx(0.98, abs=0.01)
    assert found["ocha:SD0101", "nor"].area_high == pytest.approx(1)
    assert ("ocha:SD0101", "untold") not in found
