"""Reads headlines whose verb a parser took for a noun ("Rebels SHELL villages in Shan state").

One rule: a word is the verb only where its sentence has no other, it is a verb of violence or of
taking, and what stands right before it can do such a thing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.read.clauses.repair import verb_lemma

if TYPE_CHECKING:
    from dateline.read.clauses.lexicon import Lexicon
    from dateline.read.clauses.repair import Columns

_NOUNS = frozenset({"NOUN", "PROPN"})
_TAKEN_FOR = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "ADV"})
_OBJECT = frozenset({"NOUN", "PROPN", "NUM", "DET", "ADJ"})
_OBJECTS = frozenset(
    {"compound", "nmod", "dep", "xcomp", "obj", "appos", "flat", "nummod", "acl", "conj"}
)
_LENGTH = 25  # no headline has more words
_REACH = 6  # words of a headline's subject


def headline(columns: Columns, words: Lexicon, first: int, end: int) -> None:
    """Give a headline its verb back.

    Args:
        columns: the parse.
        words: the tables.
        first: first token of the sentence.
        end: after its last.
    """
    if not 2 < end - first <= _LENGTH or any(_finite(columns, t) for t in range(first, end)):
        return
    root = next((t for t in range(first, end) if columns.head[t] == t), None)
    if root is None:
        return
    taken = set(columns.subjects(root))
    for verb in range(first + 1, min(end - 1, first + 1 + _REACH)):
        if taken <= {verb - 1} and _verb(columns, words, verb):
            _turn(columns, verb, root=root, first=first)
            return


def said_by(columns: Columns, first: int, end: int) -> None:
    """Part whoever says it from what a headline says ("OFFICIALS: Car bomb kills 20").

    Parsers make both subjects of its verb.
    """
    colon = next(
        (t for t in range(first + 1, min(end, first + _REACH)) if columns.lower[t] == ":"), None
    )
    if colon is None:
        return
    for token in range(first, colon):
        verb = columns.head[token]
        if columns.base(token) != "nsubj" or verb <= colon:
            continue
        if any(colon < other < verb for other in columns.subjects(verb)):
            columns.dep[token] = "vocative"


def _finite(columns: Columns, token: int) -> bool:
    return columns.pos[token] in {"VERB", "AUX"} and (
        columns.tag[token] in {"VBD", "VBZ", "VBP", "MD"} or bool(columns.subjects(token))
    )


def _verb(columns: Columns, words: Lexicon, token: int) -> bool:
    """Tell whether a noun may be the verb of what stands before it."""
    lower, before, after = columns.lower[token], token - 1, token + 1
    if (
        columns.pos[token] not in {*_NOUNS, "ADJ", "VERB", "ADV"}
        or columns.pos[before] not in _NOUNS
    ):
        return False
    lemma = verb_lemma(lower)
    alone, intransitive = lemma in words.headline_verbs, lemma in words.headline_moves
    if not (alone or intransitive) or not _does(columns, words, before):
        return False
    if (lower == lemma) != _plural(columns, before):
        return False
    if columns.pos[after] == "ADP" or columns.base(after) == "case":
        return intransitive
    return alone and columns.pos[after] in _OBJECT


def _does(columns: Columns, words: Lexicon, token: int) -> bool:
    """Tell whether a noun can do violence: people, bodies, weapons, acts."""
    lemma = columns.lemma[token].lower()
    forms = {lemma, columns.lower[token]}
    known = words.actors | words.headline_doers
    return (
        not forms.isdisjoint(known)
        or lemma in words.nouns
        or columns.lower[token].endswith(words.people_ends)
    )


_PLURAL = frozenset({"police", "troops", "militia", "gunmen", "people", "men", "women", "children"})


def _plural(columns: Columns, token: int) -> bool:
    lower = columns.lower[token]
    return (
        columns.tag[token] in {"NNS", "NNPS"}
        or lower in _PLURAL
        or lower.endswith("men")
        or (lower.endswith("s") and lower != columns.lemma[token].lower())
    )


def _turn(columns: Columns, verb: int, *, root: int, first: int) -> None:
    """Make a word the verb: what is before it its subject, what is after it its object."""
    subject = verb - 1
    if not columns.above(root, verb) or root < subject:
        return
    hanging = [t for t in range(first, verb) if columns.head[t] >= verb]
    columns.pos[verb], columns.lemma[verb] = "VERB", verb_lemma(columns.lower[verb])
    columns.tag[verb] = "VBP" if columns.lower[verb] == columns.lemma[verb] else "VBZ"
    columns.form[verb] = "Mood=Ind|Tense=Pres|VerbForm=Fin"
    if verb != root:
        above = columns.head[verb]
        columns.children[above].remove(verb)
        columns.head[verb], columns.dep[verb] = verb, "root"
        columns.head[root] = verb
        columns.dep[root] = "nsubj" if root < verb else "obj"
        columns.children[verb].append(root)
    for token in hanging:
        if token != subject:
            columns.move(token, subject, columns.dep[token])
    columns.move(subject, verb, "nsubj")
    goals = False
    for child in sorted(columns.children[verb]):
        if child <= verb or columns.pos[child] not in {*_NOUNS, "NUM"}:
            continue
        if columns.case(child):
            columns.dep[child] = "obl"
        elif columns.base(child) in _OBJECTS:
            columns.dep[child] = "obl" if goals else "obj"
            goals = True
    columns.children[verb].sort()
