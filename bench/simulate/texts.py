"""The synthetic war read from the texts of its press, not from claims: what reading costs weighing.

python -m bench.simulate.texts [NOISE ...]

Every report is put into words (`wording.py`) and read by the standard reader, which is handed the
war's places and sides as a user's lists. A reprint keeps the words of what it copies, "on Monday"
included, so that a late one tells a wrong day, as late reprints do. What is read is set against
what was emitted, claim by claim, and both are weighed against the truth.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.simulate import score
from bench.simulate.press import Told, press
from bench.simulate.wording import hand_over, worded
from bench.simulate.world import START, World, world
from dateline.model import Claim, ControlClaim, Holding, Reading, Report, text_sha256

PLACES, DAYS, ATTACKS, SEED = 40, 60, 1.0, 201
NOISES = (0.0, 0.5, 1.0)
SIDES = ("sdn.dawn", "sdn.river")
_EMITTED = ("simulated.dawn", "simulated.river")


def read(told: Iterable[Told], war: World) -> list[Reading]:
    """Return what the standard reader reads in the words of `told`, in their order."""
    from dateline.read import open_reader
    from dateline.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        hand_over(Path(folder), war)
        reader = open_reader(Settings(cache=Path(folder)))
        return list(reader.read_all(_reports(told)))


def _reports(told: Iterable[Told]) -> Iterator[Report]:
    printed: dict[str, dt.date | None] = {}
    for one in told:
        report = one.reading.report
        first = printed.setdefault(report.text.partition(".")[0], report.published)
        text = worded(one.reading, _number(one), first)
        yield Report(
            source=report.source, id=report.id, text=text, text_sha256=text_sha256(text),
            publisher=report.publisher, agency=report.agency, published=report.published,
            published_origin="given", language="en",
        )  # fmt: skip


def _number(told: Told) -> int:
    claim = next(c for c in told.reading.claims if isinstance(c, ControlClaim))
    return int(str(claim.where and claim.where.id).rpartition(":")[2])


def slots(claims: Iterable[Claim]) -> Counter[tuple[object, ...]]:
    """Return the control claims among `claims` by all that weighing goes by."""
    return Counter(
        (
            claim.change,
            # Where nobody holds a place, who is told first is a matter of taste.
            claim.change != "contested"
            and claim.holder
            and (claim.holder.id or "").rpartition(".")[2],
            claim.where and claim.where.id and claim.where.id.rpartition(":")[2],
            claim.when and claim.when.start,
            claim.status,
        )
        for claim in claims
        if isinstance(claim, ControlClaim)
    )


def measured(noise: float) -> dict[str, float]:
    """Return precision and recall of reading, and the figures of what is weighed."""
    from dateline.weigh import weigh

    war = world(SEED, places=PLACES, days=DAYS, attacks=ATTACKS)
    told = list(press(war, SEED, noise=noise))
    readings = read(told, war)
    found, true, both = 0, 0, 0
    for one, reading in zip(told, readings, strict=True):
        mine, theirs = slots(reading.claims), slots(one.reading.claims)
        found, true, both = (
            found + mine.total(),
            true + theirs.total(),
            both + (mine & theirs).total(),
        )
    out = {"reports": float(len(told)), "precision": both / found, "recall": both / true}
    for name, sides, from_whom in (
        ("emitted", _EMITTED, [t.reading for t in told]),
        ("read", SIDES, readings),
    ):
        findings = weigh([(r.report, r.claims) for r in from_whom])
        held = [f for f in findings if isinstance(f, Holding)]
        beliefs = score.of_holdings(held, PLACES, DAYS, START.toordinal(), sides)
        out |= {f"{name}.{k}": v for k, v in score.figures(beliefs, war, beliefs.known).items()}
    return out


if __name__ == "__main__":
    for chosen in [float(n) for n in sys.argv[1:]] or NOISES:
        print(f"noise {chosen:g}")
        for key, value in measured(chosen).items():
            print(f"  {key:<18}{value:10.3f}")
