"""`dateline positions`: in order of days, each with its words, its source and its id."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.making import ARMY, REBELS, day, reading, statement

from dateline.model import ActorRef, Position
from dateline.pipeline import open_record

Run = Callable[..., Any]
_LATER = "Later. The army said it accepted a truce with the River Front along the canal."
_FIRST = "First. The army denied that the River Front had been offered a truce last week."


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "positions.db"
    with open_record(path) as record:
        for text, words, act, when in (
            (_LATER, "it accepted a truce with the River Front along the canal", "AGREE", "06"),
            (_FIRST, "that the River Front had been offered a truce last week", "REJECT", "04"),
        ):
            held = (Position(act=act, toward=REBELS, topic=words),)
            claim = statement(
                text, words, form="indirect", positions=held, when=day(f"2031-05-{when}")
            )
            record.add(reading(text, claim, publisher="Star"))
    return path


def lines(run: Run, store: Path, *arguments: str) -> list[dict[str, Any]]:
    ran = run("positions", *arguments, "--format", "jsonl", "--store", store)
    assert (ran.returncode, ran.stderr) == (0, "")
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_they_come_in_order_of_days_and_a_turn_is_marked(run: Run, store: Path) -> None:
    first, later = lines(run, store, "Northern army")
    assert (first["act"], first["side"], first.get("turned", False)) == (
        "REJECT",
        "conflictual",
        False,
    )
    assert (later["act"], later["side"], later["turned"]) == ("AGREE", "cooperative", True)
    assert first["told_by"] == ["Star"]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--toward", "River Front"], 2),
        (["--toward", "nor.front"], 2),
        (["--toward", "Delta"], 0),
        (["--topic", "canal"], 1),
        (["--until", "2031-05-05"], 1),
        (["--limit", "1"], 1),
    ],
)
def test_options_narrow(run: Run, store: Path, arguments: list[str], found: int) -> None:
    assert len(lines(run, store, ARMY.id or "", *arguments)) == found


def test_nobody_else_has_them(run: Run, store: Path) -> None:
    assert lines(run, store, "River Front") == []


def test_the_table_has_quote_source_and_an_id_to_explain(run: Run, store: Path) -> None:
    (first, _) = lines(run, store, "Northern army")
    out = run("positions", "Northern army", "--store", store).stdout
    assert "REJECT" in out
    assert "turn" in out
    assert "Star" in out
    assert first["id"][:8] in out
    assert run("explain", first["id"], "--store", store).returncode == 0


def test_a_row_of_a_denial_shows_that_it_is_one(run: Run, store: Path) -> None:
    out = run("statements", "--store", store).stdout
    assert "REJECT" in out


def test_csv_has_a_row_each(run: Run, store: Path) -> None:
    out = run("positions", "Northern army", "--format", "csv", "--store", store).stdout
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(r["act"], r["toward"], r["turned"]) for r in rows] == [
        ("REJECT", "River Front", ""),
        ("AGREE", "River Front", "yes"),
    ]


def test_a_state_is_its_army_and_not_who_fights_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "sides.db"
    army = ActorRef(text="the army", name="Syrian Arab Army", id="syr.army")
    rebels = ActorRef(text="rebels", name="Syrian opposition", id="syr.opposition")
    with open_record(path) as record:
        for number, who in enumerate((army, rebels)):
            words = ("that the hill had been lost", "that a captain had gone over")[number]
            text = f"{number}. They denied {words}."
            held = (Position(act="REJECT", topic=words),)
            claim = statement(text, words, form="indirect", speaker=who, positions=held)
            record.add(reading(text, claim, publisher="Star"))
    (only,) = lines(run, path, "Syria")
    assert only["speaker"]["id"] == "syr.army"
    (only,) = lines(run, path, "Syrian opposition")
    assert only["speaker"]["id"] == "syr.opposition"
