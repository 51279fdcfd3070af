"""Whom of the register an actor phrase stands for, by its owner or its country.

One rule: an id only where the register tells one: a side of the country's war, a standing body of
the country, or the owner named in the phrase. People are the entry themselves, holders of a role
have it behind them.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.know.actors import Agent, Entry, Register
from dateline.know.actors.entry import FIGHTING
from dateline.read.actors.context import Context
from dateline.read.actors.nouns import ARMED_NOUNS
from dateline.read.actors.parts import Parts
from dateline.read.actors.sectors import of_rebels
from dateline.read.tokens import Tokens

MILITARY = frozenset({"member", "body", "weapon"})
"""Sorts of agent nouns that are whoever fights, not one who speaks for them."""
_STATE_ONLY = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
_CALLED = 6
"""Tokens after "Army" within which the country that it is of is named."""
_GENERAL = frozenset({"rebel", "islamist", "separatist", "opposition", "paramilitary"})


@dataclass(frozen=True, slots=True)
class Standing:
    """Whom the phrases of one report stand for."""

    tokens: Tokens
    register: Register
    context: Context

    def owned(self, agent: Agent, owner: Entry, head: int) -> tuple[Entry | None, Entry | None]:
        """Return entry and backing of "HTS fighters", "UN official", "SDF's commander"."""
        if self.tokens.lower[head] == "men" and (body := self._in_arms(owner)) is not None:
            return body, None
        if agent.sort in MILITARY and agent.side in ("nonstate", "any", "state"):
            if owner.kind == "person":
                tenure = owner.tenure_on(self.context.day)
                body = self.register.get(tenure.body) if tenure else None
                armed = agent.sector in ("MIL", "REB") or self.tokens.lemma[head] in ARMED_NOUNS
                if armed and body and body.slot in ("gov", "presidency", "pm_office"):
                    body = self.register.body(body.country, "army")
                return body, None
            if owner.kind == "office" and agent.slot == "army":
                return None, None
            return owner, None
        if agent.sort == "role":
            return None, owner
        return None, None

    def _in_arms(self, owner: Entry) -> Entry | None:
        """Return whose men "RSF men" and "Haftar's men" are: of a body in arms, or its leader's."""
        if owner.kind == "person":
            tenure = owner.tenure_on(self.context.day)
            body = self.register.get(tenure.body) if tenure else None
            return body if body is not None and body.sector in FIGHTING else None
        return owner if owner.sector in FIGHTING else None

    def by_country(
        self, head: int, agent: Agent, parts: Parts, country: str, sector: str | None
    ) -> tuple[Entry | None, Entry | None]:
        """Return entry and backing of "Turkish soldiers", "the rebels", "a rebel commander"."""
        register, day = self.register, self.context.day
        if self._band(head):
            return None, None
        keyword = self._keyword(head, agent, parts)
        collective = agent.sort != "role" and agent.side != "civil"
        if keyword is not None and not (parts.backed and agent.sector != "REB"):
            side = (
                None if parts.backed and parts.countries else register.side(country, keyword, day)
            )
            home = self.context.home(self.tokens.sentence[head])
            if side is None and keyword not in _GENERAL and home:
                side = register.side(home, keyword, day)
            if side is None and keyword != "islamist" and not (parts.countries or parts.backed):
                side = self._only_side(keyword)
            return (side, None) if collective else (None, side)
        if parts.slot is not None:
            body = self._told(head, parts.slot, country) or register.body(country, parts.slot)
            return (body, None) if collective else (None, body)
        if sector in _STATE_ONLY and not parts.backed:
            slot = self._slot(head, agent, parts, sector)
            if slot is None:
                return None, None
            body = self._told(head, slot, country) or register.body(country, slot)
            return (body, None) if collective else (None, body)
        return None, None

    def _band(self, head: int) -> bool:
        """Tell whether an army is called after something else than a country ("Army of God")."""
        tokens = self.tokens
        if tokens.lower[head] != "army" or not tokens.words[head][:1].isupper():
            return False
        after = range(head + 1, min(head + 1 + _CALLED, len(tokens)))
        if tokens.lower[head + 1 : head + 2] != ["of"]:
            return False
        named = next((t for t in after if t > head + 1 and tokens.lower[t] != "the"), None)
        if named is None or not tokens.words[named][:1].isupper():
            return False
        return not any(t in self.context.countries for t in after)

    def _only_side(self, keyword: str) -> Entry | None:
        """Return whom a word means where only one country of the report has such a side.

        Countries that are merely named do not count: Turkish jets over Libya make no Kurds of
        the fighters there; nor do others where the report's own country is torn by a war.
        """
        context = self.context
        if (
            context.country in self.register.torn(context.day)
            and context.country in context.grounds
        ):
            return None
        seen = sorted(context.grounds)
        sides = [self.register.side(c, keyword, self.context.day) for c in seen]
        known = {s.id: s for s in sides if s is not None}
        return next(iter(known.values())) if len(known) == 1 else None

    def _told(self, head: int, slot: str, country: str) -> Entry | None:
        """Return whom the report's war means by this very noun ("the junta", "the army")."""
        register, day = self.register, self.context.day
        return register.side(country, self.tokens.lemma[head], day) or register.side(
            country, slot, day
        )

    def _slot(self, head: int, agent: Agent, parts: Parts, sector: str) -> str | None:
        if agent.sort == "body" and self.tokens.lower[max(0, head - 1) : head] == ["security"]:
            return None  # a town's "security committee" is no country's police
        if agent.side in ("any", "nonstate"):
            by = {"MIL": "army", "GOV": "gov", "COP": "police", "SPY": "intelligence"}
            return by.get(sector) if parts.modifiers or parts.countries else None
        return agent.slot

    def _keyword(self, head: int, agent: Agent, parts: Parts) -> str | None:
        """Return the keyword of the side that is meant, None where no side is."""
        for modifier in parts.modifiers:
            if modifier.side == "ethnic" and modifier.keyword:
                return modifier.keyword if agent.sector != "CVL" else None
        lemma = self.tokens.lemma[head]
        armed = agent.side in ("any", "nonstate") or agent.sort == "role"
        armed = armed or of_rebels(self.tokens, head, agent, parts)
        for modifier in parts.modifiers:
            if modifier.side == "rebel" and armed:
                return modifier.keyword
        if lemma in ("separatist", "secessionist"):
            return "separatist"
        if lemma == "opposition":
            return "opposition"
        if lemma == "paramilitary":
            return "paramilitary"
        if lemma in ("jihadist", "jihadi", "islamist", "extremist", "terrorist"):
            return "islamist"
        if agent.sector == "REB" and agent.sort == "member":
            government = any(m.side == "government" for m in parts.modifiers)
            return (
                None if government or any(m.sector == "PAR" for m in parts.modifiers) else "rebel"
            )
        return None
