"""How long it takes until a change of hands is recognised, by who asks the record every other day.

    python -m bench.simulate.delay

Each day only what is printed by then is known. A change counts as seen on the first day asked
on which the place's new holder is named, and as missed where it is not until the place changes
hands again or the war ends.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np

from bench.simulate import baselines, score
from bench.simulate.__main__ import ATTACKS, NOISES, PLACES, SEEDS, SIDES
from bench.simulate.press import Told, press
from bench.simulate.world import START, World, world
from dateline.model import Holding

DAYS, STRIDE = 60, 2


def delays(war: World, named: Mapping[int, Sequence[int]]) -> tuple[list[int], int]:
    """Return the days until each change is seen, and how many changes are missed.

    Args:
        war: the truth.
        named: on each day asked, whom every place is believed to be held by.
    """
    waits, missed = [], 0
    for place, told in score.changes(war).items():
        ends = [day for day, _ in told[1:]] + [DAYS]
        for (day, actor), end in zip(told, ends, strict=True):
            seen = [at for at in sorted(named) if day <= at < end and named[at][place] == actor]
            if seen:
                waits.append(seen[0] - day)
            elif any(day <= at < end for at in named):
                missed += 1
    return waits, missed


def asked(told: Sequence[Told], day: int) -> tuple[list[int], list[int]]:
    """Return whom weighing, and the last report, hold for each place's holder on a day."""
    from dateline.weigh import weigh

    today = START + dt.timedelta(days=day)
    known = [t.reading for t in told if (t.reading.report.published or today) <= today]
    held = [f for f in weigh([(r.report, r.claims) for r in known]) if isinstance(f, Holding)]
    start = START.toordinal()
    mine = score.of_holdings(held, PLACES, DAYS, start, SIDES).side[:, day]
    voted = baselines.votes(known, start, SIDES)
    names = [f"simulated:{n}" for n in range(PLACES)]
    last = [int(baselines.last_report(voted.get(n, []), DAYS)[day]) for n in names]
    return [int(side) for side in mine], last


def main() -> None:
    """Print mean days of waiting and the share missed, by noise."""
    print("| noise | weighing: days | missed | last report: days | missed |")
    print("|---|---|---|---|---|")
    for noise in NOISES[::2]:
        war = world(SEEDS[0], places=PLACES, days=DAYS, attacks=ATTACKS)
        told = list(press(war, SEEDS[0], noise=noise))
        answers = {day: asked(told, day) for day in range(0, DAYS, STRIDE)}
        cells = []
        for which in (0, 1):
            waits, missed = delays(war, {day: answer[which] for day, answer in answers.items()})
            cells += [f"{np.mean(waits):.1f}", f"{missed / (missed + len(waits)):.2f}"]
        print(f"| {noise:.2f} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
