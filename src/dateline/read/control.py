"""Control claims: who holds a place, or how that changed, one claim a place.

One rule: no place, no claim. A list of eight villages is eight claims; a plural without names
("several villages") makes none until its names are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dateline.know.frames import FrameBook, frame_book
from dateline.know.ontology import acled_territory, ontology
from dateline.model import ActorRef, Because, ControlClaim, When
from dateline.model.claim import Change, Extent, Status
from dateline.read.clauses.clause import Argument, Phrase
from dateline.read.control_change import changed
from dateline.read.control_context import arrived, completed, once
from dateline.read.control_distance import approaching
from dateline.read.control_echo import echoes
from dateline.read.control_entries import by_entries
from dateline.read.control_excepted import less_excepted
from dateline.read.control_gainers import with_gainers
from dateline.read.control_gapped import gapped
from dateline.read.control_ground import on_ground
from dateline.read.control_kept import kept
from dateline.read.control_labels import by_labels
from dateline.read.control_learned import by_head
from dateline.read.control_legend import by_legend
from dateline.read.control_lists import continued
from dateline.read.control_losers import with_losers
from dateline.read.control_moves import by_moves, less_set_out
from dateline.read.control_newly import newly
from dateline.read.control_ousted import ousted
from dateline.read.control_over import less_over
from dateline.read.control_party import holds_nothing, office
from dateline.read.control_places import less_clocks, places_of
from dateline.read.control_positions import by_positions
from dateline.read.control_rival import rival
from dateline.read.control_roster import beside_roster, by_roster
from dateline.read.control_rows import by_rows
from dateline.read.control_sections import by_sections
from dateline.read.control_sides import (
    announcer,
    figurative,
    flag_owner,
    from_hands,
    launcher,
    named_by,
    possessed,
)
from dateline.read.control_sphere import of_war
from dateline.read.control_ticks import by_ticks
from dateline.read.control_turns import by_turns
from dateline.read.control_vacated import by_vacated
from dateline.read.control_ways import on_ways
from dateline.read.control_within import only_within
from dateline.read.control_words import adjectival, out_of_their_hands, party_before, strongholds
from dateline.read.frames import (
    Features,
    Match,
    Sight,
    Site,
    depth,
    is_old,
    look,
    place_ref,
    pointers,
    score,
    span_of,
    timing,
    word_spans,
)
from dateline.read.handovers import taken_over, unopposed
from dateline.read.scene import Scene
from dateline.read.sieges import laid_by
from dateline.read.status import Standing, standing
from dateline.read.tables import rows

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
    sight, found = look(scene, frames or frame_book())
    drawn: list[ControlClaim] = []
    takers: list[ActorRef] = []
    pointing = pointers(sight, found)
    for match in found:
        if match.clause.kind == "adjective" or match.clause.index in pointing:
            continue  # "rebel-held" is read from its words; "left the area it held" is left
        if match.frame.control is not None:
            held = list(_of_match(sight, match))
            drawn += held
            takers += [] if held else _takers(sight, match)
            drawn += newly(sight, match, held)
            drawn += continued(sight, match, _of_match)
            drawn += kept(sight, match)
        elif match.frame.reciprocal and match.frame.event == "ASSAULT":
            drawn += _fought_over(sight, match)
    drawn += adjectival(sight)
    drawn += approaching(sight)
    drawn += by_legend(sight)
    drawn += by_labels(sight)
    drawn += by_sections(sight)
    drawn += by_ticks(sight)
    drawn += by_roster(sight)
    drawn += list(by_turns(sight, drawn))
    drawn += list(by_entries(sight, drawn))
    drawn += list(by_positions(sight, drawn, found))
    drawn += list(by_moves(sight, drawn))
    drawn += list(by_vacated(sight, drawn))
    drawn += strongholds(sight)
    drawn = gapped(sight, beside_roster(drawn))
    drawn += list(echoes(sight, drawn))
    drawn += list(by_head(sight, drawn, found))
    drawn = less_over(less_set_out(sight, drawn), scene.text)
    drawn = out_of_their_hands(less_excepted(scene, drawn))
    table = rows(scene)
    drawn = [
        c
        for c in drawn
        if not any(row.tells(c.span) for row in table)
        and not (c.holder is not None and holds_nothing(sight, c.holder, c.because.rule))
        and not (c.change == "advanced_toward" and c.holder is not None and office(c.holder))
        and not only_within(scene, c)
    ]
    drawn += by_rows(sight)
    drawn = list(less_clocks(scene, on_ways(scene, of_war(sight, on_ground(sight, drawn)))))
    told = completed(arrived(once(drawn)), scene.text)
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
    holders, losers = _sides(sight, match)
    read = changed(sight, match, holders, losers)
    if read is None:
        return
    change, status, told, when = read.change, read.status, read.told, read.when
    holders, losers = read.holders, read.losers
    if change in {"gained", "held"} and rival(sight, match):
        change, holders, losers = "contested", (), ()
    places = list(sites) if sites is not None else places_of(sight, match)
    sides: list[tuple[Change, tuple[ActorRef, ...], tuple[ActorRef, ...]]]
    sides = [(change, holders, losers)]
    if match.frame.id == "lose.lose" and (gainers := _parties(sight, match, "to")):
        if _lost_upon(match, gainers):
            sides = [("lost", gainers, ())]  # "is lost to the government too"
        else:
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


def _lost_upon(match: Match, parties: tuple[ActorRef, ...]) -> bool:
    """Tell whether a place is told as lost for a state, and not lost to whoever took it.

    What "is lost to the government" was the government's; rebels' gains are told as they come
    about ("was lost to the rebels on Friday").
    """
    clause = match.clause
    state = all(ref.plover is not None and ref.plover.sector in {"GOV", "MIL"} for ref in parties)
    return (
        state
        and clause.tense == "present"
        and not match.of("actor")
        and (clause.voice == "passive" or clause.kind != "verb")
    )


def _sides(sight: Sight, match: Match) -> tuple[tuple[ActorRef, ...], tuple[ActorRef, ...]]:
    """Return who holds (gains, advances, loses) and from whom."""
    holders = _parties(sight, match, "actor") or laid_by(sight, match) or _owned(sight, match)
    losers = _parties(sight, match, "from")
    holders = holders or _half(sight, match)
    if not holders and (owner := flag_owner(sight, match)) is not None:
        holders = (owner,)
    if not holders and match.clause.kind == "noun":
        holders = named_by(sight, match)
    if match.frame.control == "gained":
        if not holders and (whose := launcher(sight, match.clause)) is not None:
            holders = (whose,)
        if not holders and (own := announcer(sight, match.clause)) is not None:
            holders = (own,)
        if not losers and (hands := from_hands(sight, match)) is not None:
            losers = (hands,)
        if not losers and (gone := ousted(sight, match, holders)) is not None:
            losers = (gone,)
    return holders, losers


_HALVES = frozenset({"north", "south"})


def _half(sight: Sight, match: Match) -> tuple[ActorRef, ...]:
    """Return the half of a land that takes or loses ground ("THE SOUTH retook X")."""
    return tuple(
        sight.by_words(a.phrase)
        for a in match.clause.of("subject")
        if sight.lowers[a.phrase.head] in _HALVES
        and sight.lowers[a.phrase.start] == "the"
        and a.phrase.end == a.phrase.start + 2
    )


def _owned(sight: Sight, match: Match) -> tuple[ActorRef, ...]:
    """Return whose control it is, where the words say so themselves ("under army control").

    Whose positions are taken loses them, whoever takes them.
    """
    taken = match.frame.control == "gained"
    for argument in match.of("theme"):
        if taken and sight.kinds(argument.phrase) & _TAKEN:
            continue
        if (owner := sight.owner(argument.phrase)) is not None:
            return (owner,)
        if (by_word := sight.before_head(argument.phrase)) is not None:
            return (by_word,)
        if (own := possessed(sight, argument)) is not None:
            return (own,)
        if (under := _before_aside(sight, argument)) is not None:
            return (under,)
        found = _parties_of(sight, match.clause.of("oblique", "of"))
        if found or (found := tuple(_people(sight, argument))):
            return found
    return ()


def _people(sight: Sight, argument: Argument) -> Iterator[ActorRef]:
    """Yield people whom no list has, in whose hands a place is ("in the hands of THE OUTLAWS")."""
    tokens, hands = sight.scene.tokens, argument.phrase.head
    for child in tokens.children[hands] if sight.lemma(hands) == "hand" else ():
        if tokens.tag[child] == "NNS" and tokens.case(child) == "of":
            phrase = Phrase(child, tokens.left(child), child + 1)
            if not sight.kinds(phrase) & {"place", "ground"}:
                yield sight.by_words(phrase)


def _before_aside(sight: Sight, argument: Argument) -> ActorRef | None:
    """Return whose control it is where another name for them stands between ("A's (B) control")."""
    char = sight.scene.tokens.idx[argument.phrase.head]
    aside = _ASIDE.search(sight.scene.text, max(0, char - 60), char)
    found = party_before(sight, aside.start()) if aside is not None else None
    return found[0] if found is not None else None


_ASIDE = re.compile(r"['’]s? \([^()\n]{2,45}\) $")
_TAKEN = frozenset({"ground", "facility"})
"""Kinds of what is somebody's until it is taken."""


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
        extent=_extent(sight, match, site, change),
        acled=_acled(sight, match, change, holders),
    )


_MOSTLY = frozenset({"mostly", "largely", "mainly"})
_PARTLY = frozenset({"partly", "partially"})


def _extent(sight: Sight, match: Match, site: Site, change: Change) -> Extent:
    if site.extent is not None:
        return site.extent
    told = {sight.lowers[t] for t in match.clause.adverbs}
    if told & _PARTLY:
        return "part"
    if told & _MOSTLY:
        return "most"
    return match.frame.extent if change != "lost" else "whole"


def _acled(
    sight: Sight, match: Match, change: Change, holders: tuple[ActorRef, ...]
) -> tuple[str, str] | None:
    left = match.frame.acled == "transfer" and match.frame.control != "gained"
    if left and not taken_over(sight, match):
        return ontology().acled_pair("Change to group/activity")
    if match.frame.acled == "transfer" or (change == "gained" and unopposed(sight, match)):
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
