"""A name of a place as it was found in a text, before it is resolved."""

from __future__ import annotations

from msgspec import Struct

from dateline.model import Span
from dateline.model.place import PlaceRole


class Found(Struct, frozen=True):
    """A name of a place in the text.

    Attributes:
        span: characters.
        role: None for a place.
        known: id of the only place that it may be (adjectives, abbreviations).
        country: alpha-2 of an adjective.
        following: lemma of the word after it; None at the end.
    """

    span: Span
    role: PlaceRole | None = None
    known: str | None = None
    country: str | None = None
    following: str | None = None
