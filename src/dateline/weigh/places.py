"""Which place references mean the same place: by gazetteer id, else by name and distance."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.model import Holding, PlaceFinding, PlaceRef, content_id, to_json
from dateline.model.fold import fold
from dateline.weigh.groups import Groups
from dateline.weigh.telling import Telling

_SAME_KM = 25.0
"""A place of the same name within this distance is the same one, where no id says otherwise."""
_EARTH_KM = 6371.0
_PRECISIONS = ("exact", "near", "admin2", "admin1", "country", None)

PlaceOf = Mapping[str, str]
"""The place of every claim that has one, by the claim's id: a key that stands for the place."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What references with one key say of it: a gazetteer's place, or a name at a point.

    Attributes:
        key: stands for it.
        known: whether a gazetteer knows it.
        names: all that it is called, folded, sorted.
        lat: degrees north; None where nothing tells.
        lon: degrees east.
    """

    key: str
    known: bool
    names: tuple[str, ...]
    lat: float | None
    lon: float | None

    @classmethod
    def of(cls, key: str, refs: Iterable[PlaceRef]) -> Spot:
        """Return the spot of all references with one key, whatever their order."""
        told = list(refs)
        points = sorted({(r.lat, r.lon) for r in told if r.lat is not None and r.lon is not None})
        lat, lon = points[0] if points else (None, None)
        names = tuple(sorted({name for ref in told for name in _names(ref)}))
        return cls(key, any(ref.id for ref in told), names, lat, lon)


def same_places(tellings: Iterable[Telling]) -> PlaceOf:
    """Return the place of every claim."""
    refs: dict[str, list[PlaceRef]] = defaultdict(list)
    of: dict[str, str] = {}
    for telling in tellings:
        where = telling.claim.where
        if where is not None and (key := spot_key(where)):
            of[telling.claim.id] = key
            refs[key].append(where)
    place = grouped([Spot.of(key, told) for key, told in refs.items()])
    return {claim: place[key] for claim, key in of.items()}


def grouped(spots: Iterable[Spot]) -> dict[str, str]:
    """Return the place of every spot: the least key of those that are the same place.

    Spots that share no name, directly or by others between them, have nothing to do with one
    another.
    """
    by_key = {spot.key: spot for spot in spots}
    groups = Groups(by_key)
    named: dict[str, list[Spot]] = defaultdict(list)
    for key in sorted(by_key):
        for name in by_key[key].names:
            named[name].append(by_key[key])
    for name in sorted(named):
        _join_unidentified(named[name], groups)
    return {key: groups.of(key) for key in by_key}


def _join_unidentified(same: list[Spot], groups: Groups) -> None:
    """Join the places of one name that no gazetteer tells apart to the nearest that it knows."""
    known = [spot for spot in same if spot.known]
    loose = [spot for spot in same if not spot.known]
    for spot in loose:
        near = sorted((d, k.key) for k in known if (d := apart(spot, k)) <= _SAME_KM)
        if near:
            groups.join(near[0][1], spot.key)
        elif len(known) == 1 and spot.lat is None:
            groups.join(known[0].key, spot.key)  # the only one of that name in the record
    for one, other in itertools.pairwise(loose):
        if apart(one, other) <= _SAME_KM or one.lat is None:
            groups.join(one.key, other.key)


def spot_key(where: PlaceRef) -> str:
    """Return what stands for the spot that a reference means; empty where it names none."""
    if where.id:
        return where.id
    name = fold(where.name or where.text)
    if not name:
        return ""
    # Without an id, places of one name are told apart by where they lie, to about 10 km.
    spot = f"{where.lat:.1f},{where.lon:.1f}" if _located(where) else where.country or ""
    return f"~{name}@{spot}"


def _names(where: PlaceRef) -> set[str]:
    return {fold(name) for name in (where.text, where.name) if name} - {""}


def _located(where: PlaceRef) -> bool:
    return where.lat is not None and where.lon is not None


def apart(one: PlaceRef | Spot, other: PlaceRef | Spot) -> float:
    """Great-circle distance in km; infinite where either has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    a, b = math.radians(one.lat), math.radians(other.lat)
    turn = math.radians(other.lon - one.lon)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))


def best_place(refs: Iterable[PlaceRef]) -> PlaceRef:
    """Return the reference to show for one place: known, precisely located, most often so put.

    The span is left out: it would point into one of many reports.
    """
    from msgspec.structs import replace

    refs = list(refs)
    counted = Counter(to_json(_bare(ref)) for ref in refs)
    bare = {to_json(_bare(ref)): _bare(ref) for ref in refs}

    def rank(body: bytes) -> tuple[object, ...]:
        ref = bare[body]
        return (ref.id is None, _PRECISIONS.index(ref.precision), -counted[body], body)

    best = bare[min(counted, key=rank)]
    return replace(best, text=best.name) if best.name and best.id else best


def _bare(ref: PlaceRef) -> PlaceRef:
    from msgspec.structs import replace

    return replace(ref, span=None, because=None)


def spellings(wheres: Iterable[PlaceRef]) -> tuple[str, ...]:
    """Return every spelling of one place, sorted, the gazetteer's names among them."""
    return tuple(sorted({name for w in wheres for name in (w.text, w.name) if name}))


def place_finding(
    key: str, told: Sequence[Telling], names: tuple[str, ...], held: Sequence[Holding]
) -> PlaceFinding:
    """Return one place that claims speak of.

    Args:
        key: of the place.
        told: all that happens there, of all kinds of claims.
        names: its spellings.
        held: its holdings, in order of days.
    """
    days = sorted(d for t in told for d in (t.start, t.end) if d)
    return PlaceFinding(
        id=content_id("place", key),
        place=best_place([t.claim.where for t in told]),
        names=names,
        claims=tuple(sorted({t.claim.id for t in told})),
        articles=len({t.report.id for t in told}),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        holding=held[-1] if held else None,
    )
