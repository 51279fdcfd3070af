"""The toll of one event, of which several numbers are told.

One rule: a number that words call newer replaces the older; of two counts the bounds are kept.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from dateline.model import Toll
from dateline.read.event_counts import Count
from dateline.read.event_draft import Draft


def larger(first: Toll | None, second: Toll | None) -> Toll | None:
    """Return the toll to keep of two told of one event.

    By different counts the lowest and the highest bound it, and the one told first stands; else
    the greater, which takes in the other.
    """
    if first is None or second is None:
        return first or second
    if first.best == second.best:
        return first if first.by is not None else replace(first, by=second.by)
    if first.by is not None and second.by is not None and first.by != second.by:
        return widened(first, second) if (second.best or 0) > (first.best or 0) else first
    return second if (second.best or 0) > (first.best or 0) else first


def summed(first: Toll | None, second: Toll | None) -> Toll | None:
    """Return the dead of two groups together: of both sides, of soldiers and civilians."""
    if first is None or second is None:
        return first or second

    def both(one: int | None, other: int | None) -> int | None:
        return None if one is None or other is None else one + other

    return replace(
        first,
        low=both(first.low, second.low),
        best=both(first.best, second.best),
        high=both(first.high, second.high),
        text="; ".join(t for t in (first.text, second.text) if t),
    )


def widened(first: Toll, second: Toll) -> Toll:
    """Return a toll with the bounds of another count of the same event."""
    lows = [n for t in (first, second) for n in (t.low, t.best) if n is not None]
    highs = [n for t in (first, second) for n in (t.high, t.best) if n is not None]
    return replace(first, low=min(lows), high=max(highs))


def count_into(draft: Draft, counts: Iterable[Count]) -> None:
    """Bring a toll up to date by what a later sentence says of it."""
    for count in counts:
        old: Toll | None = getattr(draft, count.kind)
        if old is None and count.way == "more" and _only_hurt(draft, count):
            setattr(draft, count.kind, count.toll)
        else:
            setattr(draft, count.kind, _updated(old, count))


def _only_hurt(draft: Draft, count: Count) -> bool:
    """Tell whether an act had hurt people and killed none until some of them died."""
    hurt = draft.injured is not None and (draft.injured.best or 0) >= (count.toll.best or 0)
    return hurt and draft.match.frame.toll != "killed"


def _updated(old: Toll | None, count: Count) -> Toll | None:
    new = count.toll
    if count.way == "more":
        if old is None or old.best is None:
            return old
        return replace(
            old,
            low=None if old.low is None else old.low + (new.low or 0),
            best=old.best + (new.best or 0),
            high=None if old.high is None else old.high + (new.high or 0),
            text="; ".join(t for t in (old.text, new.text) if t),
            by=new.by or old.by,
        )
    if old is None or old.best == new.best or count.way == "rise":
        return replace(new, by=new.by or (old.by if old is not None else None))
    if new.by is not None and new.by != old.by:
        return widened(old, new)
    return new if (new.best or 0) >= (old.best or 0) else old


def counted_by(draft: Draft) -> None:
    """Note on a draft's tolls who counted: whoever tells of it."""
    if draft.claimed_by is None:
        return
    for kind in ("killed", "injured"):
        toll: Toll | None = getattr(draft, kind)
        if toll is not None and toll.by is None:
            setattr(draft, kind, replace(toll, by=draft.claimed_by))
