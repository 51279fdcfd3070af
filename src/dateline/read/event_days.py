"""On which day an act was done that a report tells without one, after a lead that names its day.

One rule: the lead's own day must be that of a deed, and only deeds of the past take it; what is
said about them may be of the day of publication.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.read.event_draft import Draft
from dateline.read.frames import Sight, lead_day

_DEEDS = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "PROTEST"})


def of_the_lead(sight: Sight, drafts: Iterable[Draft]) -> None:
    """Date the deeds that have no day of their own by that of the deed in the lead.

    "Air strikes killed 25 people on Sunday. ... Twelve DIED when one hit a hospital."
    """
    deeds = [d for d in drafts if d.event in _DEEDS]
    dated = {d.when.span for d in deeds if d.when is not None and d.when.origin == "stated"}
    for draft in deeds:
        if draft.when is None or draft.when.origin != "publication":
            continue
        day = lead_day(sight, draft.match.clause)
        if day is not None and day.span in dated:
            draft.when = day
