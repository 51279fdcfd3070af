"""Capitals that a report tells by their country: "the Iraqi capital", "Sudan's capital".

One rule: where the capital's name follows, that is the place, and nothing is added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dateline.know.gazetteer import Gazetteer
from dateline.model import PlaceMention
from dateline.read.places.descriptions import told_for

_AFTER: Final = re.compile(r"(?:['’]s?)?(?: (?:war-torn|besieged|beleaguered|northern))? capital\b")
_NAMED: Final = re.compile(r",? (?:city,? )?(?:of )?(?:the )?[A-Z]|-|\w")
_MONEY: Final = re.compile(
    r" (?:flows?|flight|markets?|gains?|goods|punishment|reserves?|controls?|investments?|account"
    r"|expenditures?|spending|offen[cs]es?|crimes?|budget|stock|costs?|injection|letters?)\b"
)
_OF: Final = re.compile(r"\b(?:the|its) (?:[a-z-]+ )?(capital) of (?:the )?$")


def capitals(
    text: str, places: Sequence[PlaceMention], gazetteer: Gazetteer
) -> Iterator[PlaceMention]:
    """Yield the capitals that `text` tells by their country alone.

    Args:
        text: the report's text.
        places: the names found in it, in order.
        gazetteer: where capitals are looked up.
    """
    for place in places:
        if place.span is None or place.feature != "country" or place.country is None:
            continue
        start, end = place.span
        of = _OF.search(text, max(0, start - 40), start)
        after = _AFTER.match(text, end, end + 40)
        if of is not None and place.role is None:
            span = (of.start(1), end)
        elif after is not None and (place.role == "adjective" or after[0][0] in "'’"):
            span = (start, after.end())
        else:
            continue
        if _NAMED.match(text, span[1], span[1] + 30) or _MONEY.match(text, span[1], span[1] + 30):
            continue
        seat = gazetteer.capital(place.country)
        if seat is not None:
            yield told_for(text, span, seat, "the capital of the country that it is told by")
