from __future__ import annotations

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st
from tests.making import TOWN

from dateline.model import ActorRef, EventFinding, Holding, PlaceFinding, PlaceRef, StatementFinding
from dateline.show.formats import COLUMNS, collection, flat, guarded, write, write_csv

FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def statement(content: str, speaker: str = "Ada") -> StatementFinding:
    return StatementFinding(id="ab", speaker=ActorRef(text=speaker), content=content)


@given(st.text())
def test_no_cell_begins_like_a_formula_and_every_word_comes_back(words: str) -> None:
    cell = guarded(words)
    assert isinstance(cell, str)
    assert not cell.startswith(FORMULAS)
    assert cell in (words, f"'{words}")


def test_hostile_words_are_harmless_in_a_spreadsheet() -> None:
    out = io.StringIO()
    write([statement('=HYPERLINK("http://x")', "@SUM(A1)")], "csv", out, of=StatementFinding)
    [row] = csv.DictReader(io.StringIO(out.getvalue()))
    assert row["content"] == '\'=HYPERLINK("http://x")'
    assert row["speaker"] == "'@SUM(A1)"


def test_numbers_stay_numbers() -> None:
    out = io.StringIO()
    write_csv([{"lat": -33.5, "killed": 3, "none": None}], out, columns=("lat", "killed", "none"))
    assert out.getvalue() == "lat,killed,none\r\n-33.5,3,\r\n"


def test_every_kind_has_the_columns_of_its_rows() -> None:
    findings = (
        EventFinding(id="ab", event="ASSAULT", status="asserted", confidence=0.5, where=TOWN),
        statement("words"),
        Holding(id="ab", place=TOWN, status="held", extent="whole", probability=0.5),
        PlaceFinding(id="ab", place=TOWN),
    )
    for finding in findings:
        assert tuple(flat(finding)) == COLUMNS[type(finding)]


def test_geojson_is_as_the_standard_has_it() -> None:
    nowhere = PlaceRef(text="somewhere")
    holdings = [
        Holding(id="ab", place=place, status="held", extent="whole", probability=0.5)
        for place in (TOWN, nowhere)
    ]
    whole = json.loads(json.dumps(collection(holdings)))
    assert whole["type"] == "FeatureCollection"
    known, unknown = whole["features"]
    assert known["id"] == "ab"
    assert known["geometry"] == {"type": "Point", "coordinates": [20.0, 10.0]}
    assert known["properties"]["place"] == "Aldbury"
    assert unknown["geometry"] is None  # no point is ever made up


def test_no_findings_are_an_empty_file_of_the_kind() -> None:
    out = io.StringIO()
    write([], "jsonl", out, of=EventFinding)
    assert out.getvalue() == ""
    write([], "geojson", out, of=EventFinding)
    assert json.loads(out.getvalue()) == {"type": "FeatureCollection", "features": []}
