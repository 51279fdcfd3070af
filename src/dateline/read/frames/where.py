"""Where an act took place: the locative of its own clause first, then what is nearest.

One rule: the further a place was fetched from, the less it counts, and the claim says from where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.model import PlaceMention
from dateline.read.clauses.clause import Argument, Clause
from dateline.read.frames.match import Match, prepositions
from dateline.read.frames.sight import Sight, Site

LOCATIVE = frozenset(
    """in at near on inside outside around across throughout along between over into toward towards
    within beside by beyond through amid off about north south east west nearby from to""".split()
)
_STRONG = LOCATIVE - {"from", "to", "by", "about", "through", "toward", "towards"}
_DATELINE = re.compile(
    r"\s*[A-Z][\w.'’/ ,-]{1,60}?(?:\([^)\n]{2,40}\)\s*[-–—]{0,2}|\s[-–—]{1,2})\s"
)
_LOCAL = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""Types that happen at a spot, so that the paragraph before may lend it."""
_SPOTS = frozenset("city town village quarter camp base airport crossing dam bridge".split())


@dataclass(frozen=True, slots=True)
class Located:
    """A place of an act and how it was come by.

    Attributes:
        site: the place.
        how: `slot`, `clause`, `phrase`, `near clause`, `sentence`, `before`, `lead` or `dateline`.
    """

    site: Site
    how: str


def where(sight: Sight, match: Match, roles: Iterable[str] = ("place",)) -> tuple[Located, ...]:
    """Return the places of a match, all from the nearest source that has one."""
    for how, sites in _sources(sight, match, tuple(roles)):
        kept = _told(sight, sites)
        if kept:
            return tuple(Located(site, how) for site in kept)
    return ()


def dateline_end(sight: Sight) -> int:
    """Return where the dateline of the report's first paragraph ends; 0 where it has none."""
    text = sight.scene.report.text
    found = _DATELINE.match(text, 0, 120)
    return found.end() if found else 0


def _sources(
    sight: Sight, match: Match, roles: tuple[str, ...]
) -> Iterator[tuple[str, list[Site]]]:
    clause = match.clause
    slots = [site for role in roles for site in _of(sight, match.of(role))]
    named = [site for site in slots if not site.inferred]
    if named and not match.frame.control and all(s.place.feature == "country" for s in named):
        finer = [s for s in _locatives(sight, clause, _STRONG) if not s.inferred]
        yield "clause", [s for s in finer if s.place.feature != "country"]
    yield "slot", named
    if not match.frame.control:
        yield "clause", [s for s in _locatives(sight, clause, _STRONG) if not s.inferred]
    yield "slot", slots
    yield "clause", _locatives(sight, clause, _STRONG)
    for role in ("target", "recipient", "theme", "cause", "actor"):
        found = _within(sight, match.of(role))
        if role in {"recipient", "actor"}:  # a country there is a party, not a spot
            found = [s for s in found if s.place.feature != "country"]
        yield "phrase", found
    yield "clause", _locatives(sight, clause, LOCATIVE)
    for near in _around(sight, clause):
        yield "near clause", _locatives(sight, near, _STRONG) or _objects(sight, near)
    yield "sentence", _sentence(sight, clause)
    yield "before", _before(sight, clause)
    if match.frame.event in _LOCAL:
        yield "before", _before(sight, clause, paragraphs=1)
        yield "lead", _lead(sight, clause)


def _of(sight: Sight, arguments: Iterable[Argument]) -> list[Site]:
    return [site for a in arguments for site in sight.sites(a.phrase)]


def _locatives(sight: Sight, clause: Clause, allowed: frozenset[str]) -> list[Site]:
    """Return the places of a clause's locative obliques, the most precise ones first."""
    found = []
    for argument in clause.of("oblique"):
        if any(p in allowed for p in prepositions(argument) if p):
            found += list(sight.sites(argument.phrase)) or _within(sight, (argument,))
    named = [s for s in found if not s.inferred] or found
    fine = [s for s in named if s.place.feature != "country"]
    return fine or named


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
            if p.feature != "country" and not _origin(sight, p)
        ]
        found += [Site(p) for p in inside[:1]]
    return found


def _origin(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether a place only says where people come from ("a teacher from Gao")."""
    if place.span is None:
        return False
    before = sight.scene.token_at(place.span[0]) - 1
    return before >= 0 and sight.scene.doc[before].text.lower() == "from"


def _objects(sight: Sight, clause: Clause) -> list[Site]:
    return [
        s
        for a in clause.of("object")
        for s in sight.sites(a.phrase)
        if not s.inferred and s.place.feature != "country"
    ]


def _around(sight: Sight, clause: Clause) -> Iterator[Clause]:
    """Yield clauses of the same sentence: what it hangs on, what hangs on it, its siblings."""
    clauses = sight.scene.clauses
    seen = {clause.index}
    parent = clause.parent
    while parent is not None and parent not in seen:
        seen.add(parent)
        if clauses[parent].relation != "complement" or clauses[parent].sentence == clause.sentence:
            yield clauses[parent]
        parent = clauses[parent].parent
    for other in _same_sentence(sight, clause):
        if other.index in seen or other.parent is None:
            continue
        if other.parent in {clause.index, clause.parent}:
            seen.add(other.index)
            yield other


def _same_sentence(sight: Sight, clause: Clause) -> Iterator[Clause]:
    """Yield the clauses of a clause's sentence, in order; clauses stand in order of the text."""
    clauses = sight.scene.clauses
    first = clause.index
    while first > 0 and clauses[first - 1].sentence == clause.sentence:
        first -= 1
    for other in clauses[first:]:
        if other.sentence != clause.sentence:
            return
        yield other


def _sentence(sight: Sight, clause: Clause) -> list[Site]:
    """Return the nearest place of the sentence that stands before the clause's end."""
    doc = sight.scene.doc
    sent = sight.sentence(clause.head)
    char = doc[clause.head].idx
    inside = [
        p
        for p in sight.scene.places_between(sent.start_char, sent.end_char)
        if p.feature != "country"
    ]
    inside = [p for p in inside if not _is_actor(sight, p)]
    if not inside:
        return []
    return [Site(min(inside, key=lambda p: abs((p.span or (0, 0))[0] - char)))]


def _before(sight: Sight, clause: Clause, paragraphs: int = 0) -> list[Site]:
    """Return the last place told of before, in the same paragraph or so many before it."""
    start = sight.sentence(clause.head).start_char
    floor = sight.scene.report.text.rfind("\n", 0, start) + 1
    for _ in range(paragraphs):
        above = sight.scene.report.text[: max(0, floor)].rstrip()
        floor = above.rfind("\n") + 1
    inside = [p for p in sight.scene.places_between(floor, start) if p.feature != "country"]
    inside = [p for p in inside if not _is_actor(sight, p)]
    return [Site(inside[-1], inferred=True)] if inside else []


def _lead(sight: Sight, clause: Clause) -> list[Site]:
    """Return the one spot that the opening paragraph names, for what is told after it."""
    start, text = dateline_end(sight), sight.scene.report.text
    end = text.find("\n", start)
    if end < 0 or sight.scene.doc[clause.head].idx < end:
        return []
    spots = {
        p.id: p
        for p in sight.scene.places_between(start, end)
        if p.id and p.role is None and p.feature in _SPOTS and not _is_actor(sight, p)
    }
    return [Site(place, inferred=True) for place in spots.values()] if len(spots) == 1 else []


def _is_actor(sight: Sight, place: PlaceMention) -> bool:
    return sight.scene.within_actor(place.span or (0, 0))


def _of_people(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether a name stands for a people or a side ("the Russian side", "ISIL", "Syrians")."""
    if place.span is None:
        return False
    token = sight.scene.doc[sight.scene.token_at(place.span[0])]
    if place.feature in {"country", "region"} and (
        token.pos_ == "ADJ" or token.tag_ in {"JJ", "NNPS"}
    ):
        return True
    return place.id is None and place.lat is None and place.text.isupper()


def _teller(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether a name that no gazetteer knows is that of the report's own agency or paper."""
    report = sight.scene.report
    said = place.text.casefold()
    return place.lat is None and any(
        name is not None and f"{name.casefold()} ".startswith(f"{said} ")
        for name in (report.agency, report.publisher)
    )


def _told(sight: Sight, sites: Iterable[Site]) -> list[Site]:
    """Drop what stands in the dateline or inside an actor's name, and repetitions."""
    end = dateline_end(sight)
    kept: dict[tuple[int, int], Site] = {}
    for site in sites:
        span = site.place.span or (0, 0)
        if span[1] <= end or _of_people(sight, site.place) or _teller(sight, site.place):
            continue
        kept.setdefault(span, site)
    return _finest(sight, list(kept.values()))


_HOLDS = re.compile(
    r",? ?(?:(?:district|area|region|village|town|city|camp|neighbou?rhood|suburb|county|quarter"
    r"|valley|province|municipality|township|subdistrict) )?"
    r"(?:,|in|of|inside|within)(?: the| rural| central| northern| southern| eastern| western"
    r"| city of| town of| district of| province of)* ?",
    re.IGNORECASE,
)
"""Words between a place and the larger one that holds it ("Olangur in Villupuram")."""


def _finest(sight: Sight, sites: list[Site]) -> list[Site]:
    """Drop a place that only says where the one named right before it lies."""
    text = sight.scene.report.text
    kept: list[Site] = []
    for site in sorted(sites, key=lambda s: s.place.span or (0, 0)):
        last = kept[-1].place.span if kept else None
        here = site.place.span
        gap = text[last[1] : here[0]] if last and here and here[0] >= last[1] else None
        if gap and gap.strip(" ,") and _HOLDS.fullmatch(gap.strip() + " "):
            continue
        kept.append(site)
    return [s for s in sites if s in kept]
