"""Understands a phrase for an actor that nobody listed, from its head and its modifiers.

Country from an adjective, a genitive, a compound or the report; sector from the head or what
stands before it; an id only where the register tells one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.know.actors import Agent, Entry, Modifier, Register
from dateline.know.actors.entry import FIGHTING
from dateline.know.actors.keys import words
from dateline.model import ActorRef, Plover
from dateline.read.actors.context import Context
from dateline.read.tokens import Tokens

_BACKED = frozenset(
    "backed led aligned allied supported sponsored affiliated linked funded armed trained owned "
    "dominated run inspired friendly installed appointed recognised recognized based born "
    "speaking majority imposed made built supplied manufactured designed".split()
)
_LOYAL = frozenset("aligned allied loyal faithful affiliated".split())
"""Words after which people fight for a party of their own war ("loyal to the government")."""
_IN_OFFICE = frozenset("president king queen emir sultan prime minister junta government".split())
_HELD = frozenset("held controlled occupied besieged administered ruled run".split())
_MILITARY = frozenset({"member", "body", "weapon"})
_STATE_ONLY = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
_REB = frozenset({"REB", "OPP", "PAR", "UAF"})
_ARMED_NOUNS = frozenset(
    "force unit brigade battalion regiment division corps squad platoon detachment contingent "
    "formation command column patrol convoy troop position officer commander".split()
)
_GENERAL = frozenset({"rebel", "islamist", "separatist", "opposition", "paramilitary"})
_SIMPLE = frozenset({"gov", "army", "police"})  # slots whose one word is a modifier as well
_THINGS = frozenset({"source", "contact", "statement", "figure", "member", "chief", "head"})
_GROUP_NOUNS = frozenset({"group", "faction", "movement", "wing", "branch", "cell", "alliance"})
_JOINING = frozenset({"and", "or", "but"})
_AGAINST = frozenset({"anti", "counter", "government", "army", "against"})
_PAST = frozenset({"former", "ex", "retired", "one-time", "demobilised", "demobilized"})
_OWNING = frozenset({"of", "for", "from", "in", "with", "at", "to"})


# Bodies that may stand in a report from the other side's capital as well as in one's own.
_FIELD = frozenset({"army", "police", "air_force", "navy", "coast_guard", "border_guard"})


@dataclass(slots=True)
class Parts:
    """What the words of one phrase tell.

    Attributes:
        start: first token of the phrase.
        end: after its last.
        countries: codes, nearest to the head first.
        owner: actor of the register named inside.
        slot: standing body named inside ("foreign ministry" before "spokesman").
        modifiers: words that lend sector or side.
        backed: true where somebody "backs" or "leads" the actor.
        loose: country only by a locative ("rebels in X").
        loyal: the party at home that they fight for ("forces loyal to X", "X-aligned forces").
        estranged: true where they are loyal to somebody of whom nothing tells whose he is.
    """

    start: int
    end: int
    countries: list[str] = field(default_factory=list)
    owner: Entry | None = None
    slot: str | None = None
    modifiers: list[Modifier] = field(default_factory=list)
    backed: bool = False
    loose: str | None = None
    loyal: Entry | None = None
    estranged: bool = False


@dataclass(frozen=True, slots=True)
class Composed:
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


@dataclass(frozen=True, slots=True)
class Composer:
    """Composes the phrases of one report."""

    tokens: Tokens
    register: Register
    context: Context

    def agent_at(self, head: int) -> tuple[Agent, int, int] | None:
        """Return the agent noun that ends at (or spreads from) a token, with its extent."""
        lexicon, tokens = self.register.lexicon, self.tokens
        last = words(tokens.lemma[head])
        if len(last) != 1:
            return None
        # In an order: what is printed comes last and wins ("authorities" are a government, an
        # "authority" is any body).
        printed = tokens.lower[head]
        keys = [*dict.fromkeys(k for k in (last[0], _singular(printed)) if k != printed), printed]
        if lexicon.ends.isdisjoint(keys):
            return None
        before: list[str] = []
        found: tuple[Agent, int, int] | None = None
        start = head
        for _ in range(lexicon.longest):
            for key in keys if words(tokens.lower[start]) else ():
                agent = lexicon.agents.get((*before, key))
                if agent is not None:
                    found = agent, start, head + 1
            start -= 1
            if start < 0 or tokens.head[start] not in (head, start + 1, start + 2):
                break
            if word := words(tokens.lower[start]):
                before = [*word, *before]
            elif tokens.words[start] != "-":
                break
        return self._agent_after(head, keys) or found

    def _agent_after(self, head: int, keys: list[str]) -> tuple[Agent, int, int] | None:
        """Return the agent noun that goes on behind its head ("minister of defence")."""
        lexicon, tokens = self.register.lexicon, self.tokens
        found: tuple[Agent, int, int] | None = None
        if head + 2 >= len(tokens) or tokens.lower[head + 1] not in ("of", "for"):
            return None
        for end in range(head + 3, min(head + 6, len(tokens)) + 1):
            if not words(tokens.lower[end - 1]):
                break
            middle = [w for t in range(head + 1, end) for w in words(tokens.lower[t])]
            for key in keys:
                agent = lexicon.agents.get((key, *middle))
                if agent is not None:
                    found = agent, head, end
        return found

    def parts(self, head: int, start: int, end: int, left: int | None = None) -> Parts:
        """Read the modifiers of a phrase whose own words are `[start, end)`."""
        tokens, context = self.tokens, self.context
        left = tokens.left(head) if left is None else min(left, start)
        parts = Parts(min(left, start), end)
        if tokens.base[parts.start] == "det" and tokens.lower[parts.start] in ("the", "a", "an"):
            parts.start += 1
        token = start - 1
        while parts.start < start and (
            not tokens.words[parts.start][:1].isalnum() or tokens.lower[parts.start] in _JOINING
        ):
            parts.start += 1
        while token >= left:
            token = self._before(token, left, parts)
        self._after(head, end, parts)
        self._leanings(head, end, parts)
        if (slot := context.slots.get(head)) and slot.start >= left:
            parts.slot = parts.slot or slot.slot
        return parts

    def _before(self, token: int, left: int, parts: Parts) -> int:
        """Read one modifier before the head; return the next token to the left."""
        tokens, context = self.tokens, self.context
        text = tokens.lower[token]
        plain = text.rpartition("-")[2]
        if plain in _BACKED and (text != plain or _hyphened(tokens, token)):
            parts.backed = True
            if plain in _LOYAL and token > 1:
                parts.loyal = self._party(token - 2)
            if plain == "led" and token > 1:
                self._leader(token - 2, parts)
            return self._skip(token, left)
        if text.startswith(("anti-", "pro-")) or (
            token >= 2
            and tokens.words[token - 1] == "-"
            and tokens.lower[token - 2] in ("anti", "pro")
        ):
            return self._leaning(token, parts)
        if (joined := self._joined(token, left)) is not None:
            parts.modifiers.append(joined)
            return token - 3
        if found := context.names.get(token):
            if parts.owner is None:
                parts.owner = found.entry
            return found.start - 1
        if word := context.countries.get(token):
            parts.countries.append(word.iso3)
            if (people := self._modifier(token)) and people.side == "ethnic":
                parts.modifiers.append(people)
            return word.start - 1
        slot = context.slots.get(token) if parts.slot is None else None
        if slot and (slot.end - slot.start > 1 or slot.slot not in _SIMPLE):
            parts.slot = slot.slot
            return slot.start - 1
        if modifier := self._modifier(token):
            parts.modifiers.append(modifier)
        return token - 1

    def _party(self, token: int) -> Entry | None:
        """Return the party of the report's own war that a token names, by its name or a word."""
        context, register = self.context, self.register
        home = context.home(self.tokens.sentence[token])
        found = context.names.get(token)
        if found is not None:
            entry = found.entry
            if entry.kind == "person":
                tenure = entry.tenure_on(context.day)
                body = register.get(tenure.body) if tenure else None
                entry = body or entry
            return entry if entry.country == home and entry.kind != "person" else None
        slot = context.slots.get(token)
        if slot is None or home is None or slot.slot not in _SIMPLE:
            return None
        return register.side(home, slot.slot, context.day) or register.body(home, slot.slot)

    def _leanings(self, head: int, end: int, parts: Parts) -> None:
        """Read "loyal to X", "allied with X" and "backed by X" after a head that tells no side."""
        tokens = self.tokens
        if parts.countries or parts.owner or parts.slot or parts.modifiers:
            return
        # "Troops" alone are the state's; loyal to somebody, they are whoever's they are loyal to.
        leaning = _LOYAL if self.agent_side(head) not in ("any", "nonstate") else _BACKED | _LOYAL
        for child in tokens.children[head]:
            if child < end or tokens.base[child] not in ("amod", "acl"):
                continue
            word = tokens.lower[child]
            if word not in leaning or (tokens.base[child] == "acl" and word == "led"):
                continue
            parts.backed = True
            for below in tokens.children[child]:
                if word in _LOYAL and below > child and tokens.base[below] in ("obl", "nmod"):
                    parts.loyal = parts.loyal or self._party(below)
                    parts.estranged = parts.loyal is None and self._somebody(below)

    def _somebody(self, token: int) -> bool:
        """Tell whether a token names one whom no office makes the state's own."""
        tokens = self.tokens
        titled = {tokens.lower[c] for c in tokens.children[token] if c < token} | {
            tokens.lower[token - 1] if token else ""
        }
        return tokens.pos[token] == "PROPN" and titled.isdisjoint(_IN_OFFICE) and (
            token not in self.context.countries
        )  # fmt: skip

    def _leader(self, token: int, parts: Parts) -> None:
        """Read who leads ("Kurdish-led", "Saudi-led"): of those the actor is."""
        if (people := self._modifier(token)) and people.side == "ethnic":
            parts.modifiers.append(people)
            parts.backed = False
        if leader := self.context.countries.get(token):
            parts.countries.append(leader.iso3)

    def _modifier(self, token: int) -> Modifier | None:
        known, tokens = self.register.lexicon.modifiers, self.tokens
        one = " ".join(words(tokens.lower[token]))
        lemma = tokens.lemma[token]
        if token:
            two = " ".join(words(tokens.lower[token - 1])) + " " + one
            if two in known:
                return known[two]
        return known.get(one) or known.get(lemma)

    def _joined(self, token: int, left: int) -> Modifier | None:
        """Read "self-defence", of which "defence" alone would be a ministry's."""
        tokens = self.tokens
        if token - 2 < left or tokens.words[token - 1] != "-":
            return None
        joined = f"{tokens.lower[token - 2]}-{tokens.lower[token]}"
        return self.register.lexicon.modifiers.get(" ".join(words(joined)))

    def _leaning(self, token: int, parts: Parts) -> int:
        """Read "anti-government", "pro-Iranian": never the one that is leaned to or against."""
        tokens = self.tokens
        joined = tokens.lower[token]
        step = 1
        if not joined.startswith(("anti-", "pro-")):
            joined, step = f"{tokens.lower[token - 2]}-{joined}", 3
        known = self.register.lexicon.modifiers.get(" ".join(words(joined)))
        if known is not None:
            parts.modifiers.append(known)
        elif joined.startswith("anti-"):
            parts.backed = True
        else:
            parts.backed = True
            parts.modifiers.append(Modifier("PAR", "none"))
        return token - step

    def _skip(self, token: int, left: int) -> int:
        """Step over "Iran -" before "backed"."""
        at = token - 1
        if at > left and self.tokens.words[at] == "-":
            at -= 1
            found = self.context.names.get(at) or self.context.countries.get(at)
            at = found.start - 1 if found else at - 1
        return at

    def _after(self, head: int, end: int, parts: Parts) -> None:
        """Read "of Syria", "for the SDF", "in the operations room" after the head."""
        tokens, context = self.tokens, self.context
        for child in tokens.children[head]:
            if child < end or tokens.base[child] not in ("nmod", "obl"):
                continue
            case = tokens.case(child)
            if case not in _OWNING:
                continue
            low = max(tokens.left(child), end)
            far = child + 1
            for token in range(low, child + 1):
                found = context.names.get(token)
                word = context.countries.get(token)
                slot = context.slots.get(token)
                if found and case != "to" and (parts.owner is None or token > head):
                    parts.owner = found.entry
                    far = max(far, found.end)
                elif word and word.sort != "country" and token != child:
                    continue
                elif word and case in ("of", "from", "for"):
                    parts.countries.append(word.iso3)
                    far = max(far, word.end)
                elif word and case in ("in", "at"):
                    parts.loose = parts.loose or word.iso3
                if slot and case in ("of", "for", "from", "at", "in") and parts.slot is None:
                    parts.slot = slot.slot
                    far = max(far, slot.end)
                if case in ("of", "for", "from") and (modifier := self._modifier(token)):
                    parts.modifiers.append(modifier)
            if (
                case in ("of", "for", "from")
                and far - end < 10
                and not any(
                    tokens.base[c] in ("conj", "acl", "appos") for c in tokens.children[child]
                )
                and parts.end <= low
            ):
                parts.end = max(parts.end, far)

    def compose(
        self, head: int, *, title: bool = False, left: int | None = None
    ) -> Composed | None:
        """Return what the phrase with this head stands for, None where it is no actor.

        Args:
            head: its token.
            title: it stands beside a name, so that no article is missed.
            left: where its modifiers begin, where they hang on the name.
        """
        noun = self.agent_at(head)
        if noun is None:
            return None
        agent, start, end = noun
        parts = self.parts(head, start, end, left)
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
        if lemma in _ARMED_NOUNS:
            return not plural and tokens.determiner(head) in ("", "a", "an")
        return lemma not in _GROUP_NOUNS and tokens.determiner(head) not in ("the", "this", "these")

    def _inherit(self, head: int, parts: Parts) -> None:
        """Give "warplanes" in "army artillery and warplanes" what stands before the first."""
        tokens = self.tokens
        first = tokens.head[head]
        if self.agent_side(head) == "nonstate":
            return
        if tokens.base[head] != "conj" or parts.countries or parts.owner or parts.modifiers:
            return
        if tokens.determiner(head) or (noun := self.agent_at(first)) is None:
            return
        before = self.parts(first, noun[1], noun[2])
        parts.countries, parts.owner = before.countries, before.owner
        parts.modifiers, parts.backed = before.modifiers, before.backed

    def agent_side(self, head: int) -> str | None:
        """Return on whose side such people are by their noun."""
        noun = self.agent_at(head)
        return noun[0].side if noun else None

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
        if parts.loyal is not None and parts.owner is None and agent.sort in _MILITARY:
            parts.owner = parts.loyal
        if parts.owner is not None:
            entry, backing = self._owned(agent, parts.owner, head)
            country = parts.owner.country
            if sector is None or (agent.sort != "role" and agent.side in ("nonstate", "any")):
                sector = parts.owner.sector
        foreign = any(m.side == "foreign" for m in parts.modifiers)
        if country is None and sector != "NGO" and not foreign:
            country = (
                parts.loose
                or self._by_office(head, agent)
                or self._from_subject(head, agent)
                or self.seat(head, parts.slot or agent.slot)
                or (
                    context.home(tokens.sentence[head])
                    if self._at_home(agent, sector, ours=bool(parts.modifiers))
                    else None
                )
            )
        if parts.owner is None and country is not None:
            entry, backing = self._by_country(head, agent, parts, country, sector)
        if entry is not None and self._several(head, entry):
            entry = backing = None  # "three ethnic armies" are no country's
        if parts.estranged and parts.owner is None:
            entry = backing = sector = country = None  # "soldiers loyal to Saleh" are no state's
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

    def _once(self, head: int, agent: Agent, parts: Parts) -> bool:
        """Tell whether a state's men are told to have been so once ("an EX-soldier").

        They are in nobody's army now.
        """
        if agent.side != "state" or agent.sort != "member":
            return False
        before = self.tokens.lower[max(parts.start - 1, 0) : head]
        return not _PAST.isdisjoint(before)

    def _by_office(self, head: int, agent: Agent) -> str | None:
        """Return the country of an office that few states have ("the Foreign Secretary").

        Of those that have it the report's own, else the one best known for it.
        """
        if not agent.states:
            return None
        home = self.context.home(self.tokens.sentence[head])
        return home if home in agent.states else agent.states[0]

    def _from_subject(self, head: int, agent: Agent) -> str | None:
        """Return the country of whoever sends or loses troops ("France sent troops")."""
        tokens, context = self.tokens, self.context
        verb = tokens.head[head]
        if agent.sector != "MIL" and tokens.lemma[head] not in _ARMED_NOUNS:
            return None
        if (
            tokens.base[head] != "obj"
            or tokens.lemma[verb] not in self.register.lexicon.acts["moving"]
        ):
            return None
        for child in tokens.children[verb]:
            if tokens.dep[child] == "nsubj":
                if word := context.countries.get(child):
                    return word.iso3
                if (
                    found := context.names.get(child)
                ) and found.entry.country in self.register.countries:
                    return found.entry.country
        return None

    def seat(self, head: int, slot: str | None) -> str | None:
        """Return the country whose ministry or government speaks, where it is not the report's.

        The capital where it speaks ("a government spokesman said in Berlin"), or the dateline of
        a party to the war.
        """
        tokens, context = self.tokens, self.context
        if slot is None or slot not in self.register.slots:
            return None
        verb = tokens.head[head]
        if tokens.base[head] == "nsubj" and tokens.base[verb] != "nmod":
            for child in tokens.children[verb]:
                word = context.countries.get(child)
                if tokens.base[child] == "obl" and word is not None and word.sort == "capital":
                    return word.iso3
        return None if slot in _FIELD else context.desk

    def _several(self, head: int, entry: Entry) -> bool:
        """Tell whether a plural means other bodies than the one of its name ("armies")."""
        return entry.kind == "army" and self.tokens.lower[head] == "armies"

    def _at_home(self, agent: Agent, sector: str | None, *, ours: bool) -> bool:
        """Tell whether such people are taken to be of the report's country."""
        return agent.sort != "weapon" or sector in _REB or agent.sector is None or ours

    def _sector(self, head: int, agent: Agent, parts: Parts) -> str | None:
        lent = [m.sector for m in parts.modifiers if m.sector]
        armed = self.tokens.lemma[head] in _ARMED_NOUNS
        if agent.side == "civil":
            return agent.sector
        if self._once(head, agent, parts):
            return "CVL"
        if agent.sort == "weapon" and lent and lent[0] in _REB:
            return lent[0]  # "rebel aircraft"
        if agent.sector is not None and agent.side == "state":
            return "REB" if self._of_rebels(head, agent, parts) else agent.sector
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

    def _of_rebels(self, head: int, agent: Agent, parts: Parts) -> bool:
        """Tell whether those whose noun is an army's are rebels' ("GUERRILLA commandos").

        Commandos against guerrillas are not ("counter-insurgency troops").
        """
        if agent.sector != "MIL" or agent.sort != "member" or parts.countries or parts.slot:
            return False
        before = self.tokens.lower[max(parts.start - 2, 0) : head]
        near = parts.modifiers[0] if parts.modifiers else None
        return near is not None and near.side == "rebel" and _AGAINST.isdisjoint(before)

    def _owned(self, agent: Agent, owner: Entry, head: int) -> tuple[Entry | None, Entry | None]:
        """Return entry and backing of "HTS fighters", "UN official", "SDF's commander"."""
        if self.tokens.lower[head] == "men" and (body := self._in_arms(owner)) is not None:
            return body, None
        if agent.sort in _MILITARY and agent.side in ("nonstate", "any", "state"):
            if owner.kind == "person":
                tenure = owner.tenure_on(self.context.day)
                body = self.register.get(tenure.body) if tenure else None
                armed = agent.sector in ("MIL", "REB") or self.tokens.lemma[head] in _ARMED_NOUNS
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

    def _by_country(
        self, head: int, agent: Agent, parts: Parts, country: str, sector: str | None
    ) -> tuple[Entry | None, Entry | None]:
        """Return entry and backing of "Turkish soldiers", "the rebels", "a rebel commander"."""
        register, day = self.register, self.context.day
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
            slot = self._slot(agent, parts, sector)
            if slot is None:
                return None, None
            body = self._told(head, slot, country) or register.body(country, slot)
            return (body, None) if collective else (None, body)
        return None, None

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

    def _slot(self, agent: Agent, parts: Parts, sector: str) -> str | None:
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
        armed = armed or self._of_rebels(head, agent, parts)
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


def entry_ref(entry: Entry, text: str, span: tuple[int, int]) -> ActorRef:
    """Return a reference to a register entry as printed."""
    return ActorRef(
        text=text,
        name=entry.name,
        id=entry.id,
        plover=Plover(country=entry.country, sector=entry.sector),
        span=span,
    )


def _hyphened(tokens: Tokens, token: int) -> bool:
    return token > 0 and tokens.words[token - 1] in ("-", "–")


def _singular(word: str) -> str:
    """Return the singular of a plural whose lemma the parser may have missed."""
    if word.endswith("men"):
        return word[:-2] + "an"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def holder_token(tokens: Tokens, token: int) -> bool:
    """Tell whether a token is the holder in "rebel-held Idlib"."""
    return (
        token + 2 < len(tokens)
        and tokens.words[token + 1] == "-"
        and tokens.lower[token + 2] in _HELD
    )
