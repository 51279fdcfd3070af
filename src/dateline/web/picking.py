"""What the pickers of review offer: places of the gazetteer, actors of the register."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from dateline.model.fold import fold
from dateline.pipeline import search_places
from dateline.settings import Settings

_MOST = 30


def places(settings: Settings, name: str, country: str | None) -> list[dict[str, Any]]:
    """Return candidates for a place name, best first."""
    found = search_places(settings, name, country=country, limit=_MOST)
    return [
        {
            "id": c.place.id,
            "name": c.place.name,
            "feature": c.place.feature,
            "division": c.place.division,
            "country": c.place.country,
            "lat": c.place.lat,
            "lon": c.place.lon,
            "why": c.why,
        }
        for c in found
    ]


def actors(name: str) -> list[dict[str, str]]:
    """Return entries of the register with `name` in their name, the shortest first."""
    asked = fold(name)
    if not asked:
        return []
    found = [(len(key), id_, shown) for id_, shown, key in _register() if asked in key]
    return [{"id": id_, "name": shown} for _, id_, shown in sorted(found)[:_MOST]]


@lru_cache(maxsize=1)
def _register() -> tuple[tuple[str, str, str], ...]:
    from dateline.know.actors import load_register

    return tuple((e.id, e.name, fold(f"{e.name} {e.id}")) for e in load_register())
