"""The one place that knows which database it is: connecting, locking, guards, insert-or-skip.

Everything else in `keep` is SQLAlchemy Core that any database understands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from dateline.errors import InputError, SourceError

LOCK_WAIT_S = 3600
"""How long to wait for another process that is writing: deriving all findings of a million claims
takes nine minutes of a core, which were 32 on a machine with five times as much to do, and nobody's
night run should fail by it."""

_WRITE = "dateline_write"


def connect(where: str, *, create: bool) -> sa.Engine:
    """Return an engine for `where`, a path or a database URL.

    Raises:
        InputError: the folder or file is not there, or the URL names no database served here.
    """
    url = _url(where)
    if url.get_backend_name() != "sqlite":
        raise InputError(
            f"store {where!r}: {url.get_backend_name()} is not served yet; give the path of a file"
        )
    file = Path(url.database or "")
    if not create and not file.is_file():
        raise InputError(
            f"store {file} is not there: read something into it first "
            f"(dateline read SOURCE --store {file})"
        )
    if not file.parent.is_dir():
        raise InputError(f"store {file}: folder {file.parent} is not there")
    engine = sa.create_engine(url, connect_args={"timeout": LOCK_WAIT_S})
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _url(where: str) -> sa.URL:
    if "://" not in where:
        return sa.URL.create("sqlite", database=str(Path(where).expanduser()))
    try:
        return sa.make_url(where)
    except sa.exc.ArgumentError as error:
        raise InputError(f"store {where!r} is neither a path nor a database URL") from error


def _prepare(connection: Any, _record: object) -> None:
    # SQLAlchemy begins transactions itself (see _begin), so that schema changes are in them too.
    connection.isolation_level = None
    cursor = connection.cursor()
    # WAL: readers go on while one process writes, and a killed writer leaves nothing half done.
    # NORMAL loses at most the last transactions in a power cut, never the file.
    for pragma in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: sa.Connection) -> None:
    # A writer takes the lock at once: read first and write later fails under a second writer.
    write = connection.get_execution_options().get(_WRITE)
    # A cache of 64 MB: what a write touches lies all over a big file. Readers are many at a time
    # in a server and look at little.
    connection.exec_driver_sql(f"PRAGMA cache_size = {-65536 if write else -8192}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Open a transaction that may write: all of it is kept, or nothing.

    Raises:
        SourceError: the store is locked by another process, full or read-only.
    """
    with named_errors(engine), engine.connect() as plain:
        connection = plain.execution_options(**{_WRITE: True})
        with connection.begin():
            yield connection


@contextmanager
def looking(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Open a transaction that only reads, on one consistent state."""
    with named_errors(engine), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def named_errors(engine: sa.Engine) -> Iterator[None]:
    """Tell what a database refuses by the store's name and the next step."""
    try:
        yield
    except sa.exc.IntegrityError:
        raise  # a guard or a key: never the user's doing
    except sa.exc.DatabaseError as error:
        file, why = engine.url.database, str(error.orig)
        if "not a database" in why:
            raise InputError(f"store {file} is not a dateline store: {why}") from error
        if "locked" in why or "readonly" in why or "full" in why or "unable to open" in why:
            raise SourceError(
                f"store {file} cannot be written: {why} (another process, its rights, or the disk)"
            ) from error
        if "malformed" in why:
            raise SourceError(f"store {file} is damaged: {why}") from error
        raise


def insert_new(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> int:
    """Insert the rows whose key is not there yet; return how many were."""
    if not rows:
        return 0
    insert: Any = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[
        connection.dialect.name
    ]
    result = connection.execute(insert(table).on_conflict_do_nothing(), rows)
    return int(result.rowcount)


def insert_rows(
    connection: sa.Connection, table: sa.Table, rows: Sequence[Sequence[Any]], *, over: bool = False
) -> None:
    """Insert many rows fast: values in the order of the table's columns, as the database has them.

    Args:
        connection: that may write.
        table: to insert into.
        rows: days as ISO 8601 text.
        over: take the place of rows with the same key, in place of failing.
    """
    if not rows:
        return
    quote = connection.dialect.identifier_preparer.quote
    names = ", ".join(quote(column.name) for column in table.columns)
    marks = ", ".join("?" * len(table.columns))
    how = "INSERT OR REPLACE" if over else "INSERT"
    connection.exec_driver_sql(
        f"{how} INTO {quote(table.name)} ({names}) VALUES ({marks})",
        [tuple(row) for row in rows],
    )


def guard(connection: sa.Connection, tables: Sequence[str]) -> None:
    """Make the database itself refuse to change or delete rows of `tables`."""
    if connection.dialect.name != "sqlite":
        raise NotImplementedError(connection.dialect.name)
    for table in tables:
        for verb in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} only grow: no {verb.lower()}'); END"
            )
