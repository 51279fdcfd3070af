"""States told of a place in the head of an entry, read from `entries.toml` and compiled once.

One rule: a state is matched where a sentence or its part begins, never inside of one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import tomli

from dateline.model.claim import Change

__all__ = ["State", "states"]

_WORD = (
    r"(?!(?:by|to|in|on|at|from|with|for|not|no|as|is|are|was|were|has|have|had|says?|said)\b)"
    r"[\w'’?+*#-]+"
)
_PARTY = rf"(?:the )?{_WORD}(?: {_WORD}){{0,4}}?"
_ITSELF = (
    r"(?:(?:it|that|they|(?:the |this )?(?:town|city|village|district|place|base|port|airport"
    r"|camp|field|island|quarter|crossing|bridge))"
    r"(?: itself| proper)?,? )?"
)
"""The place once more before its state ("Town itself held by the rebels")."""
_HOLES = {
    "{W}": rf"(?P<who>{_PARTY})",
    "{L}": rf"(?P<from>{_PARTY})",
    "{A}": (
        r"(?:(?:still|now|again|once again|once more|firmly|already|all|also|entirely|fully|both"
        r"|reportedly|back|completely|wholly|solidly|newly|since|yet|almost|currently|remains?"
        r"|stays?|is|are|was|were|has been|have been|being|mostly|largely|today|this morning) )*"
    ),
    "{E}": (
        r"(?=\s(?:on|after|since|at|as|for|until|till|during|from|in|with|without|this|last|today"
        r"|yesterday|overnight|again|now|too|throughout|according|and|but|while|who|which"
        r")\b|\s?[,.;:(—–\n]|\s-\s|\s?$)"
    ),
}


@dataclass(frozen=True, slots=True)
class State:
    """A state that an entry tells of its place.

    Attributes:
        change: what it tells.
        pattern: the words, to be matched where a part of the entry begins; group `who` is the
            holder, `from` the loser.
        holder: `who`, `code`, `ours` or `none`.
        bare: true where the party alone is the state, so that only an entry's first words count.
    """

    change: Change
    pattern: re.Pattern[str]
    holder: Literal["who", "code", "ours", "none"]
    bare: bool = False


@cache
def states() -> tuple[State, ...]:
    """Return the shipped states, in the order of the table."""
    text = (files(__package__) / "entries.toml").read_text(encoding="utf-8")
    return tuple(
        State(
            change=row["change"],
            pattern=re.compile(_filled(line.strip()), re.IGNORECASE),
            holder=row["holder"],
            bare=row.get("bare", False),
        )
        for row in tomli.loads(text)["state"]
        for line in row["words"].splitlines()
        if line.strip()
    )


def _filled(words: str) -> str:
    if words.startswith("{A}"):
        words = _ITSELF + words
    for hole, pattern in _HOLES.items():
        words = words.replace(hole, pattern)
    return words
