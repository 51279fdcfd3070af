"""Turns words into what the model reads: word pieces, case shape and hashed spellings.

One rule: training and reading call this same code, so they can never disagree.  Everything
here is a pure function of the spelling of a word, and is kept in a bounded cache.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

CLS: Final = "[CLS]"
SEP: Final = "[SEP]"
UNKNOWN: Final = "[UNK]"

# A word of more pieces is a link, a hash or scraped debris; its ends say enough.
MAX_PIECES: Final = 8
HASH_ROWS: Final = 32768
HASHES: Final = 6
SHAPES: Final = 48
CACHE_WORDS: Final = 100_000
# Longer words are read by their first characters and not remembered.
LONG_WORD: Final = 200

# Spellings that UD cuts off a word, under a name that the encoder met in its own training.
CLITICS: Final = {
    "n't": "not",
    "n'": "not",
    "'ll": "will",
    "'re": "are",
    "'ve": "have",
    "'m": "am",
    "``": '"',
    "''": '"',
}
_LEVEL: Final = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u02bc": "'", "\u2032": "'", "`": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"', "\u2033": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-",
    "\u2212": "-", "\u2026": "...", "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "",
    "\u200e": "", "\u200f": "", "\ufeff": "", "\u2060": "",
})  # fmt: skip
_CUT: Final = re.compile(r"[^\W_]+|[^\w\s]|_")


class Word(NamedTuple):
    """What the model is told about one spelling."""

    pieces: tuple[int, ...]
    """Numbers of its word pieces, one to ``MAX_PIECES``."""
    case: int
    """Its case class, 1 to 11 (see ``case_of``)."""
    hashes: tuple[int, ...]
    """Rows of the spelling table, ``HASHES`` of them."""


def level(word: str) -> str:
    """Level quotes, dashes and invisible marks of a word to plain ASCII ones."""
    return word.translate(_LEVEL) if not word.isascii() or "`" in word else word


def case_of(word: str) -> int:
    """Tell the case class of a word, which an uncased encoder cannot see."""
    if word.isalpha():
        if word.islower():
            return 1
        if word.isupper():
            return 4 if len(word) == 1 else 3
        if word[0].isupper() and word[1:].islower():
            return 2
        return 5 if word != word.lower() else 9
    if word.isdigit():
        return 6
    letters = [c for c in word if c.isalpha()]
    digit = any(c.isdigit() for c in word)
    if not letters:
        return 7 if digit else 8
    if digit:
        return 10
    plain = "".join(letters)
    if plain.isupper():
        return 11
    return 2 if plain[0].isupper() and plain[1:].islower() else (1 if plain.islower() else 5)


def shape_id(case: int, *, spaced: bool, starts_line: bool) -> int:
    """Join the case class with whether white space or a line break stands before the word."""
    return case * 4 + spaced * 2 + starts_line


def outline(word: str) -> str:
    """Write a word as its outline: ``Al-Bab2`` is ``Xx-Xxd``."""
    out: list[str] = []
    for c in word:
        mark = "d" if c.isdigit() else (("X" if c.isupper() else "x") if c.isalpha() else c)
        if not out or out[-1] != mark:
            out.append(mark)
    return "".join(out)[:12]


def hashes_of(word: str) -> tuple[int, ...]:
    """Hash the spelling, its lower form, ends and outline to rows of the spelling table."""
    low = word.lower()
    keys = (
        "w" + word,
        "l" + low,
        "p" + low[:3],
        "s" + low[-3:],
        "t" + low[-2:],
        "o" + outline(word),
    )
    return tuple(zlib.crc32(key.encode("utf-8", "surrogatepass")) % HASH_ROWS for key in keys)


class Featurer:
    """Knows the vocabulary and remembers the words it has met."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Take the word pieces in the order of their numbers."""
        self._number = {piece: number for number, piece in enumerate(vocabulary)}
        self._longest = max(map(len, vocabulary))
        self._unknown = self._number[UNKNOWN]
        self._seen: dict[str, Word] = {}
        self.cls = self._number[CLS]
        self.sep = self._number[SEP]

    def __call__(self, word: str) -> Word:
        """Look a word up, or work it out and remember it."""
        found = self._seen.get(word)
        if found is None:
            found = self._make(word)
            if len(word) <= LONG_WORD:
                if len(self._seen) >= CACHE_WORDS:
                    self._seen.clear()
                self._seen[word] = found
        return found

    def _make(self, word: str) -> Word:
        word = word[:LONG_WORD]
        plain = level(word)
        low = plain.lower()
        pieces = self.pieces(CLITICS.get(low, low))
        if len(pieces) > MAX_PIECES:
            pieces = pieces[: MAX_PIECES - 3] + pieces[-3:]
        return Word(tuple(pieces), case_of(plain or word), hashes_of(plain or word))

    def pieces(self, text: str) -> list[int]:
        """Cut lower-case text into word pieces as BERT's uncased tokeniser does."""
        stripped = "".join(
            c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn"
        )
        out: list[int] = []
        for part in _CUT.findall(stripped):
            out.extend(self._split(part))
        return out or [self._unknown]

    def _split(self, part: str) -> list[int]:
        out: list[int] = []
        start = 0
        while start < len(part):
            end = min(len(part), start + self._longest)
            while end > start:
                number = self._number.get(("##" if start else "") + part[start:end])
                if number is not None:
                    break
                end -= 1
            else:
                return [self._unknown]
            out.append(number if number is not None else self._unknown)
            start = end
        return out
