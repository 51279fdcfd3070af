"""What does not fit across reports, each with what would settle it; doubts are findings too.

Nothing is settled here: a contradiction that weighing resolves by the weight of its sources is
still told, with the claims on both sides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dateline.know.ontology import ontology
from dateline.model import (
    ControlClaim,
    Doubt,
    DoubtFinding,
    EventClaim,
    EventFinding,
    Holding,
    Report,
    When,
    content_id,
)
from dateline.weigh.places import PlaceOf, apart
from dateline.weigh.sides import SideOf
from dateline.weigh.telling import Telling

MOVED = 1.5
"""Factor between the lowest and highest number of dead from which a toll is said to have moved."""
FAR_KM = 500.0
"""Distance from every other place of its report from which a place may be another of its name."""
OTHERS = 3
"""Places that a report must name besides, for one of them to be far from all."""
BRIEF = 3
"""Days up to which a place that another side held meanwhile is doubted to have changed hands."""
FIRM = ("held", "probable")
MANY = 5
"""Dead from which an event that rests on one line is worth a second look."""

_SETTLE = {
    "count_mismatch": "The list in another report of the same day, or a correction by the outlet.",
    "date_conflict": "The outlet's own archive page for the report.",
    "tolls_differ": "What each counts, and until when; a list of the dead by name.",
    "denied": "A witness, picture or monitor of neither side.",
}
"""What settles the doubts of single reports, where something can."""


ReportOf = Mapping[str, str]
"""The report of every claim, by their ids."""


def event_doubts(event: EventFinding, report_of: ReportOf) -> Iterator[DoubtFinding]:
    """Yield what does not fit in what is told of one event."""
    for kind, note, settle, claims in _of_event(event):
        yield _doubt(kind, note, settle, claims, report_of, where=event.where, when=event.when)


def place_doubts(
    told: Iterable[Telling], held: Sequence[Holding], side_of: SideOf, report_of: ReportOf
) -> Iterator[DoubtFinding]:
    """Yield what does not fit in who is said to have held one place.

    Args:
        told: the claims at the place, in their order.
        held: its holdings, in order of days.
        side_of: the side of every actor.
        report_of: of all claims that carry holdings, or speak against them.
    """
    if not held:
        return
    control = [telling for telling in told if isinstance(telling.claim, ControlClaim)]
    for kind, note, settle, claims, when in (
        *_of_holdings(held),
        *_gained_twice(control, held, side_of),
        *_jumps(control, held, side_of),
    ):
        yield _doubt(kind, note, settle, claims, report_of, where=held[0].place, when=when)


def report_doubts(told: Iterable[tuple[Report, Doubt]]) -> Iterator[DoubtFinding]:
    """Yield the doubts of single reports as findings, in an order of their own."""
    found = {}
    for report, doubt in told:
        day = report.published
        one = DoubtFinding(
            id=content_id("doubt", doubt.kind, report.id, doubt.span, doubt.note),
            kind=doubt.kind,
            note=doubt.note,
            settle=_SETTLE.get(doubt.kind, ""),
            when=When(start=day, end=day, precision="day", origin="publication") if day else None,
            claims=tuple(sorted(doubt.claims)),
            reports=(report.id,),
        )
        found[one.id] = one
    yield from (found[id_] for id_ in sorted(found))


_Told = tuple[str, str, str, tuple[str, ...]]


def _of_event(event: EventFinding) -> Iterator[_Told]:
    if event.status == "disputed":
        number = len(event.against)
        yield (
            "disputed_event",
            f"{len(event.claims) - number} say that it happened, {number} that it did not",
            "A witness, picture or monitor of neither side; or either side's later word.",
            event.claims,
        )
    killed = event.killed
    if killed and killed.low and killed.high and killed.high >= MOVED * killed.low:
        yield (
            "toll_moved",
            f"from {killed.low} to {killed.high} dead are told; best {killed.best}",
            "The latest count of whoever counts the dead, and whether it counts the same dead.",
            event.claims,
        )
    others = [a for a in event.alternatives if a.slot == "when"]
    if others and event.when is not None:
        days = ", ".join(a.value for a in others)
        yield (
            "clashing_dates",
            f"stated for {event.when.start} and for {days}",
            "Which report is nearest to the event, and whether these are two events.",
            tuple(sorted({c for a in others for c in a.claims})),
        )
    if killed and (killed.best or 0) >= MANY and event.lineages == 1 and event.articles > 1:
        yield (
            "one_lineage",
            f"{event.articles} reports of {killed.best} dead rest on one line",
            "A report that does not rest on the same agency or speaker.",
            event.claims,
        )


def _of_holdings(held: Sequence[Holding]) -> Iterator[tuple[str, str, str, tuple[str, ...], When]]:
    for holding in held:
        sides = len(holding.against) if not holding.claims else 2
        if not holding.against or sides < 2 or holding.from_day is None:
            continue  # one claim alone contradicts nothing
        who = holding.holder.name or holding.holder.text if holding.holder else "nobody for sure"
        yield (
            "contradicting_holders",
            (
                f"held by {who} ({holding.status}) by {len(holding.claims)} claims of "
                f"{holding.lineages} independent lines, against {len(holding.against)}"
            ),
            "A report from the place by neither side.",
            tuple(sorted({*holding.claims, *holding.against})),
            _days(holding.from_day, holding.to_day),
        )


def _gained_twice(
    tellings: Sequence[Telling], held: Sequence[Holding], side_of: SideOf
) -> Iterator[tuple[str, str, str, tuple[str, ...], When]]:
    """Yield gains on a stated day by who held the place already on the day before."""
    for telling in tellings:
        claim: ControlClaim = telling.claim
        when, holder = claim.when, claim.holder
        if claim.change != "gained" or claim.status not in ("asserted", "claimed"):
            continue
        if holder is None or when is None or when.start is None or when.origin != "stated":
            continue
        eve = when.start - dt.timedelta(days=1)
        for holding in held:
            first, last = holding.from_day or eve, holding.to_day or eve
            known = holding.holder is not None and holding.status in ("held", "probable")
            if not known or holding.holder is None or not first <= eve <= last:
                continue
            if side_of(holding.holder) == side_of(holder):
                name = holder.name or holder.text
                yield (
                    "gained_twice",
                    (
                        f"gained by {name} on {when.start}, who held it since {first}: "
                        "no loss between is told"
                    ),
                    "Whether it was lost in between, or the report tells of the first time.",
                    tuple(sorted({claim.id, *holding.claims})),
                    _days(when.start, when.start),
                )


def _jumps(
    tellings: Iterable[Telling], held: Sequence[Holding], side_of: SideOf
) -> Iterator[tuple[str, str, str, tuple[str, ...], When]]:
    """Yield days of another side in a place that one side held before and holds after.

    A front passes a place and stays for longer than that; a place far behind it that one line
    alone gives to the enemy for a day was hardly taken.
    """
    told = list(tellings)
    for before, between, after in zip(held, held[1:], held[2:], strict=False):
        if before.holder is None or between.holder is None or after.holder is None:
            continue
        first, last = between.from_day, between.to_day
        if first is None or last is None or (last - first).days >= BRIEF:
            continue
        ours, theirs = side_of(before.holder), side_of(between.holder)
        firm = before.status in FIRM and after.status in FIRM
        if not firm or ours == theirs or side_of(after.holder) != ours:
            continue
        saying = [t for t in told if t.claim.id in between.claims and t.claim.holder is not None]
        lines = {t.line for t in saying if side_of(t.claim.holder) == theirs}
        if len(lines) != 1:
            continue
        owner = before.holder.name or before.holder.text
        other = between.holder.name or between.holder.text
        yield (
            "front_jump",
            f"with {other} from {first} to {last} by one line, with {owner} before and after",
            "A second line, or a report of how the place was lost and won back.",
            tuple(sorted({*before.claims, *between.claims, *after.claims})),
            _days(first, last),
        )


def far_doubts(told: Iterable[Telling], place_of: PlaceOf) -> Iterator[DoubtFinding]:
    """Yield places far from all others of their report: perhaps others of their names.

    Args:
        told: the claims of one report, in their order.
        place_of: the place of every claim.
    """
    by_place: dict[str, list[Telling]] = {}
    for telling in told:
        where, key = telling.claim.where, place_of.get(telling.claim.id)
        if key and where.lat is not None and where.precision in ("exact", "near"):
            by_place.setdefault(key, []).append(telling)
    if len(by_place) <= OTHERS:
        return
    at = {key: by_place[key][0].claim.where for key in sorted(by_place)}
    for key, where in at.items():
        near = min(apart(where, other) for name, other in at.items() if name != key)
        # Talks are held and help is sent anywhere; a battle or a bank of a front is not.
        ground = [t for t in by_place[key] if _on_the_ground(t)]
        if near < FAR_KM or not ground:
            continue
        yield _doubt(
            "far_place",
            f"{where.name or where.text} is {near:.0f} km from any other place of its report",
            "Whether the report means another place of that name.",
            tuple(sorted({t.claim.id for t in ground})),
            {t.claim.id: t.report.id for t in ground},
            where=where,
            when=ground[0].claim.when,
        )


def _on_the_ground(telling: Telling) -> bool:
    """Whether a claim is of control, or of an act of force."""
    claim = telling.claim
    if isinstance(claim, EventClaim):
        return ontology().quad_code(claim.event) == "material conflict"
    return isinstance(claim, ControlClaim)


def _days(first: dt.date, last: dt.date | None) -> When:
    return When(start=first, end=last or first, precision="day", origin="stated")


def _doubt(
    kind: str,
    note: str,
    settle: str,
    claims: tuple[str, ...],
    report_of: Mapping[str, str],
    **fields: Any,
) -> DoubtFinding:
    return DoubtFinding(
        id=content_id("doubt", kind, claims, note),
        kind=kind,
        note=note,
        settle=settle,
        claims=claims,
        reports=tuple(sorted({report_of[claim] for claim in claims})),
        **fields,
    )
