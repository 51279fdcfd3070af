"""What a place's name does in the text: where a report was filed, whom a capital stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from dateline.know.gazetteer import Place
from dateline.know.gazetteer.words import words
from dateline.model import Span

_DATELINE: Final = re.compile(
    r"\s*(?P<where>[A-Z][\w.'’ -]{1,40}?(?:[,/] ?[A-Z][\w.'’ -]{1,30}?)?)"
    r"(?:, ?(?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2})?(?:,? \d{4})?)?(?: ?\([^)]{1,40}\))?"
    r"\s*(?:(?:--|[-–—_])\s|(?<=\))(?:--|[–—_])|_(?=[A-Z]))"
)
# "(Beirut, March 3, 2015) – Forces ..."
BRACKETED: Final = re.compile(
    r"\s*\((?P<where>[A-Z][\w.'’ -]{1,40}(?:, [A-Z][\w.'’ -]{1,30}?)?)"
    r"(?:, (?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2})?(?:,? \d{4})?)?\)\s*(?:--|[-–—])\s"
)
_HEADING: Final = re.compile(r"\s*(?P<where>[A-Z][A-Z.'’ -]{2,30}): (?=[A-Z\"“])")
# "MOSCOW, September 10. Troops ..."
STOPPED: Final = re.compile(
    r"\s*(?P<where>[A-Z][A-Z.'’ -]{2,40}), (?:\d{1,2} )?"
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2})?(?:,? \d{4})?"
    r"(?: \([^)]{1,40}\)| ?/[^/]{1,20}/)?\.\s(?=[A-Z])"
)

_OWN_BODY: Final = re.compile(
    r"['’]s? (?:\w+ ){0,2}?(?:government|army|military|president|ministry|minister|forces"
    r"|parliament|envoy|ambassador|foreign|defence|defense|air force)\b"
)


def dateline(text: str) -> re.Match[str] | None:
    """Return the dateline that a text opens with; its group `where` holds the place."""
    head = text[:160]
    return _DATELINE.match(head) or STOPPED.match(head) or BRACKETED.match(head)


def datelines(text: str, spans: Sequence[Span]) -> set[int]:
    """Return which spans stand in a dateline ("BEIRUT, Dec 1 (Meridian) - ...", "QUETTA: ...")."""
    found = dateline(text) or _HEADING.match(text, 0, 60)
    if not found:
        return set()
    return {i for i, (_, end) in enumerate(spans) if end <= found.end("where")}


def metonymic(text: str, span: Span, places: Iterable[Place], next_lemma: str | None) -> bool:
    """Tell whether a country or capital stands for its government.

    Args:
        text: the whole text.
        span: the name.
        places: what it may be.
        next_lemma: lemma of the word after it.
    """
    if not any(p.feature == "country" or p.capital for p in places):
        return False
    after = text[span[1] : span[1] + 40]
    if any(after.startswith(tail) for tail in words()["metonyms"]["after"]):
        return True
    before = text[max(0, span[0] - 24) : span[0]].lower()
    if re.search(r"\b(?:in|at|near|of|from|to|into|outside|across|around)(?: the)? $", before):
        return False
    if _OWN_BODY.match(after):
        return True
    if next_lemma in words()["metonyms"]["verbs"]:
        return True
    return _WITH_WHOM.search(before) is not None and any(p.capital for p in places)


_WITH_WHOM: Final = re.compile(
    r"\b(?:by|with|between|against|(?:press|urg|accus|promis|pledg|offer|warn|ask|blam|thank|grant)"
    r"(?:ed|es|s|ing)|told|gave|sold|lent)(?: \w+ and)? $"
)
"""Words before a capital that say that its government is meant ("PROMISED Kyiv more aid")."""
