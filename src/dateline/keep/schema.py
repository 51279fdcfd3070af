"""The tables: three kept truths that only ever grow, and findings that may be dropped.

Kept are pages (the bytes as they came), reports (their clean text, once per wording), generations
(one reader's reading of one report), claims, doubts and judgements; triggers refuse to change or
delete them (`dialect.guard`). `current` and the `findings_*` hold nothing of their own: they are
derived from the rest. Whole nouns are kept as their JSON; the columns beside it are for searching.
"""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)

# 64-bit in a served database; SQLite counts only plain INTEGER keys by itself.
_Counter = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

pages = sa.Table(
    "pages",
    metadata,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("size", sa.Integer, nullable=False),  # bytes before compression
    sa.Column("data", sa.LargeBinary, nullable=False),  # zlib
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("headers", sa.Text, nullable=False),  # JSON: [[name, value], ...]
    sa.Column("retrieved", sa.DateTime),  # UTC
)

reports = sa.Table(
    "reports",
    metadata,
    sa.Column("key", sa.String(16), primary_key=True),  # hash of the report, source apart
    sa.Column("id", sa.String(16), nullable=False, index=True),
    sa.Column("text_sha256", sa.String(64), nullable=False, index=True),
    sa.Column("title", sa.Text),
    sa.Column("publisher", sa.Text),
    sa.Column("agency", sa.Text),
    sa.Column("url", sa.Text),
    sa.Column("published", sa.Date, index=True),
    sa.Column("json", sa.LargeBinary, nullable=False),
)

sightings = sa.Table(
    "sightings",
    metadata,
    sa.Column("report", sa.String(16), primary_key=True),
    sa.Column("source", sa.Text, primary_key=True),
)

generations = sa.Table(
    "generations",
    metadata,
    sa.Column("id", _Counter, primary_key=True, autoincrement=True),
    sa.Column("report", sa.String(16), nullable=False, index=True),
    sa.Column("report_key", sa.String(16), sa.ForeignKey("reports.key"), nullable=False),
    sa.Column("reader", sa.Text, nullable=False),
    sa.Column("digest", sa.String(16), nullable=False),  # of the whole reading
    sa.Column("at", sa.DateTime, nullable=False),  # UTC
)

claims = sa.Table(
    "claims",
    metadata,
    sa.Column("generation", _Counter, sa.ForeignKey("generations.id"), primary_key=True),
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("report", sa.String(16), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("place_id", sa.Text),
    sa.Column("place", sa.Text),  # folded name
    sa.Column("start", sa.Date),
    sa.Column("end", sa.Date),
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("json", sa.LargeBinary, nullable=False),
    sa.Index(None, "id"),
    sa.Index(None, "report"),
    sa.Index(None, "place_id"),
    sa.Index(None, "kind", "start"),
)

doubts = sa.Table(
    "doubts",
    metadata,
    sa.Column("generation", _Counter, sa.ForeignKey("generations.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False, index=True),
    sa.Column("json", sa.LargeBinary, nullable=False),
)

judgements = sa.Table(
    "judgements",
    metadata,
    sa.Column("number", _Counter, primary_key=True, autoincrement=True),
    sa.Column("id", sa.String(16), nullable=False, unique=True),
    sa.Column("verdict", sa.String(16), nullable=False),
    sa.Column("subject", sa.Text, nullable=False, index=True),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),  # UTC
    sa.Column("json", sa.LargeBinary, nullable=False),
)

KEPT = (pages, reports, generations, claims, doubts, judgements)
"""Tables that only grow."""

meta = sa.Table(
    "meta",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

current = sa.Table(
    "current",
    metadata,
    sa.Column("report", sa.String(16), primary_key=True),
    sa.Column("generation", _Counter, nullable=False, index=True),
)


def _findings(name: str, *columns: sa.Column[object], by_place: bool = False) -> sa.Table:
    # In the orders in which findings are listed, with what most filters ask for: a page is found
    # without reading rows, however deep in the table it lies.
    day, place, asked = ("start", "end"), ("places", "place_id"), ("status", "type", "confidence")
    orders = [sa.Index(f"ix_findings_{name}_by_day", *day, *place, "id", *asked)]
    if by_place:
        orders.append(sa.Index(f"ix_findings_{name}_by_place", *place, *day, "id", *asked))
    return sa.Table(
        f"findings_{name}",
        metadata,
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("type", sa.Text),
        sa.Column("status", sa.String(16)),
        sa.Column("confidence", sa.Float),
        sa.Column("start", sa.Date),
        sa.Column("end", sa.Date),
        sa.Column("place_id", sa.Text, index=True),
        sa.Column("places", sa.Text),  # |folded name|folded name|
        sa.Column("actors", sa.Text),  # |folded name|folded name|
        sa.Column("json", sa.LargeBinary, nullable=False),
        *columns,
        *orders,
    )


def _cell() -> sa.Column[object]:
    """What a finding is derived anew with: a place, an event, a report."""
    return sa.Column("cell", sa.Text, index=True)


events = _findings("events")
statements = _findings("statements")
holdings = _findings("holdings", _cell(), by_place=True)
places = _findings("places", by_place=True)
unsettled = _findings("doubts", _cell())

FINDINGS = {
    "event": events,
    "statement": statements,
    "holding": holdings,
    "place": places,
    "doubt": unsettled,
}
"""Tables that may be dropped at any time, by the kind of finding in them."""

supports = sa.Table(
    "findings_supports",
    metadata,
    sa.Column("claim", sa.String(16), primary_key=True),
    sa.Column("finding", sa.String(16), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
)

changes = sa.Table(
    "findings_changes",
    metadata,
    sa.Column("number", _Counter, primary_key=True, autoincrement=True),
    sa.Column("kind", sa.String(16), nullable=False),  # "all" where all were derived anew
    sa.Column("id", sa.String(16), nullable=False),  # of a finding that came, changed or went
)
"""What became of findings lately, for whoever keeps something drawn from all of them."""

# What weighing has worked out of the kept truths on its way to findings, so that a report that is
# added calls for its own neighbourhood only. It may be dropped with the findings.

weighed_reports = sa.Table(
    "weighed_reports",
    metadata,
    sa.Column("number", _Counter, primary_key=True, autoincrement=True),
    sa.Column("id", sa.String(16), nullable=False, unique=True),
    sa.Column("generation", _Counter, nullable=False),
    sa.Column("day", sa.Integer),  # ordinal
    sa.Column("agency", sa.Text, nullable=False),
    sa.Column("outlet", sa.Text, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),  # shingles
    sa.Column("sampled", sa.Integer, nullable=False),
    sa.Column("group", _Counter, nullable=False, index=True),
    sa.Column("line", sa.Text, nullable=False),
    sa.Column("json", sa.LargeBinary, nullable=False),  # the report without its text
)

weighed_marks = sa.Table(
    "weighed_marks",
    metadata,
    sa.Column("bucket", sa.Integer, primary_key=True),
    sa.Column("postings", sa.LargeBinary, nullable=False),  # mark and report number, 32 bits each
)

weighed_claims = sa.Table(
    "weighed_claims",
    metadata,
    sa.Column("claim", sa.String(16), primary_key=True),
    sa.Column("report", _Counter, nullable=False, index=True),  # number
    sa.Column("generation", _Counter, nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("line", sa.Text, nullable=False),
    sa.Column("source", _Counter, index=True),  # report whose sentence it is, if not its own
    sa.Column("spot", sa.Text, index=True),
    sa.Column("place", sa.Text, index=True),
    sa.Column("block", sa.Text),
    sa.Column("start", sa.Integer),  # ordinals
    sa.Column("end", sa.Integer),
    sa.Column("component", sa.String(16), index=True),
    sa.Column("area", sa.Text, index=True),
    sa.Column("named", sa.Text),  # rebels named, country and side
    sa.Column("said", sa.Text),
    sa.Index("ix_weighed_claims_block", "block", "place", "start", "end"),
)

weighed_spots = sa.Table(
    "weighed_spots",
    metadata,
    sa.Column("spot", sa.Text, primary_key=True),
    sa.Column("place", sa.Text, nullable=False, index=True),
    sa.Column("known", sa.Boolean, nullable=False),
    sa.Column("lat", sa.Float),
    sa.Column("lon", sa.Float),
    sa.Column("names", sa.Text, nullable=False),  # |folded name|folded name|
)

weighed_names = sa.Table(
    "weighed_names",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("spot", sa.Text, primary_key=True),
)

weighed_places = sa.Table(
    "weighed_places",
    metadata,
    sa.Column("place", sa.Text, primary_key=True),
    sa.Column("name", sa.Text),  # to show
)

weighed_around = sa.Table(
    "weighed_around",
    metadata,
    sa.Column("area", sa.Text, primary_key=True),  # a division
    sa.Column("place", sa.Text, primary_key=True, index=True),  # that lies in it
)

WEIGHED = (
    weighed_reports,
    weighed_marks,
    weighed_claims,
    weighed_spots,
    weighed_names,
    weighed_places,
    weighed_around,
)
"""Tables that may be dropped at any time, together with the findings."""
