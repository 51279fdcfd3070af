"""Passages that tell no act of their own but point at one: "the toll rose", "the strike came as".

One rule: what they point at was told before, and more than the mere word leads there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model import ActorRef, DateMention, PlaceMention, Span
from dateline.read.clauses.clause import Clause
from dateline.read.event_counts import Count, among, counts_in, loose_counts, quantities_in, running
from dateline.read.event_likeness import NEVER, Told, fits, head_of
from dateline.read.event_lying import relation
from dateline.read.event_pointing import Pointer, known, pointers
from dateline.read.event_tellings import Layout, days_of, owner_of, places_of, words_of
from dateline.read.frames import Sight
from dateline.read.frames.stands import is_actor

_BASE = {"act": 1.5, "doer": 1.0, "weapon": 1.0}
_COUNT, _AMONG = 1.5, 1.5
_NEXT, _SOON = 0.5, 0.25
_ALIKE = 1.5
_GROWN = 20
"""A toll that grew more than this is another's: of a war, of a year."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage that points at an event.

    Attributes:
        sentence: its number.
        span: its characters.
        item: the list item that it stands in.
        pointers: nouns that point back.
        places: named in the phrases of these.
        beside: named elsewhere in the sentence.
        days: named in the phrases of its pointers.
        targets: nouns that stand as known, or in the phrases of its pointers.
        counts: updates of tolls.
        among: whether it says who was among the dead.
        loose: whether it only gives numbers, and nothing else points.
        named: days that the sentence names.
        dead: whom its numbers are of.
    """

    sentence: int
    span: Span
    item: int | None
    pointers: tuple[Pointer, ...]
    places: tuple[PlaceMention, ...]
    beside: tuple[PlaceMention, ...]
    days: tuple[DateMention, ...]
    targets: frozenset[str]
    counts: tuple[Count, ...]
    among: bool
    loose: bool = False
    named: tuple[DateMention, ...] = ()
    dead: tuple[ActorRef, ...] = ()


def mentions(sight: Sight, layout: Layout, sentence: int, parts: list[Clause]) -> Iterator[Mention]:
    """Yield what a sentence points at beside the acts that it tells itself.

    Args:
        sight: the report.
        layout: its lists.
        sentence: a sentence's number.
        parts: the clauses that tell acts of their own.
    """
    own = {part.index: 0 for part in parts}
    back = tuple(
        p
        for p in pointers(sight, sentence)
        if p.way == "back"
        and owner_of(sight, p.token, own) is None
        and not (parts and p.kind == "doer")
    )
    counts = () if parts else counts_in(sight, sentence)
    victims = not parts and among(sight, sentence)
    loose = not (parts or back or counts or victims)
    if loose:
        counts = loose_counts(sight, sentence)
    if not (back or counts or victims):
        return
    span = sight.sentence_at(sentence)
    chars = (span.start_char, span.end_char)
    if running(sight, sentence) and any(q.of == "killed" for q in quantities_in(sight, chars)):
        return
    places = tuple(p for pointer in back for p in places_of(sight, pointer))
    taken = {p.span for p in places}
    yield Mention(
        sentence=sentence,
        span=chars,
        item=layout.item(sentence),
        pointers=back,
        places=places,
        beside=tuple(
            p
            for p in sight.scene.places_by_span.starting(*chars)
            if p.span not in taken and p.feature != "country" and not is_actor(sight, p)
        ),
        days=tuple(d for pointer in back for d in days_of(sight, pointer)),
        targets=known(sight, sentence).union(*(words_of(sight, p) for p in back)),
        counts=counts,
        among=victims,
        loose=loose,
        named=tuple(sight.scene.dates_by_span.starting(*chars)) if loose else (),
        dead=tuple(_counted(sight, counts)) if loose else (),
    )


def _counted(sight: Sight, counts: tuple[Count, ...]) -> Iterator[ActorRef]:
    """Yield the people whom numbers are of ("SEVEN PASSENGERS died")."""
    for count in counts:
        low, high = count.span
        near = next((a for a in sight.scene.actors_over((low, high)) if a.kind == "group"), None)
        if near is not None:
            yield near.ref


def pull(told: Told, mention: Mention) -> float:
    """Return how strongly a passage points at an event, in points as `event_likeness` has them."""
    if mention.loose and not _next_to(told, mention):
        return NEVER
    score = max((_BASE[p.kind] for p in mention.pointers), default=0.0)
    score = max(score, _COUNT if mention.counts else 0.0, _AMONG if mention.among else 0.0)
    if not fits(told, mention.pointers):
        return NEVER
    if told.nouns & {p.lemma for p in mention.pointers} or any(
        p.kind == "weapon" and told.draft.mode in p.modes for p in mention.pointers
    ):
        score += 0.5
    score += _when(told, mention)
    if mention.targets & {head_of(r) for r in told.draft.recipients}:
        score += 0.75
    score += _where(told, mention)
    apart = mention.sentence - told.last
    score += _NEXT if apart <= 1 else _SOON if apart == 2 else 0.0
    if told.item != mention.item and not mention.places:
        score -= 1.5
    return score + sum(_counts(told, count) for count in mention.counts)


def _next_to(told: Told, mention: Mention) -> bool:
    """Tell whether a bare number may be of an event: told right before, of no other place or day.

    One that has its number already is told anew by words that say so alone.
    """
    here, when = told.places or told.lent, told.draft.when
    if mention.sentence - told.last > 1 or told.item != mention.item:
        return False
    if any(getattr(told.draft, c.kind) is not None for c in mention.counts):
        return False
    many = any((c.toll.best or 0) > 1 for c in mention.counts)
    if told.alone and told.victims and many and not _of_many(told):
        return False  # "My uncle was shot." "At least 45 died": he was one
    if here and any(relation(p, q) == "other" for p in here for q in mention.beside):
        return False
    if when is None or when.start is None or when.end is None or when.origin != "stated":
        return True
    start, end = when.start, when.end
    return all(d.start <= end and start <= d.end for d in mention.named if d.start and d.end)


_OF_MANY = frozenset(
    """boat bus camp car church column convoy crowd delegation family ferry group home hospital
    house market mosque minibus motorcade patrol plane procession school team train truck unit van
    vehicle village""".split()
)
"""Singular nouns for what holds more than one person."""


def _of_many(told: Told) -> bool:
    """Tell whether the one thing that was hit had several people in it ("an aid CONVOY")."""
    return any(r.text.lower().split(" ")[-1] in _OF_MANY for r in told.draft.recipients)


def _where(told: Told, mention: Mention) -> float:
    here = told.places or told.lent
    hows = {relation(p, q) for p in here for q in mention.places}
    if "same" in hows:
        return 1.5
    if "other" in hows and not hows & {"within", "unknown"}:
        return NEVER
    if "within" in hows:
        return 0.5
    if any(relation(p, q) == "same" for p in here for q in mention.beside):
        return 1.0
    return 0.0


def _when(told: Told, mention: Mention) -> float:
    """Compare the day in the phrase that points back ("the attack of 5 August")."""
    when = told.draft.when
    if not mention.days or when is None or when.start is None or when.end is None:
        return 0.0
    if any(d.start <= when.end and when.start <= d.end for d in mention.days if d.start and d.end):
        return 1.0
    return NEVER if when.origin == "stated" else -1.0


def _counts(told: Told, count: Count) -> float:
    old = getattr(told.draft, count.kind)
    if old is None or old.best is None:
        return -0.5 if count.way == "more" else 0.0
    new = count.toll.best or 0
    if count.way == "more":
        return 0.5
    if new > _GROWN * old.best:
        return NEVER
    if count.way == "count":  # of two that it may be of, the one with about as many
        near = old.best <= _ALIKE * new and new <= _ALIKE * old.best
        return 0.75 if near else -0.25
    return 0.5 if new >= old.best else -0.5
