"""How much of a place a phrase speaks of ("most of Bor", "its south"), and when it counts people.

One rule: a measure of people ("most of the detainees at X") counts off no ground.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.model import PlaceMention
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
    for extent in ("part", "most", "whole"):
        words = ground.book.extent[extent]
        if lemma in words or lower in words:
            return True
    return False


def of_what(ground: Ground, phrase: Phrase) -> Phrase | None:
    """Return "the town" of "most of the town"; None where a measure is of something named."""
    after = phrase.head + 1
    if measure(ground, phrase) is None or ground.lowers[after : after + 2] != ["of", "the"]:
        return None
    head = phrase.end - 1
    if head <= after + 1 or ground.scene.tokens.pos[head] != "NOUN":
        return None
    return Phrase(head, after + 1, phrase.end)


def of_people(ground: Ground, phrase: Phrase) -> bool:
    """Tell whether a measure counts people ("most of the detainees at Bagram")."""
    after = phrase.head + 1
    if after >= phrase.end or ground.lowers[after] != "of":
        return False
    noun = _noun(ground, after + 1, phrase.end)
    if noun is None or ground.first_of(range(after + 1, noun)) is not None:
        return False
    kinds = ground.word_kinds(noun)
    return bool(kinds & {"civil", "armed", "official"}) and not kinds & {"ground", "facility"}


_RANKS = frozenset({"third", "fifth", "sixth", "tenth"})


def extent_of(ground: Ground, phrase: Phrase, mention: PlaceMention) -> Extent | None:
    """Read how much of a place a phrase speaks of from the words outside its name."""
    parts = ground.book.extent
    tokens = ground.scene.tokens
    inside = ground.scene.tokens_of(mention.span) if mention.span else (phrase.head, phrase.head)
    found: Extent | None = None
    for token in range(phrase.start, phrase.end):
        if inside[0] <= token < inside[1] or token > max(inside[0], phrase.head):
            continue
        if ground.place_over(token) is not None:
            continue  # "the NORTH Kivu town of Sake"
        forms = {ground.lowers[token], ground.lemma(token)}
        if forms & _RANKS and ground.lowers[token + 1 : token + 2] != ["of"]:
            continue  # "the TENTH provincial capital" is no tenth of it
        if forms & parts["most"]:
            return "most"
        if forms & parts["whole"]:
            return "whole"
        if token == phrase.head and forms & parts["naming"] and tokens.tag[token] != "NNS":
            continue
        if forms & parts["part"] or (token != phrase.head and forms & parts["partial"]):
            found = "part"
    return found


def _noun(ground: Ground, start: int, end: int) -> int | None:
    doc = ground.scene.doc
    return next((t for t in range(start, end) if doc[t].pos_ == "NOUN"), None)
