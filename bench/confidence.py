"""Fits the curves from points to confidence on hand-checked claims; prints how reliable they are.

One rule: each claim is judged by a curve fitted without its report (five parts); only the curve
that is written out is fitted on all. Control is fitted on the sets with records. Those were read
when the rules were written, so events are fitted on claims of texts that were not: five samples,
`tests/data/judged`. `python -m bench.confidence [--shared DIR]`.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import math
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from bench.reading import RECORDS, _of, _read, _reports
from dateline.know.confidence import curve

SETS = ("demo", "gold", "wars", "six", "styles")
"""Sets with records; the held-out dispatches are for scoring only."""
JUDGED = Path(__file__).parents[1] / "tests" / "data" / "judged"
"""Claims judged one by one on texts that no rule was written from."""
OLDER = frozenset({"first"})
"""Samples of a reader that was mended from them before the next was drawn."""
SECOND = frozenset({"second"})
MILDLY = OLDER | SECOND
"""Samples in which a claim was right with one of its slots: what the shipped curve is fitted on."""
STRICTLY = frozenset({"third", "fourth", "fifth"})
"""Samples in which every slot was judged by itself."""
SHRINK = 10.0
"""Ridge on the types: of 1, 3, 10, 30 and 1,000 it has the least loss on held-out parts."""
PARTS = 5
BINS = 8


def main() -> int:
    """Print the tables of `confidence.toml`, and for both kinds how reliable they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    rows = list(_judged(parser.parse_args().shared))
    out = sys.stdout.write
    for name, chosen in (("control", "control"), ("events of sets that were read", "event")):
        mine = [row for row in rows if row[2] == chosen]
        x = np.array([[1.0, points] for _, points, *_ in mine])
        y = np.array([float(right) for *_, right in mine])
        chance, whole = _held_out(x, y, [row[0] for row in mine], np.zeros(2))
        out(f"\n{name}: intercept {whole[0]:.3f}, slope {whole[1]:.3f}\n")
        _told(chance, y)
    unread = [
        row
        for name in ("events.tsv", "slots.tsv")
        for row in csv.DictReader((JUDGED / name).read_text("utf-8").splitlines(), delimiter="\t")
        if row["points"]
    ]
    _events("events", [row for row in unread if row["sample"] in MILDLY])
    strictly = [row for row in unread if row["sample"] in STRICTLY]
    shipped = [curve().chance(float(row["points"]), "event", row["type"]) for row in strictly]
    out("\nevents judged strictly, by the shipped curve\n")
    _told(np.array(shipped), np.array([float(row["right"]) for row in strictly]))
    _events("events of all samples", unread)
    return 0


def _events(name: str, rows: list[dict[str, str]]) -> None:
    """Print the fit of events of texts that nobody had read, and how reliable it is."""
    out = sys.stdout.write
    types = sorted({row["type"] for row in rows})
    x = np.array([_features(row, types) for row in rows])
    y = np.array([float(row["right"]) for row in rows])
    ridge = np.array([*[0.0] * (x.shape[1] - len(types)), *[SHRINK] * len(types)])
    chance, whole = _held_out(x, y, [f"{row['set']}/{row['text']}" for row in rows], ridge)
    out(f"\n{name}: intercept {whole[0]:.3f}, slope {whole[1]:.3f}\n")
    out(f"of the older reader {whole[2]:+.3f}, judged strictly {whole[3]:+.3f}\n")
    for kind, weight in zip(types, whole[-len(types) :], strict=True):
        out(f"{kind} = {weight:.2f}\n")
    _told(chance, y)
    for title, sample in (("the second sample", SECOND), ("those judged strictly", STRICTLY)):
        some = np.array([row["sample"] in sample for row in rows])
        if some.any():
            out(f"of these, {title}:\n")
            _told(chance[some], y[some])


def _features(row: dict[str, str], types: list[str]) -> list[float]:
    """Return what an unread event's chance hangs on; the shipped curve leaves out the samples."""
    sample = row["sample"]
    drawn = [float(sample in OLDER), float(sample in STRICTLY)]
    return [1.0, float(row["points"]), *drawn, *(float(row["type"] == t) for t in types)]


def _held_out(x: Any, y: Any, reports: list[str], ridge: Any) -> tuple[Any, Any]:
    """Return the chance of each claim by a curve fitted without its report, and the whole fit."""
    documents = {name: n % PARTS for n, name in enumerate(sorted(set(reports)))}
    part = np.array([documents[name] for name in reports])
    chance = np.zeros(len(y))
    for held in range(PARTS):
        weights = _fit(x[part != held], y[part != held], ridge)
        chance[part == held] = _sigmoid(x[part == held] @ weights)
    return chance, _fit(x, y, ridge)


def _told(chance: Any, y: Any) -> None:
    """Print a reliability table."""
    out = sys.stdout.write
    out(f"claims {len(y)}, right {y.mean():.3f}\nconfidence | claims | mean | right\n")
    error = 0.0
    for some in np.array_split(np.argsort(chance, kind="stable"), BINS):
        mean, share = chance[some].mean(), y[some].mean()
        error += abs(mean - share) * len(some) / len(y)
        low, high = chance[some].min(), chance[some].max()
        out(f"{low:.2f}-{high:.2f} | {len(some)} | {mean:.2f} | {share:.2f}\n")
    out(f"expected calibration error, {BINS} bins of equal number: {error:.3f}\n")


def _judged(shared: Path) -> Any:
    """Yield report, points, kind and whether it was right, for each claim that records judge."""
    from dateline.read import open_reader

    scorer, reader = _scorer(shared), open_reader()
    pairs = {"control": scorer.control_pair, "event": scorer.event_pair}
    for name in SETS:
        where, texts = RECORDS[name]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "readings.jsonl"
            _read(reader, _reports(_of(shared, texts), {".txt", ".html"}), path)
            readings = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for reading in readings:
            stem = Path(reading["report"]["source"]).stem
            record = _of(shared, where) / f"{stem}.json"
            if not record.is_file():
                continue
            gold = json.loads(record.read_text(encoding="utf-8"))
            for kind, pair in pairs.items():
                mine = [c for c in reading.get("claims", []) if c["kind"] == kind and _counts(c)]
                golds = gold["control" if kind == "control" else "events"]
                _, used, _, extra = scorer.match(mine, golds, pair)
                for number, claim in enumerate(mine):
                    if number in used or number not in extra:
                        yield f"{name}/{stem}", _points(claim), kind, number in used


def _counts(claim: dict[str, Any]) -> bool:
    """Tell whether the scorer of records judges a claim: as told, and ground taken only once."""
    taking = (
        claim.get("event") == "COERCE"
        and claim.get("mode") == "seize"
        and "military" in claim.get("contexts", ())
    )
    return claim["status"] not in {"hypothetical", "historical"} and not taking


def _points(claim: dict[str, Any]) -> float:
    """Return the points that a confidence was made of: the shipped curve turned round."""
    chance = min(0.999, max(0.001, claim["confidence"]))
    shape = curve()
    odds = math.log(chance / (1 - chance))
    kind = claim["kind"]
    prior = shape.type.get(claim["event"], 0.0) if kind == "event" else 0.0
    return (odds - shape.intercept[kind] - prior) / shape.slope[kind]


def _fit(x: Any, y: Any, ridge: Any) -> Any:
    """Return the weights of a logistic regression with a ridge each, by Newton's method."""
    weights = np.zeros(x.shape[1])
    pull = ridge + 1e-3
    for _ in range(50):
        p = _sigmoid(x @ weights)
        slope = x.T @ (y - p) - pull * weights
        curvature = (x * (p * (1 - p))[:, None]).T @ x + np.diag(pull)
        weights = weights + np.linalg.solve(curvature, slope)
    return weights


def _sigmoid(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def _scorer(shared: Path) -> Any:
    """Load the scorer of records from the shared folder."""
    folder = shared / "bench"
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("score_readings", folder / "score_readings.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    raise SystemExit(main())
