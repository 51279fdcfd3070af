"""Base forms of regular, irregular and proper words."""

from __future__ import annotations

import json

import pytest

from dateline.read.language.lemmas import Lemmatiser, asked_base, base_form
from dateline.read.language.network import WEIGHTS

BASES = WEIGHTS.parent / "bases.json"
LEMMATISE = Lemmatiser(json.loads((WEIGHTS / "lemmas.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "lemma"),
    [
        ("captured", "VERB", "VBD", "capture"), ("fell", "VERB", "VBD", "fall"),
        ("fleeing", "VERB", "VBG", "flee"), ("villages", "NOUN", "NNS", "village"),
        ("militiamen", "NOUN", "NNS", "militiaman"), ("Rebels", "NOUN", "NNS", "rebel"),
        ("Hama", "PROPN", "NNP", "Hama"), ("Syrian", "ADJ", "JJ", "Syrian"),
        ("Houthi", "ADJ", "JJ", "Houthi"), ("n't", "PART", "RB", "not"),
        ("n’t", "PART", "RB", "not"),
        ("were", "AUX", "VBD", "be"), ("’s", "PART", "POS", "'s"), ("them", "PRON", "PRP", "they"),
        ("heavier", "ADJ", "JJR", "heavy"), ("The", "DET", "DT", "the"), ("12", "NUM", "CD", "12"),
    ],
)  # fmt: skip
def test_lemma(form: str, upos: str, xpos: str, lemma: str) -> None:
    assert LEMMATISE(form, upos, xpos, initial=False) == lemma


def test_a_capital_that_opens_a_sentence_tells_nothing() -> None:
    assert LEMMATISE("Heavy", "ADJ", "JJ", initial=True) == "heavy"


def test_the_kept_base_forms_are_those_of_the_library() -> None:
    kept = json.loads(BASES.read_text(encoding="utf-8"))
    assert len(kept) > 5000
    assert {word: asked_base(word) for word in kept} == kept


def test_a_word_that_is_not_kept_is_looked_up() -> None:
    kept = json.loads(BASES.read_text(encoding="utf-8"))
    assert "hobnobbing" not in kept
    assert base_form("hobnobbing") == "hobnob"
