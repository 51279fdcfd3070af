"""How a noun points at an event: back at one that was told ("the strike"), or at another.

One rule: the words before the noun decide, up to the article; a superlative points at nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dateline.read.frames import Sight
from dateline.read.tokens import FINITE

Way = Literal["back", "new", "other", "ranked"]

_BACK = frozenset({"the", "this", "that", "these", "those", "both"})
_OTHER = frozenset(
    """another other second third fourth fifth separate similar further more different additional
    fresh earlier previous subsequent unrelated distinct later""".split()
)
_RANKED = frozenset({"most", "first", "last", "biggest", "worst", "latest"})
_THINGS = frozenset({"loot", "troops_like"})
"""Kinds of weapons that are things: a bomb, and no bombing."""
_DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday yesterday today""".split()
)
_BETWEEN = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV", "VERB", "X", "SYM"})
_FORCES = frozenset({"force", "army", "navy", "fleet"})
_REACH = 7
"""Words between an article and its noun: "the early morning Russian missile strike"."""

INCIDENTS = frozenset(
    """incident tragedy carnage bloodshed siege shooting killing killings atrocity onslaught
    bombing ordeal assault""".split()
)
"""Nouns that name an act that was told, beside those of the frames."""
GENERAL = frozenset("attack assault incident raid ordeal violence crime atrocity act".split())
"""Of these, nouns for an act of any kind: a kidnapping is an attack, too."""
DOERS = frozenset(
    """attacker assailant bomber gunman gunmen shooter raider perpetrator hijacker
    attackers assailants bombers murderer killer robber kidnapper abductor arsonist assassin
    ambusher hitman hitmen""".split()
)
"""People known by an act alone: "the attackers" points back at an attack."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A noun for an act, a weapon or those who did it, and how it points.

    Attributes:
        token: the noun.
        lemma: its lemma.
        way: back at something told; at something new; at another; or a superlative.
        kind: an act ("strike"), a weapon ("missile") or its doer ("the bomber").
        modes: PLOVER modes that the noun allows; empty where it allows any.
    """

    token: int
    lemma: str
    way: Way
    kind: Literal["act", "weapon", "doer"]
    modes: frozenset[str]


def pointers(sight: Sight, sentence: int) -> tuple[Pointer, ...]:
    """Return the nouns of a sentence that stand for acts of violence, their means or doers."""
    made = sight.scene.made_out.setdefault("pointers", {})
    if sentence not in made:
        made[sentence] = tuple(_pointers(sight, sentence))
    found: tuple[Pointer, ...] = made[sentence]
    return found


def _pointers(sight: Sight, sentence: int) -> Iterator[Pointer]:
    span = sight.sentence_at(sentence)
    pos, dep = sight.scene.tokens.pos, sight.scene.tokens.dep
    nouns = [t for t in range(span.start, span.end) if pos[t] in {"NOUN", "PROPN"}]
    for token in nouns:
        if dep[token] == "compound" and token + 1 < span.end and pos[token + 1] == "NOUN":
            continue  # "the MISSILE strike": the last noun is the one that points
        lemma = sight.lemma(token)
        kind, modes = _kind(sight, token, lemma)
        if kind is not None:
            yield Pointer(token, lemma, way_of(sight, token), kind, modes)


def _kind(
    sight: Sight, token: int, lemma: str
) -> tuple[Literal["act", "weapon", "doer"] | None, frozenset[str]]:
    if lemma in DOERS:
        return "doer", frozenset()
    weapon = sight.weapon_at(token)
    nouns = sight.book.nouns.get(lemma)
    if weapon is None and nouns is None and lemma not in INCIDENTS:
        return None, frozenset()
    kinds = sight.book.kinds.get(lemma, frozenset())
    frames = [f for f, rest in nouns or () if f.event == "ASSAULT" and not rest]
    modes = frozenset({weapon.mode}) if weapon is not None and weapon.mode else frozenset()
    if weapon is not None and kinds & _THINGS and lemma not in _FORCES:
        return "weapon", modes
    if frames or lemma in INCIDENTS:
        return "act", modes or frozenset(f.mode for f in frames if f.mode)
    if weapon is not None and "armed" not in kinds:  # "the air force" acts and does not point
        return "weapon", modes
    return None, frozenset()


def way_of(sight: Sight, token: int) -> Way:
    """Tell how a noun points, by the words before it up to its article."""
    tokens = sight.scene.tokens
    words: set[str] = set()
    ranked = False
    for at in range(token - 1, max(sight.sentence(token).start, token - _REACH) - 1, -1):
        word = sight.lowers[at]
        if word in {"a", "an", "another"} | _BACK:
            if word == "another" or words & _OTHER:
                return "other"
            if ranked:
                return "ranked"
            return "back" if word in _BACK else "new"
        if word in {"'s", "’s"} and at and sight.lowers[at - 1] in _DAYS:
            return "other" if words & _OTHER else "back"  # "in Wednesday's incident"
        if tokens.pos[at] == "VERB" and tokens.tag[at] in FINITE:
            break  # "the air force DROPPED bombs": the article is another's
        words.add(word)
        ranked = ranked or word in _RANKED or tokens.tag[at] in {"JJS", "RBS"}
        if tokens.pos[at] not in _BETWEEN and word not in {"-", "’s", "'s"}:
            break
    return "other" if words & _OTHER else "new"


def known(sight: Sight, sentence: int) -> frozenset[str]:
    """Return the nouns of a sentence that stand as known ("the CAMERAMAN"), as one of each."""
    span = sight.sentence_at(sentence)
    pos = sight.scene.tokens.pos
    return frozenset(
        sight.lowers[t].removesuffix("s")
        for t in range(span.start + 1, span.end)
        if pos[t] == "NOUN" and sight.lowers[t - 1] in _BACK and sight.lowers[t] not in _VAGUE
    )


_VAGUE = frozenset(
    """people civilian civilians person man men woman women others city town village area region
    country province district place state government army military police rebels""".split()
)
