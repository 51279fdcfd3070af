"""Quality of reading: the scorers of the shared bench over its records and sets."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.shared import run_scorer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.model import Report
    from dateline.read import StandardReader

SETS = {
    "plover": "plover",
    "case2021": "case2021",
    "lgl": "geo",
    "geowebnews": "geo",
    "timebank": "timex",
    "polnear-dev": "attribution",
    "uner-dev": "ner",
    "muc-tst2": "muc",
}
"""Set to task of `score_sets.py`."""

KEPT = {
    "plover": ("class_f1", "class_actors_f1"),
    "case2021": ("accuracy", "territory_f1"),
    "geo": ("recognition_f1", "resolution_161", "resolution_20"),
    "timex": ("relaxed_f1", "value_f1"),
    "attribution": ("content_f1", "source_f1", "content_exact_f1"),
    "ner": ("strict_f1", "relaxed_f1"),
    "muc": ("templates_f1",),
}
"""The measures of a task that go into the table."""


def figures(shared: Path, *, only: str | None = None) -> Iterator[tuple[str, float]]:
    """Yield name and value of every figure.

    Args:
        shared: folder of shared material.
        only: a prefix; figures of other groups are not measured.
    """
    from dateline.read import open_reader

    reader = open_reader()
    with tempfile.TemporaryDirectory() as folder:
        for name, where, texts in (
            ("demo", shared / "demo" / "gold", shared / "demo" / "dispatches"),
            ("gold", shared / "gold" / "re3d", shared / "gold" / "re3d"),
        ):
            if only is None or name.startswith(only) or only.startswith(name):
                readings = Path(folder) / f"{name}.jsonl"
                _read(reader, _reports(texts, {".txt", ".html"}), readings)
                result = run_scorer(shared, "score_readings.py", readings, where, texts)
                yield from _record_figures(name, result)
        for name, task in SETS.items():
            if only is None or name.startswith(only) or only.startswith(name):
                folder_of = shared / "bench" / "sets" / name
                readings = Path(folder) / f"{name}.jsonl"
                seconds, words = _read(reader, _reports(folder_of / "texts.jsonl", None), readings)
                result = run_scorer(
                    shared, "score_sets.py", task, readings, folder_of / "gold.jsonl"
                )
                for measure in KEPT[task]:
                    yield f"{name}.{measure}", float(result[measure])
                yield f"{name}.words_per_s", round(words / seconds)


def _record_figures(name: str, result: dict[str, dict[str, object]]) -> Iterator[tuple[str, float]]:
    for kind in ("control", "events", "statements"):
        for measure in ("precision", "recall", "f1"):
            yield f"{name}.{kind}.{measure}", float(str(result[kind][measure]))
        slots = result[kind]["slots"]
        assert isinstance(slots, dict)
        for slot, share in slots.items():
            right, of = str(share).split("/")
            yield f"{name}.{kind}.{slot}", round(int(right) / int(of), 3) if int(of) else 0.0
    wrong = sum(int(str(result[kind]["wrong"])) for kind in ("control", "events"))
    documents = int(str(result["documents"]))
    yield f"{name}.wrong_claims_a_report", round(wrong / documents, 2)


def _reports(path: Path, suffixes: set[str] | None) -> Iterator[Report]:
    from dateline.gather import gather
    from dateline.settings import Settings

    files = (
        [path] if suffixes is None else sorted(p for p in path.iterdir() if p.suffix in suffixes)
    )
    for file in files:
        for gathered in gather(file, settings=Settings()):
            if gathered.report is not None:
                yield gathered.report


def _read(reader: StandardReader, reports: Iterable[Report], out: Path) -> tuple[float, int]:
    """Read reports to a JSON Lines file; return seconds of reading and words read."""
    from dateline.model import to_json

    words = 0
    gathered = list(reports)
    begun = time.perf_counter()
    with out.open("wb") as file:
        for reading in reader.read_all(gathered, mentions=True):
            words += len(reading.report.text.split())
            file.write(to_json(reading) + b"\n")
    return time.perf_counter() - begun, words
