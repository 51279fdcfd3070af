"""From whom a place was taken, told beside the taking: "took X, driving the army out".

One rule: the loser is named in a clause that hangs on the taking itself: what the gainer did to
him, what he had of the place before, or how he left it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.model import ActorRef
from dateline.read.clauses.clause import Argument, Clause
from dateline.read.frames import Match, Sight

_BEATEN = frozenset(
    """oust expel dislodge eject evict defeat rout force chase beat overpower overwhelm crush repel
    outflank overcome displace vanquish""".split()
)
"""What is done to whoever loses a place."""
_MOVED_OUT = frozenset(
    {"drive", "push", "kick", "throw", "flush", "run", "sweep", "clear", "pry", "turf"}
)
"""The same with "out", "back", "away" or "from" beside it."""
_AWAY = frozenset({"out", "back", "away", "off", "from"})
_HAD = frozenset(
    """hold control occupy rule man defend garrison seize capture take overrun have govern
    administer conquer retake recapture defend use""".split()
)
_LEFT = frozenset(
    """withdraw flee retreat pull abandon leave evacuate surrender collapse fall desert vacate
    withdrawal run melt quit capitulate crumble dissolve disintegrate disperse scatter vanish
    disappear decamp depart""".split()
)
_FOUGHT = frozenset({"beat", "defeat", "overcome", "overpower", "rout", "fight", "battle"})
_ARMS = frozenset({"MIL", "REB", "GOV", "PAR", "UAF", "COP", "SPY"})


def ousted(sight: Sight, match: Match, gainers: Iterable[ActorRef]) -> ActorRef | None:
    """Return who lost what a match tells as gained, by a clause beside it.

    Args:
        sight: the scene.
        match: a frame of gaining, and its clause.
        gainers: who gained it, and is none of the losers.
    """
    ours = list(gainers)
    same = sight.scene.parties.same_side
    return next((r for r in _told(sight, match) if not any(same(r, own) for own in ours)), None)


def _told(sight: Sight, match: Match) -> Iterator[ActorRef]:
    clause = match.clause
    places = {a.phrase.head for a in match.of("place")}
    for other in sight.scene.clauses_of(clause.sentence):
        if other.index == clause.parent and clause.relation == "purpose":
            if _first(other) in _FOUGHT:
                yield from _armed(sight, other.of("object"))  # "beat the army to take X"
        elif other.parent == clause.index and other.affirmed:
            yield from _beside(sight, other, places)


def _beside(sight: Sight, other: Clause, places: set[int]) -> Iterator[ActorRef]:
    first, words = _first(other), set(other.lemma.split(" "))
    if other.relation in {"participle", "adverbial", "coordinate"} and other.voice == "active":
        moved = first in _MOVED_OUT and bool(words & _AWAY or _from(other))
        if first in _BEATEN or moved:
            yield from _armed(sight, other.of("object"))
    before = other.relation == "relative" and other.tense in {"past", "pluperfect"}
    if before and first in _HAD and any(a.phrase.head in places for a in other.of("object")):
        yield from _armed(sight, other.of("subject"))
    while_then = other.relation == "adverbial" and other.tense == "pluperfect" and first in _HAD
    if while_then and any(a.phrase.head in places or _it(sight, a) for a in other.of("object")):
        yield from _armed(sight, other.of("subject"))  # "after rebels had held it for a year"
    hung = other.relation == "adverbial" or _having(sight, other)
    if hung and words & _LEFT and other.voice == "active":
        yield from _armed(sight, other.of("subject"))


def _it(sight: Sight, argument: Argument) -> bool:
    """Tell whether an object is a mere pronoun for a place."""
    return sight.scene.tokens.lower[argument.phrase.head] in {"it", "them", "both"}


def _having(sight: Sight, clause: Clause) -> bool:
    """Tell whether a clause has no finite verb of its own ("the soldiers having left")."""
    return clause.relation == "parataxis" and "having" in (
        sight.scene.tokens.lower[t] for t in range(clause.start, clause.head)
    )


def _first(clause: Clause) -> str:
    return clause.lemma.split(" ")[0]


def _from(clause: Clause) -> bool:
    return any(a.preposition in _AWAY for a in clause.of("oblique"))


def _armed(sight: Sight, arguments: tuple[Argument, ...]) -> Iterator[ActorRef]:
    """Yield the parties in arms among what fills a slot."""
    for argument in arguments:
        arms = "armed" in sight.kinds(argument.phrase)
        for ref in sight.parties(argument.phrase):
            if (ref.id or "").startswith("person."):
                continue  # a president who left did not hold the town
            if arms or (ref.plover is not None and ref.plover.sector in _ARMS):
                yield ref
