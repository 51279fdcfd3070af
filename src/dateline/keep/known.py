"""The reading that a store holds already, so that a report need not be parsed again."""

from __future__ import annotations

import sqlalchemy as sa

from dateline.keep import schema
from dateline.keep.rows import report_key
from dateline.model import Claim, Doubt, Reading, Report, from_json


def known(connection: sa.Connection, report: Report, reader: str) -> Reading | None:
    """Return the current reading of `report` where `reader` made it of all that it says now.

    A report whose bytes are the same but whose day was given otherwise, or whose text is cleaned
    better, says something else and is to be read again. What the reader saw on the way is not kept.
    """
    try:
        key = report_key(report)
    except UnicodeEncodeError:  # adding it names what is wrong with it
        return None
    g, now = schema.generations.c, schema.current.c
    generation = connection.scalar(
        sa.select(g.id)
        .join_from(schema.current, schema.generations, now.generation == g.id)
        .where(now.report == report.id, g.reader == reader, g.report_key == key)
    )
    if generation is None:
        return None
    c, d = schema.claims.c, schema.doubts.c
    told = sa.select(c.json).where(c.generation == generation).order_by(c.position)
    raised = sa.select(d.json).where(d.generation == generation).order_by(d.position)
    return Reading(
        report=report,
        claims=tuple(from_json(body, Claim) for body in connection.scalars(told)),
        doubts=tuple(from_json(body, Doubt) for body in connection.scalars(raised)),
        reader=reader,
    )
