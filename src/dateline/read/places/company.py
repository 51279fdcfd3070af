"""What the words beside a name tell of it: whether the grammar puts a place there, or a person.

A tagger that never saw a town takes it for a person as often as not; what is captured, shelled or
pulled out of is a place more often than a man, and here only where some place has that name.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from dateline.know.gazetteer import Gazetteer
from dateline.know.gazetteer.words import words as known_words
from dateline.read.places.signs import listed_words
from dateline.read.places.toponym import singular
from dateline.read.tokens import Tokens

_NAME_PARTS: Final = frozenset({"flat", "compound", "fixed"})
_LISTED: Final = 12
_SETTLED: Final = frozenset(
    """village town settlement city hamlet district province neighbourhood neighborhood suburb
    county""".split()
)
_TO_LIST: Final = frozenset(
    "of including : , the like such as around - namely are called in (".split()
)
_BETWEEN: Final = frozenset({",", "and", "&", "or", "the", "nearby"})
_GAP: Final = 3
_PARTING: Final = frozenset({",", "and", "&", "or"})
_OBJECTS: Final = frozenset({"obj", "nsubj"})
_SEES: Final = frozenset("see witness wake awake awaken experience suffer endure".split())
_VIOLENCE: Final = frozenset(
    """fighting clash battle shelling bombardment bombing airstrike strike raid explosion blast
    gunfire attack violence skirmish shooting massacre ambush""".split()
)
_WITHIN: Final = frozenset({"obl", "nmod"})


def held(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether the grammar has a name where places stand: "overran X", "X was shelled".

    Args:
        tokens: of the text.
        start: first token of the name.
        end: after its last token.
    """
    if end > len(tokens.base):
        return False
    at = _top(tokens, start, end)
    for _ in range(_LISTED):
        # "captured X, Y and Z": what the first of a list is, all are.
        if tokens.base[at] != "conj" or tokens.head[at] >= at:
            break
        at = tokens.head[at]
    relation, governor = tokens.base[at], tokens.head[at]
    if governor == at:
        return False
    if relation == "nsubj" and tokens.dep[at] == "nsubj:pass":
        return tokens.lemma[governor] in listed_words("befalling")
    if relation == "nsubj":
        # "X fell to the rebels"; men fall, too, but to nobody.
        if tokens.lemma[governor] in _SEES:
            return _violence(tokens, governor)
        return tokens.lemma[governor] == "fall" and any(
            tokens.lower[c] == "to" for o in tokens.children[governor]
            if o > governor for c in tokens.children[o]
        )  # fmt: skip
    if relation == "obj":
        return tokens.lemma[governor] in listed_words("taking")
    if relation in _WITHIN:
        cases = {tokens.lower[c] for c in tokens.children[at] if tokens.base[c] == "case"}
        if cases & listed_words("inside"):
            return True
        return "of" in cases and tokens.lemma[governor] in listed_words("of_places")
    return False


def _violence(tokens: Tokens, verb: int) -> bool:
    """Tell whether what is seen, suffered or woken to is fighting ("X saw HEAVY CLASHES")."""
    near = [c for c in tokens.children[verb] if c > verb and tokens.base[c] in {"obj", "obl"}]
    inner = [g for c in near for g in tokens.children[c] if tokens.base[g] == "nmod"]
    return any(tokens.lemma[t] in _VIOLENCE for t in (*near, *inner))


def _top(tokens: Tokens, start: int, end: int) -> int:
    """Return the word of a name on which its others hang."""
    at = start
    for _ in range(end - start):
        head = tokens.head[at]
        if not start <= head < end or head == at:
            break
        at = head
    return at


_AGE_ENDS = frozenset({",", ".", ";", "and", ")", "-", "–", "—", "was", "were", "is"})
"""What may stand after somebody's age."""


def person_after(tokens: Tokens, end: int) -> bool:
    """Tell whether the words after a name say that it is somebody's: ", a commander", ", 34,"."""
    if end + 1 >= len(tokens.words) or tokens.words[end] != ",":
        return False
    if tokens.words[end + 1].isdigit():
        # An age ends there: "In Bwelo, 12 farmers", "Lurgan, 20 miles from" are places.
        after = tokens.lower[end + 2] if end + 2 < len(tokens.words) else "."
        return len(tokens.words[end + 1]) == 2 and after in _AGE_ENDS
    if tokens.lower[end + 1] in {"who", "whom", "whose"}:
        return True
    if tokens.lower[end + 1] not in {"a", "an", "the", "its", "their", "his", "one"}:
        return False
    stop = min(len(tokens.words), end + 7)
    for i in range(end + 2, stop):
        if tokens.words[i] in {",", "."} or tokens.lower[i] in {"of", "in"}:
            return False
        if tokens.lower[i] in listed_words("titles"):
            # "a major city", "the chief town": only what ends the phrase tells.
            return i + 1 == len(tokens.words) or tokens.pos[i + 1] not in {"NOUN", "ADJ", "PROPN"}
    return False


def personal(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a name is used as a person's: titled, speaking, or told of as one."""
    before = tokens.lower[start - 1].rstrip(".") if start else ""
    if before in listed_words("titles"):
        return True
    if end < len(tokens.words) and tokens.lemma[end] in listed_words("personal"):
        return True
    return person_after(tokens, end)


def after_locative(words: Sequence[str], start: int) -> bool:
    """Tell whether a preposition of place or a verb of taking stands before a name."""
    return start > 0 and words[start - 1].lower() in listed_words("locative")


def after_firm(words: Sequence[str], start: int) -> bool:
    """Tell whether a preposition stands before a name that leaves little doubt of a place."""
    if start > 0 and words[start - 1].lower() == "the":
        start -= 1
    return start > 0 and words[start - 1].lower() in listed_words("firm")


def after_kind(words: Sequence[str], start: int) -> bool:
    """Tell whether a kind of place stands before a name: "the town of X"."""
    if start < 2:
        return False
    kinds = known_words()["features"]
    before = words[start - 1].lower()
    return singular(before) in kinds or (
        before == "of" and singular(words[start - 2].lower()) in kinds
    )


def before_kind(words: Sequence[str], end: int) -> bool:
    """Tell whether a kind of place follows a name in small letters: "Bagram air base"."""
    return any(" ".join(words[end : end + size]) in known_words()["features"] for size in (1, 2))


def joined(words: Sequence[str], end: int, start: int) -> bool:
    """Tell whether nothing but commas and "and" part two names."""
    if not 0 < start - end <= _GAP:
        return False
    gap = [w.lower() for w in words[end:start]]
    return _BETWEEN.issuperset(gap) and not _PARTING.isdisjoint(gap)


def told_list(words: Sequence[str], start: int) -> bool:
    """Tell whether a kind of settlement opens a list: "the villages of X, Y and Z"."""
    before = [w.lower() for w in words[max(0, start - 5) : start]]
    kinds = [i for i, w in enumerate(before) if singular(w) in _SETTLED]
    return bool(kinds) and _TO_LIST.issuperset(before[kinds[-1] + 1 :])


def parted(words: Sequence[str], start: int, end: int) -> list[tuple[int, int]]:
    """Part "Paris, Texas" and "Aleppo and Idlib" that came as one entity; none for one name."""
    cuts = [i for i in range(start, end) if words[i] in {",", "and", "/", ";"}]
    bounds = [start - 1, *cuts, end] if cuts else []
    return [(low + 1, high) for low, high in itertools.pairwise(bounds) if high > low + 1]


_LANDS: Final = frozenset({"country", "region", "admin1", "admin2"})
_AND_REACH: Final = 4


def land_with_and(words: Sequence[str], start: int, end: int, gazetteer: Gazetteer) -> int:
    """Return where a land's name ends that has "and" in it ("Bosnia and Herzegovina").

    Args:
        words: of the text.
        start: first word of the name.
        end: after its last word as the parser has it.
        gazetteer: where the longer name is looked up.
    """
    if words[end : end + 1] != ["and"]:
        return end
    stop = end + 1
    while stop < min(len(words), end + _AND_REACH) and words[stop][:1].isupper():
        stop += 1
    for last in range(stop, end + 1, -1):
        found = gazetteer.lookup(" ".join(words[start:last]), variants=False)
        if any(c.match == "exact" and c.kind < 2 and c.place.feature in _LANDS for c in found):
            return last
    return end
