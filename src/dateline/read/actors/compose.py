"""Understands a phrase for an actor that nobody listed, from its head and its modifiers.

One rule: country from an adjective, a genitive, a compound or the report; sector from the head or
what stands before it; an id only where the register tells one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec import Struct

from dateline.know.actors import Agent, Entry, Register
from dateline.model import ActorRef, Plover
from dateline.read.actors.context import Context
from dateline.read.actors.nouns import ARMED_NOUNS, agent_at, agent_side
from dateline.read.actors.origins import Origins
from dateline.read.actors.parts import PartReader, Parts
from dateline.read.actors.sectors import REBELLING, sector_of
from dateline.read.actors.standing import MILITARY, Standing
from dateline.read.tokens import Tokens

_THINGS = frozenset({"source", "contact", "statement", "figure", "member", "chief", "head"})
_GROUP_NOUNS = frozenset({"group", "faction", "movement", "wing", "branch", "cell", "alliance"})


class Composed(Struct, frozen=True):
    """An actor phrase understood.

    Attributes:
        ref: the reference.
        speaks_for: whom a holder of the role acts for.
        agent: the head noun's entry.
        certain: true where the phrase itself tells its country or owner.
        role: the phrase without number and possessive ("rebel sources").
        extent: tokens of the head noun, all its words.
    """

    ref: ActorRef
    speaks_for: ActorRef | None
    agent: Agent
    certain: bool
    role: str
    extent: range


@dataclass(slots=True)
class Composer:
    """Composes the phrases of one report.

    Attributes:
        tokens: the parse.
        register: who is known.
        context: what the report as a whole tells.
        reader: reads the words about a head.
        origins: the countries of those that name none.
        standing: whom of the register phrases stand for.
    """

    tokens: Tokens
    register: Register
    context: Context
    reader: PartReader = field(init=False)
    origins: Origins = field(init=False)
    standing: Standing = field(init=False)

    def __post_init__(self) -> None:
        """Set up what a phrase is decided by."""
        report = self.tokens, self.register, self.context
        self.reader = PartReader(*report)
        self.origins = Origins(*report)
        self.standing = Standing(*report)

    def compose(
        self, head: int, *, title: bool = False, left: int | None = None
    ) -> Composed | None:
        """Return what the phrase with this head stands for, None where it is no actor.

        Args:
            head: its token.
            title: it stands beside a name, so that no article is missed.
            left: where its modifiers begin, where they hang on the name.
        """
        noun = agent_at(self.tokens, self.register.lexicon, head)
        if noun is None:
            return None
        agent, start, end = noun
        parts = self.reader.read(head, start, end, left)
        if not title and parts.start >= start and self._loose(head, agent, parts):
            return None
        self._inherit(head, parts)
        return self._decide(head, agent, parts, range(start, end))

    def _loose(self, head: int, agent: Agent, parts: Parts) -> bool:
        """Tell whether a noun is too general to be an actor by itself ("force", "an office")."""
        tokens = self.tokens
        bare = tokens.tag[head] == "NN" and not tokens.determiner(head)
        if bare and agent.sort in ("member", "role") and not parts.modifiers:
            return tokens.left(head) == head
        if agent.side != "any" or parts.owner or parts.slot or parts.countries or parts.loose:
            return False
        plural = tokens.tag[head] in ("NNS", "NNPS")
        lemma = tokens.lemma[head]
        if agent.sort == "role":
            return lemma in _THINGS and not plural and not tokens.determiner(head)
        if lemma in ARMED_NOUNS:
            return not plural and tokens.determiner(head) in ("", "a", "an")
        return lemma not in _GROUP_NOUNS and tokens.determiner(head) not in ("the", "this", "these")

    def _inherit(self, head: int, parts: Parts) -> None:
        """Give "warplanes" in "army artillery and warplanes" what stands before the first."""
        tokens = self.tokens
        first = tokens.head[head]
        if tokens.base[head] != "conj" or parts.countries or parts.owner or parts.modifiers:
            return
        if (
            agent_side(tokens, self.register.lexicon, head) == "nonstate"
            or tokens.determiner(head)
            or (noun := agent_at(tokens, self.register.lexicon, first)) is None
        ):
            return
        before = self.reader.read(first, noun[1], noun[2])
        parts.countries, parts.owner = before.countries, before.owner
        parts.modifiers, parts.backed = before.modifiers, before.backed

    def _decide(self, head: int, agent: Agent, parts: Parts, extent: range) -> Composed:
        tokens, context = self.tokens, self.context
        low = min(parts.start, extent.start)
        text = tokens.printed(low, parts.end)
        span = tokens.span(low, parts.end)
        certain = bool(parts.countries or parts.owner)
        sector = self._sector(head, agent, parts)
        country = parts.countries[0] if parts.countries else None
        entry: Entry | None = None
        backing: Entry | None = None
        if parts.loyal is not None and parts.owner is None and agent.sort in MILITARY:
            parts.owner = parts.loyal
        if parts.owner is not None:
            entry, backing = self.standing.owned(agent, parts.owner, head)
            country = parts.owner.country
            if sector is None or (agent.sort != "role" and agent.side in ("nonstate", "any")):
                sector = parts.owner.sector
        foreign = any(m.side == "foreign" for m in parts.modifiers)
        if country is None and sector != "NGO" and not foreign:
            country = (
                parts.loose
                or self.origins.by_office(head, agent)
                or self.origins.from_subject(head, agent)
                or self.origins.seat(head, parts.slot or agent.slot)
                or self.origins.beat(head, parts.slot or agent.slot)
                or (
                    context.home(tokens.sentence[head])
                    if self._at_home(agent, sector, ours=bool(parts.modifiers))
                    else None
                )
            )
        if parts.owner is None and country is not None:
            entry, backing = self.standing.by_country(head, agent, parts, country, sector)
        if entry is not None and self._several(head, entry):
            entry = backing = None  # "three ethnic armies" are no country's
        if parts.owner is None and (parts.estranged or (parts.unidentified and not certain)):
            # "Soldiers loyal to Saleh" are no state's, "unidentified warplanes" no country's.
            entry = backing = country = None
            sector = None if parts.estranged else sector
        told = sector is not None or certain or entry is not None or backing is not None
        if agent.sector is None and agent.sort == "body" and not told:
            country = None
        if entry is not None:
            country, sector = entry.country, entry.sector
        elif backing is not None and (sector is None or backing.sector == "REB"):
            sector = backing.sector
        plover = Plover(country=country, sector=sector) if country or sector else None
        ref = ActorRef(
            text=text,
            name=entry.name if entry else None,
            id=entry.id if entry else None,
            plover=plover,
            span=span,
        )
        first = low
        while first < head and (
            tokens.pos[first] in ("NUM", "DET", "PRON") or tokens.dep[first] == "advmod"
        ):
            first += 1
        return Composed(
            ref=ref,
            speaks_for=entry_ref(backing, text, span) if backing else None,
            agent=agent,
            certain=certain,
            role=tokens.printed(first, parts.end),
            extent=extent,
        )

    def _sector(self, head: int, agent: Agent, parts: Parts) -> str | None:
        """Return the sector; "a rebel army" is then no standing body of the country."""
        sector = sector_of(self.tokens, head, agent, parts)
        if agent.sector == "MIL" and sector in REBELLING:
            parts.slot = None
        return sector

    def _several(self, head: int, entry: Entry) -> bool:
        """Tell whether a plural means other bodies than the one of its name ("armies")."""
        return entry.kind == "army" and self.tokens.lower[head] == "armies"

    def _at_home(self, agent: Agent, sector: str | None, *, ours: bool) -> bool:
        """Tell whether such people are taken to be of the report's country."""
        return agent.sort != "weapon" or sector in REBELLING or agent.sector is None or ours


def entry_ref(entry: Entry, text: str, span: tuple[int, int]) -> ActorRef:
    """Return a reference to a register entry as printed."""
    return ActorRef(
        text=text,
        name=entry.name,
        id=entry.id,
        plover=Plover(country=entry.country, sector=entry.sector),
        span=span,
    )
