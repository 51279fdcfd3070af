"""What a place's name stands for: itself, another that it helps to find, or no place at all.

One rule: a name is dropped or given up for another only for the words right beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.know.gazetteer.place import TOWNS, distance_km
from dateline.model import PlaceMention
from dateline.read.frames.roads import in_it_then
from dateline.read.frames.sight import Sight, Site
from dateline.read.frames.whose import (
    hails_from,
    is_day,
    is_mission,
    names_event,
    of_somebody,
)
from dateline.read.places.roles import BRACKETED, STOPPED

_DATELINE = re.compile(
    r"\s*[A-Z][\w.'’/ ,-]{1,60}?(?:\([^)\n]{2,40}\)\s*[-–—_]{0,2}\s|\([^)\n]{2,40}\)[-–—_]{1,2}"
    r"|\s[-–—_]{1,2}\s|(?<=[a-z])_(?=[A-Z]))"
)


def dateline_end(sight: Sight) -> int:
    """Return where the dateline of the report's first paragraph ends; 0 where it has none."""
    made_out = sight.scene.made_out
    if "dateline" not in made_out:
        made_out["dateline"] = _dateline_end(sight.scene.report.text)
    end: int = made_out["dateline"]
    return end


def _dateline_end(text: str) -> int:
    for made in (STOPPED, BRACKETED):
        if (filed := made.match(text, 0, 120)) is not None:
            return filed.end()
    found = _DATELINE.match(text, 0, 120)
    if found is None or any(w not in _IN_DATELINES for w in _SMALL.findall(found[0])):
        return 0  # "In the region of A, 24 civilians -- two of them children -- ..."
    return found.end()


_SMALL = re.compile(r"(?<![\w'’.-])[a-z]{2,}")
_IN_DATELINES = frozenset("and al el de du da del la le les of the on via near et".split())


_MEASURED = re.compile(
    r"(?:\bkilomet(?:re|er)s?|\bkms?|\bmiles?|\bmet(?:re|er)s?|\d ?km)\b(?: \([^)]{1,20}\))?,? "
    r"(?:(?:to )?(?:the )?(?:north|south|east|west|inland|up|down|along|away)[\w -]{0,16} )?"
    r"(?:of|from|outside|off|beyond|short of)(?: the| downtown| central| capital,?| city of"
    r"| town of| village of| border with| border| (?:north|south|east|west)\w* city of)* $"
)


_DIRECTED = re.compile(
    r"\b(?:north|south|east|west)[a-z-]* of(?: the| city of| town of| capital,?)* $"
)


def directed_from(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether a place only is what a direction counts from ("attacks north of A in B")."""
    start = (place.span or (0, 0))[0]
    return _DIRECTED.search(sight.scene.report.text, max(0, start - 40), start) is not None


def measured_from(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether a place only is what a distance counts from ("30 km south of A")."""
    start = (place.span or (0, 0))[0]
    before = " ".join(sight.scene.report.text[max(0, start - 90) : start].split()) + " "
    before = before.replace("Km", "km")
    measured = "km" in before or "mile" in before or "met" in before
    return measured and _MEASURED.search(before) is not None


def is_actor(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether a name stands inside an actor's ("the Idlib council"), before its head.

    "Three soldiers at a base in Jordan" are people whose words end with where they are.
    """
    return sight.in_actor(place.span or (0, 0))


def _of_people(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether a name stands for a people or a side ("the Russian side", "ISIL", "Syrians")."""
    if place.span is None:
        return False
    first, end = sight.scene.tokens_of(place.span)
    token = sight.scene.doc[end - 1]
    if place.feature in {"country", "region"} and (
        token.pos_ == "ADJ" or (end == first + 1 and token.tag_ in {"JJ", "NNPS"})
    ):
        return True
    if place.role == "adjective":
        return True  # "a Briton was captured"
    return place.id is None and place.lat is None and place.text.isupper()


def _teller(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether a name that no gazetteer knows is that of the report's own agency or paper."""
    report = sight.scene.report
    said = place.text.casefold()
    start = (place.span or (0, 0))[0]
    told = report.text[max(0, start - 5) : start] == "told "
    return (place.lat is None or told) and any(
        name is not None and f"{name.casefold()} ".startswith(f"{said} ")
        for name in (report.agency, report.publisher)
    )


def _in_body(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether a name is part of a man's or a known body's ("Kurdistan Workers' Party").

    One that no gazetteer knows is so in any body's ("Jaysh Al-Fateh").
    """
    if place.lat is None and place.role is None:
        return is_actor(sight, place)
    return sight.in_longer_name(place.span or (0, 0))


_SETTLED = (
    r"(?:city|town|village|suburb|resorts?|capital|port|hamlet|settlement|towns|villages|cities)"
)
_SORT_OF = re.compile(
    rf"(?:['’]s)?(?: (?!and |or |in |on |to )[a-z-]+){{0,3}} {_SETTLED}(?: of)?,? (?=[A-Z‘'])"
)
_DISTRICT = (
    r"(?:neighbou?rhood|district|quarter|area|township|county|province|borough|region|square|suburb"
    r"|municipality|sub-?district|commune|ward|camp|market|street|sector)"
)
_OF_DISTRICT = re.compile(
    rf"(?:['’]s)?(?: (?!and |or |in |on |to )[\w-]+){{0,3}} {_DISTRICT}s?(?: of|,) (?=[A-Z‘'])"
)
"""After a town: "A's mainly Shiite neighbourhood of B" is B."""
_ITS_DISTRICT = re.compile(r"['’]s (?=[A-Z‘'])")
_DISTRICT_NEXT = re.compile(rf" {_DISTRICT}\b", re.IGNORECASE)
_SORT = (
    r"(?:city|town|village|community|commune|settlement|neighbou?rhood|suburb|area|district|county"
    r"|province|state|region|(?:refugee )?camp|market|airport|airfield|air ?base|base|crossing"
    r"|junction|prison|mine|dam)"
)
_ASIDE = re.compile(
    rf"(?: {_SORT})?,? (?:(?:just|some|about|around|roughly|only|close|not far) )?"
    r"(?:\d[\d.,]* ?(?:km|kilomet(?:re|er)s?|miles?)(?: \([^)]{1,20}\))? )?(?:to )?(?:the )?"
    r"(?:(?:north|south|east|west)[\w-]* of|near|outside|off|(?:on|at|in) the (?:[\w-]+ )?"
    r"(?:edge|outskirts|side|tip|border) of)"
    r"(?: the| central| downtown| capital,?| (?:[\w-]+ )?(?:city|town|village) of)* ",
)
_PART_OF = re.compile(
    r" (?:area|region|neighbou?rhood|section|sector|quarter|suburb|district|sub-?district|town"
    r"|village|camp|county|township|division|zone)s?(?: (?:of|in)|,(?: also)?(?: in)?)"
    r"(?: (?:the|rural|central|eastern|western|northern|southern|east|west|north|south|port"
    r"|capital|city|town|province|state|district|of))* ",
)
"""Words between a part and the whole that holds it ("the East Ghouta region of rural Damascus")."""
_QUARTER = re.compile(r" (?:area|neighbou?rhood|section|quarter|suburb|sector)s? ", re.IGNORECASE)
_SPOT_WORDS = (
    r"(?:street|road|avenue|market|mosque|temple|church|cathedral|theat(?:er|re)|hospital|hotel"
    r"|school|university|square|stadium|prison|palace|station|cafe|restaurant|bridge|building"
    r"|roundabout|gate|checkpoint|junction|intersection|barracks|compound)"
)
_SPOT = re.compile(rf".*\b{_SPOT_WORDS}", re.IGNORECASE | re.DOTALL)
_SPOT_NEXT = re.compile(rf" {_SPOT_WORDS}\b", re.IGNORECASE)
_STANDS_IN = re.compile(
    rf"(?: (?i:{_SPOT_WORDS}))?(?: [a-z]+){{0,2}},? (?:in|at)(?: the| central| downtown"
    r"| northern| southern| eastern| western| [a-z]+ (?:city|town|village) of"
    r"| (?:capital|city|town|village)(?: of)?)*,? "
)


_SPACES = re.compile(r"\s+")


def meant(sight: Sight, site: Site) -> Site:
    """Return the place that a named one only helps to find, if it is so; else the site itself.

    "The Sinai town of El-Arish" is El-Arish, and so is "El-Arish, north of Sinai"; an unknown
    street in a known city is told by the city.
    """
    place, text = site.place, sight.scene.report.text
    start, end = place.span or (0, 0)
    if (sort := _SORT_OF.match(text, end, end + 60)) is not None:
        inner = sight.place_over(sight.scene.token_at(sort.end()))
        if inner is not None and inner.span is not None and inner.span[0] >= end:
            told = _wider(place, inner) or _land_told(text, place, inner)
            if told or " capital" in sort[0]:
                return Site(inner, site.extent, site.inferred)
            return site
    inner = _inner(sight, place, end) or in_it_then(sight, place, _as_a_city(place), _breadth)
    if inner is not None:
        return Site(inner, site.extent, site.inferred)
    before = sight.scene.places_by_span.starting(max(0, start - 90), start)
    if before and before[-1].span is not None and before[-1].feature != "country":
        other = before[-1]
        between = _SPACES.sub(" ", text[before[-1].span[1] : start])
        aside, part = _ASIDE.fullmatch(between), _PART_OF.fullmatch(between)
        if part and _apart(other, place):
            if _QUARTER.match(part[0]) and not is_actor(sight, other):
                stands = sight.at_town(before[-1].span, place)
                return Site(stands, site.extent, site.inferred)
            part = None
        if part and (_names_sort(text, other, place) or _land_told(text, other, place)):
            part = None
        if (aside or part) and not is_actor(sight, other):
            return Site(other, site.extent, site.inferred)
    city = _city_of_spot(sight, place)
    return site if city is None else Site(city, site.extent, site.inferred)


def _city_of_spot(sight: Sight, place: PlaceMention) -> PlaceMention | None:
    """Return the town in which a spot without a point of its own is told to stand."""
    if place.id is not None or not is_spot(sight, place):
        return None
    end = (place.span or (0, 0))[1]
    at = _STANDS_IN.match(sight.scene.report.text, end, end + 60)
    city = sight.place_over(sight.scene.token_at(at.end())) if at is not None else None
    return city if city is not None and city.id and city.feature in TOWNS else None


_BREADTHS = {"country": 6, "region": 5, "admin1": 4, "admin2": 3, "city": 2}
_SETTLED_OF = re.compile(
    r" (?:neighbou?rhood|quarter|suburb|(?:sub-?)?district|town|village|camp|township|city|province"
    r"|state|county|prefecture|governorate|department|commune)s? of ",
    re.IGNORECASE,
)


def _wider(first: PlaceMention, second: PlaceMention) -> bool:
    """Tell whether the first of "A town of B" holds the second, and not the other way round.

    "The Nairobi suburb of Githurai" is Githurai, "Wama village of Kunar" is Wama.
    """
    if second.id is None:
        return first.id is not None and first.feature != "admin2"
    return first.id is not None and _breadth(first) >= _breadth(second)


def _land_told(text: str, first: PlaceMention, second: PlaceMention) -> bool:
    """Tell whether a name that no gazetteer knows is that of a land ("the CORSICAN town of B").

    Not so where what follows is more than the words between call it ("the A village of Aleppo").
    """
    low, high = first.span or (0, 0), second.span or (0, 0)
    sort = _SETTLEMENT.fullmatch(text, low[1], high[0])
    return (
        first.id is None
        and sort is not None
        and second.feature in _CALLED.get(sort[1].lower(), ())
        and _ARTICLE.search(text, max(0, low[0] - 24), low[0]) is not None
    )


_SETTLEMENT = re.compile(
    r"(?: (?!of )[a-z-]+){0,2} (city|town|village|hamlet|port|resort) of ", re.IGNORECASE
)
_CALLED: dict[str, frozenset[str | None]] = {
    "village": frozenset({"village", None}),
    "hamlet": frozenset({"village", None}),
    "town": frozenset({"town", "village", None}),
    "resort": frozenset({"town", "village", None}),
    "port": frozenset({"city", "town", "village", None}),
    "city": frozenset({"city", "town", None}),
}
"""What a place may be that is called so."""
_ARTICLE = re.compile(r"\bthe (?:[a-z]+ ){0,2}$")


_PARTS_OF_CITY = re.compile(r" (?:neighbou?rhood|quarter|suburb|township)s? of ", re.IGNORECASE)


def _holds(between: str, first: PlaceMention, second: PlaceMention) -> bool:
    """Tell whether a place surely holds the one that its part's name, or its district's, is."""
    return _wider(first, second) and (
        second.id is None
        or _breadth(first) > _breadth(second)
        or _PARTS_OF_CITY.search(between) is not None
    )


def _as_a_city(place: PlaceMention) -> int:
    """Return how broad a place is, all towns being as broad as a city."""
    return max(_breadth(place), _BREADTHS["city"])


def _breadth(place: PlaceMention) -> int:
    return _BREADTHS.get(place.feature or "", 1)


def _names_sort(text: str, first: PlaceMention, second: PlaceMention) -> bool:
    """Tell whether a wide place only says of which the settlement after it is one."""
    between = text[(first.span or (0, 0))[1] : (second.span or (0, 0))[0]]
    return (
        _SETTLED_OF.match(between) is not None
        and _breadth(first) > 1
        and first.feature != "admin2"
        and _holds(between, first, second)
    )


def _inner(sight: Sight, whole: PlaceMention, end: int) -> PlaceMention | None:
    """Return the part of a town or province that its name is put before ("A's B district")."""
    text = sight.scene.report.text
    at = _OF_DISTRICT.match(text, end, end + 70) or _ITS_DISTRICT.match(text, end, end + 4)
    if at is None:
        return None
    inner = sight.place_over(sight.scene.token_at(at.end()))
    if inner is None or inner.span is None or inner.span[0] < end or inner.feature == "country":
        return None
    if at.re is _OF_DISTRICT and not _holds(at[0], whole, inner):
        return None
    if at.re is _ITS_DISTRICT:
        spot = _DISTRICT_NEXT.match(text, inner.span[1], inner.span[1] + 20)
        named = inner.text.lower().endswith(("district", "quarter", "square", "neighbourhood"))
        if spot is None and not named:
            return None
    return inner


def is_spot(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether a name is that of a spot in a town ("the Basel roundabout", "A Hospital")."""
    end = (place.span or (0, 0))[1]
    text = sight.scene.report.text
    return bool(_SPOT.fullmatch(place.text) or _SPOT_NEXT.match(text, end, end + 20))


def _apart(part: PlaceMention, whole: PlaceMention) -> bool:
    """Tell whether a part of a town was taken for a far place of the same name."""
    if part.lat is None or part.lon is None or whole.lat is None or whole.lon is None:
        return False
    return whole.feature in TOWNS and distance_km(part.lat, part.lon, whole.lat, whole.lon) > _FAR


_FAR = 40.0
"""Kilometres from a town beyond which nothing is a part of it."""


def told(sight: Sight, sites: Iterable[Site], *, ground: bool = False) -> list[Site]:
    """Drop what stands in the dateline or inside an actor's name, and repetitions."""
    kept: dict[tuple[int, int], Site] = {}
    for site in sites:
        stands = _seen(sight, site, ground=ground)
        if stands is not None:
            kept.setdefault(stands.place.span or site.place.span or (0, 0), stands)
    return _finest(sight, list(kept.values())) if len(kept) > 1 else list(kept.values())


def _seen(sight: Sight, site: Site, *, ground: bool) -> Site | None:
    """Return what a site stands for, asked once a report: acts share their places."""
    known = sight.scene.made_out.setdefault("what sites stand for", {})
    key = (id(site.place), site.extent, site.inferred, ground)
    if key not in known:
        known[key] = (site.place, _stands_for(sight, site, ground=ground))  # it keeps its number
    seen: Site | None = known[key][1]
    return seen


def _stands_for(sight: Sight, site: Site, *, ground: bool) -> Site | None:
    """Return what a site stands for, itself for most; None where it is no place of an act."""
    place = site.place
    if (place.span or (0, 0))[1] <= dateline_end(sight):
        return None
    if _of_people(sight, place) or _teller(sight, place):
        return None
    if names_event(sight, place) or is_day(place):
        return None
    if ground:
        return site
    if is_mission(sight, place) or _in_body(sight, place) or hails_from(sight, place):
        return None
    if site.inferred:
        return site
    return None if of_somebody(sight, place) else meant(sight, site)


_HOLDS = re.compile(
    r",? ?(?:(?:district|area|region|village|town|city|camp|neighbou?rhood|suburb|county|quarter"
    r"|valley|province|municipality|township|subdistrict) )?"
    r"(?:,|in|of|inside|within)(?: the| rural| central| downtown| greater"
    r"| (?:north|south|east|west)[a-z-]*"
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
        named = site.place.text[:1].isupper()  # "the airport, THE PORT" are two
        if gap and named and gap.strip(" ,") and _HOLDS.fullmatch(gap.strip() + " "):
            continue
        held = kept[-1].place.admin1 if kept else None
        if gap == ", " and held and held in {site.place.name, site.place.text}:
            continue  # "Buffalo, N.Y."
        kept.append(site)
    chosen = set(map(id, kept))
    return [site for site in sites if id(site) in chosen]
