"""Docs by hand: `word/UPOS/XPOS/head/deprel[/lemma]`, heads counted from one, 0 for the root."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

_TIGHT = {".", ",", ";", ":", "'s", "-", ")", "?"}


def by_hand(table: str) -> Doc:
    rows = [token.split("/") for token in table.split()]
    words = [row[0] for row in rows]
    following = [*words[1:], "."]
    return Doc(
        Vocab(),
        words=words,
        spaces=[
            word not in {"-", "("} and after not in _TIGHT
            for word, after in zip(words, following, strict=True)
        ],
        pos=[row[1] for row in rows],
        tags=[row[2] for row in rows],
        heads=[int(row[3]) - 1 if row[3] != "0" else i for i, row in enumerate(rows)],
        deps=[row[4] for row in rows],
        lemmas=[row[5] if len(row) > 5 else _lemma(row[0], row[2]) for row in rows],
    )


def _lemma(word: str, tag: str) -> str:
    return word.lower().removesuffix("s") if tag == "NNS" else word.lower()


@pytest.fixture
def doc() -> Callable[[str], Doc]:
    return by_hand
