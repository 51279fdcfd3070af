"""How much of a place a turn of phrase tells of: all, most or a part.

One rule: the words around the name tell it; what is said of one place of a list is its own.
"""

from __future__ import annotations

import re
from functools import cache

from dateline.know.turns import Turn
from dateline.model import PlaceMention
from dateline.model.claim import Extent
from dateline.read.frames.sight import Sight


def share(sight: Sight, place: PlaceMention, *, alone: bool) -> Extent | None:
    """Return how much of a place of a list its own words tell ("A, B and MOST OF C").

    Of one that stands alone some of its districts are a part ("THREE DISTRICTS OF A").
    """
    low = place.span[0] if place.span is not None else 0
    if alone and _few_of().search(sight.scene.report.text, max(0, low - 40), low) is not None:
        return "part"
    told = _OF_IT.search(sight.scene.report.text, max(0, low - 20), low)
    if told is None:
        return None
    return "most" if told["most"] else "whole" if told["all"] else "part"


@cache
def _few_of() -> re.Pattern[str]:
    """Return what stands before a place of which some districts are meant."""
    return re.compile(
        r"\b(?:one|two|three|four|five|six|seven|several|some|many|a few|\d\d?)"
        r" (?:\w+ )?(?:sub-?)?(?:districts|villages|areas|counties|communes|neighbou?rhoods"
        r"|quarters|townships|cantons|parishes) (?:of|in) (?:the )?\Z",
        re.IGNORECASE,
    )


_HALF = re.compile(
    r"\bpart(?:ly|ially)\b"
    r"|\b(?:parts?|half|some|several|a few|more|many|one|two|three|four|five)"
    r" (?:[\w-]+ ){0,3}(?:of|in|inside)\b"
)
_MOST = re.compile(r"\b(?:most(?:ly)?|largely|mainly)\b")


_OF_IT = re.compile(
    r"\b(?:(?P<most>most|much)|(?P<all>all)|half|parts?|some|the rest) of (?:the )?\Z"
)


def extent_told(turn: Turn, found: re.Match[str]) -> Extent:
    """Return how much of a place a turn tells of, by its own words around the name."""
    low, high = found.span("place")
    words = found.group()
    low, high = low - found.start(), high - found.start()
    beside = f"{words[:low]}|{words[high:]}".lower()
    if turn.extent != "whole":
        return turn.extent
    if _HALF.search(beside):
        return "part"
    return "most" if _MOST.search(beside) else "whole"
