"""Which place an act that a noun names came upon, where the noun's verb is of coming upon.

One rule: a place that sees, suffers or wakes to an act, or that the act rocks, hits or reaches, is
where it happened ("OMDURMAN saw heavy fighting", "shelling rocked ZAWIYA").
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.read.clauses.clause import Argument, Clause
from dateline.read.frames.sight import Sight

_SEES = frozenset(
    """see witness experience suffer endure undergo weather brave face sustain survive relive
    record""".split()
)
_WAKES = frozenset({"wake", "awake", "awaken", "waken"})
_ROCKS = frozenset(
    """rock shake engulf hit grip strike rattle convulse sweep jolt plague batter ravage consume
    reach pound roil rip racket""".split()
)
_COMES = frozenset("return spread come move shift extend spill reach creep erupt".split())
_TO = ("to", "into", "across", "through", "over", "upon")
_SCENE = frozenset({"scene", "site", "theatre", "theater", "venue"})
_SUPPOSING = frozenset({"should", "if", "were", "had", "unless"})
_SPAN = frozenset(
    "night day hour week evening morning wave string spate series round bout burst".split()
)
"""Stretches and sequences of an act ("a NIGHT of gunfire")."""
_NEAR = 4
"""Words between a stretch and its act ("a night of very heavy gunfire")."""


def befell(sight: Sight, clause: Clause) -> Iterator[Argument]:
    """Yield the arguments of a noun's verb that tell what place its act came upon."""
    if clause.kind != "noun" or clause.parent is None:
        return
    above = sight.scene.clauses[clause.parent]
    if not above.affirmed or above.modality != "none" or above.tense == "future":
        return
    if sight.lowers[sight.sentence(clause.head).start] in _SUPPOSING:
        return
    verb = above.lemma.split(" ")[0]
    if above.kind == "copula":
        if any(
            sight.lemma(a.phrase.head) in _SCENE and a.phrase.head < clause.head < a.phrase.end
            for a in above.of("attribute")
        ):
            yield from above.of("subject")
    elif (verb in _SEES and _is(sight, above.of("object"), clause)) or (
        verb in _WAKES and _is(sight, above.of("oblique", "to"), clause)
    ):
        yield from above.of("subject")
    elif _is(sight, above.of("subject"), clause):
        if verb in _ROCKS:
            yield from above.of("object")
        if verb in _COMES:
            yield from above.of("oblique", *_TO)


def _is(sight: Sight, arguments: tuple[Argument, ...], noun: Clause) -> bool:
    """Tell whether one of these arguments is an act, or a stretch of it."""
    return any(
        a.phrase.head == noun.head
        or (
            sight.lemma(a.phrase.head) in _SPAN
            and a.phrase.head < noun.head < a.phrase.end
            and noun.head - a.phrase.head <= _NEAR
        )
        for a in arguments
    )
