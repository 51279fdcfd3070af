"""A big record with its findings already there: what the web application is measured with.

The readings are those of `bench.simulate.big`. Weighing them takes long and is measured elsewhere
(`bench.weighing`); here every claim of an event is an event, and who holds a place is whoever was
said last to. Who is right is not asked.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from pathlib import Path

import sqlalchemy as sa

from bench.simulate.big import readings
from dateline.keep import open_store, schema
from dateline.keep.desk import KINDS
from dateline.keep.dialect import connect, insert_new, writing
from dateline.keep.rows import claim_row, reading_digest, report_key, report_row
from dateline.model import (
    ControlClaim,
    EventClaim,
    EventFinding,
    Holding,
    PlaceFinding,
    PlaceRef,
    Reading,
    content_id,
)

Finding = EventFinding | Holding | PlaceFinding
_BATCH = 5000
_STAMP = "findings.stamp"


@dataclass(slots=True)
class _Told:
    """What reports tell of one place: its claims, and its runs of days under one holder."""

    place: PlaceRef
    claims: list[str] = field(default_factory=list)
    days: list[dt.date] = field(default_factory=list)
    runs: list[list[ControlClaim]] = field(default_factory=list)


def filled(path: str, *, events: int, places: int) -> None:
    """Write a record of so many events and places, with findings, to a new store at `path`."""
    from dateline.weigh import VERSION

    told: dict[str, _Told] = {}
    with open_store(path) as store:
        found: list[Finding] = []
        # A batch is one transaction: adding one by one, as reading does, takes ten times as long.
        for first, batch in _batches(readings(events=events, places=places)):
            _add(path, batch, first)
            found += [event for reading in batch for event in _events(reading, told)]
        with store.weighing() as desk:
            for finding in (*found, *_held(told)):
                desk.put(KINDS[type(finding)], [finding])
            desk.stamp(VERSION)


def stamped(path: str) -> None:
    """Say of a record that was filled earlier that its findings are those of today's weighing.

    Another version of the weighing would derive them anew, which is not what is measured.
    """
    from dateline.weigh import VERSION

    with open_store(path) as store:
        stamp = store.stamp()
    engine = connect(path, create=False)
    with writing(engine) as connection:
        c = schema.meta.c
        connection.execute(sa.delete(schema.meta).where(c.key == _STAMP))
        connection.execute(sa.insert(schema.meta), {"key": _STAMP, "value": f"{stamp} {VERSION}"})
    engine.dispose()


def _batches(all_: Iterable[Reading]) -> Iterator[tuple[int, list[Reading]]]:
    """Yield readings in lists, each with the number of its first, counted from 1."""
    left, first = iter(all_), 1
    while batch := list(islice(left, _BATCH)):
        yield first, batch
        first += len(batch)


def _add(path: str, batch: list[Reading], first: int) -> None:
    """Keep readings, the generation of the first being `first`."""
    reports, generations, current, claims = [], [], [], []
    at = dt.datetime.combine(dt.date(2024, 1, 1), dt.time())  # the columns are without zone
    for number, reading in enumerate(batch, first):
        report, key = reading.report, report_key(reading.report)
        reports.append(report_row(report, key))
        generations.append({
            "id": number, "report": report.id, "report_key": key, "reader": reading.reader,
            "digest": reading_digest(reading), "at": at,
        })  # fmt: skip
        current.append({"report": report.id, "generation": number})
        claims += [claim_row(c, number, report.id, n) for n, c in enumerate(reading.claims)]
    engine = connect(path, create=False)
    with writing(engine) as connection:
        insert_new(connection, schema.reports, reports)
        for table, rows in (
            (schema.generations, generations), (schema.current, current), (schema.claims, claims),
        ):  # fmt: skip
            connection.execute(sa.insert(table), rows)
    engine.dispose()


def _events(reading: Reading, told: dict[str, _Told]) -> Iterator[EventFinding]:
    """Yield the events of a reading, and note what it tells of places."""
    for claim in reading.claims:
        where, day = claim.where, claim.when.start if claim.when else None
        if where is None or where.id is None or day is None:
            continue
        here = told.setdefault(where.id, _Told(where))
        here.claims.append(claim.id)
        here.days.append(day)
        if isinstance(claim, ControlClaim):
            if not here.runs or here.runs[-1][-1].holder != claim.holder:
                here.runs.append([])
            here.runs[-1].append(claim)
        elif isinstance(claim, EventClaim):
            yield EventFinding(
                id=content_id([claim.id]), event=claim.event, mode=claim.mode,
                actors=claim.actors, recipients=claim.recipients, where=where, when=claim.when,
                killed=claim.killed, status="asserted", confidence=claim.confidence,
                reliability="B", credibility=3, claims=(claim.id,),
            )  # fmt: skip


def _held(told: dict[str, _Told]) -> Iterator[Holding | PlaceFinding]:
    for id_, here in told.items():
        last = None
        for run, after in zip_longest(here.runs, here.runs[1:]):
            begun = run[0].when.start if run[0].when else None
            ended = after[0].when.start if after and after[0].when else None
            claims = tuple(sorted(claim.id for claim in run))
            last = Holding(
                id=content_id(id_, begun, claims), place=here.place, holder=run[0].holder,
                status="held", from_day=begun, extent="whole", probability=0.9, claims=claims,
                to_day=ended - dt.timedelta(days=1) if ended else None, lineages=len(run),
                told=run[-1].when.start if run[-1].when else None,
            )  # fmt: skip
            yield last
        yield PlaceFinding(
            id=content_id(sorted(here.claims)), place=here.place, names=(here.place.text,),
            claims=tuple(sorted(here.claims)), articles=len(here.claims),
            first=min(here.days), last=max(here.days), holding=last,
        )  # fmt: skip


if __name__ == "__main__":
    where, many, spread = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    if Path(where).exists():
        raise SystemExit(f"{where} is there already")
    filled(where, events=many, places=spread)
