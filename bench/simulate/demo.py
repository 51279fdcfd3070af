"""The demonstration's claims under the rules of thumb, to set weighing's holdings against.

python -m bench.simulate.demo
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from bench.holdings import SAMPLE
from bench.shared import run_scorer, shared_folder
from dateline.model import Claim, ControlClaim, Holding, Report, to_json
from dateline.weigh.lineage import lineages
from dateline.weigh.places import same_places
from dateline.weigh.sides import placed, sided
from dateline.weigh.telling import Telling

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


def main() -> None:
    """Print the demonstration's figures for weighing and for each rule."""
    from dateline.pipeline import open_record, read_sources
    from dateline.settings import load_settings

    shared = shared_folder()
    if shared is None:
        raise SystemExit("bench: no shared material (DATELINE_SHARED or ../shared)")
    told = []
    with tempfile.TemporaryDirectory() as folder, open_record(f"{folder}/demo.db") as record:
        for outcome in read_sources([str(SAMPLE)], settings=load_settings()):
            if outcome.reading is not None:
                record.add(outcome.reading, outcome.page)
                told.append((outcome.reading.report, outcome.reading.claims))
        lines = Path(folder) / "holdings.jsonl"
        rows = {"weighing": record.holdings()}
        rules: tuple[Rule, ...] = ("last", "articles", "lineages")
        rows |= {rule: believed(told, rule) for rule in rules}
        for name, holdings in rows.items():
            lines.write_bytes(b"\n".join(map(to_json, holdings)))
            result = run_scorer(shared, "score_holdings.py", lines, shared / "demo" / "truth.json")
            kept = ("accuracy", "accuracy_by_place", "brier", "wrong", "unsure")
            print(name, json.dumps({key: result[key] for key in kept}))


if __name__ == "__main__":
    main()
