"""Reviewing in the terminal, and where the application refuses to begin."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.cli.conftest import Run

from dateline.cli.review import command
from dateline.pipeline import open_record


def test_keys_judge_and_undo(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_REVIEWER", "Ada")
    ran = CliRunner().invoke(command, ["--store", str(store)], input="s\nh\na drill\ny\nu\nq\n")
    assert ran.exit_code == 0, ran.output
    assert "Undone." in ran.output
    with open_record(store) as record:
        made = record.judgements()
    verdicts = [j.verdict for j in made]
    assert verdicts.count("right") == verdicts.count("retract") > 0
    assert {j.why for j in made if j.verdict == "hide"} == {"a drill"}


def test_nobody_reviews_without_a_name(store: Path) -> None:
    ran = CliRunner().invoke(command, ["--store", str(store)], input="y\n")
    assert "DATELINE_REVIEWER" in str(ran.exception)


def test_serving_needs_a_record(run: Run, tmp_path: Path) -> None:
    ran = run("serve", "--store", tmp_path / "none.db")
    assert ran.returncode == 2
    assert "is not there" in ran.stderr
