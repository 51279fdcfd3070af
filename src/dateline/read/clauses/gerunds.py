"""Mends gerunds that are nouns: "because of FIGHTING at X", "FIGHTING in X left 18 dead".

One rule: only where nobody and nothing is the gerund's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.read.clauses.repair import Columns

GERUNDS = frozenset({"fighting", "shelling", "bombing", "shooting", "looting", "rioting"})
_AFTER = frozenset({"of", "after", "amid", "amidst", "during", "despite", "from", "by", "with"})


def gerund(columns: Columns, token: int) -> None:
    """Call "fighting" a noun where nobody and nothing is its own ("because of FIGHTING at X")."""
    if columns.lower[token] not in GERUNDS or columns.pos[token] != "VERB":
        return
    if columns.base(token) == "advcl":
        _subject_after_all(columns, token)
    own = {columns.base(c) for c in columns.children[token]}
    if own & {"obj", "nsubj", "ccomp", "xcomp", "aux"}:
        return
    base = columns.base(token)
    marks = [c for c in columns.children[token] if columns.base(c) in {"mark", "case"}]
    words = {columns.lower[c] for m in marks for c in (m, *columns.children[m])}
    if base == "csubj":
        columns.dep[token] = columns.dep[token].replace("csubj", "nsubj")
    elif base == "advcl" and (words & _AFTER or "det" in own):  # "in THE first FIGHTING there"
        columns.dep[token] = "obl"
        for mark in marks:
            columns.dep[mark] = "case"
    elif base not in {"nsubj", "obj", "obl", "nmod"}:
        return
    columns.pos[token], columns.tag[token] = "NOUN", "NN"
    columns.lemma[token] = columns.lower[token]
    for child in list(columns.children[token]):
        if columns.base(child) == "obl":
            columns.dep[child] = "nmod"
            before = child - 1
            if columns.head[before] == token and columns.pos[before] == "ADP":
                columns.move(before, child, "case")  # "fighting AROUND Bor"


def _subject_after_all(columns: Columns, token: int) -> None:
    """Make a gerund that opens a sentence the subject of its verb ("FIGHTING in X left 18 dead").

    Parses hang it on whoever says so, who would then have fought.
    """
    if token and columns.pos[token - 1] not in {"PUNCT", "SPACE", "ADJ"}:
        return
    said = columns.head[token]
    verb = token + 1
    while verb < len(columns.tag) and columns.tag[verb] not in {"VBD", "VBZ", "VBP"}:
        if columns.pos[verb] in {"PUNCT", "VERB"} or columns.tag[verb] == "MD":
            return
        verb += 1
    if verb == len(columns.tag):
        return
    if columns.pos[verb] == "AUX" and columns.head[verb] > verb:
        verb = columns.head[verb]
    if columns.pos[verb] != "VERB" or columns.subjects(verb):
        return
    if columns.head[verb] == token:
        columns.move(verb, said, "ccomp")
        for child in [c for c in columns.children[token] if c > verb]:
            columns.move(child, verb, columns.dep[child])
    if columns.head[verb] == said and said > verb:
        columns.move(token, verb, "nsubj")
