"""Which findings changed lately, so that what is drawn from all of them need not be drawn anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_Counter = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "findings_changes",
        sa.Column("number", _Counter, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_findings_changes")),
    )
    op.execute("INSERT INTO findings_changes (kind, id) VALUES ('all', lower(hex(randomblob(8))))")
