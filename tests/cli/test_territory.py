from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_areas_are_geojson_with_the_holder_of_the_day(store: Path, run: Run) -> None:
    ran = run("areas", "--store", store, "--on", "2031-05-05", "--format", "geojson", "--cells")
    assert ran.returncode == 0
    told = json.loads(ran.stdout)
    assert told["type"] == "FeatureCollection"
    town = next(f for f in told["features"] if f["properties"]["place"] == "Aldbury")
    assert town["properties"]["holder"] == "River Front"
    assert town["geometry"]["type"] in ("Polygon", "MultiPolygon")
    assert town["properties"]["claims"]


def test_fronts_and_shares_are_tables_by_default(store: Path, run: Run) -> None:
    assert "Between" in run("fronts", "--store", store).stdout
    ran = run("shares", "--store", store, "--format", "csv")
    assert ran.stdout.startswith("day,side,holder,status,places,area_low,area,")
    assert (
        run("shares", "--store", store, "--since", "2031-06-01", "--until", "2031-05-01").returncode
        == 2
    )
