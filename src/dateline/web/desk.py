"""One record served to many requests: what is derived from it is kept until it changes.

Requests run in threads. Whoever writes holds the lock, so that findings are derived once for all;
whoever reads meanwhile waits for that and never sees half of it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar, cast

from dateline.keep import Filter, Slice
from dateline.know.boundaries import Boundaries, boundaries
from dateline.model import Judgement, Report
from dateline.pipeline import OwnNames, Record
from dateline.pipeline.sources import Line, lines_of
from dateline.pipeline.territory import Territory
from dateline.settings import Settings
from dateline.web.borders import Borders
from dateline.web.counts import Counts, Total
from dateline.web.plot import Plot
from dateline.web.plotting import NotReady, Plotting
from dateline.web.queue import Item, queue, shortlist
from dateline.web.terrain import Layout, Terrain
from dateline.web.underlay import underlay

_T = TypeVar("_T")


_PATIENCE_S = 10.0
"""How long a request waits for findings that another one derives anew."""
_QUEUED = 500
"""Entries of the queue of a large record: more than anybody judges before it is made anew."""
_ALL_LINES = 3000
"""Up to so many reports the lines of all are told at once: it takes some seconds."""


def _by_report(lines: list[Line]) -> dict[str, tuple[str, bool]]:
    return {r.id: (line.name, r.id in line.copies) for line in lines for r in line.reports}


def _uncut(kind: str, wanted: Filter) -> tuple[str, Filter]:
    return kind, replace(wanted, limit=None, offset=0, after=None, before=None)


class Conflict(Exception):  # noqa: N818 - a conflict between people is no error of the program
    """Somebody judged the same thing since the page was loaded."""

    def __init__(self, made: list[Judgement]) -> None:
        super().__init__(f"{made[0].by} judged this meanwhile: {made[0].verdict}")
        self.made = made


class Desk:
    """The record and the settings that requests work with."""

    def __init__(self, record: Record, settings: Settings) -> None:
        self.settings = settings
        self.below = underlay(settings.basemap)
        self.own = OwnNames(settings)
        self._record = record
        self._lock = threading.RLock()
        self._settled = 0.0
        self._state = ""
        self._derived: dict[str, Any] = {}
        self._ground = threading.Lock()
        self._terrain: tuple[Plot, Terrain] | None = None
        self._territory: tuple[str, Territory] | None = None
        self._lines: tuple[str, dict[str, tuple[str, bool]] | None] | None = None
        self._counts = Counts()
        self._plotting = Plotting(settings.cache)
        self._borders = Borders(Boundaries())

    @property
    def record(self) -> Record:
        """The record, its findings brought up to date.

        Raises:
            NotReady: that is taking long.
        """
        if not self._lock.acquire(timeout=_PATIENCE_S):
            raise NotReady(self._settled, "The record is being brought up to date")
        try:
            self._record.settle(progress=self._settling)
        finally:
            self._lock.release()
        return self._record

    def _settling(self, _step: str, done: int, total: int) -> None:
        self._settled = done / total if total else 0.0

    def state(self) -> str:
        """What tells this state of the record from any other."""
        return self._record.state()

    def derived(self, name: str, make: Callable[[Record], _T]) -> _T:
        """Return what `make` draws from the record, made once for each state of it."""
        with self._lock:
            state = self.state()
            if state != self._state:
                self._derived.clear()
                self._state = state
            if name not in self._derived:
                self._derived[name] = make(self._record)
            return cast("_T", self._derived[name])

    def total(self, kind: str, wanted: Filter, found: Slice[Any]) -> Total:
        """Return how many fit in all, as far as is known by now.

        Args:
            kind: of finding, or report.
            wanted: the narrowing with its page.
            found: that page.
        """
        if not (found.earlier or found.later):
            return Total(len(found.items))
        before = wanted.offset if wanted.before is None else 0
        return self._counts.total(
            self.state(),
            _uncut(kind, wanted),
            partial(self._record.count, kind, wanted),
            least=before + len(found.items) + found.later,
        )

    def count(self, kind: str, wanted: Filter) -> int:
        """Return how many fit in all, however long it takes: counted once a state."""
        count = partial(self.record.count, kind, wanted)
        key = _uncut(kind, wanted)
        return self._counts.total(self.state(), key, count, least=0, patience=None).number

    def plot(self) -> Plot:
        """Return the record as arrays.

        Raises:
            NotReady: it is being read.
        """
        return self._plotting.plot(self.record, self.state())

    def small(self) -> bool:
        """Tell whether the whole record can go to a browser at once, as far as is known yet."""
        plot = self._plotting.known()
        return plot is not None and plot.small

    def queue(self) -> tuple[list[Item], int]:
        """Return what to review, what matters most first, and how much there is in all."""
        plot = self.plot()

        def made(record: Record) -> tuple[list[Item], int]:
            if plot.small:
                items = queue(record)
                return items, len(items)
            return shortlist(record, plot, most=_QUEUED)

        return self.derived("queue", made)

    def lines(self, reports: Sequence[Report]) -> dict[str, tuple[str, bool]]:
        """Return for every one of `reports`, by id, its line and whether it repeats an elder one.

        Of a large record, lines are told among these reports: who copied whom of them is the same
        there, and only an elder report that is none of them is not seen.
        """
        whole = self._lines_now()
        return whole if whole is not None else _by_report(lines_of(reports))

    def _lines_now(self) -> dict[str, tuple[str, bool]] | None:
        read = self.state().split()[0]  # judgements change no line
        with self._lock:
            if self._lines is None or self._lines[0] != read:
                self._lines = read, self._all_lines(self._record)
            return self._lines[1]

    def _all_lines(self, record: Record) -> dict[str, tuple[str, bool]] | None:
        many = record.find("report", Filter(limit=1, offset=_ALL_LINES)).items
        return None if many else _by_report(lines_of(record.reports()))

    def borders(self) -> Borders:
        """Return the administrative boundaries that were added; read again where they change."""
        ground = boundaries(self.settings.cache)
        if self._borders.key != ground.key:
            self._borders = Borders(ground)
        return self._borders

    def territory(self) -> Territory:
        """Return the record on the ground; apart from `derived`, as it may take seconds."""
        with self._ground:
            state = f"{self.state()} {self.borders().key}"
            if self._territory is None or self._territory[0] != state:
                self._territory = (state, Territory(self.record, self.settings))
            return self._territory[1]

    def terrain(self) -> Terrain:
        """Return the places of the record on the ground, for views of a day.

        Raises:
            NotReady: the record is being read.
        """
        plot = self.plot()
        with self._ground:
            layout = self._terrain[1].layout if self._terrain else None
            if layout is None or len(layout.spot) != len(plot.places.told):
                layout = Layout.of(plot)
            if self._terrain is None or self._terrain[0] is not plot:
                self._terrain = (plot, Terrain(plot, layout))
            return self._terrain[1]

    def judge(
        self, subject: str, verdict: str, *, seen: str | None = None, **given: Any
    ) -> list[Judgement]:
        """Keep a decision and derive the findings anew.

        Args:
            subject: id of a claim, finding, report or judgement.
            verdict: as `dateline judge` has it.
            seen: state of the record that the person looked at; None to decide regardless.
            given: object, slot, value, why.

        Raises:
            Conflict: somebody else judged it since `seen`.
            InputError: see `Record.decide`.
        """
        with self._lock:
            if seen is not None and seen != self.state() and verdict != "retract":
                newer = self._since(seen, subject)
                if newer:
                    raise Conflict(newer)
            made = self._record.decide(
                subject, cast("Any", verdict), settings=self.settings, **given
            )
            self._record.settle()
            return made

    def _since(self, seen: str, subject: str) -> list[Judgement]:
        """Judgements on a subject that were made after a state, the last first."""
        words = seen.split()
        number = words[1][1:] if len(words) > 1 else ""
        if not number.isdigit():
            return []
        made = self._record.judgements()
        after = {j.id for j in made[: max(0, len(made) - int(number))]}
        return [j for j in self._record.judgements(subject) if j.id in after]
