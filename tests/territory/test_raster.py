"""The ground by squares is that by cells, as near as a square."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
import shapely
from tests.making import ARMY, REBELS
from tests.territory.test_territory import held, town

from dateline.know.land import land
from dateline.territory import Raster, States, areas, ground, sides_told, tessellate

DAY = dt.date(2031, 5, 4)
BOX = (29.0, 14.0, 31.0, 16.0)


def _war(number: int) -> tuple[list[float], list[float], list[int]]:
    """So many places of two sides, the one in the west and the other in the east."""
    rng = np.random.default_rng(5)
    lon, lat = rng.uniform(29.6, 30.4, number), rng.uniform(14.6, 15.4, number)
    return lon.tolist(), lat.tolist(), (lon > 30).astype(int).tolist()


def test_squares_are_what_cells_are() -> None:
    lon, lat, side = _war(12)
    places = [town(f"T{n}", x, y) for n, (x, y) in enumerate(zip(lon, lat, strict=True))]
    told = [held(p, (ARMY, REBELS)[s]) for p, s in zip(places, side, strict=True)]
    cells = areas(tessellate(places, land()), States(told), DAY)
    raster = Raster(np.array(lon), np.array(lat), land("50m"))
    found = ground(raster.grid(*BOX, zoom=9), np.array(side))
    assert set(found.states.tolist()) == {0, 1}
    for number, name in enumerate(("nor", "nor.front")):
        [area] = [f for f in cells if f["properties"]["side"] == name]
        one = shapely.make_valid(shapely.geometry.shape(area["geometry"]))
        other = shapely.union_all(found.faces[found.states == number])
        assert one.intersection(other).area > 0.97 * max(one.area, other.area)


def test_edges_lie_between_faces_of_unlike_states() -> None:
    lon, lat, side = _war(12)
    raster = Raster(np.array(lon), np.array(lat), land("50m"))
    found = ground(raster.grid(*BOX, zoom=9), np.array(side))
    assert {tuple(sorted(edge[:2])) for edge in found.edges} == {(0, 1)}
    line = shapely.union_all([edge[2] for edge in found.edges])
    for state in (0, 1):
        faces = shapely.union_all(found.faces[found.states == state])
        assert line.within(faces.boundary.buffer(1e-9))
    middle = shapely.get_coordinates(line)[:, 0]
    assert abs(middle.mean() - 30) < 0.1


def test_from_afar_a_square_is_what_most_of_its_places_are() -> None:
    lon, lat = np.array([30.0, 30.001, 30.002]), np.array([15.0, 15.001, 15.002])
    raster = Raster(lon, lat, land("50m"))
    far = ground(raster.grid(*BOX, zoom=3), np.array([2, 5, 5]))
    assert far.states.tolist() == [5]
    assert ground(raster.grid(*BOX, zoom=3), np.array([2, -1, -1])).states.tolist() == [2]


@pytest.mark.parametrize("state", [[-1, -1], [0, -1]])
def test_what_is_not_told_has_no_ground(state: list[int]) -> None:
    raster = Raster(np.array([30.0, 0.0]), np.array([15.0, 0.0]), land("50m"))
    found = ground(raster.grid(-180, -85, 180, 85, zoom=2), np.array(state))
    assert len(found.faces) == (state[0] >= 0)
    assert found.edges == []


def test_of_a_box_too_large_for_its_zoom_the_squares_are_larger() -> None:
    raster = Raster(np.array([30.0]), np.array([15.0]), land("50m"))
    assert raster.grid(-180, -85, 180, 85, zoom=12).place.size <= 60 * 64 * 64
    assert raster.grid(29.9, 14.9, 30.1, 15.1, zoom=12).side < 1 / 2**17


def test_a_country_ends_at_its_border() -> None:
    lon, lat = np.array([34.75]), np.array([31.25])  # Beersheba: the border is within 20 km or so
    raster = Raster(lon, lat, land("50m"))
    found = ground(raster.grid(34, 30.8, 35.5, 31.8, zoom=10), np.array([0]))
    home = land("50m").country("IL")
    assert home is not None
    face = shapely.union_all(found.faces)
    assert face.intersection(home.shape).area > 0.98 * face.area


def test_sides_are_told_by_the_register() -> None:
    sides, number = sides_told([REBELS, ARMY, REBELS], [3, 1, 0])
    assert [side.key for side in sides] == ["nor.front", "nor"]
    assert number == [0, 1, 0]
