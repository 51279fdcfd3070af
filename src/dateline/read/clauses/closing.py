"""Parts who closes a sentence with "..., an official said" from the name before the comma.

One rule: an apposition before its noun's verb is closed by a comma of its own; where that is
missing, it is the verb's subject and the name belongs to the sentence before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.read.clauses.lexicon import Lexicon
    from dateline.read.clauses.repair import Columns


def closing(columns: Columns, words: Lexicon, token: int) -> None:
    """Free the last of a list from who tells of it ("hold A, where ..., and B, AN OFFICIAL said").

    Args:
        columns: the parse.
        words: the lexicon, for its verbs of speech.
        token: an apposition.
    """
    if _tells(columns, words, token):
        columns.move(token, token + 1, "nsubj")
        return
    name = columns.head[token]
    verb = columns.head[name]
    if (
        not columns.dep[name].startswith("nsubj")
        or columns.lemma[verb] not in words.speech
        or not name < token < verb
        or "," in columns.lower[token:verb]
        or not any(columns.base(c) == "cc" and c < name for c in columns.children[name])
    ):
        return
    told = [c for c in columns.children[verb] if c < name and columns.base(c) == "ccomp"]
    told += [columns.head[verb]] if columns.head[verb] < name else []
    for taking in told:
        if any(columns.base(c) == "obj" for c in columns.children[taking]):
            columns.move(token, verb, "nsubj")
            columns.move(name, taking, "obj")
            return


def _tells(columns: Columns, words: Lexicon, token: int) -> bool:
    """Tell whether an apposition stands right before a verb of speech that has no subject."""
    verb = token + 1
    if verb >= len(columns.lower) or columns.tag[verb] not in {"VBD", "VBZ", "VBP"}:
        return False
    if columns.lemma[verb] not in words.speech or columns.subjects(verb):
        return False
    return columns.above(verb, token) and columns.pos[token] in {"NOUN", "PROPN"}
