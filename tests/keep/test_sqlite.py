"""What SQLite itself must do: refuse changes, survive kill -9, share the file, know its schema."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from tests.making import battle, page

from dateline.errors import InputError, SourceError
from dateline.keep import open_store, schema
from dateline.keep.dialect import looking
from dateline.keep.migrate import HEAD, MIGRATIONS, VERSION_TABLE

REPOSITORY = Path(__file__).parents[2]


@pytest.mark.parametrize("table", [table.name for table in schema.KEPT])
@pytest.mark.parametrize("verb", ["UPDATE {} SET rowid = rowid", "DELETE FROM {}"])
def test_kept_rows_cannot_be_changed(table: str, verb: str, tmp_path: Path) -> None:
    file = tmp_path / "war.db"
    with open_store(file) as store:
        store.add(battle(), page("p"))
    with closing(sqlite3.connect(file)) as plain:
        columns = [row[1] for row in plain.execute(f"PRAGMA table_info({table})")]
        values = {"number": "1", "generation": "1"}
        if table in ("doubts", "judgements"):
            row = ", ".join(values.get(c, "'1'") for c in columns)
            plain.execute(f"INSERT INTO {table} VALUES ({row})")  # noqa: S608 - our own names
        with pytest.raises(sqlite3.IntegrityError, match="only grow"):
            plain.execute(verb.format(table))


def test_the_migrations_make_the_schema_and_nothing_else(tmp_path: Path) -> None:
    with open_store(tmp_path / "war.db") as store, looking(store._engine) as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, schema.metadata) == []


def test_head_is_the_last_migration() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == HEAD


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "war.db"
    open_store(file).close()
    with closing(sqlite3.connect(file)) as plain, plain:
        plain.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")  # noqa: S608
    with pytest.raises(InputError, match=r"schema 9999.*upgrade dateline"):
        open_store(file)


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as plain, plain:
        plain.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(InputError, match=r"another program's database.*recipes"):
        open_store(file)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("These are notes, no database. " * 100)
    with pytest.raises(InputError, match="not a dateline store"):
        open_store(file)


def test_a_missing_store_or_folder_tells_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="dateline read SOURCE --store"):
        open_store(tmp_path / "none.db", create=False)
    with pytest.raises(InputError, match=r"folder .* is not there"):
        open_store(tmp_path / "none" / "war.db")


@pytest.mark.parametrize("url", ["mysql://host/war", "postgresql://host/war", "://"])
def test_a_database_that_is_not_served_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="store"):
        open_store(url)


def test_a_url_opens_the_same_store_as_its_path(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/war.db") as store:
        store.add(battle())
    with open_store(tmp_path / "war.db", create=False) as store:
        assert store.info().counts["reports"] == 1


def test_many_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    failed: list[BaseException] = []

    def add(number: int) -> None:
        try:
            with open_store(tmp_path / "war.db") as store:
                store.add(battle(number))
        except (InputError, SourceError) as error:
            failed.append(error)

    threads = [threading.Thread(target=add, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with open_store(tmp_path / "war.db") as store:
        assert store.info().counts["reports"] == 6


WRITER = """
import itertools, sys
from dateline.keep import open_store
from tests.making import battle, page
with open_store(sys.argv[1]) as store:
    for number in itertools.count():
        store.add(battle(number % 5000), page(str(number)))
        if number == 20:
            print("going", flush=True)
"""


def test_kill_9_loses_at_most_the_report_being_written(tmp_path: Path) -> None:
    file = tmp_path / "war.db"
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(file)],
            stdout=subprocess.PIPE,
            cwd=REPOSITORY,
            env={"PYTHONPATH": str(REPOSITORY), "PATH": ""},
        ) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"going\n"
            time.sleep(0.05)
            writer.send_signal(signal.SIGKILL)
            writer.wait()
    with open_store(file) as store:
        counts = store.info().counts
        assert counts["reports"] >= 21
        # Whole reports only, and none twice although three runs wrote the same ones.
        assert counts["claims"] == 3 * counts["reports"]
        assert counts["generations"] == counts["reports"]
        assert sum(1 for _ in store.kept()) == counts["reports"]
        assert not store.add(battle(0), page("0")).generation
    with closing(sqlite3.connect(file)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
