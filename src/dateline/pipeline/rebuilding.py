"""All findings of a store derived anew from reports, claims and judgements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from dateline.keep import Store
from dateline.pipeline.progress import Progress

_OFTEN = 500
"""Reports or findings between two words of progress: they cost time too."""

_T = TypeVar("_T")


def rebuilt(store: Store, progress: Progress) -> int:
    """Replace the findings of `store` and return how many there are.

    The steps told are: loading the reports, those of weighing (how long one takes is not known
    beforehand), and writing the findings.
    """
    from dateline.weigh import VERSION, weigh

    stamp = store.stamp()
    # All of them before the store is locked for writing: others may go on adding meanwhile.
    kept = list(_told(store.kept(), "loading reports", store.readings(), progress))
    told = [(one.report, one.claims) for one in kept]
    raised = [(one.report, doubt) for one in kept for doubt in one.doubts]
    judgements = store.judgements()
    found = list(weigh(told, judgements, raised=raised, at=lambda step: progress(step, 0, 0)))
    return store.put_findings(
        _told(found, "writing findings", len(found), progress), stamp=stamp, by=VERSION
    )


def _told(things: Iterable[_T], step: str, total: int, progress: Progress) -> Iterator[_T]:
    """Yield `things`, telling every so often how many there were."""
    for done, thing in enumerate(things):
        if done % _OFTEN == 0:
            progress(step, done, max(total, done))
        yield thing
