"""Looks up what a clause says in the frames' predicates: verbs, nouns, adjectives, light verbs.

One rule: a predicate of several words holds where all of them stand with its first, in the
clause's own predicate, among its arguments or beside a noun of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from dateline.know.frames import Ways
from dateline.read.clauses.clause import Argument, Clause
from dateline.read.frames.sight import Sight

Table = Literal["verbs", "nouns", "adjectives"]
_PARTICLES = frozenset("off out back away up down over through in on".split())


class Word(Struct, frozen=True):
    """What of a clause the words of a predicate may be looked for in."""

    known: list[Ways]
    others: frozenset[str]
    nouns: Mapping[str, Argument]
    table: Table


def predicates(sight: Sight, clause: Clause) -> Iterator[Word]:
    """Yield the ways in which a clause's predicate can be looked up."""
    tokens = sight.scene.tokens
    if clause.kind == "noun":
        yield from _by_noun(sight, clause.head)
        return
    parts = clause.lemma.lower().split(" ")
    parts[0] = _base(sight, parts[0])
    yield from _by_company(sight, clause, parts)
    if clause.kind == "headline":
        yield from _by_noun(sight, clause.head)
    elif clause.kind == "verb" and (_lends(sight, parts[0]) or _lends(sight, " ".join(parts[:2]))):
        for token in [t for t in clause.predicate if tokens.pos[t] in {"NOUN", "PROPN"}][-1:]:
            yield from _by_noun(sight, token)


def _by_noun(sight: Sight, token: int) -> Iterator[Word]:
    """Yield a noun with the words beside it, where a frame knows it."""
    if known := _known(sight, "nouns", forms(sight, token)):
        yield Word(known, _before(sight, token), {}, "nouns")


def _by_company(sight: Sight, clause: Clause, parts: list[str]) -> Iterator[Word]:
    """Yield verbs and adjectives with what stands with them, where a frame knows them."""
    asked: list[tuple[Table, tuple[str, ...]]] = []
    if clause.kind == "copula":
        asked.append(("verbs", ("be",)))
        for argument in clause.of("attribute"):
            head = argument.phrase.head
            asked.append(("adjectives", forms(sight, head)))
            if sight.scene.tokens.pos[head] == "VERB":
                asked.append(("verbs", (sight.lemma(head),)))
    else:
        asked.append(("verbs", (parts[0],)))
        if clause.kind == "adjective":
            asked.append(("adjectives", forms(sight, clause.head)))
    found = [(table, known) for table, heads in asked if (known := _known(sight, table, heads))]
    if found:
        around, nouns = _company(sight, clause, parts)
        for table, known in found:
            yield Word(known, around, nouns, table)


def _known(sight: Sight, table: Table, heads: tuple[str, ...]) -> list[Ways]:
    """Return what the frames know of the forms of a word."""
    index: Mapping[str, Ways] = getattr(sight.book, table)
    return [index[head] for head in heads if head in index]


def _lends(sight: Sight, verb: str) -> bool:
    """Tell whether a verb, or one of two words ("step up"), lends a noun its subject."""
    return verb in sight.book.support["does"] or verb in sight.book.support["undergoes"]


def _company(
    sight: Sight, clause: Clause, parts: list[str]
) -> tuple[frozenset[str], dict[str, Argument]]:
    """Return the words that stand with a predicate, and the nouns among its arguments."""
    around = set(parts)
    for token in (*clause.predicate, *clause.adverbs):
        around.add(sight.lowers[token])
        around.add(sight.lemmas[token])
    nouns: dict[str, Argument] = {}
    for argument in clause.arguments:
        if (
            argument.function == "oblique"
            and argument.preposition
            and not sight.scene.in_date(argument.phrase.start)
        ):  # "gained control on Monday" is no "gain on"
            around.update(argument.preposition.split(" "))
        if argument.clause is not None and sight.scene.clauses[argument.clause].marker == "for":
            around.add("for")  # "asked FOR the bridge to be spared"
        if argument.function in {"object", "attribute", "oblique", "clausal"}:
            for form in forms(sight, argument.phrase.head):  # "a SIT-IN at", as one word too
                nouns.setdefault(form, argument)
    return frozenset(around), nouns


def _base(sight: Sight, verb: str) -> str:
    """Return a verb's base form where the lemma is none that a frame knows ("overran")."""
    known = sight.book.verbs
    if verb in known:
        return verb
    if verb in sight.book.irregular:
        return sight.book.irregular[verb]
    for end, put in (("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e"), ("s", "")):
        if verb.endswith(end) and (base := verb.removesuffix(end) + put) in known:
            return base
    return verb


def forms(sight: Sight, token: int) -> tuple[str, ...]:
    """Return lemma and printed form; a hyphenated word also as one ("cease-fire")."""
    lowers, lemma, lower = sight.lowers, sight.lemmas[token], sight.lowers[token]
    if "-" not in lowers[max(0, token - 1) : token + 2]:
        return (lemma,) if lemma == lower else (lemma, lower)
    forms = {lemma: None, lower: None}
    if token >= 2 and lowers[token - 1] == "-":
        forms[f"{lowers[token - 2]}-{lower}"] = None
        forms[f"{lowers[token - 2]}-{lemma}"] = None
        forms[f"{lowers[token - 2]}-{lower.removesuffix('s')}"] = None  # "sit-ins"
    joined = token + 2 < len(lowers) and lowers[token + 1] == "-"
    if joined and not sight.scene.tokens.spaced[token + 1]:
        forms[f"{lower}-{lowers[token + 2]}"] = None
        forms[f"{lower}-{lowers[token + 2].removesuffix('s')}"] = None
    return tuple(forms)


def _before(sight: Sight, token: int) -> frozenset[str]:
    """Return the words that stand before a noun in its phrase, and after it up to four."""
    tokens, lowers, lemmas = sight.scene.tokens, sight.lowers, sight.lemmas
    sentence = sight.sentence(token)
    last = min(sentence.end, token + 4)
    end = token + 1
    while end < last and tokens.pos[end] in {"NOUN", "ADP", "PROPN"}:
        end += 1
    first = max(sentence.start, token - 4)
    beside = [*range(first, token), *range(token + 1, end)]
    return frozenset([*map(lowers.__getitem__, beside), *map(lemmas.__getitem__, beside)])


def remainder(
    sight: Sight, clause: Clause, word: Word, rest: tuple[str, ...]
) -> dict[str, Argument] | None:
    """Find the further words of a predicate; return the arguments that they use up.

    What stands with a noun of the predicate is looked for there ("went on HUNGER strike",
    "extended the state OF EMERGENCY").
    """
    if word.others.issuperset(rest):
        return {}
    if word.nouns.keys().isdisjoint(rest) and not sight.near_words(clause).issuperset(
        part for part in rest if part not in word.others
    ):
        return None
    used: dict[str, Argument] = {}
    before: list[str] = []
    for part in rest:
        if part in word.others:
            continue
        if part not in word.nouns:
            before.append(part)
            continue
        argument = word.nouns[part]
        if argument.function == "oblique" and not (
            set(argument.preposition.split(" ")) & set(rest) if argument.preposition else True
        ):
            return None  # "left office after talks" is no leaving of talks
        used[part] = argument
    if before:
        said = {w for a in used.values() for w in _said(sight, a.phrase.start, a.phrase.end)}
        if not used:
            said = set(_said_in_predicate(sight, clause, rest))
            for argument in clause.of("object"):  # "burned nine people ALIVE"
                said.update(
                    sight.lowers[token]
                    for token in range(argument.phrase.head + 1, argument.phrase.end)
                    if sight.scene.tokens.pos[token] in {"ADJ", "ADV"}
                )
        if not said.issuperset(before):
            return None
    return used


def _said(sight: Sight, start: int, end: int) -> Iterator[str]:
    for token in range(start, end):
        yield sight.lemma(token)
        yield sight.lowers[token]


def _said_in_predicate(sight: Sight, clause: Clause, rest: tuple[str, ...]) -> Iterator[str]:
    """Yield the words right before the nouns of a light predicate ("staged a HUNGER strike")."""
    tokens = sight.scene.tokens
    for noun in clause.predicate:
        if tokens.pos[noun] in {"NOUN", "PROPN"} and sight.lemma(noun) in rest:
            yield from _said(sight, max(clause.start, noun - 2), noun)


def particle_of(sight: Sight, clause: Clause) -> str | None:
    """Return the particle that a verb's predicate must take in ("drive OFF" is no "drive")."""
    parts = clause.lemma.lower().split(" ")
    if clause.kind != "verb" or len(parts) == 1 or parts[1] not in _PARTICLES:
        return None
    starts = {d.span[0] for d in sight.scene.dates}  # "took on Saturday" is no "take on"
    tokens = sight.scene.tokens
    dated = any(
        sight.lowers[t] == parts[1] and t + 1 < len(tokens) and tokens.idx[t + 1] in starts
        for t in clause.predicate
    )
    return None if dated else parts[1]
