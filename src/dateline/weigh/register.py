"""What weighing asks the register of actors, and the lists that a user added to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from dateline.know.actors import Register, load_register
from dateline.model import Plover


@dataclass(frozen=True)
class Kin:
    """Who belongs to whom.

    Attributes:
        version: of the lists that a user added; empty where there are none. Other lists may give
            other findings.
        register: of actors; None for the shipped one.
    """

    version: str = ""
    register: Register | None = field(default=None, repr=False, compare=False)
    _heads: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def head(self, actor_id: str) -> str:
        """Return the head of the line of an actor: a state, an alliance, or itself."""
        if actor_id not in self._heads:
            head, seen = actor_id, {actor_id}
            while (parent := self._parent(head)) and parent not in seen:
                seen.add(parent)
                head = parent
            self._heads[actor_id] = head
        return self._heads[actor_id]

    def _parent(self, actor_id: str) -> str | None:
        entry = (self.register or _register()).get(actor_id)
        return entry.parent if entry else None


SHIPPED = Kin()
"""As the shipped tables have it."""


def kin_of(cache: Path | None) -> Kin:
    """Return who belongs to whom, the lists in a folder of added knowledge among it.

    Raises:
        InputError: an added table is damaged.
    """
    from dateline.know.actors.added import digest, load_with_added

    version = digest(cache) if cache else ""
    return Kin(version, load_with_added(cache)) if cache and version else SHIPPED


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
