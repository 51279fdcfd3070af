"""References to actors: who a phrase stands for, under a neutral name."""

from __future__ import annotations

from dateline.model.base import Noun, Span


class Plover(Noun, frozen=True, kw_only=True):
    """PLOVER actor code.

    Attributes:
        country: ISO 3166-1 alpha-3, or IGO, NGO, IMG, MNC; None where unknown.
        sector: PLOVER sector: GOV, MIL, REB, OPP, CVL, ...; None where unknown.
    """

    country: str | None = None
    sector: str | None = None


class ActorRef(Noun, frozen=True, kw_only=True):
    """An actor as printed and as the register knows it.

    Attributes:
        text: as printed, partisan words and all.
        name: neutral name; None where the register does not know the actor.
        id: register id, such as `syr.opposition`; None where unknown.
        plover: code; may be known (from composition) where `id` is not.
        span: where the phrase stands in the report.
    """

    text: str
    name: str | None = None
    id: str | None = None
    plover: Plover | None = None
    span: Span | None = None
