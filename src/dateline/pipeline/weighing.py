"""Cells of findings, weighed from what a store keeps: places, events, statements, reports' doubts.

Each cell follows from its own claims. Deriving all findings anew and bringing them up to date do
the same here, with all cells or with those that a change touches; so both come to the same bytes.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from dateline.keep import schema
from dateline.keep.desk import Current, Desk, Row, block_key
from dateline.model import (
    Claim,
    Doubt,
    DoubtFinding,
    EventClaim,
    EventFinding,
    PlaceRef,
    Report,
    Span,
    StatementClaim,
    StatementFinding,
    content_id,
    from_json,
)
from dateline.weigh.areas import Area, area_told
from dateline.weigh.clusters import Likeness, components
from dateline.weigh.corrections import Corrections
from dateline.weigh.doubts import event_doubts, far_doubts, report_doubts
from dateline.weigh.events import block_of as event_block
from dateline.weigh.events import likeness
from dateline.weigh.events import of_component as events_of
from dateline.weigh.match import Matcher
from dateline.weigh.naming import renamed
from dateline.weigh.places import Spot, spot_key
from dateline.weigh.register import SHIPPED, Kin
from dateline.weigh.sides import parties, placed, rebels, sides_by
from dateline.weigh.sites import Site, Weighed, weigh_sites
from dateline.weigh.statements import LIKENESS
from dateline.weigh.statements import block_of as statement_block
from dateline.weigh.statements import of_component as statements_of
from dateline.weigh.telling import Telling

Trace = Callable[[Span], tuple[str, int | None]]
Told = EventFinding | StatementFinding
Label = tuple[str | None, str]
Named = dict[str, Counter[str]]

_NAMED = "weighed.named"
EVENT, STATEMENT, CONTROL = "event", "statement", "control"
_W = schema.weighed_claims.c


class Weighing:
    """Weighs cells of a store.

    Attributes:
        desk: the store.
        corrections: what people judged.
        named: how often each rebel side of a country is named.
        kin: who belongs to whom.
    """

    def __init__(
        self, desk: Desk, corrections: Corrections, named: Named, kin: Kin = SHIPPED
    ) -> None:
        self.desk = desk
        self.corrections = corrections
        self.named = named
        self.kin = kin
        self._reports: dict[int, Report] = {}
        self._names: dict[str, str | None] = {}
        self._place_of: dict[str, str] = {}
        self._around: dict[Area, list[Telling]] | None = None
        self.ready()

    def ready(self) -> None:
        """Settle whose side everybody is on; `named` is whole."""
        self._matcher = Matcher(self._place_of, sides_by(self.named, self.kin))
        self._alike = {EVENT: likeness(self._matcher), STATEMENT: LIKENESS}

    def derived(self, current: Current, number: int, trace: Trace) -> Iterator[Row]:
        """Yield the rows of a report's claims, as far as they follow from it and its lines.

        Args:
            current: the report.
            number: its own.
            trace: finds the line of a sentence of it.
        """
        for said in current.claims:
            claim = self.corrections.applied(said)
            if claim is None:
                continue
            line, source = trace(claim.span)
            told = placed(Telling.of(claim, current.report, line))
            named = [" ".join(pair) for a in parties(told.claim) if (pair := rebels(a, self.kin))]
            yield Row(
                claim=claim.id,
                report=number,
                generation=current.generation,
                kind=_kind(claim),
                line=line,
                source=source,
                spot=(spot_key(claim.where) or None) if claim.where else None,
                place=None,
                block=_block(claim),
                start=told.start.toordinal() if told.start else None,
                end=told.end.toordinal() if told.end else None,
                component=None,
                area="\t".join(area_told(told) or ()) or None,
                named=";".join(named) or None,
                said=told.said or None,
            )

    def tellings(self, rows: Sequence[Row], *, shown: bool = True) -> list[Telling]:
        """Return claims as weighing sees them, in the order of `rows`.

        Args:
            rows: of the claims.
            shown: under the names by which their places are shown.
        """
        missing = sorted({row.report for row in rows} - self._reports.keys())
        if missing:
            if len(self._reports) > 20_000:
                self._reports.clear()
                missing = sorted({row.report for row in rows})
            for found in self.desk.select(schema.weighed_reports.c.number, missing):
                self._reports[found[0]] = from_json(found[-1], Report)
        if shown:
            self._know({row.place for row in rows if row.place})
        told = []
        for row in rows:
            claim = self.corrections.applied(from_json(row.body, Claim))
            if claim is None:
                raise RuntimeError(f"claim {row.claim} was judged wrong and is weighed")
            telling = Telling.of(claim, self._reports[row.report], row.line, said=row.said or "")
            telling = placed(telling)
            if row.place:
                self._place_of[row.claim] = row.place
            told.append(renamed(telling, self._names.get(row.place or "")) if shown else telling)
        return told

    def _know(self, places: set[str]) -> None:
        missing = places - self._names.keys()
        if len(self._names) > 500_000:
            self._names.clear()
            missing = places
        found = self.desk.select(schema.weighed_places.c.place, sorted(missing))
        self._names |= dict(found)

    def let_go(self) -> None:
        """Forget which claim is where: a batch is done."""
        self._place_of.clear()

    # Places.

    def spots(self, rows: Sequence[Row]) -> list[Spot]:
        """Return the spots of claims, all of each spot's among them, in order of their keys."""
        refs: dict[str, list[PlaceRef]] = defaultdict(list)
        for row, telling in zip(rows, self.tellings(rows, shown=False), strict=True):
            refs[row.spot or ""].append(telling.claim.where)
        self.let_go()
        return [Spot.of(key, refs[key]) for key in sorted(refs)]

    def sites(self, rows: Sequence[Row]) -> list[Site]:
        """Return the places of claims, in order of their keys."""
        at: dict[str, list[Telling]] = defaultdict(list)
        for row, telling in zip(rows, self.tellings(rows, shown=False), strict=True):
            at[row.place or ""].append(telling)
        return [Site.of(key, at[key]) for key in sorted(at)]

    def weigh_places(self, sites: Sequence[Site], *, anew: bool = False) -> None:
        """Renew what is found of places, and what they are called.

        Args:
            sites: the places.
            anew: nothing was found of them before.
        """
        self.desk.insert(schema.weighed_places, [(s.key, s.name) for s in sites])
        if not anew:
            self.desk.delete(schema.weighed_around.c.place, [site.key for site in sites])
        lies = [("\t".join(area), site.key) for site in sites for area in site.areas]
        self.desk.insert(schema.weighed_around, lies)
        self._names |= {site.key: site.name for site in sites}
        around = self._told_around({area for site in sites for area in site.areas})
        weighed = weigh_sites(sites, around, self._matcher.side_of)
        if anew:
            for one in weighed:
                self.desk.put("holding", one.holdings, cell=_cell(one.key))
                self.desk.put("place", [one.place])
                self.desk.put("doubt", one.doubts, cell=_cell(one.key))
        else:
            self._renew_places([site.key for site in sites], list(weighed))

    def drop_places(self, keys: Sequence[str]) -> None:
        """Drop what is found of places of which no claim tells any more."""
        if keys:
            self._renew_places(keys, ())
            self.desk.delete(schema.weighed_places.c.place, keys)
            self.desk.delete(schema.weighed_around.c.place, keys)
            for key in keys:
                self._names.pop(key, None)

    def _renew_places(self, keys: Sequence[str], weighed: Sequence[Weighed]) -> None:
        cells = [_cell(key) for key in keys]
        held = [(_cell(one.key), holding) for one in weighed for holding in one.holdings]
        self.desk.renew("holding", held, cells=cells)
        places = [(None, one.place) for one in weighed]
        self.desk.renew("place", places, ids=[content_id("place", key) for key in keys])
        doubts = [(_cell(one.key), doubt) for one in weighed for doubt in one.doubts]
        self.desk.renew("doubt", doubts, cells=cells)

    def _told_around(self, areas: set[Area]) -> dict[Area, list[Telling]]:
        """What is told of whole divisions."""
        if self._around is not None:
            return self._around
        found: dict[Area, list[Telling]] = defaultdict(list)
        rows = self.desk.rows(_W.area, sorted("\t".join(area) for area in areas))
        for row, telling in zip(rows, self.tellings(rows, shown=False), strict=True):
            country, _, name = (row.area or "").partition("\t")
            found[country, name].append(telling)
        return found

    def remember_areas(self, areas: Iterable[str]) -> None:
        """Keep in mind what is told of all divisions: every place is going to be weighed."""
        pairs = [area.partition("\t") for area in areas]
        self._around = self._told_around({(country, name) for country, _, name in pairs})

    # Events and statements.

    def weigh_blocks(self, kind: str, rows: Sequence[Row]) -> tuple[list[Label], set[str]]:
        """Add what the claims of whole blocks make up, where nothing was found before.

        Args:
            kind: of the claims.
            rows: of them, block by block.

        Returns:
            components of more than one claim, as pairs of component and claim; and claims whose
            components reach beyond the block by what people judged, which are left out.
        """
        labels: list[Label] = []
        beyond: set[str] = set()
        told = zip(rows, self.tellings(rows), strict=True)
        for _, block in itertools.groupby(told, key=lambda pair: block_key(pair[0])):
            tellings = [telling for _, telling in block]
            for part in components(tellings, self._alike[kind], self.corrections):
                ids = sorted(t.claim.id for t in part)
                if any(self.corrections.same_as(id_) for id_ in ids):
                    beyond.update(ids)
                    continue
                self._put(kind, part)
                if len(ids) > 1:
                    labels += [(ids[0], id_) for id_ in ids]
        return labels, beyond

    def weigh_components(self, kind: str, seeds: Iterable[Row], gone: Iterable[str] = ()) -> None:
        """Renew the events, or statements, of all components that some claims belong to.

        Args:
            kind: of the claims.
            seeds: claims of every component that may have changed.
            gone: ids of claims that are not weighed any more.
        """
        parts: list[list[Telling]] = []
        done: set[str] = set()
        labels: list[Label] = []
        for row in sorted(seeds, key=lambda row: row.claim):
            if row.claim in done:
                continue
            part = self._component(kind, row)
            parts.append(part)
            ids = sorted(t.claim.id for t in part)
            done.update(ids)
            labels += [(ids[0] if len(ids) > 1 else None, id_) for id_ in ids]
        before = self.desk.supported([*done, *gone], kind)
        found = [f for part in parts for f in self._found(kind, part)]
        self.desk.renew(kind, [(None, one) for one in found], ids=sorted(before))
        if kind == EVENT:
            doubts = list(_doubts(parts, found))
            cells = {_cell(id_, EVENT) for id_ in before} | {cell for cell, _ in doubts}
            self.desk.renew("doubt", doubts, cells=sorted(cells))
        self.desk.label(labels)

    def _component(self, kind: str, first: Row) -> list[Telling]:
        """All claims that a path of likeness, or of judgements, connects with one."""
        alike = self._alike[kind]
        [telling] = self.tellings([first])
        found = {first.claim: telling}
        queue, spread = [(first, telling)], set()
        while queue:
            row, telling = queue.pop()
            for other in self.desk.rows(_W.claim, self.corrections.same_as(row.claim)):
                if other.kind == kind and other.claim not in found:
                    [found[other.claim]] = self.tellings([other])
                    queue.append((other, found[other.claim]))
            mine = alike.kind(telling)
            if mine in spread or row.start is None or row.end is None:
                continue
            spread.add(mine)
            rows = [r for r in self._neighbours(kind, row, alike) if r.claim not in found]
            for other, told in zip(rows, self.tellings(rows), strict=True):
                if (
                    alike.kind(told) == mine
                    or alike.points(*_ordered(telling, told)) >= alike.enough
                ):
                    found[other.claim] = told
                    queue.append((other, told))
        return sorted(found.values(), key=lambda t: t.order)

    def _neighbours(self, kind: str, row: Row, alike: Likeness) -> list[Row]:
        start, end = row.start or 0, row.end or 0
        first, last = start - alike.reach, end + alike.reach
        near = self.desk.near(row.block or "", row.place, first, last, anywhere=kind == STATEMENT)
        if kind == EVENT and row.place is None:
            return [r for r in near if r.start == row.start]
        return near

    def _put(self, kind: str, part: Sequence[Telling]) -> None:
        found = list(self._found(kind, part))
        self.desk.put(kind, found)
        for cell, doubt in _doubts([part], found):
            self.desk.put("doubt", [doubt], cell=cell)

    def _found(self, kind: str, part: Sequence[Telling]) -> Iterator[Told]:
        if kind == EVENT:
            yield from events_of(part, self._matcher, self.corrections)
        else:
            yield from statements_of(part, self.corrections)

    # Reports.

    def weigh_reports(self, numbers: Iterable[int], *, anew: bool = False) -> None:
        """Renew the doubts of single reports.

        Args:
            numbers: of the reports.
            anew: nothing was found of them before.
        """
        asked = sorted(numbers)
        rows = self.desk.rows(_W.report, asked)
        by_report: dict[int, list[Telling]] = defaultdict(list)
        for row, telling in zip(rows, self.tellings(rows), strict=True):
            by_report[row.report].append(telling)
        raised = self._raised(asked)
        ids = {row[0]: row[1] for row in self.desk.select(schema.weighed_reports.c.number, asked)}
        doubts: list[tuple[str, DoubtFinding]] = []
        for number in asked:
            told = sorted(by_report.get(number, ()), key=lambda t: t.order)
            found = [*far_doubts(told, self._place_of), *report_doubts(raised.get(number, ()))]
            doubts += [(_cell(ids[number], "report"), doubt) for doubt in found]
        if anew:
            for cell, doubt in doubts:
                self.desk.put("doubt", [doubt], cell=cell)
        else:
            self.desk.renew("doubt", doubts, cells=[_cell(ids[n], "report") for n in asked])

    def _raised(self, numbers: Sequence[int]) -> dict[int, list[tuple[Report, Doubt]]]:
        """The doubts that gathering and reading had of some reports."""
        shelved = self.desk.select(schema.weighed_reports.c.number, numbers)
        number_of = {row[2]: (row[0], row[-1]) for row in shelved}
        found: dict[int, list[tuple[Report, Doubt]]] = defaultdict(list)
        for generation, _, _, body in self.desk.select(schema.doubts.c.generation, number_of):
            number, report = number_of[generation]
            found[number].append((from_json(report, Report), from_json(body, Doubt)))
        return found


def _cell(key: str, of: str = "place") -> str:
    """What findings are renewed with: a place, an event, a report."""
    return f"{of}\t{key}"


def _doubts(
    parts: Iterable[Sequence[Telling]], found: Iterable[Told]
) -> Iterator[tuple[str, DoubtFinding]]:
    """Yield the doubts of events, each with its cell."""
    report_of = {t.claim.id: t.report.id for part in parts for t in part}
    for event in found:
        if isinstance(event, EventFinding):
            for doubt in event_doubts(event, report_of):
                yield _cell(event.id, EVENT), doubt


def _kind(claim: Claim) -> str:
    if isinstance(claim, EventClaim):
        return EVENT
    return STATEMENT if isinstance(claim, StatementClaim) else CONTROL


def _block(claim: Claim) -> str | None:
    if isinstance(claim, EventClaim):
        return event_block(claim)
    return content_id(statement_block(claim)) if isinstance(claim, StatementClaim) else None


def _ordered(one: Telling, other: Telling) -> tuple[Telling, Telling]:
    return (one, other) if one.order <= other.order else (other, one)


def put_spots(desk: Desk, spots: Iterable[Spot], place: Mapping[str, str]) -> None:
    """Write spots, with the place that each of them is."""
    told = list(spots)
    rows = [(s.key, place[s.key], s.known, s.lat, s.lon, f"|{'|'.join(s.names)}|") for s in told]
    desk.insert(schema.weighed_spots, rows)
    desk.insert(schema.weighed_names, [(name, s.key) for s in told for name in s.names])


def count(named: Named, row: Row, number: int) -> None:
    """Add to how often rebels are named what a claim says, or take it away."""
    for pair in (row.named or "").split(";"):
        country, gap, side = pair.partition(" ")
        if gap:
            named.setdefault(country, Counter())[side] += number


def keep_named(desk: Desk, named: Named) -> None:
    """Keep how often rebels are named."""
    told = {c: {s: n for s, n in sorted(sides.items()) if n} for c, sides in sorted(named.items())}
    desk.remark(_NAMED, json.dumps(told))


def kept_named(desk: Desk) -> Named:
    """Return how often rebels are named."""
    told = json.loads(desk.meta(_NAMED) or "{}")
    return {country: Counter(sides) for country, sides in told.items()}
