"""Draws the actor mentions of a report: names, persons, states that act, composed phrases.

Each mention is decided by its own sentence; what refers back is resolved afterwards
(`reference.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from dateline.know.actors import Entry, Register
from dateline.model import ActorRef, Plover
from dateline.read.actors.compose import Composed, Composer, entry_ref
from dateline.read.actors.context import Context, CountryWord
from dateline.read.actors.nouns import agent_at
from dateline.read.actors.persons import Persons, entry_plover
from dateline.read.actors.states import LOCATIVE, States
from dateline.read.scene import ActorMention
from dateline.read.tokens import Tokens

_NOMINAL = frozenset({"NOUN", "PROPN"})
_MODIFYING = frozenset({"compound", "amod", "flat", "goeswith"})
_TRAILING = frozenset({"ADP", "DET", "PUNCT", "CCONJ", "PART"})
_SHARING = frozenset({"conj", "amod", "compound", "nmod"})
_HELD = frozenset("held controlled occupied besieged administered ruled run".split())


@dataclass
class Drawer:
    """Draws the mentions of one report.

    Attributes:
        tokens: the parse.
        register: who is known.
        context: what the report as a whole tells.
        names: name spans of the parser: start, end, label.
        placed: tokens that are the name of a place.
    """

    tokens: Tokens
    register: Register
    context: Context
    names: list[tuple[int, int, str]]
    placed: frozenset[int] = frozenset()
    found: list[ActorMention] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Set up the composer."""
        self.composer = Composer(self.tokens, self.register, self.context)
        self.states = States(self.tokens, self.register, self.context)

    def draw(self) -> list[ActorMention]:
        """Return all mentions in order of the text."""
        self._named()
        Persons(
            self.tokens,
            self.register,
            self.context,
            self.composer,
            self.names,
            self.placed,
            self.found,
            self.taken,
        ).draw()
        self._organisations()
        self._composed()
        self._states()
        unique = {(m.span, m.head): m for m in reversed(self.found)}
        return sorted(unique.values(), key=lambda m: (m.span[0], -m.span[1]))

    # --- names of the register -------------------------------------------------------------

    def _named(self) -> None:
        tokens = self.tokens
        seen: set[int] = set()
        for found in self.context.names.values():
            if found.start in seen:
                continue
            seen.add(found.start)
            if found.entry.kind == "person":
                continue
            start = found.start
            if tokens.lower[start] == "the" and found.end - start > 1:
                start += 1
            head = tokens.top(start, found.end)
            if tokens.tag[head] == "NNS" and head == found.end - 1:
                start = self._widened(start, head)
            printed = tokens.printed(start, found.end)
            span = tokens.span(start, found.end)
            group = found.entry.kind == "side" or tokens.tag[head] == "NNS" or printed.islower()
            self.found.append(
                ActorMention(
                    span=span,
                    head=head,
                    ref=entry_ref(found.entry, printed, span),
                    kind="group" if group else "organisation",
                )
            )
            self.taken.update(range(start, found.end))

    def _widened(self, start: int, head: int) -> int:
        """Return where a phrase of people begins that a name ends ("suspected X fighters")."""
        tokens = self.tokens
        left = tokens.left(head)
        while left < start and (tokens.base[left] == "det" or not tokens.words[left].isalnum()):
            left += 1
        return min(left, start)

    # --- organisations that the parser saw ---------------------------------------------------

    def _organisations(self) -> None:
        tokens, context = self.tokens, self.context
        for start, last, label in self.names:
            end = last
            if label != "ORG" or self.taken & set(range(start, end)):
                continue
            low = start + (tokens.lower[start] == "the" and end - start > 1)
            while end - low > 1 and tokens.pos[end - 1] in _TRAILING:
                end -= 1
            head = tokens.top(low, end)
            if all(t in context.countries or t in context.slots for t in range(low, end)):
                continue
            if all(t in self.placed or t in context.countries for t in range(low, end)):
                continue
            noun = agent_at(tokens, self.register.lexicon, head)
            if noun and noun[1] <= low and end <= noun[2]:
                continue  # "Marines": told as a phrase
            if tokens.pos[head] not in _NOMINAL or not tokens.words[low][:1].isupper():
                continue
            span = tokens.span(low, end)
            composed = self.composer.compose(head)
            plover = composed.ref.plover if composed else None
            country = next(
                (context.countries[t].iso3 for t in range(low, end) if t in context.countries), None
            )
            if plover is None and country:
                plover = Plover(country=country)
            ref = ActorRef(
                text=tokens.printed(low, end),
                name=(composed.ref.name if composed else None) or tokens.printed(low, end),
                id=composed.ref.id if composed else None,
                plover=plover,
                span=span,
            )
            self.found.append(ActorMention(span=span, head=head, ref=ref, kind="organisation"))
            self.taken.update(range(low, end))

    # --- phrases ------------------------------------------------------------------------------

    def _composed(self) -> None:
        tokens, context = self.tokens, self.context
        holders = _holders(tokens)
        for head, pos in enumerate(tokens.pos):
            slot = context.slots.get(head)
            if pos in _NOMINAL:
                noun = True
            else:  # not "a military operation"
                noun = slot is not None and not (pos == "ADJ" and tokens.base[head] == "amod")
            if not (noun or head in holders) or head in self.taken:
                continue
            if (word := context.countries.get(head)) and word.sort != "adjective":
                continue
            if head not in holders and self._modifies(head):
                continue
            if slot is not None and (made := self._body(head)):
                self.found.extend(made)
                continue
            composed = self.composer.compose(head)
            if composed is not None:
                self.found.extend(self._group(head, composed))

    def _modifies(self, head: int) -> bool:
        """Tell whether a noun only modifies another one that is an actor or no deed."""
        tokens = self.tokens
        above = tokens.head[head]
        if above == head or (
            tokens.base[head] not in _MODIFYING and tokens.dep[head] != "nmod:desc"
        ):
            return False
        if tokens.pos[above] not in _NOMINAL:
            return True
        deed = tokens.lemma[above] in self.register.lexicon.acts["deed"]
        return not deed or agent_at(tokens, self.register.lexicon, above) is not None

    def _body(self, head: int) -> list[ActorMention]:
        """Return the standing body of a country ("Turkish Foreign Ministry")."""
        tokens, context = self.tokens, self.context
        slot = context.slots[head]
        if slot.end - slot.start == 1 and agent_at(tokens, self.register.lexicon, head):
            return []
        parts = self.composer.reader.read(tokens.top(slot.start, slot.end), slot.start, slot.end)
        if parts.owner is not None:
            return []
        country = (parts.countries[0] if parts.countries else None) or parts.loose
        country = (
            country
            or self._near_capital(head)
            or self.composer.origins.seat(head, slot.slot)
            or context.home(tokens.sentence[head])
        )
        if country is None or (entry := self.register.body(country, slot.slot)) is None:
            return []
        entry = self.register.side(country, slot.slot, context.day) or entry
        span = tokens.span(parts.start, parts.end)
        ref = entry_ref(entry, tokens.printed(parts.start, parts.end), span)
        token = tokens.top(slot.start, slot.end)
        self.taken.update(range(slot.start, slot.end))
        return [ActorMention(span=span, head=token, ref=ref, kind="organisation")]

    def _near_capital(self, head: int) -> str | None:
        """Return the country of a capital that the sentence names as its place."""
        tokens = self.tokens
        for word in self.context.countries.values():
            here = word.sort == "capital" and tokens.sentence[word.start] == tokens.sentence[head]
            if here and tokens.case(tokens.top(word.start, word.end)) in LOCATIVE:
                return word.iso3
        return None

    def _group(self, head: int, composed: Composed) -> Iterator[ActorMention]:
        yield ActorMention(
            span=composed.ref.span or self.tokens.span(head, head + 1),
            head=head,
            ref=composed.ref,
            kind="group",
            speaks_for=composed.speaks_for,
            role=composed.role if composed.agent.sort == "role" else None,
        )
        self.taken.update(composed.extent)
        yield from self._siblings(head, composed)

    def _siblings(self, head: int, composed: Composed) -> Iterator[ActorMention]:
        """Yield the second actor of "Syrian and Russian warplanes"."""
        tokens, context = self.tokens, self.context
        plover = composed.ref.plover
        if composed.ref.span is None or plover is None or not context.countries:
            return
        done = set()
        for token in range(tokens.left(head), head):
            word = context.countries.get(token)
            if word is None or word.start in done or tokens.base[token] not in _SHARING:
                continue
            if tokens.words[word.end] == "-":
                continue  # "Chinese-made"
            done.add(word.start)
            if plover.country == word.iso3 or len(done) > 4:
                continue
            own = replace_country(self, composed, word)
            if own is not None:
                yield own

    # --- states -------------------------------------------------------------------------------

    def _states(self) -> None:
        tokens = self.tokens
        seen: set[int] = set()
        for word in list(self.context.countries.values()):
            if word.start in seen or word.start in self.taken:
                continue
            seen.add(word.start)
            token = tokens.top(word.start, word.end)
            if word.sort == "demonym":
                self._people(word, token)
            elif self.states.acts(word, token):
                self._state(word, token)

    def _people(self, word: CountryWord, token: int) -> None:
        tokens = self.tokens
        if tokens.base[token] in _MODIFYING:
            if self.states.acts(word, token):
                self._state(word, token)
            return
        span = tokens.span(word.start, word.end)
        side = self._side_of(token)
        ref = ActorRef(
            text=tokens.printed(word.start, word.end),
            name=side.name if side else None,
            id=side.id if side else None,
            plover=entry_plover(side) if side else Plover(country=word.iso3, sector="CVL"),
            span=span,
        )
        self.found.append(ActorMention(span=span, head=token, ref=ref, kind="group"))

    def _side_of(self, token: int) -> Entry | None:
        """Return the party that a people is in the report's war ("the Serbs")."""
        modifier = self.register.lexicon.modifiers.get(self.tokens.lemma[token])
        keyword = modifier.keyword if modifier and modifier.side == "ethnic" else None
        home = self.context.country
        return self.register.side(home, keyword, self.context.day) if home and keyword else None

    def _state(self, word: CountryWord, token: int) -> None:
        tokens, register = self.tokens, self.register
        iso3 = word.iso3
        entry = register.body(iso3, "gov") if word.sort == "capital" else register.get(iso3.lower())
        if entry is None:
            return
        span = tokens.span(word.start, word.end)
        ref = entry_ref(entry, tokens.printed(word.start, word.end), span)
        self.found.append(ActorMention(span=span, head=token, ref=ref, kind="organisation"))


def replace_country(drawer: Drawer, composed: Composed, word: CountryWord) -> ActorMention | None:
    """Return the same phrase with another of its coordinated countries."""
    plover = composed.ref.plover
    if plover is None or composed.ref.span is None:
        return None
    token = drawer.tokens.top(word.start, word.end)
    low = drawer.tokens.idx[word.start]
    span = (low, composed.ref.span[1])
    entry: Entry | None = None
    if plover.sector in ("MIL", "GOV", "COP") and composed.agent.sort != "role":
        slot = {"MIL": "army", "GOV": "gov", "COP": "police"}[plover.sector]
        entry = drawer.register.body(word.iso3, slot)
    ref = ActorRef(
        text=drawer.tokens.text[low : span[1]],
        name=entry.name if entry else None,
        id=entry.id if entry else None,
        plover=Plover(country=word.iso3, sector=plover.sector),
        span=span,
    )
    return ActorMention(span=span, head=token, ref=ref, kind="group")


def with_role(mention: ActorMention, earlier: ActorMention) -> ActorMention:
    """Return a mention with the role and backing that an earlier one told."""
    return replace(
        mention,
        role=mention.role or earlier.role,
        speaks_for=mention.speaks_for or earlier.speaks_for,
    )


def _holders(tokens: Tokens) -> frozenset[int]:
    """Return the tokens that are the holder in "rebel-held Idlib"."""
    return frozenset(
        held - 2
        for held, word in enumerate(tokens.lower)
        if word in _HELD and held > 1 and tokens.words[held - 1] == "-"
    )
