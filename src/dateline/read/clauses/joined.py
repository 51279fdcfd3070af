"""Mends coordination and counting: what a parser joins across a verb, or leaves apart.

One rule: a noun moves only to the noun right before its "and", a verb to the one before its comma.
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


def verb_too(columns: Columns, token: int) -> None:
    """Join a verb without a subject with the one before it, both hung on who says so.

    "Rebels took Sawaiq at dawn, STORMED the prison and freed the inmates, a commander said."

    Args:
        columns: the parse.
        token: a verb that is what somebody says.
    """
    saying = columns.head[token]
    if columns.tag[token] != "VBD" or not token < saying or columns.lower[token - 1] != ",":
        return
    own = {columns.base(c) for c in columns.children[token]}
    if own & {"nsubj", "csubj", "expl", "mark", "aux", "cop"}:
        return
    first = [c for c in columns.children[saying] if columns.base(c) == "ccomp" and c < token]
    if len(first) == 1 and columns.tag[first[0]] == "VBD" and columns.subjects(first[0]):
        columns.move(token, first[0], "conj")


def number_after_day(columns: Columns, token: int) -> None:
    """Give the number behind a day to the people that it counts ("on 13 March FIVE men were").

    Args:
        columns: the parse.
        token: a number.
    """
    noun = token + 1
    if columns.pos[token] != "NUM" or not columns.lower[token].isalpha() or not token:
        return
    if noun >= len(columns.tag) or columns.tag[noun] not in {"NNS", "NNPS"}:
        return
    day = columns.head[token]
    if day not in {token - 1, token - 2} or columns.entity[day] not in {"DATE", "TIME", ""}:
        return
    month = columns.lower[token - 1][:3] in _MONTHS and columns.pos[token - 1] == "PROPN"
    if month and columns.dep[noun].startswith("nsubj") and columns.head[noun] > noun:
        columns.move(token, noun, "nummod")
        if columns.head[token - 1] == token:
            columns.move(token - 1, day, "nmod:unmarked")


_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
