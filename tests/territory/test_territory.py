from __future__ import annotations

import datetime as dt

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import shape as shaped
from tests.making import ARMY, REBELS

from dateline.know.land import land
from dateline.model import ActorRef, Holding, PlaceRef
from dateline.territory import States, areas, cells, fronts, place_key, shares, tessellate

DAY = dt.date(2031, 5, 4)


def town(name: str, lon: float, lat: float, **fields: object) -> PlaceRef:
    known: dict[str, object] = {"precision": "exact", "feature": "town"}
    return PlaceRef(
        text=name, name=name, id=f"t:{name}", lon=lon, lat=lat,
        **(known | fields),  # type: ignore[arg-type]
    )  # fmt: skip


def held(place: PlaceRef, holder: ActorRef | None, **fields: object) -> Holding:
    known: dict[str, object] = {"status": "held", "probability": 0.9, "from_day": DAY}
    return Holding(
        id=f"h{place.text}", place=place, holder=holder, extent="whole", told=DAY,
        **(known | fields),  # type: ignore[arg-type]
    )  # fmt: skip


WEST, EAST, SOUTH = town("West", 30.0, 15.0), town("East", 30.2, 15.0), town("South", 30.1, 14.8)
SIDES = [held(WEST, ARMY), held(EAST, REBELS), held(SOUTH, REBELS, status="claimed")]


def test_a_cell_ends_at_the_radius_and_half_way_to_the_next() -> None:
    drawn = tessellate([WEST, EAST], land(), radius_km=20)
    west = next(c for c in drawn.cells if c.place == WEST)
    assert west.shape.bounds[2] == pytest.approx(30.1, abs=1e-6)
    reach = 20 / (111.2 * 0.9659)
    assert west.shape.bounds[0] == pytest.approx(30.0 - reach, abs=0.002)
    assert west.country == "SD"


def test_areas_of_one_side_and_status_are_one() -> None:
    drawn, states = tessellate([WEST, EAST, SOUTH], land()), States(SIDES)
    found = {
        (f["properties"]["side"], f["properties"]["status"]) for f in areas(drawn, states, DAY)
    }
    assert found == {("nor", "held"), ("nor.front", "held"), ("nor.front", "claimed")}
    assert areas(drawn, states, DAY - dt.timedelta(days=1)) == []


def test_a_front_lies_between_unlike_sides_and_tells_whether_it_is_firm() -> None:
    drawn, states = tessellate([WEST, EAST, SOUTH], land()), States(SIDES)
    told = {f["properties"]["firm"]: f for f in fronts(drawn, states, DAY)}
    assert set(told) == {True, False}
    assert {p[0] for p in shapely.get_coordinates(shaped(told[True]["geometry"]))} == {30.1}
    assert told[True]["properties"]["length_km"] == pytest.approx(27, abs=3)


def test_open_ground_has_no_holder_and_untold_ground_no_cell() -> None:
    told = [held(WEST, None, status="contested"), held(EAST, None, status="unknown")]
    drawn, states = tessellate([WEST, EAST, SOUTH], land()), States(told)
    found = {f["properties"]["place"]: f["properties"] for f in cells(drawn, states, DAY)}
    assert {p: f["status"] for p, f in found.items()} == {"West": "contested", "East": "unknown"}
    assert all(f["holder"] is None for f in found.values())
    assert fronts(drawn, states, DAY) == []


def test_what_has_no_spot_has_no_cell_and_is_named() -> None:
    sea, vague = town("Reef", 0.0, 0.0), town("Vale", 30.0, 15.1, precision="near")
    area = town("Province", 30.0, 15.2, feature="admin1")
    drawn = tessellate([sea, vague, area, WEST], land())
    assert [c.place for c in drawn.cells] == [WEST]
    assert {p.text: why for p, why in drawn.left_out} == {
        "Reef": "at sea", "Vale": "no single spot", "Province": "no single spot",
    }  # fmt: skip


def test_places_on_one_spot_share_a_cell_named_for_the_settlement() -> None:
    base = town("Airfield", 30.0, 15.0, feature="base")
    drawn = tessellate([base, WEST], land())
    assert len(drawn.cells) == 1
    assert drawn.cells[0].place == WEST
    states = States([held(base, REBELS)])
    assert cells(drawn, states, DAY)[0]["properties"]["holder"] == "River Front"


def test_cells_at_the_end_of_the_map_are_cut_there() -> None:
    drawn = tessellate([town("Cape", 179.95, 68.0), town("Inlet", -179.95, 68.0)], land())
    for cell in drawn.cells:
        assert cell.shape.bounds[0] >= -180
        assert cell.shape.bounds[2] <= 180
    assert len(drawn.borders) == 1


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(29.0, 31.0), st.floats(14.0, 16.0)),
        min_size=1,
        max_size=12,
        unique=True,
    )
)
def test_cells_do_not_overlap_hold_their_place_and_know_no_order(
    spots: list[tuple[float, float]],
) -> None:
    places = [town(f"P{n}", lon, lat) for n, (lon, lat) in enumerate(spots)]
    drawn = tessellate(places, land("50m"))
    assert drawn == tessellate(places[::-1], land("50m"))
    assert {key for cell in drawn.cells for key in cell.keys} == {place_key(p) for p in places}
    shapes = [cell.shape for cell in drawn.cells]
    whole = shapely.union_all(shapes)
    assert sum(s.area for s in shapes) == pytest.approx(whole.area, rel=1e-6)
    for cell in drawn.cells:
        assert cell.place.lon is not None
        assert cell.place.lat is not None
        assert cell.shape.distance(shapely.Point(cell.place.lon, cell.place.lat)) < 1e-3


def test_shares_bracket_the_best_estimate_and_sum_to_one() -> None:
    told = [*SIDES[:2], held(SOUTH, REBELS, status="claimed", probability=0.5)]
    drawn, states = tessellate([WEST, EAST, SOUTH], land()), States(told)
    found = list(shares(drawn, states, [DAY], people={"t:West": 100, "t:East": 300}))
    assert sum(s.area for s in found) == pytest.approx(1, abs=1e-3)
    for share in found:
        assert share.area_low <= share.area <= share.area_high
    rebels = next(s for s in found if s.side and s.side.key == "nor.front")
    assert rebels.people == pytest.approx(0.675)
    assert rebels.area_high > rebels.area > rebels.area_low


def test_a_place_far_from_the_theatre_is_no_part_of_it() -> None:
    abroad = town("Abroad", 2.35, 48.86)
    drawn, states = tessellate([WEST, EAST, abroad], land()), States(SIDES[:2])
    found = list(shares(drawn, states, [DAY]))
    assert next(s for s in found if s.status == "untold").area == 0
