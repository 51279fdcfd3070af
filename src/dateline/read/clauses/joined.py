"""Mends coordination: what a parser joins across a verb.

One rule: a noun moves only to the noun right before its "and".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.read.clauses.repair import Columns


def object_too(columns: Columns, token: int) -> None:
    """Join a noun with the noun right before its "and", not with the subject before the verb.

    "The shell killed a couple AND THEIR DAUGHTER": no daughter did.

    Args:
        columns: the parse.
        token: a noun that is coordinated with another.
    """
    subject = columns.head[token]
    verb = columns.head[subject]
    if not columns.dep[subject].startswith("nsubj") or not subject < verb < token:
        return
    if columns.pos[token] not in {"NOUN", "PROPN"} or columns.pos[verb] != "VERB":
        return
    own = [c for c in columns.children[token] if c < token]
    if not own or columns.lower[own[0]] != "and" or own[-1] - own[0] != len(own) - 1:
        return
    if any(columns.base(c) in {"orphan", "obl", "obj"} for c in columns.children[token]):
        return
    first = own[0] - 1
    over = first
    while columns.head[over] not in {verb, over} and columns.head[over] > verb:
        over = columns.head[over]
    if columns.head[over] == verb < over and columns.base(over) in {"obj", "obl"}:
        columns.move(token, over, "conj")
