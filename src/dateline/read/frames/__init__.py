"""From clauses to matched frames, and what a claim needs to know about each match."""

from __future__ import annotations

from dateline.read.frames.behind import pointers
from dateline.read.frames.match import Match, find, look
from dateline.read.frames.score import Features, score
from dateline.read.frames.sight import Sight, Site, place_ref
from dateline.read.frames.timing import as_of_now, is_old, lead_day, timing
from dateline.read.frames.where import Located, in_slot, where

__all__ = [
    "Features",
    "Located",
    "Match",
    "Sight",
    "Site",
    "as_of_now",
    "depth",
    "find",
    "in_slot",
    "is_old",
    "lead_day",
    "look",
    "place_ref",
    "pointers",
    "score",
    "span_of",
    "timing",
    "where",
    "word_spans",
]


def depth(sight: Sight, index: int) -> int:
    """Return how many clauses stand between a clause and the root of its sentence."""
    seen: set[int] = set()
    parent = sight.scene.clauses[index].parent
    while parent is not None and parent not in seen:
        seen.add(parent)
        parent = sight.scene.clauses[parent].parent
    return len(seen)


def word_spans(sight: Sight, words: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Return the spans of the words that fired a match, neighbours joined."""
    spans: list[tuple[int, int]] = []
    last = None
    for token in words:
        start, end = sight.scene.chars_of(token, token + 1)
        if last is not None and token == last + 1:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        last = token
    return tuple(spans)


def span_of(sight: Sight, match: Match) -> tuple[int, int]:
    """Return the passage of a match: its clause, widened to its arguments, within the sentence."""
    clause = match.clause
    start, end = clause.start, clause.end
    sent = sight.sentence(clause.head)
    for arguments in match.roles.values():
        for argument in arguments:
            if sent.start <= argument.phrase.start and argument.phrase.end <= sent.end:
                start = min(start, argument.phrase.start)
                end = max(end, argument.phrase.end)
    low, high = sight.scene.chars_of(start, max(end, start + 1))
    text = sight.scene.report.text
    while high > low and text[high - 1].isspace():
        high -= 1
    return low, high
