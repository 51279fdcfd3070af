"""Which findings came, changed or went: the last of it, by number.

Whoever keeps something drawn from all findings brings it up to date from here, and draws all of it
anew only where a rebuild lies between, or more than is kept.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa

from dateline.keep import schema
from dateline.keep.dialect import insert_rows

_ALL = "all"
_KEPT = 100_000
"""Changes that are kept: more, and drawing all anew takes as long."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed up to a moment.

    Attributes:
        epoch: the last deriving of all findings anew, told from any other, in any store.
        number: of the last change.
        ids: of the findings that changed, by kind; None where it is not known any more.
    """

    epoch: str
    number: int
    ids: dict[str, set[str]] | None = field(default_factory=dict)


def changed_since(connection: sa.Connection, epoch: str, number: int) -> Changed:
    """Return what changed after the `number`th change of an epoch."""
    c = schema.changes.c
    last = connection.scalar(sa.select(sa.func.max(c.number))) or 0
    first = connection.scalar(sa.select(sa.func.min(c.number)).where(c.kind != _ALL))
    now = connection.scalar(sa.select(c.id).where(c.kind == _ALL).order_by(c.number.desc())) or ""
    if now != epoch or (first is not None and number < first - 1):
        return Changed(now, last, None)
    ids: dict[str, set[str]] = defaultdict(set)
    for kind, id_ in connection.execute(sa.select(c.kind, c.id).where(c.number > number)):
        ids[kind].add(id_)
    return Changed(now, last, dict(ids))


def note(connection: sa.Connection, kind: str, ids: Iterable[str]) -> None:
    """Say that findings of a kind came, changed or went."""
    c = schema.changes.c
    last = connection.scalar(sa.select(sa.func.max(c.number))) or 0
    rows = [(number, kind, id_) for number, id_ in enumerate(ids, last + 1)]
    insert_rows(connection, schema.changes, rows)


def note_all(connection: sa.Connection) -> None:
    """Say that all findings are derived anew."""
    note(connection, _ALL, [secrets.token_hex(8)])
    _forget(connection, before=sa.select(sa.func.max(schema.changes.c.number)).scalar_subquery())


def let_go(connection: sa.Connection) -> None:
    """Forget the oldest changes, where there are more than are kept."""
    c = schema.changes.c
    last = connection.scalar(sa.select(sa.func.max(c.number))) or 0
    _forget(connection, before=last - _KEPT, but=_ALL)


def _forget(connection: sa.Connection, *, before: object, but: str = "") -> None:
    c = schema.changes.c
    connection.execute(sa.delete(schema.changes).where(c.number < before, c.kind != but))
