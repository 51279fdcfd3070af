"""Whether two claims are of one event: an explained score, in points that add up.

The features are those by which coders tell duplicates (ACLED codebook 2023, "one event, one row";
UCDP GED codebook 23.1, section 2.6): type and manner, who did it to whom, where, when, how many
died. A point speaks for one event, a negative one against it; what two events cannot differ in
(another side, another day, four times as many dead) weighs more than all the rest together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model import ActorRef, EventClaim, Toll
from dateline.model.fold import fold
from dateline.weigh.places import PlaceOf
from dateline.weigh.sides import SideOf
from dateline.weigh.telling import Telling

ENOUGH = 2.0
"""Points from which two claims are taken for one event: a place and a day in common reach it."""
NEVER = -12.0
"""Points of a difference that nothing outweighs."""

_HEAVY = frozenset({"aerial", "heavy-weapons", "explosives"})
"""Manners of one attack that reports and readers mix up: shelling, strikes, explosions."""
_SENTENCE, _REPRINT = 6, 0.8
"""Words from which a sentence is known again, and the share of them that a reprint keeps."""
_REVISED = 4.0
"""Tolls of one event grow and are corrected; beyond this factor it is another event."""


@dataclass(frozen=True, slots=True)
class Part:
    """One feature of a score.

    Attributes:
        points: for one event, below 0 against it.
        why: in a few words.
    """

    points: float
    why: str


@dataclass(frozen=True, slots=True)
class Match:
    """How far two claims are of one event.

    Attributes:
        parts: the features that say something.
    """

    parts: tuple[Part, ...]

    @property
    def points(self) -> float:
        """The sum."""
        return sum(part.points for part in self.parts)

    @property
    def possible(self) -> bool:
        """Whether nothing in it rules out that the two are of one event."""
        return all(part.points > NEVER for part in self.parts)

    @property
    def same(self) -> bool:
        """Whether the sum is enough."""
        return self.possible and self.points >= ENOUGH

    def __str__(self) -> str:
        told = ", ".join(f"{part.why} {part.points:+g}" for part in self.parts)
        return f"{self.points:g} points ({told}; {ENOUGH:g} are needed)"


@dataclass(frozen=True, slots=True)
class Matcher:
    """Compares claims of events of one type.

    Attributes:
        place_of: the place of every claim.
        side_of: the side of every actor.
    """

    place_of: PlaceOf
    side_of: SideOf

    def match(self, one: Telling, other: Telling) -> Match:
        """Return the explained score of two claims of one type."""
        a: EventClaim = one.claim
        b: EventClaim = other.claim
        parts = (
            _days(one, other),
            self._place(one, other),
            _manner(a.mode, b.mode),
            self._sides("actor", a.actors, b.actors, 1.5),
            self._sides("recipient", a.recipients, b.recipients, 1.0),
            _toll(a.killed, b.killed, "dead"),
            _toll(a.injured, b.injured, "injured"),
        )
        return Match(tuple(part for part in parts if part is not None))

    def _place(self, one: Telling, other: Telling) -> Part | None:
        here, there = self.place_of.get(one.claim.id), self.place_of.get(other.claim.id)
        if here and there:
            return Part(1.5, "same place") if here == there else Part(NEVER, "other place")
        # Without a place only the words can tell; a sentence that is reprinted does.
        these, those = wording(one), wording(other)
        if min(len(these), len(those)) >= _SENTENCE and overlap(these, those) >= _REPRINT:
            return Part(1.5, "same sentence")
        return Part(-2.5, "no place")

    def _sides(
        self, what: str, some: Sequence[ActorRef], others: Sequence[ActorRef], points: float
    ) -> Part | None:
        if not some or not others:
            return None
        here, there = {self.side_of(a) for a in some}, {self.side_of(a) for a in others}
        if here & there:
            return Part(points, f"same {what}")
        if all(_known(a) for a in (*some, *others)):
            return Part(NEVER, f"other {what}")
        return None  # "the men" may be anybody


def _known(actor: ActorRef) -> bool:
    code = actor.plover
    return bool(actor.id or (code and code.country and code.sector))


def _days(one: Telling, other: Telling) -> Part | None:
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return Part(NEVER, "undated")
    if (one.start, one.end) == (other.start, other.end) and one.start == one.end:
        return Part(1.5, "same day")
    if one.start <= other.end and other.start <= one.end:
        return Part(0.5, "days overlap")
    apart = max((other.start - one.end).days, (one.start - other.end).days)
    if apart == 1 and not (_stated(one) and _stated(other)):
        # The day of printing is often the day after; a stated day is not.
        return Part(-0.5, "a day apart, one of them not stated")
    return Part(NEVER, "other days")


def _stated(telling: Telling) -> bool:
    when = telling.claim.when
    return when is not None and when.origin == "stated"


def _manner(one: str | None, other: str | None) -> Part | None:
    if one is None or other is None:
        return None
    if one == other:
        return Part(1.0, "same manner")
    if {one, other} <= _HEAVY:
        return Part(-0.5, "manner told otherwise")
    return Part(NEVER, "other manner")


def _toll(one: Toll | None, other: Toll | None, what: str) -> Part | None:
    if one is None or other is None or not one.best or not other.best:
        return None
    high, low = max(one.best, other.best), min(one.best, other.best)
    if high == low:
        # Everybody counts one or two; the same 27 are hardly two events.
        return Part(0.5 if high <= 2 else 1.5, f"same number {what}")
    if high > _REVISED * low:
        return Part(NEVER, f"{high} and {low} {what}")
    return Part(0.0 if high <= 1.5 * low else -1.0, f"{high} and {low} {what}")


def wording(telling: Telling) -> frozenset[str]:
    """Return the words of the claim's own passage, folded; none where place and day tell it."""
    return frozenset(re.findall(r"\w+", fold(telling.said)))


def overlap(some: frozenset[str], others: frozenset[str]) -> float:
    """Return the share of words in common (Jaccard), 0 to 1."""
    return len(some & others) / len(some | others) if some and others else 0.0
