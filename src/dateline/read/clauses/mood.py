"""Polarity, tense, voice and modality: is this told as a fact, and of which time?

One rule: when in doubt a clause is less of a fact, never more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.read.clauses.governing import asked, handed_down, under_noun, under_verb
from dateline.read.clauses.links import infinitive

if TYPE_CHECKING:
    from dateline.read.clauses.clause import Modality, Tense, Voice
    from dateline.read.clauses.lexicon import Lexicon
    from dateline.read.clauses.predicates import Draft
    from dateline.read.clauses.tree import Tree

_BE = frozenset({"be", "being", "been", "is", "are", "was", "were", "'s", "'re", "am", "’s", "’re"})
_NOT_ONE = (["one"], ["a"])
"""What "not" makes as good as "no" before a noun ("NOT ONE soldier was left")."""
_UNDONE = frozenset({"should", "ought", "need"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def set_mood(tree: Tree, words: Lexicon, draft: Draft) -> None:
    """Set what the predicate says of itself, then what its governor makes of it.

    The governor's draft must be done before.
    """
    if draft.kind == "noun":
        _noun(tree, words, draft)
        return
    auxiliaries = tree.every(draft.top, "aux")
    draft.voice = _voice(tree, words, draft, auxiliaries)
    draft.own = _own(tree, words, draft, auxiliaries)
    draft.affirmed = not _negated(tree, words, draft)
    own_tense = _tense(tree, words, draft, auxiliaries)
    draft.progressive = tree.is_gerund(draft.top) and any(
        tree.lower[a] in _BE or tree.lemma[a] == "be" for a in auxiliaries
    )
    parent = draft.parent
    if parent is not None and draft.relation == "coordinate" and _leans(tree, draft, auxiliaries):
        draft.tense = own_tense or parent.tense
        if draft.own == "none":
            draft.own = parent.own
        draft.affirmed = draft.affirmed and parent.affirmed
        draft.progressive = draft.progressive or (parent.progressive and tree.is_gerund(draft.top))
    else:
        alone: Tense = "past" if tree.is_past_participle(draft.top) else "none"
        draft.tense = own_tense or (parent.tense if parent is not None else alone)
        if draft.tense == "future" and own_tense is None and _aside(tree, draft):
            draft.tense = "past"
    draft.outer = handed_down(tree, words, draft)
    if draft.relation == "root" and asked(tree, draft):
        draft.outer = "question"


def _aside(tree: Tree, draft: Draft) -> bool:
    """Tell whether a participle is an aside ("the town, HELD by rebels, will be rebuilt")."""
    top = draft.top
    before = top - 1
    while before > 0 and tree.head[before] == top and tree.base[before] == "advmod":
        before -= 1
    aside = draft.relation == "participle" and draft.link == "acl"
    return aside and tree.is_past_participle(top) and tree.text[before] == ","


def _leans(tree: Tree, draft: Draft, auxiliaries: list[int]) -> bool:
    """Tell whether a coordinated predicate shares its sibling's auxiliaries."""
    return (
        not auxiliaries
        and draft.kind == "verb"
        and not tree.finite(draft.top)
        and tree.child(draft.top, "nsubj") is None
    )


def _voice(tree: Tree, words: Lexicon, draft: Draft, auxiliaries: list[int]) -> Voice:
    top = draft.top
    if draft.kind == "adjective":
        return draft.voice
    if draft.kind != "verb":
        return "active"
    if draft.light is not None and draft.light.patient:
        return "passive"
    if tree.child(top, "aux:pass", "csubj:pass", "obl:agent") is not None:
        return "passive"
    undergone = tree.child(top, "nsubj:pass") is not None
    bare = tree.is_past_participle(top) and not auxiliaries
    if not (undergone or bare):
        return "active"
    acts = _has_object(tree, words, draft)
    if undergone and not acts:
        return "passive"
    return _voice_of_bare(tree, draft, acts=acts) if bare else "active"


def _has_object(tree: Tree, words: Lexicon, draft: Draft) -> bool:
    """Tell whether a verb has an object that a passive would not have ("was GIVEN arms")."""
    gives = draft.lemma.partition(" ")[0] in words.ditransitive
    return not gives and any(c != draft.noun for c in tree.every(draft.top, "obj"))


def _voice_of_bare(tree: Tree, draft: Draft, *, acts: bool) -> Voice:
    """Return the voice of a past participle without an auxiliary."""
    top, parent = draft.top, draft.parent
    if draft.relation == "coordinate" and parent is not None:
        if tree.child(top, "nsubj") is not None:
            return "passive" if tree.child(top, "obj") is None else "active"
        return parent.voice if parent.kind == "verb" else "passive"
    if acts:
        return "active"  # its object is there: no passive but a mistaken tag
    if tree.child(top, "nsubj") is not None and draft.relation == "relative":
        return "active"
    if draft.relation == "complement" and tree.child(top, "nsubj") is not None:
        return "active"
    return "passive"


def _own(tree: Tree, words: Lexicon, draft: Draft, auxiliaries: list[int]) -> Modality:
    for child in auxiliaries:
        modality = words.auxiliaries.get(tree.lower[child])
        if modality == "condition":  # "would": of a plan seen from the past, or of a mere case
            if tree.lower[child] != "would" and tree.is_past_participle(draft.top):
                continue  # "'d" for "had"
            return _would(tree, draft, auxiliaries)
        if modality == "obligation" and tree.lower[child] in _UNDONE:
            done = any(tree.lower[a] in {"have", "'ve", "’ve"} for a in auxiliaries)
            return "possible" if done else modality  # "should have warned": nobody did
        if modality == "possible" and _sensed(tree, draft, auxiliaries):
            continue
        if modality is not None:
            return modality
    modality = _of_form(tree, draft, auxiliaries) if draft.kind == "verb" else "none"
    if modality != "none":
        return modality
    for child in tree.every(draft.top, "advmod"):
        if child < draft.top or draft.kind == "copula":
            modality = words.adverbs.get(tree.lower[child])
            if modality is not None and not (modality == "failure" and draft.voice == "passive"):
                return modality  # "nearly taken" is not taken, "almost deserted" is
    return "none"


def _would(tree: Tree, draft: Draft, auxiliaries: list[int]) -> Modality:
    """Return what "would" says of a clause."""
    if any(tree.lower[a] in {"have", "'ve", "’ve"} for a in auxiliaries):
        return "possible"  # "would have killed": it did not come to it
    if draft.parent is not None and draft.relation in {"complement", "coordinate"}:
        return "future"
    return "none" if _looked_ahead(tree, draft.top) else "possible"


_LATER = frozenset({"later", "subsequently", "eventually", "ultimately"})


def _looked_ahead(tree: Tree, top: int) -> bool:
    """Tell whether "would" looks on from the past to what did come ("would LATER retake A")."""
    return any(tree.lower[c] in _LATER for c in tree.every(top, "advmod"))


_SENSES = frozenset({"hear", "see", "feel", "smell"})


def _sensed(tree: Tree, draft: Draft, auxiliaries: list[int]) -> bool:
    """Tell whether what "could be heard" was heard: the senses tell what is, not what may be."""
    passive = any(tree.lower[a] in {"be", "been"} for a in auxiliaries)
    return (
        passive
        and tree.lemma[draft.top] in _SENSES
        and any(tree.lower[a] in {"can", "could"} for a in auxiliaries)
    )


def _of_form(tree: Tree, draft: Draft, auxiliaries: list[int]) -> Modality:
    """Return what the bare form of a verb says: an infinitive with a subject, an imperative."""
    if any(tree.lower[c] == "due" for c in tree.every(draft.top, "mark")):
        return "future"  # "was DUE TO arrive", where a parser takes both words for marks
    top = draft.top
    if draft.voice == "active" and top > 1 and tree.lower[top - 2 : top] == ["all", "but"]:
        return "failure"
    subject = tree.child(top, "nsubj")
    if infinitive(tree, draft):
        be = [a for a in [*auxiliaries, *tree.every(top, "cop")] if tree.lemma[a] == "be"]
        if any(tree.finite(a) for a in be):
            return "future"  # "is to withdraw"
        if draft.relation in {"root", "coordinate", "parataxis"}:
            if subject is not None:
                return "future"  # a headline's "Rebels to withdraw"
            return "purpose" if draft.relation == "root" else "none"
    elif draft.relation == "root" and subject is None and "Mood=Imp" in tree.form[top]:
        return "request"
    return "none"


def _negated(tree: Tree, words: Lexicon, draft: Draft) -> bool:
    if draft.marker and "without" in draft.marker.split():
        return True
    top = draft.top
    bases, lowers = tree.base, tree.lower
    for child in tree.children[top]:
        base, lower = bases[child], lowers[child]
        if base in {"advmod", "cc", "det"} and lower in words.negative:
            if not _not_only(tree, child):
                return True
        elif lower == "longer" and any(lowers[c] == "no" for c in tree.children[child]):
            return True
        elif base in {"nsubj", "obj"}:
            if lower in words.negative_subjects or _has_no(tree, child):
                return True
        elif base == "cc" and lower == "neither":
            return True
        elif (
            base == "obl" and tree.lemma[child] in words.negative_after_no and _has_no(tree, child)
        ):
            return True  # "at no time"
    if draft.kind in {"copula", "headline"} and _has_no(tree, top):
        return True
    return draft.noun is not None and _has_no(tree, draft.noun)


def _not_only(tree: Tree, token: int) -> bool:
    following = tree.lower[token + 1] if token + 1 < len(tree.lower) else ""
    return following in {"only", "just", "merely", "simply", "least"}


def _has_no(tree: Tree, token: int) -> bool:
    lower = tree.lower
    for child in tree.children[token]:
        word = lower[child]
        if word in {"no", "neither"}:
            if child < token and tree.base[child] in {"det", "advmod", "cc"}:
                return True
        elif word == "not" and lower[child + 1 : child + 2] in _NOT_ONE:
            return True
    return token > 0 and lower[token] == "one" and lower[token - 1] == "no"


def _tense(tree: Tree, words: Lexicon, draft: Draft, auxiliaries: list[int]) -> Tense | None:
    """Return the tense by the predicate's own words; None where they tell none."""
    top = draft.top
    had = next((a for a in auxiliaries if tree.lemma[a] == "have" or tree.lower[a] == "had"), None)
    for child in auxiliaries:
        modality = words.auxiliaries.get(tree.lower[child])
        if modality == "condition" and _looked_ahead(tree, top):
            return "past"
        if modality in {"future", "condition"}:
            return "future"
        if modality is not None:
            return "past" if had is not None else "present"
    if had is not None:
        return "pluperfect" if tree.lower[had] in {"had", "'d"} else "past"
    for token in [*auxiliaries, draft.head]:
        if tree.finite(token):
            if token == top and tree.lower[top] in words.unchanging and draft.kind == "verb":
                return _tense_of_unchanging(tree, draft)
            return "past" if _is_past(tree, token) else "present"
    if draft.kind == "verb" and tree.is_past_participle(top) and draft.relation in {
        "root", "coordinate", "parataxis", "complement", "adverbial",
    }:  # fmt: skip
        if draft.relation == "coordinate" and tree.child(top, "nsubj") is None:
            return None
        return None if draft.relation == "adverbial" else "past"
    return None


def _tense_of_unchanging(tree: Tree, draft: Draft) -> Tense:
    """Return the tense of "hit" or "cut", whose tag is a guess."""
    if tree.tag[draft.top] == "VBD":
        return "past"
    if tree.lower[draft.top] != tree.lemma[draft.top]:
        return "present"
    subject = tree.child(draft.top, "nsubj")
    if subject is not None and tree.tag[subject] in {"NN", "NNP"}:
        return "past"  # a present tense would end in -s
    governed_by = draft.parent.tense if draft.parent is not None else "past"
    return "present" if governed_by in {"present", "future"} else "past"


def _is_past(tree: Tree, token: int) -> bool:
    tag = tree.tag[token]
    return tag == "VBD" if tag else "Tense=Past" in tree.form[token]


def _noun(tree: Tree, words: Lexicon, draft: Draft) -> None:
    """Set polarity, tense and modality of an event noun."""
    top, parent = draft.top, draft.parent
    draft.affirmed = not _has_no(tree, top)
    for child in tree.children[top]:
        lower = tree.lower[child]
        if tree.base[child] == "case" and lower == "without":
            draft.affirmed = False
        elif tree.base[child] in {"amod", "compound"}:
            modality = words.adjectives.get(lower)
            if modality is not None and draft.own == "none":
                draft.own = modality
    head = tree.head[top]
    if parent is None:
        return
    draft.tense = parent.tense
    definite = any(
        tree.base[c] in {"det", "nmod"} and (tree.lower[c] in _DEFINITE or ":poss" in tree.dep[c])
        for c in tree.children[top]
    )
    if draft.link.startswith("nmod"):
        draft.outer = under_noun(tree, words, draft, head, definite=definite)
        return
    if draft.relation != "nominal":
        return
    draft.outer = under_verb(tree, words, draft, parent, definite=definite)
