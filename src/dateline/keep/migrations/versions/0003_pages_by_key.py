"""Indexes in the order in which tables are paged, holding what most filters ask for."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

_DAY, _PLACE = ["start", "end"], ["places", "place_id"]
_ASKED = ["status", "type", "confidence"]


def upgrade() -> None:
    for kind in ("events", "statements", "holdings", "places", "doubts"):
        table = f"findings_{kind}"
        op.drop_index(op.f(f"ix_{table}_start"), table_name=table)
        op.create_index(f"ix_{table}_by_day", table, [*_DAY, *_PLACE, "id", *_ASKED])
        if kind in ("holdings", "places"):
            op.create_index(f"ix_{table}_by_place", table, [*_PLACE, *_DAY, "id", *_ASKED])
