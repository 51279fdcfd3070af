"""Who did what a report tells of its victims alone ("nineteen soldiers were killed").

One rule: somebody is lent only where the report leaves one party for it, and the claim says on
what ground; of civilians killed between two sides it is nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dateline.know.actors.entry import FIGHTING
from dateline.know.speech.partisan import partisan
from dateline.model import ActorRef
from dateline.read.actors.parts import UNIDENTIFIED
from dateline.read.event_blame import accused, attributed, blamed, owned
from dateline.read.event_draft import Draft
from dateline.read.frames import Sight
from dateline.read.same import same

_Way = Callable[[Sight, Draft, list[Draft]], ActorRef | None]
_FROM_AFAR = frozenset({"aerial", "heavy-weapons", "drone"})
_CLAIMING = "concede.responsibility"
_NEAR = 2
"""Sentences between an attack and whoever claims it."""


def culprits(sight: Sight, drafts: list[Draft]) -> None:
    """Add who did what is told of its victims alone, where the report leaves one party for it.

    Whoever is blamed for it or claims it, in its own words or beside it (who claims it stands
    beside the nameless "gunmen" who did it); else whom the soldiers or rebels who were hit fight;
    else the state at war with the one whose town was shelled or bombed from afar. The claim says
    which it was.
    """
    for draft in drafts:
        if draft.event != "ASSAULT":
            continue
        mere = not draft.actors or all(_mere_craft(sight, a) for a in draft.actors)
        if not mere and not all(_masked(a) for a in draft.actors):
            continue
        unknown = any(UNIDENTIFIED & set(a.text.lower().split()) for a in draft.actors)
        for way, told in _ways(draft) if mere and not unknown else _NAMING:
            found = way(sight, draft, drafts)
            if found is not None:
                draft.actors = [found] if mere else [*draft.actors, found]
                draft.notes.append(f"{found.text!r} is {told}")
                break


def _ways(draft: Draft) -> Iterable[tuple[_Way, str]]:
    """Return the ways in which whoever did it may be found.

    A fight has two sides: where one is told, the other acted. A mere "fight against X" is none.
    """
    if not draft.match.frame.reciprocal:
        return _CULPRITS
    told = draft.killed is not None or draft.injured is not None or draft.own_place
    return _OF_A_FIGHT if told or draft.match.clause.kind == "verb" else ()


def _masked(ref: ActorRef) -> bool:
    """Tell whether an actor is told by his gun alone ("gunmen"), and may yet be somebody's."""
    return ref.id is None and ref.plover is not None and ref.plover.sector == "UAF"


def _mere_craft(sight: Sight, ref: ActorRef) -> bool:
    """Tell whether an actor is an aircraft or a drone of which nothing tells whose it is."""
    if ref.id is not None or ref.span is None:
        return False
    head = sight.scene.tokens_of(ref.span)[1] - 1
    return sight.weapon_at(head) is not None


def _claimant(sight: Sight, draft: Draft, drafts: list[Draft]) -> ActorRef | None:
    """Return who alone claims responsibility within two sentences of an attack."""
    near = [
        d.actors[0]
        for d in drafts
        if d.match.frame.root == _CLAIMING
        and d.actors
        and abs(d.sentence - draft.sentence) <= _NEAR
    ]
    near = [a for a in near if a.id is not None or _named(sight, a)]
    one = near and all(same(a, near[0]) for a in near)
    return near[0] if one else None


def _named(sight: Sight, ref: ActorRef) -> bool:
    """Tell whether whoever no register knows has a name of his own ("the Red Falcons")."""
    if ref.span is None:
        return False
    first, last = sight.scene.tokens_of(ref.span)
    return "PROPN" in sight.scene.tokens.pos[first:last]


def _foe_of_victims(sight: Sight, draft: Draft, drafts: list[Draft]) -> ActorRef | None:
    """Return whom the men in arms who were hit fight in this report, be it who tells of it."""
    del drafts
    parties = sight.scene.parties
    hit = [r for r in draft.recipients if r.id and r.plover and r.plover.sector in FIGHTING]
    if not hit or not all(parties.same_side(hit[0], r) for r in hit):
        return None
    if any(r.text.lower().startswith("our ") for r in hit) and sight.scene.ours is None:
        return None  # of whoever speaks
    found = parties.opponent(sight.scene.actors, hit[0])
    if found is None or _could_not(sight, draft, found):
        return None
    return found if _in_play(sight, draft, found) else None


def _could_not(sight: Sight, draft: Draft, found: ActorRef) -> bool:
    """Tell whether an act cannot be a foe's: from aircraft that rebels lack, or one's own slip."""
    flown = draft.mode == "aerial" and found.plover is not None and found.plover.sector in _GROUNDED
    sentence = sight.sentence_at(draft.sentence).text.lower()
    return flown or any(words in sentence for words in _BY_MISTAKE)


_GROUNDED = frozenset({"REB", "PAR", "UAF"})
_BY_MISTAKE = ("by mistake", "mistakenly", "friendly fire", "accidental")


def _in_play(sight: Sight, draft: Draft, found: ActorRef) -> bool:
    """Tell whether a party is told of more than once, or beside the event: no mere background."""
    scene = sight.scene
    low = scene.text.rfind("\n\n", 0, draft.span[0])
    low = scene.text.rfind("\n\n", 0, max(0, low))
    high = scene.text.find("\n", draft.span[1])
    high = high if high >= 0 else len(scene.text)
    told = [
        a
        for a in scene.actors
        if a.kind != "pronoun" and a.ref.id and scene.parties.same_side(a.ref, found)
    ]
    return len(told) > 1 or any(low <= a.span[0] <= high for a in told)


def _foreign(sight: Sight, draft: Draft, drafts: list[Draft]) -> ActorRef | None:
    """Return the state that wages war from afar on the country of a place that was bombed.

    Nobody where the country has rebels of its own in the report, where its own army attacks too,
    or where that state itself is who tells of it.
    """
    scene, parties = sight.scene, sight.scene.parties
    place = draft.place.site.place if draft.place is not None else None
    iso3 = parties.register.iso3(place.country) if place is not None else None
    army = parties.register.body(iso3, "army") if iso3 else None
    if army is None or draft.mode not in _FROM_AFAR:
        return None
    found = parties.opponent(scene.actors, ActorRef(text=army.name, id=army.id))
    entry = parties.register.get(found.id) if found is not None and found.id else None
    if entry is None or entry.country == iso3 or entry.sector not in {"GOV", "MIL"}:
        return None
    rebels = any(
        a.ref.plover and a.ref.plover.sector == "REB" and a.ref.plover.country == iso3
        for a in scene.actors
    )
    torn = parties.register.side(iso3 or "", "separatist", parties.day) is not None
    if torn and _attacks(sight, ActorRef(text=army.name, id=army.id), drafts):
        return None  # it may have shelled a town that its separatists hold
    return None if rebels or found is None or _theirs(sight, draft, found) else found


def _attacks(sight: Sight, home: ActorRef, drafts: list[Draft]) -> bool:
    """Tell whether an army is itself told to attack or to come on in the report."""
    scene, parties = sight.scene, sight.scene.parties
    struck = any(
        d.event in {"ASSAULT", "COERCE"}
        and not d.match.frame.reciprocal
        and any(parties.same_side(a, home) for a in d.actors if a.id)
        for d in drafts
    )
    return struck or any(
        a.ref.plover is not None
        and a.ref.plover.sector == "MIL"
        and scene.tokens.dep[a.head] == "nsubj"
        and parties.same_side(a.ref, home)
        for a in scene.actors
        if a.ref.id
    )


def _enemy(sight: Sight, draft: Draft, drafts: list[Draft]) -> ActorRef | None:
    """Return the other side of a report that takes one, for its own dead and bombed."""
    del drafts
    scene = sight.scene
    if scene.ours is None or not (draft.mode in _FROM_AFAR or _mourned(sight, draft)):
        return None
    found = scene.parties.opponent(scene.actors, scene.ours)
    if found is None or any(scene.parties.same_side(found, r) for r in draft.recipients if r.id):
        return None
    by = draft.claimed_by
    return None if by is not None and scene.parties.fights(by, scene.ours) else found


def _mourned(sight: Sight, draft: Draft) -> bool:
    lemmas = sight.scene.tokens.lemma
    return any(lemmas[t] in partisan().mourning for t in draft.match.words)


def _theirs(sight: Sight, draft: Draft, found: ActorRef) -> bool:
    """Tell whether it is the other side itself that tells of an attack: it accuses, if anybody."""
    by = draft.claimed_by
    return by is not None and by.id is not None and sight.scene.parties.same_side(by, found)


_CULPRITS: tuple[tuple[_Way, str], ...] = (
    (blamed, "on whom it is blamed, or who claims it"),
    (_claimant, "who claims responsibility"),
    (owned, "who claims responsibility"),
    (accused, "who is blamed beside it"),
    (attributed, "on whom it is blamed beside it"),
    (_foe_of_victims, "the one party of the report that those hit fight"),
    (_foreign, "the state at war with the country that was hit"),
    (_enemy, "the other side of a report that takes one"),
)
_NAMING = tuple(way for way in _CULPRITS if way[0] in {_claimant, owned})
"""Ways in which those without a name get one."""
_OF_A_FIGHT = tuple(way for way in _CULPRITS if way[0] is _foe_of_victims)
