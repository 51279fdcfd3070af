"""Words by which a report takes a side in its own voice, read from `partisan.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import tomli


@dataclass(frozen=True, slots=True)
class Partisan:
    """Words of partisan reports, by lemma.

    Attributes:
        praise: adjectives for one's own men in arms.
        ours: nouns for men in arms that name no side by themselves.
        mourning: verbs for how one's own dead die.
        abuse: words that no neutral report has for anybody.
        foes: nouns for the other side that name nobody ("the enemy").
        against: further words for the other side, that neutral reports have too ("regime").
    """

    praise: frozenset[str]
    ours: frozenset[str]
    mourning: frozenset[str]
    abuse: frozenset[str]
    foes: frozenset[str]
    against: frozenset[str]


@cache
def partisan() -> Partisan:
    """Return the words that ship with the package."""
    data = tomli.loads(files("dateline.know.speech").joinpath("partisan.toml").read_text("utf-8"))
    return Partisan(**{name: frozenset(words) for name, words in data.items()})
