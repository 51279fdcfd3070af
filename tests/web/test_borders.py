"""Boundaries that a user added, on the map: lines in tiles, names by zoom, nothing without them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

from dateline.know.boundaries import boundaries
from dateline.know.gazetteer import added
from dateline.settings import Settings
from dateline.web.borders import Borders

BOXES = {"SD01": (19, 9, 20, 11), "SD02": (20, 9, 21, 11)}


def add(cache: Path, *, districts: int = 0) -> None:
    """Two provinces around Aldbury (10 N, 20 E), each cut into as many districts."""
    features: list[dict[str, Any]] = []
    for code, (west, south, east, north) in BOXES.items():
        for n in range(districts + 1):
            low, high = (south, north) if n == 0 else (
                south + (n - 1) * (north - south) / districts,
                south + n * (north - south) / districts,
            )  # fmt: skip
            ring = [[west, low], [east, low], [east, high], [west, high], [west, low]]
            properties = {"level": 1 + (n > 0), "pcode": f"{code}{n or ''}", "name_en": f"N {n}"}
            shape = {"type": "Polygon", "coordinates": [ring]}
            features.append({"type": "Feature", "properties": properties, "geometry": shape})
    cache.mkdir(parents=True, exist_ok=True)
    path = cache / "units.geojson"
    path.write_text(json.dumps({"features": features}))
    added.add(cache, path, country="SD")


def test_without_boundaries_there_is_nothing(client: TestClient) -> None:
    assert client.get("/tiles/admin/5/17/15").status_code == 204
    assert "data-borders" not in client.get("/").text
    body = client.get("/api/v1/map/boundaries").json()
    assert body == {"type": "FeatureCollection", "features": []}


def test_lines_come_in_tiles_by_level(client: TestClient, settings: Settings) -> None:
    add(settings.cache, districts=4)
    page = client.get("/").text
    assert "data-borders=" in page
    assert 'data-levels="1:' in page
    far = client.get("/tiles/admin/5/17/15")
    assert (far.status_code, far.headers["content-type"]) == (
        200, "application/vnd.mapbox-vector-tile",
    )  # fmt: skip
    assert b"admin1" in far.content
    near = client.get("/tiles/admin/8/142/120").content
    assert b"admin1" in near
    assert b"admin2" in near
    assert client.get("/tiles/admin/8/10/10").content == b""
    assert client.get("/tiles/admin/13/4551/3867").status_code == 204
    same = client.get("/tiles/admin/5/17/15", headers={"if-none-match": far.headers["etag"]})
    assert same.status_code == 304
    added.remove(settings.cache, "ocha-units")
    assert client.get("/tiles/admin/5/17/15").status_code == 204


def test_the_level_with_room_is_named(client: TestClient, settings: Settings) -> None:
    add(settings.cache, districts=4)
    box = "west=18&south=8&east=22&north=12"

    def units(zoom: float) -> list[tuple[str, int]]:
        items = client.get(f"/api/v1/map/names?{box}&zoom={zoom}").json()["items"]
        return [(i["n"], i["v"]) for i in items if i["k"] == "unit"]

    assert units(2) == []
    assert units(6) == [("N 0", 1), ("N 0", 1)]
    assert {name for name, _ in units(9)} == {"N 1", "N 2", "N 3", "N 4"}


def test_levels_of_any_size_are_drawn_when_they_are_wide_enough(tmp_path: Path) -> None:
    add(tmp_path, districts=1)
    coarse = Borders(boundaries(tmp_path)).zooms
    add(tmp_path, districts=40)
    fine = Borders(boundaries(tmp_path)).zooms
    assert coarse[1] == fine[1] < fine[2]
    # A fortieth of the ground is a sixth as wide.
    assert fine[2] - fine[1] == pytest.approx(np.log2(40) / 2, abs=0.1)


def test_boundaries_are_an_export_too(client: TestClient, settings: Settings) -> None:
    add(settings.cache, districts=2)
    found = client.get("/api/v1/map/boundaries?level=2")
    assert found.headers["content-type"].startswith("application/geo+json")
    features = found.json()["features"]
    assert {f["id"] for f in features} == {f"ocha:SD0{p}{n}" for p in (1, 2) for n in (1, 2)}
    assert features[0]["geometry"]["type"] == "MultiPolygon"
    again = client.get(
        "/api/v1/map/boundaries?level=2", headers={"if-none-match": found.headers["etag"]}
    )
    assert again.status_code == 304
