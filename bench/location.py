"""Where single events happened, on the sentences of event-location (Halterman, 2019).

    python -m bench --only location

Each item is one verb of a sentence and the places where that happened; scored by `score_sets.py
evloc`, over the items whose verb fired a claim. The set has no parts of its own: a sentence belongs
to one by the last decimal digit of its SHA-256. Errors of `dev` (0 to 5) may be read, a third of it
is measured here; of `unread` (7 to 9) only the totals were ever seen.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.shared import run_scorer

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS = {"dev": (0, 1), "unread": (7, 8, 9)}
"""Part to the digits of its sentences."""

KEPT = ("location_p", "location_r", "location_f1", "none_right", "covered")


def items(shared: Path, part: str) -> dict[str, list[dict[str, Any]]]:
    """Return the items of a part by their sentence."""
    found: dict[str, list[dict[str, Any]]] = {}
    with (shared / "corpora/events/event-location.jsonl").open(encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            digest = hashlib.sha256(item["text"].encode()).hexdigest()
            if int(digest, 16) % 10 in PARTS[part]:
                found.setdefault(item["text"], []).append(item)
    return found


def figures(shared: Path, *, only: str | None = None) -> Iterator[tuple[str, float]]:
    """Yield the figures whose names begin with `only`; all where None."""
    parts = [p for p in PARTS if only is None or _meets(f"location.{p}", only)]
    if not parts:
        return
    from dateline.model import Report, bytes_id, text_sha256, to_json
    from dateline.read import open_reader

    reader = open_reader()
    for part in parts:
        by_text = items(shared, part)
        with tempfile.TemporaryDirectory() as folder:
            gold, readings = Path(folder) / "gold.jsonl", Path(folder) / "readings.jsonl"
            reports = [
                Report(
                    id=bytes_id(text.encode()),
                    source=str(number),
                    text=text,
                    text_sha256=text_sha256(text),
                    published_origin="unknown",
                    language="en",
                )
                for number, text in enumerate(by_text)
            ]
            with readings.open("w", encoding="utf-8") as out:
                for reading in reader.read_all(reports):
                    out.write(to_json(reading).decode() + "\n")
            with gold.open("w", encoding="utf-8") as out:
                for number, told in enumerate(by_text.values()):
                    for item in told:
                        out.write(json.dumps({**item, "id": str(number)}) + "\n")
            result = run_scorer(shared, "score_sets.py", "evloc", readings, gold)
        for measure in KEPT:
            yield f"location.{part}.{measure}", float(result[measure])


def _meets(name: str, only: str) -> bool:
    return name.startswith(only) or only.startswith(name)
