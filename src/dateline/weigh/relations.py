"""How two parties stood to one another over time: what each did to the other, on one scale.

The scale is that of `know.ontology.intensity`, -10 (force) to 10 (material help). A value is the
mean over the acts of a stretch of days, each weighed by its confidence; acts that are denied, only
planned, supposed or of long ago count nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.know.ontology import intensity
from dateline.model import ActorRef, EventFinding
from dateline.model.fold import fold
from dateline.weigh.sides import sides_of

_COUNTED = frozenset({"asserted", "claimed", "disputed"})


@dataclass(frozen=True, slots=True)
class Relation:
    """What one party did to another over some days.

    Attributes:
        start: first day.
        end: last day.
        actor: the party that acts, as asked for.
        recipient: the party that it is done to.
        value: mean of the acts, -10 to 10.
        acts: how many.
        friendly: how many of them are cooperation.
        hostile: how many are conflict.
        lineages: of all acts together.
        events: ids of the events.
    """

    start: dt.date
    end: dt.date
    actor: str
    recipient: str
    value: float
    acts: int
    friendly: int
    hostile: int
    lineages: int
    events: tuple[str, ...]


def relations(
    events: Iterable[EventFinding], one: str, other: str, *, step: int = 7
) -> list[Relation]:
    """Return what two parties did to one another, in order of days.

    Args:
        events: of a record.
        one: a party: an id, or words of its name; all that stand on its side count as it.
        other: the other party, likewise.
        step: days of a stretch; stretches begin at the first day of which an act is told.
    """
    told = [e for e in events if e.status in _COUNTED and e.when and e.when.start]
    side_of = sides_of(a for e in told for a in (*e.actors, *e.recipients))
    parties = {
        name: {side_of(a) for e in told for a in (*e.actors, *e.recipients) if _named(a, name)}
        for name in (one, other)
    }
    acts: dict[tuple[dt.date, str, str], list[EventFinding]] = defaultdict(list)
    directed: list[tuple[dt.date, str, str, EventFinding]] = []
    for event in told:
        doers = {side_of(a) for a in event.actors}
        done_to = {side_of(a) for a in event.recipients}
        for actor, recipient in ((one, other), (other, one)):
            if doers & parties[actor] and done_to & parties[recipient] and event.when:
                directed.append((event.when.start or dt.date.min, actor, recipient, event))
    if not directed:
        return []
    first = min(day for day, *_ in directed)
    for day, actor, recipient, event in directed:
        start = first + dt.timedelta(days=(day - first).days // step * step)
        acts[start, actor, recipient].append(event)
    return [_relation(*key, acts[key], step) for key in sorted(acts)]


def _named(actor: ActorRef, asked: str) -> bool:
    if actor.id == asked:
        return True
    wanted = fold(asked).split()
    for name in (actor.name, actor.text):
        words = fold(name or "").split()
        runs = (words[n : n + len(wanted)] for n in range(len(words) - len(wanted) + 1))
        if wanted and any(run == wanted for run in runs):
            return True
    return False


def _relation(
    start: dt.date, actor: str, recipient: str, acts: list[EventFinding], step: int
) -> Relation:
    values = [(intensity(e.event, e.mode), e.confidence) for e in acts]
    weight = sum(confidence for _, confidence in values)
    mean = sum(v * c for v, c in values) / weight if weight else 0.0
    return Relation(
        start=start,
        end=start + dt.timedelta(days=step - 1),
        actor=actor,
        recipient=recipient,
        value=round(mean, 2),
        acts=len(acts),
        friendly=sum(v > 0 for v, _ in values),
        hostile=sum(v < 0 for v, _ in values),
        lineages=sum(e.lineages for e in acts),
        events=tuple(sorted(e.id for e in acts)),
    )
