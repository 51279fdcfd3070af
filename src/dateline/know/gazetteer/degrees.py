"""Refuses coordinates that are no degrees of WGS 84, and says how to make them such.

Nothing is converted here: a datum guessed wrong moves a border by hundreds of metres unseen.
"""

from __future__ import annotations

import re
from typing import Any, Final

from dateline.errors import InputError

# WGS 84, and what agrees with it to within a few metres: ETRS89, NAD83, their 3D forms.
_SAME: Final = frozenset({"4326", "4979", "4258", "4269", "4937"})
_CODE: Final = re.compile(r"EPSG:{1,2}[\d.]*:?(\d+)$", re.IGNORECASE)
_WKT: Final = re.compile(r'^\s*(PROJCR?S|GEOGCR?S|GEODCRS)\["([^"]+)"', re.IGNORECASE)
_DEGREES: Final = re.compile(
    r"wgs.?(?:19)?84|etrs.?(?:19)?89|nad.?83|north_american_1983", re.IGNORECASE
)


def other_system(crs: Any) -> str | None:
    """Return the reference system that a file names, where it is another than WGS 84.

    Args:
        crs: a GeoJSON file's `crs`, or the text of a shapefile's .prj; None for none.
    """
    if isinstance(crs, dict):
        told = crs.get("properties")
        name = str(told.get("name") or "") if isinstance(told, dict) else ""
        if not name or name.upper().endswith("CRS84"):
            return None
        code = _CODE.search(name)
        return None if code and code[1] in _SAME else name
    found = _WKT.match(crs) if isinstance(crs, str) else None
    if found is None:
        return None
    degrees = found[1].upper().startswith("GEO") and _DEGREES.search(found[2])
    return None if degrees else found[2]


def named(name: str, crs: Any) -> None:
    """Refuse a file that names another system than WGS 84.

    Raises:
        InputError: it does.
    """
    if system := other_system(crs):
        raise InputError(f"{name} is in {system}, not in degrees of WGS 84: {_remedy(name)}")


def within(name: str, box: tuple[float, float, float, float]) -> None:
    """Refuse a file whose numbers cannot be degrees, or are the wrong way round.

    Args:
        name: of the file.
        box: least x and y, greatest x and y of all that it holds.

    Raises:
        InputError: so it is.
    """
    west, south, east, north = box
    wide, high = max(abs(west), abs(east)), max(abs(south), abs(north))
    if wide <= 360 and high <= 90.001:
        return
    span = f"{west:g} to {east:g}, {south:g} to {north:g}"
    if wide <= 90 and high <= 180:
        raise InputError(
            f"{name} has latitude before longitude ({span}): longitude comes first; exchange the "
            "two and add it again"
        )
    raise InputError(
        f"{name} is projected (its numbers run from {span}) and names no reference system: "
        f"{_remedy(name)} and -s_srs for the system that it is in"
    )


def _remedy(name: str) -> str:
    return (
        "give it in degrees, for instance with GDAL: ogr2ogr -t_srs EPSG:4326 "
        f"degrees.geojson {name}"
    )
