"""Mends participles that stand for people, or describe them, and that a parser takes for verbs.

One rule: only where the words around leave no doubt ("evacuated SIX WOUNDED by air", "attacked
motorists BELIEVED TO BE rebels").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.read.clauses.repair import Columns

_HARMED = frozenset({"wounded", "injured", "dead", "displaced", "sick", "missing", "disabled"})
_BEFORE = frozenset({"the", "some", "many", "several", "their", "its", "more"})
_TAKING = frozenset(
    """evacuate treat transfer receive carry airlift fly bring take transport ferry admit collect
    rescue rush exchange bury recover help assist visit register host shelter""".split()
)


def harmed(columns: Columns, token: int) -> None:
    """Make people of a participle that a verb has as its object: "treated FOUR WOUNDED".

    Args:
        columns: the parse.
        token: the word.
    """
    if columns.lower[token] not in _HARMED or token < 2 or columns.pos[token] == "NOUN":
        return
    before, verb = token - 1, _verb_before(columns, token)
    counted = columns.pos[before] == "NUM" or columns.lower[before] in _BEFORE
    after = columns.pos[token + 1] if token + 1 < len(columns.pos) else "PUNCT"
    if not counted or verb is None or after in {"NOUN", "PROPN", "ADJ"}:
        return
    if after == "ADP" and columns.head[token] > token:  # "SIX WOUNDED by HELICOPTER"
        columns.move(token, verb, "obj")
    if columns.head[token] not in {verb, before} or not columns.above(verb, token):
        return
    if columns.head[token] == before or columns.pos[before] == "NUM":
        columns.move(token, verb, "obj")
        columns.move(before, token, "nummod" if columns.pos[before] == "NUM" else "det")
    columns.pos[token], columns.tag[token] = "NOUN", "NNS"
    columns.lemma[token] = columns.lower[token]
    columns.form[token], columns.dep[token] = "", "obj"
    for child in list(columns.children[token]):
        if child > token and columns.base(child) in {"obl", "advmod"}:
            columns.move(child, verb, columns.dep[child])


def _verb_before(columns: Columns, token: int) -> int | None:
    """Return the verb of taking care that a participle follows, its number in between."""
    for before in range(token - 2, max(-1, token - 6), -1):
        if columns.pos[before] == "VERB":
            return before if columns.lemma[before].lower() in _TAKING else None
        if columns.pos[before] not in {"ADP", "ADV", "DET", "ADJ", "NUM"}:
            return None
    return None


_THOUGHT = frozenset({"believed", "thought", "suspected", "presumed", "known", "alleged"})
PARTICIPLES = _HARMED | _THOUGHT
"""The words that this module mends."""
_TELLING = frozenset("say claim report add tell warn believe think know suspect allege be".split())


def thought(columns: Columns, token: int) -> None:
    """Let whom a verb befalls be its object: "attacked MOTORISTS BELIEVED TO BE Fulani".

    A parser may take what they are believed to be for a clause of its own, and them, or whoever
    attacked, for those who believe.
    """
    noun, verb = token - 1, _finite_before(columns, token - 1)
    if (
        columns.lower[token] not in _THOUGHT
        or columns.lower[token + 1 : token + 3] not in (["to", "be"], ["to", "have"])
        or verb is None
        or columns.pos[noun] not in {"NOUN", "PROPN"}
        or columns.base(token) == "acl"
        or columns.head[token] == token
    ):
        return
    for subject in columns.subjects(token):
        if subject < verb and not columns.subjects(verb):
            columns.move(subject, verb, "nsubj")
    if columns.above(token, verb) or columns.above(noun, verb):
        return
    within = [c for c in columns.children[token] if columns.base(c) == "xcomp"]
    for child in [c for t in (token, *within) for c in columns.children[t]]:
        if child > token and columns.base(child) == "advcl" and columns.lower[child - 1] == ",":
            columns.move(child, verb, "advcl")  # "..., KILLING six": what the verb led to
    columns.move(noun, verb, "obl" if columns.case(noun) else "obj")
    columns.move(token, noun, "acl")
    columns.tag[token], columns.form[token] = "VBN", "Tense=Past|VerbForm=Part"


def _finite_before(columns: Columns, noun: int) -> int | None:
    """Return the finite verb right before a noun, its number and adjectives in between."""
    for before in range(noun - 1, max(-1, noun - 6), -1):
        if columns.pos[before] == "VERB":
            finite = columns.tag[before] in {"VBD", "VBZ", "VBP", "VBN"}
            return before if finite and columns.lemma[before].lower() not in _TELLING else None
        if columns.pos[before] not in {"ADP", "ADV", "DET", "ADJ", "NUM", "NOUN"}:
            return None
    return None
