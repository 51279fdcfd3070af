"""Who acts in an event and whom it is done to, near or far in the sentence.

One rule: a party is looked for in the slots first; for acts of speech and diplomacy, whose
addressee often stands inside what is asked, refused or threatened, then there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.model import ActorRef
from dateline.read.clauses.clause import Argument, Clause, Phrase
from dateline.read.frames import Match, Sight

NESTED = frozenset(
    """AGREE CONSULT SUPPORT CONCEDE COOPERATE AID REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION
    RETREAT""".split()
)
"""Types whose recipient may stand inside the content of the act."""
_WITH = ("with", "by", "using", "from")
_TOWARD = (
    "on",
    "to",
    "with",
    "against",
    "from",
    "for",
    "upon",
    "of",
    "in",
    "at",
    "toward",
    "towards",
    "over",
    "by",
    "between",
    "into",
    "about",
)
_CONTENT = frozenset({"complement", "purpose", "nominal", "participle", "adverbial"})
_CIRCUMSTANCE = frozenset({"if", "unless", "after", "as", "when", "while", "since"})
_DEPTH = 3


def sides(sight: Sight, match: Match) -> tuple[list[ActorRef], list[ActorRef]]:
    """Return actors and recipients of a match, in the direction of the act."""
    actors = _parties(sight, match, "actor") or _owners(sight, match)
    recipients = _others(_parties(sight, match, "recipient"), actors)
    if not recipients:
        recipients = _others(_parties(sight, match, "from"), actors)
    if not recipients and match.frame.event in NESTED and "recipient" in match.frame.slots:
        recipients = _others(nested(sight, match, actors), actors)[:2]
    return actors, recipients


def nested(sight: Sight, match: Match, actors: list[ActorRef]) -> list[ActorRef]:
    """Return the parties named inside what an act is about, the nearest source only."""
    for source in _sources(sight, match):
        found: dict[str, ActorRef] = {}
        for ref in source:
            if not same(ref, actors):
                found.setdefault(ref.id or ref.text.lower(), ref)
        if found:
            return list(found.values())
    return []


def _sources(sight: Sight, match: Match) -> Iterator[list[ActorRef]]:
    clause = match.clause
    for below in _contents(sight, clause):
        yield _named(sight, below.of("subject"), whole=False)
        yield _named(sight, below.of("object"), whole=True)
        yield _named(sight, below.of("indirect"), whole=True)
        yield _named(sight, below.of("oblique", *_TOWARD), whole=True)
    rest = [a for a in clause.arguments if a.function in {"object", "indirect"}]
    yield _named(sight, rest, whole=True)
    yield _named(sight, clause.of("oblique", *_TOWARD), whole=True)


def _contents(sight: Sight, clause: Clause, depth: int = 0) -> Iterator[Clause]:
    """Yield the clauses that a clause has as its content or aim, the nearest first."""
    if depth >= _DEPTH:
        return
    for other in sight.scene.clauses[clause.index + 1 :]:
        if other.sentence != clause.sentence:
            break
        if (
            other.parent == clause.index
            and other.relation in _CONTENT
            and other.marker not in _CIRCUMSTANCE
        ):
            yield other
            yield from _contents(sight, other, depth + 1)


def _named(sight: Sight, arguments: Iterable[Argument], *, whole: bool) -> list[ActorRef]:
    """Return the parties that phrases are, or (`whole`) that stand anywhere inside them."""
    found: list[ActorRef] = []
    for argument in arguments:
        refs = parties_of(sight, argument.phrase)
        if not refs and whole:
            refs = tuple(_inside(sight, argument.phrase))
        found += refs
    return found


def parties_of(sight: Sight, phrase: Phrase) -> tuple[ActorRef, ...]:
    """Return whom a phrase stands for, a country under its name as a place included."""
    mention = sight.actor(phrase)
    if mention is not None:
        return sight.parties(phrase)
    return _country(sight, phrase.head)


def _inside(sight: Sight, phrase: Phrase) -> Iterator[ActorRef]:
    low, high = sight.scene.chars_of(phrase.start, phrase.end)
    taken: list[tuple[int, int]] = []
    for actor in sight.scene.actors:
        inside = low <= actor.span[0] and actor.span[1] <= high and actor.kind != "pronoun"
        if inside and not any(a <= actor.span[0] and actor.span[1] <= b for a, b in taken):
            taken.append(actor.span)
            yield actor.ref
    for place in sight.scene.places:
        if place.feature != "country" or place.span is None:
            continue
        inside = low <= place.span[0] and place.span[1] <= high
        if inside and not any(a <= place.span[0] < b for a, b in taken):
            yield ActorRef(text=place.text, name=place.name, span=place.span)


def _country(sight: Sight, head: int) -> tuple[ActorRef, ...]:
    place = sight.place_over(head)
    if place is None or place.feature != "country":
        return ()
    return (ActorRef(text=place.text, name=place.name, span=place.span),)


def same(ref: ActorRef, others: Iterable[ActorRef]) -> bool:
    """Tell whether a reference is one of these actors, by id or as printed."""
    return any((ref.id and ref.id == o.id) or ref.text.lower() == o.text.lower() for o in others)


def _others(refs: Iterable[ActorRef], actors: list[ActorRef]) -> list[ActorRef]:
    return [r for r in refs if not same(r, actors)]


def _parties(sight: Sight, match: Match, role: str) -> list[ActorRef]:
    found: dict[str, ActorRef] = {}
    for argument in match.of(role):
        refs = sight.parties(argument.phrase)
        if not refs and role == "recipient":
            refs = _country(sight, argument.phrase.head)
        for ref in refs:
            found.setdefault(ref.id or ref.text.lower(), ref)
    return list(found.values())


def _owners(sight: Sight, match: Match) -> list[ActorRef]:
    """Return whose weapons, aircraft or attack it was, where the subject is one."""
    clause = match.clause
    for argument in (
        *match.of("instrument"),
        *clause.of("subject"),
        *clause.of("oblique", *_WITH),
    ):
        kinds = sight.kinds(argument.phrase)
        if kinds & {"weapon", "act"} and (owner := sight.owner(argument.phrase)) is not None:
            return [owner]
    return []
