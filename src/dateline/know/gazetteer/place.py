"""What the gazetteer knows of a place, and how it came to answer with it."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Final, Literal

Match = Literal["exact", "article", "variant"]
TOWNS: Final = frozenset({"city", "town", "village"})
SETTLED: Final = TOWNS | {"quarter"}
"""Features of places where people live together."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the gazetteer.

    Attributes:
        number: row in the store; of use only within one store.
        id: `geonames:170017`, `iso:SY-HM`, `dateline:donbas`.
        name: in a common spelling.
        lat: degrees north (WGS 84).
        lon: degrees east.
        feature: country, admin1, admin2, city, town, village, region, river, sea, road, base, ...
        country: ISO 3166-1 alpha-2; None where it lies in several or none.
        admin1: GeoNames code of its first-order division ("SY.10").
        division: name of that division ("Hama").
        population: number of people; 0 where unknown.
        radius_km: within which it lies or which it covers.
        capital: whether it is a country's capital.
        source: which of the gazetteer's sources holds it; one that the user added before others.
        within: ids of the divisions whose ground it lies on, the widest first; None where no
            boundaries that the user added cover it.
        bounded: whether it is a division whose boundaries are known.
    """

    number: int
    id: str
    name: str
    lat: float
    lon: float
    feature: str
    country: str | None
    admin1: str | None
    division: str | None
    population: int
    radius_km: float
    capital: bool
    source: str
    within: tuple[str, ...] | None = None
    bounded: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may stand for.

    Attributes:
        place: the place.
        match: `exact` (same letters), `article` (but for the Arabic
            article or a final h), `variant` (another
            transliteration).
        score: 0 to 1, of the name alone.
        spelling: the gazetteer's spelling that was met.
        kind: 0 for the place's own name, 1 for an alias, 2 for a rare or machine-made alias.
    """

    place: Place
    match: Match
    score: float
    spelling: str
    kind: int

    @property
    def why(self) -> str:
        """How the name was met, in words."""
        if self.match == "variant":
            return f"sounds like {self.spelling!r}"
        if self.match == "article":
            return f"but for the article: {self.spelling!r}"
        return ("its name", "an alias", "a rare alias")[min(self.kind, 2)]


def distance_km(a: float, b: float, c: float, d: float) -> float:
    """Return the great-circle distance between (a, b) and (c, d) in km."""
    x = sin(radians(c - a) / 2) ** 2
    y = cos(radians(a)) * cos(radians(c)) * sin(radians(d - b) / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, x + y)))
