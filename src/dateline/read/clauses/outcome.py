"""Hangs what came of an act on the act and not on its aim ("attacked to retake A, KILLING ten").

One rule: a participle behind a comma tells what the finite verb in the past brought about; what is
still wanted or planned brought about nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.read.clauses.repair import Columns

_AIMS = frozenset({"advcl", "acl"})
_UP = 2
"""Heads from an aim up to the verb that has it: "launched an OPERATION to retake"."""


def outcome(columns: Columns, token: int) -> None:
    """Move a participle from an infinitive of purpose to the past verb over it.

    Args:
        columns: the parse.
        token: the participle.
    """
    aim = columns.head[token]
    if columns.tag[token] != "VBG" or columns.tag[aim] != "VB" or aim > token:
        return
    if columns.lower[token - 1] != "," or columns.base(aim) not in _AIMS:
        return
    if not any(columns.lower[c] == "to" for c in columns.children[aim] if c < aim):
        return
    if any(columns.base(c) in {"mark", "nsubj"} for c in columns.children[token]):
        return
    verb = columns.head[aim]
    for _ in range(_UP):
        if columns.tag[verb] == "VBD":
            columns.move(token, verb, "advcl")
            return
        if columns.base(verb) not in {"obj", "obl"}:
            return
        verb = columns.head[verb]
