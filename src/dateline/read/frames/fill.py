"""Fills a frame's slots with the arguments of a clause.

One rule: an argument fills a slot where it stands as the slot asks, has one of its words and is of
one of its kinds; words that nobody knows may be ground or people where only such are done that to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from dateline.know.frames import Frame, Slot
from dateline.read.clauses.clause import Argument, Clause, Phrase
from dateline.read.frames.seen import ByFunction, Seen, words_of
from dateline.read.frames.sight import PEOPLE, Sight
from dateline.read.frames.unmarked import seat_from, take_for_place

_NO_GROUND = frozenset({"weapon", "loot", "aid", "armed", "civil", "official", "talk", "object"})
_NEAR = ("of", "to", "from")
_VIEWS = frozenset({"none", "possible"})
"""What somebody holds to be so, and no act to come (`view` in a slot)."""
_TOWARD = frozenset({"in the direction of", "on the road to", "on the way to"})


def fill(
    sight: Sight,
    frame: Frame,
    seen: Seen,
    *,
    clause: Clause,
    used: Mapping[str, Argument],
) -> dict[str, tuple[Argument, ...]] | None:
    """Fill a frame's slots; None where a required one stays empty or a forbidden one is there.

    Those that may rule the frame out come first: most frames are ruled out.
    """
    standing = seen.standing
    roles: dict[str, tuple[Argument, ...]] = {}
    for role, slot in frame.asked:
        found = (
            ()
            if standing.keys().isdisjoint(slot.functions)
            else _asked(sight, frame, role, slot, clause=clause, standing=standing)
        )
        if slot.absent:
            if found:
                return None
        elif found:
            roles[role] = found
        elif slot.words and (_in_predicate(sight, slot, clause) or used.keys() & slot.words):
            continue
        elif not (role == "actor" and frame.control == "gained" and clause.voice == "passive"):
            return None
    for role, slot in frame.slots.items():
        if slot.required or slot.absent or standing.keys().isdisjoint(slot.functions):
            continue
        if found := _take(sight, slot, standing):
            roles[role] = found
    return {role: roles[role] for role in frame.slots if role in roles}


def _asked(
    sight: Sight,
    frame: Frame,
    role: str,
    slot: Slot,
    *,
    clause: Clause,
    standing: ByFunction,
) -> tuple[Argument, ...]:
    """Return what fills a slot that the frame asks for, or that must stay empty."""
    if not slot.required:
        return _take(sight, slot, standing)
    if role == "place" and frame.control is not None:
        return _take(sight, slot, _less_setting(clause, standing), ground=True)
    if role == "target":
        return _take(sight, slot, standing, ground=_under_arms(sight, clause))
    if role == "recipient" and (frame.event == "ASSAULT" or frame.mode == "release"):
        return _take(sight, slot, standing, beings=_harms(sight, clause))
    return _take(sight, slot, standing)


def _less_setting(clause: Clause, standing: ByFunction) -> ByFunction:
    """Return the arguments less what opens a sentence by telling where all of it happens.

    "SOUTH OF A, the column was approaching B": A is not what it draws near.
    """
    if clause.kind != "verb" or "oblique" not in standing:
        return standing
    obliques = [
        a
        for a in standing["oblique"]
        if a.phrase.head > clause.head
        or a.antecedent
        or not a.preposition
        or not a.preposition.endswith(" of")
        or _SETTING.fullmatch(a.preposition) is None
    ]
    return {**standing, "oblique": obliques}


_SETTING = re.compile(
    r"(?:(?:to|in|on|just|further|farther) )?(?:the )?(?:north|south)?[- ]?"
    r"(?:north|south|east|west)(?:ern)? of"
)


_DEADLY = frozenset(
    """kill murder behead execute massacre abduct kidnap wound slay shoot stab hack lynch torture
    rape strangle assassinate""".split()
) | {"gun down"}


_TAKEN = frozenset({"capture", "free", "fre", "release", "set", "let", "rescue"})
"""What is done to people and to places alike."""


def _harms(sight: Sight, clause: Clause) -> bool | None:
    """Tell whether whoever a verb's object is, it is somebody ("a SIGNATORY was killed").

    False where only words that stand for people and nothing else may be taken so ("BOTH were
    captured"), None where the verb says nothing of its object.
    """
    deadly = clause.lemma in _DEADLY
    if clause.kind != "verb" or not (deadly or clause.lemma in _TAKEN):
        return None
    return deadly if clause.voice == "passive" or _under_arms(sight, clause) else None


def _under_arms(sight: Sight, clause: Clause) -> bool:
    """Tell whether those in arms, or a weapon, do what a verb tells ("RAIDERS shelled Kapoeta")."""
    return clause.kind == "verb" and any(
        sight.kinds(a.phrase) & {"armed", "weapon"} for a in clause.of("subject")
    )


def _in_predicate(sight: Sight, slot: Slot, clause: Clause) -> bool:
    """Tell whether the predicate itself has the word that a slot asks for ("sign a truce").

    Its verb is no such word: in "pushed back" nothing says that a push was repelled.
    """
    words = [t for t in clause.predicate if t != clause.head or clause.kind != "verb"]
    return any(sight.lemma(t) in slot.words for t in words)


def _take(
    sight: Sight,
    slot: Slot,
    arguments: ByFunction,
    *,
    ground: bool = False,
    beings: bool | None = None,
) -> tuple[Argument, ...]:
    """Return what fills a slot.

    `ground`: unknown words may be ground. `beings`: unknown words may be people, any noun (true)
    or only "both", "the rest" and bare numbers (false).
    """
    for at in slot.at:
        standing = arguments.get(at.function)
        if not standing:
            continue
        found = tuple(
            [
                a
                for a in standing
                if (not at.prepositions or not at.prepositions.isdisjoint(prepositions(a)))
                and (not slot.words or _worded(sight, slot, a))
                and (
                    _kind(sight, slot, a)
                    or (beings is not None and sight.take_for_people(a.phrase, any_noun=beings))
                )
            ]
        )
        if not found and ground:
            here = [a for a in standing if at.takes(a.function, a.preposition)]
            if not any(_no_ground(sight, a.phrase) for a in here):
                found = tuple(a for a in here if take_for_place(sight, a.phrase))
        if len(found) == len(standing):
            return found
        if found:
            groups = {a.group for a in found}
            ground_too = "place" in slot.kinds
            beside = tuple(
                a
                for a in standing
                if a.group in groups
                and a not in found
                and (
                    (ground_too and take_for_place(sight, a.phrase))
                    or (not ground_too and _people_too(sight, found[0], a))
                )
            )
            return (*found, *beside) if beside else found
    return ()


def _people_too(sight: Sight, known: Argument, argument: Argument) -> bool:
    """Tell whether what stands beside people in one list is people as well.

    "A priest and three PARISHIONERS": a word that no table knows, or that this frame lacks.
    """
    if argument.listed != known.listed or sight.kinds(known.phrase).isdisjoint(PEOPLE):
        return False
    kinds = sight.kinds(argument.phrase) - {"number"}
    noun = sight.scene.tokens.pos[argument.phrase.head] == "NOUN"
    return noun and (not kinds or not kinds.isdisjoint(PEOPLE))


def _kind(sight: Sight, slot: Slot, argument: Argument) -> bool:
    if argument.function != "clausal":
        return sight.fits(argument.phrase, slot.kinds)
    if not slot.kinds or "clause" in slot.kinds:
        return True
    if argument.clause is None:
        return False
    verb = sight.lemma(argument.phrase.head)  # "urged them TO STOP": a topic has verbs, too
    if not slot.kinds.isdisjoint(sight.book.kinds.get(verb, ())):
        return True
    modality = sight.scene.clauses[argument.clause].modality
    return modality in slot.kinds or ("view" in slot.kinds and modality in _VIEWS)


def _no_ground(sight: Sight, phrase: Phrase) -> bool:
    """Tell whether a phrase is of people or things, and no seat of theirs by its name."""
    return bool(sight.kinds(phrase) & _NO_GROUND) and seat_from(sight, phrase) is None


def _worded(sight: Sight, slot: Slot, argument: Argument) -> bool:
    if argument.listed and not slot.kinds and slot.required:  # "11 people, including a MAYOR"
        return False
    names = words_of(sight, argument)
    if slot.absent and "number" in names and _several_of(sight, argument.phrase):
        names -= {"number"}
    return not slot.words.isdisjoint(names)


def _several_of(sight: Sight, phrase: Phrase) -> bool:
    """Tell whether a number is not told of but some are ("A LARGE NUMBER OF troops were sent")."""
    first = sight.lowers[phrase.start]
    return first != "the" and sight.lowers[phrase.head + 1 : phrase.head + 2] == ["of"]


def prepositions(argument: Argument) -> tuple[str | None, ...]:
    """Return the prepositions that an argument answers to, its own first.

    A preposition of several words also answers to what it comes to: "south of" is near,
    "on the outskirts of" on and near, "in the direction of" toward.
    """
    own = argument.preposition
    return (own,) if own is None or " " not in own else _several(own)


@lru_cache(maxsize=4096)
def _several(own: str) -> tuple[str, ...]:
    """Return what a preposition of several words answers to."""
    first, *_, last = own.split(" ")
    if own in _TOWARD:
        return own, "toward"
    if own.startswith(("out of", "away from")):
        return own, "from"
    if last in _NEAR:
        return (
            (own, first, "near")
            if first in {"on", "in", "at", "to", "from", "into"}
            else (own, "near")
        )
    return own, first, last
