"""Sources to readings, in the order of the sources; what fails is named and the rest goes on."""

from __future__ import annotations

import logging
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
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
"""Reports handed to a worker together."""


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
) -> Generator[Outcome, None, None]:
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
    rest = iter(found)
    first = islice(rest, 1)  # alone: somebody may be waiting for it
    yield from _read_stretch(first, reader, mentions=mentions, known=known)
    for gathered in rest:
        stretch = chain([gathered], rest)
        yield from _read_stretch(stretch, reader, mentions=mentions, known=known)


def _read_stretch(
    found: Iterable[Gathered], reader: Reader, *, mentions: bool, known: Known | None
) -> Iterator[Outcome]:
    """Yield outcomes up to the first `BATCH` in a row of which none is to be read.

    The reader takes reports ahead, so what needs no reading waits for the report before it. Where
    there is much of that, it must not wait for one that is far away.
    """
    passed: deque[tuple[Gathered, Again | None]] = deque()

    def unread() -> Iterator[Report]:
        idle = 0
        for gathered in found:
            again = _read_before(gathered, known, reader.id)
            passed.append((gathered, again))
            if gathered.report is not None and again is None:
                idle = 0
                yield gathered.report
            elif (idle := idle + 1) == BATCH:
                return

    for result in read_each(reader, unread(), mentions=mentions):
        while passed:
            gathered, again = passed.popleft()
            if gathered.report is not None and again is None:
                yield outcome(gathered, result)
                break
            yield outcome(gathered, again)
    for gathered, again in passed:
        yield outcome(gathered, again)


def _read_before(gathered: Gathered, known: Known | None, reader: str) -> Again | None:
    """Return the reading that `reader` made of it before, None where it made none."""
    reading = known(gathered.report, reader) if known and gathered.report else None
    return Again(reading) if reading else None


def read_before(
    batch: Sequence[Gathered], known: Known | None, reader: str
) -> Iterator[tuple[int, Again]]:
    """Yield the readings that `reader` made before, each with its place in `batch`."""
    for at, gathered in enumerate(batch):
        if again := _read_before(gathered, known, reader):
            yield at, again


def unread(batch: Sequence[Gathered], results: Mapping[int, Result]) -> dict[int, Report]:
    """Return the reports of `batch`, by place in it, that have no result yet."""
    return {
        at: gathered.report
        for at, gathered in enumerate(batch)
        if gathered.report is not None and at not in results
    }


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


def read_each(
    reader: Reader, reports: Iterable[Report], *, mentions: bool
) -> Iterator[Reading | DatelineError]:
    """Yield a reading, or why there is none, for each of `reports`, in their order.

    An error that is a bug of ours in reading one report must not cost a night's run of ten
    thousand others: it is named with the place where it was raised, like any failure. Which
    report it was is found by reading those that the reader had taken each by itself.

    Raises:
        Exception: what `reports` raises, after what came before it.
    """
    coming = _Coming(reports)
    while True:
        try:
            for reading in reader.read_all(coming, mentions=mentions):
                coming.taken.popleft()
                yield reading
        except Exception:
            if coming.ended and not coming.taken:  # all were read: it is of no report
                raise
        if not (coming.taken or coming.ended):
            next(coming, None)  # the next one is to be heard of in any case
        while coming.taken:  # those of which nothing was heard
            yield _read_alone(reader, coming.taken.popleft(), mentions=mentions)
        if coming.error is not None:
            raise coming.error
        if coming.ended:
            return


class _Coming(Iterator[Report]):
    """Reports on their way to a reader.

    Attributes:
        taken: those that the reader took and gave nothing for.
        ended: that there are no more.
        error: what was raised in getting the next one: no fault of the reader's.
    """

    def __init__(self, reports: Iterable[Report]) -> None:
        self._rest = iter(reports)
        self.taken: deque[Report] = deque()
        self.ended = False
        self.error: Exception | None = None

    def __next__(self) -> Report:
        try:
            report = next(self._rest)
        except StopIteration:
            self.ended = True
            raise
        except Exception as error:  # noqa: BLE001 - raised again after what came before
            self.ended, self.error = True, error
            raise StopIteration from None
        self.taken.append(report)
        return report


def _read_alone(reader: Reader, report: Report, *, mentions: bool) -> Reading | DatelineError:
    try:
        [reading] = reader.read_all([report], mentions=mentions)
    except DatelineError as error:
        return error
    except Exception as error:  # noqa: BLE001 - see above
        where = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__}: {error} ({where.name}, line {where.lineno})"
        failed = ItemError(f"a bug of dateline's, please report it: {what}")
        failed.add_note("".join(traceback.format_exception(error)))
        _log.debug("reading %s", report.source, exc_info=error)
        return failed
    return reading
