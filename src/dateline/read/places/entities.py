"""What the parser took for places, with its ends mended.

One rule: the gazetteer mends an entity ("Taybat" in "Taybat al-Imam", "Walker County Sheriff") only
where it knows the name that comes of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dateline.know.gazetteer import Candidate
from dateline.know.gazetteer.build import SPELT_ALIKE
from dateline.know.gazetteer.fold import ARTICLES
from dateline.know.gazetteer.words import words
from dateline.read.places.company import land_with_and, parted, person_after
from dateline.read.places.names import PLACE_LABELS, Names
from dateline.read.places.signs import ALIKE, facility_words, fame, listed_words, never_words
from dateline.read.places.toponym import singular

# A town of this size is likelier meant in a longer name than no place at all.
_PRESENT: Final = 15_000


def mended_entities(names: Names) -> Iterator[tuple[int, int]]:
    """Yield what the parser took for places, mended."""
    for start, end, label in names.entities:
        if label not in PLACE_LABELS:
            continue
        for low, high in _around(names, start, end):
            for one in _mended(names, low, high):
                if not names.never(*one) and not person_after(names.tokens, one[1]):
                    yield one


def _mended(names: Names, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give an entity its right ends, or part what the parser joined."""
    while start < end and not names.namelike[start]:
        start += 1
    while end > start and not names.namelike[end - 1]:
        end -= 1
    if start >= end:
        return
    # A hyphened or Arabic name goes on past the entity's end: "Taybat al-Imam".
    longest = names.longest_from(start)
    if longest and longest > end and _free(names, end, longest):
        end = longest
    elif end < len(names.words) and _glued(names, end):
        while end < len(names.words) and (_glued(names, end) or names.words[end] == "-"):
            end += 1
        end -= names.words[end - 1] == "-"
    # The article before it is part of an Arabic name: "al-Imam".
    while start > 1 and _glued(names, start) and names.words[start - 1] == "-":
        start -= 2
    start, end = (
        _opened(names, start, end),
        land_with_and(names.words, start, end, names.gazetteer),
    )
    if end - start > 1 and not names.known(start, end):
        pieces = _pieces(names, start, end)
        if pieces:
            yield from pieces
            return
        if inner := _contained(names, start, end):
            start, end = inner
    yield start, end


def _opened(names: Names, start: int, end: int) -> int:
    """Return where a name begins whose "Tell" or "Ras" the parser took for another word."""
    before = start - 1
    if before < 0 or not names.namelike[before] or names.taken[before] or before in names.covered:
        return start
    return before if names.generic(before) and names.known(before, end) else start


def _contained(names: Names, start: int, end: int) -> tuple[int, int] | None:
    """Find the place in an entity that took in a neighbour: "Walker County Sheriff".

    Not where the rest makes another place of it ("Lake Lanier"), nor where names are spelt so
    freely that an unknown village's name may hold a known one's.
    """
    whole = names.name(start, end)
    if any(c.score >= ALIKE for c in names.gazetteer.lookup(whole)):
        return None
    for low, high in [
        *((start, high) for high in range(end - 1, start, -1)),
        *((low, end) for low in range(start + 1, end)),
    ]:
        rest = [*range(start, low), *range(high, end)]
        if any(_makes_another(names.words[i]) for i in rest):
            continue
        if not names.namelike[low] or not names.namelike[high - 1]:
            continue
        name = names.name(low, high)
        if name.lower() in never_words():
            continue
        found = [c for c in names.gazetteer.lookup(name, variants=False)
                 if c.match == "exact" and c.kind < 2]  # fmt: skip
        if any(
            fame(c) >= 2
            or (_local_to(names, c) and c.place.population >= _PRESENT)
            or (_local_to(names, c) and c.place.feature == "admin2" and high - low > 1)
            for c in found
        ):
            return low, high
    return None


def _local_to(names: Names, candidate: Candidate) -> bool:
    country = candidate.place.country
    return country in SPELT_ALIKE and (country in names.about or not names.about)


def _makes_another(word: str) -> bool:
    low = word.lower()
    return (
        low in ARTICLES
        or word in {"-", "'", "’"}
        or singular(low) in words()["features"]
        or low in words()["bearings"]
        or low in listed_words("generics")
        or low in facility_words()
    )


def _around(names: Names, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what adjectives and abbreviations leave of an entity ("U.S.-led": nothing)."""
    taken = {i for i in range(start, end) if i in names.covered}
    low = start
    for i in range(start, end + 1):
        if i == end or i in taken:
            if low < i and (not taken or names.known(low, i)):
                yield low, i
            low = i + 1


def _pieces(names: Names, start: int, end: int) -> list[tuple[int, int]]:
    return [piece for piece in parted(names.words, start, end) if names.namelike[piece[0]]]


def _glued(names: Names, i: int) -> bool:
    """Tell whether a token hangs on the one before by a hyphen, as "al-Imam" does."""
    if not 0 < i < len(names.words) or names.ends[i - 1] != names.starts[i]:
        return False
    if names.words[i] == "-":
        return names.words[i - 1].lower() in ARTICLES
    return (
        names.words[i - 1] == "-"
        and i > 1
        and names.words[i - 2].lower() in ARTICLES
        and names.words[i][:1].isalpha()
    )


def _free(names: Names, start: int, end: int) -> bool:
    return all(names.taken[i] in {"", "LOC", "GPE", "FAC"} for i in range(start, end))
