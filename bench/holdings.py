"""How well the record tells who held what, from the bundled dispatches to the truth of the days.

python -m bench.holdings
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.shared import run_scorer, shared_folder

SAMPLE = Path(__file__).parents[1] / "src" / "dateline" / "sample" / "dispatches"
FIGURES = ("accuracy", "accuracy_by_place", "brier")


def figures(shared: Path, *, only: str | None = None) -> Iterator[tuple[str, float]]:
    """Yield name and value of every figure; higher is better, save for the Brier score.

    Args:
        shared: folder of shared material.
        only: a prefix; figures of other groups are not measured.
    """
    if only is not None and not "holdings.demo".startswith(only) and not only.startswith("hold"):
        return
    from dateline.model import to_json
    from dateline.pipeline import open_record, read_sources
    from dateline.settings import load_settings

    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "holdings.jsonl"
        with open_record(f"{folder}/demo.db") as record:
            for outcome in read_sources([str(SAMPLE)], settings=load_settings()):
                if outcome.reading is not None:
                    record.add(outcome.reading, outcome.page)
            lines.write_bytes(b"\n".join(map(to_json, record.holdings())))
        result = run_scorer(shared, "score_holdings.py", lines, shared / "demo" / "truth.json")
    for name in FIGURES:
        yield f"holdings.demo.{name}", float(result[name])
    yield "holdings.demo.wrong_days", float(result["wrong"])
    yield "holdings.demo.unsure_days", float(result["unsure"])


if __name__ == "__main__":
    material = shared_folder()
    if material is None:
        raise SystemExit("bench: no shared material (DATELINE_SHARED or ../shared)")
    for figure, value in figures(material):
        print(f"{figure:<34}{value:>8g}")
