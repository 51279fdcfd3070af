"""Findings for other tools: JSON Lines, CSV that no spreadsheet runs, GeoJSON (RFC 7946)."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import IO, Any

from dateline.model import (
    ActorRef,
    DoubtFinding,
    EventFinding,
    Holding,
    Noun,
    PlaceFinding,
    PlaceRef,
    PositionFinding,
    StatementFinding,
    Toll,
    When,
    to_json,
)

FORMATS = ("table", "jsonl", "csv", "geojson")
"""What `--format` takes where findings are printed."""

Finding = EventFinding | StatementFinding | PositionFinding | Holding | PlaceFinding | DoubtFinding
Flat = dict[str, str | int | float | None]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(findings: Iterable[Finding], kind: str, to: IO[str], *, of: type[Noun]) -> None:
    """Write findings to `to`.

    Args:
        findings: all of one kind.
        kind: jsonl, csv or geojson.
        to: a text stream.
        of: their kind, for the head of an empty table.
    """
    if kind == "jsonl":
        for finding in findings:
            to.write(to_json(finding).decode() + "\n")
    elif kind == "csv":
        write_csv([flat(finding) for finding in findings], to, columns=COLUMNS[of])
    else:
        json.dump(collection(findings), to, ensure_ascii=False, indent=1)
        to.write("\n")


def write_csv(rows: Iterable[Flat], to: IO[str], *, columns: tuple[str, ...]) -> None:
    """Write rows under their heads; words that a spreadsheet would run get an apostrophe."""
    writer = csv.writer(to, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guarded(row[column]) for column in columns])


def guarded(value: str | float | None) -> str | float | None:
    """Return `value` such that no spreadsheet takes it for a formula (OWASP, CSV injection)."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def collection(findings: Iterable[Finding]) -> dict[str, Any]:
    """Return findings as a GeoJSON FeatureCollection; those without a point have no geometry."""
    features = [
        {"type": "Feature", "id": f.id, "geometry": _point(_place(f)), "properties": flat(f)}
        for f in findings
    ]
    return {"type": "FeatureCollection", "features": features}


def flat(finding: Finding) -> Flat:
    """Return a finding as one level of plain values."""
    row: Flat = {"id": finding.id}
    if isinstance(finding, EventFinding):
        row |= _when(finding.when) | _where(finding.where)
        row |= {"event": finding.event, "mode": finding.mode}
        row |= {
            "acled_event_type": finding.acled[0] if finding.acled else None,
            "acled_sub_event_type": finding.acled[1] if finding.acled else None,
            "actors": _listed(finding.actors),
            "recipients": _listed(finding.recipients),
        }
        row |= _toll("killed", finding.killed) | _toll("injured", finding.injured)
        row |= {"killed_acled": finding.killed_acled}
        row |= {"status": finding.status, "confidence": finding.confidence}
        row |= {"reliability": finding.reliability, "credibility": finding.credibility}
        row |= {"against": " ".join(finding.against)}
        return row | _support(finding)
    if isinstance(finding, StatementFinding):
        row |= _when(finding.when)
        row |= {
            "speaker": _name(finding.speaker),
            "role": finding.role,
            "organisation": _name(finding.organisation),
            "addressee": _name(finding.addressee),
            "form": finding.form,
            "content": finding.content,
        }
        row |= _where(finding.where)
        row |= {"status": finding.status, "confidence": finding.confidence}
        return row | _support(finding)
    if isinstance(finding, PositionFinding):
        return row | _when(finding.when) | _position(finding)
    if isinstance(finding, DoubtFinding):
        row |= _when(finding.when) | _where(finding.where)
        row |= {"kind": finding.kind, "note": finding.note, "settle": finding.settle}
        row |= {"claims": " ".join(finding.claims), "reports": " ".join(finding.reports)}
        return row
    if isinstance(finding, Holding):
        return row | _where(finding.place) | _holding(finding)
    row |= _where(finding.place)
    row |= {"names": "; ".join(finding.names), "kind": finding.place.feature}
    row |= {"first": _day(finding.first), "last": _day(finding.last)}
    last = finding.holding
    row |= {"holder": _name(last.holder) if last else None, "status": last.status if last else None}
    return row | {"articles": finding.articles, "claims": " ".join(finding.claims)}


def _position(held: PositionFinding) -> Flat:
    return {
        "act": held.act,
        "side": held.side,
        "turned": "yes" if held.turned else "",
        "speaker": _name(held.speaker),
        "organisation": _name(held.organisation),
        "toward": _name(held.toward),
        "topic": held.topic,
        "quote": held.quote,
        "form": held.form,
        "status": held.status,
        "confidence": held.confidence,
        "told_by": "; ".join(held.told_by),
        "articles": held.articles,
        "lineages": held.lineages,
        "claims": " ".join(held.claims),
    }


def _holding(holding: Holding) -> Flat:
    return {
        "holder": _name(holding.holder),
        "holder_id": holding.holder.id if holding.holder else None,
        "status": holding.status,
        "from": _day(holding.from_day),
        "to": _day(holding.to_day),
        "earliest": _day(holding.earliest),
        "last_told": _day(holding.told),
        "extent": holding.extent,
        "probability": holding.probability,
        "lineages": holding.lineages,
        "claims": " ".join(holding.claims),
        "against": " ".join(holding.against),
    }


def _place(finding: Finding) -> PlaceRef | None:
    if isinstance(finding, EventFinding | StatementFinding | DoubtFinding):
        return finding.where
    return None if isinstance(finding, PositionFinding) else finding.place


def _point(where: PlaceRef | None) -> dict[str, Any] | None:
    if where is None or where.lat is None or where.lon is None:
        return None
    return {"type": "Point", "coordinates": [round(where.lon, 6), round(where.lat, 6)]}


def _when(when: When | None) -> Flat:
    return {
        "start": _day(when.start) if when else None,
        "end": _day(when.end) if when else None,
        "day_precision": when.precision if when else None,
        "day_origin": when.origin if when else None,
    }


def _where(where: PlaceRef | None) -> Flat:
    names = {"place": "name", "latitude": "lat", "longitude": "lon", "radius_km": "radius_km"}
    names |= {"place_precision": "precision", "place_id": "id", "admin1": "admin1"}
    names |= {"country": "country"}
    if where is None:
        return dict.fromkeys((*names, "within"))
    return {key: getattr(where, field) for key, field in names.items()} | {
        "place": where.name or where.text,
        "within": " ".join(where.within) or None,
    }


def _toll(what: str, toll: Toll | None) -> Flat:
    return {
        f"{what}_{side}": getattr(toll, side) if toll else None for side in ("low", "best", "high")
    }


def _support(finding: EventFinding | StatementFinding) -> Flat:
    return {
        "articles": finding.articles,
        "outlets": finding.outlets,
        "lineages": finding.lineages,
        "claims": " ".join(finding.claims),
    }


def _name(actor: ActorRef | None) -> str | None:
    return (actor.name or actor.text) if actor else None


def _listed(actors: Iterable[ActorRef]) -> str:
    return "; ".join(actor.name or actor.text for actor in actors)


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


_NOWHERE = PlaceRef(text="")
COLUMNS: dict[type[Noun], tuple[str, ...]] = {
    type(empty): tuple(flat(empty))
    for empty in (
        EventFinding(id="", event="", status="asserted", confidence=0),
        StatementFinding(id=""),
        PositionFinding(id="", act="", side="conflictual"),
        Holding(id="", place=_NOWHERE, status="unknown", extent="whole", probability=0),
        PlaceFinding(id="", place=_NOWHERE),
        DoubtFinding(id="", kind="", note=""),
    )
}
"""Heads of a CSV table, by the kind of finding."""
