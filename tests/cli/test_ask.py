"""Commands that ask a record."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest
from tests.making import VILLAGE, day, event, reading

from dateline.model import (
    DoubtFinding,
    EventFinding,
    Holding,
    PlaceFinding,
    StatementFinding,
    from_json,
)
from dateline.pipeline import open_record


class Ran(Protocol):
    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Ran]


def said(result: Ran) -> str:
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def test_events_are_a_table(run: Run, store: Path) -> None:
    out = said(run("events", "--store", store))
    assert "Aldbury" in out
    assert "ASSAULT: River Front → Northern army" in out
    assert "\x1b" not in out  # no colour in a pipe


def test_every_finding_is_a_line_of_json(run: Run, store: Path) -> None:
    kinds = {
        "events": EventFinding,
        "statements": StatementFinding,
        "holdings": Holding,
        "places": PlaceFinding,
    }
    for command, kind in kinds.items():
        lines = said(run(command, "--format", "jsonl", "--store", store)).splitlines()
        assert lines
        assert all(from_json(line, kind).id for line in lines)


def test_holdings_lines_are_the_scoring_format(run: Run, store: Path) -> None:
    out = said(run("holdings", "--format", "jsonl", "--place", "Aldbury", "--store", store))
    before, after = map(json.loads, out.splitlines())
    assert after["from"] == "2031-05-04"
    assert "to" not in after
    assert after["place"]["lat"] == 10.0
    assert after["holder"]["name"] == "River Front"
    assert after["status"] == "held"
    assert len(after["claims"]) == 2
    assert before["status"] == "unknown"


def test_holds_tells_one_place_on_one_day(run: Run, store: Path) -> None:
    out = said(run("holds", "aldbury", "--on", "2031-06-01", "--store", store))
    assert "River Front" in out
    assert "2031-05-04 on" in out
    never = said(run("holds", "Aldbury", "--on", "2030-01-01", "--store", store))
    assert "No report tells who holds Aldbury on 2030-01-01" in never


def test_a_place_nobody_speaks_of_gets_a_near_miss(run: Run, store: Path) -> None:
    result = run("holds", "Aldberry", "--store", store)
    assert result.returncode == 1
    assert "did you mean Aldbury" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_boast_does_not_make_a_holder(run: Run, store: Path) -> None:
    out = said(run("holds", "Nether Wick", "--format", "jsonl", "--store", store))
    last = json.loads(out.splitlines()[-1])
    assert last["holder"]["name"] == "Government of Norway"
    assert last["against"]


def test_filters_narrow(run: Run, store: Path) -> None:
    def count(*filters: str) -> int:
        lines = said(run("events", "--format", "jsonl", "--store", store, *filters)).splitlines()
        return len(lines)

    assert count() == 1
    assert count("--since", "2031-05-05") == 0
    assert count("--until", "2031-05-04") == 1
    assert count("--place", "Aldbury") == 1
    assert count("--place", "Wick") == 0
    assert count("--actor", "river front") == 1
    assert count("--actor", "nobody") == 0
    assert count("--type", "assault") == 1
    assert count("--status", "denied") == 0
    assert count("--min-confidence", "0.99") == 0
    statements = said(run("statements", "--format", "jsonl", "--limit", "1", "--store", store))
    assert len(statements.splitlines()) == 1


def test_doubts_are_a_table_and_lead_to_their_claims(run: Run, store: Path) -> None:
    lines = said(run("doubts", "--format", "jsonl", "--store", store)).splitlines()
    found = [from_json(line, DoubtFinding) for line in lines]
    [doubt] = [d for d in found if d.where and d.where.name == "Nether Wick"]
    assert doubt.kind == "contradicting_holders"
    assert "contradicting holders" in said(run("doubts", "--store", store))
    shown = said(run("explain", doubt.id, "--store", store))
    assert "neither side" in shown
    assert shown.count("Nether Wick") > 2
    csv_lines = said(run("doubts", "--format", "csv", "--store", store)).splitlines()
    assert len(csv_lines) == 1 + len(found)


def test_background_is_listed_where_it_is_asked_for(run: Run, store: Path) -> None:
    text = "In 2016 rebels shelled Aldbury. They may shell Nether Wick. They plan to shell Ost."
    told = reading(
        text,
        event(text, "rebels shelled Aldbury", status="historical", when=day("2016-05-01")),
        event(text, "shell Nether Wick", status="hypothetical", where=VILLAGE),
        event(text, "shell Ost", status="planned", where=None),
    )
    with open_record(store) as record:
        record.add(told)

    def statuses(*options: str) -> list[str]:
        lines = said(run("events", "--format", "jsonl", "--store", store, *options)).splitlines()
        return sorted(json.loads(line)["status"] for line in lines)

    assert statuses() == ["asserted", "planned"]
    assert statuses("--status", "historical") == ["historical"]
    assert statuses("--all") == ["asserted", "historical", "hypothetical", "planned"]


def test_nothing_found_says_what_to_do(run: Run, store: Path) -> None:
    assert "Fewer filters" in said(run("events", "--actor", "nobody", "--store", store))


def test_csv_has_its_head_and_no_formula(run: Run, store: Path) -> None:
    out = said(run("events", "--format", "csv", "--store", store))
    [row] = csv.DictReader(io.StringIO(out))
    assert row["actors"] == "River Front"
    assert row["latitude"] == "10.0"
    empty = said(run("events", "--format", "csv", "--actor", "nobody", "--store", store))
    assert empty.splitlines() == [out.splitlines()[0]]


def test_geojson_is_longitude_first(run: Run, store: Path) -> None:
    whole = json.loads(said(run("places", "--format", "geojson", "--store", store)))
    assert whole["type"] == "FeatureCollection"
    [town] = [f for f in whole["features"] if f["properties"]["place"] == "Aldbury"]
    assert town["geometry"] == {"type": "Point", "coordinates": [20.0, 10.0]}


def test_explain_shows_the_sentence_with_the_words_that_fired(run: Run, store: Path) -> None:
    with open_record(store) as record:
        holding = record.holds("Aldbury")[-1]
        claim = holding.claims[0]
    out = said(run("explain", claim[:10], "--store", store))
    assert "Rebels [captured] Aldbury on Sunday" in out
    assert "test.rule" in out
    assert "River Front (“rebels”; nor.front; NOR REB)" in out
    assert f"holding {holding.id[:8]}" in out
    both = said(run("explain", holding.id, "--store", store))
    assert both.count("[captured]") == 2
    miss = run("explain", "zz", "--store", store)
    assert miss.returncode == 2
    assert "not an id" in miss.stderr


def test_store_info_and_rebuild(run: Run, store: Path) -> None:
    with open_record(store) as record:
        before = record.info()
        assert not before.fresh
    assert "to be rebuilt" in said(run("store", "info", "--store", store))
    result = run("rebuild", "--store", store)
    assert result.returncode == 0
    assert result.stderr.endswith(" findings rebuilt.\n")
    assert len(result.stderr.splitlines()) == 1  # a bar is for a terminal
    info = json.loads(said(run("store", "info", "--format", "jsonl", "--store", store)))
    assert info["fresh"]
    assert info["counts"]["reports"] == 4
    assert info["claims"] == {"control": 4, "event": 2, "statement": 2}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["events", "--store", "none.db"], "dateline read SOURCE --store none.db"),
        (["events", "--since", "2024-13-45"], "write it like 2024-12-05"),
        (["events", "--min-confidence", "7"], "7"),
        (["events", "--format", "xml"], "xml"),
        (["evnets"], "evnets"),
        (["read"], "SOURCE"),
        (["read", "x.txt", "--store", "a.db", "--no-store"], "exclude one another"),
        (["read", "x.txt", "--workers", "0"], "0"),
    ],
)
def test_misuse_is_one_clear_message(run: Run, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_a_wrong_setting_is_named(run: Run, store: Path) -> None:
    result = run("events", "--store", store, DATELINE_WORKERS="many")
    assert result.returncode == 2
    assert "'many' is not a int" in result.stderr


def test_settings_name_the_store(run: Run, store: Path) -> None:
    assert "ASSAULT" in said(run("events", DATELINE_STORE=str(store)))


def test_help_and_version(run: Run) -> None:
    assert "Commands:" in said(run("--help"))
    assert said(run("--version")).startswith("dateline, version ")
    assert "--since" in said(run("events", "-h"))


def test_a_reader_that_goes_away_is_no_error(store: Path) -> None:
    pipe = f"{sys.executable} -m dateline events --format jsonl --store {store} | true"
    command = f"set -o pipefail; for _ in 1 2 3; do {pipe}; done"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def test_narrow_terminals_keep_what_matters(run: Run, store: Path) -> None:
    wide = said(run("holdings", "--store", store, COLUMNS="140"))
    narrow = said(run("holdings", "--store", store, COLUMNS="50"))
    assert "Against" in wide
    assert "Against" not in narrow
    assert max(map(len, narrow.splitlines())) <= 50
    assert "River Front" in narrow


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from dateline.cli.main import run; run(['--help']); "
        "heavy = {'rich', 'sqlalchemy', 'alembic', 'spacy', 'numpy', 'onnxruntime', 'msgspec', "
        "'trafilatura', 'httpx'} & set(sys.modules); sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")
