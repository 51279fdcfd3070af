"""The countries that a report is about, as the armed groups that it names tell.

A group that no other country has ("Boko Haram", "M23") says where a village lies that many
countries have, before any place is resolved. States say less: their armies fight abroad.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.know.actors import Register
from dateline.read.actors.context import named_in
from dateline.read.tokens import Tokens

if TYPE_CHECKING:
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
    """Return the countries of the armed groups that a text names, one for each group.

    Args:
        tokens: the parse; only its words count.
        register: who is known.
        published: day of publication; groups that were gone or yet to come are passed over.
        named: the names of the register in the text, where they were looked for before.

    Returns:
        ISO 3166-1 alpha-2 codes.
    """
    found: dict[str, str] = {}
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
        country = register.countries.get(entry.country)
        if country and not gone:
            found[entry.id] = country.iso2
    return tuple(found.values())
