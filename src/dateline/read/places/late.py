"""Resolves a name that the grammar shows to be a place's only after the places were found.

"Jasenovac was occupied": a tagger may take it for a person, and nothing but the act says that it
is none. It is then resolved by the report's other places, as if it had been among them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import Final

from dateline.know.gazetteer import Gazetteer
from dateline.model import PlaceMention, Span
from dateline.read.places.mention import mentions
from dateline.read.places.resolve import candidates, choose
from dateline.read.places.toponym import Toponym, bearer, describe, related

# Places further off in the text say little of it.
_BESIDE: Final = 12


def resolved_late(
    text: str,
    span: Span,
    beside: Sequence[PlaceMention],
    gazetteer: Gazetteer,
    *,
    torn: Collection[str] = (),
) -> PlaceMention:
    """Return the place that `text` names at `span`; its words alone where nothing tells which.

    Args:
        text: the report's.
        span: where the name stands.
        beside: the places found, in order of the text.
        gazetteer: where it is looked up.
        torn: as for `find_places`.
    """
    bare = PlaceMention(text=text[slice(*span)], span=span)
    first = bisect_left(beside, span[0], key=lambda p: p.span[0] if p.span else 0)
    # Descriptions stand in for sites that another name has already.
    around = [
        p for p in beside[max(0, first - _BESIDE) : first + _BESIDE]
        if p.span and p.id and p.role != "description"
        and not (p.span[0] < span[1] and span[0] < p.span[1])
    ]  # fmt: skip
    found = [Toponym(span=p.span, text=p.text, name=p.text, role=p.role, known=p.id,
                     country=p.country if p.role == "adjective" else None)
             for p in around if p.span]  # fmt: skip
    at = sum(t.span < span for t in found)
    found.insert(at, bearer(describe(text, span), gazetteer.known))
    together = related(text, found)
    if not candidates(together[at], gazetteer):
        return bare  # as of most such names: the others need not be weighed anew
    mention = mentions(together, choose(together, gazetteer, torn=torn), gazetteer)[at]
    # An act on it is told of that very spot: the region of its list would tell of its neighbour.
    return mention if mention.id is not None else bare
