"""Events: claims of the same type, place and days whose actors do not clash.

Thin on purpose: a claim joins the first event all of whose claims it agrees with, so that unlike
events are never chained together; people's judgements hold against that.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from dateline.model import ActorRef, EventFinding, Status, Toll, When, content_id, to_json
from dateline.weigh.clusters import clustered
from dateline.weigh.corrections import Corrections
from dateline.weigh.places import PlaceOf, best_place
from dateline.weigh.sides import side
from dateline.weigh.telling import Telling, support

_T = TypeVar("_T")
_FIRMEST: tuple[Status, ...] = (
    "asserted",
    "claimed",
    "denied",
    "planned",
    "historical",
    "hypothetical",
)
_HAPPENED = ("asserted", "claimed", "denied")


def events(
    tellings: Iterable[Telling], place_of: PlaceOf, corrections: Corrections
) -> Iterator[EventFinding]:
    """Yield the events that `tellings`, in their order, make up."""
    blocks: dict[tuple[object, ...], list[Telling]] = defaultdict(list)
    for telling in tellings:
        blocks[_block(telling, place_of)].append(telling)
    for block in blocks.values():
        for cluster in clustered(block, kind=_compared, same=_same, corrections=corrections):
            yield _finding(cluster)


def _block(telling: Telling, place_of: PlaceOf) -> tuple[object, ...]:
    claim = telling.claim
    place = place_of.get(claim.id)
    # Without a place, only the same report's claims can be told to be of one event.
    return (claim.event, place or telling.report.id, claim.status in _HAPPENED)


def _compared(telling: Telling) -> Hashable:
    """All that `_same` looks at; for undated claims their report as well."""
    claim = telling.claim
    return (
        telling.start,
        telling.end,
        claim.mode,
        frozenset(map(side, claim.actors)),
        frozenset(map(side, claim.recipients)),
        claim.killed.best if claim.killed else None,
        telling.report.id if telling.start is None else None,
    )


def _same(one: Telling, other: Telling) -> bool:
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return one.report.id == other.report.id and one.claim.mode == other.claim.mode
    overlap = one.start <= other.end and other.start <= one.end
    modes = {one.claim.mode, other.claim.mode} - {None}
    return (
        overlap
        and len(modes) < 2
        and _agree(one.claim.actors, other.claim.actors)
        and _agree(one.claim.recipients, other.claim.recipients)
        and _tolls_agree(one.claim.killed, other.claim.killed)
    )


def _agree(some: Sequence[ActorRef], others: Sequence[ActorRef]) -> bool:
    """Tell whether two lists of actors may be the same: one is empty, or they share a side."""
    if not some or not others:
        return True
    return not {side(a) for a in some}.isdisjoint(side(a) for a in others)


def _tolls_agree(one: Toll | None, other: Toll | None) -> bool:
    # Tolls of one event grow and are corrected; a factor of four is another event.
    if one is None or other is None or not one.best or not other.best:
        return True
    return max(one.best, other.best) <= 4 * min(one.best, other.best)


def _finding(cluster: list[Telling]) -> EventFinding:
    counts = support(cluster)
    claims = [t.claim for t in cluster]
    wheres = [c.where for c in claims if c.where]
    return EventFinding(
        id=content_id("event", counts["claims"]),
        event=claims[0].event,
        mode=_most(c.mode for c in claims),
        acled=_most(c.acled for c in claims),
        actors=distinct(a for c in claims for a in c.actors),
        recipients=distinct(a for c in claims for a in c.recipients),
        where=best_place(wheres) if wheres else None,
        when=narrowest(c.when for c in claims),
        killed=_toll([c.killed for c in claims if c.killed]),
        injured=_toll([c.injured for c in claims if c.injured]),
        status=firmest(c.status for c in claims),
        confidence=joint_confidence(cluster),
        **counts,
    )


def firmest(statuses: Iterable[Status]) -> Status:
    """Return the firmest status that any claim has."""
    return min(statuses, key=_FIRMEST.index)


def joint_confidence(cluster: list[Telling]) -> float:
    """Return the chance that at least one line's claim was read right, to three digits.

    Claims of one line stand or fall together, so each line counts once, by its best claim.
    """
    best: dict[str, float] = {}
    for telling in cluster:
        best[telling.line] = max(best.get(telling.line, 0.0), telling.claim.confidence)
    return round(1 - math.prod(1 - best[line] for line in sorted(best)), 3)


def distinct(actors: Iterable[ActorRef]) -> tuple[ActorRef, ...]:
    """Return each actor once, the best known form of it, without spans."""
    from msgspec.structs import replace

    forms: dict[str, list[ActorRef]] = defaultdict(list)
    for actor in actors:
        forms[actor.id or actor.name or actor.text].append(replace(actor, span=None))
    chosen = [
        min(same, key=lambda a, same=same: (-same.count(a), to_json(a)))  # type: ignore[misc]
        for same in forms.values()
    ]
    return tuple(sorted(chosen, key=to_json))


def narrowest(whens: Iterable[When | None]) -> When | None:
    """Return the best known of several intervals: stated before inferred, then the shortest."""
    from msgspec.structs import replace

    origins = ("stated", "inferred", "publication")

    def rank(when: When) -> tuple[object, ...]:
        length = (when.end - when.start).days if when.start and when.end else 10**6
        return (origins.index(when.origin), length, to_json(when))

    known = [replace(when, span=None) for when in whens if when]
    return min(known, key=rank) if known else None


def _most(values: Iterable[_T | None]) -> _T | None:
    counted = Counter(value for value in values if value is not None)
    return min(counted, key=lambda v: (-counted[v], str(v))) if counted else None


def _toll(tolls: list[Toll]) -> Toll | None:
    """Return the range over all tellings; the best is the number most often given."""
    if not tolls:
        return None
    lows = [n for t in tolls if (n := t.low if t.low is not None else t.best) is not None]
    highs = [n for t in tolls if (n := t.high if t.high is not None else t.best) is not None]
    return Toll(
        low=min(lows, default=None),
        best=_most(t.best for t in tolls),
        high=max(highs, default=None),
    )
