"""How much of a place a phrase counts off ("most of Bor"), and when it counts people.

One rule: a measure of people ("most of the detainees at X") counts off no ground.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.model.claim import Extent
from dateline.read.clauses.clause import Phrase

if TYPE_CHECKING:
    from dateline.read.frames.ground import Ground


def measure(ground: Ground, phrase: Phrase) -> Extent | None:
    """Return how much of a place a phrase's head counts off, where it names none itself."""
    lemma, lower = ground.lemma(phrase.head), ground.lowers[phrase.head]
    for extent in ("most", "whole", "part"):
        if {lemma, lower} & ground.book.extent[extent]:
            return extent
    return None


def counts(ground: Ground, token: int) -> bool:
    """Tell whether a word counts off some of a place."""
    lemma, lower = ground.lemma(token), ground.lowers[token]
    parts = ground.book.extent
    return any(w in parts[e] for e in ("part", "most", "whole") for w in (lemma, lower))


def of_people(ground: Ground, phrase: Phrase) -> bool:
    """Tell whether a measure counts people ("most of the detainees at Bagram")."""
    after = phrase.head + 1
    if after >= phrase.end or ground.lowers[after] != "of":
        return False
    noun = _noun(ground, after + 1, phrase.end)
    if noun is None or ground.first_of(range(after + 1, noun)) is not None:
        return False
    kinds = ground.book.kinds.get(ground.lemma(noun), frozenset())
    return bool(kinds & {"civil", "armed", "official"}) and not kinds & {"ground", "facility"}


def _noun(ground: Ground, start: int, end: int) -> int | None:
    doc = ground.scene.doc
    return next((t for t in range(start, end) if doc[t].pos_ == "NOUN"), None)
