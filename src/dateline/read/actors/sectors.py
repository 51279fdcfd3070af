"""The PLOVER sector of an actor phrase, from its noun, its modifiers and its owner.

One rule: a noun that is a state's own keeps its sector but where rebels stand before it; any other
takes what is lent to it.
"""

from __future__ import annotations

from dateline.know.actors import Agent
from dateline.read.actors.nouns import ARMED_NOUNS
from dateline.read.actors.parts import Parts
from dateline.read.tokens import Tokens

REBELLING = frozenset({"REB", "OPP", "PAR", "UAF"})
_AGAINST = frozenset({"anti", "counter", "government", "army", "against"})
PAST = frozenset({"former", "ex", "retired", "one-time", "demobilised", "demobilized"})
"""Words for who was something once."""
_UNOFFICIAL = {
    "ethnic": "REB", "irregular": "REB", "ragtag": "REB", "peasant": "REB", "minority": "REB",
    "private": "PAR", "tribal": "PAR", "clan": "PAR", "mercenary": "PAR", "personal": "PAR",
    "makeshift": "PAR", "parallel": "PAR", "factional": "PAR",
}  # fmt: skip
"""Words by which an army is not the state's ("an ETHNIC army"), and the sector it is of."""


def sector_of(tokens: Tokens, head: int, agent: Agent, parts: Parts) -> str | None:
    """Return the sector of an actor phrase, None where nothing tells."""
    lent = [m.sector for m in parts.modifiers if m.sector]
    armed = tokens.lemma[head] in ARMED_NOUNS
    if agent.side == "civil":
        return agent.sector
    if _once(tokens, head, agent, parts):
        return "CVL"
    if agent.sort == "weapon" and lent and lent[0] in REBELLING:
        return lent[0]  # "rebel aircraft"
    if agent.sector is not None and agent.side == "state":
        if (other := _unofficial(tokens, head, agent, parts)) is not None:
            return other
        return "REB" if of_rebels(tokens, head, agent, parts) else agent.sector
    first = lent[0] if lent else None
    if first == "GOV" and (armed or agent.sector in ("REB", "MIL") or agent.sort == "weapon"):
        return "PAR" if agent.sector == "PAR" else "MIL"
    if agent.side == "nonstate":
        return agent.sector
    if first is not None:
        return first
    if armed and not parts.owner:
        return "MIL"
    return agent.sector


def _unofficial(tokens: Tokens, head: int, agent: Agent, parts: Parts) -> str | None:
    """Return whose an army is that a word before it makes another's than the state's."""
    if agent.sector != "MIL" or agent.sort != "body" or _of_body(agent, parts):
        return None
    before = tokens.lower[max(parts.start - 1, 0) : head]
    return next((_UNOFFICIAL[word] for word in before if word in _UNOFFICIAL), None)


def _of_body(agent: Agent, parts: Parts) -> bool:
    """Tell whether another standing body than the noun's own is named inside the phrase."""
    return parts.slot is not None and parts.slot != agent.slot


def _once(tokens: Tokens, head: int, agent: Agent, parts: Parts) -> bool:
    """Tell whether a state's men are told to have been so once ("an EX-soldier").

    They are in nobody's army now.
    """
    if agent.side != "state" or agent.sort != "member":
        return False
    before = tokens.lower[max(parts.start - 1, 0) : head]
    return not PAST.isdisjoint(before)


def of_rebels(tokens: Tokens, head: int, agent: Agent, parts: Parts) -> bool:
    """Tell whether those whose noun is an army's are rebels' ("GUERRILLA commandos").

    Commandos against guerrillas are not ("counter-insurgency troops").
    """
    kinds = {"member", "body"}  # "a REBEL army" is no more the state's than its commandos
    if (
        agent.sector != "MIL"
        or agent.sort not in kinds
        or parts.countries
        or _of_body(agent, parts)
    ):
        return False
    before = tokens.lower[max(parts.start - 2, 0) : head]
    near = parts.modifiers[0] if parts.modifiers else None
    return near is not None and near.side == "rebel" and _AGAINST.isdisjoint(before)
