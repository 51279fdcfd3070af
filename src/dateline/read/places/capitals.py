"""Capitals and largest cities that a report tells by their country: "the Iraqi capital".

One rule: where the city's name follows, that is the place, and nothing is added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dateline.know.gazetteer import Gazetteer
from dateline.model import PlaceMention
from dateline.read.places.descriptions import told_for

_AFTER: Final = re.compile(r"(?:['’]s?)?(?: (?:war-torn|besieged|beleaguered|northern))? capital\b")
_LARGEST: Final = re.compile(
    r"(?:['’]s?)? (?:(?:main|largest|biggest|most populous) city|(?:commercial|economic|business)"
    r" (?:capital|hub))\b"
)
_NAMED: Final = re.compile(r",? (?:city,? )?(?:of )?(?:the )?[A-Z]|-|\w")
_MONEY: Final = re.compile(
    r" (?:flows?|flight|markets?|gains?|goods|punishment|reserves?|controls?|investments?|account"
    r"|expenditures?|spending|offen[cs]es?|crimes?|budget|stock|costs?|injection|letters?)\b"
)
_OF: Final = re.compile(r"\b(?:the|its) (?:[a-z-]+ )?(capital) of (?:the )?$")


def capitals(
    text: str, places: Sequence[PlaceMention], gazetteer: Gazetteer
) -> Iterator[PlaceMention]:
    """Yield the capitals and largest cities that `text` tells by their country alone.

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
        largest = _LARGEST.match(text, end, end + 40)
        after = largest or _AFTER.match(text, end, end + 40)
        if of is not None and place.role is None:
            span = (of.start(1), end)
        elif after is not None and (place.role == "adjective" or after[0][0] in "'’"):
            span = (start, after.end())
        else:
            continue
        if _NAMED.match(text, span[1], span[1] + 30) or _MONEY.match(text, span[1], span[1] + 30):
            continue
        if largest is not None and span[1] == largest.end():
            city, why = gazetteer.largest_city(place.country), "the largest city of"
        else:
            city, why = gazetteer.capital(place.country), "the capital of"
        if city is not None:
            yield told_for(text, span, city, f"{why} the country that it is told by")
