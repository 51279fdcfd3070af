"""A record to ask: a store whose findings are always those of all that it keeps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from dateline.keep import Added, Changed, Explanation, Filter, Info, Slice, Store, open_store
from dateline.model import (
    Claim,
    DoubtFinding,
    EventFinding,
    Holding,
    Judgement,
    Page,
    PlaceFinding,
    PositionFinding,
    Reading,
    Report,
    StatementFinding,
)
from dateline.model.judgement import Verdict
from dateline.pipeline.days import Day, as_day
from dateline.pipeline.progress import Progress, unseen
from dateline.settings import Settings

if TYPE_CHECKING:
    from dateline.weigh.register import Kin

BACKGROUND = ("hypothetical", "historical")
"""Statuses of events that reports tell without saying that they happen in these days."""


class Record:
    """A sourced record: add readings, ask what happened, who said so and who holds what.

    Filters mean the same everywhere: `since` and `until` are days (dates or ISO 8601), both
    inclusive; `place` and `actor` are names in any spelling of the record, or ids; `limit` is
    the most findings to return.
    """

    def __init__(self, store: Store, cache: Path | None = None) -> None:
        self._store = store
        self._cache = cache

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def add(self, reading: Reading, page: Page | None = None) -> Added:
        """Keep a reading; the same one again adds nothing.

        Raises:
            ItemError: the report's text cannot be stored.
            SourceError: the store cannot be written.
        """
        return self._store.add(reading, page)

    def add_all(self, readings: Iterable[Reading]) -> int:
        """Keep many readings at once, all or nothing; return how many were new.

        Raises:
            ItemError: a report's text cannot be stored.
            SourceError: the store cannot be written.
        """
        return self._store.add_all(readings)

    def known(self, report: Report, reader: str) -> Reading | None:
        """Return the current reading of `report` where the reader of this id made it, else None."""
        return self._store.known(report, reader)

    def sight(self, report: Report, page: Page | None = None) -> None:
        """Keep where a report that is known was found again.

        Raises:
            SourceError: the store cannot be written.
        """
        self._store.sight(report, page)

    def judge(self, judgement: Judgement) -> bool:
        """Keep a judgement; return False where the very same was kept before."""
        return self._store.judge(judgement)

    def decide(
        self,
        id: str,  # noqa: A002 - the word of the domain
        verdict: Verdict,
        *,
        settings: Settings,
        object: str | None = None,  # noqa: A002 - likewise
        slot: str | None = None,
        value: str | None = None,
        why: str = "",
    ) -> list[Judgement]:
        """Keep what a person decided of a claim, finding, report or judgement; return it.

        The arguments are those of `dateline.pipeline.judging.decisions`, whose `subject` is `id`.

        Raises:
            InputError: no reviewer is set, an id is unknown, or the verdict lacks what it needs.
        """
        from dateline.pipeline.judging import decisions

        store = self._current()
        made = decisions(
            store,
            id,
            verdict,
            settings=settings,
            object=object,
            slot=slot,
            value=value,
            why=why,
        )
        for judgement in made:
            store.judge(judgement)
        return made

    def judgements(self, id: str | None = None) -> list[Judgement]:  # noqa: A002 - likewise
        """Return what people judged, the last first.

        Args:
            id: of a claim, finding or judgement, or its first digits; None for all.

        Raises:
            InputError: no id begins so, or several do.
        """
        made = self._store.judgements()[::-1]
        if id is None:
            return made
        asked = id.strip().lower()
        named = {j.id for j in made if j.id.startswith(asked)}
        if not named:
            told = self._current().explain(id)
            named = {told.id, *(e.claim.id for e in told.claims)}
        return [j for j in made if named & {j.id, j.subject, j.object or ""}]

    def reports(self) -> list[Report]:
        """Return all reports as they were last read, in order of their ids."""
        return [kept.report for kept in self._store.kept()]

    def span(self) -> tuple[dt.date | None, dt.date | None]:
        """Return the first and the last day of publication; None where no report has one."""
        return self._store.span()

    def claims(self) -> Iterator[Claim]:
        """Yield the claims of all current readings, by report and place in it."""
        for kept in self._store.kept():
            yield from kept.claims

    def rebuild(self, *, progress: Progress = unseen) -> int:
        """Derive all findings anew; return how many there are.

        Args:
            progress: told what is being done and how far it has come.
        """
        from dateline.pipeline.rebuilding import rebuilt

        return rebuilt(self._store, progress, kin=self._kin())

    def settle(self, *, progress: Progress = unseen) -> None:
        """Bring the findings up to date, where something was kept since they were derived.

        Only what the change touches is derived anew, unless it is a large part of the record.

        Args:
            progress: told what is being done and how far it has come, where all is derived anew.
        """
        self._current(progress)

    def events(
        self,
        *,
        since: Day | None = None,
        until: Day | None = None,
        place: str | None = None,
        actor: str | None = None,
        type: str | None = None,  # noqa: A002 - the word of the domain
        status: str | None = None,
        min_confidence: float | None = None,
        limit: int | None = None,
        everything: bool = False,
    ) -> list[EventFinding]:
        """Return events in order of their days: what happened, is said to have, or is planned.

        Args:
            type: PLOVER type, such as ASSAULT.
            status: asserted, claimed, denied, planned, hypothetical or historical.
            everything: also what is told as background or supposed only (historical,
                hypothetical), which otherwise `status` must ask for.
            min_confidence: 0 to 1.
            since: see the class; so `until`, `place`, `actor`, `limit`.
            until: see the class.
            place: see the class.
            actor: see the class.
            limit: see the class.
        """
        wanted = Filter(
            since=as_day(since),
            until=as_day(until),
            place=place,
            actor=actor,
            type=type,
            status=status,
            without=() if everything or status else BACKGROUND,
            min_confidence=min_confidence,
            limit=limit,
        )
        return self._current().events(wanted)

    def statements(
        self,
        *,
        since: Day | None = None,
        until: Day | None = None,
        place: str | None = None,
        actor: str | None = None,
        type: str | None = None,  # noqa: A002 - the word of the domain
        status: str | None = None,
        min_confidence: float | None = None,
        limit: int | None = None,
    ) -> list[StatementFinding]:
        """Return statements in order of their days.

        Args:
            type: form: direct, indirect, mixed or refusal.
            actor: the speaker, or whom the speaker speaks for.
            status: as for events.
            min_confidence: 0 to 1.
            since: see the class; so `until`, `place`, `limit`.
            until: see the class.
            place: see the class.
            limit: see the class.
        """
        wanted = Filter(
            since=as_day(since),
            until=as_day(until),
            place=place,
            actor=actor,
            type=type,
            status=status,
            min_confidence=min_confidence,
            limit=limit,
        )
        return self._current().statements(wanted)

    def positions(
        self,
        actor: str,
        *,
        toward: str | None = None,
        topic: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        min_confidence: float | None = None,
        limit: int | None = None,
    ) -> list[PositionFinding]:
        """Return what an actor asked for, refused, condemned or promised, in order of days.

        Args:
            actor: who spoke, or was spoken for.
            toward: toward this actor only.
            topic: only where topic or quotation hold these words.
            since: see the class; so `until`, `limit`.
            until: see the class.
            min_confidence: 0 to 1.
            limit: see the class.
        """
        from dateline.pipeline.positions import positions_in

        told = self.statements(since=since, until=until, min_confidence=min_confidence)
        return list(positions_in(told, actor=actor, toward=toward, topic=topic))[:limit]

    def holds(self, place: str, *, on: Day | None = None) -> list[Holding]:
        """Return who held `place` from when to when, or on one day.

        Args:
            place: name in any spelling of the record, or a gazetteer id.
            on: the day; None for all days.
        """
        day = as_day(on)
        return self._current().holdings(Filter(place=place, since=day, until=day))

    def knows(self, place: str) -> bool:
        """Tell whether any report speaks of `place`, a name in any spelling or an id."""
        return bool(self._current().places(Filter(place=place, limit=1)))

    def spelled_like(self, place: str, *, limit: int = 3) -> list[str]:
        """Return the names of places in the record that are spelled most like `place`."""
        from rapidfuzz import process

        from dateline.model.fold import fold

        places = self._current().places()
        spelled = {n: fold(n) for p in places for n in (p.place.name or "", *p.names) if n}
        near = process.extract(fold(place), spelled, limit=2 * limit, score_cutoff=60)
        return list({spelled[name]: name for _, _, name in reversed(near)}.values())[::-1][:limit]

    def holdings(
        self,
        *,
        since: Day | None = None,
        until: Day | None = None,
        place: str | None = None,
        actor: str | None = None,
        status: str | None = None,
        min_confidence: float | None = None,
        limit: int | None = None,
    ) -> list[Holding]:
        """Return who held what from when to when, by place and day.

        Args:
            actor: the holder.
            status: held, probable, claimed, contested or unknown.
            min_confidence: least probability, 0 to 1.
            since: see the class; so `until`, `place`, `limit`.
            until: see the class.
            place: see the class.
            limit: see the class.
        """
        wanted = Filter(
            since=as_day(since),
            until=as_day(until),
            place=place,
            actor=actor,
            status=status,
            min_confidence=min_confidence,
            limit=limit,
        )
        return self._current().holdings(wanted)

    def places(
        self,
        *,
        since: Day | None = None,
        until: Day | None = None,
        place: str | None = None,
        actor: str | None = None,
        type: str | None = None,  # noqa: A002 - the word of the domain
        status: str | None = None,
        min_confidence: float | None = None,
        limit: int | None = None,
    ) -> list[PlaceFinding]:
        """Return the places that claims speak of, by name, with their last holder.

        Args:
            type: kind of place: city, village, crossing, ...
            actor: the last holder.
            status: of the last holding.
            min_confidence: least probability of the last holding, 0 to 1.
            since: see the class; so `until`, `place`, `limit`.
            until: see the class.
            place: see the class.
            limit: see the class.
        """
        wanted = Filter(
            since=as_day(since),
            until=as_day(until),
            place=place,
            actor=actor,
            type=type,
            status=status,
            min_confidence=min_confidence,
            limit=limit,
        )
        return self._current().places(wanted)

    def doubts(
        self,
        *,
        since: Day | None = None,
        until: Day | None = None,
        place: str | None = None,
        type: str | None = None,  # noqa: A002 - the word of the domain
        limit: int | None = None,
    ) -> list[DoubtFinding]:
        """Return what does not fit, in single reports and across them, in order of days.

        Args:
            type: kind of doubt, such as `contradicting_holders`.
            since: see the class; so `until`, `place`, `limit`.
            until: see the class.
            place: see the class.
            limit: see the class.
        """
        wanted = Filter(
            since=as_day(since), until=as_day(until), place=place, type=type, limit=limit
        )
        return self._current().doubts(wanted)

    def find(self, kind: str, wanted: Filter) -> Slice[Any]:
        """Return one page of what fits, in its order, or with no limit all of it.

        Args:
            kind: event, statement, holding, place, doubt or report (as it was last read).
            wanted: the narrowing; its limit, offset and positions cut the page.

        Raises:
            InputError: a position is none of this list.
        """
        return self._current().find(kind, wanted)

    def count(self, kind: str, wanted: Filter) -> int:
        """Return how many fit `wanted`, whatever page it asks for; for `kind` see `find`."""
        return self._current().count(kind, wanted)

    def bodies(self, kind: str, ids: Sequence[str] | None = None) -> Iterator[bytes]:
        """Yield the JSON of findings of a kind, all or those with `ids`, in no order."""
        return self._current().bodies(kind, ids)

    def changed_since(self, epoch: str, number: int) -> Changed:
        """Return which findings changed after a change that was told before; see `Changed`."""
        return self._current().changed_since(epoch, number)

    def ids(self, kind: str) -> list[str]:
        """Return the ids of all findings of a kind, in no order."""
        return self._current().ids(kind)

    def state(self) -> str:
        """Return what tells this state of the record, its findings included, from any other."""
        return f"{self._store.stamp()} {self._version()}"

    def explain(self, id: str) -> Explanation:  # noqa: A002 - the word of the domain
        """Return where a claim, finding or report comes from.

        Args:
            id: the first hex digits of its id, as many as make it the only one.

        Raises:
            InputError: no id begins so, or several do.
        """
        return self._current().explain(id)

    def info(self) -> Info:
        """Return what the record holds."""
        return self._store.info(self._version())

    def page(self, report: str) -> Page | None:
        """Return the bytes that the report of this id came from; None where they are not kept."""
        return self._store.page(report)

    def _current(self, progress: Progress = unseen) -> Store:
        """The store, its findings brought up to date: a run may have been cut short."""
        if not self._store.fresh(self._version()):
            from dateline.pipeline.rebuilding import settled

            settled(self._store, progress, kin=self._kin())
        return self._store

    def _version(self) -> str:
        """What the findings have to be weighed by: another list of actors is another one."""
        from dateline.weigh import version_of

        return version_of(self._kin())

    def _kin(self) -> Kin:
        from dateline.weigh.register import kin_of

        return kin_of(self._cache)


def open_record(
    path: str | Path, *, create: bool = True, cache: str | Path | None = None
) -> Record:
    """Open the record at `path`.

    Args:
        path: the path of a file, or an SQLAlchemy URL.
        create: make it where it is not there.
        cache: folder of what a user added (`Settings.cache`), so that the actors of added lists
            stand with those whom they belong to; None for the shipped lists alone.

    Raises:
        InputError: it is not there, not a store of dateline's, or a newer version's.
        SourceError: it is locked, damaged or read-only.
    """
    return Record(open_store(path, create=create), Path(cache) if cache else None)
