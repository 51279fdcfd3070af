"""Reads ESRI shapefiles, as OCHA publishes boundaries in, into features like GeoJSON's.

The library (pyshp) is an extra of the package: few users bring such a file, and GeoJSON says the
same. Only coordinates in degrees are taken, since a projected file's are none.
"""

from __future__ import annotations

import importlib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.errors import InputError
from dateline.know.gazetteer import degrees


def is_shapefile(path: Path) -> bool:
    """Tell whether a file is a shapefile, or a zip that holds one."""
    if path.suffix.lower() == ".shp":
        return True
    if path.suffix.lower() != ".zip" or not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as packed:
        return any(name.lower().endswith(".shp") for name in packed.namelist())


def features(path: Path) -> list[dict[str, Any]]:
    """Return the records of a shapefile as GeoJSON features.

    Raises:
        InputError: the library is not installed, the file is damaged or holds no degrees.
    """
    try:
        library: Any = importlib.import_module("shapefile")
    except ImportError as error:
        raise InputError(
            f"{path} is a shapefile: install the extra for it (pip install 'dateline[shapefile]') "
            "or give GeoJSON"
        ) from error
    found = []
    try:
        for inner, crs in _inside(path):
            degrees.named(path.name, crs)
            with library.Reader(inner) as reader:
                found += [
                    {
                        "type": "Feature",
                        "properties": record.record.as_dict(),
                        "geometry": record.shape.__geo_interface__ if record.shape.points else {},
                    }
                    for record in reader.iterShapeRecords()
                ]
                degrees.within(path.name, tuple(reader.bbox or (0.0, 0.0, 0.0, 0.0)))
    except (library.ShapefileException, OSError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise InputError(f"shapefile {path} cannot be read: {error}") from error
    return found


def _inside(path: Path) -> Iterator[tuple[str, str | None]]:
    """Yield the shapefiles of a path, each with its .prj: a zip may hold one for every level."""
    if path.suffix.lower() == ".shp":
        prj = path.with_suffix(".prj")
        yield str(path), prj.read_text("utf-8", "replace") if prj.is_file() else None
        return
    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
        for name in sorted(n for n in names if n.lower().endswith(".shp")):
            prj_name = f"{name[:-4]}.prj"
            crs = packed.read(prj_name).decode("utf-8", "replace") if prj_name in names else None
            yield f"{path}/{name}", crs
