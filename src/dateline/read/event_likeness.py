"""Whether two passages of one report tell one event: an explained score, in points that add up.

A point speaks for one event, a negative one against it; `NEVER` outweighs all others. The features
are those by which people tell: where, when, how, by and on whom, how many died, and how the words
point ("the strike", "another blast"), what stands between them, a list's next item or a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec import Struct

from dateline.model import ActorRef, PlaceMention, Toll
from dateline.read.event_counts import Count
from dateline.read.event_draft import Draft
from dateline.read.event_lying import relation, site_of
from dateline.read.event_pointing import GENERAL, Pointer
from dateline.read.parties import Parties

ENOUGH = 2.0
"""Points from which two passages tell one event: one place in common reaches it, or one word that
points back and one thing more."""
NEVER = -12.0
ONE_OF_SEVERAL = "one of several places, with a number of its own"
"""Why a telling is no further one of an event, but of a part of it."""

RESULT = frozenset(
    {
        "assault.kill",
        "assault.wound",
        "assault.die",
        "assault.die-armed",
        "assault.casualty",
        "assault.destroy",
        "harm.assassinated",
        "harm.wounded",
        "harm.left-dead",
        "harm.killed",
    }
)
"""Frames that tell what an act led to; they join the act, where there is one."""
HERE = frozenset({"slot", "clause", "phrase", "near clause", "sentence"})
"""Ways of coming by a place that lie in the sentence itself."""

_SLACK_DAYS = 3
"""By so much may the day of an act differ from one that may be the day on which it was told."""
_STALE_DAYS = 3
_FEW = 2

_BLASTS = frozenset({"explosives", "suicide-attack"})
_FROM_AFAR = frozenset({"aerial", "drone", "heavy-weapons", "explosives", "unconventional"})
_DROPPED = frozenset({"aerial", "explosives"})
_CLOSE = frozenset({"firearms", "primitive", "targeted", "beat", "massacre"})
_EFFECTS = frozenset({"assault.explosion", "assault.explode"})
_OWN_KIND = frozenset({"abduct", "sexual", "torture", "crowd-control", "cleansing"})
"""Modes that are acts of their own, however near to another they are told."""


@dataclass(slots=True)
class Told:
    """What one sentence, or all so far, tells of one event.

    Attributes:
        draft: the event in the making.
        sentences: numbers of the sentences that tell it, in order.
        item: number of the list item that it stands in; None outside of lists.
        pointers: nouns of its sentences that stand for it.
        back: whether its words point back at something told before.
        doer: whether those who do it point back ("the attackers").
        struck: whether somebody does it to those ("killed four of THE ASSAILANTS").
        other: whether its words set it apart ("another", "elsewhere").
        also: whether it is told beside something ("they also shot").
        fresh: whether a noun brings it up as new ("an attack").
        places: named in its own sentences.
        sites: told of in its own sentences without a name.
        lent: places taken from sentences before.
        there: whether its own sentences only stand for their places ("there", "the town").
        known: nouns of its sentences that stand as known ("the cameraman").
        firm: whether its day is told of the act, and not of the telling.
        dated: whether words name its day, and not an hour alone.
        counts: updates of its tolls.
        running: whether it only counts from a day on, or over a war.
        victims: `armed`, `civil` or both, where words tell who was hit.
        within: whether it was done in an act told of before ("was beaten IN THE ATTACK").
        meant: noun of one that was hit, where it points back ("the VESSEL"); a pronoun as itself.
        alone: whether it befell one person or thing, that no name tells.
    """

    draft: Draft
    sentences: list[int]
    item: int | None = None
    pointers: tuple[Pointer, ...] = ()
    back: bool = False
    doer: bool = False
    struck: bool = False
    other: bool = False
    also: bool = False
    fresh: bool = False
    places: list[PlaceMention] = field(default_factory=list)
    sites: list[PlaceMention] = field(default_factory=list)
    lent: list[PlaceMention] = field(default_factory=list)
    there: bool = False
    known: frozenset[str] = frozenset()
    firm: bool = True
    dated: bool = True
    counts: tuple[Count, ...] = ()
    victims: frozenset[str] = frozenset()
    running: bool = False
    within: bool = False
    meant: str | None = None
    alone: bool = False

    @property
    def nouns(self) -> frozenset[str]:
        """Lemmas of the nouns that stand for it."""
        return frozenset(p.lemma for p in self.pointers)

    @property
    def last(self) -> int:
        """The last sentence that tells it."""
        return self.sentences[-1]


class Part(Struct, frozen=True):
    """One feature of a score: its points, and why in a few words."""

    points: float
    why: str


def points(parties: Parties, told: Told, more: Told) -> tuple[Part, ...]:
    """Return what speaks for and against that a passage tells what was told before.

    Args:
        parties: who is on whose side.
        told: an event, with all that was told of it so far.
        more: what a later sentence tells.
    """
    a, b = told.draft, more.draft
    place = _place(told, more)
    day = _day(told, more)
    dead = one_death(a, b)
    if dead is not None and day is not None and day.points < 0:
        day = None  # "killed last week ... killed on 22 March": nobody dies twice
    parts = [
        place,
        day,
        dead,
        _manner(told, more),
        *_sides(parties, a, b, reciprocal=more.back),
        _again(told, more),
        _toll(told, more, "killed"),
        _toll(told, more, "injured"),
        *_words(told, more, named=place is not None and place.points > 0),
    ]
    return tuple(p for p in parts if p is not None)


def total(parts: Iterable[Part]) -> float:
    """Return the sum."""
    return sum(p.points for p in parts)


# --- where ------------------------------------------------------------------------------------


def _place(told: Told, more: Told) -> Part | None:
    if not more.places:
        if any(site_of(p, q) for p in told.places for q in more.sites):
            return Part(1.0, "a site there")
        lent = _related(told.places or told.lent, more.lent)
        return Part(0.5, "its place goes on") if lent == "same" else None
    if not told.places:
        if told.lent and _related(told.lent, more.places) == "other":
            return Part(-1.0, "a place of its own")
        return None
    how = _related(told.places, more.places)
    if how == "same":
        return Part(2.0, "same place")
    if how == "within":
        return Part(0.75, "one place within the other")
    return Part(NEVER, "other place") if how == "other" else None


def _related(some: list[PlaceMention], others: list[PlaceMention]) -> str | None:
    hows = {relation(p, q) for p in some for q in others}
    return next((h for h in ("same", "within", "unknown", "other") if h in hows), None)


# --- when, how --------------------------------------------------------------------------------


def _day(told: Told, more: Told) -> Part | None:
    one, other = told.draft.when, more.draft.when
    if one is None or other is None:
        return None
    start, end, first, last = one.start, one.end, other.start, other.end
    if start is None or end is None or first is None or last is None:
        return None
    overlap = start <= last and first <= end
    if not (_of_day(told) and _of_day(more)):
        return None
    if one.origin == "stated" and other.origin == "stated":
        if overlap:
            exact = start == end == first == last
            return Part(1.0, "same day") if exact else Part(0.25, "days overlap")
        apart = max((first - end).days, (start - last).days)
        if apart <= _SLACK_DAYS and not (told.firm and more.firm):
            return None
        return Part(NEVER, "other day")
    if other.origin == "stated" and more.firm and one.origin == "publication":
        stale = (start - last).days >= _STALE_DAYS
        return Part(-1.5, "days before the news") if stale else None
    return None


def _of_day(told: Told) -> bool:
    """Tell whether what is told names a day, and not an hour alone ("at dawn")."""
    when = told.draft.when
    return when is None or when.origin != "stated" or told.firm or told.dated


def _manner(told: Told, more: Told) -> Part | None:
    one, other = told.draft.mode, more.draft.mode
    fought = [d for d in (told.draft, more.draft) if d.match.frame.reciprocal]
    if len(fought) == 1 and {one, other} & _FROM_AFAR and not more.back:
        return Part(-1.5, "fighting, and a strike from afar")
    if one == other:
        return Part(0.5, "same manner") if one is not None else None
    if one == "crowd-control" and other is None and is_result(more.draft):
        return None  # "troops fired on the crowd ... dozens were wounded"
    if more.within:
        return None  # "was beaten in THE ATTACK": of whatever kind it was
    if {one, other} & _OWN_KIND:
        return Part(-2.0 if None in {one, other} else NEVER, "an act of its own kind")
    if one is None or other is None or "destroy" in {one, other}:
        return None
    if {told.draft.match.frame.root, more.draft.match.frame.root} & _EFFECTS:
        return None  # explosions are what any of them leads to
    both = {one, other}
    if both <= _BLASTS or both <= _CLOSE or both <= _DROPPED:
        return None
    if is_result(told.draft) or is_result(more.draft):
        return Part(-0.5, "manner told otherwise")
    if both <= _FROM_AFAR:
        return Part(-0.75, "manner told otherwise")
    if both <= _CLOSE | _BLASTS:
        return Part(-0.75, "manner told otherwise")
    return Part(NEVER, "other manner")


def is_result(draft: Draft) -> bool:
    """Tell whether a draft was read from what an act led to: people killed, things destroyed."""
    frame = draft.match.frame
    return frame.root in RESULT or frame.id in RESULT


# --- who --------------------------------------------------------------------------------------


def _sides(parties: Parties, a: Draft, b: Draft, *, reciprocal: bool) -> list[Part | None]:
    turned = turned_round(parties, a, b)
    mutual = reciprocal or a.match.frame.reciprocal or b.match.frame.reciprocal
    parts = [
        None
        if turned and mutual
        else _side(parties, a.actors, b.actors, what="actor", same=1.0, different=-3.0),
        _side(parties, a.recipients, b.recipients, what="victims", same=0.5, different=-0.5),
    ]
    if turned and not mutual:
        parts.append(Part(-4.0, "those hit hit back"))
    return parts


def _side(
    parties: Parties,
    some: list[ActorRef],
    others: list[ActorRef],
    *,
    what: str,
    same: float,
    different: float,
) -> Part | None:
    here, there = [a for a in some if _party(a)], [a for a in others if _party(a)]
    if here and there:
        if any(parties.same_side(a, b) for a in here for b in there):
            return Part(same, f"same {what}")
        if any(parties.fights(a, b) for a in here for b in there) and what == "actor":
            return Part(NEVER, f"other {what}")
        return Part(different, f"other {what}")
    words = {head_of(a) for a in some} & {head_of(b) for b in others}
    return Part(same / 2, f"{what} by the same word") if words else None


def one_death(a: Draft, b: Draft) -> Part | None:
    """Return what speaks for it that both tell of one person by name, killed in one at least."""
    if not (_lethal(a) or _lethal(b)):
        return None
    names = [{n for r in d.recipients if (n := surname(r)) is not None} for d in (a, b)]
    alone = [{n for r in d.recipients if (n := _by_surname(r)) is not None} for d in (a, b)]
    again = names[0] & names[1] or names[0] & alone[1] or alone[0] & names[1]
    return Part(3.0, "the same person killed") if again else None


def _by_surname(actor: ActorRef) -> str | None:
    """Return the name of a person told of by one name alone ("BAPTISTE was shot twice")."""
    word = actor.text
    bare = actor.id is None and word.istitle() and word.isalpha() and len(word) > _FEW
    return word.lower() if bare and word.lower() not in _BODIES else None


_KINS = tuple(
    frozenset(words.split())
    for words in (
        "man woman boy girl child teenager victim person deceased guard driver student worker",
        "policeman policewoman officer constable deputy sergeant agent trooper patrolman",
        "priest father cleric pastor bishop preacher imam nun missionary",
        "ferry boat ship vessel craft trawler tanker freighter",
        "bus minibus coach vehicle car truck lorry van taxi convoy jeep",
        "plane aircraft jet airliner helicopter",
        "house home building compound block flat apartment",
        "mosque church temple shrine",
        "journalist reporter editor broadcaster correspondent cameraman photographer",
        "judge magistrate prosecutor lawyer attorney",
        "mayor governor councillor politician official senator lawmaker candidate",
    )
)
"""Nouns that may stand for one another where the later one points back."""
_ANYONE = frozenset("man woman boy girl victim person deceased he she him her".split())
_NAMED_SOON = 3
"""Sentences within which one who was hit is given a name."""


def _again(told: Told, more: Told) -> Part | None:
    """Return what speaks for it that one whom it befell is told of again, by another word."""
    if more.other or more.also or more.places:
        return None
    if more.meant is not None:
        heads = {head_of(r) for r in told.draft.recipients}
        kin = any(more.meant in words and heads & words for words in _KINS)
        if kin or more.meant in heads or (told.alone and more.meant in _ANYONE):
            return Part(1.0, "the one it befell is told of again")
        return None
    if not told.alone:
        return None
    named = any(surname(r) for r in more.draft.recipients)
    if named and len(more.draft.recipients) == 1 and more.sentences[0] - told.last <= _NAMED_SOON:
        return Part(1.0, "the one it befell is named")
    return None


_DEADLY = frozenset({"assault.kill", "assault.assassinate", "harm.assassinated", "harm.shot-dead"})


def _lethal(draft: Draft) -> bool:
    frame = draft.match.frame
    return draft.killed is not None or frame.toll == "killed" or frame.id in _DEADLY


_ONE = re.compile(r"^(?:[A-Z][\w.'’-]+ ){1,3}(?P<last>[A-Z][\w'’-]{2,})$")
_BODIES = frozenset(
    """battalion brigade army forces force police front party state guard movement command group
    militia unit division corps regiment council union coalition alliance league service ministry
    navy patrol column company squad""".split()
)


def surname(actor: ActorRef) -> str | None:
    """Return the last name of a person; None of a body, a people or a mere word."""
    found = _ONE.match(actor.name or actor.text) if actor.id is None else None
    last = found["last"].lower() if found else None
    return None if last in _BODIES else last


def turned_round(parties: Parties, a: Draft, b: Draft) -> bool:
    """Tell whether two passages tell of the dead of two sides of one fight."""
    return _turned(parties, a, b) or _turned(parties, b, a)


def _turned(parties: Parties, a: Draft, b: Draft) -> bool:
    """Tell whether those who act in one are those hit in the other."""
    return any(
        parties.same_side(x, y)
        for x in a.actors
        if x.id
        for y in b.recipients
        if y.id and not any(parties.same_side(x, z) for z in b.actors if z.id)
    )


def _party(actor: ActorRef) -> bool:
    return actor.id is not None


def _called(actor: ActorRef) -> str:
    return actor.id or actor.text.lower().removeprefix("the ")


def head_of(actor: ActorRef) -> str:
    """Return the last word of a reference, as one of its kind."""
    return actor.text.lower().split(" ")[-1].removesuffix("s")


# --- how many ---------------------------------------------------------------------------------


def _toll(told: Told, more: Told, kind: str) -> Part | None:
    one: Toll | None = getattr(told.draft, kind)
    other: Toll | None = getattr(more.draft, kind)
    if other is None or not other.best:
        return None
    several = len(told.places) > 1 and len(more.places) == 1 and not more.there
    if several and (one is None or one.best != other.best):
        return Part(NEVER, ONE_OF_SEVERAL)
    if one is None or not one.best:
        return None
    if other_victims(told, more):
        return None
    if any(c.kind == kind for c in more.counts):
        return None
    if one.best == other.best:
        return Part(0.5 if one.best <= _FEW else 1.5, f"same number {kind}")
    if one.by is not None and other.by is not None and one.by != other.by:
        return Part(-0.5, f"{one.best} and {other.best} {kind}, by other counts")
    if more.back or (other.best < one.best and not more.places):
        return Part(-0.5, f"{one.best} and {other.best} {kind}")
    return Part(-2.0, f"{one.best} and {other.best} {kind}")


# --- how the words point ----------------------------------------------------------------------


def _words(told: Told, more: Told, *, named: bool) -> list[Part | None]:
    parts: list[Part | None] = []
    if told.running or more.running:
        parts.append(Part(NEVER, "a running total"))
    if more.other and not more.back:
        parts.append(Part(NEVER, "told as another"))
    elif more.back:
        if not fits(told, more.pointers):
            parts.append(Part(NEVER, "what it points back at is of another kind"))
        parts.append(Part(1.5, "points back"))
        if told.nouns & {p.lemma for p in more.pointers if p.way == "back"}:
            parts.append(Part(0.5, "by the same word"))
    elif more.fresh:
        parts.append(Part(-0.5 if named else -1.0, "brought up as new"))
    if more.also and not more.back:
        parts.append(Part(-1.5, "told beside it"))
    if more.known & {head_of(r) for r in told.draft.recipients}:
        parts.append(Part(0.75, "those hit are known"))
    if more.struck and not more.back and not any(map(_party, told.draft.recipients)):
        parts.append(Part(-3.5, "those who did it are hit"))
    if more.doer:
        parts.append(Part(1.0, "those who did it point back"))
    parts += _flow(told, more, named=named)
    return parts


_ONLY = 1.0
"""Points for the one event told of so far; up to 1.25 no test of merging fails."""


def only_one(told: Told, more: Told) -> float:
    """Return what speaks for it that a report has told of one event alone so far, in one manner."""
    apart = more.places or more.other or more.also or more.fresh or more.item != told.item
    alike = told.draft.mode is not None and told.draft.mode == more.draft.mode
    return _ONLY if alike and not apart and _undated(more) else 0.0


def _flow(told: Told, more: Told, *, named: bool) -> list[Part | None]:
    """What the layout says: the next sentence goes on with a story, the next item begins one."""
    if told.item != more.item and (told.item is not None or more.item is not None):
        headed = told.item is None and told.sentences[0] == 0
        return [Part(-0.5 if headed or more.back else -1.5, "another item")]
    apart = more.sentences[0] - told.last
    parts: list[Part | None] = []
    if apart == 1 and not more.places and _undated(more):
        parts.append(Part(0.5 if more.back else 1.0, "goes on with it"))
        if (is_result(more.draft) and not more.draft.actors) or more.draft.mode == "destroy":
            parts.append(Part(0.75, "tells what it led to"))
        by, teller = told.draft.claimed_by, more.draft.claimed_by
        if by is not None and teller is not None and _called(by) == _called(teller):
            parts.append(Part(0.5, "the same source goes on"))
    elif apart == _FEW and not more.places:
        parts.append(Part(0.25, "soon after"))
    elif apart == 1 and named:
        parts.append(Part(0.25, "the next sentence"))
    return parts


def other_victims(told: Told, more: Told) -> bool:
    """Tell whether one passage counts men in arms and the other civilians."""
    return bool(told.victims and more.victims) and not told.victims & more.victims


def _undated(more: Told) -> bool:
    when = more.draft.when
    return when is None or when.origin != "stated" or not more.firm


def fits(told: Told, pointing: tuple[Pointer, ...]) -> bool:
    """Tell whether an event can be what nouns point back at ("the blast": no shooting)."""
    for pointer in pointing:
        if pointer.way != "back" or not pointer.modes or pointer.lemma in {*GENERAL, *told.nouns}:
            continue
        mode = told.draft.mode
        if mode is None or mode in pointer.modes or is_result(told.draft):
            continue
        if mode in _OWN_KIND or not (_kin(mode) & {k for m in pointer.modes for k in _kin(m)}):
            return False
    return True


def _kin(mode: str) -> frozenset[str]:
    """Return the wide kinds that a mode is of: from afar, at close range."""
    kinds = {
        name
        for name, modes in (("afar", _FROM_AFAR | _BLASTS), ("close", _CLOSE | {"suicide-attack"}))
        if mode in modes
    }
    return frozenset(kinds or {mode})
