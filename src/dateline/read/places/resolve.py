"""Resolves names to places by the whole report: what each may be, and what fits together.

Each distinct name is resolved once. Its candidates are scored for what they are (population, kind
of place, how the spelling fits) and for how they fit the rest: the countries and divisions that
the other names lie in, their distance, what the text says holds what. The score is a sum, and the
winner's parts are kept to explain it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log10
from typing import Final

from dateline.know.gazetteer import Candidate, Gazetteer, Place, distance_km, fold
from dateline.know.gazetteer.build import EMBEDDED, SPELT_ALIKE
from dateline.know.gazetteer.place import SETTLED
from dateline.know.gazetteer.words import words
from dateline.read.places.accept import Choice, settled
from dateline.read.places.evidence import (
    SPEAKS,
    Name,
    Row,
    Weights,
    countries_of,
    evidence,
    held_by,
    mutual,
    near_names,
    often,
    part,
    sureness,
)
from dateline.read.places.toponym import Toponym

WEIGHTS: Final = Weights()
_MOST: Final = 40
# As in the index: a seat lies within a circle about its district's middle that is somewhat wider.
_SEAT_RADII: Final = 1.5
# Of this size a town's other spellings are as good as its name.
_TOWN_SIZE: Final = 20_000
_GREAT: Final = 500_000
_SMALL_TOWN: Final = 3_000
_WITH_ARTICLE: Final = frozenset(
    "sea river desert mountain strait lake line region country admin1 road island".split()
)


def choose(
    toponyms: Sequence[Toponym],
    gazetteer: Gazetteer,
    *,
    near_country: Iterable[str] = (),
    torn: Collection[str] = (),
    weights: Weights = WEIGHTS,
) -> list[Choice]:
    """Choose a place for each toponym, or none.

    Args:
        toponyms: the names, with their relations.
        gazetteer: where to look them up.
        near_country: countries (alpha-2) that the report is known to be about.
        torn: countries that have, or had, a war.
        weights: what evidence is worth.
    """
    names = _grouped(toponyms, gazetteer)
    fronts = tuple(near_country)
    told = Counter(fronts)
    for toponym in toponyms:
        if toponym.role == "adjective" and toponym.country:
            told[toponym.country] += 1
    owned = {
        c.place.number: n for n in names for c in n.candidates if c.match == "exact" and not c.kind
    }
    for name in names:
        for candidate in name.candidates:
            place = candidate.place
            score = _alone(candidate, name, toponyms, weights)
            if place.country in torn and place.feature != "country":
                score += weights.torn
            if candidate.kind and owned.get(place.number, name) is not name:
                score -= weights.twice  # two names of a report are seldom of one place
            name.fixed[place.number] = score
    together = mutual(names)
    for position, name in enumerate(names):
        for number in name.fixed:
            name.fixed[number] += weights.mutual * together.get((position, number), 0.0)
        _pick(name, name.fixed)
    # Three rounds: choices settle after two on all but a few reports, later rounds change nothing.
    for _ in range(3):
        _round(names, told, weights)
    about = countries_of(names, told)
    out = [Choice(None)] * len(toponyms)
    for name in names:
        choice = settled(name, names, toponyms, about, weights, told=told, fronts=fronts)
        for i in name.mentions:
            out[i] = choice
    part(names)
    return out


def _grouped(toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> list[Name]:
    by_key: dict[tuple[str, tuple[str, ...]], Name] = {}
    row = Row()
    for i, toponym in enumerate(toponyms):
        key = (f"={toponym.known}" if toponym.known else fold(toponym.name), toponym.features)
        name = by_key.get(key)
        if name is None:
            name = by_key[key] = Name(key, row, candidates=candidates(toponym, gazetteer))
        name.mentions.append(i)
        row.names.append(name)
    names = list(by_key.values())
    for name in names:
        name.speaks = all(toponyms[i].role == "metonym" for i in name.mentions)
        holders = (row.names[j] for i in name.mentions for j in toponyms[i].inside)
        name.outer = [h for h in dict.fromkeys(holders) if h is not name]
        for holder in name.outer:
            holder.inner.append(name)
    return names


def candidates(toponym: Toponym, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Return the places that a name may be of; none where no gazetteer has it."""
    if toponym.known:
        place = gazetteer.get(toponym.known)
        return (Candidate(place, "exact", 1.0, toponym.text, 0),) if place else ()
    if toponym.word and not toponym.named_after:
        # "Damascus airport", "Bukamal crossing": a place of its own under its full name.
        own = gazetteer.lookup(f"{toponym.name} {toponym.word}", variants=False)
        fitting = tuple(
            c for c in own if c.match == "exact" and c.place.feature in toponym.features
        )
        if fitting:
            return fitting
    whole = gazetteer.lookup(toponym.text, variants=False)
    core = gazetteer.lookup(toponym.name)
    if whole and whole[0].match == "exact" and fold(toponym.text) != fold(toponym.name):
        # "Kansas City", "Rapides Parish": the whole is a name; the core may be another's.
        known = {c.place.number for c in whole}
        exact = tuple(c for c in whole if c.match == "exact")
        return (*exact, *(c for c in core if c.place.number not in known and c.match == "exact"))[
            :_MOST
        ]
    return _best(core, toponym.features)


def _best(found: tuple[Candidate, ...], wanted: tuple[str, ...]) -> tuple[Candidate, ...]:
    if len(found) <= _MOST:
        return found

    def rank(candidate: Candidate) -> tuple[bool, float, int]:
        place = candidate.place
        return place.feature not in wanted, -candidate.score, -place.population

    return tuple(sorted(found, key=rank)[:_MOST])


def _alone(
    candidate: Candidate, name: Name, toponyms: Sequence[Toponym], weights: Weights
) -> float:
    """Score a candidate for itself."""
    place = candidate.place
    toponym = toponyms[name.mentions[0]]
    score = (
        _after_article(place, name, toponyms, weights)
        + weights.population * log10(_people(place) + 1)
        + weights.name * (candidate.score - 1) / 0.05 * _alias_share(candidate)
    )
    score += _of_kind(candidate, weights)
    if toponym.features and (
        toponym.word not in words()["links"]["near"]
        or any(c.place.feature in toponym.features for c in name.candidates)
    ):
        if place.feature in toponym.features:
            rank = toponym.features.index(place.feature)
            score += weights.wanted * (1 - 0.2 * rank)
        else:
            score -= weights.wanted
    elif place.feature in {"admin1", "admin2"} and _seat(candidate, name.candidates):
        # "Hama" alone is the city, as "New York" is; "Georgia" is no city.
        score -= weights.admin1 * 3
    if place.source not in EMBEDDED:
        score += weights.added
    if any(toponyms[i].country == place.country for i in name.mentions if toponyms[i].country):
        score += weights.told
    return score


def _of_kind(candidate: Candidate, weights: Weights) -> float:
    """Score a candidate for its kind of place, capitals and great cities for what they are."""
    place = candidate.place
    score = weights.capital if place.capital else 0.0
    if place.population >= _GREAT and place.feature == "city" and not candidate.kind:
        score += weights.great
    if place.feature in {"country", "sea"}:
        score += weights.country
    elif place.feature == "admin1":
        score += weights.admin1
    elif place.feature == "region":
        score += weights.admin1 + weights.population * 8
    elif place.feature == "admin2":
        score -= weights.admin1
    elif place.feature not in SETTLED:
        score += weights.population * 4.5
    return score


def _people(place: Place) -> int:
    """Return how many live in a place; where nobody counted a town's, as many as in a small one."""
    return place.population or (_SMALL_TOWN if place.feature == "town" else 0)


def _alias_share(candidate: Candidate) -> float:
    """Return how much of an alias's cost to count: of another script, towns have many spellings.

    "Zaporizhzhia" is the city though a hamlet has these very letters.
    """
    place = candidate.place
    spelt = candidate.kind == 1 and candidate.match == "exact" and place.country not in SPELT_ALIKE
    return 0.25 if spelt and place.population >= _TOWN_SIZE else 0.5


def _seat(named: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Tell whether a town in a division bears its name and a good part of its people."""
    division = named.place
    return any(
        c.place.feature in SETTLED
        and (c.match != "variant" or named.match == "variant")
        and c.place.country == division.country
        and (c.place.admin1 == division.admin1 or c.place.capital)
        and (c.place.population * 20 >= division.population or _uncounted(c.place, division))
        for c in candidates
    )


def _after_article(
    place: Place, name: Name, toponyms: Sequence[Toponym], weights: Weights
) -> float:
    """Score a kind of place by "the" before it: "the Atlantic" is no town, "the Don" no village."""
    if not any(toponyms[i].article for i in name.mentions):
        return 0.0
    return weights.article if place.feature in _WITH_ARTICLE else -weights.article


def _uncounted(town: Place, division: Place) -> bool:
    """Tell whether a town whose people nobody counted, or its division's, lies on its ground."""
    if division.feature != "admin2" or (town.population and division.population):
        return False
    if division.bounded and town.within is not None:
        return division.id in town.within
    away = distance_km(town.lat, town.lon, division.lat, division.lon)
    return away <= division.radius_km * (1 if division.source in EMBEDDED else _SEAT_RADII)


def _pick(name: Name, totals: dict[int, float]) -> None:
    choice = max(
        name.candidates,
        # Of a district and a part of it by the same name, the district is meant.
        key=lambda c: (
            totals[c.place.number],
            c.place.population,
            c.place.bounded,
            c.place.radius_km,
            c.place.id,
        ),
        default=None,
    )
    name.choose(choice, totals)


def _round(names: list[Name], told: Counter[str], weights: Weights) -> None:
    countries, divisions = evidence(names, told)
    # What may be one place alone has nothing to choose from, and scores as before.
    several = [n for n in names if len(n.candidates) > 1]
    totals = [_totals(n, countries, divisions, weights) for n in several]
    for name, total in zip(several, totals, strict=True):
        _pick(name, total)


def _totals(
    name: Name,
    countries: Mapping[str, float],
    divisions: Mapping[str, float],
    weights: Weights,
) -> dict[int, float]:
    spoke = name.choice and (name.choice.match != "variant" or name.choice.score >= SPEAKS)
    chosen = name.choice.place if name.choice and spoke else None
    times = often(name)
    own_c = times * sureness(name, country=True) if chosen and chosen.country else 0.0
    own_d = times * sureness(name) if chosen else 0.0
    near = near_names(name)
    out = {}
    all_c = sum(countries.values()) - own_c
    all_d = max(all_c, 0.01)
    for candidate in name.candidates:
        place = candidate.place
        in_c = countries.get(place.country or "", 0.0)
        in_d = divisions.get(place.admin1 or "", 0.0)
        if chosen and chosen.country == place.country:
            in_c -= own_c
        if chosen and chosen.admin1 and chosen.admin1 == place.admin1:
            in_d -= own_d
        score = name.fixed[place.number]
        if all_c > 0.01:
            # A single other name is less than a report full of them.
            strength = all_c / (all_c + 0.7)
            score += weights.same_country * strength * max(0.0, in_c / all_c)
            score += weights.same_division * strength * max(0.0, min(1.0, in_d / all_d))
        if place.feature != "country":
            score += weights.nearness * name.row.nearness(place, near, weights.reach_km)
        score += weights.inside * held_by(candidate, name)
        out[place.number] = score
    return out


def region_of(places: Iterable[Place]) -> tuple[float, float, float] | None:
    """Return the middle of some places and the radius that holds them; None for none."""
    found = [(p.lat, p.lon) for p in places]
    if not found:
        return None
    lat = sum(a for a, _ in found) / len(found)
    lon = sum(o for _, o in found) / len(found)
    return lat, lon, max(distance_km(lat, lon, a, o) for a, o in found)


def by_list(toponyms: Sequence[Toponym], choices: Sequence[Choice]) -> dict[int, list[Place]]:
    """Return, by number of list, the settlements that its names were resolved to."""
    out: dict[int, list[Place]] = defaultdict(list)
    for toponym, choice in zip(toponyms, choices, strict=True):
        if toponym.listed is not None and choice.candidate:
            place = choice.candidate.place
            if place.feature not in {"country", "admin1", "region", "road", "river", "sea"}:
                out[toponym.listed].append(place)
    return dict(out)
