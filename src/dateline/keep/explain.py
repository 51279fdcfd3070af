"""Where a claim or finding comes from: the sentence, the report, the rule, the reader, the people.

Nothing is worked out here that is not in the store; `show` prints it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dateline.errors import InputError
from dateline.keep import schema
from dateline.model import (
    Claim,
    DoubtFinding,
    EventFinding,
    Holding,
    Judgement,
    PlaceFinding,
    Report,
    Span,
    StatementFinding,
    from_json,
)

_CONTEXT = 400
"""Characters of context kept either side of a claim whose paragraph is longer."""
_APART = 1500
"""Words that fired further off than this many characters are not shown in the passage."""
_NEAR_MISSES = 5

Found = EventFinding | StatementFinding | Holding | PlaceFinding | DoubtFinding

_NOUNS: dict[str, Any] = {
    "event": EventFinding,
    "statement": StatementFinding,
    "holding": Holding,
    "place": PlaceFinding,
    "doubt": DoubtFinding,
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report's text with what to mark in it.

    Attributes:
        text: the stretch.
        start: where it begins in the report's text.
        claim: the claim's own spans, counted in `text`.
        fired: the words that fired the rule, counted in `text`.
    """

    text: str
    start: int
    claim: tuple[Span, ...]
    fired: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """One claim and all that stands behind it.

    Attributes:
        claim: the claim.
        report: the report that it was read from.
        reader: who read it.
        at: when it was read, UTC.
        current: whether it belongs to the report's latest reading.
        passage: the sentence in its context.
        judgements: what people decided about it.
        findings: `(kind, id)` of the findings that rest on it.
    """

    claim: Claim
    report: Report
    reader: str
    at: dt.datetime
    current: bool
    passage: Passage
    judgements: tuple[Judgement, ...]
    findings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What an id stands for.

    Attributes:
        id: the whole id.
        kind: claim, event, statement, holding, place, doubt or report.
        finding: the finding; None for a claim or report.
        report: the report, where the id is a report's.
        sources: where that report was found, where the id is a report's.
        claims: the claim, or the claims that the finding rests on, or all of the report's.
        against: the claims against a holding.
        judgements: what people decided about the id itself.
    """

    id: str
    kind: str
    finding: Found | None
    report: Report | None
    sources: tuple[str, ...]
    claims: tuple[Explained, ...]
    against: tuple[Explained, ...]
    judgements: tuple[Judgement, ...]


def explain(connection: sa.Connection, prefix: str) -> Explanation:
    """Return what the only id that begins with `prefix` stands for.

    Raises:
        InputError: no id begins so, or several do.
    """
    kind, found = _only(connection, prefix)
    judgements = tuple(_judgements(connection, found))
    finding: Found | None = None
    report: Report | None = None
    sources: tuple[str, ...] = ()
    wanted: tuple[str, ...] = (found,)
    if kind in _NOUNS:
        table = schema.FINDINGS[kind]
        body = connection.scalar(sa.select(table.c.json).where(table.c.id == found))
        finding = from_json(body or b"", _NOUNS[kind])
        wanted = finding.claims
    elif kind == "report":
        report = _report(connection, found)
        sources = tuple(_sources(connection, found))
        wanted = tuple(_claims_of(connection, found))
    against = finding.against if isinstance(finding, Holding) else ()
    return Explanation(
        id=found,
        kind=kind,
        finding=finding,
        report=report,
        sources=sources,
        claims=tuple(_explained(connection, claim) for claim in wanted),
        against=tuple(_explained(connection, claim) for claim in against),
        judgements=judgements,
    )


def passage(text: str, span: Span, fired: tuple[Span, ...], also: tuple[Span, ...] = ()) -> Passage:
    """Return the paragraph around `span`, with the words that fired where they are near.

    Args:
        text: the report's text; all spans count in it.
        span: of the claim.
        fired: the words that fired its rule.
        also: further spans of the claim.
    """
    near = [s for s in (span, *fired) if abs(s[0] - span[0]) <= _APART]
    first, last = min(s[0] for s in near), max(s[1] for s in near)
    start = text.rfind("\n", 0, first) + 1
    stop = text.find("\n", last)
    end = len(text) if stop < 0 else stop
    if first - start > _CONTEXT:
        start = text.find(" ", first - _CONTEXT, first) + 1 or first
    if end - last > _CONTEXT:
        cut = text.rfind(" ", last, last + _CONTEXT)
        end = cut if cut > 0 else last

    def inside(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(sorted((s - start, e - start) for s, e in spans if start <= s < e <= end))

    return Passage(text[start:end], start, inside((span, *also)), inside(fired))


def _only(connection: sa.Connection, prefix: str) -> tuple[str, str]:
    """The kind and the whole id of the one thing whose id begins with `prefix`."""
    asked = prefix.strip().lower()
    if not re.fullmatch(r"[0-9a-f]{1,16}", asked):
        raise InputError(
            f"{prefix!r} is not an id: ids are hex digits, as `dateline events` prints them"
        )
    found = {(kind, id_) for id_, kind in _starting(connection, asked, asked + "g")}
    ids = {id_ for _, id_ in found}
    if len(ids) == 1:
        return min(found)
    if ids:
        shown = ", ".join(f"{i} ({k})" for k, i in sorted(found, key=lambda f: f[1])[:_NEAR_MISSES])
        raise InputError(f"{len(ids)} ids begin with {asked!r}: {shown}; give more digits")
    raise InputError(f"no id begins with {asked!r}{_near_miss(connection, asked)}")


def _near_miss(connection: sa.Connection, asked: str) -> str:
    for digits in range(len(asked) - 1, 2, -1):
        start = asked[:digits]
        if found := _starting(connection, start, start + "g"):
            shown = ", ".join(f"{i} ({k})" for i, k in sorted(found)[:_NEAR_MISSES])
            return f"; nearest: {shown}"
    return "; `dateline events`, `statements` and `holdings` print the ids there are"


def _starting(connection: sa.Connection, low: str, high: str) -> list[tuple[str, str]]:
    """`(id, kind)` of everything with an id from `low` on and below `high`."""
    tables = {"claim": schema.claims, **schema.FINDINGS, "report": schema.reports}
    queries = [
        sa.select(t.c.id, sa.literal(kind)).where(t.c.id >= low, t.c.id < high).distinct()
        for kind, t in tables.items()
    ]
    return [(id_, kind) for query in queries for id_, kind in connection.execute(query.limit(50))]


def _explained(connection: sa.Connection, claim_id: str) -> Explained:
    c, g, r = schema.claims.c, schema.generations.c, schema.reports.c
    row = connection.execute(
        sa.select(c.json, r.json.label("report"), g.reader, g.at, schema.current.c.generation)
        .join_from(schema.claims, schema.generations, c.generation == g.id)
        .join(schema.reports, g.report_key == r.key)
        .outerjoin(schema.current, schema.current.c.generation == g.id)
        .where(c.id == claim_id)
        .order_by(g.id.desc())
        .limit(1)
    ).one()
    claim, report = from_json(row.json, Claim), from_json(row.report, Report)
    s = schema.supports.c
    findings = connection.execute(
        sa.select(s.kind, s.finding).where(s.claim == claim_id).order_by(s.kind, s.finding)
    )
    return Explained(
        claim=claim,
        report=report,
        reader=row.reader,
        at=row.at.replace(tzinfo=dt.UTC),
        current=row.generation is not None,
        passage=passage(report.text, claim.span, claim.because.spans, claim.also),
        judgements=tuple(_judgements(connection, claim_id)),
        findings=tuple((kind, finding) for kind, finding in findings),
    )


def _judgements(connection: sa.Connection, subject: str) -> list[Judgement]:
    c = schema.judgements.c
    rows = connection.scalars(sa.select(c.json).where(c.subject == subject).order_by(c.number))
    return [from_json(row, Judgement) for row in rows]


def _report(connection: sa.Connection, report: str) -> Report:
    """The report as it was last read."""
    g, r = schema.generations.c, schema.reports.c
    query = sa.select(r.json).join_from(schema.reports, schema.generations, g.report_key == r.key)
    body = connection.scalars(query.where(r.id == report).order_by(g.id.desc()).limit(1)).one()
    noun: Report = from_json(body, Report)
    return noun


def _sources(connection: sa.Connection, report: str) -> list[str]:
    c = schema.sightings.c
    return list(
        connection.scalars(sa.select(c.source).where(c.report == report).order_by(c.source))
    )


def _claims_of(connection: sa.Connection, report: str) -> list[str]:
    c, now = schema.claims.c, schema.current.c
    query = sa.select(c.id).join_from(schema.claims, schema.current, c.generation == now.generation)
    return list(connection.scalars(query.where(now.report == report).order_by(c.position)))
