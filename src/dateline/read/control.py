"""Control claims: who holds a place, or how that changed, one claim a place.

One rule: no place, no claim. A list of eight villages is eight claims; a plural without names
("several villages") makes none until its names are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dateline.know.frames import FrameBook, frame_book
from dateline.know.ontology import acled_territory
from dateline.model import ActorRef, Because, ControlClaim, When
from dateline.model.claim import Change, Extent, Status
from dateline.read.clauses.clause import Argument, Clause
from dateline.read.control_context import completed, once
from dateline.read.control_distance import approaching
from dateline.read.control_echo import echoes
from dateline.read.control_gainers import with_gainers
from dateline.read.control_lists import continued
from dateline.read.control_losers import with_losers
from dateline.read.control_newly import newly
from dateline.read.control_places import places_of
from dateline.read.control_sides import (
    announcer,
    figurative,
    flag_owner,
    from_hands,
    no_longer,
    possessed,
    regained,
)
from dateline.read.control_turns import by_turns
from dateline.read.control_words import adjectival, strongholds
from dateline.read.frames import (
    Features,
    Match,
    Sight,
    Site,
    depth,
    find,
    is_old,
    place_ref,
    score,
    span_of,
    timing,
    word_spans,
)
from dateline.read.frames.phrases import UNOPPOSED
from dateline.read.scene import Scene
from dateline.read.status import Standing, standing

_UNREAL_TRY: dict[Change, Status] = {"advanced_toward": "asserted", "contested": "asserted"}
_NOW_ONLY = frozenset(
    {"hold.fighting", "hold.shut-in", "hold.noose", "hold.present", "hold.besiege"}
)
"""Told as they are, or not worth telling."""
_AGAIN = re.compile(
    r"\b(?:twice|thrice|\w+ times|repeatedly|again and again|back and forth|several)\b"
)
_POURING = frozenset({"stream", "pour", "sweep", "surge", "roll", "inch", "race", "swarm"})
"""Words of advance that with "into" tell that the place was entered."""
_ENDING = frozenset({"collapse", "crumble", "end", "evaporate", "disintegrate", "vanish", "cease"})
_YEARS_AGO = re.compile(r"\b(?:years?|decades?) ago\b")
_LIKELY = frozenset({"likely", "probably", "reportedly", "apparently", "presumably"})
_MIGHT = frozenset({"could", "may", "might", "would", "will", "to"})
_GIVING_UP = frozenset({"give up", "yield", "relinquish", "cede", "sell out", "concede"})
_HELD_INSIDE = frozenset(
    {"inside", "for", "over", "within", "in the streets of", "in the heart of"}
)


def control_claims(scene: Scene, *, frames: FrameBook | None = None) -> Iterable[ControlClaim]:
    """Draw the control claims from a scene.

    Args:
        scene: a report with its mentions, clauses and speech.
        frames: the frames to use; default the shipped ones.

    Yields:
        Claims without ids, in order of the text.
    """
    sight = Sight(scene, frames or frame_book())
    drawn: list[ControlClaim] = []
    takers: list[ActorRef] = []
    for match in find(sight):
        if match.clause.kind == "adjective":
            continue  # "rebel-held" is read from its words
        if match.frame.control is not None:
            held = list(_of_match(sight, match))
            drawn += held
            takers += [] if held else _takers(sight, match)
            drawn += newly(sight, match, held)
            drawn += continued(sight, match, _of_match)
        elif match.frame.reciprocal and match.frame.event == "ASSAULT":
            drawn += _fought_over(sight, match)
    drawn += adjectival(sight)
    drawn += strongholds(sight)
    drawn += approaching(sight)
    drawn += list(by_turns(sight, drawn))
    drawn += list(echoes(sight, drawn))
    told = completed(once(drawn), scene.text)
    done = with_losers(scene, with_gainers(scene, told, takers))
    yield from sorted(done, key=lambda c: (c.span, c.where.text if c.where else ""))


def _takers(sight: Sight, match: Match) -> tuple[ActorRef, ...]:
    """Return who takes ground that has no name here ("seized three provincial capitals")."""
    real = standing(sight, match.clause).status in {"asserted", "claimed"}
    grounds = (
        match.frame.control == "gained"
        and real
        and any("place" in sight.kinds(a.phrase) for a in match.clause.of("object"))
    )
    return _parties(sight, match, "actor")[:1] if grounds and not figurative(sight, match) else ()


def _of_match(
    sight: Sight, match: Match, sites: Iterable[Site] | None = None
) -> Iterator[ControlClaim]:
    change = match.frame.control
    told = standing(sight, match.clause)
    if change is None or (told.failed and change in {"gained", "lost"}):
        return
    if figurative(sight, match):
        return
    if change == "held" and told.status == "denied" and no_longer(sight, match.clause):
        change = "lost"
        told = replace(told, status="asserted" if told.claimed_by is None else "claimed")
    elif change == "held" and regained(sight, match.clause):
        change = "gained"
    change = _by_use(sight, match, change)
    told = _assessed(sight, match, told)
    status = _status(told, change)
    if status is None or (match.frame.id in _NOW_ONLY and status not in {"asserted", "claimed"}):
        return
    if change == "held" and _bygone(sight, match.clause):
        status = "historical"
    holders, losers = _sides(sight, match)
    if change == "gained" and not holders and _told_by_losers(match, losers):
        change, holders, losers = "lost", losers, ()
    when = timing(sight, match.clause)
    if status in {"asserted", "claimed"} and (
        is_old(sight, when)
        or _YEARS_AGO.search(sight.text(match.clause.start, match.clause.end).lower())
    ):
        status = "historical"
    places = list(sites) if sites is not None else places_of(sight, match)
    sides: list[tuple[Change, tuple[ActorRef, ...], tuple[ActorRef, ...]]]
    sides = [(change, holders, losers)]
    if match.frame.id == "lose.lose" and (gainers := _parties(sight, match, "to")):
        sides = [
            ("gained", gainers, holders),
            *(sides if holders else []),
        ]  # "lost it to the rebels"
    for site in places:
        for told_as, who, whom in sides:
            yield _claim(
                sight, match, site,
                change=told_as, holders=who, losers=whom, status=status, told=told, when=when,
            )  # fmt: skip


def _told_by_losers(match: Match, losers: tuple[ActorRef, ...]) -> bool:
    """Tell whether a gain is told from the losing side alone ("was given up")."""
    if match.frame.id == "seize.dislodge":
        return bool(losers)
    return match.frame.id == "seize.handed" and match.clause.lemma in _GIVING_UP


def _by_use(sight: Sight, match: Match, change: Change) -> Change:
    """Tell a state from a change where one word has both ("occupies", "occupied on Friday")."""
    verb = match.clause.lemma.split(" ")[0]
    if verb == "occupy" and change in {"gained", "held"} and match.clause.kind == "verb":
        lasts = match.clause.tense == "present" or _lasts(sight, match.clause)
        return "held" if lasts else "gained"
    if match.frame.id == "advance.advance" and verb in _POURING:
        into = any(a.preposition == "into" for a in match.of("place"))
        return "gained" if into else change
    if change == "held" and match.clause.kind == "noun" and match.clause.parent is not None:
        above = sight.scene.clauses[match.clause.parent].lemma.split(" ")[0]
        return "lost" if above in _ENDING else change
    if match.frame.id == "lose.change-hands":
        words = sight.sentence(match.clause.head).text
        return "contested" if _AGAIN.search(words) else "gained"
    return change


def _lasts(sight: Sight, clause: Clause) -> bool:
    """Tell whether a participle tells a state that goes on ("remained occupied")."""
    before = sight.scene.doc[max(0, clause.head - 3) : clause.head]
    return any(token.lemma_.lower() in {"remain", "stay", "still"} for token in before)


def _assessed(sight: Sight, match: Match, told: Standing) -> Standing:
    """Take what somebody assesses of the past for told ("likely seized the village")."""
    clause = match.clause
    if told.status != "hypothetical" or clause.modality != "possible" or clause.tense != "past":
        return told
    words = {sight.scene.doc[t].text.lower() for t in range(clause.start, clause.head)}
    if not words & _LIKELY or words & _MIGHT:
        return told
    return replace(told, status="claimed" if told.claimed_by is not None else "asserted")


def _bygone(sight: Sight, clause: Clause) -> bool:
    """Tell whether a holding is over ("soldiers who had held out in the town laid down arms")."""
    past = clause.tense == "pluperfect" and clause.relation == "relative"
    return past and sight.scene.speech_over(clause.head) is None


def _status(told: Standing, change: Change) -> Status | None:
    if (
        told.status == "denied"
        and told.claimed_by is None
        and change in {"held", "advanced_toward"}
    ):
        return None  # plain "does not hold" says nothing of who does
    if told.tried and told.status in {"asserted", "claimed"}:
        return _UNREAL_TRY.get(change, "hypothetical")
    return told.status


def _sides(sight: Sight, match: Match) -> tuple[tuple[ActorRef, ...], tuple[ActorRef, ...]]:
    """Return who holds (gains, advances, loses) and from whom."""
    holders = _parties(sight, match, "actor") or _owned(sight, match)
    losers = _parties(sight, match, "from")
    if not holders and (owner := flag_owner(sight, match)) is not None:
        holders = (owner,)
    if match.frame.control == "gained":
        if not holders and (own := announcer(sight, match.clause)) is not None:
            holders = (own,)
        if not losers and (hands := from_hands(sight, match)) is not None:
            losers = (hands,)
    return holders, losers


def _owned(sight: Sight, match: Match) -> tuple[ActorRef, ...]:
    """Return whose control it is, where the words say so themselves ("under army control")."""
    for argument in match.of("theme"):
        if (owner := sight.owner(argument.phrase)) is not None:
            return (owner,)
        if (by_word := sight.before_head(argument.phrase)) is not None:
            return (by_word,)
        if (own := possessed(sight, argument)) is not None:
            return (own,)
        found = _parties_of(sight, match.clause.of("oblique", "of"))
        if found:
            return found
    return ()


def _parties(sight: Sight, match: Match, role: str) -> tuple[ActorRef, ...]:
    return _parties_of(sight, match.of(role))


def _parties_of(sight: Sight, arguments: Iterable[Argument]) -> tuple[ActorRef, ...]:
    found: dict[str, ActorRef] = {}
    for argument in arguments:
        for ref in sight.parties(argument.phrase):
            found.setdefault(ref.id or ref.text, ref)
    return tuple(found.values())


def _claim(
    sight: Sight,
    match: Match,
    site: Site,
    *,
    change: Change,
    holders: tuple[ActorRef, ...],
    losers: tuple[ActorRef, ...],
    status: Status,
    told: Standing,
    when: When | None,
) -> ControlClaim:
    holder = holders[0] if holders else None
    note = f"{site.place.text!r} was taken from the context" if site.inferred else None
    return ControlClaim(
        span=span_of(sight, match),
        status=status,
        claimed_by=told.claimed_by,
        when=when,
        where=place_ref(site.place),
        confidence=score(
            Features(
                base=match.frame.confidence,
                actor=holder is not None,
                register=holder is not None and holder.id is not None,
                placed="slot",
                resolved=site.place.lat is not None,
                inferred=site.inferred,
                status=status,
                distance=depth(sight, match.clause.index),
            )
        ),
        because=Because(rule=match.frame.id, spans=word_spans(sight, match.words), note=note),
        change=change,
        holder=holder,
        from_=losers[0] if losers else None,
        extent=_extent(match, site, change),
        acled=_acled(sight, match, change, holders),
    )


def _extent(match: Match, site: Site, change: Change) -> Extent:
    if site.extent is not None:
        return site.extent
    return match.frame.extent if change != "lost" else "whole"


def _acled(
    sight: Sight, match: Match, change: Change, holders: tuple[ActorRef, ...]
) -> tuple[str, str] | None:
    if match.frame.acled == "transfer" or (
        change == "gained" and UNOPPOSED.search(sight.sentence(match.clause.head).text)
    ):
        return acled_territory((), fought=False)
    if match.frame.acled == "territory" and change == "gained":
        return acled_territory(holders, fought=True)
    return None


def _fought_over(sight: Sight, match: Match) -> Iterator[ControlClaim]:
    """Yield `contested` for a place that is fought over or inside of."""
    told = standing(sight, match.clause)
    if told.status not in {"asserted", "claimed"}:
        return
    sites = [
        site
        for a in match.clause.of("oblique", *_HELD_INSIDE)
        for site in sight.sites(a.phrase)
        if site.place.feature not in {"country", "admin1"}
    ]
    when = timing(sight, match.clause)
    if is_old(sight, when):
        return
    holders = _parties(sight, match, "actor")
    others = _parties(sight, match, "recipient")
    for site in sites:
        yield _claim(
            sight, match, site,
            change="contested", holders=holders, losers=others, status=told.status, told=told,
            when=when,
        )  # fmt: skip
