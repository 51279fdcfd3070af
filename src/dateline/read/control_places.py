"""The places of a change of control: its own, those of its list, those that its words stand for.

One rule: the frame's place slot first; only what a list or a definite noun points to beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dateline.model import ControlClaim, PlaceMention
from dateline.read.clauses.clause import Argument, Phrase
from dateline.read.control_counted import named_after
from dateline.read.control_named import lies_in
from dateline.read.control_parts import parts_of_town
from dateline.read.control_ways import ways_of
from dateline.read.frames import Match, Sight, Site, in_slot, measures, names
from dateline.read.frames.antecedents import antecedent
from dateline.read.frames.stands import measured_from
from dateline.read.frames.unmarked import take_for_place
from dateline.read.scene import Scene

_NOBODYS = frozenset({"country", "sea", "continent"})
"""Whole countries are told of by other claims; nobody takes a sea by sailing into it."""


def places_of(sight: Sight, match: Match) -> list[Site]:
    """Return the places of the frame's place slot; country names only where nothing else is."""
    if _of_subject(sight, match):
        return []
    sites = in_slot(sight, match)
    if match.frame.id == "hold.fighting":
        sites = [s for s in sites if s.extent == "part" or not _merely_in(match)]
    if not sites and "theme" in match.roles and "place" not in match.roles:
        sites = [
            Site(place, None if sight.lemma(a.phrase.head) in _RULE else "part")
            for a in match.of("theme")
            for place in (*_told_of(sight, a.phrase), *_stood_for(sight, a.phrase))
            if match.frame.control != "gained" or not _beside(sight, place)
        ]
    if not sites:
        sites = (
            list(named_after(sight, match))
            or list(_measured(sight, match))
            or list(parts_of_town(sight, match))
            or [Site(way) for way in ways_of(sight, match)]
        )
    sites += _also_listed(sight, match)
    sites += _beside_positions(sight, match, sites)
    sites += _landmarks_beside(sight, match, sites)
    sites += _after_apposition(sight, match)
    whole = _less_setting(sight, match, _whole_list(sight, match, sites))
    inner = [_inner(sight, s) for s in whole if not _land_of_another(sight, s, whole)]
    return [
        s
        for s in inner
        if s.place.feature not in _NOBODYS
        and not _of_next_clause(sight, match, s)
        and not (match.frame.id in _FLAGS and s.inferred and s.place.id is None)
        and not (match.frame.id == "hold.party" and s.inferred)
        and not (s.place.span is not None and sight.is_band(s.place.span))
        and not (match.frame.control == "lost" and measured_from(sight, s.place))
        and not (match.frame.control == "gained" and _far_end(sight, s.place))
    ]


def _beside_positions(sight: Sight, match: Match, sites: Iterable[Site]) -> Iterator[Site]:
    """Yield the places that are taken with positions ("overran ten outposts and the town of X")."""
    if not match.frame.id.startswith("seize.positions"):
        return
    told = {s.place.span for s in sites}
    positions = {a.phrase.head for a in match.of("theme")}
    for argument in match.clause.of("object"):
        if argument.phrase.head in positions:
            continue
        for site in sight.sites(argument.phrase):
            if site.place.span not in told:
                yield Site(site.place, site.extent or "whole")


def _told_of(sight: Sight, phrase: Phrase) -> tuple[PlaceMention, ...]:
    """Return the places by which a thing is told: behind it, or else beside it.

    "The Kordofan militia's camps at A and B" are in these, whosever they are.
    """
    behind = sight.scene.places_in(phrase.head, phrase.end)
    return tuple(behind or sight.scene.places_in(phrase.start, phrase.end))


_ROAD_TO = re.compile(
    r"\b(?:road|highway|route|motorway|railway|track|street|path) (?:leading |that leads )?"
    r"(?:to|towards?|from) (?:the )?(?:(?:town|city|village) of )?$",
    re.IGNORECASE,
)


def _far_end(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether a place is only where a road goes ("captured a part of the road to X")."""
    low = place.span[0] if place.span is not None else 0
    return _ROAD_TO.search(sight.scene.text, max(0, low - 50), low) is not None


def _beside(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether something is only near a place ("positions near X", "a camp south of X")."""
    low = place.span[0] if place.span is not None else 0
    return _NEAR.search(sight.scene.text, max(0, low - 40), low) is not None


_NEAR = re.compile(
    r"\b(?:near|outside|around|beyond|close to|next to"
    r"|(?:north|south)?-?(?:east|west|north|south) of)"
    r"(?: the)?(?: (?:town|village|city)(?: of)?)? $",
    re.IGNORECASE,
)


def _of_subject(sight: Sight, match: Match) -> bool:
    """Tell whether a noun of holding is told of what its clause is about, and no place beside it.

    "In A, the station and the port are under Russian control": these, and not all of A.
    """
    clause = match.clause
    if clause.kind != "noun" or match.frame.control != "held" or clause.parent is None:
        return False
    above = sight.scene.clauses[clause.parent]
    return above.kind == "copula" and any(
        sight.lemma(a.phrase.head) in sight.book.extent["landmark"] and sight.sites(a.phrase)
        for a in above.of("subject")
    )


_OVER = frozenset({"overlook", "dominate", "surround", "command"})
"""What ground does to the town by which it is told ("the hills overlooking X")."""
_RULE = frozenset("control possession command authority administration rule".split())
"""What is had of a whole place ("control of X passed to")."""
_FLAGS = frozenset({"seize.hoist", "hold.flag"})
"""Frames whose buildings stand for their town: a flag over the town hall, or over a consulate."""
_CLOCK = re.compile(r"(?: (?:local|standard|daylight))? [Tt]ime\b")


def less_clocks(scene: Scene, claims: Iterable[ControlClaim]) -> Iterator[ControlClaim]:
    """Yield the claims less those of a town whose clock alone is told of ("at three (X time)")."""
    for claim in claims:
        where = claim.where
        if where is None or where.span is None or not _CLOCK.match(scene.text, where.span[1]):
            yield claim


def _of_next_clause(sight: Sight, match: Match, site: Site) -> bool:
    """Tell whether a place is named in a later clause of the sentence, with a subject of its own.

    "Rebels held A, while the army kept hold of B and of C": C is no place of the first.
    """
    if site.inferred or site.place.span is None or match.clause.kind != "verb":
        return False
    token = sight.scene.token_at(site.place.span[0])
    return any(
        clause.start <= token < clause.end and clause.start >= match.clause.end
        for clause in sight.scene.clauses_of(match.clause.sentence)
        if clause.kind == "verb" and clause.relation == "adverbial" and clause.of("subject")
    )


def _less_setting(sight: Sight, match: Match, sites: list[Site]) -> list[Site]:
    """Return the sites less what only opens a sentence, where its verb has places of its own.

    "In Hasakah, Daesh got into Nashwa": not into all of Hasakah.
    """
    verb = match.clause.head
    start = sight.sentence(verb).start
    if _nearer(sight, match):
        sites = [s for s in sites if not _opens(sight, s, start, verb)]
    own = [s for s in sites if s.place.span and verb < sight.scene.token_at(s.place.span[0])]
    aside = match.clause.kind != "verb" or match.clause.relation == "relative"
    if aside or not own or len(own) == len(sites):
        return sites
    return [s for s in sites if s in own or not _opens(sight, s, start, verb)]


def _opens(sight: Sight, site: Site, start: int, verb: int) -> bool:
    """Tell whether a place stands behind the "in" that opens a sentence."""
    if site.place.span is None:
        return False
    token = sight.scene.token_at(site.place.span[0])
    first = start + 1 if sight.lowers[start] in {"in", "at"} else None
    if first is not None and sight.lowers[first] == "the":
        first += 1
    return token == first and token < verb


def _nearer(sight: Sight, match: Match) -> bool:
    """Tell whether a clause has a place behind its verb that no slot of its frame takes.

    "In A, the troops are stationed on the outskirts of B" tells nothing of A.
    """
    clause = match.clause
    if clause.kind != "verb" or clause.relation == "relative":
        return False
    return any(
        a.phrase.head > clause.head
        and (a.preposition or "").endswith((" of", " from"))
        and any(not s.inferred for s in sight.sites(a.phrase))
        for a in clause.of("oblique")
    )


_WITHIN = re.compile(r",? in (?:the )?$")


def _land_of_another(sight: Sight, site: Site, sites: Iterable[Site]) -> bool:
    """Tell whether a province only tells where the town before it lies ("Aybak, Samangan")."""
    text = sight.scene.report.text
    return any(lies_in(text, other.place, site.place) for other in sites if other is not site)


def _inner(sight: Sight, site: Site) -> Site:
    """Return the town of "in Vysokopillia, in the Kherson region" for its region."""
    span = site.place.span
    if span is None or site.extent is not None or site.place.feature not in {"admin1", "admin2"}:
        return site
    text = sight.scene.report.text
    for place in sight.scene.places_by_span.meeting(span[0] - 11, span[0]):
        if place.span and place.span[1] < span[0] <= place.span[1] + 10:
            narrower = place.feature not in {"country", "admin1", site.place.feature}
            if narrower and _WITHIN.fullmatch(text[place.span[1] : span[0]]):
                return Site(place, inferred=site.inferred)
    return site


def _whole_list(sight: Sight, match: Match, sites: list[Site]) -> list[Site]:
    """Add the names of a list that a parser broke up ("A, B al-C and D")."""
    if not sites:
        return sites
    first = min(
        (s for s in sites if s.place.span), key=lambda s: s.place.span or (0, 0), default=None
    )
    if first is None or first.inferred or first.place.span is None:
        return sites
    end = sight.sentence(match.clause.head).end_char
    listed = names.listed_around(sight.scene, first.place.span, end)
    after = sight.scene.report.text[first.place.span[1] : first.place.span[1] + 9]
    if not listed or (
        len(match.of("place")) < 2 and not after.startswith((" and the", ", and the"))
    ):
        return sites
    run = ((listed[0].span or (0, 0))[0], (listed[-1].span or (0, 0))[1])
    others = [
        s
        for s in sites
        if s.place.span and not (run[0] <= s.place.span[0] and s.place.span[1] <= run[1])
    ]
    return [*others, *(Site(place, first.extent) for place in listed)]


def _also_listed(sight: Sight, match: Match) -> list[Site]:
    """Return the members of a list ("including the citadel") that a parser hung elsewhere."""
    taken = {a.phrase.head for a in match.of("place")}
    beside = {a.group for a in match.clause.of("oblique") if _with(sight, a)}
    return [
        Site(site.place, inferred=site.inferred)
        for a in match.clause.of("oblique")
        if a.phrase.head not in taken
        and (a.listed or a.group in beside)
        and (sight.sites(a.phrase) or (not a.listed and take_for_place(sight, a.phrase)))
        for site in sight.sites(a.phrase)
    ]


def _landmarks_beside(sight: Sight, match: Match, sites: list[Site]) -> list[Site]:
    """Return the landmarks that stand in one list with a name ("the palace and X airport")."""
    if not any(not s.inferred for s in sites):
        return []
    return [
        site
        for a in match.of("place")
        for site in sight.sites(a.phrase)
        if site.inferred
        and site.place.id is None
        and sight.lemma(a.phrase.head) in sight.book.extent["landmark"]
    ]


def _after_apposition(sight: Sight, match: Match) -> list[Site]:
    """Return what a list goes on with after an apposition ("the palace, his seat, and X port")."""
    doc = sight.scene.doc
    ground = frozenset({"ground", "facility"})
    return [
        Site(place)
        for a in match.of("place")
        for apposed in doc[a.phrase.head].children
        if apposed.dep_ == "appos"
        for token in apposed.children
        if token.dep_ == "conj" and sight.book.kinds.get(sight.lemma(token.i), ground) & ground
        for place in sight.scene.places_in(token.left_edge.i, token.right_edge.i + 1)
    ]


def _stood_for(sight: Sight, phrase: Phrase) -> Iterator[PlaceMention]:
    """Yield the place that "the town" inside a phrase stands for."""
    tokens = sight.scene.tokens
    for token in range(phrase.start + 1, phrase.end):
        if tokens.pos[token] == "NOUN" and tokens.lower[token - 1] in {"the", "this"}:
            stood = antecedent(sight, Phrase(token, token - 1, token + 1))
            if stood is not None:
                yield stood
                return


def _with(sight: Sight, argument: Argument) -> bool:
    """Tell whether a place is taken in the same breath ("together with the base at B and C")."""
    before = sight.scene.doc[max(0, argument.phrase.start - 2) : argument.phrase.start].text.lower()
    return before in {"together with", "along with", "well as", "addition to"}


def _measured(sight: Sight, match: Match) -> Iterator[Site]:
    """Yield the places of an "of" that a parser hung beside its measure ("parts of A and B")."""
    for argument in match.of("place"):
        extent = measures.measure(sight, argument.phrase)
        if extent is None and "ground" in sight.kinds(argument.phrase):
            extent = "part"  # "the hills above X"
        if extent is None:
            continue
        for other in match.clause.of("oblique", "of", "above", "around", "overlooking"):
            for site in sight.sites(other.phrase):
                yield Site(site.place, extent, site.inferred)
        near = match.clause.index
        for clause in sight.scene.clauses[max(0, near - 2) : near + 4]:
            if clause.parent != match.clause.index or clause.lemma not in _OVER:
                continue
            for other in clause.of("object"):
                for site in sight.sites(other.phrase):
                    yield Site(site.place, extent, site.inferred)


def _merely_in(match: Match) -> bool:
    """Tell whether fighting is only told to be "in" a place, which may be all around it."""
    return any(a.preposition == "in" for a in match.of("place"))
