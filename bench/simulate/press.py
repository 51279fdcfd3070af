"""The press of a synthetic war: outlets that tell what happened, late, wrongly, partially, twice.

Each outlet sees a part of what happens. Agencies, a monitor and local papers err; the two sides'
own media tell their own gains, invent some, keep silent on losses or deny them; reprinters copy
an agency's report with or without naming it. `noise` from 0 to 1 scales all of that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from bench.simulate.world import CONTESTED, START, Happening, World
from dateline.model import (
    ActorRef,
    Because,
    Claim,
    ControlClaim,
    EventClaim,
    PlaceRef,
    Plover,
    Reading,
    Report,
    Toll,
    When,
    bytes_id,
    identified,
    text_sha256,
)

Kind = Literal["agency", "local", "monitor", "party", "reprinter"]

ARMIES = tuple(
    ActorRef(text=name, name=name, id=f"simulated.{key}", plover=Plover(country=None, sector="REB"))
    for key, name in (("dawn", "Dawn Front"), ("river", "River League"))
)
MONITOR = ActorRef(text="the monitor", name="Plain Observatory", id="simulated.monitor")


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who prints.

    Attributes:
        name: as publisher of its reports.
        kind: what it does.
        sees: chance that it tells of something that happened.
        errs: chance at full noise that what it tells is wrong in a slot.
        delay: mean days until it prints, at full noise.
        side: whose it is; None for nobody's.
    """

    name: str
    kind: Kind
    sees: float
    errs: float
    delay: float
    side: int | None = None


OUTLETS = (
    Outlet("Meridian", "agency", 0.7, 0.25, 1.0),
    Outlet("Lantern", "agency", 0.5, 0.3, 1.0),
    Outlet("Plain Observatory", "monitor", 0.5, 0.2, 2.0),
    Outlet("Village Voice", "local", 0.3, 0.4, 2.0),
    Outlet("Market Post", "local", 0.25, 0.45, 3.0),
    Outlet("Dawn Channel", "party", 0.8, 0.1, 0.3, side=0),
    Outlet("River Radio", "party", 0.8, 0.1, 0.3, side=1),
    Outlet("Gazette", "reprinter", 0.6, 0.0, 1.5),
    Outlet("Courier", "reprinter", 0.6, 0.0, 1.5),
    Outlet("Standard", "reprinter", 0.5, 0.0, 2.0),
    Outlet("Observer", "reprinter", 0.4, 0.0, 2.5),
)
INVENTS = 0.8
"""Gains that a side's media invent for each real one, at full noise."""
DENIES = 0.6
"""Chance at full noise that a side denies a loss."""
REMARKS = 0.02
"""Chance of an agency's or monitor's remark, a place and day, on who holds the place."""
_WORDS = (
    "road market river dust convoy market clinic bridge school harvest council elder winter rain "
    "fuel bread mosque church square ridge orchard checkpoint hospital family truck radio valley "
    "well mill ferry border camp trader teacher farmer driver nurse shepherd night morning smoke"
).split()


@dataclass(frozen=True, slots=True)
class Told:
    """A reading, and for each claim of an event which one it is of (None: invented)."""

    reading: Reading
    of: tuple[int | None, ...]


@dataclass(slots=True)
class _Story:
    day: int
    place: int
    change: Literal["gained", "held", "contested", "lost"]
    holder: int
    status: Literal["asserted", "claimed", "denied"]
    by: ActorRef | None
    event: Happening | None
    killed: int
    dated: bool


def press(war: World, seed: int, *, noise: float, remarks: float = REMARKS) -> Iterator[Told]:
    """Yield what the press prints of a war, in no order.

    Args:
        war: what happens.
        seed: of the press; the same one prints the same.
        noise: 0 to 1.
        remarks: see `REMARKS`.
    """
    rng = np.random.default_rng((seed, 7))
    days = len(war.holder)
    copiers = [o for o in OUTLETS if o.kind == "reprinter"]
    serial = 0
    for outlet in OUTLETS:
        for story in _stories(outlet, war, rng, noise, remarks):
            late = int(rng.poisson(outlet.delay * noise))
            told = _told(outlet, story, war, serial, rng, printed=story.day + late)
            serial += 1
            yield told
            if outlet.kind != "agency" or story.day + late >= days:
                continue
            for copier in copiers:
                if rng.random() < copier.sees * (0.3 + 0.7 * noise):
                    again = int(rng.poisson(copier.delay * noise))
                    yield _copied(told, copier, outlet, rng, serial, late=again)
                    serial += 1


def _stories(
    outlet: Outlet, war: World, rng: np.random.Generator, noise: float, remarks: float
) -> Iterator[_Story]:
    if outlet.kind == "reprinter":
        return
    for event in war.happenings:
        if rng.random() >= outlet.sees:
            continue
        if outlet.side is not None:
            yield from _of_party(outlet.side, event, rng, noise)
            continue
        change: Literal["gained", "held", "contested"] = (
            "gained" if event.taken else "held" if event.decided else "contested"
        )
        # An attack that was repelled leaves the place with who defended it.
        holder = event.actor if change != "held" else 1 - event.actor
        by = MONITOR if outlet.kind == "monitor" else None
        status: Literal["asserted", "claimed"] = "claimed" if by else "asserted"
        killed = max(0, round(event.killed * float(rng.normal(1, 0.3 * noise))))
        dated = bool(rng.random() > 0.5 * noise)
        story = _Story(event.day, event.place, change, holder, status, by, event, killed, dated)
        yield _mistaken(story, outlet, war, rng, noise)
    if outlet.side is None:
        yield from _remarks(outlet, war, rng, noise, remarks)


def _of_party(
    side: int, event: Happening, rng: np.random.Generator, noise: float
) -> Iterator[_Story]:
    """A side tells its gains, some of which are none, and denies the other's."""
    mine = event.actor == side
    me = ARMIES[side]
    if event.taken and mine:
        yield _Story(event.day, event.place, "gained", side, "claimed", me, event, 0, True)
    elif event.taken and rng.random() < DENIES * noise:
        yield _Story(event.day, event.place, "gained", 1 - side, "denied", me, event, 0, True)
    elif event.taken and rng.random() < 0.3 * (1 - noise):
        yield _Story(event.day, event.place, "lost", side, "claimed", me, event, 0, True)
    elif not event.taken and mine and rng.random() < INVENTS * noise:
        yield _Story(event.day, event.place, "gained", side, "claimed", me, None, 0, True)


def _remarks(
    outlet: Outlet, war: World, rng: np.random.Generator, noise: float, chance: float
) -> Iterator[_Story]:
    """What an outlet says by the way of who holds a place."""
    scale = {"agency": 1.0, "monitor": 1.0}.get(outlet.kind, 0.3)
    days, places = war.holder.shape
    total = int(rng.poisson(chance * scale * days * places))
    for day, place in zip(
        rng.integers(days, size=total), rng.integers(places, size=total), strict=True
    ):
        holder = int(war.holder[day, place])
        if holder == CONTESTED:
            continue
        wrong = rng.random() < outlet.errs * noise * 0.5
        by = MONITOR if outlet.kind == "monitor" else None
        side = 1 - holder if wrong else holder
        status: Literal["asserted", "claimed"] = "claimed" if by else "asserted"
        yield _Story(
            int(day), int(place), "held", side, status, by, None, 0, bool(rng.random() > noise / 2)
        )


def _mistaken(
    story: _Story, outlet: Outlet, war: World, rng: np.random.Generator, noise: float
) -> _Story:
    """One slot wrong: the side, the place, or the day."""
    if rng.random() >= outlet.errs * noise:
        return story
    slot = rng.integers(3)
    if slot == 0:
        story.holder = 1 - story.holder
    elif slot == 1 and len(war.near[story.place]):
        story.place = int(rng.choice(war.near[story.place]))
    else:
        story.day = max(0, story.day + int(rng.choice([-3, -2, -1, 1, 2, 3])))
    return story


def place(war: World, number: int, *, printed: str | None = None) -> PlaceRef:
    """Return a place of the war as a reader would resolve it."""
    return PlaceRef(
        text=printed or f"Place {number}",
        name=f"Place {number}",
        lat=round(float(war.lat[number]), 5),
        lon=round(float(war.lon[number]), 5),
        radius_km=2.0,
        precision="exact",
        id=f"simulated:{number}",
        feature="town",
        admin1=f"Province {number % 12}",
        country="SD",
    )


def _told(
    outlet: Outlet,
    story: _Story,
    war: World,
    serial: int,
    rng: np.random.Generator,
    *,
    printed: int,
) -> Told:
    day, published = START + dt.timedelta(days=story.day), START + dt.timedelta(days=printed)
    spelled = f"Place {story.place}" if rng.random() < 0.8 else f"Al-Place {story.place}"
    filler = " ".join(rng.choice(_WORDS, 45))
    text = (
        f"{outlet.name} dispatch {serial}. {ARMIES[story.holder].text} {story.change} {spelled}. "
        f"{filler}."
    )
    start = text.index(ARMIES[story.holder].text)
    span = (start, text.index(". ", start))
    when = When(
        start=day if story.dated else published,
        end=day if story.dated else published,
        precision="day",
        origin="stated" if story.dated else "publication",
    )
    common: dict[str, Any] = {
        "span": span, "status": story.status, "claimed_by": story.by, "when": when,
        "where": place(war, story.place, printed=spelled),
        "confidence": round(float(np.clip(rng.normal(0.88, 0.06), 0.5, 0.99)), 3),
        "because": Because(rule="simulated"),
    }  # fmt: skip
    claims: list[Claim] = [
        ControlClaim(
            **common,
            change=story.change,
            holder=None if story.change == "contested" else ARMIES[story.holder],
            extent="whole",
        )
    ]
    of: list[int | None] = [None]
    if story.event is not None and story.status != "denied":
        toll = (
            Toll(low=story.killed, best=story.killed, high=story.killed) if story.killed else None
        )
        fought = EventClaim(
            **common,
            event="ASSAULT", mode="clash", actors=(ARMIES[story.event.actor],),
            recipients=(ARMIES[1 - story.event.actor],), killed=toll,
        )  # fmt: skip
        claims.append(fought)
        of.append(story.event.number)
    return Told(reading(text, claims, outlet.name, published), tuple(of))


def _copied(
    told: Told, copier: Outlet, source: Outlet, rng: np.random.Generator, serial: int, *, late: int
) -> Told:
    """The same words under another head, later; who they are from is named half the time."""
    original = told.reading.report
    printed = (original.published or START) + dt.timedelta(days=late)
    text = f"{original.text} {copier.name} edition {serial}."
    named = source.name if rng.random() < 0.5 else None
    return Told(reading(text, told.reading.claims, copier.name, printed, agency=named), told.of)


def reading(
    text: str, claims: tuple[Claim, ...] | list[Claim], publisher: str, published: dt.date,
    agency: str | None = None,
) -> Reading:  # fmt: skip
    """Return a report with its claims, named by what they say."""
    body = text.encode()
    report = Report(
        id=bytes_id(body), source=f"simulated:{bytes_id(body)}", text=text,
        text_sha256=text_sha256(text), published=published, published_origin="given",
        publisher=publisher, agency=agency, language="en",
    )  # fmt: skip
    whole = tuple(identified(claim, report.id) for claim in claims)
    return Reading(report=report, claims=whole, reader="simulated/1")
