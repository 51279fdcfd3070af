"""Reads the words about an actor phrase's head: countries, owner, standing body, modifiers.

One rule: each word lends what it says by itself, the nearest to the head first; whom the whole
stands for is not asked here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.know.actors import Entry, Modifier, Register
from dateline.know.actors.keys import words
from dateline.read.actors.context import Context
from dateline.read.actors.nouns import agent_side
from dateline.read.tokens import Tokens

_BACKED = frozenset(
    "backed led aligned allied supported sponsored affiliated linked funded armed trained owned "
    "dominated run inspired friendly installed appointed recognised recognized based born "
    "speaking majority imposed made built supplied manufactured designed".split()
)
_LOYAL = frozenset("aligned allied loyal faithful affiliated".split())
"""Words after which people fight for a party of their own war ("loyal to the government")."""
_IN_OFFICE = frozenset("president king queen emir sultan prime minister junta government".split())
_OUT_OF_OFFICE = frozenset(
    "deposed ousted former toppled overthrown exiled fallen late ex dismissed sacked".split()
)
_SIMPLE = frozenset({"gov", "army", "police"})  # slots whose one word is a modifier as well
_WHEN = frozenset("still longer not wholly entirely already again now firmly yet".split())
_JOINING = frozenset({"and", "or", "but"})
_OWNING = frozenset({"of", "for", "from", "in", "with", "at", "to"})
UNIDENTIFIED = frozenset(
    "unidentified unknown unnamed unmarked unclaimed mysterious mystery".split()
)
"""Words by which nobody can say whose somebody is ("UNIDENTIFIED warplanes")."""
_FROM_WHERE = frozenset("origin identity affiliation allegiance provenance nationality".split())
"""What is unknown of somebody told of so after his noun ("a drone of unknown ORIGIN")."""


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
        unidentified: true where it is told that nobody knows whose they are.
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
    unidentified: bool = False


_SHOT = frozenset({"shot", "shoot", "shoots", "shooting", "gunned", "stabbed"})


@dataclass(frozen=True, slots=True)
class PartReader:
    """Reads the parts of one report's phrases."""

    tokens: Tokens
    register: Register
    context: Context

    def read(self, head: int, start: int, end: int, left: int | None = None) -> Parts:
        """Read the modifiers of a phrase whose own words are `[start, end)`."""
        tokens, context = self.tokens, self.context
        left = tokens.left(head) if left is None else min(left, start)
        parts = Parts(min(left, start), end)
        parts.start += self._said_of_all(parts.start, start)
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
        parts.unidentified = self._nobodys(head, left)
        if (slot := context.slots.get(head)) and slot.start >= left:
            parts.slot = parts.slot or slot.slot
        return parts

    def _nobodys(self, head: int, left: int) -> bool:
        """Tell whether nobody knows whose they are ("unidentified jets", "of unknown origin")."""
        tokens = self.tokens
        if not UNIDENTIFIED.isdisjoint(tokens.lower[left:head]):
            return True
        return tokens.lower[head + 1 : head + 3] == ["of", "unknown"] and not (
            _FROM_WHERE.isdisjoint(tokens.lower[head + 3 : head + 4])
        )

    def _said_of_all(self, low: int, start: int) -> int:
        """Return how many words before a phrase tell when and whether ("still the rebels'").

        Or how they ended ("shot DEAD three teachers").
        """
        lower = self.tokens.lower
        count = int(lower[low] == "dead" and low > 0 and lower[low - 1] in _SHOT)
        while low + count < start and (
            lower[low + count] in _WHEN or lower[low + count : low + count + 2] == ["no", "longer"]
        ):
            count += 1
        return count

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
        behind = [
            c for c in tokens.children[head] if c >= end and tokens.base[c] in ("amod", "acl")
        ]
        if not behind:
            return
        # "Troops" alone are the state's; loyal to somebody, they are whoever's they are loyal to.
        leaning = (
            _LOYAL
            if agent_side(tokens, self.register.lexicon, head) not in ("any", "nonstate")
            else _BACKED | _LOYAL
        )
        for child in behind:
            word = tokens.lower[child]
            if word not in leaning or (tokens.base[child] == "acl" and word == "led"):
                continue
            parts.backed = True
            for below in tokens.children[child]:
                if word in _LOYAL and below > child and tokens.base[below] in ("obl", "nmod"):
                    parts.loyal = parts.loyal or self._party(below)
                    parts.estranged = parts.loyal is None and self._somebody(below)

    def _somebody(self, token: int) -> bool:
        """Tell whether a token names one whom no office makes the state's own, or one out of it."""
        tokens = self.tokens
        before = {tokens.lower[c] for c in tokens.children[token] if c < token}
        if not before.isdisjoint(_OUT_OF_OFFICE):
            return True
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


def _hyphened(tokens: Tokens, token: int) -> bool:
    return token > 0 and tokens.words[token - 1] in ("-", "–")
