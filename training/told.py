"""Texts with what they tell of control, made ready for `training.control`.

One rule: every text is read by the shipped reader up to its mentions, so that the head sees in
training what it will see at work.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dateline.know.actors.entry import IN_ARMS
from dateline.model import ActorRef, Report, bytes_id, text_sha256

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from dateline.read import StandardReader
    from dateline.read.scene import Scene

LONGEST = 6000
"""Characters of a treebank's document that are read."""
SHORTEST = 200
_DAY = re.compile(r"\[(\d{4}-\d\d-\d\d)\] ")
_NO_NEWS = "conversation"
"""GUM's genre that trains nothing that ships."""


@dataclass
class Told:
    """One text.

    Attributes:
        scene: as read.
        records: what it tells of control, in the form of the gold records.
    """

    scene: Scene
    records: list[dict[str, Any]] = field(default_factory=list)


def says(names: Sequence[str | None], accepted: Sequence[str]) -> bool:
    """Tell whether one of some names is, holds or stands in one of those accepted."""
    mine = [fold(n) for n in names if n]
    return any(fold(a) in n or (n and n in fold(a)) for n in mine for a in accepted)


def fold(text: str) -> str:
    """Return letters, digits and blanks in lower case, without marks."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in plain if c.isalnum() or c == " ")


def scene_of(reader: StandardReader, report: Report) -> Scene:
    """Read a report up to its mentions, clauses and speech."""
    doc, title = reader.knowledge.language.pipe([report.text, report.title or ""])
    return reader.scene(report, doc, title)


def told_in_sentences(reader: StandardReader, path: Path) -> Iterator[Told]:
    """Yield the texts of a file of labelled sentences (`training/sentences/README.md`)."""
    day, body, lines = dt.date(2024, 5, 5), "", list[str]()
    for line in [*path.read_text(encoding="utf-8").splitlines(), "end"]:
        if line.startswith("#") or not line.strip():
            continue
        if line[0].isspace():
            lines.append(line.strip())
            continue
        if body:
            yield _told(reader, body, day, [r for each in lines for r in records_of(each)])
        found = _DAY.match(line)
        day = dt.date.fromisoformat(found[1]) if found else dt.date(2024, 5, 5)
        body, lines = (line[found.end() :] if found else line).replace(" ¶ ", "\n\n"), []


def _told(reader: StandardReader, text: str, day: dt.date, records: list[dict[str, Any]]) -> Told:
    name = bytes_id(text.encode())
    report = Report(
        source=name,
        id=name,
        text=text,
        text_sha256=text_sha256(text),
        published=day,
        published_origin="given",
        language="en",
    )
    return Told(scene_of(reader, report), records)


def records_of(line: str) -> Iterator[dict[str, Any]]:
    """Yield what one line of labels tells, a place each (`training/sentences/README.md`)."""
    if line == "none":
        return
    told, _, _ = line.removeprefix("?").partition(" !")
    told, _, losers = told.partition(" <")
    told, _, holders = told.partition(" @")
    change, _, places = told.partition(" ")
    for place in places.split(";"):
        yield {
            "change": change,
            "place": place.strip().split("/"),
            "holder": holders.split("/") if holders else [],
            "from": losers.split("/") if losers else [],
            "must": not line.startswith("?"),
            "status": "asserted",
        }


def told_in_records(reader: StandardReader, folder: Path) -> Iterator[Told]:
    """Yield the reports of a set with gold records (`tests/data`)."""
    from dateline.gather import gather
    from dateline.settings import Settings

    for path in sorted((folder / "dispatches").iterdir()):
        gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        for gathered in gather(path, settings=Settings()):
            if gathered.report is not None:
                yield Told(scene_of(reader, gathered.report), gold["control"])


def unlike_war(reader: StandardReader, shared: Path) -> Iterator[Told]:
    """Yield running text of the treebanks in which nobody bears arms: no place changes hands."""
    for name in ("ewt-train", "gum-train", "gum-dev"):
        for text in _documents(shared / "corpora" / "ud" / f"{name}.conllu"):
            if len(text) < SHORTEST:
                continue
            told = _told(reader, text[:LONGEST], dt.date(2024, 5, 5), [])
            if told.scene.places and not any(_armed(a.ref) for a in told.scene.actors):
                yield told


def _armed(ref: ActorRef) -> bool:
    return ref.plover is not None and ref.plover.sector in IN_ARMS


def _documents(path: Path) -> Iterator[str]:
    name, text = "", list[str]()
    for line in [*path.read_text(encoding="utf-8").splitlines(), "# newdoc id = end"]:
        key, _, value = line.partition(" = ")
        if key == "# newdoc id":
            if text and _NO_NEWS not in name:
                yield " ".join(text)
            name, text = value, []
        elif key == "# text":
            text.append(value)
