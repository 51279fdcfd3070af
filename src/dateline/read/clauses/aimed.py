"""Mends "fired on", which a parser may take for a passive, and verbs parted from their particle.

One rule: only where the next words leave no doubt ("fired ON VILLAGES", "handed OVER 12").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.read.clauses.repair import Columns

_UPON = frozenset({"on", "upon", "at", "into"})
_NO_TARGETS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december spot ground grounds charge charges
    suspicion order orders account""".split()
)


def fired_upon(lower: Sequence[str], token: int) -> bool:
    """Tell whether "fired" tells of shots: "FIRED ON villages", and not "fired on Monday"."""
    if lower[token] != "fired" or token + 2 >= len(lower) or lower[token + 1] not in _UPON:
        return False
    aimed = lower[token + 2]
    return aimed not in _NO_TARGETS and not aimed[0].isdigit()


def fired(columns: Columns, token: int) -> None:
    """Let those who "fired on" somebody be the ones who fired, where a parser has them fired at."""
    if not fired_upon(columns.lower, token) or columns.pos[token] != "VERB":
        return
    bases = {columns.base(c) for c in columns.children[token]}
    if "aux" in bases or "obj" in bases:
        return
    for child in columns.children[token]:
        if columns.dep[child] == "nsubj:pass" and child < token:
            columns.dep[child] = "nsubj"
            columns.form[token], columns.tag[token] = "Tense=Past|VerbForm=Fin", "VBD"


_PARTED = frozenset({"hand", "turn", "give"})
_PARTICLES = frozenset({"over", "in", "back"})


def particle(columns: Columns, token: int) -> None:
    """Join a verb and its particle before what is handed: "HANDED OVER 12 prisoners".

    A parser may take "over 12" for a count, or "in" for a preposition.
    """
    verb = token - 1
    if (
        columns.lower[token] not in _PARTICLES
        or verb < 0
        or columns.pos[verb] != "VERB"
        or columns.lemma[verb].lower() not in _PARTED
        or columns.base(token) not in {"advmod", "case"}
    ):
        return
    noun = columns.head[token]
    within = columns.head[noun] if columns.pos[noun] == "NUM" else noun
    if verb not in {noun, columns.head[noun], columns.head[within]}:
        return
    counted = columns.pos[token + 1 : token + 2] == ["NUM"]
    if columns.lower[token] != "in" and not counted:
        return
    if columns.lower[token] == "in" and columns.tag[token] != "RP":
        return
    if noun != verb:
        columns.move(token, verb, "compound:prt")
    columns.dep[token], columns.pos[token] = "compound:prt", "ADP"


def going_on(columns: Columns, token: int) -> None:
    """Leave "on" to the verb before it where a gerund follows ("WENT ON denying it")."""
    gerund = token + 1
    if columns.lower[token] != "on" or columns.tag[gerund : gerund + 1] != ["VBG"] or not token:
        return
    verb = token - 1
    going = columns.pos[verb] == "VERB" and columns.lemma[verb].lower() in _GOING
    if going and columns.head[token] == gerund and columns.head[gerund] == verb:
        columns.move(token, verb, "compound:prt")


_GOING = frozenset({"go", "keep", "carry"})
MENDED = frozenset({"fired", "on"}) | _PARTICLES
"""The words that this module mends."""
