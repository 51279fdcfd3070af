"""Where an act took place: the locative of its own clause first, then what is nearest.

One rule: the further a place was fetched from, the less it counts, and the claim says from where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from dateline.know.gazetteer.place import TOWNS, distance_km
from dateline.model import PlaceMention
from dateline.read.actors.origins import CAUSES
from dateline.read.clauses.clause import Argument, Clause, Phrase
from dateline.read.frames.befell import befell
from dateline.read.frames.earlier import before, headed, lead, of_a_cause
from dateline.read.frames.fill import prepositions
from dateline.read.frames.hung import LOCATIVE, OCCASIONS, ON_THE_SPOT, PROTESTS, STRONG, hung
from dateline.read.frames.innermost import borders, innermost, of_a_band, whence
from dateline.read.frames.listed import joined, listed
from dateline.read.frames.match import Match
from dateline.read.frames.roads import is_between_towns, road_between
from dateline.read.frames.sight import Sight, Site
from dateline.read.frames.stands import (
    dateline_end,
    directed_from,
    is_actor,
    is_spot,
    measured_from,
    told,
)
from dateline.read.frames.unmarked import bare_name
from dateline.read.frames.whose import of_teller

_LOCAL = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""Types that happen at a spot, so that the paragraph before may lend it."""
_SPOTTED = frozenset({"ASSAULT", "COERCE", "PROTEST", "RETREAT", "MOBILIZE"})
"""Types of acts that are done on the spot; the others are of words, and are about a place."""

TOPICAL = frozenset("discuss review debate address raise examine tackle cover".split())
"""Verbs of talks whose object is what is talked about."""
_AFFAIRS = frozenset(
    "situation crisis conflict war development violence fighting unrest truce ceasefire".split()
)
"""What such talks are about, somewhere."""


class Located(Struct, frozen=True):
    """A place of an act and how it was come by.

    Attributes:
        site: the place.
        how: `slot`, `clause`, `phrase`, `head` (of its line), `near clause`, `sentence`, `before`,
            `lead` or `dateline`.
    """

    site: Site
    how: str


def in_slot(sight: Sight, match: Match) -> list[Site]:
    """Return the places of a change of control that its frame's own slot tells.

    None where `where` comes by them otherwise; the other sources are not asked then.
    """
    nearest = where(sight, match, further=match.frame.control is None)
    return [located.site for located in nearest if located.how == "slot"]


def where(
    sight: Sight, match: Match, roles: Iterable[str] = ("place",), *, further: bool = True
) -> tuple[Located, ...]:
    """Return the places of a match, all from the nearest source that has one.

    Args:
        sight: the scene.
        match: the match.
        roles: the slots in which places stand.
        further: whether other sources than these slots are asked.
    """
    if _here(sight, match.clause):
        filed = _filed(sight)
        return (Located(filed, "dateline"),) if filed is not None else ()
    aside: tuple[Located, ...] = ()
    unnamed = False  # "the compound" is where it was, though nobody can tell where that is
    for how, sites in _sources(sight, match, tuple(roles)):
        if not further and how != "slot":
            return ()
        if not sites:
            continue
        kept = told(sight, sites, ground=match.frame.control is not None)
        kept = [
            s for s in kept if not _talked_about(sight, match, s) and not borders(sight, s.place)
        ]
        if not match.frame.control:
            kept = [s for s in kept if s.inferred or of_teller(sight, s.place) != (True, False)]
            unnamed = unnamed or any(map(_nowhere, kept))
            kept = [_in_its_town(sight, s) for s in kept if not _nowhere(s)]
        kept = _each_once([_on_road(sight, s) for s in kept])
        if not match.frame.control:
            kept = innermost(sight, match.clause, kept)
        near = _near(sight, match, kept)
        if kept and not near and not aside:
            aside = tuple(Located(site, how) for site in kept)
        if near and (aside or unnamed) and how in _TOLD_BEFORE:
            break
        if near:
            found = _finer(sight, match, how, near if match.frame.control else joined(sight, near))
            return tuple(_anchored(sight, match, located) for located in found)
    if not aside and _in_this_city(sight, match) and (filed := _filed(sight)) is not None:
        return (Located(filed, "dateline"),)
    return aside


def _near(sight: Sight, match: Match, kept: list[Site]) -> list[Site]:
    """Return the spots among the places of a source; who has ground has it wherever it is told."""
    near = [s for s in kept if match.frame.control or not _off(sight, s)]
    if len(near) > 1:
        near = [s for s in near if s.place.feature not in _WATERS] or near
    if not match.frame.control and len(near) > 1:
        near = [s for s in near if not directed_from(sight, s.place)] or near
    return near


def _each_once(sites: list[Site]) -> list[Site]:
    if len(sites) <= 1:
        return sites
    kept: dict[PlaceMention, Site] = {}
    for site in sites:
        kept.setdefault(site.place, site)
    return list(kept.values())


_THIS_CITY = re.compile(r"\bthis (?:[\w-]+ )?(?:city|town|capital|village|port)\b", re.IGNORECASE)


def _in_this_city(sight: Sight, match: Match) -> bool:
    """Tell whether a sentence that names no place tells of "this city", where it is filed."""
    sent = sight.sentence(match.clause.head)
    return match.frame.event in _SPOTTED and _THIS_CITY.search(sent.text) is not None


def _in_its_town(sight: Sight, site: Site) -> Site:
    """Return the town of a site of which it has many: an act at "the market" was in the town."""
    place = site.place
    if place.span is None or place.feature is not None:
        return site
    low, high = sight.scene.tokens_of(place.span)
    if sight.book.extent["many"].isdisjoint(sight.lemma(t) for t in range(low, high)):
        return site
    point = (place.lat, place.lon)
    for town in sight.told_before(place.span[1]):
        within = town.span is not None and town.span[0] > place.span[0]
        if within or (town.feature in TOWNS and (town.lat, town.lon) == point):
            return replace(site, place=town)
    return site


def _nowhere(site: Site) -> bool:
    """Tell whether a spot has neither a name nor a town that it would be in ("the palace")."""
    place = site.place
    named = any(word[:1].isupper() for word in place.text.split())
    return site.inferred and not named and place.id is None and place.lat is None


def _here(sight: Sight, clause: Clause) -> bool:
    """Tell whether an act is told to be "here": where the report is filed."""
    for token in (max((clause.head, *clause.predicate)) + 1, *clause.adverbs):
        following = sight.lowers[token + 1] if token + 1 < len(sight.lowers) else ""
        if sight.lowers[token : token + 1] == ["here"] and following not in {"in", "at", "near"}:
            return True
    return False


def _filed(sight: Sight) -> Site | None:
    end = dateline_end(sight)
    places = [p for p in sight.scene.places_by_span.starting(0, end) if p.feature != "country"]
    return Site(places[0], inferred=True) if places else None


def _on_road(sight: Sight, site: Site) -> Site:
    """Return the road between two towns instead of the town that a site has of its name."""
    road = road_between(sight, site.place)
    return site if road is None else Site(road, site.extent, site.inferred)


def _off(sight: Sight, site: Site) -> bool:
    """Tell whether a place is no spot: a long road, what a distance counts from, who tells."""
    if is_between_towns(site.place):
        return True
    return measured_from(sight, site.place) or (
        not site.inferred and of_teller(sight, site.place)[0]
    )


def _anchored(sight: Sight, match: Match, located: Located) -> Located:
    """Give a spot that no gazetteer knows ("the Basel roundabout") the point of its town.

    That is the town told of last, and the reference says so.
    """
    place = located.site.place
    if place.span is None or place.lat is not None or not is_spot(sight, place):
        return located
    for sites in (
        before(sight, match.clause),
        before(sight, match.clause, paragraphs=1),
        lead(sight, match.clause),
    ):
        for town in (s.place for s in sites if s.place.feature in TOWNS):
            return Located(
                replace(located.site, place=sight.at_town(place.span, town)), located.how
            )
    return located


_TOLD_BEFORE = frozenset({"before", "lead"})
_BROAD = frozenset({"country", "region", "admin1"})
_DISTRICT = "admin2"
_WATERS = frozenset({"sea", "ocean", "desert"})
"""What a province lies on, and no spot in it ("A province on the B coast")."""


def _finer(sight: Sight, match: Match, how: str, sites: list[Site]) -> tuple[Located, ...]:
    """Return a spot inside a province or country that the same words also tell, else the sites."""
    found = tuple(Located(site, how) for site in sites)
    if match.frame.control or how in {"before", "lead"}:
        return found
    wide = sites[0].place
    district = wide.feature == _DISTRICT
    opens = district or _broad(wide) or _opens(sight, match, wide)
    if len(sites) != 1 or not opens:
        return found
    for finer_how, inner in hung(sight, match, ("own", "under")):
        fine = [
            s
            for s in told(sight, inner)
            if s.place.span != wide.span
            and s.place.feature not in _BROAD | _WATERS
            and not (district and (s.place.feature == _DISTRICT or not _lies_in(s.place, wide)))
            and (s.place.country in {wide.country, None} or wide.country is None)
            and (wide.feature != "admin1" or s.place.admin1 in {wide.admin1, wide.name, None})
            and not measured_from(sight, s.place)
        ]
        if fine:
            return tuple(Located(site, finer_how) for site in fine)
    return found


def _opens(sight: Sight, match: Match, place: PlaceMention) -> bool:
    """Tell whether an unknown name opens a sentence as the setting of what follows.

    "IN MAGUINDANAO, gunmen raided a detachment in Datu Salibo": what is named later lies in it.
    """
    if place.span is None or place.lat is not None or place.feature is not None:
        return False
    first = sight.scene.token_at(place.span[0])
    sent = sight.sentence(match.clause.head)
    return first - sent.start == 1 and sight.lowers[sent.start] in {"in", "at"}


def _lies_in(place: PlaceMention, wide: PlaceMention) -> bool:
    """Tell whether a place lies no further from the middle of a wide one than its ground goes."""
    if place.lat is None or place.lon is None or wide.lat is None or wide.lon is None:
        return False
    far = distance_km(place.lat, place.lon, wide.lat, wide.lon)
    return far <= _SPRAWL * (wide.radius_km or 0)


_SPRAWL = 2.0
"""Radii of a district within which its towns are looked for: few districts are round."""


def _broad(place: PlaceMention) -> bool:
    """Tell whether a place is too wide to be a spot; a valley or a plain is one itself."""
    small = place.feature == "region" and place.radius_km is not None
    return place.feature in _BROAD and not (small and (place.radius_km or 0) <= _SMALL_KM)


_SMALL_KM = 30.0
"""Kilometres about a region's middle up to which it is a spot (East Ghouta, Wadi Barada)."""


def _sources(
    sight: Sight, match: Match, roles: tuple[str, ...]
) -> Iterator[tuple[str, list[Site]]]:
    clause = match.clause
    if clause.marker == "where" and not match.frame.control:
        yield "clause", _right_before(sight, clause)
    slots = [site for role in roles for site in _of(sight, match.of(role))]
    named = [site for site in slots if not site.inferred]
    if named and not match.frame.control and all(s.place.feature == "country" for s in named):
        finer = [s for s in _locatives(sight, clause, STRONG) if not s.inferred]
        yield "clause", [s for s in finer if s.place.feature != "country"]
    yield "slot", named
    if match.frame.control:
        yield "slot", slots
    strong = _locatives(sight, clause, STRONG)
    if not match.frame.control:
        yield "clause", [s for s in strong if not s.inferred]
        yield "slot", slots
    yield "clause", strong
    upon = _within(sight, befell(sight, clause)) if match.frame.event == "ASSAULT" else []
    yield "clause", [s for s in upon if s.place.feature != "country"]
    protest = clause.lemma in PROTESTS  # what they march against or for is elsewhere
    if not protest:
        yield from _in_roles(sight, match)
    yield "clause", _locatives(sight, clause, LOCATIVE)
    yield from hung(sight, match, ("own",))
    if protest:
        yield "phrase", _within(sight, match.of("actor"))
    yield "head", headed(sight, clause)
    yield from hung(sight, match)
    if match.frame.event not in _SPOTTED and clause.lemma not in PROTESTS:
        yield "sentence", _nearest(sight, clause)
    yield "before", before(sight, clause)
    if match.frame.event in _LOCAL:
        yield "before", before(sight, clause, paragraphs=1)
        yield "lead", lead(sight, clause)


def _in_roles(sight: Sight, match: Match) -> Iterator[tuple[str, list[Site]]]:
    """Yield the places inside the words for those who act, or to whom it is done."""
    for role in ("target", "recipient", "theme", "cause", "actor"):
        found = _within(sight, match.of(role))
        if role in {"recipient", "actor"}:  # a country there is a party, not a spot
            found = [s for s in found if s.place.feature != "country"]
            found = [s for s in found if not _somebody(sight, match, role, s)]
            if role == "actor":  # "the European Union condemned", "Kurdistan condemned"
                found = [s for s in found if not (_broad(s.place) and _is_doer(sight, match, s))]
            people = [a.phrase for a in match.of(role)]
            if match.frame.event in _SPOTTED and any(_official(sight, p) for p in people):
                found = []
            if found:
                yield from _beside_people(sight, match, role, found)
        yield "phrase", found


def _right_before(sight: Sight, clause: Clause) -> list[Site]:
    """Return the place that a clause with "where" hangs on ("flew to CAIRO, WHERE he asked")."""
    char = sight.scene.tokens.idx[clause.start]
    text = sight.scene.report.text
    sent = sight.sentence(clause.head)
    told = [
        p for p in sight.scene.places_by_span.starting(sent.start_char, char) if p.span is not None
    ]
    last = max(told, key=lambda p: p.span or (0, 0), default=None)
    if last is None or last.span is None or last.role == "adjective":
        return []
    between = text[last.span[1] : char].strip(" ,\n").lower()
    return [Site(last)] if between in {"", "where"} else []


def _talked_about(sight: Sight, match: Match, site: Site) -> bool:
    """Tell whether a place is in what talks are about ("discussed the crisis in A")."""
    clause, span = match.clause, site.place.span
    if match.frame.event != "CONSULT" or span is None:
        return False
    if clause.lemma.split(" ")[0] not in TOPICAL:
        return False
    first, last = sight.scene.tokens_of(span)
    for argument in clause.of("object"):
        phrase = argument.phrase
        if argument.antecedent:
            continue
        if phrase.head == first - 2 and sight.lemma(phrase.head) in _AFFAIRS:
            return True  # parses often hang "the SITUATION in A" on the verb
        if phrase.start <= first and (last <= phrase.end or _under(sight, first, phrase.head)):
            return True
    return False


def _under(sight: Sight, token: int, above: int) -> bool:
    """Tell whether a token hangs on another, at any depth."""
    heads = sight.scene.tokens.head
    for _ in range(_DEEP):
        if token == above:
            return True
        if heads[token] == token:
            return False
        token = heads[token]
    return False


_DEEP = 20  # heads on the way up; longer ways are slips of the parse


def _of(sight: Sight, arguments: Iterable[Argument]) -> list[Site]:
    return [site for a in arguments for site in sight.sites(a.phrase)]


def _locatives(sight: Sight, clause: Clause, allowed: frozenset[str]) -> list[Site]:
    """Return the places of a clause's locative obliques, the most precise ones first."""
    found = []
    for argument in clause.of("oblique"):
        if sight.lemma(argument.phrase.head) in OCCASIONS or _occasion(argument):
            continue
        if argument.preposition == "from" and whence(sight, argument.phrase.start):
            continue
        if clause.lemma in PROTESTS and (
            argument.preposition in CAUSES or of_a_cause(clause, argument.phrase.start)
        ):
            continue
        if any(p in allowed for p in prepositions(argument) if p):
            found += list(sight.sites(argument.phrase)) or _within(sight, (argument,))
            if not found and (bare := bare_name(sight, argument.phrase, argument.preposition)):
                found.append(Site(bare))
    named = [s for s in found if not s.inferred] or found
    fine = [s for s in named if s.place.feature != "country"]
    return fine or named


def _occasion(argument: Argument) -> bool:
    """Tell whether words of a preposition say on what an act was done ("IN RESPONSE TO X")."""
    words = (argument.preposition or "").split(" ")
    return len(words) > 1 and not OCCASIONS.isdisjoint(words)


def _within(sight: Sight, arguments: Iterable[Argument]) -> list[Site]:
    """Return the places named inside phrases, actors' names left out ("a market in Idlib")."""
    found = []
    for argument in arguments:
        phrase = argument.phrase
        direct = [s for s in sight.sites(phrase) if not s.inferred]
        if direct:
            found += direct
            continue
        inside = [
            p
            for p in sight.scene.places_in(phrase.start, phrase.end)
            if p.feature != "country"
            and p.role not in {"adjective", "part_of_name"}
            and not _origin(sight, p)
            and not _office(sight, phrase, p)
            and not of_a_band(sight, p)
        ]
        found += [Site(p) for p in listed(sight, inside)]
    return found


def _beside_people(
    sight: Sight, match: Match, role: str, found: list[Site]
) -> Iterator[tuple[str, list[Site]]]:
    """Yield the spots that the clause tells outside of the words for the people in it.

    "A teacher of A was shot in a raid on a bar in B", "the council of A launched two attacks at B".
    Where people are told to be in a place, what was done next elsewhere is another story ("shot a
    driver IN A, bombed a bar in B").
    """
    people = [a.phrase for a in match.of(role)]
    if not all(
        sight.word_kinds(p.head) & {"armed", "civil", "official"} or _name(sight, p) for p in people
    ):
        return
    told = [sight.scene.chars_of(p.start, p.end) for p in people]
    there = role == "recipient" and any(_is_in(sight, site.place) for site in found)
    for how, sites in hung(sight, match, ("own",) if there else ("own", "under")):
        spots = [
            s
            for s in sites
            if s.place.span is not None
            and s.place.feature not in _BROAD
            and not any(low <= s.place.span[0] < high for low, high in told)
        ]
        if spots:
            yield how, spots
            return


def _is_in(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether words lead to a place as where somebody is ("two men IN A", "AT A")."""
    if place.span is None:
        return False
    before = sight.scene.token_at(place.span[0]) - 1
    return before >= 0 and sight.lowers[before] in {"in", "at", "near", "outside"}


def _name(sight: Sight, phrase: Phrase) -> bool:
    """Tell whether somebody is named, and no place."""
    head = sight.scene.doc[phrase.head]
    return head.pos_ == "PROPN" and sight.place_over(phrase.head) is None


def _is_doer(sight: Sight, match: Match, site: Site) -> bool:
    """Tell whether a region's name is that of whoever acts."""
    return any(sight.place_over(a.phrase.head) == site.place for a in match.of("actor"))


def _somebody(sight: Sight, match: Match, role: str, site: Site) -> bool:
    """Tell whether a name is that of whoever was hit, and no gazetteer knows it as a place."""
    place = site.place
    if place.lat is not None or place.span is None or site.inferred:
        return False
    return any(sight.place_over(a.phrase.head) == place for a in match.of(role))


def _origin(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether a place only says where people come from ("a teacher from Gao")."""
    if place.span is None:
        return False
    before = sight.scene.token_at(place.span[0]) - 1
    return before >= 0 and sight.lowers[before] == "from"


def _office(sight: Sight, phrase: Phrase, place: PlaceMention) -> bool:
    """Tell whether a place only says what somebody is in charge of ("the governor of A")."""
    char = sight.scene.doc[phrase.head].idx
    return _official(sight, phrase) and place.span is not None and place.span[0] > char


def _official(sight: Sight, phrase: Phrase) -> bool:
    """Tell whether a phrase is an official, who is not where his office is ("the mayor of A")."""
    kinds = sight.word_kinds(phrase.head)
    return (
        bool(kinds & {"official"})
        and not kinds & {"facility", "ground"}
        and sight.lemma(phrase.head) not in ON_THE_SPOT
    )


def _nearest(sight: Sight, clause: Clause) -> list[Site]:
    """Return the nearest place of the sentence: what is said is about what it speaks of."""
    sent = sight.sentence(clause.head)
    char = sight.scene.tokens.idx[clause.head]
    inside = [
        p
        for p in sight.scene.places_by_span.starting(sent.start_char, sent.end_char)
        if p.feature != "country" and not is_actor(sight, p)
    ]
    if not inside:
        return []
    return [Site(min(inside, key=lambda p: abs((p.span or (0, 0))[0] - char)))]
