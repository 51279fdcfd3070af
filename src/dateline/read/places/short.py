"""Abbreviations of places and adjectives of countries ("U.S.", "Syrian").

One rule: an adjective that opens a country's or region's name is part of that name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dateline.read.places.found import Found
from dateline.read.places.names import PLACE_LABELS, Names

_WIDE: Final = frozenset({"country", "region", "admin1", "sea", "desert", "mountain", "strait"})


def short_forms(names: Names) -> Iterator[tuple[int, int, Found]]:
    """Yield abbreviations and adjectives, and the names that open with an adjective."""
    count = len(names.words)
    i = 0
    while i < count:
        if not names.upper[i] or not names.gazetteer.opens_short(names.words[i]):
            i += 1
            continue
        step = 1
        if (end := _famous_from(names, i)) is not None:
            # "Czech Republic", "Korean Peninsula": the adjective is part of the name.
            yield i, end, Found(names.chars(i, end))
            i = end
            continue
        for size in (4, 3, 2, 1):
            if i + size > count:
                continue
            span = names.chars(i, i + size)
            said = names.text[span[0] : span[1]]
            if len(said) > 24 or "\n" in said:
                continue
            place = names.gazetteer.short(said) if not names.capitals or "." in said else None
            if place and _short_fits(names, i, i + size, said):
                yield i, i + size, Found(span, known=place.id)
                step = size
                break
            people = names.gazetteer.people(said) if _adjective_like(names, i, size) else None
            if people:
                yield i, i + size, Found(span, "adjective", people.id, people.country)
                step = size
                break
        i += step


def _famous_from(names: Names, i: int) -> int | None:
    """Return the end of a country's or region's name that opens with an adjective."""
    if names.gazetteer.people(names.words[i]) is None:
        return None
    end = names.longest_from(i)
    if end is None or end - i < 2:
        return None
    name = names.name(i, end)
    found = names.gazetteer.lookup(name, variants=False)
    wide = any(c.match == "exact" and c.kind < 2 and c.place.feature in _WIDE for c in found)
    return end if wide else None


def _short_fits(names: Names, start: int, end: int, said: str) -> bool:
    if said.endswith(".") and said.count(".") == 1:
        # "Miss. " and "Mass." are words too: they abbreviate a state after a town's name.
        return start > 1 and names.words[start - 1] in {",", "("} and names.namelike[start - 2]
    if said in {"LA", "CAR", "BC", "DC", "L.A."}:
        label = names.taken[start]
        return label in PLACE_LABELS or (
            start > 0 and names.words[start - 1].lower() in {"in", "to", "from", ",", "the"}
        )
    return names.taken[start] not in {"PER", "PERSON"} or end - start > 1


def _adjective_like(names: Names, i: int, size: int) -> bool:
    if names.taken[i] in {"PER", "PERSON"}:
        return False
    return all(names.upper[i : i + size])
