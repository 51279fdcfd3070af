"""One way to build a claim of control that was read from words as printed.

One rule: who says it, when it was and whether it stands are taken from the clause around the
words; how the words were found is the caller's.
"""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from dateline.model import ActorRef, Because, ControlClaim, PlaceMention, Span, When
from dateline.model.claim import Change, Extent, Status
from dateline.read.clauses.clause import Clause
from dateline.read.frames.score import Features, score
from dateline.read.frames.sight import Sight, place_ref
from dateline.read.frames.timing import is_old, timing, timing_of_words
from dateline.read.status import Standing, who_says


@dataclass(frozen=True, slots=True)
class Found:
    """Words that tell control of a place.

    Attributes:
        rule: the id of the rule or frame that found them.
        span: the passage, in characters.
        fired: the words that fired the rule.
        base: the rule's own confidence.
        change: what they tell.
        holder: who gains, holds, loses or advances, where that is told.
        extent: how much of the place.
        placed: how the place was come by (`frames.score.FAR`).
        inferred: true where "it" or "the town" stands for the place.
        note: what a reader should know of how it was come by.
    """

    rule: str
    span: Span
    fired: Span
    base: float
    change: Change
    holder: ActorRef | None = None
    extent: Extent = "whole"
    placed: str = "phrase"
    inferred: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """How a passage is told.

    Attributes:
        status: as in a claim.
        claimed_by: who is credited with it.
        when: when it was.
    """

    status: Status
    claimed_by: ActorRef | None
    when: When | None


def in_passing(sight: Sight, token: int) -> Told:
    """Return how words that stand in no predicate are told: by their speech and their date."""
    clause = sight.scene.predicate_over(token)
    when = timing(sight, clause) if clause is not None else timing_of_words(sight, token)
    speech = sight.scene.speech_over(token)
    status: Status = "historical" if is_old(sight, when) else "claimed" if speech else "asserted"
    return Told(status, who_says(speech), when)


def by_clause(sight: Sight, clause: Clause | None, token: int, stands: Standing) -> Told:
    """Return how words at a token are told, whose standing is known; long ago is historical."""
    when = timing(sight, clause) if clause is not None else timing_of_words(sight, token)
    status = stands.status
    if status in {"asserted", "claimed"} and is_old(sight, when):
        status = "historical"
    return Told(status, stands.claimed_by, when)


def noted(because: Because, *notes: str) -> Because:
    """Return what produced a claim with more for a reviewer to know, behind what is noted."""
    return replace(because, note="; ".join(filter(None, [because.note, *notes])))


def told_anew(
    source: ControlClaim, told: Told, span: Span, because: Because, confidence: float
) -> ControlClaim:
    """Return what a later passage tells of the place of an earlier claim.

    Args:
        source: the earlier claim; its change, holder and extent stand until they are replaced.
        told: how the later passage is told.
        span: the later passage, in characters.
        because: what found it.
        confidence: in what it tells.
    """
    return replace(
        source,
        span=span,
        also=(),
        status=told.status,
        claimed_by=told.claimed_by,
        when=told.when,
        confidence=confidence,
        because=because,
        acled=None,
    )


def claim_of(found: Found, told: Told, place: PlaceMention) -> ControlClaim:
    """Return the claim that words tell of one place."""
    holder = found.holder
    return ControlClaim(
        span=found.span,
        status=told.status,
        claimed_by=told.claimed_by,
        when=told.when,
        where=place_ref(place),
        confidence=score(
            Features(
                base=found.base,
                actor=holder is not None,
                register=holder is not None and holder.id is not None,
                placed=found.placed,
                resolved=place.lat is not None,
                inferred=found.inferred,
                status=told.status,
                distance=0,
            )
        ),
        because=Because(rule=found.rule, spans=(found.fired,), note=found.note),
        change=found.change,
        holder=holder,
        extent=found.extent,
    )
