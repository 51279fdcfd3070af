"""Gives a word's base form from its spelling and tags.

One rule: closed classes and irregular words come from a table read off the treebanks; only
inflected words (plurals, verb forms, comparatives) are then asked of simplemma.  Of the kept
libraries it was chosen over LemmInflect, which decides alike (96.2 against 96.2 on EWT dev with
one table) but takes seconds to import.  Its answers for common words are kept beside this module
(`training/bases.py`): to import it and to open its words takes a quarter of a second, which most
short texts do without.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

CACHE_WORDS: Final = 100_000
INFLECTED: Final = frozenset({"NNS", "VBD", "VBG", "VBN", "VBZ", "JJR", "JJS", "RBR", "RBS"})
_AS_IS: Final = frozenset({"NUM", "SYM", "PUNCT", "X"})


class Lemmatiser:
    """Knows the table of exceptions."""

    def __init__(self, table: dict[str, str]) -> None:
        """Take exceptions by ``lower form/UPOS/XPOS``; a lemma of ``=`` keeps the form."""
        self._table = table
        self._cached = lru_cache(maxsize=CACHE_WORDS)(self._find)

    def __call__(self, form: str, upos: str, xpos: str, *, initial: bool) -> str:
        """Give the lemma.

        Args:
            form: The word as written.
            upos: Its universal part of speech.
            xpos: Its Penn tag.
            initial: Whether it opens a sentence, so that its capital tells nothing.
        """
        return self._cached(form, upos, xpos, initial)

    def _find(self, form: str, upos: str, xpos: str, initial: bool) -> str:
        low = form.lower().replace("’", "'")
        found = self._table.get(f"{low}/{upos}/{xpos}")
        if found is not None:
            return form if found == "=" else found
        if upos == "PROPN":
            if xpos == "NNPS" and len(form) > 3 and low.endswith("s") and not form.isupper():
                return form[:-3] + "y" if low.endswith("ies") else form[:-1]
            return form
        if xpos in INFLECTED:
            return _uninflected(low)
        if upos in _AS_IS:
            return form
        capital = form[0].isupper()
        if (
            capital
            and not initial
            and (upos == "ADJ" or (form.isupper() and upos == "NOUN"))
            and len(form) > 1
        ):
            return form
        return low


def base_form(low: str) -> str:
    """Return the base form that simplemma knows of a word in lower case; itself without one."""
    return _bases().get(low) or asked_base(low)


def asked_base(low: str) -> str:
    """Return what `base_form` does, of simplemma itself."""
    # It has names and spelled numbers among its words.
    return _simplemma()(low, "en").lower() or low


@cache
def _bases() -> dict[str, str]:
    """Return simplemma's answers for common inflected words."""
    kept: dict[str, str] = json.loads((files(__package__) / "bases.json").read_text("utf-8"))
    return kept


@cache
def _simplemma() -> Callable[[str, str], str]:
    # Its words stay front-coded: they are there in half the time and in little memory, and each
    # spelling is asked for once.
    from simplemma import Lemmatizer
    from simplemma.strategies import DefaultStrategy
    from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamDictionaryFactory

    words = StreamDictionaryFactory()
    return Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=words)).lemmatize


def _uninflected(low: str) -> str:
    return base_form(low) if low.isalpha() else low  # it knows no hyphens
