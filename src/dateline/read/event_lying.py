"""How two places of one report lie: one and the same, one within the other, or apart.

One rule: a name that no gazetteer knows is another place than one of another name, unless one of
the two is a mere part or site.
"""

from __future__ import annotations

from dateline.know.gazetteer.place import distance_km
from dateline.model import PlaceMention

_BROAD = frozenset({"country", "region", "admin1", "admin2"})
_PARTS = frozenset({"quarter", "camp", "base", "airport", "crossing", "bridge", "other", None})
_SAME_KM, _NEAR_KM, _DISTRICT_KM = 3.0, 15.0, 60.0
_AROUND = 1.5
"""Radii of a region within which a town may be in it: its point is a mere middle."""


def relation(one: PlaceMention, other: PlaceMention) -> str:
    """Tell how two places lie: `same`, `within`, `other`, or `unknown` where nothing tells."""
    if (one.id and one.id == other.id) or _names(one) & _names(other):
        return "same"
    if nameless(one) or nameless(other):
        return "unknown"
    if spot_of(one, other) or spot_of(other, one):
        return "within"
    broad = [p for p in (one, other) if p.feature in _BROAD]
    if broad:
        return _containing(one, other)
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return "other" if not (_part(one) or _part(other)) else "unknown"
    apart = distance_km(one.lat, one.lon, other.lat, other.lon)
    if apart <= _SAME_KM:
        return "same" if _part(one) or _part(other) else "within"
    vague = _part(one) or _part(other) or "near" in {one.precision, other.precision}
    return "within" if apart <= _NEAR_KM and vague else "other"


def _containing(one: PlaceMention, other: PlaceMention) -> str:
    """Tell whether one of two places, at least one of them no town, may hold the other."""
    wide, fine = (one, other) if _rank(one) <= _rank(other) else (other, one)
    if wide.country and fine.country and wide.country != fine.country:
        return "other"
    if wide.feature == "country" or fine.country is None:
        return "within"
    if wide.feature == "admin1":
        held = {n.lower() for n in (wide.admin1, wide.name, wide.text) if n}
        return "within" if fine.admin1 is None or fine.admin1.lower() in held else "other"
    if wide.lat is None or wide.lon is None or fine.lat is None or fine.lon is None:
        return "within"
    apart = distance_km(wide.lat, wide.lon, fine.lat, fine.lon)
    return "within" if apart <= max(_DISTRICT_KM, _AROUND * (wide.radius_km or 0)) else "other"


def holds(wide: PlaceMention, fine: PlaceMention) -> bool:
    """Tell whether one place is a wider one that another lies in."""
    return (
        wide.feature in _BROAD
        and _rank(wide) < _rank(fine)
        and not nameless(fine)
        and _containing(wide, fine) == "within"
    )


def spot_of(site: PlaceMention, town: PlaceMention) -> bool:
    """Tell whether a site is told of by its town ("an army base in the town of Boma")."""
    ends = (f" in {town.text}", f" of {town.text}")
    return _part(site) and not _part(town) and site.text.endswith(ends)


def _rank(place: PlaceMention) -> int:
    order = ("country", "region", "admin1", "admin2")
    return order.index(place.feature) if place.feature in order else len(order)


def _names(place: PlaceMention) -> set[str]:
    return {name.lower() for name in (place.name, place.text) if name}


def nameless(place: PlaceMention) -> bool:
    """Tell whether a place is told of without a name ("the terminal")."""
    return place.role == "description" or not any(c.isupper() for c in place.text)


def _part(place: PlaceMention) -> bool:
    return place.feature in _PARTS


def site_of(town: PlaceMention, site: PlaceMention) -> bool:
    """Tell whether a site without a name has been put at a town ("the terminal")."""
    if town.lat is None or town.lon is None or site.lat is None or site.lon is None:
        return False
    return distance_km(town.lat, town.lon, site.lat, site.lon) <= _SAME_KM
