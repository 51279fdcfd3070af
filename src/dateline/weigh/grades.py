"""How firm an event stands: its status, and grades in the Admiralty code (STANAG 2511).

Derived from who says so, by rules that anyone can check:

reliability of the best source: B the report's own voice, or a party against its own interest;
C a third party that is named; D a party to the event; E nobody that is named ("reportedly"). A is
a verdict that only people can give; F (cannot be judged) where nothing but denials is told.

credibility: 1 three independent lines, none a party's; 2 two; 3 one, or parties only, and nobody
denies it; 4 denied by somebody; 5 denied, and only parties say it; 6 not of what happened
(planned, supposed), or nothing but denials.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import EventClaim
from dateline.model.finding import Credibility, EventStatus, Reliability
from dateline.weigh.sides import SideOf
from dateline.weigh.telling import Telling

_BACKGROUND: tuple[EventStatus, ...] = ("planned", "historical", "hypothetical")


def status(cluster: Sequence[Telling]) -> EventStatus:
    """Return the status of an event: disputed where some say so and others deny it."""
    told = {t.claim.status for t in cluster}
    for background in _BACKGROUND:
        if told <= {background}:
            return background
    if "denied" in told:
        return "disputed" if told & {"asserted", "claimed"} else "denied"
    return "asserted" if "asserted" in told else "claimed"


def reliability(cluster: Sequence[Telling], side_of: SideOf) -> Reliability:
    """Return the grade of the best source that says so."""
    grades = [_source(t, side_of) for t in cluster if t.claim.status != "denied"]
    return min(grades, default="F")


def credibility(cluster: Sequence[Telling], side_of: SideOf) -> Credibility:
    """Return the grade of what is said."""
    saying = [t for t in cluster if t.claim.status in ("asserted", "claimed")]
    if not saying:
        return 6
    neutral = {t.line for t in saying if _source(t, side_of) in ("B", "C")}
    if len(saying) < len(cluster):
        return 4 if neutral else 5
    return 1 if len(neutral) > 2 else 2 if len(neutral) == 2 else 3


def _source(telling: Telling, side_of: SideOf) -> Reliability:
    claim: EventClaim = telling.claim
    if claim.status != "claimed":
        return "B"
    if claim.claimed_by is None:
        return "E"
    speaker = side_of(claim.claimed_by)
    if speaker in {side_of(a) for a in claim.actors}:
        # Who owns up to an attack on civilians, or to a retreat, speaks against itself.
        return "B" if claim.event in ("RETREAT", "CONCEDE") else "D"
    return "D" if speaker in {side_of(a) for a in claim.recipients} else "C"
