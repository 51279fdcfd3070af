"""Sentences and the clauses that the shipped model's parse must give: `golden.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.read.clauses import clauses, write
from dateline.read.language import Reads, load


@pytest.fixture(scope="module")
def nlp() -> Reads:
    return load()


def _cases() -> list[object]:
    cases: list[object] = []
    sentence = ""
    for line in (Path(__file__).parent / "golden.txt").read_text("utf-8").splitlines():
        if line.startswith(("> ", "x ")):
            failing = pytest.mark.xfail(strict=True, reason=sentence)
            marks = [failing] if line.startswith("x") else []
            cases.append(pytest.param(sentence, line[2:], marks=marks))
        elif line and not line.startswith("#"):
            sentence = line
    return cases


@pytest.mark.parametrize(("sentence", "clause"), _cases())
def test_reads_the_clause(nlp: Reads, sentence: str, clause: str) -> None:
    doc = nlp(sentence)
    assert clause in [write(doc, found) for found in clauses(doc)]


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_read(nlp: Reads, text: str) -> None:
    doc = nlp(text)
    for found in clauses(doc):
        assert write(doc, found)
