"""The findings of a store brought up to date with what is new: its neighbourhood and nothing else.

What a change touches: the claims of a report that is new, read again or judged; claims whose line
it changes (`press`); the places where any of them is or was, and those of the division that any of
them tells of; the components of like claims that any of them joins or leaves; what is told under
another name from now on; the doubts of the reports. A change of something global calls for all
findings to be derived anew (`GlobalChangeError`): a report that reads otherwise than it was
weighed, another rebel side that a country's nameless rebels stand for, and so much that is new
that it is no gain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.keep import schema
from dateline.keep.desk import Desk, Row
from dateline.model import Report, from_json
from dateline.pipeline.press import Press, slim
from dateline.pipeline.weighing import (
    EVENT,
    STATEMENT,
    Weighing,
    count,
    keep_named,
    kept_named,
    put_spots,
)
from dateline.weigh.corrections import Corrections
from dateline.weigh.places import Spot, grouped
from dateline.weigh.register import SHIPPED, Kin
from dateline.weigh.sides import most_named

FEW, SHARE = 50, 0.05
"""Changed reports, or share of all, up to which only what they touch is weighed: a report by
itself costs some twenty times its share of a rebuild."""
_W = schema.weighed_claims.c


class GlobalChangeError(Exception):
    """A change that no neighbourhood holds: all findings have to be derived anew."""


def updated(desk: Desk, generation: int, judgement: int, *, kin: Kin = SHIPPED) -> None:
    """Bring the findings up to date.

    Args:
        desk: the store.
        generation: the last that was weighed.
        judgement: the last one, likewise.
        kin: who belongs to whom.

    Raises:
        GlobalChangeError: everything has to be derived anew.
    """
    judged = _judged(desk, judgement)
    new = set(desk.read_since(generation))
    if _many(len(new) + len(judged), desk):
        raise GlobalChangeError
    reports = new | desk.reports_of(judged)
    if _many(len(reports), desk):
        raise GlobalChangeError
    work = Weighing(desk, Corrections(desk.judgements()), kept_named(desk), kin)
    press = Press(desk)
    affected = _printed(desk, press, sorted(reports))
    old = {row.claim: row for row in desk.rows(_W.report, sorted(affected))}
    now = {row.claim: row for row in _derived(desk, work, press, affected)}
    changed = {id_ for id_ in old.keys() | now.keys() if _differ(old.get(id_), now.get(id_))}
    changed |= judged & (old.keys() | now.keys())
    before = [old[id_] for id_ in sorted(changed & old.keys())]
    after = [now[id_] for id_ in sorted(changed & now.keys())]
    _named(desk, work, before, after)
    desk.delete(_W.claim, sorted(changed - now.keys()))
    desk.insert(schema.weighed_claims, [row[:-1] for row in after])
    moved = _placed(desk, work, before, [row.claim for row in after])
    told = {row.claim: row for row in desk.rows(_W.claim, [r.claim for r in (*after, *moved)])}
    places = {row.place for row in (*before, *moved, *told.values()) if row.place}
    areas = {row.area for row in (*before, *told.values()) if row.area}
    renamed = _weigh_places(desk, work, places | desk.places_in(sorted(areas)))
    told |= {row.claim: row for row in desk.rows(_W.place, sorted(renamed))}
    for kind in (EVENT, STATEMENT):
        was = [row for row in (*before, *moved) if row.kind == kind]
        labels = {row.component for row in was if row.component}
        labels |= {row.component for row in told.values() if row.kind == kind and row.component}
        seeds = {row.claim: row for row in told.values() if row.kind == kind}
        seeds |= {row.claim: row for row in desk.rows(_W.component, sorted(labels))}
        if seeds or was:
            work.weigh_components(kind, seeds.values(), [row.claim for row in was])
    new_numbers = desk.numbers(sorted(new)).values()
    work.weigh_reports({*(row.report for row in (*before, *told.values())), *new_numbers})


def _many(changed: int, desk: Desk) -> bool:
    # Counting all reports takes a walk over them: only where it matters.
    return changed > FEW and changed > SHARE * desk.readings()


def _judged(desk: Desk, judgement: int) -> set[str]:
    """The claims of which something was judged, or retracted, since a judgement."""
    found: set[str] = set()
    for made in desk.judged_since(judgement):
        about = desk.judgement(made.subject) if made.verdict == "retract" else made
        if about is not None:
            found |= {about.subject, about.object or about.subject}
    return found


def _printed(desk: Desk, press: Press, ids: list[str]) -> set[int]:
    """Place the reports that are new; return the numbers of all whose claims to trace anew."""
    affected: set[int] = set()
    shelf = {row[1]: row for row in desk.select(schema.weighed_reports.c.id, ids)}
    for one in desk.current(ids):
        if one.report.id not in shelf:
            affected |= press.add(one.report, one.generation)
            continue
        before = shelf[one.report.id]
        _unaltered(from_json(before[-1], Report), one.report)
        affected.add(before[0])
        if before[2] != one.generation or before[-1] != slim(one.report):
            press.read_again(before[0], one.report, one.generation)
    return affected


def _unaltered(before: Report, now: Report) -> None:
    facts = ("text_sha256", "published", "agency", "publisher")
    if any(getattr(before, fact) != getattr(now, fact) for fact in facts):
        raise GlobalChangeError


def _derived(desk: Desk, work: Weighing, press: Press, numbers: Iterable[int]) -> Iterator[Row]:
    known = press.printed(sorted(numbers))
    number_of = {printed.id: number for number, printed in known.items()}
    for one in desk.current(sorted(number_of)):
        number = number_of[one.report.id]
        trace = press.trace(one.report, number, [claim.span for claim in one.claims])
        yield from work.derived(one, number, trace)


def _differ(old: Row | None, now: Row | None) -> bool:
    """Whether a claim is weighed otherwise than before, its place apart."""
    if old is None or now is None:
        return True
    return old._replace(place=None, component=None, body=b"") != now


def _named(desk: Desk, work: Weighing, before: Iterable[Row], after: Iterable[Row]) -> None:
    """Count anew whom the record calls rebels."""
    most = most_named(work.named)
    for rows, number in ((before, -1), (after, 1)):
        for row in rows:
            count(work.named, row, number)
    if most_named(work.named) != most:
        raise GlobalChangeError
    keep_named(desk, work.named)
    work.ready()


def _placed(desk: Desk, work: Weighing, before: Iterable[Row], after: Iterable[str]) -> list[Row]:
    """Find the places of the spots that a change touches.

    Args:
        desk: the store, the new rows written, without their places.
        work: decodes claims.
        before: rows that were there before.
        after: ids of the claims of the new rows.

    Returns:
        the claims, unchanged in themselves, that are at another place from now on, as they were.
    """
    s = schema.weighed_spots.c
    told = desk.rows(_W.claim, after)
    touched = sorted({row.spot for row in (*before, *told) if row.spot})
    known = {row[0]: _spot(row) for row in desk.select(s.spot, touched)}
    lost = {row.spot for row in before}
    added = {spot.key: spot for spot in work.spots([row for row in told if row.spot])}
    same = {key for key in touched if key not in lost and _within(added[key], known.get(key))}
    now = {spot.key: spot for spot in work.spots(desk.rows(_W.spot, [*{*touched} - same]))}
    altered = {key for key in {*touched} - same if known.get(key) != now.get(key)}
    names = {name for of in (known, now) for key in altered & of.keys() for name in of[key].names}
    was = {row[0]: row[1] for row in desk.select(s.spot, touched)}
    desk.delete(s.spot, sorted(altered - now.keys()))
    desk.delete(schema.weighed_names.c.spot, sorted(altered))
    put_spots(desk, [now[key] for key in sorted(altered & now.keys())], {key: key for key in now})
    family, places = _family(desk, names)
    was = places | was  # those that are altered have just been written as places of their own
    place = grouped(family.values())
    moving = {key: at for key, at in place.items() if was.get(key) != at or key in altered}
    moved = [row for row in desk.rows(_W.spot, sorted(moving)) if row.place is not None]
    moved = [row for row in moved if row.place != place[row.spot or ""]]
    put_spots(desk, [family[key] for key in sorted(moving)], place)
    desk.move({key: was[key] for key in touched if key in was} | moving)
    return moved


def _within(spot: Spot, known: Spot | None) -> bool:
    """Whether a spot says nothing that is not known of it."""
    if known is None or spot.known != known.known or not {*spot.names} <= {*known.names}:
        return False
    if spot.lat is None or spot.lon is None:
        return True
    if known.lat is None or known.lon is None:
        return False
    return (spot.lat, spot.lon) >= (known.lat, known.lon)


def _family(desk: Desk, names: set[str]) -> tuple[dict[str, Spot], dict[str, str]]:
    """All spots that share names, directly or by others between them, and their places so far."""
    found: dict[str, Spot] = {}
    places: dict[str, str] = {}
    asked: set[str] = set()
    while names - asked:
        new, asked = sorted(names - asked), asked | names
        keys = {row[1] for row in desk.select(schema.weighed_names.c.name, new)} - found.keys()
        for row in desk.select(schema.weighed_spots.c.spot, sorted(keys)):
            found[row[0]], places[row[0]] = _spot(row), row[1]
            names = names | {*found[row[0]].names}
    return found, places


def _spot(row: tuple[Any, ...]) -> Spot:
    key, _, known, lat, lon, names = row
    return Spot(key, bool(known), tuple(names.strip("|").split("|")), lat, lon)


def _weigh_places(desk: Desk, work: Weighing, places: set[str]) -> set[str]:
    """Renew what is found of places; return those that go by another name from now on."""
    known = {row[0]: row[1] for row in desk.select(schema.weighed_places.c.place, sorted(places))}
    sites = work.sites(desk.rows(_W.place, sorted(places)))
    work.weigh_places(sites)
    work.drop_places(sorted(places - {site.key for site in sites}))
    return {site.key for site in sites if site.key in known and site.name != known[site.key]}
