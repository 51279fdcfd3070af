"""Judgements: what people decided, append-only; a retraction is a further row."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from dateline.model.base import Noun
from dateline.model.ids import content_id

Verdict = Literal[
    "right", "wrong", "corrected", "same", "different", "is_place", "is_actor", "hide", "retract"
]


class Judgement(Noun, frozen=True, kw_only=True):
    """One decision by one person.

    Attributes:
        id: content hash of all the rest.
        verdict: what was decided.
        subject: id of the claim, finding or judgement that it is about.
        object: the other id (`same`, `different`, `is_place`, `is_actor`); None otherwise.
        slot: the slot corrected, or whose actor is known; None otherwise.
        value: the corrected value, or the place or actor that `object` is, as JSON text; None
            otherwise.
        by: who decided.
        at: when, UTC.
        why: in the person's words.
    """

    id: str = ""
    verdict: Verdict
    subject: str
    object: str | None = None
    slot: str | None = None
    value: str | None = None
    by: str
    at: dt.datetime
    why: str = ""


def judged(judgement: Judgement) -> Judgement:
    """Return `judgement` with its content-hash id."""
    import msgspec

    parts = msgspec.to_builtins(judgement)
    parts.pop("id", None)
    return msgspec.structs.replace(judgement, id=content_id("judgement", parts))
