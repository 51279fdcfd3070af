"""Measures places on LGL, GeoWebNews, GeoVirus, the demonstration, UCDP headlines, false friends.

    python bench/places.py SHARED [--only places.lgl]

SHARED is the folder with `bench/`, `corpora/` and `demo/`. Recognition and resolution are those of
`score_sets.py geo`, with the embedded gazetteer. None of these sets is held out: weights were swept
on LGL and GeoWebNews, and GeoVirus' errors were read.

- `demo.within_20_km`: share of the demonstration's places with a point that were found there.
- `ucdp.within_20_km`: with UCDP's places and OCHA's units of Syria added, share of headlines that
  name the place of one of their events (in any spelling) and put it within 20 km. A headline often
  covers many events, and many name no place at all: `ucdp.any_within_20_km` counts those against.
- `false_friends`: the gazetteer loses half of the settlements that were rightly resolved; share of
  their mentions that then got no point more than 161 km off (in the demonstration 50 km): none, or
  the region of their neighbours.
- `share_of_parse`: the time for places over the parser's.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.know.gazetteer import Candidate, Gazetteer, added, distance_km, ensure, fold, likeness
from dateline.know.gazetteer.fold import bare, sound
from dateline.model import PlaceMention, to_builtins
from dateline.read.language import load
from dateline.read.places import find_places
from dateline.settings import load_settings

if TYPE_CHECKING:
    from spacy.tokens import Doc

Gold = list[dict[str, Any]]
SETS = ("lgl", "geowebnews", "geovirus")
HEADLINES = 500
SEED = 1


class Hiding(Gazetteer):
    """A gazetteer that has forgotten some places."""

    hidden: frozenset[str] = frozenset()

    def lookup(self, name: str, *, variants: bool = True) -> tuple[Candidate, ...]:
        """Return what a gazetteer without the hidden places would."""
        found = super().lookup(name, variants=variants)
        return tuple(c for c in found if c.place.id not in self.hidden)


def documents(shared: Path, name: str) -> Iterator[tuple[dict[str, Any], Gold]]:
    """Yield texts and toponyms of a set."""
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


def toponyms(shared: Path, name: str) -> Iterator[tuple[str, float]]:
    """Yield the figures of a set of texts with marked toponyms."""
    sys.path.insert(0, str(shared / "bench"))
    import score_sets  # type: ignore[import-not-found]  # stands beside the sets

    parser = load()
    read: dict[str, Any] = {}
    golds = []
    kept: list[tuple[Doc, Gold, tuple[PlaceMention, ...]]] = []
    parsing = finding = 0.0
    path = ensure(load_settings().cache, added=(), notice=print)
    with Gazetteer.open(path) as gazetteer:
        for row, gold in documents(shared, name):
            start = time.process_time()
            doc = parser(row["text"])
            parsed = time.process_time()
            places = find_places(doc, gazetteer=gazetteer)
            finding += time.process_time() - parsed
            parsing += parsed - start
            mentions = [to_builtins(p) for p in places if p.role != "description"]
            read[row["id"]] = {
                "report": {"source": row["id"]}, "claims": [], "mentions": mentions,
            }  # fmt: skip
            golds.append({"id": row["id"], "toponyms": gold})
            kept.append((doc, gold, places))
    score: dict[str, float] = score_sets.geo(read, golds, None)
    for key in ("recognition_f1", "resolution_161", "resolution_20"):
        yield f"places.{name}.{key}", score[key]
    yield f"places.{name}.share_of_parse", round(finding / parsing, 3)
    if name == "geowebnews":
        yield f"places.{name}.false_friends", false_friends(path, kept, 161.0)


def false_friends(
    path: Path, kept: Sequence[tuple[Doc, Gold, tuple[PlaceMention, ...]]], wrong_km: float
) -> float:
    """Return the share of mentions that got no wrong point once their place was forgotten."""
    settled = {"city", "town", "village", "quarter"}

    def right(place: PlaceMention, gold: Gold) -> dict[str, Any] | None:
        for true in gold:
            meant = place.span and place.span[0] < true["end"] and true["start"] < place.span[1]
            if meant and true.get("lat") is not None and place.lat is not None:
                close = distance_km(place.lat, place.lon or 0.0, true["lat"], true["lon"]) <= 20
                return true if close else None
        return None

    found = {
        p.id
        for _, gold, places in kept
        for p in places
        if p.id and p.feature in settled and right(p, gold)
    }
    hidden = frozenset(i for i in found if hashlib.sha256(i.encode()).digest()[0] % 2)
    asked = misled = 0
    with Hiding.open(path) as gazetteer:
        gazetteer.hidden = hidden
        for doc, gold, places in kept:
            lost = {p.span: t for p in places if p.id in hidden and (t := right(p, gold))}
            if not lost:
                continue
            again = {p.span: p for p in find_places(doc, gazetteer=gazetteer)}
            for span, true in lost.items():
                asked += 1
                now = again.get(span)
                if now is not None and now.lat is not None and now.lon is not None:
                    away = distance_km(now.lat, now.lon, true["lat"], true["lon"])
                    misled += away > wrong_km
    return round(1 - misled / asked, 4) if asked else 1.0


def demo(shared: Path) -> Iterator[tuple[str, float]]:
    """Yield the demonstration's figures."""
    parser = load()
    wanted = found = 0
    kept: list[tuple[Doc, Gold, tuple[PlaceMention, ...]]] = []
    path = ensure(load_settings().cache, added=(), notice=print)
    with Gazetteer.open(path) as gazetteer:
        for dispatch in sorted((shared / "demo/dispatches").glob("*.txt")):
            _, head, body = dispatch.read_text("utf-8").split("---\n", 2)
            title = next(x for x in head.split("\n") if x.startswith("title:"))[6:].strip(' "')
            heading, text = parser(title), parser(body.strip())
            inside = find_places(text, gazetteer=gazetteer, title=heading)
            places = (*inside, *find_places(heading, gazetteer=gazetteer))
            gold = json.loads((shared / "demo/gold" / f"{dispatch.stem}.json").read_text("utf-8"))
            marked = []
            for place in gold["places"]:
                if place["lat"] is not None:
                    wanted += 1
                    found += any(_meets(p, place) for p in places)
                    marked += [
                        {**place, "start": p.span[0], "end": p.span[1]}
                        for p in inside if p.span and _meets(p, place)
                    ]  # fmt: skip
            kept.append((text, marked, inside))
    yield "places.demo.within_20_km", round(found / wanted, 4)
    yield "places.demo.false_friends", false_friends(path, kept, 50.0)


def _meets(mention: PlaceMention, gold: dict[str, Any]) -> bool:
    if mention.lat is None or mention.lon is None or mention.role in {"adjective", "part_of_name"}:
        return False
    name, words = fold(mention.text), fold(gold["name"])
    named = name in words or words in name or (mention.name is not None and
                                               fold(mention.name) in words)  # fmt: skip
    return named and distance_km(mention.lat, mention.lon, gold["lat"], gold["lon"]) <= 20


def ucdp(shared: Path) -> Iterator[tuple[str, float]]:
    """Yield the figures of UCDP's headlines, with UCDP's and OCHA's places added."""
    events: dict[str, list[dict[str, str]]] = defaultdict(list)
    table = shared / "corpora/events/ucdp-syria-2016-2018.csv"
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["where_prec"] in {"1", "2"} and row["source_headline"].strip():
                events[row["source_headline"]].append(row)
    sample = random.Random(SEED).sample(sorted(events), HEADLINES)  # noqa: S311  # a sample
    parser = load()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("ucdp-places.tsv", "syria-admin.geojson"):
            added.add(Path(folder), shared / "corpora/gazetteer" / name, country="SY")
        with Gazetteer.open(ensure(Path(folder))) as gazetteer:
            named = found = anywhere = 0
            for doc, headline in zip(parser.pipe(sample), sample, strict=True):
                rows = events[headline]
                places = find_places(doc, gazetteer=gazetteer, near_country=["SY"])
                points = [(p.lat, p.lon) for p in places if p.lat is not None and p.lon is not None]
                told = [r for r in rows if _names(headline, r["where_coordinates"])]
                anywhere += _within(points, rows)
                if told:
                    named += 1
                    found += _within(points, told)
    yield "places.ucdp.within_20_km", round(found / named, 4)
    yield "places.ucdp.any_within_20_km", round(anywhere / HEADLINES, 4)


def _within(points: Sequence[tuple[float, float]], rows: Sequence[dict[str, str]]) -> bool:
    return any(
        distance_km(lat, lon, float(r["latitude"]), float(r["longitude"])) <= 20
        for lat, lon in points
        for r in rows
    )


def _names(headline: str, place: str) -> bool:
    """Tell whether a headline names a place, in any spelling; by its words, not by any reading."""
    words = fold(headline).split()
    for part in place.split("/"):
        head, _, last = part.rpartition(" ")
        key = fold(head if head and last.islower() else part)
        for size in range(1, 5):
            for i in range(len(words) - size + 1):
                said = " ".join(words[i : i + size])
                if bare(said) == bare(key) or (
                    len(said) > 3 and sound(said) == sound(key) != "" and likeness(said, key) >= 0.8
                ):
                    return True
    return False


def figures(shared: Path, *, only: str | None = None) -> Iterator[tuple[str, float]]:
    """Yield the figures whose names begin with `only`; all where None."""
    for name in (*SETS, "demo", "ucdp"):
        prefix = f"places.{name}"
        if only and not (prefix.startswith(only) or only.startswith(prefix)):
            continue
        found = demo(shared) if name == "demo" else ucdp(shared) if name == "ucdp" else (
            toponyms(shared, name)
        )  # fmt: skip
        yield from ((key, value) for key, value in found if not only or key.startswith(only))


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    options.add_argument("shared", type=Path)
    options.add_argument("--only")
    given = options.parse_args()
    for key, value in figures(given.shared, only=given.only):
        print(f"{key}\t{value}", flush=True)


if __name__ == "__main__":
    main()
