"""A big record, fast: a front that sweeps to and fro over many places for five years.

Made to measure stores, weighing and the web application with; who is right in it is not scored.
Every report is a round-up of some events; places near the front change hands when it passes.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import IO, Any

import numpy as np

from bench.simulate.press import ARMIES, OUTLETS, reading
from bench.simulate.world import START
from dateline.model import Because, Claim, ControlClaim, EventClaim, PlaceRef, Reading, Toll, When

_DAYS = 5 * 365
_A_REPORT = 5
"""Events in a round-up."""
_BATCH = 5000
"""Reports written at a time."""
_BOX = (24.0, 10.0, 34.0, 20.0)
_BAND = 0.02
"""Of all places, how far off the front (one standard deviation) something happens."""
_CONTROL = 0.3
"""Share of events of which a report also says who holds the place now."""


def readings(*, events: int, places: int, seed: int = 0) -> Iterator[Reading]:
    """Yield the readings of a war of so many events at so many places, in order of days."""
    rng = np.random.default_rng(seed)
    lon, lat = rng.uniform(_BOX[0], _BOX[2], places), rng.uniform(_BOX[1], _BOX[3], places)
    order = np.argsort(lon + 0.3 * lat)
    refs = [_place(n, float(lon[n]), float(lat[n])) for n in range(places)]
    days = np.sort(rng.integers(_DAYS, size=events))
    front = 0.5 + 0.35 * np.sin(2 * np.pi * days / 700)
    rank = np.clip(front + rng.normal(0, _BAND, events), 0, 1 - 1e-9)
    holder = (rank > front).astype(int)
    number = order[(rank * places).astype(int)]
    killed = rng.geometric(0.12, events) - 1
    told = rng.random(events) < _CONTROL
    for first in range(0, events, _A_REPORT):
        which = range(first, min(first + _A_REPORT, events))
        outlet = OUTLETS[(first // _A_REPORT) % len(OUTLETS)].name
        lines = [
            f"{ARMIES[holder[n]].name} fought at {refs[number[n]].text}, killing {killed[n]}."
            for n in which
        ]
        claims: list[Claim] = []
        at = 0
        for n, line in zip(which, lines, strict=True):
            span = (at, at + len(line))
            at += len(line) + 1
            day, side, dead = int(days[n]), int(holder[n]), int(killed[n])
            claims += _claims(refs[number[n]], day, side, dead, span, told=bool(told[n]))
        text = f"{' '.join(lines)} {outlet} round-up {first}."
        printed = START + dt.timedelta(days=int(days[which[-1]]))
        yield reading(text, claims, outlet, printed)


def _place(number: int, lon: float, lat: float) -> PlaceRef:
    return PlaceRef(
        text=f"Place {number}", name=f"Place {number}", lat=round(lat, 5), lon=round(lon, 5),
        radius_km=2.0, precision="exact", id=f"simulated:{number}", feature="town",
        admin1=f"Province {number % 18}", country="SD",
    )  # fmt: skip


def _claims(
    where: PlaceRef, day: int, side: int, killed: int, span: tuple[int, int], *, told: bool
) -> list[Claim]:
    date = START + dt.timedelta(days=day)
    common: dict[str, Any] = {
        "span": span, "status": "asserted", "where": where, "confidence": 0.9,
        "when": When(start=date, end=date, precision="day", origin="stated"),
        "because": Because(rule="simulated"),
    }  # fmt: skip
    toll = Toll(low=killed, best=killed, high=killed) if killed else None
    fought = EventClaim(
        **common,
        event="ASSAULT", mode="clash", actors=(ARMIES[side],), recipients=(ARMIES[1 - side],),
        killed=toll,
    )  # fmt: skip
    if not told:
        return [fought]
    held = ControlClaim(**common, change="held", holder=ARMIES[side], extent="whole")
    return [fought, held]


def fill(path: str, *, events: int, places: int, notice: IO[str]) -> None:
    """Write the readings to a store; findings are left to be weighed when it is first asked.

    Args:
        path: of the store; made where it is not there.
        events: how many happen.
        places: at how many.
        notice: told how far it is.
    """
    from dateline.pipeline import open_record

    made = readings(events=events, places=places)
    with open_record(path) as record:
        done = 0
        while batch := list(itertools.islice(made, _BATCH)):
            record.add_all(batch)
            done += len(batch)
            notice.write(f"{min(done * _A_REPORT, events):,} events of {events:,}\n")
