"""Doubts that a reading raises against its own report: numbers that its lists do not bear out."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.know.frames import frame_book
from dateline.model import Claim, Doubt, QuantityMention
from dateline.read.clauses.clause import Argument, Clause
from dateline.read.frames import names
from dateline.read.frames.sight import Sight
from dateline.read.scene import Scene

_FOLLOWS = 2
"""Sentences in which a list may follow its number."""


def reading_doubts(scene: Scene, claims: Iterable[Claim]) -> Iterable[Doubt]:
    """Yield a doubt for each number of places that stands beside a list of another length.

    A list that begins with "including" may be shorter, never longer.

    Args:
        scene: the report.
        claims: what was read from it; not looked at yet.
    """
    sight = Sight(scene, frame_book())
    for quantity in scene.quantities:
        if quantity.of != "settlements" or quantity.best is None or quantity.low != quantity.best:
            continue
        named = _named(sight, quantity)
        stated = int(quantity.best)
        if named and len(named) != stated and stated <= 30:
            yield Doubt(
                kind="count_mismatch",
                note=f"{stated} places stated, {len(named)} named",
                span=(quantity.span[0], max(quantity.span[1], *(end for _, end in named))),
            )


def _named(sight: Sight, quantity: QuantityMention) -> list[tuple[int, int]]:
    """Return the spans of the places that a list names for a number; empty where it names none."""
    scene = sight.scene
    token = scene.token_at(quantity.span[0])
    own = _sentence(scene, token)
    for clause in scene.clauses:
        if not clause.start <= token < clause.end and clause.sentence < own:
            continue
        if clause.sentence - own > _FOLLOWS:
            break
        spans = _list_of(sight, clause, quantity)
        if len(spans) > 1:
            return spans
    return _after_colon(sight, quantity)


def _after_colon(sight: Sight, quantity: QuantityMention) -> list[tuple[int, int]]:
    """Return the names of a whole list after a colon in the number's own sentence."""
    token = sight.scene.token_at(quantity.span[0])
    end = sight.sentence(token).end_char
    listed = names.listed_after(sight.scene, quantity.span[1], end)
    spans = [p.span for p in listed if p.span is not None]
    if len(spans) < 2 or ":" not in sight.scene.report.text[quantity.span[1] : spans[0][0]]:
        return []
    return spans


def _sentence(scene: Scene, token: int) -> int:
    return next((c.sentence for c in scene.clauses if c.start <= token < c.end), -1)


def _list_of(sight: Sight, clause: Clause, quantity: QuantityMention) -> list[tuple[int, int]]:
    head = next((a for a in clause.arguments if not a.listed and _holds(sight, a, quantity)), None)
    members = [
        a
        for a in clause.arguments
        if (a.listed and head is not None and a.group == head.group)
        or (clause.lemma in {"name", "list", "identify"} and a.function in {"oblique", "object"})
    ]
    spans = {
        site.place.span: None
        for a in members
        for site in sight.sites(a.phrase)
        if site.place.span is not None and not site.inferred
    }
    if head is not None and _open_list(sight, head, list(spans)):
        return []
    return list(spans)


def _holds(sight: Sight, argument: Argument, quantity: QuantityMention) -> bool:
    low, high = sight.scene.chars_of(argument.phrase.start, argument.phrase.end)
    return low <= quantity.span[0] < high


def _open_list(sight: Sight, head: Argument, spans: list[tuple[int, int]]) -> bool:
    """Tell whether the list says of itself that it is not whole ("including", "among them")."""
    if not spans:
        return False
    text = sight.scene.report.text
    end = sight.scene.chars_of(head.phrase.start, head.phrase.end)[1]
    between = text[end : max(end, spans[0][0])].lower()
    after = text[spans[-1][1] : spans[-1][1] + 30].lower()
    return (
        any(w in between for w in ("includ", "such as", "among", "like")) or "among them" in after
    )
