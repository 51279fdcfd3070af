"""The capital of the country that a report is about, where it says no more than "the capital".

One rule: only where one country has most of the places, and no capital of anything less (a
province, a rebel land) was told of before.
"""

from __future__ import annotations

import re
from collections import Counter

from dateline.model import PlaceMention
from dateline.read.clauses.clause import Phrase
from dateline.read.frames import measures
from dateline.read.frames.ground import Ground
from dateline.read.places.descriptions import told_for

_MOST = 0.6
"""Share of a report's places in one country from which the report is about it."""


_LESSER = re.compile(
    r"\b(?:provincial|province|regional|region['’]s|state|district|county|rebel|separatist"
    r"|self-(?:declared|styled|proclaimed)|de facto|department|governorate|oblast|territory['’]s"
    r"|enclave['’]s|interim|makeshift|temporary|administrative) capital\b"
    r"|['’]s capital\b|\b(?:the )?capital (?:city )?of\b"
)


def seat(ground: Ground, phrase: Phrase) -> PlaceMention | None:
    """Return the national capital that "the capital" or "most of the capital" stands for.

    Args:
        ground: the scene.
        phrase: a noun phrase.
    """
    token = _capital(ground, phrase)
    gazetteer = ground.scene.gazetteer
    if token is None or gazetteer is None:
        return None
    countries = Counter(p.country for p in ground.scene.places if p.country)
    if not countries:
        return None
    country, times = countries.most_common(1)[0]
    if times < _MOST * countries.total():
        return None
    place = gazetteer.capital(country)
    if place is None:
        return None
    text, span = ground.scene.report.text, ground.scene.chars_of(token, token + 1)
    if _LESSER.search(text, 0, span[1]):
        return None
    return told_for(text, span, place, "the capital of the report's country")


def _capital(ground: Ground, phrase: Phrase) -> int | None:
    """Return the word "capital" of a phrase that is nothing but "the capital", or some of it."""
    token = phrase.end - 1
    if ground.lowers[token] != "capital" or ground.lowers[token - 1] != "the":
        return None
    if token == phrase.head:
        return token if phrase.start == token - 1 and not phrase.appositions else None
    beside = ground.scene.tokens.pos[token - 2] == "ADP" and ground.lowers[token - 2] != "of"
    return token if measures.counts(ground, phrase.head) and not beside else None
