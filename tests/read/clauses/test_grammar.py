"""The grammar on docs made by hand, in plain text: `grammar.txt`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from dateline.read.clauses import clauses, write


def _pairs() -> list[tuple[str, list[str]]]:
    pairs: list[tuple[str, list[str]]] = []
    for line in (Path(__file__).parent / "grammar.txt").read_text("utf-8").splitlines():
        if line.startswith(">"):
            pairs[-1][1].append(line[1:].strip())
        elif line and not line.startswith("#"):
            pairs.append((line, []))
    return pairs


@pytest.mark.parametrize(("table", "expected"), _pairs())
def test_reads_a_parse_made_by_hand(
    doc: Callable[[str], Doc], table: str, expected: list[str]
) -> None:
    parsed = doc(table)
    assert [write(parsed, clause) for clause in clauses(parsed)] == expected
