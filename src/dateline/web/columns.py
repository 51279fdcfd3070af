"""The tables of findings: which columns, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dateline.show import words
from dateline.web.texts import visible


@dataclass(frozen=True, slots=True)
class Table:
    """A table of one kind of finding.

    Attributes:
        kind: of finding.
        title: heading of the page.
        says: what it shows, in a sentence.
        filters: names of the filters that apply.
        columns: heading and what a finding has there.
        empty: what to do where it is empty.
    """

    kind: str
    title: str
    says: str
    filters: tuple[str, ...]
    columns: tuple[tuple[str, Callable[[Any], str]], ...]
    empty: str = "Nothing fits. Widen the days or take a filter away."


def _lines(f: Any) -> str:
    return f"{f.lineages}" if f.articles == f.lineages else f"{f.lineages} / {f.articles}"


_ALL = ("since", "until", "place", "actor", "type", "status", "min_confidence")

TABLES: dict[str, Table] = {
    "events": Table(
        "event",
        "Events",
        "What happened, is said to have, or is planned. Sources: independent lines / articles.",
        _ALL,
        (
            ("When", lambda f: words.when(f.when)),
            ("Where", lambda f: words.place(f.where)),
            ("What", words.event),
            ("Status", lambda f: f.status),
            ("Grade", lambda f: f"{f.reliability}{f.credibility}"),
            ("Conf.", lambda f: words.share(f.confidence)),
            ("Sources", _lines),
        ),
    ),
    "statements": Table(
        "statement",
        "Statements",
        "Who said what. The same words in several reports are one line.",
        ("since", "until", "place", "actor", "type", "status", "q"),
        (
            ("When", lambda f: words.when(f.when)),
            ("Speaker", lambda f: words.actor(f.speaker) or words.actor(f.organisation)),
            ("For", lambda f: words.actor(f.organisation) if f.speaker else ""),
            ("Words", lambda f: f.content),
            ("Form", lambda f: f.form),
            ("Sources", _lines),
        ),
    ),
    "holdings": Table(
        "holding",
        "Holdings",
        "Who held what, from when to when.",
        ("since", "until", "place", "actor", "status", "min_confidence"),
        (
            ("Place", lambda f: words.place(f.place)),
            ("Holder", lambda f: words.actor(f.holder)),
            ("Days", lambda f: words.days(f.from_day, f.to_day)),
            ("Status", lambda f: f.status),
            ("Prob.", lambda f: words.share(f.probability)),
            ("Lines", lambda f: str(f.lineages)),
        ),
    ),
    "places": Table(
        "place",
        "Places",
        "Every place that reports speak of, whatever its spelling.",
        ("since", "until", "place", "actor", "type", "status"),
        (
            ("Place", lambda f: words.place(f.place)),
            ("Spelled", lambda f: ", ".join(f.names)),
            ("Kind", lambda f: f.place.feature or ""),
            ("Told", lambda f: words.days(f.first, f.last)),
            ("Last holder", lambda f: words.actor(f.holding.holder) if f.holding else ""),
            ("Articles", lambda f: str(f.articles)),
        ),
    ),
    "doubts": Table(
        "doubt",
        "Doubts",
        "What does not fit, and what would settle it.",
        ("since", "until", "place", "type", "q"),
        (
            ("When", lambda f: words.when(f.when)),
            ("Where", lambda f: words.place(f.where)),
            ("Kind", lambda f: f.kind.replace("_", " ")),
            ("What", lambda f: f.note),
            ("What would settle it", lambda f: f.settle),
        ),
        "Nothing is in doubt under these filters.",
    ),
}


def where_of(finding: Any) -> str | None:
    """Return the gazetteer id of the place that a row is of; None for none."""
    where = getattr(finding, "place", None) or getattr(finding, "where", None)
    return where.id if where else None


def cells(table: Table, finding: Any) -> list[str]:
    """Return what stands in a row."""
    return [visible(show(finding)) for _, show in table.columns]
