"""The slots of events, sentence by sentence: who, to whom, how many dead and hurt, where, when.

Every line of `sentences.txt` and `passages.txt` must be read as it stands there; the head of the
first tells the notation.
"""

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests import making

from dateline.model import ActorRef, EventClaim, Toll
from dateline.read import Reader

_DAY = re.compile(r"\[(\d{4}-\d\d-\d\d)\] ")
_SLOT = re.compile(r" (?=[@>*+^=~])")
_LIVE = frozenset({"asserted", "claimed"})


FILES = ("sentences", "passages")


def _lines(name: str) -> list[str]:
    return (Path(__file__).parent / f"{name}.txt").read_text("utf-8").splitlines()


def cases() -> list[tuple[str, dt.date, tuple[str, ...]]]:
    """Return each text with its day of publication and the events that it must tell."""
    found: list[tuple[str, dt.date, tuple[str, ...]]] = []
    for line in (line for name in FILES for line in _lines(name)):
        if line.startswith("  "):
            text, published, events = found[-1]
            found[-1] = text, published, (*events, line.strip())
        elif line and not line.startswith("#"):
            day = _DAY.match(line)
            published = dt.date.fromisoformat(day[1]) if day else dt.date(2024, 12, 4)
            text = line[day.end() :] if day else line
            found.append((text.replace(" ¶ ", "\n\n"), published, ()))
    return found


def names(refs: Sequence[ActorRef]) -> list[str]:
    return [f"{ref.text} {ref.name or ''} {ref.id or ''}" for ref in refs]


def parties_right(refs: Sequence[ActorRef], wanted: str) -> bool:
    """Tell whether every form is met by a party; `!form` by none, and `-` stands for nobody."""
    told = names(refs)
    if wanted == "-":
        return not told
    for form in wanted.split("; "):
        met = any(f in name for f in form.lstrip("!").split("/") for name in told)
        if met == form.startswith("!"):
            return False
    return True


def shown(toll: Toll | None) -> str:
    """Return a toll as the notation has it: 12, 12+, -12, 10-15, or - for none."""
    if toll is None:
        return "-"
    if toll.high is None:
        return f"{toll.best}+"
    if toll.low is None:
        return f"-{toll.high}"
    return f"{toll.low}" if toll.low == toll.high else f"{toll.low}-{toll.high}"


def right(claim: EventClaim, sign: str, wanted: str) -> bool:
    """Tell whether one slot of a claim is as the notation has it."""
    where, when = claim.where, claim.when
    if sign in "@>":
        return parties_right(claim.actors if sign == "@" else claim.recipients, wanted)
    if sign in "*+":
        return shown(claim.killed if sign == "*" else claim.injured) == wanted
    if sign == "^":
        return any(w in (where.text if where else "-") for w in wanted.split("/"))
    if sign == "=":
        return when is not None and f"{when.start}" == f"{when.end}" == wanted
    return parties_right([claim.claimed_by] if claim.claimed_by else [], wanted)


def faults(claim: EventClaim, slots: Sequence[str]) -> list[str]:
    """Return the slots of a claim that are not as they should be."""
    return [slot for slot in slots if not right(claim, slot[0], slot[1:])]


@pytest.mark.parametrize(("text", "published", "events"), cases(), ids=[c[0][:60] for c in cases()])
def test_slots_are_as_told(
    reader: Reader, text: str, published: dt.date, events: tuple[str, ...]
) -> None:
    claims = [
        c
        for c in reader.read(making.report(text, published=published)).claims
        if isinstance(c, EventClaim) and c.status in _LIVE
    ]
    for event in events:
        absent = event.startswith("no ")
        what, *slots = _SLOT.split(event.removeprefix("no "))
        alike = [c for c in claims if c.event == what]
        told = [(c, faults(c, slots)) for c in alike]
        if absent:
            assert all(wrong for _, wrong in told), f"{event} in {claims}"
        else:
            assert any(not wrong for _, wrong in told), f"{event}: {told}"
