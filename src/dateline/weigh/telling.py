"""One claim as weighing sees it: with its report, its days and the line it descends from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dateline.model import ActorRef, Claim, EventClaim, PlaceRef, Report
from dateline.model.fold import fold


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim in its report.

    Attributes:
        claim: the claim, corrections applied.
        report: the report it was read from.
        line: the lineage it descends from: the claimant where somebody is credited, else the
            report's agency, origin or outlet.
        start: first day; the report's own where the claim has none; None where neither has.
        end: last day, likewise.
        where: the place as the claim has it, under the gazetteer's name.
        said: the claim's own passage, of an event without place or day: nothing else tells it
            from others; empty for all other claims.
    """

    # A claim of any kind; functions that take tellings of one kind say so.
    claim: Any
    report: Report
    line: str
    start: dt.date | None
    end: dt.date | None
    where: PlaceRef | None = None
    said: str = ""

    @classmethod
    def of(cls, claim: Claim, report: Report, line: str, *, said: str | None = None) -> Telling:
        """Return `claim` as told by `report`, whose own lineage is `line`.

        Args:
            claim: corrections applied.
            report: its text may be left out where `said` is given.
            line: of the report, or of the sentence.
            said: the claim's passage, where it matters; None to take it from the report.
        """
        when, published = claim.when, report.published
        start = (when.start or when.end) if when else None
        end = (when.end or when.start) if when else None
        said_by = actor_key(claim.claimed_by)
        start, end = start or published, end or published
        if said is None:
            vague = isinstance(claim, EventClaim) and (claim.where is None or start is None)
            said = report.text[slice(*claim.span)] if vague else ""
        return cls(
            claim=claim,
            report=report,
            line=f"said:{said_by}" if said_by else line,
            start=start,
            end=end,
            where=claim.where,
            said=said,
        )

    @property
    def order(self) -> tuple[Any, ...]:
        """A total order that depends on nothing but the claim and its report."""
        return (self.start or dt.date.max, self.end or dt.date.max, self.claim.id, self.report.id)


def actor_key(actor: ActorRef | None) -> str | None:
    """Return what tells one actor from another: register id, else folded name, else words."""
    if actor is None:
        return None
    return actor.id or fold(actor.name or actor.text) or None


def support(tellings: Iterable[Telling]) -> dict[str, Any]:
    """Return how many articles, outlets and independent lineages tell something."""
    told = list(tellings)
    return {
        "claims": tuple(sorted({t.claim.id for t in told})),
        "articles": len({t.report.id for t in told}),
        "outlets": len({outlet(t.report) for t in told}),
        "lineages": len({t.line for t in told}),
    }


def outlet(report: Report) -> str:
    """Return who printed a report: its publisher, else the report itself."""
    return fold(report.publisher or "") or report.id
