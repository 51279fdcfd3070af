"""What people and programs look at: tables for a terminal, lines and files for other tools."""

from dateline.show.actors import print_actor_lists, print_actors
from dateline.show.console import console
from dateline.show.explained import print_explanation
from dateline.show.formats import FORMATS, write
from dateline.show.ground import (
    print_layer,
    print_shares,
    print_unit_shares,
    write_shares,
    write_unit_shares,
)
from dateline.show.positions import print_positions
from dateline.show.relations import print_relations, write_relations
from dateline.show.tables import (
    print_candidates,
    print_claims,
    print_doubts,
    print_end,
    print_events,
    print_holdings,
    print_info,
    print_log,
    print_places,
    print_sources,
    print_statements,
)
from dateline.show.units import print_units, write_units

__all__ = [
    "FORMATS",
    "console",
    "print_actor_lists",
    "print_actors",
    "print_candidates",
    "print_claims",
    "print_doubts",
    "print_end",
    "print_events",
    "print_explanation",
    "print_holdings",
    "print_info",
    "print_layer",
    "print_log",
    "print_places",
    "print_positions",
    "print_relations",
    "print_shares",
    "print_sources",
    "print_statements",
    "print_unit_shares",
    "print_units",
    "write",
    "write_relations",
    "write_shares",
    "write_unit_shares",
    "write_units",
]
