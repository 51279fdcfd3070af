"""Where the verbs meet: gather, read, keep, weigh, ask; also the unit that a cluster engine runs.

Everything above (the commands, the Python interface) calls in here and nowhere deeper. Names are
imported when they are asked for: whoever only reads does not wait for the store, nor the other
way round.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.pipeline.actors import actor_lists, add_actors, remove_actors, search_actors
    from dateline.pipeline.api import read
    from dateline.pipeline.counting import how_many
    from dateline.pipeline.outcome import Outcome
    from dateline.pipeline.places import (
        OwnNames,
        add_places,
        boundaries_of,
        build_gazetteer,
        division_names,
        gazetteer_sources,
        place_called,
        remove_places,
        search_places,
    )
    from dateline.pipeline.reading import read_sources
    from dateline.pipeline.record import Record, open_record
    from dateline.pipeline.relations import relations_of
    from dateline.pipeline.territory import Territory

_HOME = {
    "Outcome": "outcome",
    "OwnNames": "places",
    "Record": "record",
    "Territory": "territory",
    "actor_lists": "actors",
    "add_actors": "actors",
    "add_places": "places",
    "boundaries_of": "places",
    "build_gazetteer": "places",
    "division_names": "places",
    "gazetteer_sources": "places",
    "how_many": "counting",
    "open_record": "record",
    "place_called": "places",
    "read": "api",
    "read_sources": "reading",
    "remove_actors": "actors",
    "relations_of": "relations",
    "remove_places": "places",
    "search_actors": "actors",
    "search_places": "places",
}

__all__ = [
    "Outcome",
    "OwnNames",
    "Record",
    "Territory",
    "actor_lists",
    "add_actors",
    "add_places",
    "boundaries_of",
    "build_gazetteer",
    "division_names",
    "gazetteer_sources",
    "how_many",
    "open_record",
    "place_called",
    "read",
    "read_sources",
    "relations_of",
    "remove_actors",
    "remove_places",
    "search_actors",
    "search_places",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"dateline.pipeline.{_HOME[name]}"), name)
