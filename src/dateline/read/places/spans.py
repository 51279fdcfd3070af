"""Finds the names of places in a parsed text: what the parser took for one, mended, and more.

The parser's entities come first. The gazetteer mends their ends (`entities.py`), and finds what the
parser missed: well-known names, names after "in" or "the town of" (`known.py`), members of a list
of places (`lists.py`), names in headlines and in wires printed in capitals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dateline.know.gazetteer import Gazetteer
from dateline.read.places.entities import mended_entities
from dateline.read.places.found import Found
from dateline.read.places.known import known_names
from dateline.read.places.lists import listed
from dateline.read.places.names import PLACE_LABELS, Names
from dateline.read.places.short import short_forms
from dateline.read.places.signs import country_told

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dateline.read.tokens import Tokens


def find_names(
    doc: Doc, gazetteer: Gazetteer, near: Iterable[str] = (), *, tokens: Tokens | None = None
) -> list[Found]:
    """Return the names of places, in order of the text, none overlapping."""
    names = Names(doc, gazetteer, near, tokens=tokens)
    found: dict[int, tuple[int, Found]] = {}

    def take(start: int, end: int, extra: Found | None = None) -> None:
        if any(i in names.covered for i in range(start, end)):
            return
        names.covered.update(range(start, end))
        found[start] = (end, extra or Found(names.chars(start, end)))

    for start, end, extra in short_forms(names):
        take(start, end, extra)
    # A first impression, so that entities are mended with a view to where the report is set.
    raw = {s: (e, Found(names.chars(s, e))) for s, e, label in names.entities
           if label in PLACE_LABELS}  # fmt: skip
    names.about = names.near | _countries(names, {**raw, **found})
    for one in mended_entities(names):
        take(*one)
    names.about = names.near | _countries(names, found)
    for start, end in listed(names, found):
        take(start, end)
    # Where the tagger saw no place, the first that the gazetteer finds tell where it all is.
    for _ in range(1 if names.about else 2):
        for start, end, role in known_names(names, found):
            take(start, end, Found(names.chars(start, end), role))
        names.about = names.about or _countries(names, found)
    for start, end in listed(names, found):
        take(start, end)
    lemmas = names.lemmas
    return [
        replace(item, following=lemmas[end] if end < len(lemmas) else None)
        for _, (end, item) in sorted(found.items())
    ]


def _countries(names: Names, found: dict[int, tuple[int, Found]]) -> set[str]:
    """Return the countries that the names found so far speak for, a sixth of them each."""
    counted: Counter[str] = Counter()
    for _, item in found.values():
        country = item.country
        if not country and item.known is None:
            name = names.text[item.span[0] : item.span[1]]
            if name not in names.told:
                names.told[name] = country_told(name, names.gazetteer)
            country = names.told[name]
        if country:
            counted[country] += 1
    return {c for c, n in counted.items() if n * 6 >= counted.total()}
