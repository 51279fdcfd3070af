"""Finds the register's names in a run of words, longest first.

The index knows names, country words and the phrases of standing bodies; what a hit stands for is
decided by whoever reads the sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from dateline.know.actors.keys import is_acronym, words

HitSort = Literal["name", "country", "adjective", "demonym", "capital", "slot"]
BARRIER = ""
"""A word that no name has: punctuation, at which a name ends."""


class Hit(Struct, frozen=True):
    """What a run of words can stand for.

    Attributes:
        sort: kind of word.
        id: entry id; for country words the ISO 3166-1 alpha-3 code; for `slot` the slot.
        cased: capitals of this name, to be met as they are; None where case is free.
    """

    sort: HitSort
    id: str
    cased: str | None = None


class Match(Struct, frozen=True):
    """A run of words `[start, end)` with all that it can stand for."""

    start: int
    end: int
    hits: tuple[Hit, ...]


class NameIndex:
    """Names by their folded words."""

    def __init__(self) -> None:
        self._hits: dict[tuple[str, ...], list[Hit]] = defaultdict(list)
        self._lengths: dict[str, tuple[int, ...]] = {}
        """Of how many words the names are that open with a word, the longest first."""

    def add(self, name: str, sort: HitSort, identity: str) -> None:
        """Put in one name; a bracket in it means that it cannot be printed so."""
        if "(" in name:
            return
        key = words(name)
        if not key:
            return
        cased = name.translate(_DOTLESS) if is_acronym(name) and name.upper() == name else None
        hit = Hit(sort, identity, cased)
        known = self._hits[key]
        if hit not in known:
            known.append(hit)
        lengths = self._lengths.get(key[0], ())
        if len(key) not in lengths:
            self._lengths[key[0]] = tuple(sorted({*lengths, len(key)}, reverse=True))

    def exact(self, name: str) -> tuple[Hit, ...]:
        """Return what a whole name can stand for, capitals of abbreviations respected."""
        plain = name.translate(_DOTLESS)
        return tuple(
            h for h in self._hits.get(words(name), ()) if h.cased is None or h.cased == plain
        )

    def scan(self, run: Sequence[str], printed: Sequence[str]) -> list[Match]:
        """Return the matches in a run of folded words, leftmost longest, not overlapping.

        Args:
            run: folded words; `BARRIER` where a name must end.
            printed: the same words as printed, for abbreviations and capitals.
        """
        found: list[Match] = []
        hits, lengths = self._hits, self._lengths
        at, size = 0, len(run)
        while at < size:
            for length in lengths.get(run[at], ()):
                if at + length > size:
                    continue
                known = hits.get(tuple(run[at : at + length]))
                if known and (fitting := _fitting(known, printed, at, length)):
                    found.append(Match(at, at + length, fitting))
                    at += length - 1
                    break
            at += 1
        return found

    def __len__(self) -> int:
        return len(self._hits)


_DOTLESS = str.maketrans("", "", ".'’-/ &+")


def _fitting(known: Iterable[Hit], printed: Sequence[str], at: int, length: int) -> tuple[Hit, ...]:
    text = "".join(printed[at : at + length]).translate(_DOTLESS)
    capital = printed[at][:1].isupper()
    return tuple(
        hit
        for hit in known
        if (hit.cased == text if hit.cased is not None else capital or hit.sort == "slot")
        or (length > 1 and not capital and hit.cased is None and hit.sort == "name")
    )
