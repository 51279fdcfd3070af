"""Tables of findings and claims for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from dateline.model import (
    Claim,
    ControlClaim,
    DoubtFinding,
    EventClaim,
    EventFinding,
    Holding,
    Judgement,
    PlaceFinding,
    PlaceRef,
    Reading,
    StatementFinding,
)
from dateline.model.fold import fold
from dateline.show import words
from dateline.show.grid import Column, print_grid, printable

if TYPE_CHECKING:
    from dateline.keep import Info
    from dateline.know.gazetteer import Candidate, Source

_STATUS = {
    "asserted": "",
    "held": "green",
    "probable": "green",
    "claimed": "yellow",
    "contested": "red",
    "denied": "red",
    "disputed": "red",
    "planned": "cyan",
    "hypothetical": "dim",
    "historical": "dim",
    "unknown": "dim",
}
_DAY = Column("Day", 10)
_PLACE = Column("Place", 14, wide=True)
_STATUS_COLUMN = Column("Status", 9)
_SURE = Column("Sure", 4, rank=2, right=True)
_SOURCES = Column("Sources", 7, rank=3, right=True)
_ID = Column("Id", words.SHORT_ID, rank=1, style="dim")

_NOTHING = (
    "Nothing fits. Fewer filters show more; `dateline store info` tells what the record holds."
)


def _status(status: str) -> Text:
    return Text(status, style=_STATUS.get(status, ""))


def _sources(finding: EventFinding | StatementFinding | Holding) -> str:
    """Lineages, with articles where these are more: `2/5` is two lines in five articles."""
    articles = getattr(finding, "articles", finding.lineages)
    return (
        f"{finding.lineages}" if articles <= finding.lineages else f"{finding.lineages}/{articles}"
    )


def print_events(to: Console, events: Iterable[EventFinding]) -> None:
    """Print events."""
    columns = (
        _DAY,
        _PLACE,
        Column("What", 28, wide=True),
        _STATUS_COLUMN,
        _SURE,
        Column("Grade", 5, rank=4),
        _SOURCES,
        _ID,
    )
    rows = [
        (
            words.when(e.when),
            words.place(e.where) or "nowhere told",
            words.event(e),
            _status(e.status),
            words.share(e.confidence),
            f"{e.reliability}{e.credibility}",
            _sources(e),
            e.id[: words.SHORT_ID],
        )
        for e in events
    ]
    print_grid(to, columns, rows, empty=_NOTHING)


def print_statements(to: Console, statements: Iterable[StatementFinding]) -> None:
    """Print statements."""
    columns = (
        _DAY,
        Column("Speaker", 16, wide=True),
        Column("For", 12, rank=4, wide=True),
        Column("Act", 7),
        Column("Words", 30, wide=True),
        Column("Form", 8, rank=5),
        _SURE,
        _SOURCES,
        _ID,
    )
    rows = [
        (
            words.when(s.when),
            words.actor(s.speaker or s.organisation) or "nobody named",
            _speaks_for(s),
            words.acts(s.positions),
            f"“{s.content}”" if s.form == "direct" else s.content,
            s.form,
            words.share(s.confidence),
            _sources(s),
            s.id[: words.SHORT_ID],
        )
        for s in statements
    ]
    print_grid(to, columns, rows, empty=_NOTHING)


def _speaks_for(statement: StatementFinding) -> str:
    who, whom = words.actor(statement.speaker), words.actor(statement.organisation)
    return whom if who and whom != who else ""


def print_holdings(to: Console, holdings: Iterable[Holding], *, empty: str = _NOTHING) -> None:
    """Print who held what from when to when."""
    columns = (
        _PLACE,
        Column("Holder", 16, wide=True),
        Column("Days", 19),
        Column("Last told", 10, rank=5),
        _STATUS_COLUMN,
        _SURE,
        Column("For", 3, rank=3, right=True),
        Column("Against", 7, rank=4, right=True),
        _ID,
    )
    rows = [
        (
            words.place(h.place),
            _holder(h),
            words.days(h.from_day, h.to_day),
            f"{h.told or ''}",
            _status(h.status),
            words.share(h.probability),
            f"{len(h.claims)}",
            f"{len(h.against) or ''}",
            h.id[: words.SHORT_ID],
        )
        for h in holdings
    ]
    print_grid(to, columns, rows, empty=empty)


def print_end(to: Console, holdings: Iterable[Holding]) -> None:
    """Print who holds what at the end of the record: the last holding of every place.

    Sites without a name of their own ("the base") and holders whom nobody can name ("his men")
    are left to the table of all holdings; a line at the end counts them.
    """
    last: dict[tuple[str | None, str], Holding] = {
        (h.place.id, h.place.name or h.place.text): h for h in holdings
    }
    shown = [h for h in last.values() if _named(h)]
    columns = (
        _PLACE,
        Column("Holder", 20, wide=True),
        Column("Since", 10),
        _STATUS_COLUMN,
        _SURE,
        _SOURCES,
        _ID,
    )
    rows = [
        (
            words.place(h.place),
            _holder(h),
            f"{h.from_day or ''}",
            _status(h.status),
            words.share(h.probability),
            _sources(h),
            h.id[: words.SHORT_ID],
        )
        for h in sorted(shown, key=lambda h: fold(h.place.name or h.place.text))
    ]
    print_grid(to, columns, rows, empty="No report tells who holds a place.")
    if left := len(last) - len(shown):
        to.print(
            f"{left} more without a name of place or holder, or of which nothing is known: "
            "dateline holdings",
            style="dim",
        )
        to.print()


def _named(holding: Holding) -> bool:
    place, holder = holding.place, holding.holder
    if place.name is None and not place.text[:1].isupper():
        return False
    if holder is None:
        return holding.status != "unknown"
    return holder.name is not None


def _holder(holding: Holding) -> str:
    part = "" if holding.extent == "whole" or not holding.holder else f" ({holding.extent})"
    return (words.actor(holding.holder) or "–") + part


def print_places(
    to: Console, places: Iterable[PlaceFinding], divisions: Mapping[str, str] | None = None
) -> None:
    """Print the places that claims speak of.

    Args:
        to: where.
        places: the places.
        divisions: names of the divisions that places lie in, by their ids.
    """
    columns = (
        _PLACE,
        Column("In", 12, rank=3, wide=True),
        Column("Point", 15, rank=3),
        Column("Kind", 8, rank=4),
        Column("Spelled", 14, rank=5, wide=True),
        Column("Last held by", 16, wide=True),
        _STATUS_COLUMN,
        Column("Claims", 6, rank=2, right=True),
        _ID,
    )
    rows = [
        (
            words.place(p.place),
            _division(p.place, divisions or {}),
            _point(p),
            p.place.feature or "",
            _spellings(p),
            words.actor(p.holding.holder) if p.holding else "",
            _status(p.holding.status if p.holding else ""),
            f"{len(p.claims)}",
            p.id[: words.SHORT_ID],
        )
        for p in places
    ]
    print_grid(to, columns, rows, empty=_NOTHING)


def _division(place: PlaceRef, divisions: Mapping[str, str]) -> str:
    """The smallest division that a place is known to lie in."""
    named = [divisions[id_] for id_ in place.within if id_ in divisions and id_ != place.id]
    own = place.feature == "admin1" or place.admin1 == place.name
    return named[-1] if named else "" if own else place.admin1 or ""


def _spellings(finding: PlaceFinding) -> str:
    shown = words.place_name(finding.place)
    names = [finding.place.name, *finding.names]
    return ", ".join(dict.fromkeys(name for name in names if name and name != shown))


def _point(finding: PlaceFinding) -> str:
    at = finding.place
    return f"{at.lat:.3f} {at.lon:.3f}" if at.lat is not None and at.lon is not None else "unknown"


def print_claims(to: Console, reading: Reading, claims: Sequence[Claim]) -> None:
    """Print a reading: the report in a line, and `claims` of it."""
    report = reading.report
    day = f"{report.published or 'undated'}"
    if report.published_origin not in ("metadata", "given"):
        day += f" ({report.published_origin})"
    head = Text(printable(report.title or report.source), style="bold")
    told = [report.publisher, day, report.source if report.title else None]
    head.append("  " + printable(" · ".join(t for t in told if t)), style="not bold dim")
    to.print(head)
    columns = (
        Column("Kind", 9),
        _DAY,
        _PLACE,
        Column("What", 28, wide=True),
        _STATUS_COLUMN,
        _SURE,
        _ID,
    )
    main = reading.main_event
    rows = [
        (
            _kind(c) + (" *" if main is not None and c.id == main.id else ""),
            words.when(c.when),
            words.place(c.where),
            words.claim(c),
            _status(c.status),
            words.share(c.confidence),
            c.id[: words.SHORT_ID],
        )
        for c in claims
    ]
    print_grid(to, columns, rows, empty="  No claims.")
    for doubt in reading.doubts:
        to.print(Text(f"  doubt: {doubt.kind}: {printable(doubt.note)}", style="yellow"))


def _kind(claim: Claim) -> str:
    if isinstance(claim, ControlClaim):
        return "control"
    return "event" if isinstance(claim, EventClaim) else "statement"


def print_doubts(to: Console, doubts: Iterable[DoubtFinding]) -> None:
    """Print what does not fit."""
    columns = (
        _DAY,
        _PLACE,
        Column("Doubt", 21),
        Column("What", 30, wide=True),
        Column("What would settle it", 24, wide=True, rank=2),
        _ID,
    )
    rows = [
        (
            words.when(d.when),
            words.place(d.where),
            d.kind.replace("_", " "),
            d.note,
            d.settle,
            d.id[: words.SHORT_ID],
        )
        for d in doubts
    ]
    print_grid(to, columns, rows, empty="Nothing is in doubt here.")


def print_log(to: Console, judgements: Iterable[Judgement]) -> None:
    """Print what people judged."""
    columns = (
        Column("At (UTC)", 16),
        Column("By", 8),
        Column("Verdict", 9),
        Column("Of", words.SHORT_ID),
        Column("What", 16, wide=True),
        Column("Why", 12, wide=True, rank=2),
        _ID,
    )
    rows = [
        (
            f"{j.at:%Y-%m-%d %H:%M}",
            j.by,
            j.verdict,
            j.subject[: words.SHORT_ID],
            words.judgement(j),
            j.why,
            j.id[: words.SHORT_ID],
        )
        for j in judgements
    ]
    print_grid(to, columns, rows, empty="Nobody has judged anything: dateline judge ID VERDICT")


def print_info(to: Console, info: Info) -> None:
    """Print what a store holds."""
    count = info.counts
    lines = [
        ("Store", info.path),
        ("Size", f"{info.size / 2**20:.1f} MiB, schema {info.schema}"),
        ("Published", words.days(info.first, info.last) if info.first else "no dates"),
        ("Reports", f"{count['reports']}, pages kept: {count['pages']}"),
        ("Claims", f"{sum(info.claims.values())} ({_listed(info.claims)})"),
        ("Doubts", f"{sum(info.doubts.values())} ({_listed(info.doubts)})"),
        ("Judgements", f"{count['judgements']}"),
        ("Readers", _listed(info.readers)),
        ("Kept in all", f"{count['generations']} readings, {count['claims']} claims"),
        (
            "Findings",
            f"{count['findings_events']} events, {count['findings_statements']} statements, "
            f"{count['findings_holdings']} holdings, {count['findings_places']} places, "
            f"{count['findings_doubts']} doubts" + ("" if info.fresh else " (to be rebuilt)"),
        ),
    ]
    for name, value in lines:
        to.print(Text(f"{name:<12}", style="bold").append(Text(printable(value), style="not bold")))


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items()) or "none"


def print_sources(to: Console, sources: Iterable[Source]) -> None:
    """Print where the gazetteer's places come from."""
    columns = (
        Column("Source", 10),
        Column("Title", 24, wide=True),
        Column("Licence", 12, rank=1, wide=True),
        Column("Date", 10, rank=2),
        Column("Places", 7, right=True),
        Column("Polygons", 8, rank=1, right=True),
    )
    rows = [
        (s.key, s.title, s.licence, s.date or "", f"{s.places}", f"{s.units or ''}")
        for s in sources
    ]
    print_grid(to, columns, rows, empty="The gazetteer is empty: dateline gazetteer build")


def print_candidates(to: Console, candidates: Iterable[Candidate]) -> None:
    """Print the places that a name may stand for, with score and reason."""
    columns = (
        Column("Place", 14, wide=True),
        Column("Kind", 8),
        Column("In", 8, wide=True),
        Column("People", 9, rank=2, right=True),
        Column("Point", 15, rank=1),
        Column("Score", 5, right=True),
        Column("Why", 14, wide=True),
        Column("Id", 12, rank=3, wide=True),
        Column("Source", 8, rank=4, wide=True),
    )
    rows = [
        (
            c.place.name,
            c.place.feature,
            ", ".join(filter(None, (c.place.division, c.place.country))),
            f"{c.place.population:,}" if c.place.population else "",
            f"{c.place.lat:.3f}, {c.place.lon:.3f}",
            f"{c.score:.2f}",
            c.why,
            c.place.id,
            c.place.source,
        )
        for c in candidates
    ]
    print_grid(to, columns, rows, empty="No place of this name: dateline gazetteer add SOURCE")
