"""The findings of a store brought up to date: what a change touches, or all of them anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from dateline.keep import Store, schema
from dateline.keep.desk import Desk, Row
from dateline.pipeline.press import put_postings, shelved
from dateline.pipeline.progress import Progress
from dateline.pipeline.weighing import (
    EVENT,
    STATEMENT,
    Label,
    Weighing,
    count,
    keep_named,
    put_spots,
)
from dateline.weigh.register import SHIPPED, Kin

if TYPE_CHECKING:
    from dateline.weigh.lineage import Lines

_OFTEN = 500
"""Reports or findings between two words of progress: they cost time too."""
_LABELS = 100_000

_T = TypeVar("_T")


def rebuilt(store: Store, progress: Progress, *, kin: Kin = SHIPPED) -> int:
    """Derive all findings of `store` anew and return how many there are.

    Args:
        store: locked for writing meanwhile; who reads sees the findings as they were before.
        progress: told the steps: reports (twice: what they print, what they claim), places,
            events, statements, doubts.
        kin: who belongs to whom.
    """
    from dateline.weigh import version_of

    with store.weighing() as desk:
        _whole(desk, progress, kin)
        desk.stamp(version_of(kin))
        return desk.found()


def settled(store: Store, progress: Progress, *, kin: Kin = SHIPPED) -> None:
    """Bring the findings of `store` up to date with all that it keeps."""
    from dateline.pipeline.updating import GlobalChangeError, updated
    from dateline.weigh import version_of

    with store.weighing() as desk:
        since = desk.weighed_up_to(version_of(kin))
        if since is None:
            _whole(desk, progress, kin)
        elif since != desk.up_to():
            try:
                updated(desk, *since, kin=kin)
            except GlobalChangeError:
                _whole(desk, progress, kin)  # what was begun is dropped with everything else
        desk.stamp(version_of(kin))


def _whole(desk: Desk, progress: Progress, kin: Kin) -> None:
    from dateline.weigh.corrections import Corrections
    from dateline.weigh.doubts import OTHERS
    from dateline.weigh.lineage import Lines, Shelf

    desk.forget()
    total = desk.readings()
    # Texts and claims are read twice, so that never more than a few of them are in memory.
    printed = (report for _, report in _told(desk.reports(), "comparing reports", total, progress))
    shelf = Shelf(printed)
    put_postings(desk, shelf)
    work = Weighing(desk, Corrections(desk.judgements()), defaultdict(Counter), kin)
    _claims(desk, work, Lines(shelf), total, progress)
    del shelf, printed
    _spots(desk, work)
    work.remember_areas(sorted(desk.distinct(schema.weighed_claims.c.area)))
    claims = desk.weighed()
    done = 0
    for rows in desk.by_place():
        progress("weighing places", done, claims)
        work.weigh_places(work.sites(rows), anew=True)
        work.let_go()
        done += len(rows)
    for kind, step in ((EVENT, "weighing events"), (STATEMENT, "weighing statements")):
        _blocks(desk, work, kind, step, progress)
    doubtful = desk.numbers(desk.doubtful()).values()
    reports = sorted({*desk.scattered(OTHERS), *doubtful})
    for first in range(0, len(reports), _OFTEN):
        progress("doubts of reports", first, len(reports))
        work.weigh_reports(reports[first : first + _OFTEN], anew=True)
        work.let_go()
    keep_named(desk, work.named)


def _claims(desk: Desk, work: Weighing, lines: Lines, total: int, progress: Progress) -> None:
    """Write what is worked out of every report and its claims."""
    at = {printed.id: printed for printed in lines.shelf.all()}
    reports, rows = [], list[Row]()
    for one in _told(desk.current(), "tracing claims", total, progress):
        report, printed = one.report, at[one.report.id]
        reports.append(shelved(printed, report, one.generation, lines.of[report.id]))
        trace = partial(lines.traced, report)
        for row in work.derived(one, printed.number, trace):
            rows.append(row._replace(place=row.spot))
            count(work.named, row, 1)
        if len(rows) >= 10 * _OFTEN:
            desk.insert(schema.weighed_claims, [row[:-1] for row in rows])
            desk.insert(schema.weighed_reports, reports)
            rows.clear()
            reports.clear()
    desk.insert(schema.weighed_claims, [row[:-1] for row in rows])
    desk.insert(schema.weighed_reports, reports)
    work.ready()


def _spots(desk: Desk, work: Weighing) -> None:
    """Write which spots there are and which of them are one place."""
    from dateline.weigh.places import grouped

    spots = [spot for rows in desk.by_place() for spot in work.spots(rows)]
    place = grouped(spots)  # as yet every spot is a place of its own
    put_spots(desk, spots, place)
    desk.move({spot: at for spot, at in place.items() if spot != at})


def _blocks(desk: Desk, work: Weighing, kind: str, step: str, progress: Progress) -> None:
    total, done = desk.weighed(kind), 0
    labels: list[Label] = []
    beyond: set[str] = set()
    for rows in desk.by_block(kind):
        progress(step, done, total)
        more, left = work.weigh_blocks(kind, rows)
        work.let_go()
        labels += more
        beyond |= left
        done += len(rows)
        if len(labels) > _LABELS:
            desk.label(labels)
            labels.clear()
    desk.label(labels)
    desk.flush()
    if beyond:
        work.weigh_components(kind, desk.rows(schema.weighed_claims.c.claim, sorted(beyond)))


def _told(things: Iterable[_T], step: str, total: int, progress: Progress) -> Iterator[_T]:
    """Yield `things`, telling every so often how many there were."""
    for done, thing in enumerate(things):
        if done % _OFTEN == 0:
            progress(step, done, max(total, done))
        yield thing
