"""Claims to findings: a pure function of reports, claims and judgements, whatever their order.

It holds nothing of its own and reads nothing else, so findings may be dropped at any time and
come back byte for byte. `VERSION` is part of what tells findings fresh from stale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.model import (
    Claim,
    ControlClaim,
    EventClaim,
    EventFinding,
    Holding,
    Judgement,
    PlaceFinding,
    Report,
    StatementClaim,
    StatementFinding,
)
from dateline.version import __version__
from dateline.weigh.corrections import Corrections
from dateline.weigh.events import events
from dateline.weigh.holdings import holdings
from dateline.weigh.lineage import lineages
from dateline.weigh.places import place_findings, same_places
from dateline.weigh.sides import sided
from dateline.weigh.statements import statements
from dateline.weigh.telling import Telling

__all__ = ["VERSION", "Finding", "weigh"]

VERSION = f"weigh/1 of dateline {__version__}"
"""Changes whenever the same claims could give other findings, the register of actors included."""

Finding = EventFinding | StatementFinding | Holding | PlaceFinding


def weigh(
    told: Iterable[tuple[Report, Sequence[Claim]]], judgements: Iterable[Judgement] = ()
) -> Iterator[Finding]:
    """Derive all findings.

    Args:
        told: every report once, with the claims of its current reading.
        judgements: what people decided.

    Yields:
        Events, statements, holdings and places, each kind in an order of its own that does not
        depend on the order of `told`.
    """
    corrections = Corrections(judgements)
    kept = sorted(told, key=lambda pair: pair[0].id)
    line = lineages([report for report, _ in kept])
    tellings = [
        Telling.of(claim, report, line[report.id])
        for report, claims in kept
        for said in claims
        if (claim := corrections.applied(said)) is not None
    ]
    tellings.sort(key=lambda telling: telling.order)
    place_of = same_places(tellings)
    side_of = sided(tellings)
    yield from events(
        [t for t in tellings if isinstance(t.claim, EventClaim)], place_of, corrections
    )
    yield from statements([t for t in tellings if isinstance(t.claim, StatementClaim)], corrections)
    control = [t for t in tellings if isinstance(t.claim, ControlClaim)]
    held = holdings(control, place_of, side_of)
    for found in held.values():
        yield from found
    yield from place_findings(tellings, place_of, held)
