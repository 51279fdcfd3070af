"""Who holds, acts, suffers and speaks in short reports over some fifty wars, read end to end.

Each wanted slot counts, whether its claim was found or not; the shares that must hold are pinned.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests import making

from dateline.model import (
    ActorRef,
    ControlClaim,
    EventClaim,
    Reading,
    StatementClaim,
)
from dateline.read import Reader

FLOORS = {"sentences": 0.76, "aside": 0.63}
"""Share of the wanted slots that are right: what was measured, less two or three hundredths."""
_HEAD = re.compile(r"\[(\d{4}-\d\d-\d\d)\] ")
_PART = re.compile(r'"[^"]*"|\S+')
_SLOTS = ("holder", "from", "actor", "recipient", "for")


@dataclass(frozen=True)
class Wanted:
    """One line of answers: what claim is meant, and the accepted forms of its slots."""

    kind: str
    key: str
    words: str
    slots: dict[str, tuple[str, ...]]


@dataclass
class Text:
    """A report and what it must tell."""

    published: dt.date
    text: str
    wanted: list[Wanted] = field(default_factory=list)


def texts(name: str) -> list[Text]:
    found: list[Text] = []
    for line in (Path(__file__).parent / f"{name}.txt").read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(" "):
            found[-1].wanted.append(_wanted(line))
            continue
        head = _HEAD.match(line)
        assert head is not None, line
        body = line[head.end() :].replace(" ¶ ", "\n\n")
        found.append(Text(dt.date.fromisoformat(head[1]), body))
    return found


def _wanted(line: str) -> Wanted:
    kind, *rest = (p.strip('"') for p in _PART.findall(line))
    key = rest.pop(0) if kind != "said" else ""
    words = rest.pop(0)
    slots = {
        slot: tuple(value.lower().split("/"))
        for slot, value in zip(rest[::2], rest[1::2], strict=True)
    }
    assert slots, line
    assert set(slots) <= set(_SLOTS), line
    return Wanted(kind, key, words, slots)


def right(text: Text, reading: Reading) -> Iterator[tuple[Wanted, str, bool]]:
    """Yield each wanted slot and whether a claim of the reading has it."""
    for wanted in text.wanted:
        for slot, forms in wanted.slots.items():
            answers = [_slot(c, slot) for c in reading.claims if _meant(c, wanted, text.text)]
            yield wanted, slot, any(_says(refs, forms) for refs in answers)


def _meant(claim: object, wanted: Wanted, text: str) -> bool:
    if isinstance(claim, ControlClaim) and wanted.kind == "control":
        where = claim.where
        return claim.change == wanted.key and where is not None and wanted.words in where.text
    if isinstance(claim, EventClaim) and wanted.kind == "event":
        cue = " ".join(text[a:b] for a, b in claim.because.spans)
        return claim.event == wanted.key and (
            wanted.words in text[slice(*claim.span)]
            and any(w in cue for w in wanted.words.split(" "))
        )
    if isinstance(claim, StatementClaim) and wanted.kind == "said":
        return wanted.words in claim.content[: len(wanted.words) + 40]
    return False


def _slot(claim: object, slot: str) -> tuple[ActorRef, ...]:
    if isinstance(claim, ControlClaim):
        ref = claim.holder if slot == "holder" else claim.from_
    elif isinstance(claim, EventClaim):
        return claim.actors if slot == "actor" else claim.recipients
    else:
        assert isinstance(claim, StatementClaim)
        ref = claim.organisation
    return (ref,) if ref is not None else ()


def _says(refs: Iterable[ActorRef], forms: tuple[str, ...]) -> bool:
    known = [f"{r.id or '-'} {r.name or ''} {r.text}".lower() for r in refs]
    if forms == ("-",):
        return not known
    return any(k.startswith(f) or f" {f}" in k for k in known for f in forms)


def read(reader: Reader, text: Text) -> Reading:
    report = making.report(text.text, published=text.published)
    return reader.read(report)


@pytest.mark.parametrize("name", FLOORS)
def test_who(reader: Reader, name: str) -> None:
    counts: Counter[bool] = Counter()
    wrong: list[str] = []
    for text in texts(name):
        for wanted, slot, ok in right(text, read(reader, text)):
            counts[ok] += 1
            if not ok and name != "aside":
                wrong.append(f"{wanted.kind} {wanted.key} {wanted.words!r} {slot}: {text.text}")
    share = counts[True] / counts.total()
    assert share >= FLOORS[name], (round(share, 3), counts, *wrong)
