"""What weighing asks the register of actors."""

from __future__ import annotations

from functools import cache

from dateline.know.actors import Register, load_register
from dateline.model import Plover


def parent_of(actor_id: str) -> str | None:
    """Return the id of the actor that `actor_id` belongs to; None at the head of a line."""
    entry = _register().get(actor_id)
    return entry.parent if entry else None


@cache
def government_of(actor_id: str) -> tuple[str, str, Plover] | None:
    """Return id, name and code of the government whose arm an actor is; None for all others."""
    entry = _register().get(actor_id)
    seen: set[str] = set()
    while entry is not None and entry.id not in seen:
        if entry.sector == "GOV" and entry.id.endswith(".gov"):
            return entry.id, entry.name, Plover(country=entry.country, sector=entry.sector)
        if entry.sector not in ("GOV", "MIL", "COP", "JUD", "LEG", "SPY"):
            return None
        seen.add(entry.id)
        entry = _register().get(entry.parent) if entry.parent else None
    return None


def iso3(country: str | None) -> str | None:
    """Return the alpha-3 code of a country given by its alpha-2 code; None where unknown."""
    return _register().iso3(country)


@cache
def _register() -> Register:
    return load_register()
