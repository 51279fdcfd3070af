"""What weighing works out on its way to findings, kept so that a change touches little."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_Counter = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for kind in ("holdings", "doubts"):
        table = f"findings_{kind}"
        op.add_column(table, sa.Column("cell", sa.Text(), nullable=True))
        op.create_index(op.f(f"ix_{table}_cell"), table, ["cell"])
    op.create_table(
        "weighed_reports",
        sa.Column("number", _Counter, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("generation", _Counter, nullable=False),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sampled", sa.Integer(), nullable=False),
        sa.Column("group", _Counter, nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("json", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_weighed_reports")),
        sa.UniqueConstraint("id", name=op.f("uq_weighed_reports_id")),
    )
    op.create_table(
        "weighed_marks",
        sa.Column("bucket", sa.Integer(), nullable=False),
        sa.Column("postings", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("bucket", name=op.f("pk_weighed_marks")),
    )
    op.create_table(
        "weighed_claims",
        sa.Column("claim", sa.String(length=16), nullable=False),
        sa.Column("report", _Counter, nullable=False),
        sa.Column("generation", _Counter, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("source", _Counter, nullable=True),
        sa.Column("spot", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("block", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("component", sa.String(length=16), nullable=True),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("named", sa.Text(), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("claim", name=op.f("pk_weighed_claims")),
    )
    op.create_index("ix_weighed_claims_block", "weighed_claims", ["block", "place", "start", "end"])
    op.create_table(
        "weighed_spots",
        sa.Column("spot", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("known", sa.Boolean(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("names", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("spot", name=op.f("pk_weighed_spots")),
    )
    op.create_table(
        "weighed_names",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("spot", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", "spot", name=op.f("pk_weighed_names")),
    )
    op.create_table(
        "weighed_places",
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("area", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_weighed_places")),
    )
    for table, columns in (
        ("weighed_reports", ("group",)),
        ("weighed_claims", ("report", "source", "spot", "place", "component", "area")),
        ("weighed_spots", ("place",)),
        ("weighed_places", ("area",)),
    ):
        for column in columns:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
