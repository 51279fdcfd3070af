"""Reads ESRI shapefiles, as OCHA publishes boundaries in, into features like GeoJSON's.

The library (pyshp) is an extra of the package: few users bring such a file, and GeoJSON says the
same. Only coordinates in degrees are taken, since a projected file's are none.
"""

from __future__ import annotations

import importlib
import zipfile
from pathlib import Path
from typing import Any

from dateline.errors import InputError


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
    try:
        with library.Reader(str(path)) as reader:
            found = [
                {
                    "type": "Feature",
                    "properties": record.record.as_dict(),
                    "geometry": record.shape.__geo_interface__ if record.shape.points else {},
                }
                for record in reader.iterShapeRecords()
            ]
            box = tuple(reader.bbox or ())
    except (library.ShapefileException, OSError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise InputError(f"shapefile {path} cannot be read: {error}") from error
    if any(abs(value) > 360 for value in box):
        raise InputError(f"shapefile {path} is projected: give one in degrees (WGS 84)")
    return found
