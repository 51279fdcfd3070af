"""Finds the predicates of a parse: verbs with their particles and light nouns, copulas, nouns.

One rule: a word heads at most one predicate, save a predicate noun, which may also be an event
("It was an attack on the port").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.read.clauses.clause import Argument, Modality, PredicateKind, Relation, Tense, Voice
from dateline.read.clauses.lexicon import Light

if TYPE_CHECKING:
    from dateline.read.clauses.lexicon import Lexicon
    from dateline.read.clauses.phrases import Phrases
    from dateline.read.clauses.tree import Tree

_NO_PREDICATE = frozenset(
    {"aux", "cop", "case", "mark", "fixed", "cc", "det", "flat", "goeswith", "reparandum", "punct",
     "discourse", "compound", "nummod", "expl"}
)  # fmt: skip
_HEADLINE = frozenset({"root", "conj", "parataxis", "advcl"})
_WAYS = frozenset({"into", "through", "towards", "toward", "out of", "past", "onto"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_PART_OF_NAME = frozenset({"compound", "flat", "fixed"})
_PARTICLES = frozenset({"ADP", "ADV", "PART", "SCONJ", "ADJ", "NOUN"})


@dataclass(slots=True)
class Draft:
    """A predicate and what is gathered about it until its clause is frozen.

    Attributes:
        kind: what it is.
        head: token that stands for it.
        top: token whose dependants are its arguments.
        words: its tokens.
        lemma: its lemma, without a preposition.
        noun: event noun of a light predicate, if any.
        noun_lemma: its lemma.
        light: how a light predicate shares its arguments.
        parent: draft it hangs on.
        relation: how it hangs there.
        link: relation label by which its top hangs in the parse.
        subject: its grammatical subject (of a passive: the one acted upon), for handing on.
        gap: antecedent whose place is in this clause, not in the relative clause around it.
        own: modality by its own auxiliaries and adverbs.
        outer: modality handed down to it.
    """

    kind: PredicateKind
    head: int
    top: int
    words: list[int]
    lemma: str
    noun: int | None = None
    light: Light | None = None
    noun_lemma: str | None = None
    voice: Voice = "active"
    affirmed: bool = True
    own: Modality = "none"
    outer: Modality = "none"
    tense: Tense = "none"
    progressive: bool = False
    parent: Draft | None = None
    relation: Relation = "root"
    link: str = "root"
    marker: str | None = None
    subject: list[Argument] = field(default_factory=list)
    arguments: list[Argument] = field(default_factory=list)
    gap: list[Argument] = field(default_factory=list)
    clausal: list[int] = field(default_factory=list)
    adverbs: list[int] = field(default_factory=list)
    groups: int = 0
    perfect: bool = False

    @property
    def modality(self) -> Modality:
        """What governs wins over what it says itself: "plans to try to seize" is a plan."""
        return self.outer if self.outer != "none" else self.own

    @property
    def of_motion(self) -> bool:
        """Whether it goes somewhere: "stormed into the hall" is done by its subject."""
        return any(a.preposition in _WAYS for a in self.arguments)

    def group(self) -> int:
        """Return a number for the next set of siblings."""
        self.groups += 1
        return self.groups - 1


def find(tree: Tree, words: Lexicon, phrases: Phrases) -> list[Draft]:
    """Return the predicates, in order of their tokens; their arguments are still to come."""
    plain = [
        _verbal(tree, words, phrases, token) or _verbless(tree, words, token)
        for token, base in enumerate(tree.base)
        if base not in _NO_PREDICATE or token in tree.saying
    ]
    found = [draft for draft in plain if draft is not None]
    taken = {draft.noun for draft in found}
    nominal = [
        _nominal(tree, words, token)
        for token, pos in enumerate(tree.pos)
        if pos in _NOUNS and token not in taken
    ]
    found += [draft for draft in nominal if draft is not None]
    return sorted(found, key=lambda draft: draft.head)


def _verbal(tree: Tree, words: Lexicon, phrases: Phrases, token: int) -> Draft | None:
    base = tree.base[token]
    cop = tree.child(token, "cop") if token in tree.saying else None
    if cop is not None and base not in {"cop", "aux"} and not _a_name(tree, cop, token):
        if tree.pos[token] == "VERB" and tree.child(token, "mark") is not None:
            return _verb(tree, words, phrases, token)  # "the plan is to attack"
        return Draft("copula", cop, token, [cop], "be")
    if base in _NO_PREDICATE:
        return None
    if base == "amod":
        return _adjective(tree, words, token)
    if tree.pos[token] == "VERB" or (
        tree.pos[token] == "AUX" and not tree.dep[token].startswith("aux")
    ):
        return _verb(tree, words, phrases, token)
    return None


def _a_name(tree: Tree, cop: int, token: int) -> bool:
    """Tell whether what a tagger took for a copula is the group IS ("an IS bomber HIT it")."""
    return tree.text[cop] == "IS" and tree.text[token].islower()


def _verb(tree: Tree, words: Lexicon, phrases: Phrases, token: int) -> Draft:
    lemma = tree.lemma[token]
    particles = [
        child
        for child in tree.children[token]
        if tree.dep[child] == "compound:prt"
        or (
            child > token
            and tree.base[child] in {"advmod", "case"}
            and tree.pos[child] in _PARTICLES
            and f"{lemma} {tree.lower[child]}" in words.phrasal
        )
    ]
    for child in tree.every(token, "obl") if not particles and lemma in words.out_of else ():
        preposition, tokens = phrases.preposition(child)
        if preposition == "out of":
            particles.append(tokens[0])
    draft = Draft(
        "verb", token, token, [token, *particles],
        " ".join([lemma, *(tree.lower[p] for p in particles)]),
    )  # fmt: skip
    _lighten(tree, words, phrases, draft)
    return draft


def _lighten(tree: Tree, words: Lexicon, phrases: Phrases, draft: Draft) -> None:
    """Join a light verb and its noun into one predicate."""
    if draft.lemma not in words.light_verbs:
        return
    for child in tree.children[draft.top]:
        base = tree.base[child]
        if base in {"obj", "xcomp"} or tree.dep[child] == "nsubj:pass":
            found = _light_roles(tree, words, draft.lemma, "", child)
            between: list[int] = []
        elif base == "obl" and child > draft.top:
            preposition, tokens = phrases.preposition(child)
            found = _light_roles(tree, words, draft.lemma, preposition or "-", child)
            between = list(tokens)
        else:
            continue
        if found is None or _of_ground(tree, phrases, child):
            continue
        roles, lemma, noun_words = found
        draft.noun, draft.light, draft.noun_lemma = child, roles, lemma
        draft.words = sorted({*draft.words, *between, *noun_words})
        joint = "".join(f"{tree.lower[t]} " for t in between)
        draft.lemma = f"{draft.lemma} {joint}{lemma}"
        return


def _of_ground(tree: Tree, phrases: Phrases, noun: int) -> bool:
    """Tell whether a noun is ground, no act ("took PARTS of the town", "the mayor's OFFICE").

    So is a seat by its name ("took the Northeastern COMMAND").
    """
    if tree.pos[noun] == "PROPN" and tree.child(noun, "det") is not None:
        return any(tree.text[c][:1].isupper() for c in tree.every(noun, "amod", "compound"))
    if tree.lemma[noun] == "office":
        owners = tree.every(noun, "nmod", "compound")
        return any(o < noun and tree.pos[o] in {"NOUN", "PROPN"} for o in owners)
    if tree.lemma[noun] == "ground" and tree.child(noun, "det") is not None:
        return tree.child(noun, "acl") is not None  # "lost THE GROUND they had captured in A"
    return tree.lemma[noun] in {"part", "position"} and any(
        phrases.preposition(c)[0] == "of" for c in tree.every(noun, "nmod")
    )


def _light_roles(
    tree: Tree, words: Lexicon, verb: str, preposition: str, noun: int
) -> tuple[Light, str, list[int]] | None:
    if tree.pos[noun] not in _NOUNS:
        return None
    lemma, tokens = noun_name(tree, words, noun)
    for name in (lemma, tree.lemma[noun]):
        if (roles := words.light.get((verb, preposition, name))) is not None:
            return roles, name, tokens if name == lemma else [noun]
    if not preposition and verb in words.support and lemma in words.nouns:
        return words.support_light, lemma, tokens
    return None


def noun_name(tree: Tree, words: Lexicon, noun: int) -> tuple[str, list[int]]:
    """Return the lemma of an event noun, joined with its compound where the tables know it."""
    lemma, tokens = tree.lemma[noun], [noun]
    if tree.lower[noun] in words.nouns and lemma not in words.nouns:
        lemma = tree.lower[noun]
    name, best = lemma, tokens
    first = noun
    while first - 1 >= 0 and noun - first < 3:
        before = first - 1
        if tree.text[before] == "-" and before:  # "sit-in": the hyphen may hang on "sit"
            before -= 1
        if tree.head[before] not in range(first, noun + 1):
            break
        first -= 1
        lemma = f"{tree.lemma[first]} {lemma}" if tree.text[first] != "-" else f"-{lemma}"
        lemma = lemma.replace(" -", "-")
        tokens = [first, *tokens]
        if lemma in words.nouns:
            name, best = lemma, tokens
    return name, best


def _adjective(tree: Tree, words: Lexicon, token: int) -> Draft | None:
    """Return a participle before its noun: "rebel-held", "besieged", "advancing"."""
    lemma = tree.lemma[token]
    if tree.pos[token] not in {"VERB", "ADJ"} or tree.lower[token] in words.adjectives:
        return None
    if tree.pos[tree.head[token]] == "PROPN" and tree.text[token][:1].isupper():
        return None  # "the United States"
    if tree.is_past_participle(token) or (tree.pos[token] == "VERB" and not tree.is_gerund(token)):
        voice: Voice = "passive"
    elif tree.is_gerund(token) and tree.pos[token] == "VERB":
        voice = "active"
    elif tree.lower[token] in words.participles:
        voice, lemma = "passive", words.participles[tree.lower[token]]
    else:
        return None
    lemma = words.participles.get(tree.lower[token], lemma)
    return Draft("adjective", token, token, [token], lemma, voice=voice)


def _verbless(tree: Tree, words: Lexicon, token: int) -> Draft | None:
    """Return a predicate without a verb, as headlines have them: "12 dead", "Army in retreat"."""
    if tree.pos[token] in {"ADJ", "NOUN", "PROPN", "NUM", "ADV"} and tree.base[token] in _HEADLINE:
        telling = ("nsubj", "nummod") if tree.lower[token] in words.headline else ("nsubj",)
        subject = tree.child(token, *telling)
        if subject is not None and tree.child(token, "cop", "aux", "expl") is None:
            return Draft("headline", token, token, [token], tree.lemma[token])
    return None


def _nominal(tree: Tree, words: Lexicon, token: int) -> Draft | None:
    """Return an event noun."""
    if tree.pos[token] not in _NOUNS or tree.base[token] in _PART_OF_NAME:
        return None
    if tree.lemma[token] not in words.noun_ends and tree.lower[token] not in words.nouns:
        return None
    name, tokens = noun_name(tree, words, token)
    if name not in words.nouns or _is_name(tree, token) or tree.entity[token] in {"DATE", "TIME"}:
        return None
    return Draft("noun", token, token, tokens, name)


def _is_name(tree: Tree, token: int) -> bool:
    """Tell whether an event word is part of a name ("the Rapid Support Forces")."""
    return tree.pos[token] == "PROPN" and tree.entity[token] in {"PER", "ORG", "LOC", "FAC", "GPE"}
