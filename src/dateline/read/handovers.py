"""Whether ground changed hands without a fight, and whether ground that is left is taken over.

One rule: ACLED codes a non-violent transfer for who acquires ground without a fight; the sentence
tells, or the next one where it tells the same gain again ("seized the area after troops left").
"""

from __future__ import annotations

import re

from dateline.know.leads import Expression
from dateline.read.frames import Match, Sight
from dateline.read.frames.phrases import UNOPPOSED

_AGAIN = re.compile(
    r"^\W*(?:the|its|they|he|it|rebel|government|local)\b[^.]*"
    r"\b(?:seiz|captur|enter|occup|took|mov|arriv|recaptur|retook|overr)\w*[^.]*"
    r"\b(?:(?:the|this|that) (?:\w+ )?(?:area|town|village|city|place|base|camp|district|settlement"
    r"|locality|post|position)s?|it|there)\b",
    re.IGNORECASE,
)
_TAKEN_OVER = Expression(
    r"\b(?:took|taken|taking|takes?) (?:over|control|charge|possession)\b"
    r"|\bhand(?:ed|ing|s)? (?:\w+ ){0,4}over\b|\b(?:ced|surrender)(?:ed|ing)\b"
    r"|\bhand(?:ed|ing|s)? (?:control|back|it|them)\b|\b(?:in|into|to) the hands of\b"
    r"|\bvacated?\b|\b(?:moved|moving|moves?|entered|entering|marched) in(?:to)?\b"
    r"|\b(?:seiz|captur)(?:e|ed|ing)\b|\bin favou?r of\b|\bg[ai]ve(?:n)? up\b|\breplaced by\b"
    r"|\bwithout (?:a )?(?:fight|resistance)"
)


def unopposed(sight: Sight, match: Match) -> bool:
    """Tell whether a gain is told to have met no resistance."""
    sent = sight.sentence(match.clause.head)
    if UNOPPOSED.search(sent.text):
        return True
    if sent.end >= len(sight.scene.doc):
        return False
    after = sight.sentence(sent.end).text
    return _AGAIN.match(after) is not None and UNOPPOSED.search(after) is not None


def taken_over(sight: Sight, match: Match) -> bool:
    """Tell whether somebody is told to take over the ground that is left."""
    if match.of("to") or match.of("recipient"):
        return True
    sent = sight.sentence(match.clause.head)
    last = sight.sentence(sent.end) if sent.end < len(sight.scene.tokens) else sent
    return _TAKEN_OVER.search(sight.scene.hay, sent.start_char, last.end_char) is not None
