"""Quality of reading: the scorers of the shared bench over its records and sets."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.attribution import further_figures
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

RECORDS = {
    "demo": ("demo/gold", "demo/dispatches"),
    "gold": ("gold/re3d", "gold/re3d"),
    "wars": ("tests/data/wars/gold", "tests/data/wars/dispatches"),
    "six": ("tests/data/six/gold", "tests/data/six/dispatches"),
    "styles": ("tests/data/styles/gold", "tests/data/styles/dispatches"),
    "fresh": ("tests/data/fresh/gold", "tests/data/fresh/dispatches"),
    "newer": ("tests/data/newer/gold", "tests/data/newer/dispatches"),
    "wires2": ("tests/data/wires2/gold", "tests/data/wires2/dispatches"),
    "heldout": ("tests/data/heldout/gold", "tests/data/heldout/dispatches"),
    "blind": ("tests/data/blind/gold", "tests/data/blind/dispatches"),
}
"""Set to its records and texts, in the shared folder or (tests/...) in the project."""

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

    if only is not None and not any(_wanted(name, only) for name in (*SETS, *RECORDS, "reading")):
        return
    reader = open_reader()
    if _wanted("reading", only):
        yield from _speed(reader, shared)
    with tempfile.TemporaryDirectory() as folder:
        for name, (where, texts) in RECORDS.items():
            if _wanted(name, only):
                readings = Path(folder) / f"{name}.jsonl"
                reports = _reports(_of(shared, texts), {".txt", ".html"})
                _read(reader, reports, readings)
                result = run_scorer(
                    shared, "score_readings.py", readings, _of(shared, where), _of(shared, texts)
                )
                yield from _record_figures(name, result)
        for name, task in SETS.items():
            if _wanted(name, only):
                folder_of = shared / "bench" / "sets" / name
                readings = Path(folder) / f"{name}.jsonl"
                _read(reader, _reports(folder_of / "texts.jsonl", None), readings)
                result = run_scorer(
                    shared, "score_sets.py", task, readings, folder_of / "gold.jsonl"
                )
                for measure in KEPT[task]:
                    yield f"{name}.{measure}", float(result[measure])
                if task == "attribution":
                    gold = folder_of / "gold.jsonl"
                    for measure, value in further_figures(shared, readings, gold, Path(folder)):
                        yield f"{name}.{measure}", value


def _wanted(name: str, only: str | None) -> bool:
    """Tell whether figures of this group are asked for."""
    return only is None or name.startswith(only) or only.startswith(name)


def _of(shared: Path, folder: str) -> Path:
    """Return a folder of the project where it begins with `tests`, else of the shared material."""
    return (Path(__file__).parents[1] if folder.startswith("tests") else shared) / folder


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


def _read(reader: StandardReader, reports: Iterable[Report], out: Path) -> None:
    """Read reports to a JSON Lines file."""
    from dateline.model import to_json

    with out.open("wb") as file:
        for reading in reader.read_all(reports, mentions=True):
            file.write(to_json(reading) + b"\n")


def _speed(reader: StandardReader, shared: Path) -> Iterator[tuple[str, float]]:
    """Yield words a second of processor time, and the parser's share of it, on the dispatches.

    The share by the clock is of the same runs. Both the parser and the reader have the network work
    ahead in a thread, so that it tells of a machine whose second core has nothing else to do.
    """
    from dateline.cli.main import collect_rarely

    collect_rarely()  # as `dateline read` does; both figures are of this one process
    reports = list(_reports(shared / "demo" / "dispatches", {".txt", ".html"}))
    words = sum(len(report.text.split()) for report in reports)
    texts = [report.text for report in reports] + [report.title or "" for report in reports]

    def seconds(work: Iterable[object]) -> tuple[float, float]:
        cpu, wall = time.process_time(), time.perf_counter()
        for _ in work:
            pass
        return time.process_time() - cpu, time.perf_counter() - wall

    # By turns, so that what else the machine does falls on both alike.
    times = [
        (*seconds(reader.knowledge.language.pipe(texts)), *seconds(reader.read_all(reports)))
        for _ in range(5)
    ]
    parse, parse_wall, whole, whole_wall = map(min, zip(*times, strict=True))
    yield "reading.words_per_s", round(words / whole)
    yield "reading.ratio_to_parse", round(parse / whole, 3)
    yield "reading.words_per_s_wall_clock", round(words / whole_wall)
    yield "reading.ratio_to_parse_wall_clock", round(parse_wall / whole_wall, 3)
