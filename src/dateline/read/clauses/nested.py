"""Looks inside a noun phrase: what hangs in it with a preposition or as a possessor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.read.clauses.clause import Argument
from dateline.read.clauses.lexicon import load
from dateline.read.clauses.phrases import Phrases
from dateline.read.clauses.tree import plant

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dateline.read.clauses.clause import Phrase
    from dateline.read.clauses.lexicon import Lexicon


def nested(doc: Doc, phrase: Phrase, *, lexicon: Lexicon | None = None) -> tuple[Argument, ...]:
    """Return the phrases inside a phrase, on all levels, in order of the text.

    "the town of Morek in Hama province" gives Morek ("of") and Hama province ("in"). A possessor
    has the preposition "'s".
    """
    words = lexicon or load()
    tree = plant(doc, words, phrase.start, phrase.end)
    phrases = Phrases(tree, words, phrase.start)
    found: list[Argument] = []
    for token in range(len(tree.text)):
        if tree.base[token] not in {"nmod", "obl"} or tree.head[token] == token:
            continue
        if tree.dep[token] == "nmod:poss":
            found += phrases.unfold(token, "oblique", group=token, preposition="'s")
            continue
        preposition, head = phrases.prepositional(token)
        if preposition is not None:
            found += phrases.unfold(head, "oblique", group=token, preposition=preposition)
    return tuple(dict.fromkeys(found))
