"""Which place references mean the same place: by gazetteer id, else by name and distance."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

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


def same_places(tellings: Iterable[Telling]) -> PlaceOf:
    """Return the place of every claim."""
    wheres: dict[str, PlaceRef] = {}
    of: dict[str, str] = {}
    for telling in tellings:
        where = telling.claim.where
        if where is not None and (key := _key(where)):
            of[telling.claim.id] = key
            wheres.setdefault(key, where)
    groups = Groups(wheres)
    named: dict[str, list[str]] = defaultdict(list)
    for key in sorted(wheres):
        for name in sorted(_names(wheres[key])):
            named[name].append(key)
    for keys in named.values():
        _join_unidentified(keys, wheres, groups)
    return {claim: groups.of(key) for claim, key in of.items()}


def _join_unidentified(keys: list[str], wheres: dict[str, PlaceRef], groups: Groups) -> None:
    """Join the places of one name that no gazetteer tells apart to the nearest that it knows."""
    known = [key for key in keys if wheres[key].id]
    loose = [key for key in keys if not wheres[key].id]
    for key in loose:
        near = sorted((d, k) for k in known if (d := apart(wheres[key], wheres[k])) <= _SAME_KM)
        if near:
            groups.join(near[0][1], key)
        elif len(known) == 1 and wheres[key].lat is None:
            groups.join(known[0], key)  # the only one of that name in the record
    for one, other in itertools.pairwise(loose):
        if apart(wheres[one], wheres[other]) <= _SAME_KM or wheres[one].lat is None:
            groups.join(one, other)


def _key(where: PlaceRef) -> str:
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


def apart(one: PlaceRef, other: PlaceRef) -> float:
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


def spellings(tellings: Iterable[Telling], place_of: PlaceOf) -> dict[str, tuple[str, ...]]:
    """Return every spelling of every place, sorted, the gazetteer's names among them."""
    names: dict[str, set[str]] = defaultdict(set)
    for telling in tellings:
        if key := place_of.get(telling.claim.id):
            where = telling.claim.where
            names[key] |= {name for name in (where.text, where.name) if name}
    return {key: tuple(sorted(found)) for key, found in names.items()}


def place_findings(
    tellings: Iterable[Telling],
    place_of: PlaceOf,
    held: Mapping[str, Sequence[Holding]],
    names: Mapping[str, tuple[str, ...]],
) -> Iterator[PlaceFinding]:
    """Yield every place that claims speak of, in order of its key.

    Args:
        tellings: of all kinds of claims.
        place_of: the place of every claim.
        held: the holdings of every place.
        names: the spellings of every place.
    """
    at: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        if key := place_of.get(telling.claim.id):
            at[key].append(telling)
    for key in sorted(at):
        told = at[key]
        claims = tuple(sorted({t.claim.id for t in told}))
        days = sorted(d for t in told for d in (t.start, t.end) if d)
        yield PlaceFinding(
            id=content_id("place", claims),
            place=best_place([t.claim.where for t in told]),
            names=names[key],
            claims=claims,
            articles=len({t.report.id for t in told}),
            first=days[0] if days else None,
            last=days[-1] if days else None,
            holding=held[key][-1] if key in held else None,
        )
