"""Golden pairs: plain texts from many wars and the actors in them, read by the shipped model."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet

from dateline.know.actors import Register, load_register
from dateline.read.actors import find_actors
from dateline.read.scene import ActorMention


@dataclass
class Pair:
    day: dt.date
    text: str = ""
    answers: list[str] = field(default_factory=list)
    fails: bool = False


def _pairs() -> list[ParameterSet]:
    pairs: list[Pair] = []
    for line in (Path(__file__).parent / "golden.txt").read_text("utf-8").splitlines():
        if line.startswith("## "):
            pairs.append(Pair(dt.date.fromisoformat(line[3:].strip())))
        elif not line.strip() or line.startswith("#"):
            continue
        elif line == "xfail":
            pairs[-1].fails = True
        elif not pairs[-1].text:
            pairs[-1].text = line
        else:
            pairs[-1].answers.append(line)
    return [
        pytest.param(p, id=p.text[:40], marks=[pytest.mark.xfail(strict=True)] if p.fails else [])
        for p in pairs
    ]


@cache
def _tools() -> tuple[Any, Register]:
    from dateline.read.language import load

    return load(), load_register()


@pytest.mark.parametrize("pair", _pairs())
def test_golden(pair: Pair) -> None:
    nlp, register = _tools()
    doc = nlp(pair.text)
    found = find_actors(doc, register=register, published=pair.day)
    wrong = [a for a in pair.answers if not _holds(a, found, pair.text)]
    assert not wrong, [
        (m.ref.text, doc.text[slice(*m.span)], m.ref.id, m.ref.plover) for m in found
    ]


def _holds(answer: str, found: tuple[ActorMention, ...], text: str) -> bool:
    def printed(words: str) -> list[ActorMention]:
        return [m for m in found if text[slice(*m.span)] == words]

    if answer.startswith("! "):
        return not printed(answer[2:])
    for sign in (" = ", " : ", " -> ", " @ ", " < "):
        words, _, wanted = answer.partition(sign)
        if wanted:
            return any(_is(sign.strip(), m, wanted, text) for m in printed(words))
    raise AssertionError(f"no sign in {answer!r}")


def _is(sign: str, mention: ActorMention, wanted: str, text: str) -> bool:
    if sign == "=":
        return mention.ref.id == wanted
    if sign == ":":
        plover = mention.ref.plover
        return plover is not None and f"{plover.country}/{plover.sector}" == wanted
    if sign == "->":
        return mention.speaks_for is not None and mention.speaks_for.id == wanted
    if sign == "@":
        return mention.ref.name == wanted
    return mention.resolved_from is not None and text[slice(*mention.resolved_from)] == wanted
