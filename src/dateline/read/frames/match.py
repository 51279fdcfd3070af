"""Matches clauses with frames: which frames hold, and which arguments fill their slots.

One rule: a frame holds where its predicate's words are there and every slot that it requires is
filled by words of the kinds it asks for. Of several, the one with the most telling words wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from dateline.know.frames import Frame, FrameBook, Way
from dateline.read.clauses.clause import Argument, Clause
from dateline.read.frames.fill import fill
from dateline.read.frames.predicate import Word, particle_of, predicates, remainder
from dateline.read.frames.seen import Standing
from dateline.read.frames.sight import Sight
from dateline.read.scene import Scene

_RIVAL = 1.5
"""By so much a second match may weigh less than the first: a predicate's word weighs 2."""


class Match(Struct, frozen=True):
    """A frame that holds of a clause.

    Attributes:
        clause: the clause.
        frame: the frame.
        roles: the arguments that fill each slot, those of one coordination together.
        words: tokens of the predicate.
        weight: how much the match tells; the more, the better.
    """

    clause: Clause
    frame: Frame
    roles: Mapping[str, tuple[Argument, ...]]
    words: tuple[int, ...]
    weight: float

    def of(self, role: str) -> tuple[Argument, ...]:
        """Return what fills a role."""
        return self.roles.get(role, ())


def matches(sight: Sight) -> Iterator[Match]:
    """Yield the frames that hold of each clause, in order of the clauses."""
    for clause in sight.scene.clauses:
        named = clause.kind == "noun" and _in_name(sight, clause.head)
        if not named and not _in_title(sight, clause.head) and not _rings(sight, clause):
            yield from best(candidates(sight, clause))


def _in_name(sight: Sight, token: int) -> bool:
    """Tell whether a noun is part of a place's name or of a date ("March")."""
    return sight.place_over(token) is not None or sight.scene.in_date(token)


def _in_title(sight: Sight, token: int) -> bool:
    """Tell whether a word stands in a work's title ("showing “The Capture of Berlin”")."""
    titles = _titles(sight.scene.report.text)
    char = sight.scene.tokens.idx[token]
    return bool(titles) and any(low <= char < high for low, high in titles)


@lru_cache(maxsize=4)
def _titles(text: str) -> tuple[tuple[int, int], ...]:
    """Return the runs in quotation marks that are printed as titles are: all their words large."""
    return tuple(found.span() for found in _TITLE.finditer(text))


_SMALL = r"(?:a|an|the|of|in|on|at|to|for|and|or|from|by|with|de|la|le|du)"
_TITLE = re.compile(rf"[\"“](?:[A-Z][\w'’-]*|\d+)(?: (?:[A-Z][\w'’-]*|\d+|{_SMALL}))+[\"”]")


def _rings(sight: Sight, clause: Clause) -> bool:
    """Tell whether a verb tells of bells and telephones ("rang the town hall"), not of a ring."""
    return clause.kind == "verb" and sight.scene.tokens.lower[clause.head] in {"rang", "rung"}


def best(found: Iterable[Match]) -> tuple[Match, ...]:
    """Return the best match, and beside it the best that tells what the first does not.

    A control change and an event may stand in one clause ("repelled an attack on"); two events
    of one word are rivals, and of two that fit as well the one that tells control is chosen.
    """
    matches = tuple(found)
    if len(matches) <= 1:
        return matches  # as of most clauses
    ranked = sorted(
        _kinds_first(matches), key=lambda m: (-m.weight, m.frame.control is None, m.frame.id)
    )
    chosen = [m for m in ranked if m.frame.beside][:1]
    ranked = [m for m in ranked if not m.frame.beside]
    if not ranked:
        return tuple(chosen)
    first = ranked[0]
    others, chosen = chosen, [first]
    for other in ranked[1:]:
        has_event = any(m.frame.event for m in chosen)
        has_control = any(m.frame.control for m in chosen)
        adds_event = other.frame.event and not other.frame.control and not has_event
        adds_control = (
            other.frame.control
            and not has_control
            and not (other.frame.event and has_event)
            and other.weight > first.weight - _RIVAL
        )
        if adds_event or adds_control:
            chosen.append(other)
    return (*chosen, *others)


def _kinds_first(matches: tuple[Match, ...]) -> Iterator[Match]:
    """Yield the matches, each frame of which a kind holds too given up for that kind.

    A kind tells more than its root, and is as good as it against other frames.
    """
    roots: dict[str, float] = {}
    for match in matches:
        if match.frame.root == match.frame.id:
            roots[match.frame.id] = max(match.weight, roots.get(match.frame.id, 0.0))
    with_kinds = {m.frame.root for m in matches if m.frame.root != m.frame.id}
    for match in matches:
        if match.frame.root != match.frame.id:
            floor = roots.get(match.frame.root, 0.0)
            yield replace(match, weight=max(match.weight, floor + match.weight / 100))
        elif match.frame.id not in with_kinds:
            yield match


def candidates(sight: Sight, clause: Clause) -> Iterator[Match]:
    """Yield every frame that holds of a clause."""
    standing = Standing(sight, clause)
    for word in predicates(sight, clause):
        for frame, rest in _spoken(sight, clause, word):
            used = remainder(sight, clause, word, rest) if rest else {}
            if used is None:
                continue
            seen = standing.of(frame)
            if used:
                seen = standing.without(seen, used, asked=frame.event == "REQUEST")
            if seen.lacks(frame, words=not used):
                continue
            roles = fill(sight, frame, seen, clause=clause, used=used)
            if roles is not None and (rest or not _of_things(sight, frame, clause, roles)):
                yield _match(clause, frame, rest, used=used, roles=roles)


def _spoken(sight: Sight, clause: Clause, word: Word) -> list[Way]:
    """Return what a word of a predicate may mean, by what stands with it and by its voice.

    "Drive off" is no "drive"; in "took aim", "held fire" the noun says what is done.
    """
    voice = clause.voice if clause.kind == "verb" else None
    light = _light(sight, clause)
    particle = particle_of(sight, clause) if word.table == "verbs" else None
    there = {*word.others, *word.nouns, *sight.near_words(clause)}
    return [
        (frame, rest)
        for ways in word.known
        for frame, rest in ways.among(there)
        if (voice is None or frame.voice is None or frame.voice == voice)
        and (particle is None or particle in rest)
        and (rest or not (light and frame.control))
    ]


def _light(sight: Sight, clause: Clause) -> bool:
    """Tell whether a verb is a light one, whose noun is no ground."""
    noun = clause.noun
    return (
        noun is not None
        and noun not in _HOLDING
        and not sight.book.kinds.get(noun, frozenset()) & _GROUND
    )


_HOLDING = frozenset("control command rule authority power possession hand grip sway hold".split())


def _of_things(
    sight: Sight, frame: Frame, clause: Clause, roles: Mapping[str, tuple[Argument, ...]]
) -> bool:
    """Tell whether what is held or taken is no ground ("held 30 men in A")."""
    if not frame.control or clause.kind != "verb" or clause.voice != "active":
        return False
    places = roles.get("place", ())
    if not places or any(a.function != "oblique" or a.preposition not in _WITHIN for a in places):
        return False
    told = [a for found in roles.values() for a in found]
    taken = [a for a in clause.of("object") if not a.antecedent and a not in told]
    return bool(taken) and not any(
        sight.kinds(a.phrase) & _GROUND or any(sight.sites(a.phrase)) for a in taken
    )


_WITHIN = frozenset({"in", "at", "on"})
_GROUND = frozenset({"ground", "facility", "place"})


def _match(
    clause: Clause,
    frame: Frame,
    rest: tuple[str, ...],
    *,
    used: Mapping[str, Argument],
    roles: dict[str, tuple[Argument, ...]],
) -> Match:
    """Weigh a match: words of the predicate, required slots, filled slots, the frame's base."""
    required = sum(slot.required and not slot.absent for slot in frame.slots.values())
    worded = sum(bool(slot.words) and not slot.absent for slot in frame.slots.values())
    weight = 2.0 * len(rest) + 0.5 * required + 0.5 * worded + 0.2 * len(roles) + frame.confidence
    words = tuple(sorted({*clause.predicate, *(a.phrase.head for a in used.values())}))
    return Match(clause, frame, roles, words, weight)


def find(sight: Sight) -> tuple[Match, ...]:
    """Return the matches of a whole scene, in order of its clauses."""
    return tuple(matches(sight))


def look(scene: Scene, book: FrameBook) -> tuple[Sight, tuple[Match, ...]]:
    """Return a scene as frames see it, and their matches, which are found once a scene and book.

    Control, events and positions are drawn from the same matches. Each gets a sight of its own,
    as it was when they were found: what one takes for a place binds no other.
    """
    key = f"matches:{book.id}"
    if key not in scene.made_out:
        sight = Sight(scene, book)
        scene.made_out[key] = (sight, find(sight))
    seen, found = scene.made_out[key]
    return seen.again(), found
