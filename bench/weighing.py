"""How fast holdings are weighed, all findings derived anew, and one report added to a record.

    python -m bench.weighing [PLACES]
    python -m bench.weighing --record EVENTS PLACES

The claims are made up (seeded): a place is told of twelve times in five years on average, by
several outlets, its holder changing now and then.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import resource
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.simulate.big import readings
from dateline.model import (
    ActorRef,
    Because,
    ControlClaim,
    PlaceRef,
    Report,
    When,
    identified,
    text_sha256,
)
from dateline.pipeline import open_record
from dateline.weigh.holdings import Ground, holdings
from dateline.weigh.places import best_place
from dateline.weigh.sides import side
from dateline.weigh.telling import Telling

PLACES, YEARS, CLAIMS = 5_000, 5, 12
EVENTS, ADDED = 10_000, 15
_SIDES = tuple(
    ActorRef(text=name, name=name, id=f"x.{name}") for name in ("north", "south", "east", "west")
)


def figures(shared: Path, *, only: str | None = None) -> Iterator[tuple[str, float]]:
    """Yield seconds of one core for 5,000 places over five years, and what a record takes.

    Lower is better. The work grows with places and claims; docs/weighing.md tells of more.
    """
    del shared
    name = "weighing.holdings_5k_places_5y_cpu_s"
    if only is None or name.startswith(only):
        yield name, round(measured(PLACES), 1)
    record = "weighing.record"
    if only is None or record.startswith(only) or only.startswith(record):
        yield from recorded(EVENTS, PLACES // 2)


def recorded(events: int, places: int) -> Iterator[tuple[str, float]]:
    """Yield what deriving all findings of a made-up record takes, and adding one report to it.

    The last figure is a ratio within one run: one report's weighing in claims' shares of a
    rebuild. A report has five events here.
    """
    with tempfile.TemporaryDirectory() as folder, open_record(f"{folder}/war.db") as record:
        record.add_all(readings(events=events, places=places))
        claims = sum(record.info().claims.values())
        before = time.process_time()
        record.rebuild()
        share = (time.process_time() - before) / claims
        taken = []
        for one in itertools.islice(readings(events=5 * ADDED, places=places, seed=77), ADDED):
            record.add(one)
            before = time.process_time()
            record.settle()
            taken.append(time.process_time() - before)
    report = statistics.median(taken)
    yield "weighing.record_rebuilt_us_per_claim", round(1e6 * share)
    yield "weighing.record_one_report_ms", round(1e3 * report, 1)
    yield "weighing.record_one_report_in_claims", round(report / share)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield "weighing.record_peak_mb", round(peak / 1024)


def measured(places: int) -> float:
    """Return the processor seconds that weighing the holdings of `places` places takes."""
    at: dict[str, list[Telling]] = defaultdict(list)
    for telling in sorted(_tellings(places), key=lambda t: t.order):
        at[telling.claim.where.id].append(telling)
    before = time.process_time()
    grounds = [Ground(best_place([t.claim.where for t in told]), told) for told in at.values()]
    found = holdings(grounds, side)
    taken = time.process_time() - before
    if len(found) != places:
        raise RuntimeError(f"{len(found)} of {places} places weighed")
    return taken


def _tellings(places: int) -> Iterator[Telling]:
    chance = random.Random(6)  # noqa: S311 - a seeded war, no secret
    first = dt.date(2020, 1, 1)
    outlets = [_report(number) for number in range(40)]
    for number in range(places):
        place = PlaceRef(text=f"P{number}", name=f"P{number}", id=f"x:{number}", lat=0.0, lon=0.0)
        days = sorted(chance.randrange(365 * YEARS) for _ in range(chance.randint(1, 2 * CLAIMS)))
        holder = chance.choice(_SIDES)
        for day in days:
            if chance.random() < 0.2:
                holder = chance.choice(_SIDES)
            yield _telling(chance, place, holder, first + dt.timedelta(day), outlets)


def _telling(
    chance: random.Random,
    place: PlaceRef,
    holder: ActorRef,
    day: dt.date,
    outlets: list[Report],
) -> Telling:
    report = chance.choice(outlets)
    start = chance.randrange(10**9)
    claim = ControlClaim(
        span=(start, start + 10),
        status="asserted",
        when=When(start=day, end=day, precision="day", origin="stated"),
        where=place,
        confidence=round(chance.uniform(0.5, 0.95), 2),
        because=Because(rule="bench"),
        change=chance.choice(("gained", "held", "held")),
        holder=holder,
        extent="whole",
    )
    return Telling.of(identified(claim, report.id), report, f"line {report.id}")


def _report(number: int) -> Report:
    text = f"Report {number}."
    return Report(
        source=f"{number}.txt",
        id=f"{number:016x}",
        text=text,
        text_sha256=text_sha256(text),
        published_origin="given",
        language="en",
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--record"]:
        for figure, value in recorded(int(sys.argv[2]), int(sys.argv[3])):
            print(f"{figure:<42}{value:>10g}")
        raise SystemExit
    number = int(sys.argv[1]) if len(sys.argv) > 1 else PLACES
    print(f"{number} places: {measured(number):.1f} s")
