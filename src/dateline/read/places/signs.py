"""Words that tell names of places from other names, and how well known a place is."""

from __future__ import annotations

from functools import cache
from typing import Final

from dateline.know.gazetteer import Candidate, Gazetteer
from dateline.know.gazetteer.words import words

# A settlement of this size is taken for what its name says wherever it stands; smaller ones need a
# sign of place beside them. Swept 50k-500k on LGL and GeoWebNews.
_WELL_KNOWN: Final = 150_000
# A name that the parser took for a person's is a place's in another spelling if as close as this.
ALIKE: Final = 0.75


@cache
def listed_words(key: str) -> frozenset[str]:
    """Return a list of `[reading]` in `words.toml`."""
    return frozenset(words()["reading"][key])


@cache
def body_heads() -> frozenset[str]:
    """Return the last words of names of bodies."""
    return frozenset(words()["bodies"]["heads"])


@cache
def facility_words() -> frozenset[str]:
    """Return the last words of names of buildings and the like."""
    return frozenset(words()["never"]["facilities"])


@cache
def never_words() -> frozenset[str]:
    """Return capitalised words that are no place alone."""
    return frozenset(words()["never"]["words"])


def fame(candidate: Candidate) -> int:
    """Tell how well known a place is: 2 by name alone, 1 with a sign of place beside it."""
    place = candidate.place
    if candidate.kind >= 2:
        return 0
    if place.feature in {
        "country",
        "region",
        "sea",
        "river",
        "desert",
        "mountain",
        "strait",
        "lake",
    }:
        return 2
    if place.feature == "admin1":
        return 2 if place.population > 300_000 and candidate.kind == 0 else 1
    if place.capital or (place.population >= _WELL_KNOWN and candidate.kind == 0):
        return 2
    return 1


def country_told(name: str, gazetteer: Gazetteer) -> str | None:
    """Return the country that a name speaks for by itself; None where none, or one of several."""
    # A variant of several words is seldom a chance: it speaks for its country too.
    exact = [
        c
        for c in gazetteer.lookup(name, variants=" " in name)
        if c.kind < 2 and (c.match == "exact" or c.score >= ALIKE)
    ]
    famous = [c for c in exact if fame(c) >= 2]
    where = {c.place.country for c in famous[:1] or exact}
    return where.pop() if len(where) == 1 else None
