"""The event that a report is about, by what the reading itself holds.

One rule: what a report begins with, comes back to and names in its title is what it is about; how
grave an event is decides between equals.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.model.claim import Claim, EventClaim
from dateline.model.fold import fold

if TYPE_CHECKING:
    from dateline.model.report import Report

_NEWS = frozenset({"asserted", "claimed"})
_LEAD, _TITLE, _SHARE, _GRAVE, _VIOLENT = 2.0, 2.0, 3.0, 0.5, 0.5
"""Points for the first passages, for a title's words, for all passages, for the dead, for violence.

News tells first what it is about ("inverted pyramid"), so that place in the text weighs most.
"""


def main_event(report: Report, claims: Sequence[Claim]) -> EventClaim | None:
    """Return the event that a report is about; None where it tells of none as news.

    Args:
        report: the report.
        claims: what was read from it.
    """
    events = [c for c in claims if isinstance(c, EventClaim) and c.status in _NEWS]
    if not events:
        return None
    first = min(c.span[0] for c in events)
    length = max(1, len(report.text) - first)
    title = _words(report.title or "")
    passages = sum(1 + len(c.also) for c in events)

    def weight(claim: EventClaim) -> float:
        spans = (claim.span, *claim.also)
        begins = min(start for start, _ in spans)
        said = _words(" ".join(report.text[slice(*s)] for s in spans))
        named = len(title & said) / len(title) if title else 0.0
        return (
            _LEAD * (1 - (begins - first) / length)
            + _TITLE * named
            + _SHARE * len(spans) / passages
            + _GRAVE * math.log10(1 + ((claim.killed.best or 0) if claim.killed else 0))
            + (_VIOLENT if claim.event == "ASSAULT" else 0.0)
        )

    return max(events, key=lambda c: (weight(c), -c.span[0], c.id))


def _words(text: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"\w+", fold(text)) if len(w) > _SHORT)


_SHORT = 3
