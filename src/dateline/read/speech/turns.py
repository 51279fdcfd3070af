"""Transcripts: paragraphs that open with who speaks ("SPOKESMAN: We hold the hill.").

Who asks says nothing that is kept; an answer without a name ("A:") has nobody to say it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model import Span
from dateline.read.speech.ground import Ground

_LABEL = re.compile(
    r"(?P<who>Q|A|[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|of|the|for|and|de|al)){0,6})"
    r"(?: \([^()\n]{1,40}\))?:\s+(?=\S)"
)
# "(Laughter.)", "[Through an interpreter]" before the words.
_ASIDE = re.compile(r"[(\[][^()\[\]]{1,40}[)\]]\s*")
_ASKERS = frozenset(
    """q a question questions reporter journalist moderator host interviewer presenter anchor
    correspondent operator""".split()
)
# A transcript has so many turns at least, and two parties that speak more than once.
FEWEST_TURNS, FEWEST_AGAIN = 4, 2


@dataclass(frozen=True, slots=True)
class Turn:
    """What one party says until the next one speaks.

    Attributes:
        who: characters of the label.
        pieces: characters of what is said, a piece a paragraph.
    """

    who: Span
    pieces: tuple[Span, ...]


def find_turns(ground: Ground) -> Iterator[Turn]:
    """Yield the turns of a transcript whose speaker is told; nothing where the text is none."""
    text = ground.text
    labels = [_LABEL.match(text, *paragraph) for paragraph in ground.paragraphs]
    said = Counter(m["who"].lower() for m in labels if m is not None)
    asked = any(who in said for who in ("q", "question"))
    again = sum(times > 1 for who, times in said.items() if asked or who.upper() in text)
    if said.total() < FEWEST_TURNS or again < FEWEST_AGAIN - asked:
        return
    who: Span | None = None
    pieces: list[Span] = []
    for label, (low, end) in zip(labels, ground.paragraphs, strict=True):
        start = label.end() if label is not None else low
        if label is not None:
            if who is not None and pieces:
                yield Turn(who, tuple(pieces))
            who = None if label["who"].lower() in _ASKERS else label.span("who")
            pieces = []
        aside = _ASIDE.match(text, start, end)
        begin = aside.end() if aside is not None else start
        if who is not None and begin < end:
            pieces.append((begin, end))
    if who is not None and pieces:
        yield Turn(who, tuple(pieces))
