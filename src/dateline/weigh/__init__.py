"""Claims to findings: a pure function of reports, claims and judgements, whatever their order.

It holds nothing of its own and reads nothing else, so findings may be dropped at any time and
come back byte for byte. `VERSION` is part of what tells findings fresh from stale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from dateline.model import (
    Claim,
    Doubt,
    DoubtFinding,
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
from dateline.weigh.doubts import doubts, report_doubts
from dateline.weigh.events import events
from dateline.weigh.holdings import holdings
from dateline.weigh.lineage import lineages
from dateline.weigh.naming import called
from dateline.weigh.places import place_findings, same_places, spellings
from dateline.weigh.sides import placed, sided
from dateline.weigh.statements import statements
from dateline.weigh.telling import Telling

__all__ = ["STEPS", "VERSION", "Finding", "weigh"]

VERSION = f"weigh/14 of dateline {__version__}"
"""Changes whenever the same claims could give other findings, the register of actors included."""

STEPS = ("lineages", "places and sides", "events", "statements", "holdings", "places", "doubts")
"""What weighing does, in this order, by the names that `at` is told."""

Finding = EventFinding | StatementFinding | Holding | PlaceFinding | DoubtFinding


def weigh(
    told: Iterable[tuple[Report, Sequence[Claim]]],
    judgements: Iterable[Judgement] = (),
    *,
    raised: Iterable[tuple[Report, Doubt]] = (),
    at: Callable[[str], None] = lambda _step: None,
) -> Iterator[Finding]:
    """Derive all findings.

    Args:
        told: every report once, with the claims of its current reading.
        judgements: what people decided.
        raised: the doubts of single reports.
        at: told the name of each of `STEPS` as it begins.

    Yields:
        Events, statements, holdings, places and doubts, each kind in an order of its own that does
        not depend on the order of `told`.
    """
    corrections = Corrections(judgements)
    kept = sorted(told, key=lambda pair: pair[0].id)
    at("lineages")
    lines = lineages([report for report, _ in kept])
    tellings = [
        placed(Telling.of(claim, report, lines.line(report, claim.span)))
        for report, claims in kept
        for said in claims
        if (claim := corrections.applied(said)) is not None
    ]
    at("places and sides")
    tellings.sort(key=lambda telling: telling.order)
    place_of = same_places(tellings)
    names = spellings(tellings, place_of)
    tellings = called(tellings, place_of)
    side_of = sided(tellings)
    at("events")
    happened = list(
        events(
            [t for t in tellings if isinstance(t.claim, EventClaim)], place_of, side_of, corrections
        )
    )
    yield from happened
    at("statements")
    yield from statements([t for t in tellings if isinstance(t.claim, StatementClaim)], corrections)
    at("holdings")
    held = holdings(tellings, place_of, side_of)
    for found in held.values():
        yield from found
    at("places")
    yield from place_findings(tellings, place_of, held, names)
    at("doubts")
    # A doubt may arise twice from copies of one claim; it is told once.
    across = doubts(tellings, happened, held, place_of, side_of)
    found_doubts = {doubt.id: doubt for doubt in (*across, *report_doubts(raised))}
    yield from found_doubts.values()
