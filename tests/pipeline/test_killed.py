"""A process killed while it weighs, wherever, leaves findings whole or known to be stale."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.making import ARMY, REBELS, TOWN, VILLAGE, control, day, event, reading, statement

from dateline.keep import open_store, schema
from dateline.model import Reading
from dateline.pipeline import rebuilding
from dateline.pipeline.progress import unseen
from dateline.weigh import VERSION

REPOSITORY = Path(__file__).parents[2]
POINTS = 16
"""Places in the run of either way of weighing at which it is killed, the last commit among them."""

KILLED = """
import os, shutil, signal, sys
import sqlalchemy as sa
from dateline.keep import open_store
from dateline.pipeline import rebuilding
from dateline.pipeline.progress import unseen
from dateline.weigh import VERSION

def run(path, how, last):
    "Weigh, and die before the statement of that number; return how many there were."
    with open_store(path) as store:
        seen = 0
        def count(*_):
            nonlocal seen
            seen += 1
            if seen == last:
                os.kill(os.getpid(), signal.SIGKILL)
        for name in ("before_cursor_execute", "commit"):
            sa.event.listen(store._engine, name, count)
        way = {"anew": rebuilding.rebuilt, "update": rebuilding.settled}[how]
        way(store, unseen)
        return seen

source, how, points = sys.argv[1], sys.argv[2], int(sys.argv[3])
whole = run(shutil.copy(source, source + ".whole"), how, 0)
for number in sorted({max(1, whole * n // points) for n in range(1, points + 1)}):
    path = shutil.copy(source, f"{source}.{number}")
    child = os.fork()
    if not child:
        run(path, how, number)
        os._exit(9)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    print(path, flush=True)
"""


def told(number: int) -> Reading:
    """One of many reports of two places, a third of them copies."""
    source = number - number % 3
    words = " ".join(f"word{source * 7 + n}" for n in range(40))
    said = "We hold the bridge and every road to it"
    text = f'Rebels took the town in raid {source}. {words}. "{said}," they said, says {number}.'
    on = day(f"2031-05-{1 + number % 28:02}")
    where = TOWN if number % 2 else VILLAGE
    return reading(
        text,
        control(text, "took the town", holder=(REBELS, ARMY)[number % 5 < 2], when=on, where=where),
        event(text, "took the town", actors=(REBELS,), event="ASSAULT", when=on, where=where),
        statement(text, said, speaker=REBELS, when=on),
        publisher=f"Outlet {number % 4}",
        published=on.start,
    )


def findings(path: Path) -> list[tuple[Any, ...]]:
    """All rows of all findings, and what they rest on."""
    names = [*(table.name for table in schema.FINDINGS.values()), schema.supports.name]
    with closing(sqlite3.connect(path)) as plain:
        return [
            (name, *map(repr, row))
            for name in names
            for row in sorted(plain.execute(f"SELECT * FROM {name}"), key=repr)  # noqa: S608 - ours
        ]


@pytest.mark.parametrize("how", ["update", "anew"])
def test_kill_9_while_weighing_leaves_findings_whole_or_known_stale(
    how: str, tmp_path: Path
) -> None:
    path = tmp_path / "war.db"
    with open_store(path) as store:
        for number in range(24):
            store.add(told(number))
        rebuilding.rebuilt(store, unseen)
        for number in range(24, 28):  # copies of one another, at both places
            store.add(told(number))
    before = findings(path)
    whole = Path(shutil.copy(path, tmp_path / "anew.db"))
    with open_store(whole) as store:
        rebuilding.rebuilt(store, unseen)
        kept = list(store.kept())
    after = findings(whole)
    assert before != after
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), how, str(POINTS)],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        env={"PYTHONPATH": f"{REPOSITORY}:{REPOSITORY / 'src'}", "PATH": ""},
        check=True,
    )
    copies = [Path(line) for line in killed.stdout.split()]
    assert len(copies) > POINTS // 2
    for copy in copies:
        with open_store(copy) as store:
            # A process that is killed before the commit leaves what was there, and the stamp says
            # that it is stale.
            assert not store.fresh(VERSION)
            assert findings(copy) == before
            rebuilding.settled(store, unseen)
            assert store.fresh(VERSION)
            assert findings(copy) == after
            assert list(store.kept()) == kept
        with closing(sqlite3.connect(copy)) as plain:
            assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
