"""A place lies in several divisions: a province by name, districts by their ground."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "weighed_around",
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("area", "place", name=op.f("pk_weighed_around")),
    )
    op.create_index(op.f("ix_weighed_around_place"), "weighed_around", ["place"])
    op.drop_index(op.f("ix_weighed_places_area"), "weighed_places")
    op.drop_column("weighed_places", "area")
