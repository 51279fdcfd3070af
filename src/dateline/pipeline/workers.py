"""Many processes that read, one that gathers and takes in; a process that dies costs one report.

Each worker has a pipe of its own, so that a killed one is known by the end of its pipe and its
batch is read again report by report: the report that kills a worker by itself is named as
failed. A worker first tells the id of its reader, so that what that reader has read before is
known without loading another here. (A pool of the standard library gives up altogether when a
worker dies.)
"""

from __future__ import annotations

import contextlib
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from dateline.errors import DatelineError, InputError, ItemError, SourceError
from dateline.model import Reading, Report, from_json, to_json
from dateline.pipeline.outcome import Outcome
from dateline.pipeline.reading import (
    Known,
    OpenReader,
    Result,
    batched_gathered,
    outcome,
    read_before,
    read_each,
    unread,
)
from dateline.settings import Settings

if TYPE_CHECKING:
    from dateline.gather import Gathered

_AHEAD = 3
"""Batches gathered ahead of the slowest one, for each worker."""
_STOP_S = 5.0
"""How long a worker that was told to stop may take before it is killed."""

_Answer = tuple[str, bytes, Sequence[str]]
"""`reading` or the class of an error, its body or message, and notes (the traceback of a bug)."""

_ERRORS: dict[str, type[DatelineError]] = {
    kind.__name__: kind for kind in (InputError, ItemError, SourceError)
}


@dataclass(frozen=True, slots=True)
class _Job:
    """Some reports to read.

    Attributes:
        number: place of the batch in the order of the sources.
        at: places of these reports within it.
        reports: the reports.
    """

    number: int
    at: tuple[int, ...]
    reports: tuple[Report, ...]


class _Worker:
    """One process, idle or at one job."""

    def __init__(self, settings: Settings, open_reader: OpenReader, *, mentions: bool) -> None:
        context = get_context("spawn")  # forking a process that has threads is not safe
        self.pipe, theirs = context.Pipe()
        self.job: _Job | None = None
        self.process = context.Process(
            target=_work, args=(theirs, settings, open_reader, mentions), daemon=True
        )
        self.process.start()
        theirs.close()  # so that the end of the pipe is seen when the process dies

    def give(self, job: _Job) -> None:
        self.job = job
        # If it has died, the end of its pipe tells, and the job is given to another.
        with contextlib.suppress(OSError):
            self.pipe.send([to_json(report) for report in job.reports])

    def stop(self) -> None:
        self.pipe.close()  # an idle worker ends at the end of its pipe
        if self.job is not None:
            self.process.terminate()  # a busy one would read on first
        self.process.join(_STOP_S)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def read_by_workers(
    found: Iterable[Gathered],
    *,
    settings: Settings,
    mentions: bool,
    known: Known | None,
    open_reader: OpenReader,
) -> Iterator[Outcome]:
    """Yield an outcome for everything in `found`, in order.

    Raises:
        InputError: the reader cannot be opened in a worker.
    """
    crew = _Crew(settings, open_reader, mentions=mentions, known=known)
    try:
        yield from crew.read(found)
    finally:  # Ctrl-C too: nobody is left behind
        crew.stop()


class _Crew:
    def __init__(
        self, settings: Settings, open_reader: OpenReader, *, mentions: bool, known: Known | None
    ) -> None:
        self._settings, self._open, self._mentions = settings, open_reader, mentions
        self._known, self._reader = known, ""
        self._workers: list[_Worker] = []
        self._jobs: deque[_Job] = deque()
        self._batches: dict[int, tuple[Gathered, ...]] = {}
        self._results: dict[int, dict[int, Result]] = {}

    def stop(self) -> None:
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def read(self, found: Iterable[Gathered]) -> Iterator[Outcome]:
        coming = enumerate(batched_gathered(found))
        self._workers = [self._hire() for _ in range(self._settings.workers)]
        if self._known:
            self._learn_reader()
        most, due, more = _AHEAD * self._settings.workers, 0, True
        while True:
            while more and len(self._batches) < most:
                step = next(coming, None)
                if step is None:
                    more = False
                else:
                    self._take(*step)
            while due in self._batches and self._done(due):
                yield from self._outcomes(due)
                due += 1
            if not self._batches and not more:
                return
            if due not in self._batches:
                continue  # gather first
            self._hand_out()
            self._listen()

    def _hire(self) -> _Worker:
        return _Worker(self._settings, self._open, mentions=self._mentions)

    def _take(self, number: int, batch: tuple[Gathered, ...]) -> None:
        known = self._known if self._reader else None
        results: dict[int, Result] = dict(read_before(batch, known, self._reader))
        self._batches[number], self._results[number] = batch, results
        if new := unread(batch, results):
            self._jobs.append(_Job(number, tuple(new), tuple(new.values())))

    def _done(self, number: int) -> bool:
        asked = sum(1 for g in self._batches[number] if g.report is not None)
        return len(self._results[number]) == asked

    def _outcomes(self, number: int) -> Iterator[Outcome]:
        results = self._results.pop(number)
        for at, gathered in enumerate(self._batches.pop(number)):
            yield outcome(gathered, results.get(at))

    def _hand_out(self) -> None:
        for worker in self._workers:
            if worker.job is None and self._jobs:
                worker.give(self._jobs.popleft())

    def _learn_reader(self) -> None:
        """Wait until a worker has opened its reader; one that dies doing so tells nothing."""
        pipes = {worker.pipe: worker for worker in self._workers}
        while not self._reader:
            for pipe in wait(list(pipes)):
                assert isinstance(pipe, Connection)
                try:
                    self._answered(pipes[pipe], pipe.recv())
                except (EOFError, OSError):
                    return

    def _listen(self) -> None:
        """Wait until a busy worker answers or dies, and take in what there is."""
        busy = {worker.pipe: worker for worker in self._workers if worker.job is not None}
        for pipe in wait(list(busy)):
            assert isinstance(pipe, Connection)
            worker = busy[pipe]
            try:
                answer = pipe.recv()
            except (EOFError, OSError):
                self._lost(worker)
            else:
                self._answered(worker, answer)

    def _answered(
        self, worker: _Worker, answer: Sequence[tuple[str, bytes, Sequence[str]]]
    ) -> None:
        kind, body, _ = answer[0]
        if kind == "unopened":
            raise InputError(body.decode())
        if kind == "opened":  # its job, where it has one, is still to be done
            self._reader = body.decode()
            return
        job, worker.job = worker.job, None
        assert job is not None
        for at, (kind, body, notes) in zip(job.at, answer, strict=True):
            error = _ERRORS.get(kind)
            result = error(body.decode()) if error else from_json(body, Reading)
            for note in notes:
                result.add_note(note)
            self._results[job.number][at] = result

    def _lost(self, worker: _Worker) -> None:
        """Put another in the place of a dead worker, and its reports back, each by itself."""
        job = worker.job
        assert job is not None
        worker.stop()
        self._workers[self._workers.index(worker)] = self._hire()
        if len(job.reports) == 1:
            code = worker.process.exitcode
            how = f"killed by signal {-code}" if code and code < 0 else f"exit status {code}"
            self._results[job.number][job.at[0]] = ItemError(
                f"the process that read it died ({how}; memory?): try it alone, or fewer workers"
            )
            return
        self._jobs.extendleft(
            _Job(job.number, (at,), (report,))
            for at, report in reversed(list(zip(job.at, job.reports, strict=True)))
        )


def _work(pipe: Connection, settings: Settings, open_reader: OpenReader, mentions: bool) -> None:
    """Read what comes down the pipe until it ends; the body of a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which stops us
    answer: list[tuple[str, Any, Any]]
    try:
        reader = open_reader(settings)
    except DatelineError as error:
        _sent(pipe, [("unopened", str(error).encode(), ())])
        return
    if not _sent(pipe, [("opened", reader.id.encode(), ())]):
        return
    while True:
        try:
            job = [from_json(body, Report) for body in pipe.recv()]
        except (EOFError, OSError):
            return
        answer = [
            ("reading", to_json(result), ())
            if isinstance(result, Reading)
            else (type(result).__name__, str(result).encode(), getattr(result, "__notes__", ()))
            for result in read_each(reader, job, mentions=mentions)
        ]
        if not _sent(pipe, answer):
            return


def _sent(pipe: Connection, answer: list[tuple[str, Any, Any]]) -> bool:
    """Send `answer`; return False where the parent is gone."""
    try:
        pipe.send(answer)
    except OSError:
        return False
    return True
