"""Sources to readings, in the order of the sources; what fails is named and the rest goes on."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from dateline.errors import DatelineError, ItemError
from dateline.model import Reading, Report
from dateline.pipeline.outcome import Outcome
from dateline.settings import Settings

if TYPE_CHECKING:
    import datetime as dt

    from dateline.gather import Gathered

_log = logging.getLogger(__name__)

BATCH = 8
"""Reports handed to the reader together; its parser is faster on a few at a time."""


class Reader(Protocol):
    """What is asked of a reader here."""

    def read_all(self, reports: Iterable[Report], *, mentions: bool = False) -> Iterator[Reading]:
        """Yield a reading for each report, in order."""
        ...


OpenReader = Callable[[Settings], Reader]


def open_standard_reader(settings: Settings) -> Reader:
    """Return the reader of this package, its model and knowledge loaded."""
    from dateline.read import open_reader

    return open_reader(settings)


def read_sources(
    sources: Iterable[str],
    *,
    settings: Settings,
    published: dt.date | None = None,
    mentions: bool = False,
    open_reader: OpenReader = open_standard_reader,
) -> Iterator[Outcome]:
    """Yield an outcome for every report in `sources`, in their order.

    Args:
        sources: paths of files and folders, addresses, `-` for standard input.
        settings: its `workers` is how many processes read; 1 reads in this one.
        published: day of publication of reports that do not tell theirs.
        mentions: also return what the reader saw on the way.
        open_reader: makes the reader; called once in every process that reads.

    Raises:
        InputError: the reader cannot be opened (a model or data file of the settings).
    """
    found = _gathered(sources, settings, published)
    if settings.workers == 1:
        yield from _read_here(found, open_reader(settings), mentions=mentions)
    else:
        from dateline.pipeline.workers import read_by_workers

        yield from read_by_workers(
            found, settings=settings, mentions=mentions, open_reader=open_reader
        )


def _gathered(
    sources: Iterable[str], settings: Settings, published: dt.date | None
) -> Iterator[Gathered]:
    from dateline.gather import Gathered, gather

    for source in sources:
        try:
            yield from gather(source, settings=settings, published=published)
        except DatelineError as error:  # the source as a whole; the others go on
            yield Gathered(source=source, error=error)


def _read_here(found: Iterable[Gathered], reader: Reader, *, mentions: bool) -> Iterator[Outcome]:
    for batch in growing(found):
        reports = [g.report for g in batch if g.report is not None]
        results = iter(read_batch(reader, reports, mentions=mentions))
        for gathered in batch:
            yield outcome(gathered, next(results) if gathered.report is not None else None)


def growing(found: Iterable[Gathered]) -> Iterator[tuple[Gathered, ...]]:
    """Yield batches, the first of one report: somebody may be waiting for it."""
    rest = iter(found)
    for first in rest:
        yield (first,)
        break
    yield from batched_gathered(rest)


def batched_gathered(found: Iterable[Gathered]) -> Iterator[tuple[Gathered, ...]]:
    """Yield batches of `BATCH` reports."""
    rest = iter(found)
    while batch := tuple(islice(rest, BATCH)):  # itertools.batched needs Python 3.12
        yield batch


def outcome(gathered: Gathered, result: Reading | DatelineError | None) -> Outcome:
    """Return what became of `gathered`, which was read with `result`."""
    if isinstance(result, Reading):
        return Outcome(source=gathered.source, reading=result, page=gathered.page)
    return Outcome(source=gathered.source, error=gathered.error or result)


def read_batch(
    reader: Reader, reports: Sequence[Report], *, mentions: bool
) -> list[Reading | DatelineError]:
    """Return a reading, or why there is none, for each of `reports`.

    An error that is a bug of ours in reading one report must not cost a night's run of ten
    thousand others: it is named with the place where it was raised, like any failure.
    """
    if len(reports) > 1:
        try:
            return list(reader.read_all(reports, mentions=mentions))
        except Exception:  # noqa: BLE001 - found again below, alone with its report
            return [
                result
                for report in reports
                for result in read_batch(reader, [report], mentions=mentions)
            ]
    try:
        return list(reader.read_all(reports, mentions=mentions))
    except DatelineError as error:
        return [error]
    except Exception as error:  # noqa: BLE001 - see above
        where = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__}: {error} ({where.name}, line {where.lineno})"
        failed = ItemError(f"a bug of dateline's, please report it: {what}")
        failed.add_note("".join(traceback.format_exception(error)))
        _log.debug("reading %s", reports[0].source, exc_info=error)
        return [failed]
