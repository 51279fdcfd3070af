"""Claims: what one report says, each with the passage that it was read from.

A claim is never changed. Reading again with a better reader adds a new generation beside it.
"""

from __future__ import annotations

from typing import Any, Literal, TypeVar

import msgspec

from dateline.model.actor import ActorRef
from dateline.model.base import Noun, Span
from dateline.model.ids import content_id
from dateline.model.place import PlaceRef
from dateline.model.when import When

Status = Literal["asserted", "claimed", "denied", "planned", "hypothetical", "historical"]
Change = Literal["gained", "lost", "held", "contested", "advanced_toward"]
Extent = Literal["whole", "most", "part"]
Form = Literal["direct", "indirect", "mixed", "refusal"]


class Because(Noun, frozen=True, kw_only=True):
    """What produced a claim.

    Attributes:
        rule: id of the frame or model.
        spans: the words that fired it, in `report.text`.
        note: anything a reviewer should know, in a sentence.
    """

    rule: str
    spans: tuple[Span, ...] = ()
    note: str | None = None


class Toll(Noun, frozen=True, kw_only=True):
    """A number of killed or injured.

    Attributes:
        low: lowest number that the words allow.
        best: the number to use.
        high: highest; None where the words set no limit.
        text: the words.
        span: where they stand.
        by: who counted, where the report says so.
    """

    low: int | None = None
    best: int | None = None
    high: int | None = None
    text: str | None = None
    span: Span | None = None
    by: ActorRef | None = None


class _Claim(Noun, frozen=True, kw_only=True):
    id: str = ""
    span: Span
    status: Status
    claimed_by: ActorRef | None = None
    when: When | None = None
    where: PlaceRef | None = None
    confidence: float
    because: Because
    also: tuple[Span, ...] = ()


class EventClaim(_Claim, frozen=True, kw_only=True, tag_field="kind", tag="event"):
    """Somebody did something to somebody, coded in PLOVER with crosswalks.

    Attributes:
        event: PLOVER type, in capitals.
        mode: PLOVER mode; None where the type has none or none was read.
        contexts: PLOVER contexts.
        cameo: CAMEO code, a string of two to four digits.
        acled: `(event_type, sub_event_type)`; None where ACLED has no such event.
        actors: who acts, in the direction of the act.
        recipients: whom it is done to.
        killed: deaths by this event.
        injured: people wounded by it.
        origin: of a movement, the place that is left; told only together with `destination`.
        destination: of a movement, the place that it goes to.
    """

    event: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    acled: tuple[str, str] | None = None
    actors: tuple[ActorRef, ...] = ()
    recipients: tuple[ActorRef, ...] = ()
    killed: Toll | None = None
    injured: Toll | None = None
    origin: PlaceRef | None = None
    destination: PlaceRef | None = None


class ControlClaim(
    _Claim, frozen=True, kw_only=True, tag_field="kind", tag="control", rename={"from_": "from"}
):
    """Who holds a place, or how that changed.

    Attributes:
        change: what happened to the holding.
        holder: who gains or holds; for `lost` who loses; for `advanced_toward` who advances.
        from_: whom it is gained from (`from` in JSON).
        extent: how much of the place.
        acled: `(event_type, sub_event_type)` where ACLED has one.
        origin: of an advance, where it comes from; told only together with `destination`.
        destination: of an advance, where it goes.
    """

    change: Change
    holder: ActorRef | None = None
    from_: ActorRef | None = None
    extent: Extent
    acled: tuple[str, str] | None = None
    origin: PlaceRef | None = None
    destination: PlaceRef | None = None


class Position(Noun, frozen=True, kw_only=True):
    """A speech act inside a statement: PLOVER type, toward whom, on what."""

    act: str
    toward: ActorRef | None = None
    topic: str | None = None


class Reference(Noun, frozen=True, kw_only=True):
    """A text that a statement or report invokes, such as a UN resolution."""

    kind: str
    body: str | None = None
    number: str | None = None
    year: int | None = None
    name: str | None = None
    span: Span | None = None


class StatementClaim(_Claim, frozen=True, kw_only=True, tag_field="kind", tag="statement"):
    """Attributed speech.

    Attributes:
        speaker: who speaks; None where nobody is named.
        role: the speaker's role as printed ("spokesman").
        organisation: whom the speaker speaks for.
        form: direct (all in quotation marks), indirect, mixed, or a refusal to speak.
        content: the words, without cue and quotation marks.
        content_span: where they stand; the first piece where the cue interrupts them, the others
            standing in `also` together with places where the report prints the words once more.
        content_spans: the pieces of the content, one where uninterrupted.
        addressee: to whom.
        venue: where or through what it was said ("in a statement", "state television").
        positions: speech acts within.
        references: texts invoked.
    """

    speaker: ActorRef | None = None
    role: str | None = None
    organisation: ActorRef | None = None
    form: Form
    content: str
    content_span: Span | None = None
    content_spans: tuple[Span, ...] = ()
    addressee: ActorRef | None = None
    venue: str | None = None
    positions: tuple[Position, ...] = ()
    references: tuple[Reference, ...] = ()


Claim = EventClaim | ControlClaim | StatementClaim
_C = TypeVar("_C", bound=EventClaim | ControlClaim | StatementClaim)


def identified(claim: _C, report_id: str) -> _C:
    """Return `claim` with its id: a hash of report, kind, spans and normalised slots.

    Confidence, explanations and resolved coordinates stay out of it, so that a recalibrated or
    better-located reading of the same words keeps its id.
    """
    return msgspec.structs.replace(claim, id=content_id(report_id, _slots(claim)))


def _slots(claim: Claim) -> dict[str, Any]:
    said: dict[str, Any] = {
        "span": claim.span,
        "status": claim.status,
        "claimed_by": _who(claim.claimed_by),
        "when": (claim.when.start, claim.when.end) if claim.when else None,
        "where": _where(claim.where),
    }
    if isinstance(claim, EventClaim):
        return said | {
            "kind": "event",
            "event": claim.event,
            "mode": claim.mode,
            "actors": [_who(a) for a in claim.actors],
            "recipients": [_who(a) for a in claim.recipients],
        }
    if isinstance(claim, ControlClaim):
        return said | {
            "kind": "control",
            "change": claim.change,
            "holder": _who(claim.holder),
            "from": _who(claim.from_),
            "extent": claim.extent,
        }
    return said | {
        "kind": "statement",
        "speaker": _who(claim.speaker),
        "form": claim.form,
        "content": claim.content_spans or claim.content_span,
    }


def _who(actor: ActorRef | None) -> tuple[str | None, Span | None] | None:
    return (actor.id or actor.text, actor.span) if actor else None


def _where(place: PlaceRef | None) -> tuple[str | None, Span | None] | None:
    return (place.text, place.span) if place else None
