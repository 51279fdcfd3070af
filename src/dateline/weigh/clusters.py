"""Claims of one thing put together by average linkage: alike on the whole, never chained.

Two clusters are joined where the mean score over all their pairs is enough, the most alike first
(UPGMA: Sokal and Michener 1958), and never where one pair of them cannot be of one thing. Claims
that agree in everything that is compared are one kind and count once, so that a thousand reprints
weigh as much as one. What people judged holds over it all. Nothing depends on the order in which
claims come: ties go to the earliest day, then to the least id.

Only claims of one component can be joined: those that a path of pairs with enough points
connects. Whoever adds a claim has to look at its component and at nothing else.
"""

from __future__ import annotations

import datetime as dt
import heapq
import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.weigh.corrections import Corrections
from dateline.weigh.groups import Groups
from dateline.weigh.telling import Telling

APART = 1.5
"""Points against two clusters all of whose reports tell of both: a reader that saw one thing would
have told it once. Where a share of the reports does, as much less."""

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How claims of one kind of thing are compared.

    Attributes:
        kind: all of a claim that `points` looks at.
        points: how far two claims are of one thing; minus infinity where they cannot be. What
            report tells them does not matter to it.
        enough: points from which they are taken for one.
        reach: days between two claims beyond which they cannot be of one thing.
    """

    kind: Callable[[Telling], Hashable]
    points: Callable[[Telling, Telling], float]
    enough: float
    reach: int


def clustered(
    tellings: Sequence[Telling], likeness: Likeness, corrections: Corrections
) -> list[list[Telling]]:
    """Return `tellings`, which may be of one thing, as clusters, each in its order."""
    return [
        cluster
        for component in components(tellings, likeness, corrections)
        for cluster in joined(component, likeness, corrections)
    ]


def blocks(
    tellings: Iterable[Telling], block: Callable[[Telling], str], corrections: Corrections
) -> Iterator[list[Telling]]:
    """Yield the claims that may be of one thing together; those that people joined stay together.

    Args:
        tellings: all claims of one kind of thing.
        block: what claims of one thing have in common.
        corrections: what people judged.
    """
    told: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        told[block(telling)].append(telling)
    joint = Groups(told)
    of = {t.claim.id: key for key, some in told.items() for t in some}
    for one, other in corrections.joined():
        if one in of and other in of:
            joint.join(of[one], of[other])
    for group in joint.all():
        yield sorted((t for key in group for t in told[key]), key=lambda t: t.order)


def components(
    tellings: Sequence[Telling], likeness: Likeness, corrections: Corrections
) -> list[list[Telling]]:
    """Return `tellings` in parts across which no pair is enough, nor joined by people.

    Whether one report tells two of them is left out of account: it can only part them further.
    """
    kinds: dict[Hashable, list[Telling]] = defaultdict(list)
    for telling in tellings:
        if telling.start and telling.end:  # undated ones are like nothing
            kinds[likeness.kind(telling)].append(telling)
    groups = Groups(t.claim.id for t in tellings)
    for same in kinds.values():
        for telling in same[1:]:
            groups.join(same[0].claim.id, telling.claim.id)
    for one, other in _near([same[0] for same in kinds.values()], likeness.reach):
        if likeness.points(one, other) >= likeness.enough:
            groups.join(one.claim.id, other.claim.id)
    here = {t.claim.id for t in tellings}
    for telling in tellings:
        for other_id in corrections.same_as(telling.claim.id):
            if other_id in here:
                groups.join(telling.claim.id, other_id)
    parts: dict[str, list[Telling]] = defaultdict(list)
    for telling in sorted(tellings, key=lambda t: t.order):
        parts[groups.of(telling.claim.id)].append(telling)
    return list(parts.values())


def _near(tellings: Iterable[Telling], reach: int) -> Iterator[tuple[Telling, Telling]]:
    """Yield the pairs of tellings whose days are near enough; undated ones are near nothing."""
    days = reach * _DAY
    dated = [(t.start, t.end, t) for t in tellings if t.start and t.end]
    going: list[tuple[dt.date, Telling]] = []
    for start, end, telling in sorted(dated, key=lambda d: d[2].order):
        going = [(last, other) for last, other in going if last + days >= start]
        for _, other in going:
            yield other, telling
        going.append((end, telling))


@dataclass(slots=True)
class _Cluster:
    """Units joined so far: their number, their members and the reports that tell them."""

    units: int
    members: list[Telling]
    reports: set[str]


def joined(
    component: Sequence[Telling], likeness: Likeness, corrections: Corrections
) -> list[list[Telling]]:
    """Return the clusters of one component, in the order of their first claims."""
    if len(component) == 1:
        return [list(component)]
    units = _units(component, likeness, corrections)
    forced = _forced(units, corrections)
    known = _sums(units, forced, likeness, corrections)
    clusters = {
        number: _Cluster(
            units=len(group),
            members=(told := sorted((t for n in group for t in units[n]), key=lambda t: t.order)),
            reports={t.report.id for t in told},
        )
        for number, group in enumerate(forced)
    }
    _agglomerate(clusters, known, likeness.enough)
    found = [cluster.members for cluster in clusters.values()]
    return sorted(found, key=lambda members: members[0].order)


def _units(
    component: Sequence[Telling], likeness: Likeness, corrections: Corrections
) -> list[list[Telling]]:
    """Claims that nothing tells apart, together; judged ones and what a report tells twice, not."""
    kinds: dict[Hashable, list[Telling]] = defaultdict(list)
    for telling in component:
        kinds[likeness.kind(telling)].append(telling)
    units: list[list[Telling]] = []
    for same in kinds.values():
        alike = likeness.points(same[0], same[0])
        layers: dict[int, list[Telling]] = defaultdict(list)
        told: dict[str, int] = defaultdict(int)
        for telling in same:
            if alike < likeness.enough or corrections.judged(telling.claim.id):
                units.append([telling])
                continue
            layer = told[telling.report.id] if alike - APART < likeness.enough else 0
            told[telling.report.id] += 1
            layers[layer].append(telling)
        units += layers.values()
    return sorted(units, key=lambda unit: unit[0].order)


def _forced(units: list[list[Telling]], corrections: Corrections) -> list[list[int]]:
    """The numbers of units that people put together; what they told apart stays apart."""
    number = {t.claim.id: n for n, unit in enumerate(units) for t in unit}
    groups = {n: [n] for n in range(len(units))}
    at = list(range(len(units)))
    for one_id in sorted(number):
        for other_id in corrections.same_as(one_id):
            if other_id not in number or at[number[one_id]] == at[number[other_id]]:
                continue
            here, there = sorted((at[number[one_id]], at[number[other_id]]))
            ids = {t.claim.id for n in groups[there] for t in units[n]}
            if any(corrections.differs(t.claim.id, ids) for n in groups[here] for t in units[n]):
                continue
            for moved in groups.pop(there):
                at[moved] = here
                groups[here].append(moved)
    return [sorted(groups[n]) for n in sorted(groups)]


def _sums(
    units: list[list[Telling]],
    forced: list[list[int]],
    likeness: Likeness,
    corrections: Corrections,
) -> dict[int, dict[int, float]]:
    """The sum of points over the pairs of every two clusters that may be joined at all."""
    of = {n: cluster for cluster, group in enumerate(forced) for n in group}
    lone = all(len(group) == 1 for group in forced)
    at = {unit[0].claim.id: n for n, unit in enumerate(units)}
    firsts = [unit[0] for unit in units]
    # Where people joined what no score would, every pair is looked at, however far apart.
    pairs = (
        _near(firsts, likeness.reach)
        if lone
        else ((a, b) for n, a in enumerate(firsts) for b in firsts[:n])
    )
    counted: dict[tuple[int, int], tuple[float, int]] = {}
    for one, other in pairs:
        here, there = of[at[one.claim.id]], of[at[other.claim.id]]
        if here == there:
            continue
        ids = {t.claim.id for t in units[at[other.claim.id]]}
        apart = any(corrections.differs(t.claim.id, ids) for t in units[at[one.claim.id]])
        points = -math.inf if apart else likeness.points(one, other)
        key = (min(here, there), max(here, there))
        total, number = counted.get(key, (0.0, 0))
        counted[key] = total + points, number + 1
    known: dict[int, dict[int, float]] = {n: {} for n in range(len(forced))}
    for (here, there), (total, number) in counted.items():
        # A pair that was not even near enough to be looked at cannot be of one thing.
        if total > -math.inf and number == len(forced[here]) * len(forced[there]):
            known[here][there] = known[there][here] = total
    return known


def _agglomerate(
    clusters: dict[int, _Cluster], known: dict[int, dict[int, float]], enough: float
) -> None:
    """Join clusters in place, the most alike first, while any two are alike enough."""
    heap: list[tuple[float, object, object, int, int]] = []

    def offer(one: int, other: int) -> None:
        a, b = clusters[one], clusters[other]
        shared = len(a.reports & b.reports) / min(len(a.reports), len(b.reports))
        mean = round(known[one][other] / (a.units * b.units) - APART * shared, 9)
        if mean >= enough:
            low, high = sorted((a.members[0].order, b.members[0].order))
            heapq.heappush(heap, (-mean, low, high, one, other))

    for one, others in known.items():
        for other in others:
            if one < other:
                offer(one, other)
    following = len(clusters)
    while heap:
        _, _, _, one, other = heapq.heappop(heap)
        if one not in clusters or other not in clusters:
            continue
        a, b = clusters.pop(one), clusters.pop(other)
        clusters[following] = _Cluster(
            units=a.units + b.units,
            members=sorted((*a.members, *b.members), key=lambda t: t.order),
            reports=a.reports | b.reports,
        )
        mine, theirs = known.pop(one), known.pop(other)
        # Only what may be joined with both may be joined with the two together.
        known[following] = {n: mine[n] + theirs[n] for n in mine if n in theirs and n in clusters}
        for n in (*mine, *theirs):
            if n in known and n != following:
                known[n].pop(one, None)
                known[n].pop(other, None)
        for n, total in known[following].items():
            known[n][following] = total
            offer(following, n)
        following += 1
