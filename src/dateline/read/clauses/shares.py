"""Mends shares of ground behind "about", "more than" or "over": objects, no places nearby.

One rule: only where the share stands right behind its verb, which has no other object ("control
ABOUT TWO-THIRDS of X", "hold AROUND HALF of the town").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.read.clauses.repair import Columns

_SHARES = frozenset("half third quarter fifth percent cent %".split())
_NEARLY = frozenset({"about", "around", "over", "under", "near", "more", "less"})


def share(columns: Columns, token: int) -> None:
    """Make an object of a share that the parse took for an adverbial.

    Args:
        columns: the parse.
        token: the word.
    """
    verb = columns.head[token]
    if (
        columns.lemma[token].lower() not in _SHARES
        or columns.base(token) != "obl"
        or columns.pos[verb] != "VERB"
        or verb >= token
    ):
        return
    if any(columns.base(c) in {"obj", "ccomp", "xcomp"} for c in columns.children[verb]):
        return
    nearly = verb + 1
    if columns.lower[nearly] not in _NEARLY:
        return
    if columns.base(nearly) not in {"case", "advmod", "compound"}:
        return
    if columns.head[nearly] not in {verb, token}:
        return
    columns.move(nearly, token, "advmod")
    columns.dep[token] = "obj"
