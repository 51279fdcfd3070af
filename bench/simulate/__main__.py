"""Runs the simulator: a table of weighing against rules of thumb, or a big record in a store."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from bench.simulate import baselines, score
from bench.simulate.press import ARMIES, press
from bench.simulate.world import START, world
from dateline.model import EventFinding, Holding

SEEDS = (101, 102, 103, 104, 105, 106)
"""Reported; parameters may be chosen on others only."""
TUNING_SEEDS = (1, 2, 3, 4, 5, 6)
NOISES = (0.0, 0.25, 0.5, 0.75, 1.0)
RULES = ("last", "articles", "lineages")
HEADS = (
    *("noise", "error", *RULES, "removed", "wrong", "unsure", "Brier", "rules' Brier", "ECE"),
    *("worst ECE", "B³", "CEAF-e"),
)
PLACES, DAYS, ATTACKS = 120, 90, 2.0
Mean = dict[str, float]
SIDES = [str(army.id) for army in ARMIES]


def measured(seed: int, noise: float) -> dict[str, float]:
    """Return every figure of one war under one press."""
    from dateline.weigh import weigh

    war = world(seed, places=PLACES, days=DAYS, attacks=ATTACKS)
    told = list(press(war, seed, noise=noise))
    findings = list(weigh([(t.reading.report, t.reading.claims) for t in told]))
    start = START.toordinal()
    held = [f for f in findings if isinstance(f, Holding)]
    mine = score.of_holdings(held, PLACES, DAYS, start, SIDES)
    voted = baselines.votes((t.reading for t in told), start, SIDES)
    of = {
        claim.id: number
        for t in told
        for claim, number in zip(t.reading.claims, t.of, strict=True)
        if number is not None
    }
    out = {f"weighed.{k}": v for k, v in score.figures(mine, war, mine.known).items()}
    for name, side in _baselines(voted):
        beliefs = score.Beliefs(side, np.where(side >= 0, 1.0, 0.5), mine.known)
        figures = score.figures(beliefs, war, mine.known)
        for key in ("error", "brier"):
            kept = out.get(f"{name}.{key}", np.inf)
            out[f"{name}.{key}"] = min(kept, figures[key])  # the best window speaks for it
    events = [f for f in findings if isinstance(f, EventFinding)]
    return out | score.clustering(events, of)


def _baselines(
    voted: dict[str, list[baselines.Vote]],
) -> Iterator[tuple[str, np.ndarray[tuple[int, ...], np.dtype[np.int8]]]]:
    names = [f"simulated:{n}" for n in range(PLACES)]
    yield "last", np.stack([baselines.last_report(voted.get(n, []), DAYS) for n in names])
    for by_line, name in ((False, "articles"), (True, "lineages")):
        for window in baselines.WINDOWS:
            rows = [
                baselines.majority(voted.get(n, []), DAYS, window=window, by_line=by_line)
                for n in names
            ]
            yield name, np.stack(rows)


def table(
    seeds: tuple[int, ...], noises: tuple[float, ...], *, each: dict[float, Mean] | None = None
) -> Iterator[str]:
    """Yield the lines of the table: means over the seeds.

    Args:
        seeds: of the wars.
        noises: of their press.
        each: filled with the means of every figure, by noise.
    """
    yield "| " + " | ".join(HEADS) + " |"
    yield "|" + "---|" * len(HEADS)
    for noise in noises:
        sums: dict[str, list[float]] = defaultdict(list)
        for seed in seeds:
            for key, value in measured(seed, noise).items():
                sums[key].append(value)
        mean = {key: float(np.mean(values)) for key, values in sums.items()}
        if each is not None:
            each[noise] = mean
        errors = [mean[f"{rule}.error"] for rule in RULES]
        brier = min(mean[f"{rule}.brier"] for rule in RULES)
        mine = mean["weighed.error"]
        cells = [mine, *errors, 1 - mine / min(errors)]
        cells += [mean[f"weighed.{key}"] for key in ("wrong", "unsure", "brier")]
        worst = max(sums["weighed.ece"])
        cells += [brier, mean["weighed.ece"], worst, mean["b_cubed"], mean["ceaf_e"]]
        yield f"| {noise:.2f} | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |"


def main() -> None:
    """Run."""
    parser = argparse.ArgumentParser(prog="python -m bench.simulate", description=__doc__)
    parser.add_argument("--store", help="write a big record there in place of the table")
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--places", type=int, default=1_000)
    parser.add_argument("--curves", metavar="SVG", help="draw the table there, too")
    parser.add_argument("--noise", type=float, help="only this one")
    parser.add_argument(
        "--tuning", action="store_true", help="on the seeds for choosing parameters"
    )
    asked = parser.parse_args()
    if asked.store:
        from bench.simulate.big import fill

        fill(asked.store, events=asked.events, places=asked.places, notice=sys.stderr)
        return
    noises = NOISES if asked.noise is None else (asked.noise,)
    each: dict[float, Mean] = {}
    for line in table(TUNING_SEEDS if asked.tuning else SEEDS, noises, each=each):
        print(line, flush=True)
    if asked.curves:
        from bench.simulate.curves import draw

        draw(each, asked.curves)


if __name__ == "__main__":
    main()
