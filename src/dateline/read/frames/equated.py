"""Names that a common noun is told to be: "X is the last town that ...", "X, a town held by ...".

One rule: the noun carries a clause of its own, and a copula, an apposition or a comma equates it
with the name, or it counts off names just told ("both towns"); one that only points back ("the
town") is not looked at here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.model import PlaceMention
from dateline.read.frames import names
from dateline.read.same import same

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.read.clauses.clause import Phrase
    from dateline.read.frames.ground import Ground

_SUBJECTS = frozenset({"nsubj", "nsubj:outer"})
_NEGATIVE = frozenset({"not", "n't", "n’t", "never"})
_COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4}
_ORDER = {"former": 0, "latter": 1, "first": 0, "second": 1}
"""Words that tell one of two places just told."""
_COUNTED = frozenset({*_COUNTS, *_ORDER})
_OF_THEM = frozenset({"which", "them", "these", "those"})
_WAYS = frozenset({"road", "highway", "motorway", "railway", "route", "corridor"})
_ONE_OF = frozenset({"ADJ", "NUM", "PRON", "DET"})


def equated(ground: Ground, phrase: Phrase) -> list[PlaceMention]:
    """Return the places that the noun of a phrase is told to be, with all of their list.

    Args:
        ground: the scene's places.
        phrase: a common noun of ground, or a count of such ("the last of the towns that ...").
    """
    tokens = ground.scene.tokens
    if not any(tokens.base[c] == "acl" for c in tokens.children[phrase.head]):
        return []
    head = ground.scene.doc[phrase.head]
    if head.dep_ == "nmod" and head.head.pos_ in _ONE_OF:
        head = head.head
    if _denied(head):
        return []
    for token in _equals(head):
        if listed := list(_listed(ground, token.i)) or list(_unknown(ground, token, head)):
            return listed
    return list(_before_comma(ground, head))


def _equals(head: Token) -> Iterator[Token]:
    """Yield what a copula or an apposition says that a noun is."""
    if head.dep_ == "appos":
        yield head.head
    if any(c.dep_ == "cop" for c in head.children):
        yield from (c for c in head.children if c.dep_ in _SUBJECTS)
    root = head.head
    copula = any(c.dep_ == "cop" for c in root.children)
    if head.dep_ in _SUBJECTS and copula and not _denied(root):
        yield root  # "the only town that they still hold is X"


def _before_comma(ground: Ground, head: Token) -> Iterator[PlaceMention]:
    """Yield the name, or the list, that a comma sets off right before a noun."""
    comma = head.left_edge.i - (head.left_edge.text != ",")
    doc = ground.scene.doc
    if comma <= 0 or doc[comma].text != ",":
        return
    place = ground.place_over(comma - 1)
    if place is None or place.feature == "country" or ground.place_over(comma + 1) is not None:
        return
    first = doc[ground.scene.tokens_of(place.span)[0] if place.span else comma - 1]
    while first.dep_ in {"flat", "compound"}:
        first = first.head
    if first.dep_ == "conj" and (listed := list(_listed(ground, first.head.i))):
        yield from listed
    else:
        yield place


def _unknown(ground: Ground, token: Token, head: Token) -> Iterator[PlaceMention]:
    """Yield the name that nobody knows of "the last town that they held was X"."""
    if token.pos_ != "PROPN" or token.i < head.i:
        return
    if any(a.ref.id is not None for a in ground.scene.headed(token.i)):
        return
    end = max((c.i for c in token.children if c.dep_ == "flat"), default=token.i) + 1
    yield names.unknown(ground.scene, ground.scene.chars_of(token.i, end))


def _denied(token: Token) -> bool:
    return any(c.lower_ in _NEGATIVE for c in token.children)


def _listed(ground: Ground, token: int) -> Iterator[PlaceMention]:
    """Yield the place over a token and those of its list; nothing unless the first is one."""
    first = ground.place_over(token)
    if first is None or first.feature == "country":
        return
    yield first
    for child in ground.scene.doc[token].children:
        if child.dep_ == "conj" and (place := ground.place_over(child.i)) is not None:
            yield place


def counted(ground: Ground, phrase: Phrase) -> list[PlaceMention]:
    """Return the places that "both", "the two towns" or "all three" stand for.

    As many as are counted, and no fewer, of the sentence before or of its own up to there.
    """
    tokens = ground.scene.tokens
    told = ground.lowers[phrase.start : phrase.head + 1]
    if _COUNTED.isdisjoint(told):
        return []
    words = set(told)
    if (ends := _first_or_last(ground, phrase)) is not None:
        return ends
    which = next((w for w in _ORDER if w in words), None)
    count = next((n for word, n in _COUNTS.items() if word in words), None)
    if which is not None:
        count = 2
    kind = ground.word_kinds(phrase.head)
    bare = ground.lowers[phrase.head] in _COUNTED and _alone(ground, phrase)
    if words & {"first", "second"} and not bare:
        return []  # "the second town to fall" is told, not pointed to
    definite = "both" in words or bool(words & {"the", "these", "those", "all"})
    if count is None or not (bare or kind & {"ground"}) or not definite:
        return []
    near = _near(ground, tokens.idx[phrase.start])
    if len(near) < count or (words & {"first", "second"} and len(near) != count):
        return []
    meant = (_together(ground, near, count) or near[:count])[::-1]
    return meant if which is None else [meant[_ORDER[which]]]


def _together(ground: Ground, near: list[PlaceMention], count: int) -> list[PlaceMention]:
    """Return as many places as are counted that one sentence tells, and no others with them.

    "Attacked A, B and C. The ministry in D said that ALL THREE were quiet": D is none of them.
    """
    by_sentence: dict[int, list[PlaceMention]] = {}
    for place in near:
        by_sentence.setdefault(_sentence(ground, place), []).append(place)
    return next((told for told in by_sentence.values() if len(told) == count), [])


def _near(ground: Ground, char: int) -> list[PlaceMention]:
    """Return the places told in the paragraph shortly before, the last first, each once."""
    floor = ground.scene.report.text.rfind("\n", 0, char) + 1
    near: list[PlaceMention] = []
    for mention in ground.told_before(char):
        if (mention.span or (0, 0))[0] < max(floor, char - 300):
            break
        if mention.feature in {"country", "region"} or ground.scene.within_actor(
            mention.span or (0, 0)
        ):
            continue
        if not any(same(mention, p) for p in near):
            near.append(mention)
    return near


def _first_or_last(ground: Ground, phrase: Phrase) -> list[PlaceMention] | None:
    """Return the first or last few of a list of more ("the FIRST TWO"); None for other words.

    The list is that of one sentence, the last that tells of a place.
    """
    words = ground.lowers[phrase.start : phrase.head + 1]
    many = _COUNTS.get(words[-1])
    if many is None or words[:-1] not in (["the", "first"], ["the", "last"]):
        return None
    if not _alone(ground, phrase):
        return []
    near = _near(ground, ground.scene.tokens.idx[phrase.start])
    starts = [_sentence(ground, p) for p in near]
    told = [p for p, start in zip(near, starts, strict=True) if start == starts[0]][::-1]
    if len(told) <= many:
        return []
    return told[:many] if words[1] == "first" else told[-many:]


def _sentence(ground: Ground, place: PlaceMention) -> int:
    return ground.sentence(ground.scene.token_at((place.span or (0, 0))[0])).start_char


def _alone(ground: Ground, phrase: Phrase) -> bool:
    """Tell whether a count has no noun ("both", "both of WHICH")."""
    rest = ground.lowers[phrase.head + 1 : phrase.end]
    return not rest or (rest[0] == "of" and rest[-1] in _OF_THEM and len(rest) == len(("of", "it")))


def told_by_ends(ground: Ground, phrase: Phrase) -> bool:
    """Tell whether a phrase is of a road told by its ends ("all of the A9 from A to B")."""
    words = ground.lowers[phrase.start : phrase.end]
    lemmas = {ground.lemma(t) for t in range(phrase.start, phrase.end)}
    return bool(lemmas & _WAYS) and "from" in words and "to" in words
