"""Claims to findings: a pure function of reports, claims and judgements, whatever their order.

It holds nothing of its own and reads nothing else, so findings may be dropped at any time and
come back byte for byte. `VERSION` is part of what tells findings fresh from stale.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

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
from dateline.weigh.areas import Area, area_told
from dateline.weigh.corrections import Corrections
from dateline.weigh.doubts import event_doubts, far_doubts, report_doubts
from dateline.weigh.events import events
from dateline.weigh.lineage import lineages
from dateline.weigh.naming import renamed
from dateline.weigh.places import same_places
from dateline.weigh.register import SHIPPED, Kin
from dateline.weigh.sides import placed, sided
from dateline.weigh.sites import Site, weigh_sites
from dateline.weigh.statements import statements
from dateline.weigh.telling import Telling

__all__ = ["VERSION", "Finding", "version_of", "weigh"]

VERSION = f"weigh/16 of dateline {__version__}"
"""Changes whenever the same claims could give other findings, the register of actors included."""


def version_of(kin: Kin) -> str:
    """Return what tells findings weighed with `kin` from all others of the same claims."""
    return f"{VERSION}, {kin.version}" if kin.version else VERSION


Finding = EventFinding | StatementFinding | Holding | PlaceFinding | DoubtFinding


def weigh(
    told: Iterable[tuple[Report, Sequence[Claim]]],
    judgements: Iterable[Judgement] = (),
    *,
    raised: Iterable[tuple[Report, Doubt]] = (),
    kin: Kin = SHIPPED,
) -> Iterator[Finding]:
    """Derive all findings.

    Args:
        told: every report once, with the claims of its current reading.
        judgements: what people decided.
        raised: the doubts of single reports.
        kin: who belongs to whom.

    Yields:
        Events, statements, holdings, places and doubts, each kind in an order of its own that does
        not depend on the order of `told`.
    """
    corrections = Corrections(judgements)
    kept = sorted(told, key=lambda pair: pair[0].id)
    lines = lineages([report for report, _ in kept])
    tellings = [
        placed(Telling.of(claim, report, lines.line(report, claim.span)))
        for report, claims in kept
        for said in claims
        if (claim := corrections.applied(said)) is not None
    ]
    tellings.sort(key=lambda telling: telling.order)
    place_of, side_of = same_places(tellings), sided(tellings, kin)
    at_place: dict[str, list[Telling]] = defaultdict(list)
    around: dict[Area, list[Telling]] = defaultdict(list)
    for telling in tellings:
        if key := place_of.get(telling.claim.id):
            at_place[key].append(telling)
        if area := area_told(telling):
            around[area].append(telling)
    sites = [Site.of(key, at_place[key]) for key in sorted(at_place)]
    shown = {site.key: site.name for site in sites}
    tellings = [renamed(t, shown.get(place_of.get(t.claim.id, ""))) for t in tellings]
    report_of = {t.claim.id: t.report.id for t in tellings}
    happened = [t for t in tellings if isinstance(t.claim, EventClaim)]
    told_of = list(events(happened, place_of, side_of, corrections))
    yield from told_of
    yield from statements([t for t in tellings if isinstance(t.claim, StatementClaim)], corrections)
    weighed = list(weigh_sites(sites, around, side_of))
    yield from (holding for one in weighed for holding in one.holdings)
    yield from (one.place for one in weighed)
    by_report: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        by_report[telling.report.id].append(telling)
    # A doubt may arise twice from copies of one claim; it is told once.
    found = {
        doubt.id: doubt
        for doubt in (
            *(doubt for event in told_of for doubt in event_doubts(event, report_of)),
            *(doubt for id_ in sorted(by_report) for doubt in far_doubts(by_report[id_], place_of)),
            *(doubt for one in weighed for doubt in one.doubts),
            *report_doubts(raised),
        )
    }
    yield from found.values()
