"""Puts the words of war into sentences of the treebanks, whose trees stay true.

One rule: a word is changed only for one that could stand in the very same place of the tree: a
transitive verb with an object for another, a subject for somebody who fights, an object for what
is fought over.  The treebanks hardly know "razed", "overran" or "the military"; what is said of
them in such a sentence need make no sense, only grammar.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from training.data import Sentence

FIGHTING = 0.12
"""Share of the verbs looked at that are changed where they can be."""
_REGULAR = """
shell bomb bombard mortar rocket strafe pound raze torch loot ransack pillage plunder burn storm
attack assault ambush raid besiege blockade encircle surround capture seize recapture liberate
occupy annex invade conquer enter infiltrate reach secure clear control patrol garrison reinforce
fortify mine booby-trap abandon evacuate vacate relinquish cede surrender repel repulse foil thwart
rout defeat crush quell down intercept jam sabotage cripple destroy demolish dynamite bulldoze
flatten level damage target engage kill wound injure maim execute behead lynch massacre slaughter
murder assassinate torture abduct kidnap detain arrest displace expel deport disarm deploy airlift
redeploy withdraw extort conscript
"""
_IRREGULAR = {
    "overrun": "overran overrun overrunning overruns",
    "retake": "retook retaken retaking retakes",
    "take": "took taken taking takes",
    "overtake": "overtook overtaken overtaking overtakes",
    "lose": "lost lost losing loses",
    "hold": "held held holding holds",
    "hit": "hit hit hitting hits",
    "strike": "struck struck striking strikes",
    "cut": "cut cut cutting cuts",
    "withdraw": "withdrew withdrawn withdrawing withdraws",
}
_DOUBLED = {"repel", "expel", "control", "patrol", "jam", "booby-trap", "kidnap"}
_ONE = (
    "army military militia junta regime faction coalition garrison convoy brigade battalion "
    "paramilitary gunman sniper drone warplane helicopter artillery insurgency gendarmerie navy"
).split()
_MANY = (
    "rebels militants insurgents fighters gunmen soldiers troops forces jihadists militiamen "
    "paramilitaries guerrillas separatists loyalists warplanes jets drones helicopters commandos "
    "raiders bandits assailants gunships units patrols"
).split()
_GROUND = (
    "town village city base barracks outpost checkpoint airport airbase convoy garrison bridge "
    "hill market camp district suburb stronghold headquarters crossing depot dam refinery ridge"
).split()
_GROUNDS = (
    "towns villages positions posts outposts checkpoints homes hamlets trenches depots convoys "
    "neighbourhoods heights bases barracks districts suburbs crossings settlements"
).split()
_HELD = {"compound:prt", "xcomp", "ccomp", "iobj", "expl", "csubj"}
"""Complements that another verb would not take."""
_VOWELS = set("aeiou")


@dataclass(frozen=True)
class _Verb:
    """The forms of a verb by their Penn tag."""

    forms: dict[str, str]


def _verbs() -> list[_Verb]:
    out = []
    for lemma in _REGULAR.split():
        if lemma in _IRREGULAR:
            continue
        stem = lemma.removesuffix("e")
        if lemma in _DOUBLED:
            stem = lemma + lemma[-1]
        past = stem[:-1] + "ied" if _ends_in_y(lemma) else stem + "ed"
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
        if _ends_in_y(lemma):
            third = lemma[:-1] + "ies"
        out.append(_made(lemma, past, past, stem + "ing", third))
    out += [_made(lemma, *forms.split()) for lemma, forms in _IRREGULAR.items()]
    return out


def _ends_in_y(lemma: str) -> bool:
    return lemma.endswith("y") and lemma[-2] not in _VOWELS


def _made(lemma: str, past: str, participle: str, progressive: str, third: str) -> _Verb:
    return _Verb(
        {"VB": lemma, "VBP": lemma, "VBD": past, "VBN": participle, "VBG": progressive,
         "VBZ": third}
    )  # fmt: skip


_VERBS = _verbs()
_ODD = _VERBS[-len(_IRREGULAR) :]
_ODD_SHARE = 0.25
"""How often one is taken whose past cannot be told by its ending ("overran", "retook")."""


def fought(sentence: Sentence, rng: np.random.Generator) -> Sentence:
    """Change verbs with an object, and whom and what they join, for words of war.

    Args:
        sentence: One with a tree, or it is given back as it is.
        rng: Chooses whether, and for which words.
    """
    if not sentence.upos:
        return sentence
    forms = list(sentence.forms)
    for at in range(len(forms)):
        if sentence.upos[at] != "VERB" or rng.random() >= FIGHTING:
            continue
        children = _children(sentence, at)
        labels = {sentence.labels[c] for c in children}
        acted_on = next(
            (c for c in children if sentence.labels[c] in {"obj", "nsubj:pass"}), None
        )  # fmt: skip
        modifies = sentence.labels[at] == "acl" and sentence.xpos[at] == "VBN"
        if labels & _HELD or (acted_on is None and not modifies):
            continue
        some = _ODD if rng.random() < _ODD_SHARE else _VERBS
        form = some[rng.integers(len(some))].forms.get(sentence.xpos[at])
        if form is None:
            continue
        forms[at] = _cased(form, forms[at])
        actor = next((c for c in children if sentence.labels[c] == "nsubj"), None)
        if actor is not None and rng.random() < 0.6:
            _put(sentence, forms, actor, (_ONE, _MANY), rng)
        if acted_on is not None and rng.random() < 0.6:
            _put(sentence, forms, acted_on, (_GROUND, _GROUNDS), rng)
    return replace(sentence, forms=forms) if forms != sentence.forms else sentence


def _children(sentence: Sentence, at: int) -> list[int]:
    return [i for i, head in enumerate(sentence.heads) if head == at + 1]


def _put(
    sentence: Sentence,
    forms: list[str],
    at: int,
    choices: tuple[list[str], list[str]],
    rng: np.random.Generator,
) -> None:
    """Put a noun of the same number in a noun's place, unless more hangs on it than it can bear."""
    tag = sentence.xpos[at]
    if tag not in {"NN", "NNS"} or any(
        sentence.labels[c].startswith(("acl", "compound", "nmod:unmarked", "ccomp"))
        for c in _children(sentence, at)
    ):
        return
    nouns = choices[tag == "NNS"]
    noun = nouns[rng.integers(len(nouns))]
    if at and forms[at - 1].lower() in {"a", "an"}:
        article = "an" if noun[0] in _VOWELS and not noun.startswith("un") else "a"
        forms[at - 1] = _cased(article, forms[at - 1])
    forms[at] = _cased(noun, forms[at])


def _cased(form: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return form.upper()
    return form[0].upper() + form[1:] if like[0].isupper() else form
