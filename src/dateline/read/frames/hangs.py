"""How a named place hangs on the clauses of its sentence: under which preposition, on which word.

One rule: a place belongs to the verb that its own words lead up to. "The head of a group in A was
shot in B" leads from B to the verb, and from A to the group alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.model import PlaceMention
from dateline.read.clauses.clause import Clause
from dateline.read.frames.ground import Ground

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF = frozenset({"of", "'s", "’s"})
_TOPICS = frozenset(
    "against about for despite since until regarding concerning because without".split()
)
"""Under these a noun is what something is about, and what stands in it happened elsewhere."""
BROUGHT = frozenset(
    """take bring rush evacuate transfer transport airlift fly carry admit hospitalise hospitalize
    treat ferry convey bury""".split()
)
"""Verbs for what was done with the dead and hurt, elsewhere ("taken to a hospital in A")."""
_JOINED = frozenset({"compound", "amod", "nmod", "appos", "flat", "nmod:poss", "nmod:unmarked"})
_ARGUMENTS = frozenset({"obj", "nsubj", "nsubj:pass", "obl:unmarked", "root", "dislocated"})
_EDGES = frozenset(
    """perimeter flank approach axis line defence defense surroundings resort zone heart centre
    center stronghold bastion hotbed part suburb area district""".split()
)
_DEEP = 12
"""Steps up a tree after which a path tells nothing any more."""


@dataclass(frozen=True, slots=True)
class Hang:
    """A named place, and what it hangs on.

    Attributes:
        place: the mention.
        preposition: that its phrase stands under; "" for a bare subject, object or modifier.
        owner: the clause of the verb that the path ends at; None where it ends at none.
        nouns: tokens of the nouns that the path passes, from the place to the verb.
        topic: whether one of these stands under "against", "about" and the like.
        opens: whether the phrase opens its sentence.
    """

    place: PlaceMention
    preposition: str
    owner: Clause | None
    nouns: tuple[int, ...]
    topic: bool
    opens: bool


def hangs(ground: Ground, sentence: int, start: int, end: int) -> Iterator[Hang]:
    """Yield how each place named between two characters hangs in its sentence.

    Args:
        ground: the scene.
        sentence: number of the sentence.
        start: its first character.
        end: after its last.
    """
    verbs = {
        token: clause
        for clause in ground.scene.clauses_of(sentence)
        if clause.kind not in {"noun", "adjective"}
        for token in (clause.head, *clause.predicate)
    }
    acts = {c.head for c in ground.scene.clauses_of(sentence) if c.kind == "noun"}
    for place in ground.scene.places_between(start, end):
        yield _hang(ground, place, verbs, acts)


def _hang(ground: Ground, place: PlaceMention, verbs: dict[int, Clause], acts: set[int]) -> Hang:
    first, last = ground.scene.tokens_of(place.span or (0, 0))
    token = _root(ground, first, last)
    token, preposition = _phrase(ground, token)
    if preposition in _OF and (token.head.i in verbs or token.head.i in acts):
        preposition = ""  # "the fall of A", "took control of A"
    nouns: list[int] = []
    topic = preposition in _TOPICS
    up = token.head if token.head.i != token.i else token
    for _ in range(_DEEP):
        if up.i in verbs:
            break
        nouns.append(up.i)
        topic = topic or _case(up) in _TOPICS or (up.dep_ == "nmod" and _case(up) == "from")
        if up.head.i == up.i:
            break
        up = up.head
    opens = token.left_edge.i <= ground.sentence(first).start + 1
    return Hang(place, preposition, verbs.get(up.i), tuple(nouns), topic, opens)


def _root(ground: Ground, first: int, last: int) -> Token:
    """Return the token of a name that hangs on something outside it."""
    doc = ground.scene.doc
    inside = range(first, last)
    return next((doc[t] for t in inside if doc[t].head.i not in inside), doc[last - 1])


def _phrase(ground: Ground, token: Token) -> tuple[Token, str]:
    """Climb from a name to the phrase that it stands for, and return that with its preposition.

    "In the Sinai town of El-Arish" and "at a hotel in A" climb from the name to "town"; "a hotel"
    and its like are spots of their own.
    """
    for _ in range(_DEEP):
        case = _case(token)
        over = token.head
        if token.dep_ == "conj":
            token = over
        elif case in _OF or (not case and token.dep_ in _JOINED):
            if token.dep_ != "appos" and not _spot(ground, over.i):
                return token, case or "with"
            if token.dep_ == "compound" and not case and _case(over) == "from":
                return over, "at"  # whoever leaves "a A courthouse" is in A
            token = over
        elif not case and token.dep_ in _ARGUMENTS:
            return token, ""
        else:
            return token, case
    return token, ""


def _spot(ground: Ground, token: int) -> bool:
    """Tell whether a word is ground or a building, or a place's own name."""
    if ground.place_over(token) is not None:
        return True
    kinds = ground.book.kinds.get(ground.lemma(token), frozenset())
    if kinds & {"ground", "facility"} or ground.lemma(token) in _EDGES:
        return True
    return ground.lemma(token) in ground.book.extent["part"]


def _case(token: Token) -> str:
    """Return the preposition of a phrase in lower case; of several words their last but "of"."""
    for child in token.lefts:
        if child.dep_ == "case":
            return str(child.lower_)
        if child.dep_ in {"compound", "nmod:unmarked"}:  # "in the capital A", read as one name
            for inner in child.lefts:
                if inner.dep_ == "case":
                    return str(inner.lower_)
    return "'s" if any(c.dep_ == "case" and c.lower_ in _OF for c in token.rights) else ""
