"""Which common nouns may stand for which places: "the town" for a city, "the base" for an airport.

One rule: a place that no gazetteer knows may be anything.
"""

from __future__ import annotations

_KIN = {
    "city": {"city", "town"},
    "town": {"city", "town", "village"},
    "village": {"town", "village"},
    "capital": {"city", "town"},
    "province": {"admin1", "admin2"},
    "governorate": {"admin1"},
    "region": {"admin1", "region", "admin2"},
    "state": {"admin1"},
    "district": {"admin2", "quarter", "town"},
    "base": {"base", "airport"},
    "airport": {"airport", "base"},
    "airfield": {"airport", "base"},
    "airbase": {"base", "airport"},
    "crossing": {"crossing"},
    "road": {"road"},
    "highway": {"road"},
    "motorway": {"road"},
    "dam": {"dam"},
    "hill": {"hill"},
    "mountain": {"hill"},
    "ridge": {"hill"},
    "neighbourhood": {"quarter"},
    "neighborhood": {"quarter"},
    "suburb": {"quarter", "town"},
    "camp": {"other", "village", "town", "quarter"},
    "island": {"region", "other"},
    "port": {"city", "town", "other"},
    "junction": {"town", "village", "city", "crossing", "other"},
    "crossroads": {"town", "village", "crossing", "other"},
    "country": {"country"},
}


def kin(lemma: str, feature: str | None) -> bool:
    """Tell whether a common noun may stand for a place with this feature."""
    if lemma not in _KIN:
        return False
    return feature is None or feature in _KIN[lemma]
