"""How a named place hangs on the clauses of its sentence: under which preposition, on which word.

One rule: a place belongs to the verb that its own words lead up to. "The head of a group in A was
shot in B" leads from B to the verb, and from A to the group alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.model import PlaceMention
from dateline.read.clauses.clause import Clause
from dateline.read.frames.ground import Ground

if TYPE_CHECKING:
    from dateline.read.tokens import Tokens

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


class Hang(Struct, frozen=True):
    """A named place, and what it hangs on.

    Attributes:
        place: the mention.
        preposition: that its phrase stands under; "" for a bare subject, object or modifier.
        owner: the clause of the verb that the path ends at; None where it ends at none.
        nouns: tokens of the nouns that the path passes, from the place to the verb.
        topic: whether one of these stands under "against", "about" and the like.
        opens: whether the phrase opens its sentence.
        against: whether "against" is all that makes it a topic: whom an attack is against is there.
    """

    place: PlaceMention
    preposition: str
    owner: Clause | None
    nouns: tuple[int, ...]
    topic: bool
    opens: bool
    against: bool = False


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
    for place in ground.scene.places_by_span.starting(start, end):
        yield _hang(ground, place, verbs, acts)


def _hang(ground: Ground, place: PlaceMention, verbs: dict[int, Clause], acts: set[int]) -> Hang:
    first, last = ground.scene.tokens_of(place.span or (0, 0))
    token = _root(ground, first, last)
    token, preposition = _phrase(ground, token)
    tokens = ground.scene.tokens
    head = tokens.head
    if preposition in _OF and (head[token] in verbs or head[token] in acts):
        preposition = ""  # "the fall of A", "took control of A"
    nouns: list[int] = []
    over = [preposition]
    up = head[token]
    for _ in range(_DEEP):
        if up in verbs:
            break
        nouns.append(up)
        case = _case(tokens, up)
        over.append("without" if tokens.dep[up] == "nmod" and case == "from" else case)
        if head[up] == up:
            break
        up = head[up]
    opens = ground.scene.doc[token].left_edge.i <= ground.sentence(first).start + 1
    topics = _TOPICS.intersection(over)
    against = topics == {"against"}
    return Hang(
        place, preposition, verbs.get(up), tuple(nouns), bool(topics), opens, against=against
    )


def _root(ground: Ground, first: int, last: int) -> int:
    """Return the token of a name that hangs on something outside it."""
    head = ground.scene.tokens.head
    inside = range(first, last)
    return next((t for t in inside if head[t] not in inside), last - 1)


def _phrase(ground: Ground, token: int) -> tuple[int, str]:
    """Climb from a name to the phrase that it stands for, and return that with its preposition.

    "In the Sinai town of El-Arish" and "at a hotel in A" climb from the name to "town"; "a hotel"
    and its like are spots of their own.
    """
    tokens = ground.scene.tokens
    for _ in range(_DEEP):
        case = _case(tokens, token)
        over, dep = tokens.head[token], tokens.dep[token]
        if dep == "conj":
            token = over
        elif case in _OF or (not case and dep in _JOINED):
            if dep != "appos" and not _spot(ground, over) and not _at_a(ground, token):
                return token, case or "with"
            if dep == "compound" and not case and _case(tokens, over) in {"from", "out", "of"}:
                return over, "at"  # whoever leaves "a A courthouse" is in A
            token = over
        elif not case and dep in _ARGUMENTS:
            return token, ""
        else:
            return token, case
    return token, ""


_AT = frozenset({"in", "at", "near", "outside", "inside"})
_OTHERS = frozenset({"armed", "official", "civil", "body"})


def _at_a(ground: Ground, token: int) -> bool:
    """Tell whether a name says in which town a spot is ("at a A strip club", "in his A cabin")."""
    tokens = ground.scene.tokens
    over = tokens.head[token]
    if tokens.dep[token] != "compound" or _case(tokens, token) or tokens.pos[over] != "NOUN":
        return False
    lemma = ground.lemma(over)
    kinds = ground.book.kinds.get(lemma, frozenset())
    spot = _case(tokens, over) in _AT
    return spot and lemma not in ground.book.acts and not kinds & _OTHERS


def _spot(ground: Ground, token: int) -> bool:
    """Tell whether a word is ground or a building, or a place's own name."""
    if ground.place_over(token) is not None:
        return True
    kinds = ground.word_kinds(token)
    if kinds & {"ground", "facility"} or ground.lemma(token) in _EDGES:
        return True
    return ground.lemma(token) in ground.book.extent["part"]


def _case(tokens: Tokens, token: int) -> str:
    """Return the preposition of a phrase in lower case; of several words their last but "of"."""
    dep, lower, children = tokens.dep, tokens.lower, tokens.children
    for child in children[token]:
        if child > token:
            break
        if dep[child] == "case":
            return lower[child]
        if dep[child] in {"compound", "nmod:unmarked"}:  # "in the capital A", read as one name
            for inner in children[child]:
                if inner < child and dep[inner] == "case":
                    return lower[inner]
    owned = (c for c in children[token] if c > token and dep[c] == "case")
    return "'s" if any(lower[c] in _OF for c in owned) else ""
