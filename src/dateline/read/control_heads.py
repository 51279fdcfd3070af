"""What the head of a list tells of it: who holds what, or who did what where.

One rule: under a head of acts ("Attacks with five or more dead:") a place and a party are where it
was and who did it, and nothing is told of control.
"""

from __future__ import annotations

import re

from dateline.model import Span
from dateline.read.frames.sight import Sight
from dateline.read.tokens import FINITE

__all__ = ["under_acts"]

_ACTS = re.compile(
    r"\b(?:incidents?|attacks?|killings?|casualties|victims|deaths?|dead|abductions?|kidnappings?"
    r"|raids|strikes|clashes|violations|abuses|ambushes|perpetrators?|suspects?|displacements?"
    r"|protests?|arrests|explosions?|bombings?|massacres?|recruitment|looting|detentions?)\b",
    re.IGNORECASE,
)
_HOLDING = re.compile(
    r"\b(?:control\w*|h[eo]lds?|hands|presence|positions|garrisons|who is where)\b",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"\s*(?:[•▪■□◆►▶‣»✓●*–-]\s|\d{1,2}[.)/]\s|[a-z]\)\s|[^:\n]{2,60}:\s+\S)")
"""A line that is of the list and no head."""
_SENTENCE = re.compile(r"[^.!?;\n]+[.!?]?")
_LONGEST = 100


def under_acts(sight: Sight, char: int) -> bool:
    """Tell whether the entry of a list at a character stands under a head of acts.

    Args:
        sight: the scene.
        char: a character of the entry. Its head is the sentence that its line opens with, or the
            nearest line above that is no entry itself.
    """
    text = sight.scene.report.text
    start = text.rfind("\n", 0, char) + 1
    opening = _SENTENCE.match(text, start)
    if opening is not None and opening.end() <= char and not _ENTRY.match(text, start):
        return _of_acts(sight, opening.span())
    while start > 0:
        end, start = start - 1, text.rfind("\n", 0, start - 1) + 1
        if text[start:end].strip() and not _ENTRY.match(text[start:end]):
            return _of_acts(sight, (start, end))
    return False  # a list of incidents may well tell who holds what, too: its title says little


def _of_acts(sight: Sight, span: Span) -> bool:
    """Tell whether words are a head of acts: short, without a verb, and not of who holds what."""
    words = sight.scene.report.text[slice(*span)]
    if len(words) > _LONGEST or _ACTS.search(words) is None or _HOLDING.search(words):
        return False
    low, high = sight.scene.tokens_of(span)
    verbs = FINITE - {"MD"}  # "May 2021"
    return not any(sight.scene.tokens.tag[t] in verbs for t in range(low, high))
