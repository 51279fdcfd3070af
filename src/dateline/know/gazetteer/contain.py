"""Tells for every place of an index in which divisions it lies, by the polygons that there are.

The point decides: a town is where its centre is. What no polygon covers is left to names and
distances; a place without a division of its own takes that of the polygon.
"""

from __future__ import annotations

import sqlite3
from typing import Final

import numpy as np
import shapely

from dateline.know.boundaries.keep import Boundaries

_WIDE: Final = frozenset({"country", "region", "sea", "river", "road", "desert", "line"})
"""What reaches beyond the point that stands for it: no division holds it."""
_DEEPEST: Final = 9


def contain(db: sqlite3.Connection, ground: Boundaries) -> None:
    """Write which divisions hold each place, and which divisions are bounded."""
    held = _divisions(db, ground)
    db.executemany("UPDATE places SET bounded = 1 WHERE id = ?", [(p,) for p, _ in held.values()])
    west, south, east, north = shapely.total_bounds(np.array([u.shape for u in ground.units]))
    rows = db.execute(
        "SELECT number, id, feature, lon, lat FROM places "
        "WHERE lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?",
        (south, north, west, east),
    ).fetchall()
    rows = [row for row in rows if row[2] not in _WIDE]
    level = {held[unit.id][0]: unit.level for unit in ground.units if unit.id in held}
    told = []
    units = ground.at([row[3] for row in rows], [row[4] for row in rows])
    for (number, id_, feature, *_), inside in zip(rows, units, strict=True):
        # A province lies in no district, though its middle does.
        deepest = level.get(id_, 1 if feature == "admin1" else _DEEPEST)
        places = [held[u.id] for u in inside if u.id in held and u.level <= deepest]
        if not places:
            continue
        code = next((code for _, code in places if code), None)
        told.append((" ".join(dict.fromkeys(id_ for id_, _ in places)), code, number))
    db.executemany(
        "UPDATE places SET within = ?, admin1 = COALESCE(admin1, ?) WHERE number = ?", told
    )


def _divisions(db: sqlite3.Connection, ground: Boundaries) -> dict[str, tuple[str, str | None]]:
    """Return, by a unit's id, the id of the place that it is, and its code of a first division."""
    found = {}
    for unit in ground.units:
        row = db.execute(
            "SELECT id, feature, admin1 FROM places WHERE id = ? OR number = "
            "(SELECT place FROM also WHERE id = ?)",
            (unit.id, unit.id),
        ).fetchone()
        if row and unit.level > 0:
            found[unit.id] = row[0], row[2] if row[1] == "admin1" else None
    return found
