"""`dateline read` and `demo`, with the real reader: few runs, each asked much."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Protocol

import pytest

from dateline import sample
from dateline.model import Reading, from_json

TEXT = "Rebels captured the city of Hama on Thursday. The army said it had pulled out of the town."


class Ran(Protocol):
    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Ran]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six of the bundled dispatches, one of them HTML."""
    target = tmp_path / "reports"
    target.mkdir()
    with sample.folder() as dispatches:
        for number in ("01", "06", "16", "23", "28", "35"):
            [path] = dispatches.glob(f"{number}-*")
            shutil.copy(path, target)
    return target


def test_lines_are_readings_and_what_fails_is_named(run: Run, folder: Path) -> None:
    (folder / "07-broken.txt").write_bytes(b"\x00\x01\x02\xff\xfe" * 300)
    result = run("read", folder, "--format", "jsonl", "--mentions")
    assert result.returncode == 1
    readings = [from_json(line, Reading) for line in result.stdout.splitlines()]
    names = [Path(reading.report.source).name[:2] for reading in readings]
    assert names == ["01", "06", "16", "23", "28", "35"]
    assert all(reading.mentions for reading in readings)
    for reading in readings:
        for claim in reading.claims:
            assert 0 <= claim.span[0] < claim.span[1] <= len(reading.report.text)
    failed, summary = result.stderr.splitlines()
    assert "07-broken.txt: " in failed
    assert summary.startswith("6 reports read: ")
    assert summary.endswith("1 failed, named above.")
    assert list(Path.cwd().iterdir()) == []  # as jsonl, nothing is kept unless asked for


def test_a_table_is_kept_and_the_same_again_adds_nothing(run: Run, folder: Path) -> None:
    first = run("read", folder / "28-rebels-take-hama.txt")
    assert first.returncode == 0
    assert "Syrian rebels take Hama as army says it has pulled out" in first.stdout
    assert "gained by" in first.stdout
    assert "1 new in dateline.db." in first.stderr
    assert "already" not in first.stderr
    again = run("read", folder / "28-rebels-take-hama.txt", "--quiet")
    assert again.stdout == ""
    assert again.stderr.startswith("1 report, 1 already read: ")
    assert "Nothing new in dateline.db." in again.stderr
    lines = run("read", folder / "28-rebels-take-hama.txt", "--no-store", "--format", "jsonl")
    assert lines.stderr.startswith("1 report read: ")  # nothing is kept, so nothing is asked
    kept = run("read", folder, "--store", "dateline.db", "--format", "jsonl")
    assert kept.stderr.startswith("6 reports, 1 already read: ")
    assert "5 new in dateline.db." in kept.stderr
    assert lines.stdout in kept.stdout.splitlines(keepends=True)  # as if it were read anew
    held = run("holds", "Hama", "--on", "2024-12-06", "--format", "jsonl")
    city, province = map(json.loads, held.stdout.splitlines())
    assert (city["place"]["feature"], city["status"]) == ("city", "held")
    # "Insurgents pushed into northern Hama province" on 1 December, and no more is told of it: a
    # fight that nobody speaks of any more is taken to be over, and who came in may have stayed.
    assert (province["place"]["feature"], province["status"]) == ("admin1", "probable")
    assert province["probability"] < city["probability"]


def test_a_text_from_standard_input_with_its_day_and_a_threshold() -> None:
    command = "read", "-", "--published", "2024-12-05", "--format", "jsonl"
    done = subprocess.run(
        [sys.executable, "-m", "dateline", *command, "--min-confidence", "0.999"],
        input=TEXT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    reading = json.loads(done.stdout)
    assert reading["report"]["published"] == "2024-12-05"
    assert reading["report"]["published_origin"] == "given"
    assert reading.get("claims", []) == []


def test_ctrl_c_and_kill_lose_and_double_nothing(folder: Path) -> None:
    for path in list(folder.iterdir()):  # enough to be in the middle of
        for copy in range(9):
            text = path.read_text("utf-8") + f"\n\nNumber {copy} of its copies was checked."
            (folder / f"{copy}{path.name}").write_text(text, "utf-8")
    store = folder.parent / "war.db"
    command = [sys.executable, "-m", "dateline", "read", str(folder), "--store", str(store)]

    status, errors = _stopped(command, signal.SIGINT)
    assert status == 130
    assert errors.splitlines()[-1].startswith("Interrupted")
    assert "Traceback" not in errors
    stored = _reports(store)
    assert 1 <= len(stored) < 60

    status, _ = _stopped(command, signal.SIGKILL)
    assert status == -signal.SIGKILL
    assert set(_reports(store)) >= set(stored)
    stored = _reports(store)

    again = subprocess.run([*command, "-q"], capture_output=True, text=True, check=False)
    assert again.returncode == 0
    assert again.stderr.endswith("new in " + str(store) + ".\n")
    assert len(_reports(store)) == len(set(_reports(store))) == 60
    assert set(_reports(store)) >= set(stored)


def _stopped(command: list[str], how: signal.Signals) -> tuple[int, str]:
    """Run `command` until it has printed something, then send it a signal."""
    # A shell's background job ignores SIGINT, and what it starts would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as reading:
        assert reading.stdout is not None
        while not reading.stdout.readline().strip():
            assert reading.poll() is None
        reading.send_signal(how)
        _, errors = reading.communicate(timeout=60)
    return reading.returncode, errors


def _reports(store: Path) -> list[str]:
    with closing(sqlite3.connect(store)) as plain:
        return [row[0] for row in plain.execute("SELECT report FROM generations")]


def test_demo_ends_by_itself_and_tells_where_to_look_next(run: Run) -> None:
    result = run("demo")
    assert (result.returncode, result.stderr) == (0, "")
    assert "48 dispatches read" in result.stdout
    assert "dateline holds Hama --store demo.db" in result.stdout
    explain = result.stdout.split("dateline explain ")[1].split()[0]
    assert "Found at" in run("explain", explain, "--store", "demo.db").stdout
