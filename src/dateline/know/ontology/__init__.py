"""The ontologies that claims are coded in: PLOVER, with its crosswalks to CAMEO and ACLED.

The tables beside this module are the source; what is loaded is checked against itself, so that
a code printed in a claim is always a code of its codebook.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import tomli

from dateline.errors import InputError
from dateline.model import ActorRef

__all__ = ["EventType", "Ontology", "acled_territory", "intensity", "ontology", "words"]


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the sixteen PLOVER types.

    Attributes:
        name: in capitals.
        quad: verbal or material, cooperation or conflict.
        about: what it takes in, one line.
        modes: its modes; empty where PLOVER has none.
    """

    name: str
    quad: str
    about: str
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """All code tables.

    Attributes:
        types: PLOVER types by name.
        contexts: PLOVER contexts.
        cameo: label by CAMEO code.
        cameo_plover: `(type, mode or None)` by CAMEO code.
        acled: sub-event types by event type.
        state_sectors: PLOVER sectors that ACLED counts as state forces.
        non_state_sectors: those it counts as non-state.
    """

    types: Mapping[str, EventType]
    contexts: frozenset[str]
    cameo: Mapping[str, str]
    cameo_plover: Mapping[str, tuple[str, str | None]]
    acled: Mapping[str, tuple[str, ...]]
    state_sectors: frozenset[str]
    non_state_sectors: frozenset[str]

    def acled_pair(self, sub_event: str) -> tuple[str, str]:
        """Return `(event_type, sub_event_type)` of a sub-event type.

        Raises:
            InputError: ACLED has no such sub-event type.
        """
        for event_type, subs in self.acled.items():
            if sub_event in subs:
                return event_type, sub_event
        raise InputError(f"{sub_event!r} is no ACLED sub-event type")

    def quad_code(self, event: str) -> str:
        """Return the quad class of a PLOVER type."""
        return self.types[event].quad


def words(text: str, separator: str = ",") -> tuple[str, ...]:
    """Split a list written as one string, white space tidied, empty items left out."""
    if not text:
        return ()
    return tuple([tidy for item in text.split(separator) if (tidy := " ".join(item.split()))])


def _table(name: str) -> dict[str, Any]:
    return tomli.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def ontology() -> Ontology:
    """Return the code tables, loaded and checked once."""
    plover, acled, cameo = _table("plover.toml"), _table("acled.toml"), _table("cameo.toml")
    types = {
        name: EventType(name, row["quad"], row["about"], words(row.get("modes", "")))
        for name, row in plover["types"].items()
    }
    crosswalk, labels = {}, {}
    for code, line in cameo["codes"].items():
        coded, _, label = line.partition(": ")
        name, _, mode = coded.partition("/")
        _check(types, name, mode or None, f"cameo.toml, code {code}")
        crosswalk[code], labels[code] = (name, mode or None), label
    return Ontology(
        types=types,
        contexts=frozenset(words(plover["contexts"])),
        cameo=labels,
        cameo_plover=crosswalk,
        acled={name: words(subs, ";") for name, subs in acled["types"].items()},
        state_sectors=frozenset(words(acled["sectors"]["state"])),
        non_state_sectors=frozenset(words(acled["sectors"]["non_state"])),
    )


def _check(types: Mapping[str, EventType], name: str, mode: str | None, where: str) -> None:
    if name not in types:
        raise InputError(f"{where}: {name!r} is no PLOVER type; known: {', '.join(types)}")
    if mode is not None and mode not in types[name].modes:
        known = ", ".join(types[name].modes) or "none"
        raise InputError(f"{where}: {mode!r} is no mode of {name}; known: {known}")


def acled_territory(gainers: Iterable[ActorRef], *, fought: bool) -> tuple[str, str] | None:
    """Return ACLED's pair for ground that changed hands.

    A transfer without a fight is one sub-event type; otherwise ACLED asks who gained it: state
    forces regain, anybody else overtakes. None where the gainer's sector is unknown.

    Args:
        gainers: who holds the ground now.
        fought: false where the text says that it was given up or handed over.
    """
    book = ontology()
    if not fought:
        return book.acled_pair("Non-violent transfer of territory")
    for actor in gainers:
        sector = actor.plover.sector if actor.plover else None
        if sector in book.state_sectors:
            return book.acled_pair("Government regains territory")
        if sector in book.non_state_sectors:
            return book.acled_pair("Non-state actor overtakes territory")
    return None


def intensity(event: str, mode: str | None = None) -> float:
    """Return how friendly (to 10) or hostile (to -10) an act is; see `intensity.toml`.

    Args:
        event: a PLOVER type.
        mode: its mode, where it is known.
    """
    types, modes = _intensities()
    return modes.get((event, mode or ""), types[event])


@cache
def _intensities() -> tuple[Mapping[str, float], Mapping[tuple[str, str], float]]:
    told = tomli.loads(files(__name__).joinpath("intensity.toml").read_text("utf-8"))
    known = ontology().types
    if set(told["types"]) != set(known):
        raise InputError("intensity.toml does not give every PLOVER type one value")
    modes = {(t, m): value for t, given in told["modes"].items() for m, value in given.items()}
    for event, mode in modes:
        if mode not in known[event].modes:
            raise InputError(f"intensity.toml: {event} has no mode {mode!r}")
    return told["types"], modes
