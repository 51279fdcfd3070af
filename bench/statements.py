"""Measures statements alone: the records of reports, PolNeAR, and time against the parse.

    python bench/statements.py SHARED [--only SET] [--cache FOLDER] [--errors N]

SET is demo, gold, wars, six, styles or polnear.

SHARED holds `bench`, `demo`, `gold` as described in its own readmes. Where actors and dates can
be read they are; the store, the gazetteer and the commands are not asked for.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from spacy.tokens import Doc, DocBin

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.attribution import further_figures
from dateline.model import Reading, Report, text_sha256, to_json
from dateline.read.scene import Scene
from dateline.read.speech import find_speech
from dateline.read.statements import statement_claims

OURS = Path(__file__).parents[1] / "tests/data"
MADE = ("wars", "six", "styles")


def texts_of(folder: Path) -> Iterator[tuple[str, str, str, str | None]]:
    """Yield (id, title, body, published) of the records' texts."""
    for path in sorted(folder.iterdir()):
        if path.suffix == ".txt":
            text = path.read_text(encoding="utf-8")
            if text.startswith("---"):
                _, front, body = text.split("---", 2)
                title = re.search(r'^title: "?(.*?)"?$', front, re.MULTILINE)
                day = re.search(r"^published: (\S{10})", front, re.MULTILINE)
                yield path.stem, title[1] if title else "", body.strip(), day and day[1]
            else:
                title_line, _, body = text.partition("\n\n")
                yield path.stem, title_line.strip(), body.strip(), None
        elif path.suffix == ".html":
            page = path.read_text(encoding="utf-8")
            title = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
            paragraphs = re.findall(r"<p\b[^>]*>(.*?)</p>", page, re.DOTALL)
            body = "\n".join(re.sub(r"<[^>]+>", "", p).strip() for p in paragraphs)
            yield path.stem, title[1] if title else "", body, None


def sets_of(
    shared: Path, only: str | None
) -> Iterator[tuple[str, list[tuple[str, str, str, Any]]]]:
    """Yield the name of each set with its documents."""
    if only in {None, "demo"}:
        yield "demo", list(texts_of(shared / "demo/dispatches"))
    if only in {None, "gold"}:
        yield "gold", list(texts_of(shared / "gold/re3d"))
    for name in MADE:
        if only in {None, name}:
            yield name, list(texts_of(OURS / name / "dispatches"))
    if only in {None, "polnear"}:
        lines = (shared / "bench/sets/polnear-dev/texts.jsonl").read_text(encoding="utf-8")
        rows = [json.loads(line) for line in lines.splitlines()]
        yield "polnear", [(r["id"], r["title"] or "", r["text"], r["published"]) for r in rows]


def parse(texts: list[str], cache: Path | None) -> tuple[list[Doc], float]:
    """Return the parses and the seconds that they took (0 from the cache)."""
    from dateline.read.language import load

    nlp = load()
    if cache is not None and cache.exists():
        vocab = nlp("a").vocab
        return list(DocBin().from_disk(cache).get_docs(vocab)), 0.0
    begin = time.perf_counter()
    docs = list(nlp.pipe(texts))
    spent = time.perf_counter() - begin
    if cache is not None:
        DocBin(docs=docs, store_user_data=False).to_disk(cache)
    return docs, spent


def actor_finder() -> Callable[[Scene], Scene]:
    """Return what adds actors and dates to a scene, as far as they can be read."""
    steps: list[Callable[[Scene], Scene]] = []
    try:
        dates = importlib.import_module("dateline.read.dates")
        steps.append(
            lambda s: dataclasses.replace(
                s, dates=dates.find_dates(s.doc, published=s.report.published)
            )
        )
    except ImportError as error:
        print(f"without dates: {error}", file=sys.stderr)
    try:
        actors = importlib.import_module("dateline.read.actors")
        know = importlib.import_module("dateline.know.actors")
        register = know.load_register() if hasattr(know, "load_register") else know.load()
        steps.append(
            lambda s: dataclasses.replace(
                s,
                actors=actors.find_actors(
                    s.doc, register=register, places=s.places, published=s.report.published
                ),
            )
        )
    except (ImportError, AttributeError) as error:
        print(f"without actors: {error}", file=sys.stderr)

    def build(scene: Scene) -> Scene:
        for step in steps:
            scene = step(scene)
        return scene

    return build


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("shared", type=Path)
    asked.add_argument("--only", choices=["demo", "gold", *MADE, "polnear"])
    asked.add_argument("--cache", type=Path)
    asked.add_argument("--errors", type=int, default=0)
    asked.add_argument("--keep", type=Path, help="folder for the readings")
    asked.add_argument("--plain", action="store_true", help="without actors and dates")
    args = asked.parse_args()
    build = (lambda s: s) if args.plain else actor_finder()
    folder = args.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    if args.cache:
        args.cache.mkdir(parents=True, exist_ok=True)
    for name, documents in sets_of(args.shared, args.only):
        bodies = [d[2] for d in documents] + [d[1] for d in documents]
        docs, parsed = parse(bodies, args.cache / f"{name}.spacy" if args.cache else None)
        readings, spent = [], 0.0
        for at, (source, title, body, published) in enumerate(documents):
            report = msgspec.convert(
                {
                    "source": source,
                    "id": "0" * 16,
                    "text": body,
                    "title": title or None,
                    "text_sha256": text_sha256(body),
                    "published": published,
                    "published_origin": "given" if published else "unknown",
                    "language": "en",
                },
                Report,
                strict=False,
            )
            scene = build(Scene(report=report, doc=docs[at], title=docs[len(documents) + at]))
            begin = time.perf_counter()
            scene = dataclasses.replace(scene, speeches=find_speech(scene))
            claims = tuple(statement_claims(scene))
            spent += time.perf_counter() - begin
            readings.append(Reading(report=report, claims=claims))
        out = folder / f"{name}.jsonl"
        out.write_bytes(b"\n".join(to_json(r) for r in readings))
        words = sum(len(d[2].split()) for d in documents)
        print(f"== {name}: {words} words, parse {parsed:.1f} s, speech {spent:.1f} s", flush=True)
        score(args.shared, name, out, args.errors)
    return 0


def score(shared: Path, name: str, readings: Path, errors: int) -> None:
    """Run the scorer of a set and print what it says of statements."""
    bench = shared / "bench"
    if name == "polnear":
        command = [
            sys.executable,
            str(bench / "score_sets.py"),
            "attribution",
            str(readings),
            str(bench / "sets/polnear-dev/gold.jsonl"),
        ]
        if errors:
            command += [
                "--errors",
                str(errors),
                "--texts",
                str(bench / "sets/polnear-dev/texts.jsonl"),
            ]
    else:
        gold, texts = {
            "demo": (shared / "demo/gold", shared / "demo/dispatches"),
            "gold": (shared / "gold/re3d", shared / "gold/re3d"),
            **{made: (OURS / made / "gold", OURS / made / "dispatches") for made in MADE},
        }[name]
        command = [
            sys.executable,
            str(bench / "score_readings.py"),
            str(readings),
            str(gold),
            str(texts),
        ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    print("\n".join(li for li in lines if name == "polnear" or li.startswith("statements")))
    if done.returncode:
        print(done.stderr, file=sys.stderr)
    if name == "polnear":
        with tempfile.TemporaryDirectory() as scratch:
            gold_file = bench / "sets/polnear-dev/gold.jsonl"
            for measure, value in further_figures(shared, readings, gold_file, Path(scratch)):
                print(f"{measure:<24} {value:.3f}")


if __name__ == "__main__":
    raise SystemExit(main())
