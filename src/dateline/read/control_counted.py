"""Names told after their number: "captured two towns in the north, A and B", "a peak called C".

One rule: as many names as were counted follow a comma, a colon or a dash in the same sentence; of
one thing only a "called" or a "namely" tells the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.know.leads import Expression
from dateline.know.turns import LIST
from dateline.read.clauses.clause import Phrase
from dateline.read.control_named import named_in
from dateline.read.frames import Match, Sight, Site

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_ASIDE = r"(?P<aside>(?: (?!(?:and|or|but|after|while|when)\b)[\w’'-]+){0,8}?)"
_NAMELY = r" (?:namely|called|named|known as|dubbed|identified as|those of|they are)"
_AFTER = Expression(
    rf"{_ASIDE}(?:(?:,|:| -| –| —)(?P<set>{_NAMELY})?|(?P<run>{_NAMELY})) {LIST}", re.RegexFlag(0)
)
_KINDS = frozenset({"ground", "facility"})
_SINGLE = 1


def named_after(sight: Sight, match: Match) -> Iterator[Site]:
    """Yield the places of a match's place slot whose names follow their number.

    Args:
        sight: the scene.
        match: a frame with a control effect, none of whose places was found.
    """
    for argument in match.of("place"):
        if sight.word_kinds(argument.phrase.head) & _KINDS:
            found = list(_named(sight, argument.phrase))
            if found:
                yield from found
                return


def _named(sight: Sight, phrase: Phrase) -> Iterator[Site]:
    count = _count(sight, phrase)
    _, low = sight.scene.chars_of(phrase.start, phrase.head + 1)
    text = sight.scene.report.text
    high = sight.sentence(phrase.head).end_char
    found = _AFTER.pattern.match(text, low, high)
    if found is None:
        return
    places = named_in(sight, found.span("place"))
    of_one = count == _SINGLE and (found["set"] or found["run"]) and len(places) == _SINGLE
    if of_one or (count > _SINGLE and len(places) == count):
        yield from map(Site, places)


def _count(sight: Sight, phrase: Phrase) -> int:
    """Return how many a phrase counts; one for "a" or "an", none where it tells no number."""
    for token in range(phrase.start, phrase.head):
        word = sight.lowers[token]
        if word in _NUMBERS:
            return _NUMBERS[word]
        if word.isdigit() and len(word) == 1:
            return int(word)
        if word in {"a", "an"}:
            return _SINGLE
    return 0
