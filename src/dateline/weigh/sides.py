"""Which side of a war an actor stands on: the head of its line in the register of actors.

A brigade of an army of a state is the state's side; a group of an alliance the alliance's. Of an
actor that the register does not know its code still tells: the armed and civil arms of one state
are one side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache

from dateline.model import ActorRef
from dateline.model.fold import fold
from dateline.weigh.register import parent_of
from dateline.weigh.telling import Telling

_STATE_ARMS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_REBELS = frozenset({"REB", "OPP", "UAF", "PAR"})

SideOf = Callable[[ActorRef], str]


def side(actor: ActorRef) -> str:
    """Return a key of the side that `actor` stands on; two of one side have the same key."""
    if actor.id:
        return _head(actor.id)
    code = actor.plover
    if code and code.country and code.sector in _STATE_ARMS:
        return _head(f"{code.country.lower()}.gov")
    if code and code.country and code.sector in _REBELS:
        return f"{code.country.lower()}:{code.sector}"
    return f"~{fold(actor.name or actor.text)}"


def sided(tellings: Iterable[Telling]) -> SideOf:
    """Return `side`, with rebels of a country whom nobody names taken for its most told ones.

    "Rebels" in a war with one rebellion are that rebellion's; which it is, the record tells by
    whom it names most.
    """
    actors = [a for t in tellings for a in _parties(t.claim) if a]
    named: dict[str, Counter[str]] = {}
    for actor in actors:
        code = actor.plover
        if actor.id and code and code.country and code.sector in _REBELS:
            named.setdefault(code.country.lower(), Counter())[side(actor)] += 1

    def of(actor: ActorRef) -> str:
        key = side(actor)
        country, colon, sector = key.partition(":")
        if colon and sector in _REBELS and country in named:
            told = named[country]
            return min(told, key=lambda s: (-told[s], s))
        return key

    return of


def _parties(claim: object) -> list[ActorRef | None]:
    parties = [getattr(claim, field, None) for field in ("holder", "from_", "claimed_by")]
    return [*parties, *getattr(claim, "actors", ()), *getattr(claim, "recipients", ())]


@cache
def _head(actor_id: str) -> str:
    seen = {actor_id}
    while (parent := parent_of(actor_id)) and parent not in seen:
        seen.add(parent)
        actor_id = parent
    return actor_id
