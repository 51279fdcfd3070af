"""Mends objects that stand behind a phrase of time or manner: "LIFTED by decree THE CURFEW".

One rule: only a short phrase without a comma may stand between, and the verb has no other object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.read.clauses.lexicon import Lexicon
    from dateline.read.clauses.repair import Columns

_APART = 4  # words of the phrase between: "by about two hours", "by presidential decree"
_MEANS = frozenset({"by", "with", "through"})


def late_object(columns: Columns, words: Lexicon, token: int) -> None:
    """Give a verb the bare noun behind an inserted phrase, whatever a parser makes of it.

    It may be called a second subject, or the phrase's own apposition or object; and whoever stands
    before the verb is then no longer the one it is done to.

    Args:
        columns: the parse.
        words: the tables.
        token: a noun that is a subject, an apposition, or hangs loosely on a verb.
    """
    over = columns.head[token]
    if over > token or columns.pos[token] not in {"NOUN", "PROPN"}:
        return
    verb = over
    if columns.pos[over] == "NOUN" and columns.base(over) == "obl":
        verb = columns.head[over]
        if columns.base(token) not in _INSIDE or not verb < over:
            return
    if columns.pos[verb] != "VERB" or not _takes(columns, verb, token):
        return
    if not (_short(columns, verb, token) and _bare(columns, words, token)):
        return
    if verb != over:
        columns.move(token, verb, "obj")
        if columns.dep[over] == "obl:agent":
            columns.dep[over] = "obl"
    columns.dep[token] = "obj"
    for child in columns.children[verb]:
        if columns.dep[child] == "nsubj:pass":
            columns.dep[child] = "nsubj"
            columns.form[verb], columns.tag[verb] = "Tense=Past|VerbForm=Fin", "VBD"


_INSIDE = frozenset({"appos", "obj"})


def _takes(columns: Columns, verb: int, token: int) -> bool:
    """Tell whether a verb in the past has its subject, and neither passive nor object yet."""
    labels = {columns.dep[c] for c in columns.children[verb] if c != token}
    return (
        columns.tag[verb] in {"VBD", "VBN"}
        and labels.isdisjoint({"obj", "aux:pass", "ccomp", "cop", "expl"})
        and any(columns.dep[c].startswith("nsubj") and c < verb for c in columns.children[verb])
        and columns.base(verb) not in {"acl", "amod"}
    )


def _bare(columns: Columns, words: Lexicon, token: int) -> bool:
    """Tell whether a noun has no preposition, and names neither a time nor a measure."""
    loose = {"case", "mark", "advmod", "cop"}
    return (
        not any(columns.base(c) in loose for c in columns.children[token])
        and any(columns.base(c) in {"det", "nummod", "nmod"} for c in columns.children[token])
        and columns.entity[token] not in {"DATE", "TIME"}
        and columns.lemma[token] not in words.times
        and columns.lemma[token] not in words.measures
    )


def _short(columns: Columns, verb: int, token: int) -> bool:
    """Tell whether just a short phrase stands between a verb and the words that a noun opens."""
    first = min([token, *columns.children[token]])
    between = range(verb + 1, first)
    return (
        1 < len(between) <= _APART
        and columns.pos[verb + 1] == "ADP"
        and all(columns.pos[t] not in {"PUNCT", "VERB", "AUX", "CCONJ"} for t in between)
    )


def late_part(columns: Columns, words: Lexicon, token: int) -> None:
    """Hang "of X" on the event noun before a phrase of manner: "took CONTROL by force OF A".

    Args:
        columns: the parse.
        words: the tables.
        token: a noun with "of" that hangs on another.
    """
    manner = columns.head[token]
    verb = columns.head[manner]
    if columns.base(manner) != "obl" or columns.pos[verb] != "VERB" or verb > manner:
        return
    how = columns.case(manner)
    if how != "without" and (how not in _MEANS or columns.lemma[manner] not in words.means):
        return
    objects = [c for c in columns.children[verb] if columns.base(c) == "obj" and c < manner]
    if len(objects) == 1 and columns.lemma[objects[0]] in words.nouns:
        columns.move(token, objects[0], "nmod")
