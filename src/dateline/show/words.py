"""Nouns in a few words, always with how precisely a day or place is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from dateline.model import (
    ActorRef,
    Claim,
    ControlClaim,
    EventClaim,
    EventFinding,
    Judgement,
    PlaceRef,
    Position,
    Toll,
    When,
)
from dateline.model.fold import fold

SHORT_ID = 8
"""Hex digits of an id in a table: unique in a record of some ten thousand claims."""

_DIVISIONS: dict[str | None, str] = {"admin1": "province", "admin2": "district"}
_CHANGES = {
    "gained": "gained by",
    "lost": "lost by",
    "held": "held by",
    "contested": "contested by",
    "advanced_toward": "approached by",
}


def actor(ref: ActorRef | None) -> str:
    """Return an actor's neutral name, or its words in quotation marks where it has none."""
    if ref is None:
        return ""
    return ref.name or f"“{ref.text}”"


def actors(refs: Iterable[ActorRef]) -> str:
    """Return several actors' names."""
    return ", ".join(actor(ref) for ref in refs)


def place(ref: PlaceRef | None) -> str:
    """Return a place's name with its precision.

    >>> place(PlaceRef(text="Hama", name="Hama", lat=35.1, lon=36.8, precision="admin1"))
    'Hama (province)'
    """
    if ref is None:
        return ""
    name = place_name(ref)
    if ref.lat is None:
        return f"{name} (no point)"
    if ref.precision in (None, "exact"):
        return name
    if ref.precision == "near":
        reach = f" ~{ref.radius_km:.0f} km" if ref.radius_km else ""
        return f"{name} (near{reach})"
    return f"{name} ({_DIVISIONS.get(ref.precision, ref.precision)})"


def place_name(ref: PlaceRef) -> str:
    """Return a place's name as reports spell it; in quotation marks where no gazetteer knows it.

    >>> place_name(PlaceRef(text="Hama", name="Ḩamāh", id="geonames:170017"))
    'Hama'
    """
    if ref.name is None:
        return f"“{ref.text}”"
    # "the city" is no name, and "Hama province" says less than the gazetteer's name and kind.
    printed, known = fold(ref.text), fold(ref.name)
    longer = known != printed and known in printed
    return ref.text if ref.text[:1].isupper() and not longer else ref.name


def when(told: When | None) -> str:
    """Return an interval of days with its precision and, where no words tell it, its origin.

    `~` is inferred from the narrative; `by` is the day of publication, for want of any other.
    """
    if told is None or (told.start is None and told.end is None):
        return "undated"
    if told.start is None:
        days = f"until {told.end}"
    elif told.end is None:
        days = f"from {told.start}"
    elif told.start == told.end:
        days = f"{told.start}"
    else:
        days = f"{told.start} to {_shortly(told.start, told.end)}"
    if told.precision != "day":
        days += f" ({told.precision})"
    # Of the day of publication no more is known than that it had happened by then.
    return {"stated": "", "inferred": "~", "publication": "by "}[told.origin] + days


def days(first: dt.date | None, last: dt.date | None) -> str:
    """Return a run of days; an open end goes on."""
    if last is None:
        return f"{first} on" if first else ""
    return f"{first}" if first == last else f"{first or ''} to {_shortly(first, last)}".lstrip()


def _shortly(start: dt.date | None, end: dt.date) -> str:
    if start is None or start.year != end.year:
        return f"{end}"
    return f"{end:%d}" if start.month == end.month else f"{end:%m-%d}"


def toll(told: Toll | None) -> str:
    """Return a number of killed or injured as it is known: `12`, `10–15`, `12+`."""
    if told is None:
        return ""
    if told.low is not None and told.high is not None and told.low != told.high:
        return f"{told.low}–{told.high}"
    number = told.best if told.best is not None else told.low
    if number is None:
        return told.text or ""
    return f"{number}+" if told.high is None and told.low is not None else f"{number}"


def tolls(killed: Toll | None, injured: Toll | None) -> str:
    """Return both tolls in words."""
    parts = [(toll(killed), "killed"), (toll(injured), "injured")]
    return ", ".join(f"{number} {what}" for number, what in parts if number)


def claim(told: Claim) -> str:
    """Return what a claim says in a few words, its place and day left to other columns."""
    if isinstance(told, ControlClaim):
        whole = "" if told.extent == "whole" else f" ({told.extent})"
        source = f" from {actor(told.from_)}" if told.from_ else ""
        return f"{_CHANGES[told.change]} {actor(told.holder) or 'nobody named'}{source}{whole}"
    if isinstance(told, EventClaim):
        return event(told)
    speaker = actor(told.speaker or told.organisation) or "nobody named"
    done = acts(told.positions)
    return f"{speaker}{f' ({done})' if done else ''}: {told.content}"


def acts(positions: Iterable[Position]) -> str:
    """Return the acts of a statement: its words alone do not tell a denial from a claim."""
    return ", ".join(dict.fromkeys(position.act for position in positions))


def event(told: EventClaim | EventFinding) -> str:
    """Return an event in a line: type, who to whom, tolls."""
    head = f"{told.event}/{told.mode}" if told.mode else told.event
    parties = " → ".join(p for p in (actors(told.actors) or "?", actors(told.recipients)) if p)
    counted = tolls(told.killed, told.injured)
    return f"{head}: {parties}" + (f"; {counted}" if counted else "")


def share(probability: float) -> str:
    """Return a chance between 0 and 1 in two digits."""
    return f"{probability:.2f}"


def judgement(made: Judgement) -> str:
    """Return what a judgement decides, beside its verdict and subject."""
    if made.verdict in ("same", "different"):
        return (made.object or "")[:SHORT_ID]
    if made.verdict in ("is_place", "is_actor"):
        return f"{made.slot} {made.object}" if made.slot else made.object or ""
    return f"{made.slot} = {made.value}" if made.slot else ""
