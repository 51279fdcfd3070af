"""What a reader saw on the way to its claims: places, actors, dates, quantities in the text."""

from __future__ import annotations

import datetime as dt

from dateline.model.actor import Plover
from dateline.model.base import Noun, Span
from dateline.model.place import PlaceRef


class PlaceMention(PlaceRef, frozen=True, kw_only=True, tag_field="kind", tag="place"):
    """A place reference where it stands in the text; `span` is always set."""


class _Name(Noun, frozen=True, kw_only=True):
    span: Span
    text: str
    id: str | None = None
    name: str | None = None
    plover: Plover | None = None


class PersonMention(_Name, frozen=True, kw_only=True, tag_field="kind", tag="person"):
    """A named person."""


class OrganisationMention(_Name, frozen=True, kw_only=True, tag_field="kind", tag="organisation"):
    """A named body: ministry, army, agency, party, company."""


class GroupMention(_Name, frozen=True, kw_only=True, tag_field="kind", tag="group"):
    """People spoken of as an actor without a proper name of their own ("the rebels")."""


class DateMention(Noun, frozen=True, kw_only=True, tag_field="kind", tag="date"):
    """A temporal expression.

    Attributes:
        span: where it stands.
        text: as printed.
        value: ISO-TimeML TIMEX3 value, such as `2024-11-29TNI`, `P3D`, `PRESENT_REF`.
        type: TIMEX3 type: DATE, TIME, DURATION or SET.
        start: first day meant; None where it names no day (most durations and sets).
        end: last day meant, inclusive.
    """

    span: Span
    text: str
    value: str
    type: str
    start: dt.date | None = None
    end: dt.date | None = None


class QuantityMention(Noun, frozen=True, kw_only=True, tag_field="kind", tag="quantity"):
    """A number of people or things.

    Attributes:
        span: where it stands.
        text: as printed.
        low: lowest number the words allow.
        best: the number to use.
        high: highest number the words allow; None where they set no limit.
        of: what is counted: killed, injured, captured, displaced, settlements, percent, people,
            vehicles, ..., or None.
    """

    span: Span
    text: str
    low: float | None = None
    best: float | None = None
    high: float | None = None
    of: str | None = None


Mention = (
    PlaceMention
    | PersonMention
    | OrganisationMention
    | GroupMention
    | DateMention
    | QuantityMention
)
