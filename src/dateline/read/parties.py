"""Who is on whose side, and who fights whom, on the day of a report.

One rule: it is what the register of this reading says, the lists that a user added included; a
war between two states counts on the days on which it was waged.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from dateline.know.actors import Register, load_register
from dateline.model import ActorRef, Plover

if TYPE_CHECKING:
    from dateline.read.scene import ActorMention

_STATE = frozenset({"GOV", "MIL", "COP", "SPY"})
_ARMED = frozenset({"MIL", "REB"})
_DESKS = frozenset({"ministry", "office", "media", "parliament", "court", "agency", "company"})
"""Kinds of bodies that speak and decide; ground is taken by others for them."""


class Parties:
    """The parties of the wars that a register knows, on one day.

    Attributes:
        register: who is known.
        day: of the report; None where it is unknown.
    """

    def __init__(self, register: Register, day: dt.date | None = None) -> None:
        self.register = register
        self.day = day
        self._chains: dict[str, frozenset[str]] = {}
        self._fights: dict[tuple[str, str], bool] = {}
        self._states: dict[str, str | None] = {}
        self._allied: dict[tuple[str, str], bool] = {}
        self._told: tuple[ActorMention, ...] = ()
        self._counts: tuple[dict[str, ActorRef], Counter[str]] = ({}, Counter())
        self._opponents: dict[str, ActorRef | None] = {}

    def chain(self, identity: str) -> frozenset[str]:
        """Return the ids of an actor and of all that it belongs to."""
        if identity not in self._chains:
            self._chains[identity] = frozenset(e.id for e in self.register.chain(identity))
        return self._chains[identity]

    def allied(self, one: str, other: str) -> bool:
        """Tell whether two ids are one party, one under the other, or allies."""
        key = one, other
        if key not in self._allied:
            self._allied[key] = self._ally(*key)
        return self._allied[key]

    def _ally(self, one: str, other: str) -> bool:
        if self.chain(one) & self.chain(other):
            return True
        ours = {ally for e in self.register.chain(one) for ally in e.allies}
        theirs = {ally for e in self.register.chain(other) for ally in e.allies}
        return bool(ours & self.chain(other) or theirs & self.chain(one))

    def same_side(self, one: ActorRef, other: ActorRef) -> bool:
        """Tell whether two references are one party, or one under the other."""
        if one.id is None or other.id is None:
            return one.text.lower() == other.text.lower()
        return bool(self.chain(one.id) & self.chain(other.id))

    def fights(self, one: ActorRef, other: ActorRef) -> bool:
        """Tell whether the register knows two parties as opponents."""
        if one.id is None or other.id is None:
            return False
        return self._at_odds(one.id, other.id)

    def _at_odds(self, one: str, other: str) -> bool:
        key = one, other
        if key not in self._fights:
            self._fights[key] = self._fight(*key)
        return self._fights[key]

    def _fight(self, one: str, other: str) -> bool:
        mine, theirs = self.chain(one), self.chain(other)
        if mine & theirs:
            return False
        if self._listed(one, other):
            return True
        ours, others = self._state(one), self._state(other)
        if ours is not None and others is not None:
            return self.register.at_war(ours, others, self.day)
        if ours is None and others is None:
            return False
        group = one if ours is None else other
        return (ours or others) in self._against(group) and not self.allied(one, other)

    def _listed(self, one: str, other: str) -> bool:
        """Tell whether the tables name one of two as the opponent of the other."""
        ours = {e.id for e in self.register.opponents(one)}
        theirs = {e.id for e in self.register.opponents(other)}
        return bool(ours & self.chain(other) or theirs & self.chain(one))

    def _against(self, group: str) -> frozenset[str | None]:
        """Return the states of which a group fights an arm: it fights all its other arms too."""
        return frozenset(self._state(e.id) for e in self.register.opponents(group))

    def _state(self, identity: str) -> str | None:
        """Return the country of whoever is an arm of a state."""
        if identity not in self._states:
            self._states[identity] = self._of_state(identity)
        return self._states[identity]

    def _of_state(self, identity: str) -> str | None:
        for entry in self.register.chain(identity):
            if entry.sector not in _STATE:
                return None
            if entry.id == entry.country.lower() or entry.id == f"{entry.country.lower()}.gov":
                return entry.country
        return None

    def holds_ground(self, ref: ActorRef) -> bool:
        """Tell whether a known actor can be told to have taken a place: no ministry, no outlet."""
        entry = self.register.get(ref.id) if ref.id else None
        return entry is None or entry.sector in _ARMED or entry.kind not in _DESKS

    def state_arm(self, mentions: Iterable[ActorMention], country: str) -> ActorRef | None:
        """Return the arm of a country's state that a report tells most of, its army first."""
        every, counts = self._counted(mentions)
        told = {i: ref for i, ref in every.items() if self._state(i) == country}
        return told[max(told, key=lambda i: (*self._armed(told[i]), counts[i]))] if told else None

    def opponent(self, mentions: Iterable[ActorMention], holder: ActorRef) -> ActorRef | None:
        """Return the party of a report that fights a holder; None where none or several do.

        A party and the bodies under it count as one, told by the widest of them that is in arms.
        """
        if holder.id is None:
            return None
        told, counts = self._counted(mentions)
        if mentions is not self._told:
            return self._opponent(told, counts, holder.id)
        if holder.id not in self._opponents:
            self._opponents[holder.id] = self._opponent(told, counts, holder.id)
        return self._opponents[holder.id]

    def _opponent(
        self, every: dict[str, ActorRef], counts: Counter[str], holder: str
    ) -> ActorRef | None:
        told = {i: ref for i, ref in every.items() if self._at_odds(i, holder)}
        if not told:
            return None
        plain = {i: ref for i, ref in told.items() if self._listed(i, holder)}
        told = plain or told  # those the register lists, before other arms of their state
        sides = self._sides(told)
        weight = {side: sum(counts[i] for i in ids) for side, ids in sides.items()}
        ranked = sorted(weight.values(), reverse=True)
        if len(ranked) > 1 and ranked[0] < 2 * ranked[1]:
            return None  # two enemies: nothing tells which of them
        return self._best(told, sides[max(weight, key=lambda s: weight[s])], counts)

    def pair(self, mentions: tuple[ActorMention, ...]) -> tuple[ActorRef, ActorRef] | None:
        """Return the two sides that fight in a report, the one told first ahead; None of several.

        Of several pairs one stands out where both its sides are told twice as often as any other's.
        """
        told, counts = self._counted(mentions)
        sides = self._sides(told)
        weight: dict[tuple[str, str], int] = {}
        for one, other in combinations(sides, 2):
            if any(self.fights(told[a], told[b]) for a in sides[one] for b in sides[other]):
                weight[one, other] = min(sum(counts[i] for i in sides[s]) for s in (one, other))
        ranked = sorted(weight.values(), reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0] < 2 * ranked[1]):
            return None
        found = max(weight, key=lambda pair: weight[pair])
        first, second = (self._best(told, sides[side], counts) for side in found)
        in_field = self._fields(first) and self._fields(second)
        return (first, second) if in_field else None

    def _fields(self, ref: ActorRef) -> bool:
        """Tell whether a party is in arms, or a state with all its arms."""
        entry = self.register.get(ref.id) if ref.id else None
        return entry is not None and (entry.sector in _ARMED or entry.kind not in _DESKS)

    def _counted(
        self, mentions: Iterable[ActorMention]
    ) -> tuple[dict[str, ActorRef], Counter[str]]:
        """Return the known parties of a report by their ids, and how often each is told of.

        A report's own actors come as the one tuple of its scene, and again and again.
        """
        if mentions is self._told:
            return self._counts
        told: dict[str, ActorRef] = {}
        counts: Counter[str] = Counter()
        for mention in mentions:
            if (ref := _party(mention)) is not None and ref.id:
                _keep(told, ref.id, ref)
                counts[ref.id] += 1
        if isinstance(mentions, tuple):
            self._told, self._counts, self._opponents = mentions, (told, counts), {}
        return told, counts

    def _best(self, told: dict[str, ActorRef], side: list[str], counts: Counter[str]) -> ActorRef:
        """Return who stands for a side: its arm in the field that is told most of."""
        return self._in_the_field(told[max(side, key=lambda i: (*self._armed(told[i]), counts[i]))])

    def _in_the_field(self, ref: ActorRef) -> ActorRef:
        """Return a state's army for its ministry or bank, where a report tells of no other arm."""
        entry = self.register.get(ref.id) if ref.id else None
        if entry is None or entry.sector not in _STATE or entry.kind not in _DESKS:
            return ref
        return self.arm(ref, entry.country, "army")

    def arm(self, ref: ActorRef, country: str, arm: str) -> ActorRef:
        """Return a reference as one to a country's army or police; itself where none is known.

        Args:
            ref: its words and their place are kept.
            country: ISO 3166-1 alpha-2 or alpha-3.
            arm: `army` or `police`.
        """
        known = self.register.side(country, arm, self.day) or self.register.body(country, arm)
        if known is None:
            return ref
        plover = Plover(country=known.country, sector=known.sector)
        return ActorRef(text=ref.text, name=known.name, id=known.id, plover=plover, span=ref.span)

    def _sides(self, told: dict[str, ActorRef]) -> dict[str, list[str]]:
        """Return the ids of parties by the side that they are on."""
        sides: dict[str, list[str]] = {}
        for identity in told:
            side = next(
                (s for s, ids in sides.items() if any(self.allied(identity, i) for i in ids)), None
            )
            sides.setdefault(side or identity, []).append(identity)
        return sides

    def _armed(self, ref: ActorRef) -> tuple[bool, bool]:
        """Tell whether a party is in arms, and whether it is no ministry of those."""
        entry = self.register.get(ref.id) if ref.id else None
        armed = entry is not None and entry.sector in _ARMED
        return armed, entry is not None and entry.kind not in _DESKS


def _keep(told: dict[str, ActorRef], identity: str, ref: ActorRef) -> None:
    """Keep the first words for a party, later ones where those only point ("his men")."""
    first = told.get(identity)
    if first is None or (_POINTS.match(first.text) and not _POINTS.match(ref.text)):
        told[identity] = ref


_POINTS = re.compile(r"(?:his|her|its|their|our|your|my|these|those)\b", re.IGNORECASE)


def _party(mention: ActorMention) -> ActorRef | None:
    ref = mention.speaks_for or mention.ref if mention.kind == "person" else mention.ref
    return ref if ref.id is not None else None


@cache
def shipped() -> Parties:
    """Return the parties of the shipped register, for a scene that was given none."""
    return Parties(load_register())
