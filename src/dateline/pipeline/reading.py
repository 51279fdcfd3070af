"""Sources to readings, in the order of the sources; what fails is named and the rest goes on."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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

    @property
    def id(self) -> str:
        """Identity of its rules, model and knowledge."""
        ...

    def read_all(self, reports: Iterable[Report], *, mentions: bool = False) -> Iterator[Reading]:
        """Yield a reading for each report, in order."""
        ...


OpenReader = Callable[[Settings], Reader]
Known = Callable[[Report, str], Reading | None]
"""Gives the reading that the reader of an id made of a report before; None where it did not."""


@dataclass(frozen=True, slots=True)
class Again:
    """A reading that was made before.

    Attributes:
        reading: the reading.
    """

    reading: Reading


Result = Reading | Again | DatelineError


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
    known: Known | None = None,
    open_reader: OpenReader = open_standard_reader,
) -> Iterator[Outcome]:
    """Yield an outcome for every report in `sources`, in their order.

    Args:
        sources: paths of files and folders, addresses, `-` for standard input.
        settings: its `workers` is how many processes read; 1 reads in this one.
        published: day of publication of reports that do not tell theirs.
        mentions: also return what the reader saw on the way.
        known: asked for a reading made before, which then is not made anew; not asked where
            mentions are wanted, which nobody keeps.
        open_reader: makes the reader; called once in every process that reads.

    Raises:
        InputError: the reader cannot be opened (a model or data file of the settings).
    """
    found = _gathered(sources, settings, published)
    known = None if mentions else known
    if settings.workers == 1:
        yield from _read_here(found, open_reader(settings), mentions=mentions, known=known)
    else:
        from dateline.pipeline.workers import read_by_workers

        yield from read_by_workers(
            found, settings=settings, mentions=mentions, known=known, open_reader=open_reader
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


def _read_here(
    found: Iterable[Gathered], reader: Reader, *, mentions: bool, known: Known | None
) -> Iterator[Outcome]:
    for batch in growing(found):
        results: dict[int, Result] = dict(read_before(batch, known, reader.id))
        new = unread(batch, results)
        results |= zip(new, read_batch(reader, list(new.values()), mentions=mentions), strict=True)
        for at, gathered in enumerate(batch):
            yield outcome(gathered, results.get(at))


def read_before(
    batch: Sequence[Gathered], known: Known | None, reader: str
) -> Iterator[tuple[int, Again]]:
    """Yield the readings that `reader` made before, each with its place in `batch`."""
    for at, gathered in enumerate(batch):
        if known and gathered.report and (reading := known(gathered.report, reader)):
            yield at, Again(reading)


def unread(batch: Sequence[Gathered], results: Mapping[int, Result]) -> dict[int, Report]:
    """Return the reports of `batch`, by place in it, that have no result yet."""
    return {
        at: gathered.report
        for at, gathered in enumerate(batch)
        if gathered.report is not None and at not in results
    }


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


def outcome(gathered: Gathered, result: Result | None) -> Outcome:
    """Return what became of `gathered`, which was read with `result`."""
    if isinstance(result, Again):
        return Outcome(
            source=gathered.source, reading=result.reading, page=gathered.page, again=True
        )
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
    if not reports:
        return []
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
