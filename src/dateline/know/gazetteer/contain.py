"""Tells for every place of an index in which divisions it lies, by the polygons that there are.

The point decides: a town is where its centre is. What no polygon covers is left to names and
distances; a place without a division of its own takes that of the polygon.
"""

from __future__ import annotations

import sqlite3

import numpy as np
import shapely

from dateline.know.boundaries.keep import Boundaries


def contain(db: sqlite3.Connection, ground: Boundaries) -> None:
    """Write which divisions hold each place, and which divisions are bounded."""
    held = _divisions(db, ground)
    db.executemany("UPDATE places SET bounded = 1 WHERE id = ?", [(p,) for p, _ in held.values()])
    west, south, east, north = shapely.total_bounds(np.array([u.shape for u in ground.units]))
    rows = db.execute(
        "SELECT number, lon, lat FROM places WHERE feature <> 'country' "
        "AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?",
        (south, north, west, east),
    ).fetchall()
    told = []
    units = ground.at([row[1] for row in rows], [row[2] for row in rows])
    for (number, *_), inside in zip(rows, units, strict=True):
        places = [held[unit.id] for unit in inside if unit.id in held]
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
