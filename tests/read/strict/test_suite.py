"""Sentences of many wars and what a strict coder asks of each: told, not told, of whom, how often.

All were written before the reader was run on them; the share that must hold is pinned.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests import making

from dateline.model import ActorRef, EventClaim
from dateline.read import Reader

DAY = dt.date(2024, 5, 14)
FLOOR = 0.91
"""Share of sentences of which all holds: what was measured, less two hundredths."""
_TOKENS = frozenset({"asserted", "claimed", "planned", "denied", "hypothetical", "historical"})


@dataclass(frozen=True)
class Asked:
    """One thing asked of a sentence: of events like this, some, none, or so many.

    Attributes:
        sign: `+`, `-` or `=`.
        count: how many, with `=`.
        tokens: what makes an event one of these.
    """

    sign: str
    count: int
    tokens: tuple[str, ...]

    def holds(self, claims: Iterable[EventClaim]) -> bool:
        """Tell whether the events of a sentence are as asked."""
        found = sum(all(_fits(claim, token) for token in self.tokens) for claim in claims)
        return found == self.count if self.sign == "=" else (found > 0) == (self.sign == "+")


def _fits(claim: EventClaim, token: str) -> bool:
    if token[:2] in {"a:", "r:", "a=", "r="}:
        refs = claim.actors if token[0] == "a" else claim.recipients
        return all(_named(refs, word, token[1]) for word in token[2:].lower().split(","))
    if token in _TOKENS:
        return claim.status == token
    event, _, mode = token.partition("/")
    return claim.event == event and mode in {"", claim.mode}


def _named(refs: Iterable[ActorRef], word: str, sign: str) -> bool:
    """Tell whether one is called so, or (`=`) was resolved to one whose name begins so."""
    if sign == "=":
        return any((ref.name or "").lower().startswith(word) for ref in refs)
    said = " ".join(f" {ref.text} {ref.name or ''}" for ref in refs).lower()
    return f" {word}" in said


def _asked(told: str) -> Iterator[Asked]:
    for part in told.split(" ; "):
        sign, rest = part.strip()[0], part.strip()[1:]
        tokens: list[str] = []
        for word in rest.split():
            if tokens and tokens[-1][:2] in {"a=", "r="}:
                tokens[-1] += f" {word}"  # a name of several words
            else:
                tokens.append(word)
        count = int(tokens.pop(0)) if sign == "=" else 0
        yield Asked(sign, count, tuple(tokens))


def sentences() -> list[tuple[str, tuple[Asked, ...]]]:
    """Return the sentences, each with what is asked of it."""
    lines = Path(__file__).with_name("sentences.txt").read_text("utf-8").splitlines()
    pairs = (line.split(" || ") for line in lines if line and not line.startswith("#"))
    return [(text, tuple(_asked(told))) for text, told in pairs]


def test_there_are_many_and_all_are_asked_of() -> None:
    found = sentences()
    assert len(found) >= 190
    assert all(asked for _, asked in found)


def test_a_strict_coder_is_content(reader: Reader) -> None:
    wrong = []
    known = sentences()
    for text, asked in known:
        claims = reader.read(making.report(text, published=DAY)).claims
        events = [claim for claim in claims if isinstance(claim, EventClaim)]
        if not all(one.holds(events) for one in asked):
            told = [f"{c.event}/{c.mode} {c.status} {[a.text for a in c.actors]}" for c in events]
            wrong.append(f"{text}\n    {told}")
    share = 1 - len(wrong) / len(known)
    assert share >= FLOOR, f"{share:.3f}\n" + "\n".join(wrong)
