"""Alembic's entry: run the migrations on the connection that `keep.migrate` holds locked."""

from __future__ import annotations

from alembic import context

from dateline.keep.migrate import VERSION_TABLE
from dateline.keep.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
context.run_migrations()
