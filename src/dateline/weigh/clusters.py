"""Claims of one thing put together, one at a time, never chained: all of a cluster agree.

A claim joins the first cluster all of whose kinds of claim it agrees with; claims that agree in
everything that is compared are one kind, so that a thousand reprints cost one comparison each.
What people judged holds over it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from dateline.weigh.corrections import Corrections
from dateline.weigh.telling import Telling

Kind = Callable[[Telling], Hashable]
"""All of a claim that `Same` compares."""
Same = Callable[[Telling, Telling], bool]


@dataclass
class _Cluster:
    members: list[Telling] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    kinds: dict[Hashable, Telling] = field(default_factory=dict)

    def take(self, telling: Telling, kind: Hashable) -> None:
        self.members.append(telling)
        self.ids.add(telling.claim.id)
        self.kinds.setdefault(kind, telling)

    def takes(self, telling: Telling, kind: Hashable, same: Same) -> bool:
        return all(
            same(telling, other) for known, other in self.kinds.items() if known != kind
        ) and (kind not in self.kinds or same(telling, self.kinds[kind]))


def clustered(
    tellings: Iterable[Telling], *, kind: Kind, same: Same, corrections: Corrections
) -> list[list[Telling]]:
    """Return `tellings`, in their order, as clusters.

    Args:
        tellings: that may be of one thing.
        kind: what of a telling is compared.
        same: whether two tellings of different kinds may be of one thing.
        corrections: what people judged.
    """
    clusters: list[_Cluster] = []
    for telling in tellings:
        told = kind(telling)
        judged = [corrections.together(telling.claim.id, cluster.ids) for cluster in clusters]
        fitting = (
            cluster
            for cluster, put in zip(clusters, judged, strict=True)
            if put is None and cluster.takes(telling, told, same)
        )
        # What people put together goes there first, whatever else it is like.
        chosen = clusters[judged.index(True)] if True in judged else next(fitting, None)
        if chosen is None:
            chosen = _Cluster()
            clusters.append(chosen)
        chosen.take(telling, told)
    return [cluster.members for cluster in clusters]
