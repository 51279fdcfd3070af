"""Sides named by a bare word ("in rebel hands", "government-held"): who is meant in this report.

A word alone names nobody. It is taken for a party of the register only where the report's other
mentions leave no doubt: most of the armed opposition in it is one party, or most of its officials
and soldiers are of one country.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, TypeVar

import msgspec

from dateline.model import ActorRef, ControlClaim, EventClaim, Plover, StatementClaim

if TYPE_CHECKING:
    from dateline.know.actors import Entry, Register
    from dateline.read.scene import Scene

_REBEL = frozenset("rebel rebels insurgent insurgents opposition separatist separatists".split())
_STATE = {
    "government": "gov",
    "regime": "gov",
    "state": "gov",
    "army": "army",
    "military": "army",
    "troops": "army",
}
_LEANING = re.compile(
    r"\b(?:anti|pro)-|\b(?:backed|led|aligned|allied|supported|funded)\b", re.IGNORECASE
)
"""Words by which people are not those of whom they name ("anti-Taliban", "Turkish-backed")."""
_APART = re.compile(r"\b(?:mutin\w+|renegades?|coupists?|putschists?)\b", re.IGNORECASE)
"""Soldiers who have turned against their own: a side by themselves."""
_LOYAL_TO = re.compile(r"\s+(?:still )?(?:loyal|faithful) to\b", re.IGNORECASE)
_SLOT = {"MIL": "army", "GOV": "gov"}
"""Body of a country that holds ground for people of a sector."""
MOST = 0.6
"""Share of the report's mentions that one party must have; below it two parties are in play."""

_C = TypeVar("_C", bound=EventClaim | ControlClaim | StatementClaim)


_BAND = frozenset("gunmen fighters militants insurgents rebels jihadists guerrillas".split())

_OF_STATE = frozenset({"police", "soldiers", "national", "federal", "loyalist", "loyal"})


class Sides:
    """Who "rebel" and "government" are in one report."""

    def __init__(self, scene: Scene, register: Register) -> None:
        self._scene = scene
        self._register = register
        self._day = scene.report.published
        rebels: Counter[str] = Counter()
        countries: Counter[str] = Counter()
        for mention in scene.actors:
            code = mention.ref.plover
            if mention.kind == "pronoun" or code is None:
                continue
            if code.sector == "REB" and mention.ref.id:
                rebels[mention.ref.id] += 1
            elif code.sector in {"GOV", "MIL"} and code.country:
                countries[code.country] += 1
        self._rebels, self._country = _most(rebels), _most(countries)

    def named(self, actor: ActorRef | None) -> ActorRef | None:
        """Return the actor with the party that its bare word stands for, where that is plain."""
        if actor is None or actor.id is not None or actor.name is not None:
            return actor
        if actor.span is not None and _LOYAL_TO.match(self._scene.text, actor.span[1]):
            return actor  # of whom nobody knew whose he is: "troops loyal to the ousted president"
        word = actor.text.lower().removeprefix("the ").strip()
        if word in _REBEL:
            entry = self._register.get(self._rebels) if self._rebels else None
        elif word in _STATE and self._country:
            entry = self._body(self._country, _STATE[word])
        else:
            return actor
        if entry is None:
            return actor
        return msgspec.structs.replace(
            actor,
            id=entry.id,
            name=entry.name,
            plover=Plover(country=entry.country, sector=entry.sector),
        )

    def _body(self, country: str, slot: str) -> Entry | None:
        """Return a country's body of that day ("the army" of Afghanistan before August 2021)."""
        return self._register.side(country, slot, self._day) or self._register.body(country, slot)

    def holding(self, actor: ActorRef | None) -> ActorRef | None:
        """Return whose ground it is that "a military source" or "its units" hold: their side's.

        Ground is held by a party, never by the people who speak or stand there for it.
        """
        actor = self.named(actor)
        code = actor.plover if actor is not None else None
        if actor is None or actor.id is not None or code is None or code.country is None:
            return actor
        if actor.span is not None and _LOYAL_TO.match(self._scene.text, actor.span[1]):
            return actor
        if _APART.search(actor.text):
            return actor  # mutineers may be of no party of rebels yet
        if _LEANING.search(actor.text) or actor.text.lower().endswith(" armies"):
            return actor  # "three ethnic armies" are no country's
        if (band := self._band(actor)) is not None:
            return band
        words = set(re.findall(r"[\w-]+", actor.text.lower()))
        if words & _BAND and code.sector in _SLOT and not words & (_STATE.keys() | _OF_STATE):
            return actor  # a leader's fighters are no government's, whatever office he once had
        entry = None
        if code.sector in _SLOT:
            entry = self._body(code.country, _SLOT[code.sector])
        elif code.sector == "REB" and self._rebels:
            entry = self._register.get(self._rebels)
        if entry is None or entry.country != code.country:
            return self._whose_spokesman(actor)
        return msgspec.structs.replace(actor, id=entry.id, name=entry.name)

    def _whose_spokesman(self, actor: ActorRef) -> ActorRef:
        """Return the nameless rebels for whom one of theirs speaks, told of first; else himself."""
        if not any(m.kind == "person" and m.ref.text == actor.text for m in self._scene.actors):
            return actor
        theirs = (
            m.ref
            for m in self._scene.actors
            if m.kind == "group" and m.ref.id is None and m.ref.plover == actor.plover
        )
        return next(theirs, actor)

    def _band(self, actor: ActorRef) -> ActorRef | None:
        """Return the one rebel party that acts in the paragraph before bare "gunmen" take ground.

        "Militants of X overran A. Gunmen then captured B": they are X's; "armed men", told anew in
        a paragraph of their own, are nobody's.
        """
        scene, span = self._scene, actor.span
        if actor.text.lower() not in _BAND or span is None:
            return None
        low = scene.text.rfind("\n", 0, span[0]) + 1
        acting = [
            a.ref
            for a in scene.actors_by_span.starting(low, span[0])
            if a.ref.id and a.ref.plover is not None and a.ref.plover.sector == "REB"
        ]
        if not acting or any(not scene.parties.same_side(acting[0], r) for r in acting):
            return None
        return msgspec.structs.replace(
            actor, id=acting[0].id, name=acting[0].name, plover=acting[0].plover
        )

    def of(self, claim: _C) -> _C:
        """Return the claim with its parties named."""
        if isinstance(claim, ControlClaim):
            holder, whose = self.holding(claim.holder), self.holding(claim.from_)
            if _one(holder, whose):  # nobody takes from himself: the bare word is of others
                if _one(claim.holder, holder):
                    whose = claim.from_
                else:
                    holder = claim.holder
            return msgspec.structs.replace(claim, holder=holder, from_=whose)
        if isinstance(claim, EventClaim):
            return msgspec.structs.replace(
                claim,
                actors=tuple(self.named(a) or a for a in claim.actors),
                recipients=tuple(self.named(a) or a for a in claim.recipients),
            )
        return claim


def _one(one: ActorRef | None, other: ActorRef | None) -> bool:
    """Tell whether two parties are known to be one."""
    return one is not None and other is not None and one.id is not None and one.id == other.id


def _most(counted: Counter[str]) -> str | None:
    """Return what most of the mentions are, if most of them are one."""
    if not counted:
        return None
    found, count = counted.most_common(1)[0]
    return found if count >= MOST * counted.total() else None
