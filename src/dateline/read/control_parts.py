"""Parts of a town that stand for it: "In X, the army has the square", "control the main street".

One rule: a part that names no place is one of the town that its clause lies in, or of the town told
of last in its paragraph where the part is of the kind that every town has; it never is all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.know.gazetteer.place import TOWNS
from dateline.model import PlaceMention, Span
from dateline.read.clauses.clause import Clause, Phrase
from dateline.read.frames import Match, Sight, Site

_IN = ("in", "inside", "at", "within")
_TOWNS = frozenset({"city", "town", "village", "quarter", "admin2"})
_OF_ANY_TOWN = frozenset(
    """street square bazaar market marketplace centre center downtown quarter half suburb outskirt
    bank third mainland
    outskirts north south east west side district neighbourhood neighborhood ward""".split()
)
"""Parts that every town has, so that the town told of last is meant."""
_BLOCKS = frozenset(
    "block neighbourhood neighborhood quarter district street sector building".split()
)
_TAKING = frozenset({"seize.capture", "seize.take", "seize.control", "seize.enter"})
_WATER = re.compile(r"\b(?:river|canal|lake|strait|estuary|reservoir)\b", re.IGNORECASE)
"""Where one is told of, "the east side" is its."""
_SHORE = re.compile(r"\b(?:side|bank|shore|edge|end)\b")
_NO_TOWN = re.compile(r"['’]?s? (?:sector|region|front|axis|direction|area|province|oblast)\b")
"""Behind a name, what makes it that of wider ground ("the Kharkiv sector")."""
_WHOLES = frozenset("city town village capital province region country state".split())
_DEFINITE = frozenset("the its their this that these those all most half only both".split())


def parts_of_town(sight: Sight, match: Match) -> Iterator[Site]:
    """Yield the town of the parts that fill a match's place slot and name none themselves."""
    if match.frame.control == "gained" and match.frame.id in _TAKING:
        yield from _blocks(sight, match)
    if match.frame.control == "advanced_toward":
        yield from _told_by_town(sight, match)
    if match.frame.control != "held":
        return  # who comes into the market has not come into the town
    for argument in match.of("place"):
        phrase = argument.phrase
        if not _nameless_part(sight, phrase):
            continue
        found = list(_lain_in(sight, match.clause))
        if not found and sight.lemma(phrase.head) in _OF_ANY_TOWN:
            found = list(_told_last(sight, phrase))
        if found:
            yield from found
            return


def _blocks(sight: Sight, match: Match) -> Iterator[Site]:
    """Yield the town of blocks and quarters that are taken in it ("retook several blocks")."""
    for argument in match.of("place"):
        phrase = argument.phrase
        named = any(sight.scene.doc[t].pos_ == "PROPN" for t in range(phrase.start, phrase.end))
        if sight.lemma(phrase.head) in _BLOCKS and not named:
            yield from _lain_in(sight, match.clause, *_IN, "on", "against", "into")
            return


def _told_by_town(sight: Sight, match: Match) -> Iterator[Site]:
    """Yield the town of a part that is told by it ("advance in a new neighbourhood in X")."""
    for argument in match.of("place"):
        phrase = argument.phrase
        if sight.lemma(phrase.head) not in _BLOCKS:
            continue
        for place in sight.scene.places_in(phrase.head, phrase.end):
            if place.feature in _TOWNS:
                yield Site(place, "part")


def _nameless_part(sight: Sight, phrase: Phrase) -> bool:
    """Tell whether a phrase is ground or a building that its article points to, without a name."""
    tokens = sight.scene.tokens
    if sight.lemma(phrase.head) in _WHOLES:
        return False
    kind = sight.word_kinds(phrase.head)
    definite = any(sight.lowers[t] in _DEFINITE for t in range(phrase.start, phrase.head))
    named = any(tokens.pos[t] == "PROPN" for t in range(phrase.start, phrase.end))
    ground = bool(kind & {"ground", "facility"}) or sight.lemma(phrase.head) in _OF_ANY_TOWN
    return definite and ground and not named


def _lain_in(sight: Sight, clause: Clause, *where: str) -> Iterator[Site]:
    """Yield the places that a clause says it is in, or the one that it goes on from.

    "Pushed on in X, seizing five districts" are districts of X.
    """
    preps = where or _IN
    own = [s for a in clause.of("oblique", *preps) for s in sight.sites(a.phrase)]
    if not own and clause.relation in _GOES_ON and clause.parent is not None:
        above = sight.scene.clauses[clause.parent]
        halves = above.of("oblique", *preps)
        if where and above.lemma.rsplit(" ", 1)[-1] in preps:
            halves = (*halves, *above.of("object"))  # "launched an assault on X"
        own = [s for a in halves for s in sight.sites(a.phrase)]
    for site in own:
        if site.place.feature in _TOWNS or site.place.feature is None:
            yield Site(site.place, "part", inferred=True)


_GOES_ON = frozenset({"coordinate", "participle"})
"""How a clause hangs on the one that it goes on from."""


def _told_last(sight: Sight, phrase: Phrase) -> Iterator[Site]:
    """Yield the town told of last in the paragraph."""
    low, high = sight.scene.chars_of(phrase.start, phrase.end)
    town = town_told_last(sight, (low, high))
    if town is not None:
        yield Site(town, "part", inferred=True)


def town_told_last(sight: Sight, span: Span) -> PlaceMention | None:
    """Return the town told of last before a part of it, in its paragraph.

    Args:
        sight: the scene.
        span: the words for the part. A bank or a side may be a river's that was told of.
    """
    text, char = sight.scene.report.text, span[0]
    floor = text.rfind("\n", 0, char) + 1
    if _SHORE.search(text, *span) and _WATER.search(text, floor, char):
        return None
    near = [
        p
        for p in sight.scene.places_by_span.starting(floor, char)
        if p.span
        and p.span[1] <= char
        and p.feature in TOWNS
        and not sight.in_actor(p.span)
        and not _NO_TOWN.match(text, p.span[1])
    ]
    return near[-1] if near else None
