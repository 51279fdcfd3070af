"""What the pickers of review offer: places of the gazetteer, actors of the register."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from dateline.model.fold import fold
from dateline.pipeline import OwnNames, search_places
from dateline.settings import Settings
from dateline.web.texts import called

_MOST = 30


def places(
    settings: Settings, own: OwnNames, name: str, country: str | None
) -> list[dict[str, Any]]:
    """Return candidates for a place name, best first."""
    found = search_places(settings, name, country=country, limit=_MOST)
    return [
        {
            "id": c.place.id,
            "name": c.place.name,
            **called(own.of(c.place.id)),
            "feature": c.place.feature,
            "division": c.place.division,
            "country": c.place.country,
            "lat": c.place.lat,
            "lon": c.place.lon,
            "why": c.why,
        }
        for c in found
    ]


def actors(settings: Settings, name: str) -> list[dict[str, str]]:
    """Return entries of the register with `name` in their name, the shortest first.

    The lists that the user added are part of the register.
    """
    from dateline.know.actors.added import digest

    asked = fold(name)
    if not asked:
        return []
    known = _register(settings.cache, digest(settings.cache))
    found = [(len(key), id_, shown) for id_, shown, key in known if asked in key]
    return [{"id": id_, "name": shown} for _, id_, shown in sorted(found)[:_MOST]]


@lru_cache(maxsize=1)
def _register(cache: Path, added: str) -> tuple[tuple[str, str, str], ...]:
    """Return id, name and key of all actors; `added` changes with the user's lists."""
    from dateline.know.actors.added import load_with_added

    del added
    return tuple((e.id, e.name, fold(f"{e.name} {e.id}")) for e in load_with_added(cache))
