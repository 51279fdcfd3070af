"""The countries that a report is about, as the armed groups and peoples that it names tell.

A group that no other country has ("Boko Haram", "M23") says where a village lies that many
countries have, before any place is resolved; so does a people in arms ("Serb forces"), of every
country where it fights. States say less: their armies fight abroad.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.know.actors import Register
from dateline.read.actors.context import named_in
from dateline.read.tokens import Tokens

if TYPE_CHECKING:
    from dateline.know.actors.entry import Entry
    from dateline.know.actors.names import Match

_AT_HOME = frozenset({"armed group", "militia", "side"})
"""Kinds of actors that fight where they are from."""


def lands_of_groups(
    tokens: Tokens,
    *,
    register: Register,
    published: dt.date | None = None,
    named: Iterable[Match] | None = None,
) -> tuple[str, ...]:
    """Return the countries of the armed groups and peoples that a text names.

    Each group counts for the country it is at home in and for others torn by war whose government
    it fights; so does each people in arms.

    Args:
        tokens: the parse; only its words count.
        register: who is known.
        published: day of publication; groups that were gone or yet to come are passed over.
        named: the names of the register in the text, where they were looked for before.

    Returns:
        ISO 3166-1 alpha-2 codes.
    """
    found: dict[str, tuple[str, ...]] = {}
    for match in named_in(tokens, register) if named is None else named:
        entries = [e for h in match.hits if h.sort == "name" and (e := register.get(h.id))]
        lands = {e.country for e in entries}
        if len(lands) != 1 or not all(e.kind in _AT_HOME for e in entries):
            continue
        entry = entries[0]
        gone = published is not None and (
            (entry.end is not None and entry.end < published)
            or (entry.start is not None and entry.start > published)
        )
        if not gone:
            found[entry.id] = tuple(_lands(entry, register))
    for word in dict.fromkeys(tokens.lower):
        known = register.lexicon.modifiers.get(word) or register.lexicon.modifiers.get(word[:-1])
        if known is not None and known.side == "ethnic" and known.keyword:
            found[known.keyword] = tuple(_two(register, register.homes(known.keyword, published)))
    return tuple(land for lands_ in found.values() for land in lands_)


def _lands(entry: Entry, register: Register) -> Iterator[str]:
    """Yield where a group is at home, then the countries with a war whose governments it fights."""
    torn = torn_lands(register)
    own = list(_two(register, [entry.country]))
    yield from own
    if not own:
        return  # it fights all over the world
    foes = [foe for i in entry.opponents if (foe := register.get(i)) and foe.sector == "GOV"]
    for land in dict.fromkeys(_two(register, [foe.country for foe in foes])):
        if land in torn and land not in own:
            yield land


def _two(register: Register, codes: Iterable[str]) -> Iterator[str]:
    """Yield the alpha-2 codes of countries by their alpha-3 codes."""
    return (c.iso2 for code in codes if (c := register.countries.get(code)) is not None)


@lru_cache(maxsize=4)
def torn_lands(register: Register) -> frozenset[str]:
    """Return the countries (alpha-2) that have, or had, rebels in arms."""
    return frozenset(_two(register, register.torn()))
