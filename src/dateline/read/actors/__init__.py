"""Finds who acts and speaks in a report: names, persons, states, unlisted phrases, pronouns."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.read.actors.context import named_in, read_context
from dateline.read.actors.lands import lands_of_groups, torn_lands
from dateline.read.actors.mentions import Drawer
from dateline.read.actors.reference import resolve
from dateline.read.tokens import Tokens, read_tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dateline.know.actors import Register
    from dateline.know.actors.names import Match
    from dateline.model import PlaceMention
    from dateline.read.scene import ActorMention

_ON_GROUND = frozenset({None, "place", "dateline"})

__all__ = ["find_actors", "lands_of_groups", "named_in", "read_tokens", "torn_lands"]


def find_actors(
    doc: Doc,
    *,
    register: Register,
    places: Iterable[PlaceMention] = (),
    country_hint: str | None = None,
    published: dt.date | None = None,
    tokens: Tokens | None = None,
    named: Iterable[Match] | None = None,
) -> tuple[ActorMention, ...]:
    """Return the actors mentioned in a parsed report, in order of the text.

    Args:
        doc: the parse (Universal Dependencies; names in `doc.ents` where there are any).
        register: who is known.
        places: places found in the report; they vote for the country it is about.
        country_hint: ISO 3166-1 alpha-2 or alpha-3 of the country that the report is about.
        published: day of publication; tells who held which office and who "the rebels" are.
        tokens: of `doc`, where they were read before.
        named: the names of the register in it, where they were looked for before.
    """
    if not len(doc):
        return ()
    places = tuple(places)
    tokens = tokens or read_tokens(doc)
    context = read_context(
        tokens,
        register,
        places=places,
        country_hint=country_hint,
        published=published,
        named=named,
    )
    names = [(e.start, e.end, e.label_) for e in doc.ents]
    placed = frozenset(i for p in places if p.role in _ON_GROUND for i in _covered(p, tokens.idx))
    mentions = Drawer(tokens, register, context, names, placed).draw()
    return tuple(resolve(mentions, tokens, register, context))


def _covered(place: PlaceMention, idx: list[int]) -> range:
    """Return the tokens of a place's name."""
    if place.span is None:
        return range(0)
    return range(bisect_left(idx, place.span[0]), bisect_left(idx, place.span[1]))
