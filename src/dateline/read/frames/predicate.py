"""Looks up what a clause says in the frames' predicates: verbs, nouns, adjectives, light verbs.

One rule: a predicate of several words holds where all of them stand with its first, in the
clause's own predicate, among its arguments or beside a noun of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from dateline.read.clauses.clause import Argument, Clause
from dateline.read.frames.sight import Sight

_PARTICLES = frozenset("off out back away up down over through in on".split())


class Word(Struct, frozen=True):
    """What of a clause the words of a predicate may be looked for in."""

    heads: tuple[str, ...]
    others: frozenset[str]
    nouns: Mapping[str, Argument]
    table: str


def predicates(sight: Sight, clause: Clause) -> Iterator[Word]:
    """Yield the ways in which a clause's predicate can be looked up."""
    tokens = sight.scene.tokens
    parts = clause.lemma.lower().split(" ")
    parts[0] = _base(sight, parts[0])
    around, nouns = _company(sight, clause, parts)
    if clause.kind == "noun":
        yield Word(forms(sight, clause.head), _before(sight, clause.head), {}, "nouns")
        return
    if clause.kind == "copula":
        yield Word(("be",), around, nouns, "verbs")
        for argument in clause.of("attribute"):
            head = argument.phrase.head
            yield Word(forms(sight, head), around, nouns, "adjectives")
            if tokens.pos[head] == "VERB":
                yield Word((sight.lemma(head),), around, nouns, "verbs")
        return
    yield Word((parts[0],), around, nouns, "verbs")
    if clause.kind == "adjective":
        yield Word(forms(sight, clause.head), around, nouns, "adjectives")
    elif clause.kind == "headline":
        yield Word(forms(sight, clause.head), _before(sight, clause.head), {}, "nouns")
    elif not {parts[0], " ".join(parts[:2])}.isdisjoint(_lending(sight)):
        for token in [t for t in clause.predicate if tokens.pos[t] in {"NOUN", "PROPN"}][-1:]:
            yield Word(forms(sight, token), _before(sight, token), {}, "nouns")


def _lending(sight: Sight) -> frozenset[str]:
    """Return the verbs, those of two words ("step up") too, that lend a noun their subject."""
    return sight.book.support["does"] | sight.book.support["undergoes"]


def _company(
    sight: Sight, clause: Clause, parts: list[str]
) -> tuple[frozenset[str], dict[str, Argument]]:
    """Return the words that stand with a predicate, and the nouns among its arguments."""
    lowers = sight.lowers
    around = set(parts)
    for token in (*clause.predicate, *clause.adverbs):
        around.add(lowers[token])
        around.add(sight.lemma(token))
    nouns: dict[str, Argument] = {}
    for argument in clause.arguments:
        dated = sight.scene.in_date(argument.phrase.start)
        if argument.function == "oblique" and argument.preposition and not dated:
            # "gained control on Monday" is no "gain on"
            around |= set(argument.preposition.split(" "))
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
    lowers, lemma, lower = sight.lowers, sight.lemma(token), sight.lowers[token]
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
    tokens = sight.scene.tokens
    found = set()
    for i in range(max(sight.sentence(token).start, token - 4), token):
        found |= {sight.lowers[i], sight.lemma(i)}
    for i in range(token + 1, min(sight.sentence(token).end, token + 4)):
        if tokens.pos[i] in {"NOUN", "ADP", "PROPN"}:
            found |= {sight.lowers[i], sight.lemma(i)}
        else:
            break
    return frozenset(found)


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


def whole(sight: Sight, clause: Clause, word: Word, rest: tuple[str, ...]) -> bool:
    """Tell whether a predicate takes in the verb's particle ("drive off" is no "drive")."""
    parts = clause.lemma.lower().split(" ")
    if clause.kind != "verb" or word.table != "verbs" or len(parts) == 1:
        return True
    if parts[1] not in _PARTICLES or parts[1] in rest:
        return True
    starts = {d.span[0] for d in sight.scene.dates}  # "took on Saturday" is no "take on"
    tokens = sight.scene.tokens
    return any(
        sight.lowers[t] == parts[1] and t + 1 < len(tokens) and tokens.idx[t + 1] in starts
        for t in clause.predicate
    )
