"""The register of actors: what was added to it, adding to it, and asking it for a name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.settings import Settings

if TYPE_CHECKING:
    from dateline.know.actors import Entry
    from dateline.know.actors.added import AddedActors


def actor_lists(settings: Settings) -> tuple[AddedActors, ...]:
    """Return the lists of actors that were added to the shipped tables."""
    from dateline.know.actors.added import added_actors

    return added_actors(settings.cache)


def add_actors(
    settings: Settings,
    source: str,
    *,
    kind: str | None = None,
    licence: str | None = None,
    date: dt.date | None = None,
) -> AddedActors:
    """Add a list of actors, for every later reading.

    Args:
        settings: whose cache folder keeps it.
        source: a file.
        kind: what it is; told by its first lines where None.
        licence: of the list.
        date: of the data.

    Raises:
        InputError: the file is not there, or is no list of actors.
    """
    from dateline.know.actors.added import add

    told = date.isoformat() if date else None
    path = Path(source).expanduser()
    return add(settings.cache, path, kind=kind, licence=licence, date=told)


def remove_actors(settings: Settings, key: str) -> AddedActors:
    """Forget an added list.

    Raises:
        InputError: none of this key was added.
    """
    from dateline.know.actors.added import remove

    return remove(settings.cache, key)


def search_actors(
    settings: Settings, name: str, *, country: str | None = None, limit: int = 20
) -> tuple[Entry, ...]:
    """Return whom a name may mean: by the whole name first, then by words of it.

    Args:
        settings: whose register is asked.
        name: as printed, or an id.
        country: alpha-2 or alpha-3, where only its actors are wanted.
        limit: at most so many.
    """
    from dateline.know.actors.added import load_with_added
    from dateline.know.actors.keys import words

    register = load_with_added(settings.cache)
    found = {e.id: e for e in register.find(name)}
    if (entry := register.get(name)) is not None:
        found[entry.id] = entry
    wanted = set(words(name))
    for entry in register if wanted else ():
        if any(wanted <= set(words(n)) for n in (entry.name, *entry.aliases)):
            found.setdefault(entry.id, entry)
    iso3 = register.iso3(country) if country else None
    return tuple(e for e in found.values() if iso3 is None or e.country == iso3)[:limit]
