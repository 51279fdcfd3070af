"""Measures places on LGL, GeoWebNews, GeoVirus (held out of all tuning) and the demonstration.

    python bench/places.py SHARED [--sets lgl geowebnews geovirus demo]

SHARED is the folder with `bench/`, `corpora/` and `demo/`. Recognition and resolution are those of
`score_sets.py geo`; the demonstration's figure is the share of its places with a point that were
found within 20 km. `share_of_parse` is the time for places over the parser's.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.know.gazetteer import Gazetteer, distance_km, ensure, fold
from dateline.model import PlaceMention, to_builtins
from dateline.read.language import load
from dateline.read.places import find_places
from dateline.settings import load_settings

SETS = ("lgl", "geowebnews", "geovirus", "demo")


def documents(shared: Path, name: str) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    if name == "geovirus":
        for line in (shared / "corpora/geo/geovirus.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            yield row, row["toponyms"]
        return
    folder = shared / "bench/sets" / name
    gold = {r["id"]: r for r in map(json.loads, (folder / "gold.jsonl").open(encoding="utf-8"))}
    for line in (folder / "texts.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        yield row, gold[row["id"]]["toponyms"]


def toponyms(shared: Path, name: str, gazetteer: Gazetteer) -> dict[str, float]:
    sys.path.insert(0, str(shared / "bench"))
    import score_sets  # type: ignore[import-not-found]  # stands beside the sets

    parser = load()
    readings: dict[str, Any] = {}
    golds = []
    parsing = finding = 0.0
    for row, gold in documents(shared, name):
        start = time.perf_counter()
        doc = parser(row["text"])
        parsed = time.perf_counter()
        places = find_places(doc, gazetteer=gazetteer)
        finding += time.perf_counter() - parsed
        parsing += parsed - start
        readings[row["id"]] = {
            "report": {"source": row["id"]},
            "claims": [],
            "mentions": [to_builtins(p) for p in places],
        }
        golds.append({"id": row["id"], "toponyms": gold})
    score: dict[str, float] = score_sets.geo(readings, golds, None)
    keys = "recognition_p recognition_r recognition_f1 resolution_20 resolution_161 error_median_km"
    return {k: score[k] for k in keys.split()} | {"share_of_parse": round(finding / parsing, 3)}


def demo(shared: Path, gazetteer: Gazetteer) -> dict[str, float]:
    parser = load()
    wanted = found = 0
    for path in sorted((shared / "demo/dispatches").glob("*.txt")):
        _, head, body = path.read_text("utf-8").split("---\n", 2)
        title = next(x for x in head.split("\n") if x.startswith("title:"))[6:].strip(' "')
        heading, text = parser(title), parser(body.strip())
        places = (
            *find_places(text, gazetteer=gazetteer, title=heading),
            *find_places(heading, gazetteer=gazetteer),
        )
        gold = json.loads((shared / "demo/gold" / f"{path.stem}.json").read_text("utf-8"))
        for place in gold["places"]:
            if place["lat"] is not None:
                wanted += 1
                found += any(_meets(p, place) for p in places)
    return {"places": wanted, "within_20_km": round(found / wanted, 4)}


def _meets(mention: PlaceMention, gold: dict[str, Any]) -> bool:
    if mention.lat is None or mention.lon is None or mention.role in {"adjective", "part_of_name"}:
        return False
    name, words = fold(mention.text), fold(gold["name"])
    named = name in words or words in name or (mention.name is not None and
                                               fold(mention.name) in words)  # fmt: skip
    return named and distance_km(mention.lat, mention.lon, gold["lat"], gold["lon"]) <= 20


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    options.add_argument("shared", type=Path)
    options.add_argument("--sets", nargs="+", choices=SETS, default=SETS)
    given = options.parse_args()
    with Gazetteer.open(ensure(load_settings().cache, notice=print)) as gazetteer:
        for name in given.sets:
            figures = demo(given.shared, gazetteer) if name == "demo" else toponyms(
                given.shared, name, gazetteer
            )  # fmt: skip
            print(name, json.dumps(figures), flush=True)


if __name__ == "__main__":
    main()
