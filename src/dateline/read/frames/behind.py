"""Ground that is named only by what was done with it before ("left the area IT HELD AROUND A").

One rule: what becomes of the ground now is told of the place; that it was held or taken before is
how the words point to it, and no news.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dateline.model import PlaceMention
from dateline.read.clauses.clause import Clause

if TYPE_CHECKING:
    from dateline.read.frames.ground import Ground
    from dateline.read.frames.match import Match

_GROUND = frozenset(
    """area territory ground land zone strip pocket position swathe swath part portion stretch
    belt salient terrain foothold corridor""".split()
)
_SHARES = frozenset({"most", "much", "all", "part", "half", "some", "bulk", "rest", "third"})
_HAD = frozenset(
    """hold control occupy seize capture take gain win rule administer run retain conquer invade
    overrun garrison secure recapture retake keep annex""".split()
)
_THERE = frozenset({"in", "around", "across", "along", "inside", "within", "throughout", "on"})
_NOW = frozenset({"lost", "gained"})


def ground_behind(ground: Ground, head: int) -> tuple[PlaceMention, ...]:
    """Return the places by which a relative clause tells where a piece of ground lies.

    Args:
        ground: the scene.
        head: the noun ("area").
    """
    return tuple(
        place
        for clause in _pointing(ground, head)
        for argument in clause.of("oblique")
        if argument.preposition in _THERE and argument.phrase.head > clause.head
        if (place := ground.place_over(argument.phrase.head)) is not None
    )


def pointers(ground: Ground, found: Iterable[Match]) -> frozenset[int]:
    """Return the clauses that only point to the ground of which another tells a change.

    Args:
        ground: the scene.
        found: the predicates that the frames know.
    """
    return frozenset(
        clause.index
        for match in found
        if match.frame.control in _NOW and match.clause.affirmed
        if match.clause.modality == "none"
        for head in _told_of(match.clause)
        if ground_behind(ground, head)
        for clause in _pointing(ground, head)
    )


def _told_of(clause: Clause) -> Iterator[int]:
    """Yield the heads of what a clause tells of; "ground" may be a part of its predicate."""
    yield from (a.phrase.head for a in clause.arguments if a.function in {"object", "oblique"})
    if clause.noun in _GROUND:
        yield clause.predicate[-1]


def _pointing(ground: Ground, head: int) -> Iterator[Clause]:
    """Yield the relative clauses of holding or taking that hang on a noun for ground."""
    tokens = ground.scene.tokens
    if tokens.lemma[head] in _SHARES:  # "most of the territory they held in A"
        head = next((c for c in tokens.children[head] if tokens.case(c) == "of"), head)
    if tokens.lemma[head] not in _GROUND:
        return
    for clause in ground.scene.clauses_of(tokens.sentence[head]):
        if clause.relation in {"relative", "participle"} and clause.head > head:
            had = clause.affirmed and clause.lemma.split(" ")[0] in _HAD
            if had and any(a.phrase.head == head for a in clause.of("object")):
                yield clause
