"""Spellings become pieces, case classes and hashes, the same on every machine."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.language.features import (
    HASH_ROWS,
    HASHES,
    LONG_WORD,
    MAX_PIECES,
    SHAPES,
    Featurer,
    case_of,
    hashes_of,
    outline,
    shape_id,
)

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "hama", "##s", "not", "mura", "##k", "-", '"']


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("town", 1), ("Hama", 2), ("HTS", 3), ("M", 4), ("iPhone", 5), ("12", 6), ("1,200", 7),
        ("--", 8), ("مورك", 9), ("M5", 10), ("U.S.", 11), ("n't", 1), ("Nu'man", 2),
    ],
)  # fmt: skip
def test_case(word: str, case: int) -> None:
    assert case_of(word) == case


def test_pieces_of_known_words() -> None:
    featurer = Featurer(VOCABULARY)
    assert featurer("Hamas").pieces == (4, 5)
    assert featurer("Mūrak").pieces == (7, 8)
    assert featurer("n’t").pieces == (6,)
    assert featurer("“").pieces == featurer('"').pieces == (10,)
    assert featurer("—").pieces == (9,)
    assert featurer("Idlib").pieces == (1,)


def test_outline() -> None:
    assert outline("Al-Bab2") == "Xx-Xxd"


def test_hashes_are_those_of_the_training() -> None:
    assert hashes_of("Morek") == (31867, 8487, 16523, 19298, 16044, 31581)


@given(st.text(min_size=1))
def test_any_word_fits_the_tables(word: str) -> None:
    found = Featurer(VOCABULARY)(word)
    assert 1 <= len(found.pieces) <= MAX_PIECES
    assert len(found.hashes) == HASHES
    assert all(0 <= row < HASH_ROWS for row in found.hashes)
    assert 0 < shape_id(found.case, spaced=True, starts_line=True) < SHAPES


def test_a_giant_word_is_read_by_its_beginning() -> None:
    featurer = Featurer(VOCABULARY)
    assert featurer("x" * 10**6) == featurer("x" * LONG_WORD)
