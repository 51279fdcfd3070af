"""Fits the curve from points to confidence on hand-checked records, and prints how reliable it is.

One rule: each claim is judged by a curve fitted without its report (five parts); only the curve
that is written out is fitted on all. `python -m bench.confidence [--shared DIR]`.
"""

from __future__ import annotations

import argparse
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
PARTS = 5
BINS = 8


def main() -> int:
    """Print intercept, slope and kind for `confidence.toml`, and the reliability table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    rows = list(_judged(parser.parse_args().shared))
    x = np.array([[1.0, points, float(kind == "event")] for _, points, kind, _ in rows])
    y = np.array([float(right) for *_, right in rows])
    documents = {name: n % PARTS for n, name in enumerate(sorted({row[0] for row in rows}))}
    part = np.array([documents[row[0]] for row in rows])
    chance = np.zeros(len(rows))
    for held in range(PARTS):
        chance[part == held] = _sigmoid(x[part == held] @ _fit(x[part != held], y[part != held]))
    whole = _fit(x, y)
    out = sys.stdout.write
    out(f"claims {len(rows)}, right {y.mean():.3f}\n")
    out(f"intercept = {whole[0]:.3f}\nslope = {whole[1]:.3f}\n[kind]\ncontrol = 0.0\n")
    out(f"event = {whole[2]:.3f}\n\nconfidence | claims | mean | right\n")
    error = 0.0
    for some in np.array_split(np.argsort(chance, kind="stable"), BINS):
        mean, share = chance[some].mean(), y[some].mean()
        error += abs(mean - share) * len(some) / len(rows)
        low, high = chance[some].min(), chance[some].max()
        out(f"{low:.2f}-{high:.2f} | {len(some)} | {mean:.2f} | {share:.2f}\n")
    out(f"expected calibration error, {BINS} bins of equal number: {error:.3f}\n")
    return 0


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
    return (odds - shape.intercept - shape.kind[claim["kind"]]) / shape.slope


def _fit(x: Any, y: Any, ridge: float = 1e-3) -> Any:
    """Return the weights of a logistic regression, by Newton's method."""
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = _sigmoid(x @ weights)
        slope = x.T @ (y - p) - ridge * weights
        curvature = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(x.shape[1])
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
