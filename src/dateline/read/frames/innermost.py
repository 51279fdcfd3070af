"""Names that are beside the spot: the setting it lies in, what it borders, whom it is called by.

One rule: of two places of one act, of which one holds the other, the inner one is where it was.
"""

from __future__ import annotations

from dateline.know.gazetteer.place import distance_km
from dateline.model import PlaceMention
from dateline.read.clauses.clause import Clause
from dateline.read.frames.sight import Sight, Site

_OPENING = 4
"""Tokens of a sentence in which the setting of it is named ("In the city of A, ...")."""
_ROUND = 150.0
"""Kilometres about a setting in which the spot lies that is named after it."""
_WIDE = frozenset({"country", "admin1", "admin2", "region"})
_BORDERING = frozenset("bordering neighbouring neighboring adjoining abutting flanking".split())
_BANDS = frozenset("cartel community tribe clan gang mafia syndicate".split())


def innermost(sight: Sight, clause: Clause, sites: list[Site]) -> list[Site]:
    """Return the spot alone, where the sentence opens with the wider place that it lies in.

    "IN KANDAHAR, six people were killed on Friday in Maiwand district" tells of one place.
    """
    if len(sites) != 2:
        return sites
    wide, spot = sorted(sites, key=lambda s: s.place.span or (0, 0))
    outer, inner = wide.place.span, spot.place.span
    if outer is None or inner is None:
        return sites
    verb = sight.scene.tokens.idx[clause.head]
    first = sight.scene.token_at(outer[0])
    opens = first - sight.sentence(clause.head).start <= _OPENING and outer[1] < verb < inner[0]
    return [spot] if opens and _round(wide.place, spot.place) else sites


def _round(wide: PlaceMention, spot: PlaceMention) -> bool:
    """Tell whether a spot lies so near a place that it may be in its province."""
    if wide.lat is None or wide.lon is None or spot.lat is None or spot.lon is None:
        return False
    far = distance_km(wide.lat, wide.lon, spot.lat, spot.lon)
    return far <= _ROUND and wide.country == spot.country


def borders(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether a wide place only lies beside where it was ("in a town BORDERING A")."""
    if place.span is None or place.feature not in _WIDE:
        return False
    first = sight.scene.token_at(place.span[0])
    return not _BORDERING.isdisjoint(sight.lowers[max(0, first - 2) : first])


def of_a_band(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether a place only names a band or a people ("the SINALOA cartel")."""
    last = sight.scene.tokens_of(place.span or (0, 0))[1]
    return any(sight.lemma(t) in _BANDS for t in range(last, min(last + 2, len(sight.lowers))))


_EACH = frozenset("one two three other others another both most some many all each".split())


def whence(sight: Sight, start: int) -> bool:
    """Tell whether people are counted by where they are from ("one and THE OTHER FROM A")."""
    return start > 1 and sight.lowers[start - 2] in _EACH
