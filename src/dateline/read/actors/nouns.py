"""Finds the agent noun of a phrase ("rebels", "foreign minister") in the lexicon.

One rule: the longest entry wins, and of two forms of a word the printed one ("authorities" are a
government, an "authority" is any body).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat
from typing import Final

from dateline.know.actors import Agent
from dateline.know.actors.keys import words
from dateline.know.actors.lexicon import Lexicon
from dateline.read.tokens import Tokens

ARMED_NOUNS: Final = frozenset(
    "force unit brigade battalion regiment division corps squad platoon detachment contingent "
    "formation command column patrol convoy troop position officer commander".split()
)
"""Nouns for whoever is under arms: a state's where nothing else tells."""


def agent_at(tokens: Tokens, lexicon: Lexicon, head: int) -> tuple[Agent, int, int] | None:
    """Return the agent noun that ends at (or spreads from) a token, with its extent."""
    keys = _keys(tokens.lemma[head], tokens.lower[head])
    reach = max(map(lexicon.reach.get, keys, repeat(0)), default=0)
    if not reach:
        return None
    before: list[str] = []
    found: tuple[Agent, int, int] | None = None
    start = head
    for _ in range(lexicon.longest):
        for key in keys if words(tokens.lower[start]) else ():
            agent = lexicon.agents.get((*before, key))
            if agent is not None:
                found = agent, start, head + 1
        start -= 1
        if start < 0 or tokens.head[start] not in (head, start + 1, start + 2):
            break
        if word := words(tokens.lower[start]):
            before = [*word, *before]
        elif tokens.words[start] != "-":
            break
        if len(before) >= reach:
            break
    return _agent_after(tokens, lexicon, head, keys) or found


def _agent_after(
    tokens: Tokens, lexicon: Lexicon, head: int, keys: Sequence[str]
) -> tuple[Agent, int, int] | None:
    """Return the agent noun that goes on behind its head ("minister of defence")."""
    found: tuple[Agent, int, int] | None = None
    if head + 2 >= len(tokens.lower) or tokens.lower[head + 1] not in ("of", "for"):
        return None
    for end in range(head + 3, min(head + 6, len(tokens)) + 1):
        if not words(tokens.lower[end - 1]):
            break
        middle = [w for t in range(head + 1, end) for w in words(tokens.lower[t])]
        for key in keys:
            agent = lexicon.agents.get((key, *middle))
            if agent is not None:
                found = agent, head, end
    return found


def agent_side(tokens: Tokens, lexicon: Lexicon, head: int) -> str | None:
    """Return on whose side such people are by their noun."""
    noun = agent_at(tokens, lexicon, head)
    return noun[0].side if noun else None


@lru_cache(maxsize=1 << 14)
def _keys(lemma: str, printed: str) -> tuple[str, ...]:
    """Return the forms by which a noun is looked for; none of what are several words.

    In an order: what is printed comes last and wins ("authorities" are a government, an
    "authority" is any body).
    """
    last = words(lemma)
    if len(last) != 1:
        return ()
    return *dict.fromkeys(k for k in (last[0], _singular(printed)) if k != printed), printed


def _singular(word: str) -> str:
    """Return the singular of a plural whose lemma the parser may have missed."""
    if word.endswith("men"):
        return word[:-2] + "an"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
