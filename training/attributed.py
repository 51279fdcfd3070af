"""Puts ", residents and the ministry said." behind sentences of the treebanks, as news does.

One rule: the sentence's own tree stays as it is under the verb that is put behind it, the way the
treebanks tell attributed speech: the verb of saying is the root, what is said its ``ccomp``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from training.data import UNSURE

if TYPE_CHECKING:
    import numpy as np

    from training.data import Sentence

ATTRIBUTED = 0.05
"""Share of plain statements that get somebody to say them."""
_LEAST = 5
"""Words of the shortest sentence that is put into somebody's mouth."""
_MANY = (
    "residents officials witnesses activists doctors medics rescuers police authorities rebels "
    "villagers diplomats hospitals analysts"
).split()
_KIND = "aid rescue security army health government hospital intelligence".split()
_WORKERS = "workers officials sources officers teams forces".split()
_LIKE = "local military senior western regional tribal medical".split()
_BODY = "army ministry governor mayor military group spokesman militia junta president".split()
_OF_WHAT = "defence interior health foreign".split()
_SAID = "said said said said reported added warned announced confirmed claimed".split()
_WHERE = (("in", "a", "statement"), ("by", "telephone"), ("on", "Monday"), ("on", "Friday"))
_DAYS = {"Monday", "Friday"}


class _Word(NamedTuple):
    """A word to put behind; ``head`` counts from the phrase's own first word, -1 its governor."""

    form: str
    upos: str
    xpos: str
    feats: str
    head: int
    label: str


def attributed(sentence: Sentence, rng: np.random.Generator) -> Sentence:
    """Let somebody say a plain statement, now and then.

    Args:
        sentence: one with a tree and a full stop, or it is given back as it is.
        rng: chooses whether, and who says it.
    """
    size = len(sentence.forms)
    plain = (
        size > _LEAST
        and bool(sentence.upos)
        and sentence.forms[-1] == "."
        and "root" in sentence.labels
        and sentence.upos[sentence.labels.index("root")] == "VERB"
        and not {'"', "“", "”"} & set(sentence.forms)
        and size not in sentence.heads
    )
    if not plain or rng.random() >= ATTRIBUTED:
        return sentence
    root = sentence.labels.index("root")
    subject = _speaker(rng)
    words = [_Word(",", "PUNCT", ",", "_", -2, "punct")]
    verb = len(words) + len(subject)
    words += [_moved(w, 1, verb) for w in subject]
    many = subject[_top(subject)].xpos == "NNS" or any(w.label == "conj" for w in subject)
    number = "Plur" if many else "Sing"
    past = f"Mood=Ind|Number={number}|Person=3|Tense=Past|VerbForm=Fin"
    words.append(_Word(str(rng.choice(_SAID)), "VERB", "VBD", past, -3, "root"))
    if rng.random() < 0.35:
        words += _circumstance(_WHERE[rng.integers(len(_WHERE))], len(words), verb)
    return _joined(sentence, root, words, verb)


def _top(phrase: list[_Word]) -> int:
    return next(at for at, word in enumerate(phrase) if word.head == -1)


def _moved(word: _Word, by: int, verb: int) -> _Word:
    return word._replace(head=verb if word.head == -1 else word.head + by)


def _joined(sentence: Sentence, root: int, words: list[_Word], verb: int) -> Sentence:
    """Put the words before the full stop; the old root hangs under the verb of saying."""
    base = len(sentence.forms) - 1
    at = base + verb + 1  # numbers of words count from one
    heads, labels = sentence.heads[:-1], sentence.labels[:-1]
    heads[root], labels[root] = at, "ccomp"
    own = {-2: root + 1, -3: 0}
    heads += [own[w.head] if w.head in own else base + w.head + 1 for w in words]
    spaced = [*sentence.spaced[: base - 1], False, *[True] * (len(words) - 1), False]
    names = {
        kind: [*tags[:-1], *(UNSURE if w.upos == "PROPN" else "O" for w in words), tags[-1]]
        for kind, tags in sentence.names.items()
    }
    return replace(
        sentence,
        forms=[*sentence.forms[:-1], *(w.form for w in words), "."],
        spaced=[*spaced, sentence.spaced[-1]],
        upos=[*sentence.upos[:-1], *(w.upos for w in words), "PUNCT"],
        xpos=[*sentence.xpos[:-1], *(w.xpos for w in words), "."],
        feats=[*sentence.feats[:-1], *(w.feats for w in words), "_"],
        lemmas=[*sentence.lemmas[:-1], *(w.form for w in words), "."],
        heads=[*heads, at],
        labels=[*labels, *(w.label for w in words), "punct"],
        names=names,
    )


def _speaker(rng: np.random.Generator) -> list[_Word]:
    """Make the phrase of who speaks; its head has -1 for governor."""
    first = _single(rng)
    if rng.random() >= 0.3:
        return first
    second = _single(rng)
    top, by = _top(first), len(first) + 1
    lower = [w._replace(head=top if w.head == -1 else w.head + by) for w in second]
    lower[_top(second)] = lower[_top(second)]._replace(label="conj")
    return [*first, _Word("and", "CCONJ", "CC", "_", by + _top(second), "cc"), *lower]


def _single(rng: np.random.Generator) -> list[_Word]:
    """Make "residents", "aid workers", "the defence ministry", "a spokesman for the army"."""
    draw = rng.random()
    if draw < 0.4:
        return [_noun(str(rng.choice(_MANY)), -1)]
    if draw < 0.6:
        if rng.random() < 0.5:
            kind = _Word(str(rng.choice(_KIND)), "NOUN", "NN", "Number=Sing", 1, "compound")
        else:
            kind = _Word(str(rng.choice(_LIKE)), "ADJ", "JJ", "Degree=Pos", 1, "amod")
        return [kind, _noun(str(rng.choice(_WORKERS)), -1)]
    if draw < 0.75:
        part = _Word(str(rng.choice(_OF_WHAT)), "NOUN", "NN", "Number=Sing", 2, "compound")
        if part.form == "foreign":
            part = part._replace(upos="ADJ", xpos="JJ", feats="Degree=Pos", label="amod")
        return [_the(2), part, _body("ministry", -1, "nsubj")]
    if draw < 0.9:
        return [_the(1), _body(str(rng.choice(_BODY)), -1, "nsubj")]
    a = _Word("a", "DET", "DT", "Definite=Ind|PronType=Art", 1, "det")
    person = _body(str(rng.choice(["spokesman", "spokeswoman", "commander", "resident"])), -1)
    for_ = _Word(str(rng.choice(["for", "of"])), "ADP", "IN", "_", 4, "case")
    return [a, person, for_, _the(4), _body(str(rng.choice(_BODY)), 1, "nmod")]


def _noun(form: str, head: int) -> _Word:
    return _Word(form, "NOUN", "NNS", "Number=Plur", head, "nsubj")


def _body(form: str, head: int, label: str = "nsubj") -> _Word:
    return _Word(form, "NOUN", "NN", "Number=Sing", head, label)


def _the(head: int) -> _Word:
    return _Word("the", "DET", "DT", "Definite=Def|PronType=Art", head, "det")


def _circumstance(phrase: tuple[str, ...], first: int, verb: int) -> list[_Word]:
    """Make "in a statement", "on Monday"; words are counted from the comma."""
    last = first + len(phrase) - 1
    words = [_Word(phrase[0], "ADP", "IN", "_", last, "case")]
    if len(phrase) > 2:
        words.append(_Word("a", "DET", "DT", "Definite=Ind|PronType=Art", last, "det"))
    day = phrase[-1] in _DAYS
    words.append(
        _Word(
            phrase[-1], "PROPN" if day else "NOUN", "NNP" if day else "NN", "Number=Sing", verb,
            "obl",
        )
    )  # fmt: skip
    return words
