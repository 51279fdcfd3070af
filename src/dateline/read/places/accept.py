"""Believes the best candidate of a name, or none: a false friend is worse than no point.

A small place far from all that the report is about is another place of the same name; a name in
another spelling is believed only among its neighbours.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from msgspec import Struct

from dateline.know.gazetteer import Candidate, Place, distance_km, fold
from dateline.know.gazetteer.place import SETTLED
from dateline.know.gazetteer.words import words
from dateline.read.places.evidence import Name, Weights, apart, held_by, near_names
from dateline.read.places.toponym import Toponym

# A settlement over this size needs no support by the rest of the report.
KNOWN_ANYWHERE: Final = 100_000
_SURELY: Final = 0.87
# A name that needs support must have another of the report's names within this distance: about
# the breadth of a front, and less than that between two provinces' ends.
LIST_KM: Final = 120.0
# A name that only one country has may lie across a border of what the report is about.
_NEXT_DOOR_KM: Final = 400.0
# Small places of one list lie nearer to each other than this.
LISTED_KM: Final = 60.0
# Listed with towns of some size, a small one may lie within this of them.
_TOWNS_KM: Final = 250.0
# What the text says is near a place lies within this of it.
_BESIDE_KM: Final = 60.0
_QUARTERS: Final = frozenset({"neighbourhood", "neighborhood", "quarter", "suburb"})
# A quarter lies within this of its town's middle.
_PART_KM: Final = 40.0
_TOWN: Final = 20_000
_STREETS: Final = frozenset({"street", "avenue", "boulevard"})
_HOLDERS: Final = frozenset({"country", "admin1"})
_SPOTS: Final = SETTLED | {"airport", "base", "camp", "crossing"}


class Choice(Struct, frozen=True):
    """What a name was resolved to.

    Attributes:
        candidate: the place; None where none fits.
        score: the sum of its evidence.
        reasons: the evidence in words.
        rejected: others considered, best first, with their score.
    """

    candidate: Candidate | None
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    rejected: tuple[tuple[Candidate, float], ...] = ()


class _Around(Struct, frozen=True):
    """A name and what it is judged by; `near` as from `near_names`, `fronts` where groups fight."""

    name: Name
    names: Sequence[Name]
    toponyms: Sequence[Toponym]
    about: set[str]
    told: Collection[str]
    fronts: Collection[str]
    near: Sequence[tuple[Place, float]]


def settled(
    name: Name,
    names: Sequence[Name],
    toponyms: Sequence[Toponym],
    about: set[str],
    weights: Weights,
    *,
    told: Collection[str] = (),
    fronts: Collection[str] = (),
) -> Choice:
    """Accept the best candidate, or none where it would be a false friend."""
    ranked = sorted(
        name.candidates,
        key=lambda c: (
            -name.total[c.place.number],
            -c.place.population,
            not c.place.bounded,
            -c.place.radius_km,
            c.place.id,
        ),
    )
    around = _Around(name, names, toponyms, about, told, fronts, near_names(name))
    refused: list[tuple[Candidate, float]] = []
    for position, candidate in enumerate(ranked):
        total = name.total[candidate.place.number]
        held = held_by(candidate, name) > 0
        if _fits(candidate, around, held=held):
            others = [(c, name.total[c.place.number]) for c in ranked[position + 1 : position + 4]]
            reasons = _reasons(candidate, around, weights, held=held)
            return Choice(candidate, round(total, 3), reasons, (*refused[:3], *others))
        refused.append((candidate, total))
    note = ("no gazetteer knows it",) if not ranked else ("places of this name lie elsewhere",)
    return Choice(None, 0.0, note, tuple(refused[:3]))


def _fits(candidate: Candidate, around: _Around, *, held: bool) -> bool:
    name, about, toponyms = around.name, around.about, around.toponyms
    place = candidate.place
    toponym = toponyms[name.mentions[0]]
    if held or toponym.known:
        return True
    if _told_elsewhere(place, around):
        return False
    if "road" in toponym.features and place.feature != "road":
        # "Aleppo Road" is where the road to Aleppo starts, not Aleppo; a street is in another town.
        if toponym.word in _STREETS or candidate.match == "variant":
            return False
        return not toponym.text.lower().endswith(toponym.word or "")
    if toponym.named_after or (
        toponym.word in words()["links"]["near"] and place.feature in SETTLED
    ):
        off = _closest(place, around) if place.country in about else None
        return place.country in about and (off is None or off <= LIST_KM)
    if candidate.match == "variant":
        return _spelt_otherwise(candidate, around)
    if place.feature == "road":
        return place.country in about
    own = candidate.kind == 0 and candidate.match == "exact"
    if place.feature == "admin1" and not own and about and place.country not in about:
        return False
    if place.feature not in SETTLED and place.feature != "admin2":
        return True
    if any(toponyms[i].country == place.country for i in name.mentions if place.country):
        return True
    known = place.population >= KNOWN_ANYWHERE and (place.capital or own)
    foreign = place.country not in about or _far_off(candidate, around)
    if about and foreign and not known:
        alone = len({c.place.country for c in name.candidates if c.match == "exact"}) == 1
        reach = _NEXT_DOOR_KM if alone and toponym.listed is None else LIST_KM
        closest = _closest(place, around) if candidate.match == "exact" else None
        return closest is not None and closest <= reach
    return _among_its_list(place, around)


def _vouching(around: _Around) -> list[Place]:
    """Return the places near by in the text that speak for a place.

    Two false friends must not vouch for each other: only names in the report's countries count.
    """
    about = around.about
    return [o for o, _ in around.near if not about or o.country is None or o.country in about]


def _closest(place: Place, around: _Around) -> float | None:
    """Return how far off the nearest of those places reaches, in km; None where there is none."""
    return min(
        (apart(place.lat, place.lon, o.lat, o.lon) - o.radius_km for o in _vouching(around)),
        default=None,
    )


def _spelt_otherwise(candidate: Candidate, around: _Around) -> bool:
    """Tell whether a name is believed to be a place's in another spelling.

    Only where the report is, and only beside its other names; a city's spellings are all known, so
    that another is rather another place's name.
    """
    place, about = candidate.place, around.about
    single = " " not in around.toponyms[around.name.mentions[0]].name
    if single and place.population >= KNOWN_ANYWHERE and candidate.score < _SURELY:
        return False
    if place.country not in about:
        return False
    closest = _closest(place, around)
    return _backed(place, around) if closest is None else closest <= LIST_KM


def _far_off(candidate: Candidate, around: _Around) -> bool:
    """Tell whether an alias is some far city's, and armed groups say where the report is set.

    "Boni", where the text tells of jihadists of the Sahel, is not Bonn.
    """
    place = candidate.place
    shared = set(fold(place.name).split()) & set(candidate.spelling.split())
    return (
        bool(around.fronts)
        and candidate.kind > 0
        and not shared
        and place.country not in around.fronts
        and not _backed(place, around)
    )


def _backed(place: Place, around: _Around) -> bool:
    """Tell whether anything but the name itself speaks for its country."""
    return place.country in around.told or any(
        other is not around.name
        and other.choice is not None
        and other.choice.match != "variant"
        and other.choice.place.country == place.country
        for other in around.names
    )


def _told_elsewhere(place: Place, around: _Around) -> bool:
    """Tell whether the text puts a name elsewhere: near another place, or in a country.

    A city may be named beside a country that it does not lie in ("to Beirut, Turkey and Egypt").
    """
    name, toponyms = around.name, around.toponyms
    if place.feature not in SETTLED:
        return False
    for i in name.mentions:
        toponym = toponyms[i]
        if toponym.beside is not None:
            beside = name.row.names[toponym.beside].choice
            far = toponyms[toponym.beside].offset
            reach = _BESIDE_KM + (far[0] if far else 0.0)
            if beside and beside.place.feature in _SPOTS and (
                distance_km(place.lat, place.lon, beside.place.lat, beside.place.lon) > reach
            ):  # fmt: skip
                return True
        if toponym.word in _QUARTERS and _far_from_town(place, toponym, name):
            return True
        if toponym.surely is not None and toponym.listed is None:
            holder = name.row.names[toponym.surely].choice
            country = holder.place.country if holder and holder.place.feature in _HOLDERS else None
            if country and place.country != country and place.population < KNOWN_ANYWHERE:
                return True
    return False


def _far_from_town(place: Place, toponym: Toponym, name: Name) -> bool:
    """Tell whether a place lies far from the town that the text says it is a part of."""
    towns = [
        held.place
        for i in toponym.inside
        if (held := name.row.names[i].choice) is not None and held.place.feature in {"city", "town"}
    ]
    return any(distance_km(place.lat, place.lon, t.lat, t.lon) > _PART_KM for t in towns[:1])


def _among_its_list(place: Place, around: _Around) -> bool:
    """Tell whether a small place lies near what it is listed with; true where it is in no list."""
    toponym = around.toponyms[around.name.mentions[0]]
    if toponym.listed is None or place.population >= _TOWN:
        return True
    # Its list may hold another false friend; the report's other settlements vouch as well.
    about = around.about
    together = [
        o for o in _listed(around.name, around.names, around.toponyms)
        if not about or o.country in about
    ]  # fmt: skip
    listed = [o for o in together if o.feature in SETTLED]
    if not listed or _far_flung(together):
        return True
    vouched = [*listed, *(o for o in _vouching(around) if o.feature in SETTLED)]
    # Cities that are listed lie far apart, and so may a town of theirs that has no namesake.
    towns = all(o.population >= _TOWN for o in listed) and _only_one(place, around.name)
    reach = _TOWNS_KM if towns else LISTED_KM
    return any(distance_km(place.lat, place.lon, o.lat, o.lon) <= reach for o in vouched)


def _only_one(place: Place, name: Name) -> bool:
    """Tell whether a town is the only one that is called so by its own name."""
    return all(
        c.place.number == place.number
        or c.place.feature not in SETTLED
        or c.match != "exact"
        or bool(c.kind)
        for c in name.candidates
    ) and any(
        c.place.number == place.number and c.match == "exact" and not c.kind
        for c in name.candidates
    )


def _far_flung(listed: Sequence[Place]) -> bool:
    """Tell whether a list goes across a country ("the airports of Khartoum and El Obeid")."""
    return any(
        distance_km(one.lat, one.lon, other.lat, other.lon) > LIST_KM
        for i, one in enumerate(listed)
        for other in listed[i + 1 :]
    )


def _listed(name: Name, names: Sequence[Name], toponyms: Sequence[Toponym]) -> list[Place]:
    """Return the places of a spot that stand in a list with a name."""
    lists = {toponyms[i].listed for i in name.mentions} - {None}
    return [
        other.choice.place
        for other in names
        if other is not name
        and other.choice
        and other.choice.match != "variant"
        and other.choice.place.feature in _SPOTS
        and any(toponyms[i].listed in lists for i in other.mentions)
    ]


def _reasons(
    candidate: Candidate, around: _Around, weights: Weights, *, held: bool
) -> tuple[str, ...]:
    name, about, near, toponyms = around.name, around.about, around.near, around.toponyms
    place = candidate.place
    toponym = toponyms[name.mentions[0]]
    out = []
    if candidate.match == "variant":
        out.append(f"spelt {candidate.spelling!r} in the gazetteer")
    if held:
        out.append("lies in what the text says holds it")
    if toponym.word and place.feature in toponym.features:
        out.append(f"the text says {toponym.word}")
    if place.country in about and place.feature != "country":
        out.append(f"the report is about {place.country}")
    if place.feature in SETTLED and name.row.nearness(place, near, weights.reach_km) > 0.3:
        out.append("near other names")
    exact = sum(1 for c in name.candidates if c.match != "variant")
    if exact == 1 and candidate.match != "variant":
        out.append("the only place of this name")
    elif not out:
        out.append(f"the largest of {exact} of this name" if exact else "best fit")
    return tuple(out)
