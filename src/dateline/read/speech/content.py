"""What the patterns of reported speech share: content found, sentence bounds, words that break."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.know.speech import cues
from dateline.read.speech.cues import Cue
from dateline.read.speech.ground import Ground
from dateline.read.speech.syntax import DAYS
from dateline.read.tokens import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Token

BREAKS = frozenset({",", ";", ".", ":", "—", "–", "?", "!", "…", "...", ")", "("})
QUOTES = frozenset({'"', "“", "”", "«", "»", "``", "''", "‘", "’"})
TALKS_TO = frozenset({"tell", "assure", "inform", "brief", "remind", "notify", "advise", "warn"})
_TIMES = DAYS | {"week", "month", "year", "day", "night", "evening", "morning", "afternoon"}
VENUE_OPENERS = frozenset(
    {"in", "on", "at", "by", "during", "via", "through", "speaking", "quoting"}
)
# These tell nothing in one word: "voiced alarm", "spoke of nine".
_SHORT_RULES = ("object", "prep-of")
SENTENCES = frozenset({"clause", "that", "aside", "fronted", "phrase", "noun"})
"""Patterns whose content is a whole sentence or clause."""


class Found(Struct, frozen=True):
    """Content of a cue.

    Attributes:
        pieces: tokens `[start, end)` of each piece.
        rule: the pattern that found it.
        confidence: 0 to 1.
    """

    pieces: tuple[tuple[int, int], ...]
    rule: str
    confidence: float


def bounds(ground: Ground, cue: Cue) -> tuple[int, int]:
    """Return the sentence of a cue without its final punctuation."""
    low, high = ground.sentences[ground.sentence_of[cue.head]]
    words = ground.scene.tokens.words
    while high > low and words[high - 1] in BREAKS | QUOTES and words[high - 1] != ")":
        high -= 1
    return low, max(high, low + 1)


def held_to(
    low: int, high: int, pieces: list[tuple[int, int]], rule: str, confidence: float
) -> Found | None:
    """Return content held to the tokens `[low, high)`, None where nothing worth is left."""
    held = tuple((max(s, low), min(e, high)) for s, e in pieces if min(e, high) > max(s, low))
    if not held or (rule.startswith(_SHORT_RULES) and held[-1][1] - held[0][0] < 2):
        return None
    return Found(held, rule, confidence)


def has_predicate(ground: Ground, start: int, end: int, verb: Token) -> bool:
    """Tell whether a stretch is a sentence by itself, as far as its tags tell.

    A participle counts only after its noun: "Speaking in Oslo" is none, "Guns (that the tagger
    takes for) fired" is one.
    """
    tokens = ground.scene.tokens
    words = [t for t in range(start, min(end, len(tokens))) if t != verb.i]
    if any(tokens.tag[t] in FINITE for t in words):
        return True
    opener = words[0] if words else None
    return (
        opener is not None
        and tokens.pos[opener] not in {"ADP", "SCONJ"}
        and tokens.tag[opener] not in {"VBG", "VBN"}
        and any(tokens.tag[t] == "VBN" for t in words)
    )


def is_venue(ground: Ground, start: int, end: int) -> bool:
    """Tell ", in a resolution that passed", ", in an interview": where it was said."""
    known = cues().venues
    words = ground.doc[start : min(start + 5, end)]
    return (
        len(words) > 1
        and words[0].lower_ in VENUE_OPENERS
        and any(t.lemma_.lower() in known and t.pos_ in {"NOUN", "PROPN"} for t in words)
    )


def is_time(token: Token) -> bool:
    """Tell whether a word is a day or a time of day."""
    return token.lemma_.lower() in _TIMES
