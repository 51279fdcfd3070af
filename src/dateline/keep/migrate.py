"""Bring a store to this version's schema, one process at a time; refuse a newer one."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from dateline.errors import InputError
from dateline.keep.dialect import looking, writing

HEAD = "0006"
"""The newest revision in `migrations/versions`; a test holds it to that."""

VERSION_TABLE = "dateline_schema"
MIGRATIONS = Path(__file__).parent / "migrations"


def bring_up_to_date(engine: sa.Engine) -> None:
    """Apply the migrations that the store lacks, all or none.

    Raises:
        InputError: the file holds another program's database, or a newer version's store.
    """
    with looking(engine) as connection:
        if _version(connection) == HEAD:
            return
    # Alembic is loaded only where there is something to do: it takes a fifth of a second.
    from alembic import command
    from alembic.config import Config

    with writing(engine) as connection:
        found = _version(connection)  # again, now that nobody else can change it
        if found == HEAD:
            return
        if found is not None and found not in _known():
            raise InputError(
                f"store {engine.url.database} was written by a newer dateline (schema {found}; "
                f"this one knows up to {HEAD}): upgrade dateline"
            )
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _version(connection: sa.Connection) -> str | None:
    tables = sa.inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        column = sa.column("version_num", sa.Text)
        return connection.scalar(sa.select(column).select_from(sa.table(VERSION_TABLE, column)))
    if tables:
        raise InputError(
            f"store {connection.engine.url.database} is another program's database "
            f"(tables {', '.join(sorted(tables)[:3])}): give another path"
        )
    return None


def _known() -> set[str]:
    return {file.stem.split("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py")}
