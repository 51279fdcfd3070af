"""The one question that weighing asks the register of actors."""

from __future__ import annotations

from functools import cache

from dateline.know.actors import Register, load_register


def parent_of(actor_id: str) -> str | None:
    """Return the id of the actor that `actor_id` belongs to; None at the head of a line."""
    entry = _register().get(actor_id)
    return entry.parent if entry else None


@cache
def _register() -> Register:
    return load_register()
