"""Nouns to rows and back: the columns that are searched, and the JSON that is the truth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from dateline.errors import ItemError
from dateline.model import (
    ActorRef,
    Claim,
    DoubtFinding,
    EventClaim,
    EventFinding,
    Holding,
    PlaceFinding,
    PlaceRef,
    Reading,
    Report,
    StatementClaim,
    StatementFinding,
    When,
    content_id,
    to_builtins,
    to_json,
)
from dateline.model.fold import fold

Finding = EventFinding | StatementFinding | Holding | PlaceFinding | DoubtFinding
Row = dict[str, Any]


def report_key(report: Report) -> str:
    """Return the hash of all that `report` says, where it was found left out."""
    return content_id({**to_builtins(report), "source": None})


def reading_digest(reading: Reading) -> str:
    """Return the hash of a whole reading: who read, what was read, what was drawn from it."""
    return content_id(
        reading.reader,
        report_key(reading.report),
        to_builtins(reading.claims),
        to_builtins(reading.doubts),
    )


@contextmanager
def valid_unicode(source: str) -> Iterator[None]:
    """Name the report whose words cannot be written as UTF-8 (lone surrogates).

    Raises:
        ItemError: what is done inside meets such words.
    """
    try:
        yield
    except UnicodeEncodeError as error:
        raise ItemError(f"{source}: text is not valid Unicode: {error}") from error


def report_row(report: Report, key: str) -> Row:
    """Return the row of `report`."""
    names = ("id", "text_sha256", "title", "publisher", "agency", "url", "published")
    row = {name: getattr(report, name) for name in names}
    return row | {"key": key, "json": to_json(report)}


def claim_row(claim: Claim, generation: int, report: str, position: int) -> Row:
    """Return the row of `claim`, the `position`th of its reading."""
    start, end = _days(claim.when)
    kind = "event" if isinstance(claim, EventClaim) else "control"
    return {
        "generation": generation,
        "id": claim.id,
        "position": position,
        "report": report,
        "kind": "statement" if isinstance(claim, StatementClaim) else kind,
        "place_id": claim.where.id if claim.where else None,
        "place": fold(claim.where.name or claim.where.text) if claim.where else None,
        "start": start,
        "end": end,
        "status": claim.status,
        "confidence": claim.confidence,
        "json": to_json(claim),
    }


def finding_row(finding: Finding) -> Row:
    """Return the row of `finding`."""
    row: Row = {"id": finding.id, "json": to_json(finding)}
    if isinstance(finding, EventFinding):
        actors = [*finding.actors, *finding.recipients]
        row |= _told(finding.when, finding.where, actors) | {"type": finding.event}
        return row | {"status": finding.status, "confidence": finding.confidence}
    if isinstance(finding, StatementFinding):
        row |= _told(finding.when, finding.where, [finding.speaker, finding.organisation])
        return row | {
            "type": finding.form,
            "status": finding.status,
            "confidence": finding.confidence,
        }
    if isinstance(finding, DoubtFinding):
        return row | _told(finding.when, finding.where, []) | {"type": finding.kind}
    holding = finding if isinstance(finding, Holding) else finding.holding
    row |= _told(None, finding.place, [holding.holder if holding else None])
    row |= {"status": holding.status if holding else None}
    if isinstance(finding, Holding):
        return row | {
            "type": finding.extent,
            "confidence": finding.probability,
            "start": finding.from_day,
            "end": finding.to_day or dt.date.max,
        }
    return row | {
        "type": finding.place.feature,
        "places": listed([*_place_names(finding.place), *finding.names]),
        "confidence": holding.probability if holding else None,
        "start": finding.first,
        "end": finding.last,
    }


def listed(names: Iterable[str | None]) -> str:
    """Return names folded as `|one|two|`, so that a whole one can be searched for."""
    folded = sorted({fold(name) for name in names if name} - {""})
    return f"|{'|'.join(folded)}|" if folded else ""


def _told(when: When | None, where: PlaceRef | None, actors: Iterable[ActorRef | None]) -> Row:
    start, end = _days(when)
    names = [name for actor in actors if actor for name in (actor.text, actor.name, actor.id)]
    return {
        "start": start,
        "end": end,
        "place_id": where.id if where else None,
        "places": listed(_place_names(where)),
        "actors": listed(names),
    }


def _place_names(where: PlaceRef | None) -> list[str | None]:
    return [where.text, where.name] if where else []


def _days(when: When | None) -> tuple[dt.date | None, dt.date | None]:
    """First and last day; a side left open is taken for the other, so that a search finds it."""
    if when is None:
        return None, None
    return when.start or when.end, when.end or when.start
