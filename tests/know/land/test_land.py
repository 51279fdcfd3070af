from __future__ import annotations

import pytest
import shapely

from dateline.know.land import land


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        (36.75, 35.13, "SY"),
        (-175.0, 67.0, "RU"),  # east of 180°
        (178.4, -18.1, "FJ"),
        (20.9, 42.6, "XK"),
        (45.3, 2.03, "SO"),
    ],
)
def test_points_lie_in_their_country(lon: float, lat: float, code: str) -> None:
    known = land()
    assert known.countries[known.at([lon], [lat])[0]].code == code


def test_the_open_sea_is_nobody_s_and_a_harbour_is_its_country_s() -> None:
    known = land()
    sea, harbour = known.at([0.0, 35.77], [0.0, 35.52])
    assert sea == -1
    assert known.countries[harbour].code == "SY"


def test_countries_over_the_end_of_the_map_are_whole_and_cut() -> None:
    russia = land("50m").country("RU")
    assert russia is not None
    assert russia.shape.bounds[0] == pytest.approx(-180)
    assert russia.shape.bounds[2] == pytest.approx(180)
    assert russia.whole.bounds[2] == pytest.approx(190.9, abs=1)
    assert russia.whole.area == pytest.approx(russia.shape.area, rel=1e-6)


def test_all_shapes_are_valid() -> None:
    assert all(shapely.is_valid(c.shape) for c in land("50m").countries)
