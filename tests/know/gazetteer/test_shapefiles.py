"""Shapefiles: OCHA units of one, plain and zipped; what cannot be read is told."""

from __future__ import annotations

import importlib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import InputError
from dateline.know.gazetteer.importers import origin_of


def _write(path: Path, corner: float = 36.0) -> None:
    library: Any = importlib.import_module("shapefile")
    with library.Writer(str(path)) as writer:
        writer.field("ADM1_PCODE", "C", size=20)
        writer.field("ADM1_EN", "C", size=40)
        side = [[corner, 35], [corner, 36], [corner + 1, 36], [corner + 1, 35], [corner, 35]]
        writer.poly([side])
        writer.record("SY05", "Hama")


def test_units_of_a_shapefile_plain_and_zipped(tmp_path: Path) -> None:
    pytest.importorskip("shapefile")
    plain = tmp_path / "syr_adm1.shp"
    _write(plain)
    packed = tmp_path / "syr.zip"
    with zipfile.ZipFile(packed, "w") as folder:
        for part in sorted(tmp_path.glob("syr_adm1.*")):
            folder.write(part, part.name)
    for path in (plain, packed):
        origin = origin_of(path)
        (row,) = origin.rows()
        assert (row.id, row.name, row.feature, row.country) == ("ocha:SY05", "Hama", "admin1", "SY")
        assert (round(row.lat, 1), round(row.lon, 1)) == (35.5, 36.5)
        assert origin.licence == "CC-BY-3.0-IGO"


def test_a_projected_shapefile_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("shapefile")
    path = tmp_path / "metres.shp"
    _write(path, corner=500_000)
    with pytest.raises(InputError, match="degrees"):
        origin_of(path)


def test_without_the_library_the_remedy_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    path = tmp_path / "a.shp"
    path.write_bytes(b"")
    with pytest.raises(InputError, match=r"dateline\[shapefile\]"):
        origin_of(path)
