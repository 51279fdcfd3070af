"""How well the record tells who held what on the bundled dispatches, against the truth of the days.

Twice: from the texts end to end, and from the gold records' claims, which tells the faults of
weighing from those of reading.

    python -m bench.holdings
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.shared import run_scorer, shared_folder

if TYPE_CHECKING:
    from dateline.know.actors import Register
    from dateline.model import ActorRef, ControlClaim, Holding, Report
    from dateline.pipeline import Record

SAMPLE = Path(__file__).parents[1] / "src" / "dateline" / "sample" / "dispatches"
WARS = ("afghanistan", "kharkiv")
"""Folders of `tests/data` with dispatches on other wars and their truth."""
HELD_OUT = "unseen"
"""The same of a war that nobody tunes on: measured with everything, or asked for by `heldout`."""
COUNTRY = ("SY", "SYR")
"""Where the dispatches are set: whom "the army" means in a gold record."""
FIGURES = ("accuracy", "accuracy_by_place", "brier")


def figures(shared: Path, *, only: str | None = None) -> Iterator[tuple[str, float]]:
    """Yield name and value of every figure; higher is better, save for the Brier score.

    Args:
        shared: folder of shared material.
        only: a prefix; figures of other groups are not measured.
    """
    data = Path(__file__).parents[1] / "tests/data"
    if only is None or only.startswith("heldout"):
        for name, value in _figured(HELD_OUT, _of_war(shared, data / HELD_OUT)):
            yield f"heldout.{name}", value
    if only is not None and not "holdings.demo".startswith(only) and not only.startswith("hold"):
        return
    from dateline.model import to_json
    from dateline.pipeline import open_record, read_sources
    from dateline.settings import load_settings

    with tempfile.TemporaryDirectory() as folder, open_record(f"{folder}/demo.db") as record:
        for outcome in read_sources([str(SAMPLE)], settings=load_settings()):
            if outcome.reading is not None:
                record.add(outcome.reading, outcome.page)
        lines = Path(folder) / "holdings.jsonl"
        lines.write_bytes(b"\n".join(map(to_json, record.holdings())))
        yield from _scored(shared, lines, "demo")
        told = from_gold(shared / "demo" / "gold", record)
        lines.write_bytes(b"\n".join(map(to_json, told)))
        yield from _scored(shared, lines, "demo_gold_claims")
    for war in WARS:
        yield from _figured(war, _of_war(shared, data / war))


def _of_war(shared: Path, material: Path) -> dict[str, Any]:
    """Read the dispatches of another war into a record of its own and score its holdings."""
    from dateline.pipeline import open_record, read_sources
    from dateline.settings import load_settings

    with tempfile.TemporaryDirectory() as folder, open_record(f"{folder}/war.db") as record:
        for outcome in read_sources([str(material / "dispatches")], settings=load_settings()):
            if outcome.reading is not None:
                record.add(outcome.reading, outcome.page)
        return by_sides(shared, record.holdings(), material / "truth.json")


def by_sides(shared: Path, told: list[Holding], truth: Path) -> dict[str, Any]:
    """Return how holdings score against a truth, which says what its sides go by (`sides`)."""
    from importlib import import_module

    from dateline.model import to_json

    sys.path.insert(0, str(shared / "bench"))
    try:
        scorer = import_module("score_holdings")
    finally:
        sys.path.pop(0)
    days = json.loads(truth.read_text("utf-8"))
    scorer.SIDES.update(days.get("sides", {}))
    result: dict[str, Any] = scorer.score([json.loads(to_json(line)) for line in told], days)
    return result


def _scored(shared: Path, lines: Path, name: str) -> Iterator[tuple[str, float]]:
    result = run_scorer(shared, "score_holdings.py", lines, shared / "demo" / "truth.json")
    yield from _figured(name, result)


def _figured(name: str, result: dict[str, Any]) -> Iterator[tuple[str, float]]:
    for figure in FIGURES:
        yield f"holdings.{name}.{figure}", float(result[figure])
    yield f"holdings.{name}.wrong_days", float(result["wrong"])
    yield f"holdings.{name}.unsure_days", float(result["unsure"])


def from_gold(gold: Path, record: Record) -> list[Holding]:
    """Return the holdings that the claims of the gold records make, read by a perfect reader.

    Args:
        gold: folder of gold records of the demonstration dispatches.
        record: of the same dispatches, for their texts (which are copies of which).
    """
    from dateline.know.actors import load_register
    from dateline.model import Holding
    from dateline.weigh import weigh

    register = load_register()
    told = []
    for report in record.reports():
        file = gold / f"{Path(report.source).stem}.json"
        rows = json.loads(file.read_text("utf-8"))["control"]
        claims = [_claim(row, n, report, register) for n, row in enumerate(rows)]
        told.append((report, claims))
    return [found for found in weigh(told) if isinstance(found, Holding)]


def _claim(row: dict[str, Any], number: int, report: Report, register: Register) -> ControlClaim:
    from dateline.model import Because, ControlClaim, PlaceRef, When, identified

    days = sorted(dt.date.fromisoformat(day) for day in row["date"])
    names = row["place"] or [""]
    spot = {"lat": row["lat"], "lon": row["lon"]}
    key = f"gold:{row['lat']:.2f},{row['lon']:.2f}" if row["lat"] is not None else None
    # A province is set down at its capital's point, and is not the capital.
    area = "province" in names[0].lower()
    key = f"{key}:province" if key and area else key
    claim = ControlClaim(
        span=(number, number + 1),
        status=row["status"],
        claimed_by=_actor(row["claimed_by"], register),
        when=When(start=days[0], end=days[-1], precision="day", origin="stated") if days else None,
        where=PlaceRef(
            text=names[0],
            name=names[0],
            precision="admin1" if area else "exact",
            feature="admin1" if area else None,
            id=key,
            country=COUNTRY[0],
            **spot,
        ),
        confidence=0.95,
        because=Because(rule="gold"),
        change=row["change"],
        holder=_actor(row["holder"], register),
        from_=_actor(row["from"], register),
        extent=row["extent"] or "whole",
    )
    return identified(claim, report.id)


def _actor(forms: list[str], register: Register) -> ActorRef | None:
    """The actor that the register knows by one of the accepted forms; no person.

    Else the shortest form, which is the plainest word ("army", "rebels").
    """
    from dateline.model import ActorRef, Plover

    if not forms:
        return None
    known = [e for form in forms for e in register.find(form) if e.country == COUNTRY[1]]
    for entry in (e for e in known if e.kind != "person"):
        code = Plover(country=entry.country, sector=entry.sector)
        return ActorRef(text=forms[0], name=entry.name, id=entry.id, plover=code)
    return ActorRef(text=min(forms, key=len))


if __name__ == "__main__":
    material = shared_folder()
    if material is None:
        raise SystemExit("bench: no shared material (DATELINE_SHARED or ../shared)")
    for figure, value in figures(material):
        print(f"{figure:<34}{value:>8g}")
