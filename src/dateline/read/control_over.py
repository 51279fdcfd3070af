"""Fights that are over or have not begun: they contest no place any more, or not yet.

One rule: the words right behind the place decide; what a sentence goes on to tell decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from dateline.model import ControlClaim

_WORDS = (
    "over", "end", "cease", "stop", "subside", "die", "abate", "finish", "start", "begun", "begin",
)  # fmt: skip
"""One of which stands in all such words, asked for first."""
_REACH = 110


def less_over(claims: Iterable[ControlClaim], text: str) -> list[ControlClaim]:
    """Return the claims less those of a fight that is told as ended or as yet to come.

    Args:
        claims: a report's claims of control.
        text: the report's text.
    """
    return [c for c in claims if c.change != "contested" or not _over(c, text)]


def _over(claim: ControlClaim, text: str) -> bool:
    """Tell whether the fight for a place is told as ended or as yet to begin."""
    if claim.where is None or claim.where.span is None:
        return False
    end = claim.where.span[1]
    behind = text[end : end + _REACH]
    if not any(word in behind for word in _WORDS):
        return False
    return _verdict().match(behind) is not None


@cache
def _verdict() -> re.Pattern[str]:
    """Return what says right behind a place, or behind its heading, that no fight is on."""
    fight = r"(?:fighting|battles?|clashes|combat|hostilities)"
    return re.compile(
        rf"(?:(?:['’]s)? [A-Z]?[\w-]+)?(?:,[^,.;:\n]{{1,60}},|: (?:the )?(?i:{fight})"
        r"(?: (?:for|over|in|around|at|near) (?:[\w'’-]+ ?){1,5})?)? ?"
        r"(?:(?:is|are|was|were) (?:now |all but |finally |largely )?over\b"
        r"|(?:(?:has|have|had) )?(?:now |since |finally |largely |all but |already )?"
        r"(?:ended|ceased|stopped|subsided|died (?:down|away|out)|abated|finished)\b"
        r"|(?:has|have|had) (?:not|yet to) (?:yet |even |really )?"
        r"(?:start(?:ed)?|beg[iu]n)\b)"
    )
