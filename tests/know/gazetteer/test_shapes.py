"""GeoJSON and Overpass JSON: units by P-code, OpenStreetMap's places."""

import json
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.know.gazetteer.importers import origin_of
from dateline.know.gazetteer.sources import Row


def rows(path: Path, **options: str) -> list[Row]:
    return list(origin_of(path, **options).rows())


def test_units_of_the_common_operational_datasets(tmp_path: Path) -> None:
    square = [[[20.0, 10.0], [22.0, 10.0], [22.0, 12.0], [20.0, 12.0], [20.0, 10.0]]]
    unit = {"ADM0_EN": "Sudan", "ADM1_EN": "Wickland", "ADM1_PCODE": "SD01",
            "ADM2_EN": "Nether Wick", "ADM2_AR": "X", "ADM2_PCODE": "SD01002"}  # fmt: skip
    path = tmp_path / "units.geojson"
    feature = {"properties": unit, "geometry": {"type": "Polygon", "coordinates": square}}
    path.write_text(json.dumps({"features": [feature]}), "utf-8")
    (row,) = rows(path)
    assert (row.id, row.name, row.feature, row.country) == (
        "ocha:SD01002", "Nether Wick", "admin2", "SD",
    )  # fmt: skip
    assert (row.lat, row.lon) == pytest.approx((11.0, 21.0))
    assert row.radius_km == pytest.approx(124, abs=2)


def test_a_table_of_p_codes(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(
        "admin1Name_en,admin1Pcode,admin2Name_en,admin2Pcode,center_lat,center_lon\n"
        "Wickland,SD01,Nether Wick,SD01002,11.0,21.0\n",
        "utf-8",
    )
    (row,) = rows(path)
    assert (row.id, row.name, row.lat, row.lon) == ("ocha:SD01002", "Nether Wick", 11.0, 21.0)


def test_openstreetmap_from_overpass_and_from_geojson(tmp_path: Path) -> None:
    town = {"place": "town", "name": "موضع", "name:en": "Nether Wick", "population": "12,000",
            "alt_name": "Wick;Wikk"}  # fmt: skip
    base = {"military": "airfield", "name": "Wick Airfield"}
    elements = [
        {"type": "node", "id": 7, "lat": 10.0, "lon": 20.0, "tags": town},
        {"type": "way", "id": 8, "center": {"lat": 10.1, "lon": 20.1}, "tags": base},
        {"type": "node", "id": 9, "lat": 10.0, "lon": 20.0, "tags": {"place": "square"}},
    ]
    path = tmp_path / "extract.json"
    path.write_text(json.dumps({"elements": elements}), "utf-8")
    first, second = rows(path, country="sd")
    assert (first.id, first.name, first.feature, first.population, first.country) == (
        "osm:n7", "Nether Wick", "town", 12_000, "SD",
    )  # fmt: skip
    assert {n for n, _ in first.names} == {"موضع", "Wick", "Wikk"}
    assert (second.id, second.feature, second.lat) == ("osm:w8", "base", 10.1)
    point = {"type": "Point", "coordinates": [20.0, 10.0]}
    path.write_text(json.dumps({"features": [{"properties": town, "geometry": point}]}), "utf-8")
    (row,) = rows(path)
    assert (row.name, row.lat, row.lon) == ("Nether Wick", 10.0, 20.0)


def test_what_is_no_shape_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    path.write_text('{"a": 1}', "utf-8")
    with pytest.raises(InputError, match="neither GeoJSON"):
        origin_of(path)
    path.write_text('{"a": ', "utf-8")
    with pytest.raises(InputError, match="is not JSON"):
        origin_of(path)
    path.write_text("name,lat,lon\nA,1,2\n", "utf-8")
    with pytest.raises(InputError, match="two letters"):
        origin_of(path, country="Sudan")
    with pytest.raises(InputError, match="unknown; known: geonames"):
        origin_of(path, kind="atlas")
