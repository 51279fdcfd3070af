"""Files that users bring, each told by its columns."""

import json
import zipfile
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.know.gazetteer import Gazetteer, build
from dateline.know.gazetteer.importers import origin_of

FIELDS = "1 Testaya Testaya Testaia,Tistaya 35.5 36.5 P PPL SY _ 10 _ _ _ 4200 _ _ Asia/Damascus x"
GEONAMES = FIELDS.replace("_", "").replace(" ", "\t")


def test_geonames_dump_plain_and_zipped(tmp_path: Path) -> None:
    plain = tmp_path / "SY.txt"
    plain.write_text(GEONAMES + "\n", "utf-8")
    packed = tmp_path / "SY.zip"
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("readme.txt", "")
        file.write(plain, "SY.txt")
    for path in (plain, packed):
        (row,) = origin_of(path).rows()
        assert (row.id, row.name, row.admin1, row.population) == (
            "geonames:1",
            "Testaya",
            "SY.10",
            4200,
        )
        assert ("Tistaya", 1) in row.names


def test_ucdp_table(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(
        "where_coordinates,latitude,longitude,country,adm_1,where_prec\n"
        "Testaya village,35.5,36.5,Syria,Hama Governorate,1\n"
        "Testaya village,35.5,36.5,Syria,Hama Governorate,2\n"
        "Hama governorate,35.1,36.7,Syria,Hama Governorate,4\n",
        "utf-8",
    )
    (row,) = origin_of(path).rows()
    assert (row.name, row.feature, row.country, row.admin1) == ("Testaya", "village", "SY", "SY.10")


def test_ocha_units(tmp_path: Path) -> None:
    unit = {"level": 1, "pcode": "SY05", "name_en": "Hama", "name_ar": "حماة", "lat": 35.1,
            "lon": 37.2, "area_km2": 10_000}  # fmt: skip
    path = tmp_path / "admin.geojson"
    point = {"type": "Point", "coordinates": [36.9, 35.2]}
    part = {"properties": {"level": 3, "pcode": "SY0501", "name_en": "Testaya"}, "geometry": point}
    features = [{"properties": unit}, part, {"properties": {}}]
    path.write_text(json.dumps({"features": features}), "utf-8")
    row, below = origin_of(path).rows()
    assert (below.feature, below.lat, below.lon) == ("admin2", 35.2, 36.9)
    assert (row.id, row.feature, row.country, row.admin1) == ("ocha:SY05", "admin1", "SY", "SY.10")
    assert row.radius_km == pytest.approx(56.4)


def test_own_csv_is_found_by_the_gazetteer(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "name,lat,lon,country,names\nTestaya,35.5,36.5,SY,Tistaya\nNowhere,0,0,SY,\n", "utf-8"
    )
    index = tmp_path / "places.sqlite"
    build(index, [origin_of(path, licence="CC0-1.0")])
    with Gazetteer.open(index) as gazetteer:
        assert gazetteer.lookup("Tistaya")[0].place.id == "mine:1"
        assert not gazetteer.known("Nowhere")
        assert gazetteer.sources()[0].licence == "CC0-1.0"


def test_what_is_no_gazetteer_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(InputError, match="columns name, lat, lon"):
        origin_of(path)
    with pytest.raises(InputError, match="cannot be read"):
        origin_of(tmp_path / "absent.csv")
