"""What speaks for a candidate: the other names' countries and distances, what holds what.

Nothing is decided here; `resolve` adds the evidence up and `accept` believes it or not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import exp
from typing import Final

from dateline.know.gazetteer import Candidate, Place, distance_km, fold
from dateline.know.gazetteer.place import SETTLED

# Beyond this share of a report's evidence a country counts as one that the report is about.
_ABOUT: Final = 0.12
# Another spelling as close as this speaks for its country, if less than the very letters do.
SPEAKS: Final = 0.75
# What may lie close together: settlements and the smaller divisions that hold them.
_LOCAL: Final = SETTLED | {"admin2"}
# Names further apart in a long text, and rarer candidates, change nothing but the time.
_PARTNERS: Final = 12
_CANDIDATES: Final = 16
_MUTUAL_KM: Final = 20.0
# A place that reaches further than this says nothing of the places around it.
_WIDEST_KM: Final = 300
# The next report of a war asks for the same distances.
apart = lru_cache(maxsize=1 << 14)(distance_km)
# How many names speak for a place's nearness, how far they are looked for, from how many mentions.
_NEAREST: Final = 12
_FARTHEST: Final = 400
_ASKED: Final = 20


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence is worth; swept on LGL and GeoWebNews (see `bench/places.py`).

    Attributes:
        population: for each tenfold of people.
        name: for an exact own name over an alias.
        country: for a country name over all else of that name.
        admin1: for a first-order division.
        capital: for a country's capital.
        wanted: for a kind of place that the words ask for.
        same_country: for the share of the other names that lie in its country.
        same_division: the same of its first-order division.
        nearness: for other names nearby, by `exp(-distance / reach_km)`.
        reach_km: how far "nearby" reaches.
        inside: for lying in what the text says holds it.
        told: for the country that an adjective or the reader of the text tells.
        mutual: for another name one of whose own candidates lies close by.
        added: for standing in a source that the user added: users add what they read about.
        article: for a sea, river or region after "the", and against a town.
        great: for a city of half a million by its own name.
        torn: for lying in a country that has, or had, a war.
        twice: against being what another name of the report is the own name of.
    """

    population: float = 0.056
    name: float = 0.42
    country: float = 0.8
    admin1: float = 0.175
    capital: float = 0.5
    wanted: float = 0.45
    same_country: float = 0.96
    same_division: float = 0.5
    nearness: float = 0.6
    reach_km: float = 200.0
    inside: float = 0.85
    told: float = 1.7
    mutual: float = 0.6
    added: float = 0.3
    article: float = 0.4
    great: float = 0.15
    torn: float = 0.12
    twice: float = 0.4


@dataclass(slots=True, eq=False)
class Name:
    """All mentions of one name, under way; `outer` are said to hold it, `inner` to lie in it.

    `speaks` where all of them stand for a government: what it says lies anywhere. `row` is that of
    the report's mentions. `lends` tells whether the chosen place says something of the places
    around it; `sure` is how far it stands out, as such and from those of other countries. Both
    hold until the next choice.
    """

    key: tuple[str, tuple[str, ...]]
    row: Row
    mentions: list[int] = field(default_factory=list)
    candidates: tuple[Candidate, ...] = ()
    fixed: dict[int, float] = field(default_factory=dict)
    choice: Candidate | None = None
    total: dict[int, float] = field(default_factory=dict)
    outer: list[Name] = field(default_factory=list)
    inner: list[Name] = field(default_factory=list)
    speaks: bool = False
    lends: bool = False
    sure: tuple[float, float] = (0.2, 0.2)

    def choose(self, choice: Candidate | None, total: dict[int, float]) -> None:
        """Take a choice and what it and its rivals scored."""
        self.choice, self.total = choice, total
        self.sure = _sureness(self)
        lends = (
            choice is not None
            and not self.speaks
            and choice.match != "variant"
            and choice.place.feature != "country"
            and choice.place.radius_km <= _WIDEST_KM
        )
        if lends is not self.lends:
            self.lends = lends
            self.row.changed()


class Row:
    """The mentions of a report in their order, and which names stand near which.

    Rounds hardly ever change which names lend, so who stands near is worked out once for all.

    Attributes:
        names: whose each mention is.
    """

    def __init__(self) -> None:
        self.names: list[Name] = []
        self._lending: list[int] | None = None
        self._around: dict[Name, list[tuple[int, Name]]] = {}
        self._close: dict[int, dict[int, float]] = {}

    def changed(self) -> None:
        """Forget who stands near whom: other names lend now."""
        self._lending = None
        self._around.clear()

    def clear(self) -> None:
        """Let all names go."""
        self.names.clear()
        self.changed()

    def nearness(self, place: Place, near: Sequence[tuple[Place, float]], reach: float) -> float:
        """Tell how near other places are to one, 0 to 1.

        Args:
            place: the one.
            near: the others with their weight, as from `near_names`.
            reach: the km at which nearness falls to 1/e, the same at every call.
        """
        if not near:
            return 0.0
        known = self._close.setdefault(place.number, {})
        total, shares = 0.0, []
        for other, weight in near:
            close = known.get(other.number)
            if close is None:  # three rounds ask for the same two places
                beyond = apart(place.lat, place.lon, other.lat, other.lon) - other.radius_km / 2
                close = known[other.number] = exp(-beyond / reach) if beyond > 0 else 1.0
            share = weight * close
            total += share
            shares.append(share)
        return 0.6 * max(shares) + 0.4 * min(1.0, total / 3)

    def around(self, name: Name) -> list[tuple[int, Name]]:
        """Return the lending names that stand near a name, and how many mentions off."""
        found = self._around.get(name)
        if found is None:
            gaps: dict[Name, int] = {}
            for here in name.mentions[:_ASKED]:
                self._outward(name, here, gaps)
            found = self._around[name] = [(gap, other) for other, gap in gaps.items()]
        return found

    def _outward(self, name: Name, here: int, gaps: dict[Name, int]) -> None:
        """Note the dozen names that stand nearest to a mention, and how many mentions off.

        The walk is bounded, so that a book of reports costs no more a name than a page does.
        """
        names = self.names
        if self._lending is None:
            self._lending = [i for i, other in enumerate(names) if other.lends]
        lending = self._lending
        seen = {name}
        high = bisect_left(lending, here)
        low, last = high - 1, len(lending)
        while len(seen) <= _NEAREST:
            before = here - lending[low] if low >= 0 else _FARTHEST
            after = lending[high] - here if high < last else _FARTHEST
            gap = min(before, after)
            if gap >= _FARTHEST:
                return
            beside = []
            if before == gap:
                beside.append(names[lending[low]])
                low -= 1
            if after == gap:
                beside.append(names[lending[high]])
                high += 1
            for other in beside:
                if other not in seen:
                    seen.add(other)
                    if gap < gaps.get(other, _FARTHEST):
                        gaps[other] = gap


def evidence(
    names: Sequence[Name], told: Counter[str]
) -> tuple[dict[str, float], dict[str, float]]:
    """Weigh countries and divisions by the names now placed in them."""
    countries: defaultdict[str, float] = defaultdict(float)
    divisions: defaultdict[str, float] = defaultdict(float)
    for country, said in told.items():
        countries[country] += min(said, 3)
    for name in names:
        if name.choice is None or (name.choice.match == "variant" and name.choice.score < SPEAKS):
            continue
        place = name.choice.place
        times = often(name)
        if place.country:
            countries[place.country] += times * sureness(name, country=True)
        if place.admin1:
            divisions[place.admin1] += times * sureness(name)
    return dict(countries), dict(divisions)


def often(name: Name) -> float:
    """Weigh a name by its mentions, less where an alias or another spelling was met."""
    weight = float(min(len(name.mentions), 3))
    if name.choice and name.choice.match == "variant":
        return weight * 0.4
    return weight * (0.6 if name.choice and name.choice.kind else 1.0)


def sureness(name: Name, *, country: bool = False) -> float:
    """Tell how far the best candidate stands out, 0.2 to 1.

    Args:
        name: the name.
        country: whether it need only stand out from those of other countries ("Henry County" is
            in the United States, whichever it is).
    """
    return name.sure[country]


def _sureness(name: Name) -> tuple[float, float]:
    """Return how far the choice stands out from all others, and from those of other countries."""
    choice, total = name.choice, name.total
    if choice is None:
        return 0.2, 0.2
    country = choice.place.country
    other = abroad = float("-inf")
    for candidate in name.candidates:
        if candidate is not choice:
            place = candidate.place
            scored = total[place.number]
            other = max(other, scored)
            if scored > abroad and place.country != country:
                abroad = scored
    best = total[choice.place.number]
    return max(0.2, min(1.0, 0.3 + (best - other))), max(0.2, min(1.0, 0.3 + (best - abroad)))


def countries_of(names: Sequence[Name], told: Counter[str]) -> set[str]:
    """Return the countries that the report is about; none where it does not tell."""
    countries, _ = evidence(names, told)
    all_ = sum(countries.values())
    return {c for c, n in countries.items() if n / all_ >= _ABOUT} if all_ else set()


def near_names(name: Name) -> list[tuple[Place, float]]:
    """Return up to a dozen other places, nearest in the text first, with their weight."""
    others = [
        (gap, other.choice.place, other.sure[0] / (1 + 0.1 * gap))
        for gap, other in name.row.around(name)
        if other.choice
    ]
    others.sort(key=lambda o: (o[0], o[1].id))
    return [(place, weight) for _, place, weight in others[:_NEAREST]]


def part(names: Iterable[Name]) -> None:
    """Let names go that hold each other: then nothing waits for the garbage collector."""
    for name in names:
        name.outer, name.inner = [], []
        name.row.clear()


def mutual(names: Sequence[Name]) -> dict[tuple[int, int], float]:
    """Tell which candidates of different names lie close together, before any is chosen.

    "Walker County" and "Huntsville" are many places each, but lie together in one state only.

    Returns:
        By position of the name and number of the place: 0 to 1.
    """
    lists = [[] if name.speaks else _likeliest(name) for name in names]
    best: dict[tuple[int, int], float] = {}
    for i, ours in enumerate(lists):
        for j in range(i + 1, min(len(lists), i + 1 + _PARTNERS)):
            theirs = lists[j]
            if len(ours) < 2 and len(theirs) < 2:
                continue
            if names[i].key[0] == names[j].key[0]:
                continue
            for one, sure in ours:
                for other, sure_other in theirs:
                    if abs(one.lat - other.lat) > 1 or abs(one.lon - other.lon) > 2:
                        continue
                    if one.number == other.number or one.radius_km + other.radius_km > 250:
                        continue
                    away = distance_km(one.lat, one.lon, other.lat, other.lon)
                    away = max(0.0, away - max(one.radius_km, other.radius_km))
                    close = exp(-away / _MUTUAL_KM)
                    for key, worth in (((i, one.number), sure_other), ((j, other.number), sure)):
                        best[key] = max(best.get(key, 0.0), close * worth)
    return best


def _likeliest(name: Name) -> list[tuple[Place, float]]:
    """Return a name's dozen best candidates with how likely each is for itself, 0 to 1."""
    fitting = [
        c for c in name.candidates
        if c.match == "exact" and c.place.feature in _LOCAL
    ]  # fmt: skip
    if not fitting:
        return []
    top = max(name.fixed[c.place.number] for c in name.candidates)
    ranked = sorted(fitting, key=lambda c: (-name.fixed[c.place.number], c.place.id))
    return [(c.place, exp(name.fixed[c.place.number] - top)) for c in ranked[:_CANDIDATES]]


def held_by(candidate: Candidate, name: Name) -> float:
    """Tell whether it lies in what the text says holds it, or holds what it is said to: 0 to 1."""
    place = candidate.place
    for holder in name.outer:
        for outer in holder.candidates[:12]:
            if holds(outer.place, place):
                return 1.0 if outer is holder.choice else 0.8
    if not name.inner:
        return 0.0
    # And what it holds: "Alexandria, Louisiana" speaks for the state as well. "Saraqib in Idlib"
    # may be said of the province by the name of its seat.
    seat = place.feature in SETTLED and fold(place.division or "") == candidate.spelling
    for other in name.inner:
        for inner in other.candidates[:25]:
            below = inner.place
            if holds(place, below) or (
                seat and below.admin1 == place.admin1 and below.number != place.number
            ):
                return 0.6
    return 0.0


def holds(outer: Place, inner: Place) -> bool:
    """Tell whether `inner` lies in `outer`: by boundaries, codes, or distance."""
    if outer.number == inner.number:
        return False
    if outer.bounded and inner.within is not None:
        # A code that says otherwise is of older boundaries: the text may mean those, too.
        coded = outer.feature == "admin1" and None is not outer.admin1 == inner.admin1
        return outer.id in inner.within or (coded and inner.feature != "country")
    if outer.feature == "country":
        return outer.country == inner.country and inner.feature != "country"
    if inner.feature == "country" or (
        outer.country and inner.country and outer.country != inner.country
    ):
        return False
    if outer.feature == "admin1":
        return outer.admin1 is not None and outer.admin1 == inner.admin1
    if outer.feature in {"admin2", "region", "city"}:
        if outer.feature == "city" and inner.feature not in {"quarter", "base", "airport"}:
            return False
        if outer.admin1 and inner.admin1 and outer.admin1 != inner.admin1:
            return False
        away = distance_km(outer.lat, outer.lon, inner.lat, inner.lon)
        return away <= outer.radius_km * 1.3 + 5
    return False
