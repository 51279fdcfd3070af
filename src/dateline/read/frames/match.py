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

from dateline.know.frames import Frame, FrameBook, Slot
from dateline.read.clauses.clause import Argument, Clause, Function, Phrase
from dateline.read.frames.predicate import forms, predicates, remainder, whole
from dateline.read.frames.sight import PEOPLE, Sight
from dateline.read.frames.unmarked import seat_from, take_for_place
from dateline.read.scene import Scene

_RIVAL = 1.5
"""By so much a second match may weigh less than the first: a predicate's word weighs 2."""
_NO_GROUND = frozenset({"weapon", "loot", "aid", "armed", "civil", "official", "talk", "object"})
_NEAR = ("of", "to", "from")
_VIEWS = frozenset({"none", "possible"})
"""What somebody holds to be so, and no act to come (`view` in a slot)."""
_TOWARD = frozenset({"in the direction of", "on the road to", "on the way to"})


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
    char = sight.scene.tokens.idx[token]
    return any(low <= char < high for low, high in _titles(sight.scene.report.text))


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
    ranked = sorted(
        _kinds_first(found), key=lambda m: (-m.weight, m.frame.control is None, m.frame.id)
    )
    if not ranked:
        return ()
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


def _kinds_first(found: Iterable[Match]) -> Iterator[Match]:
    """Yield the matches, each frame of which a kind holds too given up for that kind.

    A kind tells more than its root, and is as good as it against other frames.
    """
    matches = tuple(found)
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
    for word in predicates(sight, clause):
        index: Mapping[str, tuple[tuple[Frame, tuple[str, ...]], ...]] = getattr(
            sight.book, word.table
        )
        known = [index[head] for head in word.heads if head in index]
        there = {*word.others, *word.nouns, *sight.near_words(clause)} if known else set()
        for frames in known:
            for frame, rest in frames:
                if (rest and there.isdisjoint(rest)) or not _voiced(frame, clause):
                    continue
                if frame.control and not rest and _light(sight, clause):
                    continue  # "took aim", "held fire": the noun says what is done
                used = remainder(sight, clause, word, rest) if rest else {}
                if used is None or not whole(sight, clause, word, rest):
                    continue
                seen = _seen_from(sight, clause, frame)
                arguments = _without(sight, clause, used, seen, asked=frame.event == "REQUEST")
                roles = _fill(sight, frame, arguments, clause=clause, used=used)
                if roles is not None and (rest or not _of_things(sight, frame, clause, roles)):
                    yield _match(clause, frame, rest, used=used, roles=roles)


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


def _seen_from(sight: Sight, clause: Clause, frame: Frame) -> tuple[Argument, ...]:
    """Return a clause's arguments, with the subject that stands one clause up, where that is its.

    "X, which ..., fell to Y, the monitor said": a parser may hang X on "said". And who meets "in
    a call with" somebody is the subject of the verb.
    """
    arguments = clause.arguments
    if (frame.speech or _aiming(frame)) and clause.kind == "verb" and not clause.of("clausal"):
        arguments = (*arguments, *_aims(sight, clause))
    if clause.kind == "verb" and (theme := frame.slots.get("theme")) and theme.words:
        arguments = (*arguments, *_of_theme(sight, clause, theme.words))
    if clause.parent is None or any(a.function == "subject" for a in arguments):
        return arguments
    parent = sight.scene.clauses[clause.parent]
    above = parent.of("subject")
    if clause.relation == "complement" and clause.head < parent.head and len(above) > 1:
        taken = [a for a in above if a.phrase.end <= clause.head]
        if taken and not (clause.voice == "passive" and clause.of("object")):
            function: Function = "object" if clause.voice == "passive" else "subject"
            return (*(replace(a, function=function) for a in taken), *arguments)
    if clause.kind == "noun" and frame.control and _done_by(sight, parent, clause):
        return (*above, *arguments)
    goes = parent.affirmed and parent.modality != "failure"  # "declined to attend the talks"
    if clause.kind == "noun" and frame.event == "CONSULT" and goes:
        holding = [
            a
            for a in (
                *parent.of("oblique", "in", "during", "at", "by", "over"),
                *parent.of("object"),
            )
            if a.phrase.head == clause.head or _round_of(sight, a, clause)
        ]
        if holding:
            return (*above, *arguments)
    return arguments


def _round_of(sight: Sight, argument: Argument, noun: Clause) -> bool:
    """Tell whether an argument is a part of what a noun names ("ended a round of TALKS")."""
    phrase = argument.phrase
    return sight.lemma(phrase.head) in {"round", "day", "week", "series", "set"} and (
        phrase.head < noun.head < phrase.end
    )


_AIMED = {"purpose": frozenset({None, "to"}), "adverbial": frozenset({"of", "for", "with", "from"})}
"""Relations, with their markers, in which a parser hangs what is said on the verb of saying."""


_WITH_AN_AIM = frozenset({"PROTEST", "ASSAULT", "MOBILIZE", "AGREE", "COERCE", "CONSULT"})


def _aiming(frame: Frame) -> bool:
    """Tell whether a frame of deeds asks for an aim ("gathered TO DEMAND their release")."""
    theme = frame.slots.get("theme") if frame.event in _WITH_AN_AIM else None
    return (
        theme is not None
        and theme.required
        and bool(theme.words)
        and any(at.function == "clausal" for at in theme.at)
    )


def _aims(sight: Sight, clause: Clause) -> Iterator[Argument]:
    """Yield what is threatened, promised or blamed where it hangs as an aim of the verb.

    "threatened on Monday TO BREAK relations", "accused them OF VIOLATING the truce".
    """
    for other in sight.scene.clauses[clause.index + 1 : clause.index + 5]:
        if (
            other.parent == clause.index
            and other.kind == "verb"
            and other.marker in _AIMED.get(other.relation, ())
        ):
            phrase = Phrase(head=other.head, start=other.head, end=other.head + 1)
            yield Argument("clausal", phrase, clause=other.index)
            return


def _done_by(sight: Sight, parent: Clause, noun: Clause) -> bool:
    """Tell whether a noun is what the clause above it carries out ("completed the CAPTURE of")."""
    return parent.lemma.split(" ")[0] in sight.book.support["does"] and any(
        a.phrase.head == noun.head for a in parent.of("object")
    )


def _of_theme(sight: Sight, clause: Clause, words: frozenset[str]) -> Iterator[Argument]:
    """Yield what hangs on a noun that a frame asks for ("repelled an attack ON THE PORT")."""
    heads = {a.phrase.head for a in clause.of("object") if sight.lemma(a.phrase.head) in words}
    for other in sight.scene.clauses[clause.index + 1 : clause.index + 4]:
        if other.kind == "noun" and other.head in heads:
            yield from other.of("oblique")


def _voiced(frame: Frame, clause: Clause) -> bool:
    return frame.voice is None or clause.kind != "verb" or frame.voice == clause.voice


def _without(
    sight: Sight,
    clause: Clause,
    used: Mapping[str, Argument],
    arguments: tuple[Argument, ...],
    *,
    asked: bool,
) -> tuple[Argument, ...]:
    """Return a clause's arguments less those that belong to the predicate, plus what hangs on them.

    "seized control of the port", where "control" came as an object: "port" takes its place. Whose
    act is ASKED for is not who asks ("called for the withdrawal of the M23").
    """
    if not used:
        return arguments
    gone = {a.phrase.head for a in used.values()}
    kept = [a for a in arguments if a.phrase.head not in gone]
    for other in sight.scene.clauses[clause.index + 1 : clause.index + 6]:
        if other.kind == "noun" and other.head in gone:
            hung = (
                replace(a, function="object")
                if asked and a.function == "subject" and other.lemma not in _LET_GO
                else a
                for a in other.arguments
            )
            kept += [a for a in hung if a not in kept]
    return tuple(kept)


_LET_GO = frozenset({"release", "freedom", "liberation"})
"""What is asked for those who suffer it, of others ("demanded HER RELEASE")."""


def _fill(
    sight: Sight,
    frame: Frame,
    arguments: tuple[Argument, ...],
    *,
    clause: Clause,
    used: Mapping[str, Argument],
) -> dict[str, tuple[Argument, ...]] | None:
    """Fill a frame's slots; None where a required one stays empty or a forbidden one is there.

    Those that may rule the frame out come first: most frames are ruled out.
    """
    agentless = clause.voice == "passive"
    functions = {a.function for a in arguments}
    if _unfilled(frame, functions, agentless=agentless):
        return None
    roles: dict[str, tuple[Argument, ...]] = {}
    for role, slot in frame.asked:
        ground = slot.required and (
            (role == "place" and frame.control is not None)
            or (role == "target" and _under_arms(sight, clause))
        )
        done_to = frame.event == "ASSAULT" or frame.mode == "release"
        beings = (
            _harms(sight, clause) if done_to and role == "recipient" and slot.required else None
        )
        here = _less_setting(clause, arguments) if ground and role == "place" else arguments
        found = _take(sight, slot, here, ground=ground, beings=beings)
        if slot.absent:
            if found:
                return None
        elif found:
            roles[role] = found
        elif slot.words and (
            _in_predicate(sight, slot, clause) or (not slot.absent and used.keys() & slot.words)
        ):
            continue
        elif not (role == "actor" and frame.control == "gained" and agentless):
            return None
    for role, slot in frame.slots.items():
        if slot.required or slot.absent or functions.isdisjoint(slot.functions):
            continue
        if found := _take(sight, slot, arguments):
            roles[role] = found
    return {role: roles[role] for role in frame.slots if role in roles}


def _less_setting(clause: Clause, arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """Return the arguments less what opens a sentence by telling where all of it happens.

    "SOUTH OF A, the column was approaching B": A is not what it draws near.
    """
    if clause.kind != "verb":
        return arguments
    return tuple(
        a
        for a in arguments
        if a.function != "oblique"
        or a.phrase.head > clause.head
        or a.antecedent
        or _SETTING.fullmatch(a.preposition or "") is None
    )


_SETTING = re.compile(
    r"(?:(?:to|in|on|just|further|farther) )?(?:the )?(?:north|south)?[- ]?"
    r"(?:north|south|east|west)(?:ern)? of"
)


def _unfilled(frame: Frame, functions: set[Function], *, agentless: bool) -> bool:
    """Tell whether a slot stays empty whatever the words are: no argument stands where it asks."""
    for asked, taker in frame.needed:
        if functions.isdisjoint(asked) and not (taker and agentless):
            return True
    return False


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
    if clause.kind != "verb" or not (clause.voice == "passive" or _under_arms(sight, clause)):
        return None
    if clause.lemma in _TAKEN:
        return False
    return True if clause.lemma in _DEADLY else None


def _under_arms(sight: Sight, clause: Clause) -> bool:
    """Tell whether those in arms, or a weapon, do what a verb tells ("RAIDERS shelled Kapoeta")."""
    return clause.kind == "verb" and any(
        sight.kinds(a.phrase) & {"armed", "weapon"} for a in clause.of("subject")
    )


def _in_predicate(sight: Sight, slot: Slot, clause: Clause) -> bool:
    """Tell whether the predicate itself has the word that a slot asks for ("sign a truce").

    Its verb is no such word: in "pushed back" nothing says that a push was repelled.
    """
    words = (t for t in clause.predicate if t != clause.head or clause.kind != "verb")
    return not slot.absent and any(sight.lemma(t) in slot.words for t in words)


def _take(
    sight: Sight,
    slot: Slot,
    arguments: tuple[Argument, ...],
    *,
    ground: bool = False,
    beings: bool | None = None,
) -> tuple[Argument, ...]:
    """Return what fills a slot.

    `ground`: unknown words may be ground. `beings`: unknown words may be people, any noun (true)
    or only "both", "the rest" and bare numbers (false).
    """
    for at in slot.at:
        standing = [a for a in arguments if a.function == at.function]
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
    head = argument.phrase.head
    if sight.lemma(head) in slot.words or sight.lowers[head] in slot.words:
        return True
    if any("-" in form and form in slot.words for form in forms(sight, head)):
        return True
    if head and f"{sight.lowers[head - 1]} {sight.lemma(head)}" in slot.words:
        return True  # "TELEPHONE LINES were cut"
    if sight.titles(argument.phrase) & slot.words:
        return True  # "PRESIDENT Alpha Conde sacked"
    return any(sight.lemma(token) in slot.words for token in sight.counted(argument.phrase))


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
