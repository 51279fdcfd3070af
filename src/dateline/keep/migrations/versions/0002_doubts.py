"""Doubts across reports, as findings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "findings_doubts",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.Column("places", sa.Text(), nullable=True),
        sa.Column("actors", sa.Text(), nullable=True),
        sa.Column("json", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings_doubts")),
    )
    op.create_index(
        op.f("ix_findings_doubts_place_id"), "findings_doubts", ["place_id"], unique=False
    )
    op.create_index(op.f("ix_findings_doubts_start"), "findings_doubts", ["start"], unique=False)
