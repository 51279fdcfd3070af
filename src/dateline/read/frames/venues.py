"""Places where somebody only speaks of others: "told reporters in A that the town had fallen".

One rule: a venue is named by what is said there, and no ground is pointed to by it.
"""

from __future__ import annotations

import re

from dateline.model import PlaceMention
from dateline.read.frames.ground import Ground

_SPOKEN = re.compile(
    r"\b(?:(?:news|press|media) (?:conferences?|briefings?)|briefings?|(?:joint )?pressers?|speech"
    r"|interviews?|reporters|journalists|newsmen|correspondents|lawmakers|legislators|deputies"
    r"|(?:[Ss]peaking|[Aa]ddressing|[Bb]riefing|spoke|talking)(?: [\w-]+){0,4}?"
    r"|(?:summit|talks|rally|session|ceremony|parade|meeting)(?: of [\w ]{3,40})?)"
    r"(?: held)?(?: (?:here|late|early|later|earlier|today|yesterday|on [A-Z]\w+day))?"
    r" (?:in|at|from|outside) (?:the [\w-]+ (?:city|capital|town) of )?$"
)
_REACH = 90


def venue(ground: Ground, mention: PlaceMention) -> bool:
    """Tell whether a place is only where somebody speaks or meets."""
    if mention.span is None:
        return False
    text, low = ground.scene.report.text, mention.span[0]
    return _SPOKEN.search(text, max(0, low - _REACH), low) is not None
