"""Which side of a war an actor stands on: the head of its line in the register of actors.

A brigade of an army of a state is the state's side; a group of an alliance the alliance's. Of an
actor that the register does not know its code still tells: the armed and civil arms of one state
are one side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from dateline.model import ActorRef, Plover
from dateline.model.fold import fold
from dateline.weigh.register import SHIPPED, Kin, iso3
from dateline.weigh.telling import Telling

_STATE_ARMS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_REBELS = frozenset({"REB", "OPP", "UAF", "PAR"})
_WORDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("GOV", frozenset({"government", "regime", "state"})),
    ("MIL", frozenset({"army", "military"})),
    (
        "REB",
        frozenset({"rebel", "rebels", "insurgent", "insurgents", "revolutionaries", "opposition"}),
    ),
)
"""Words for the parties of a civil war that name nobody, with the PLOVER sector that they mean."""
_LONGEST = 3
"""Words up to which a phrase is no more than such a word: "the army", "rebel fighters". A longer
one ("a former army officer who deserted") may mean anybody."""

SideOf = Callable[[ActorRef], str]


def side(actor: ActorRef, kin: Kin = SHIPPED) -> str:
    """Return a key of the side that `actor` stands on; two of one side have the same key."""
    if actor.id:
        return kin.head(actor.id)
    code = actor.plover
    if code and code.country and code.sector in _STATE_ARMS:
        return kin.head(f"{code.country.lower()}.gov")
    if code and code.country and code.sector in _REBELS:
        return f"{code.country.lower()}:{code.sector}"
    return f"~{fold(actor.name or actor.text)}"


def placed(telling: Telling) -> Telling:
    """Return a claim whose nameless parties ("government", "insurgent") have the code of a side.

    A word that names no country means the one where the place lies; the word itself tells whether
    the state or those who rise against it. Parties that the register or a code knows stay.
    """
    where = telling.claim.where
    country = iso3(where.country) if where and where.country else None
    if country is None:
        return telling
    fields: dict[str, Any] = {}
    for slot in ("holder", "from_", "claimed_by"):
        actor = getattr(telling.claim, slot, None)
        if actor and (known := _coded(actor, country)) is not actor:
            fields[slot] = known
    for slot in ("actors", "recipients"):
        actors = getattr(telling.claim, slot, ())
        coded = tuple(_coded(actor, country) for actor in actors)
        if coded != actors:
            fields[slot] = coded
    if not fields:
        return telling
    return replace(telling, claim=msgspec.structs.replace(telling.claim, **fields))


def _coded(actor: ActorRef, country: str) -> ActorRef:
    if actor.id or actor.name or (actor.plover and actor.plover.country):
        return actor
    words = set(fold(actor.text).split())
    sector = next((code for code, nouns in _WORDS if words & nouns), None)
    if sector is None or len(words) > _LONGEST:
        return actor
    return msgspec.structs.replace(actor, plover=Plover(country=country, sector=sector))


Named = Mapping[str, Mapping[str, int]]
"""How often each rebel side of a country is named, by the country's code in small letters."""


def sided(tellings: Iterable[Telling], kin: Kin = SHIPPED) -> SideOf:
    """Return the sides of all that `tellings` speak of; see `sides_of`."""
    return sides_of((a for t in tellings for a in parties(t.claim)), kin)


def sides_of(actors: Iterable[ActorRef], kin: Kin = SHIPPED) -> SideOf:
    """Return `side`, with rebels of a country whom nobody names taken for its most told ones.

    "Rebels" in a war with one rebellion are that rebellion's; which it is, the record tells by
    whom it names most.
    """
    named: dict[str, Counter[str]] = {}
    for actor in actors:
        if told := rebels(actor, kin):
            named.setdefault(told[0], Counter())[told[1]] += 1
    return sides_by(named, kin)


def rebels(actor: ActorRef, kin: Kin = SHIPPED) -> tuple[str, str] | None:
    """Return country and side of an actor that is a named rebel of it; None for all others."""
    code = actor.plover
    if actor.id and code and code.country and code.sector in _REBELS:
        return code.country.lower(), side(actor, kin)
    return None


def most_named(named: Named) -> dict[str, str]:
    """Return the rebel side of every country that is named most."""
    found = {}
    for country, told in named.items():
        said = {side: number for side, number in told.items() if number > 0}
        if said:
            found[country] = min(said, key=lambda s: (-said[s], s))
    return found


def sides_by(named: Named, kin: Kin = SHIPPED) -> SideOf:
    """Return `side`, with rebels whom nobody names taken for those who are `named` most."""
    most = most_named(named)

    def of(actor: ActorRef) -> str:
        key = side(actor, kin)
        country, colon, sector = key.partition(":")
        if colon and sector in _REBELS:
            return most.get(country, key)
        return key

    return of


def parties(claim: object) -> list[ActorRef]:
    """Return everybody whom a claim tells of as a party, or credits."""
    named = [getattr(claim, field, None) for field in ("holder", "from_", "claimed_by")]
    others = [*getattr(claim, "actors", ()), *getattr(claim, "recipients", ())]
    return [actor for actor in (*named, *others) if actor]
