"""Mends "fought their way into A": the place is the verb's, where a parse hangs it on "way".

One rule: only a way of one's own ("their way"), made by the verb whose object it is, leads there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.read.clauses.repair import Columns

WAY = frozenset({"way"})
_TO = frozenset(
    """into onto through to toward towards past across inside out back up down from along over
    around""".split()
)
_OWN = frozenset({"their", "its", "his", "her", "our", "my"})


def own_way(columns: Columns, token: int) -> None:
    """Hang where somebody's way leads on the verb that makes it.

    Args:
        columns: the parse.
        token: the word "way".
    """
    verb = columns.head[token]
    if columns.base(token) != "obj" or columns.pos[verb] != "VERB" or not verb < token:
        return
    if columns.lower[token - 1] not in _OWN:
        return
    for child in list(columns.children[token]):
        if child > token and columns.base(child) == "nmod" and columns.case(child) in _TO:
            columns.move(child, verb, "obl")
