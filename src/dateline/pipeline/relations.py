"""How two parties of a record treated one another, over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.pipeline.days import Day
from dateline.weigh.relations import Relation, relations

if TYPE_CHECKING:
    from dateline.pipeline.record import Record


def relations_of(
    record: Record,
    one: str,
    other: str,
    *,
    since: Day | None = None,
    until: Day | None = None,
    step: int = 7,
) -> list[Relation]:
    """Return what two parties did to one another, in order of days.

    Args:
        record: to be asked.
        one: a name, whole words of one, or an id.
        other: likewise.
        since: from this day on.
        until: up to this day.
        step: days of a stretch.
    """
    return relations(record.events(since=since, until=until), one, other, step=step)
