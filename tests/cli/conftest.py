"""A record to ask, and a `dateline` to ask it with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.making import ARMY, OBSERVER, REBELS, VILLAGE, battle, control, day, reading

from dateline.cli.main import run as commands
from dateline.pipeline import open_record

Run = Callable[..., "Ran"]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Four reports: two battles, a boast, and a village that the army is seen to hold."""
    boast = "=Boast. The River Front said it captured Nether Wick."
    seen = "The army holds Nether Wick, the monitor said."
    with open_record(tmp_path / "war.db") as record:
        record.add(battle(1, title="First dispatch", publisher="Star"))
        record.add(battle(2, publisher="Post"))
        record.add(
            reading(
                boast,
                control(
                    boast,
                    "captured Nether Wick",
                    where=VILLAGE,
                    status="claimed",
                    claimed_by=REBELS,
                    when=day("2031-05-06"),
                ),
            )
        )
        record.add(
            reading(
                seen,
                control(
                    seen,
                    "holds Nether Wick",
                    change="held",
                    holder=ARMY,
                    where=VILLAGE,
                    status="claimed",
                    claimed_by=OBSERVER,
                    when=day("2031-05-06"),
                ),
            )
        )
    return tmp_path / "war.db"


@dataclass(frozen=True)
class Ran:
    """What became of a command."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `dateline` with these arguments in an empty folder; environment by keyword."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)

    def runner(*arguments: object, **environ: str) -> Ran:
        with monkeypatch.context() as here:
            for name, value in ({"COLUMNS": "140"} | environ).items():
                here.setenv(name, value)
            try:
                status = commands([str(argument) for argument in arguments])
            except SystemExit as error:
                status = int(str(error.code))
        printed = capsys.readouterr()
        return Ran(status, printed.out, printed.err)

    return runner
