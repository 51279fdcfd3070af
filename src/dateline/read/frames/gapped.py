"""Further places of one act whose verb is left out ("struck A on Monday and B on Tuesday").

One rule: a place is told to be another only where what parts it from the one before is told of it
again: a day for a day, a number for a number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dateline.model import DateMention, PlaceMention
from dateline.read.frames.sight import Sight

_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today)"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan\.?|feb\.?|mar\.?|apr\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?)"
)
_HOUR = r"(?:dawn|daybreak|sunrise|noon|midday|midnight|dusk|sunset|nightfall|night)"
_PART = r"(?:morning|afternoon|evening|night)"
_WHEN = (
    rf"(?:(?:early |late |last )*(?:on )?{_DAY}(?: (?:early|late|{_PART}))?|overnight"
    rf"|at {_HOUR}|(?:early |late |later )?in the {_PART}"
    r"|(?:a|the) (?:day|week|month) (?:later|before)"
    rf"|(?:on|in) (?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}})?(?:,? \d{{4}})?|in \d{{4}})"
)
_NUMBER = (
    r"(?:(?:about|some|at least|more than|over|around|nearly|up to|another|a further) )?"
    r"(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|dozens|scores"
    r"|hundreds|thousands|one|another|a (?:second|third|fourth))(?: (?:more|others?|people))?"
)
_TOWN = r"(?:(?:the )?(?:[\w-]+ ){0,2}(?:city|town|village|port|capital|district|province) of )?"
_DAYS = re.compile(
    rf",? {_WHEN}(?:,| and|, and|, then| and then) (?:(?:in|at|near|on) )?(?:the )?{_TOWN}",
    re.IGNORECASE,
)
_AGAIN = re.compile(rf",? {_WHEN}\b", re.IGNORECASE)
_NUMBERS = re.compile(
    rf"(?:,? {_WHEN})?(?:,| and|, and|;) {_NUMBER} (?:in|at|near|outside) (?:the )?{_TOWN}",
    re.IGNORECASE,
)


def gapped(sight: Sight, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Return the places after the first that the same verb goes on to tell of.

    Args:
        sight: the scene.
        places: those of the sentence, from the one that the act surely was at.
    """
    text = sight.scene.text
    found: list[PlaceMention] = []
    for last, place in pairwise(places):
        low, high = last.span or (0, 0), place.span or (0, 0)
        told_of = _NUMBERS.fullmatch(text, low[1], high[0]) or (
            _DAYS.fullmatch(text, low[1], high[0]) and _AGAIN.match(text, high[1], high[1] + 40)
        )
        if not told_of or place.feature == "country" or _goes_on(sight, high[1]):
            break
        found.append(place)
    return found


def _goes_on(sight: Sight, end: int) -> bool:
    """Tell whether a verb follows a name, so that a clause of its own begins with it."""
    tokens = sight.scene.tokens
    after = sight.scene.token_at(end - 1) + 1
    return after < len(tokens) and tokens.pos[after] in {"VERB", "AUX"}


_BEFORE_DAY = re.compile(r",? (?:(?:early|late|last) )*(?:on |in |at )?")


def dated(sight: Sight, place: PlaceMention) -> DateMention | None:
    """Return the date that follows a name at once ("SHIRE on Tuesday")."""
    end = (place.span or (0, 0))[1]
    for date in sight.scene.dates_by_span.starting(end, end + 30):
        if date.start and _BEFORE_DAY.fullmatch(sight.scene.text, end, date.span[0]):
            return date
    return None
