"""Three wars' claims under the rules of thumb, to set weighing's holdings against.

    python -m bench.simulate.demo

Each method is scored on the days of which it tells itself, and all on the same days: those from
the first on that any of them tells of a place, on which a rule that says nothing is unsure.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from msgspec.structs import replace

from bench.holdings import SAMPLE, WARS, by_sides
from bench.shared import shared_folder
from dateline.model import Claim, ControlClaim, Holding, Report
from dateline.weigh.lineage import lineages
from dateline.weigh.places import same_places
from dateline.weigh.sides import placed, sided
from dateline.weigh.telling import Telling

_DAY = dt.timedelta(days=1)
Rule = Literal["last", "articles", "lineages"]


def believed(told: Iterable[tuple[Report, tuple[Claim, ...]]], rule: Rule) -> list[Holding]:
    """Return the intervals that a rule of thumb makes of claims of control.

    Places, sides and lineages are those that weighing finds; only what is made of them differs.

    Args:
        told: every report with its claims.
        rule: `last` report wins; the side of most `articles` or `lineages` so far, later ones
            breaking draws.
    """
    pairs = list(told)
    lines = lineages([report for report, _ in pairs])
    tellings = [
        placed(Telling.of(c, r, lines.line(r, c.span))) for r, claims in pairs for c in claims
    ]
    tellings.sort(key=lambda t: t.order)
    place_of, side_of = same_places(tellings), sided(tellings)
    by_place: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        claim = telling.claim
        known = isinstance(claim, ControlClaim) and claim.status in ("asserted", "claimed")
        if known and claim.holder and claim.change in ("gained", "held") and telling.end:
            by_place[place_of.get(claim.id, "")].append(telling)
    found = []
    for said in by_place.values():
        said.sort(key=lambda t: (t.end, t.report.published or t.end, t.claim.id))
        for number, telling in enumerate(said):
            chosen = _chosen(said[: number + 1], rule, side_of)
            following = said[number + 1].end if number + 1 < len(said) else None
            if following == telling.end:
                continue
            last = following.fromordinal(following.toordinal() - 1) if following else None
            holding = Holding(
                id=telling.claim.id, place=telling.claim.where, holder=chosen.claim.holder,
                status="held", from_day=telling.end, to_day=last, extent="whole", probability=1.0,
            )  # fmt: skip
            found.append(holding)
    return found


def _chosen(said: list[Telling], rule: Rule, side_of: Any) -> Telling:
    if rule == "last":
        return said[-1]
    votes: dict[str, set[str]] = defaultdict(set)
    for telling in said:
        by = telling.line if rule == "lineages" else telling.report.id
        votes[side_of(telling.claim.holder)].add(by)
    latest = {side_of(t.claim.holder): n for n, t in enumerate(said)}
    side = max(votes, key=lambda s: (len(votes[s]), latest[s]))
    return said[latest[side]]


def on_the_same_days(told: dict[str, list[Holding]]) -> dict[str, list[Holding]]:
    """Return the holdings of several methods, each said not to know a place that others tell of.

    The scorer counts a place from the first day that is told of it: so it counts the same
    place-days for all.
    """
    known = [holding for found in told.values() for holding in found]
    first: dict[str, Holding] = {}
    for holding in sorted(known, key=_day):
        first.setdefault(_key(holding), holding)
    out = {}
    for name, found in told.items():
        mine = {_key(h): _day(h) for h in sorted(found, key=_day, reverse=True)}
        blank = [
            replace(
                h, holder=None, status="unknown", to_day=mine[key] - _DAY if key in mine else None
            )
            for key, h in first.items()
            if key not in mine or mine[key] > _day(h)
        ]
        out[name] = [*found, *blank]
    return out


def _key(holding: Holding) -> str:
    return holding.place.id or holding.place.text


def _day(holding: Holding) -> dt.date:
    return holding.from_day or dt.date.max


def _read(dispatches: Path) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
    from dateline.pipeline import read_sources
    from dateline.settings import load_settings

    for outcome in read_sources([str(dispatches)], settings=load_settings()):
        if outcome.reading is not None:
            yield outcome.reading.report, outcome.reading.claims


def main() -> None:
    """Print the figures of weighing and of each rule on the wars of which the truth is known."""
    from dateline.weigh import weigh

    shared = shared_folder()
    if shared is None:
        raise SystemExit("bench: no shared material (DATELINE_SHARED or ../shared)")
    rules: tuple[Rule, ...] = ("last", "articles", "lineages")
    wars = {"sample": (SAMPLE, shared / "demo" / "truth.json")}
    data = Path(__file__).parents[2] / "tests/data"
    wars |= {war: (data / war / "dispatches", data / war / "truth.json") for war in WARS}
    for war, (dispatches, truth) in wars.items():
        told = list(_read(dispatches))
        found = {"weighing": [f for f in weigh(told) if isinstance(f, Holding)]}
        found |= {rule: believed(told, rule) for rule in rules}
        for days, holdings in (("as told", found), ("the same", on_the_same_days(found))):
            for name, held in holdings.items():
                result = by_sides(shared, held, truth)
                kept = ("place_days", "accuracy", "accuracy_by_place", "brier", "wrong", "unsure")
                print(f"{war:<12}{days:<9}{name:<9}", *(f"{k} {result[k]}" for k in kept))


if __name__ == "__main__":
    main()
