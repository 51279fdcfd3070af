"""Places that only tell where the place named before them lies, or of what it is the capital.

One rule: what stands in an aside behind a name ("A, capital of B," "A, 25km west of B,") is not
what is pointed to afterwards; the name before the comma is.
"""

from __future__ import annotations

import re

from dateline.model import PlaceMention
from dateline.read.frames.ground import Ground
from dateline.read.tokens import FINITE

_ASIDE = re.compile(
    r"(?: [a-z]+)?, (?!(?:and|but|or|then|to|into|toward|towards|from|through|via|as|while|after"
    r"|before|where|which|who|with)\b)"
    r"(?P<words>[^.;:\n]{0,70}?\b(?:of|in|from|to|between|near|outside|with|by|and|on|at|into|around)"
    r"(?: the)?(?: [a-z]+){0,2}) "
)
_END = re.compile(r"(?: [a-z]+)?(?:[,.;)–—]|$| and [A-Z]|\s(?:on|in) (?:the|[A-Z]))")
_LONGEST = 110
_BESIDE = frozenset({"near", "outside", "between"})
_LANDS = frozenset({"admin1", "admin2", "region", "country"})


def tells_where(ground: Ground, mention: PlaceMention) -> bool:
    """Tell whether a place only tells where the one before it lies."""
    if mention.span is None:
        return False
    low, high = mention.span
    text = ground.scene.report.text
    comma = text.find(", ", max(0, low - _LONGEST), low)
    if comma < 0 or "\n" in text[comma:low] or not _END.match(text, high):
        return False
    return any(
        p.span is not None and p.span[1] <= low and _behind(ground, p, mention)
        for p in ground.scene.places_by_span.starting(max(0, low - 2 * _LONGEST), low - 3)
    )


def _behind(ground: Ground, place: PlaceMention, mention: PlaceMention) -> bool:
    """Tell whether a place stands in an aside behind another."""
    end, low = (place.span or (0, 0))[1], (mention.span or (0, 0))[0]
    if low - end > _LONGEST:
        return False
    aside = _ASIDE.fullmatch(ground.scene.report.text, end, low)
    if aside is None:
        return False
    words = [w for w in aside["words"].split() if w != "the"]
    if len(words) == 1 and words[0] not in _BESIDE:
        return words[0] == "in" and mention.feature in _LANDS
    first, last = ground.scene.token_at(end), ground.scene.token_at(low)
    tags = ground.scene.tokens.tag
    return not any(tags[t] in FINITE for t in range(first, last))
