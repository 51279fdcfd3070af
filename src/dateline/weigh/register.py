"""What weighing asks the register of actors."""

from __future__ import annotations

from functools import cache

from dateline.know.actors import Register, load_register


def parent_of(actor_id: str) -> str | None:
    """Return the id of the actor that `actor_id` belongs to; None at the head of a line."""
    entry = _register().get(actor_id)
    return entry.parent if entry else None


def iso3(country: str | None) -> str | None:
    """Return the alpha-3 code of a country given by its alpha-2 code; None where unknown."""
    return _register().iso3(country)


@cache
def _register() -> Register:
    return load_register()
