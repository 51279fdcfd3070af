"""The words that a regular expression asks for, and that no turn is missed by asking first."""

from __future__ import annotations

import re

import pytest

from dateline.know.keywords import Haystack, Sieve, keywords, needs
from dateline.know.turns import turns, turns_in
from dateline.read.dates.patterns import PATTERNS


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"ring of steel", {"ring of steel"}),
        (r"(?:the )?(?:siege|battle) of [A-Z]\w+", {"siege", "battle"}),
        (r"town(?:s|ship)? fell", {" fell"}),
        (r"(?:fell|fall(?:s|en)?)", {"fell", "fall"}),
        (r"seized?\b", {"seize"}),
        (r"(?:captured )?in", set()),
        (r"(?:captured|\w+)", set()),
        (r"captured|taken", {"captured", "taken"}),
        (r"(?<!newly )(?!held )lost(?: ground)*", {"lost"}),
        (r"(?:under ){0,2}[(|]siege", {"siege"}),
        (r"(?P<who>[\w ]+) Writ", {" writ"}),
    ],
)
def test_keywords(pattern: str, words: set[str]) -> None:
    assert keywords(pattern) == words


def test_every_part_of_an_expression_asks_for_its_words_the_rarest_first() -> None:
    asked = needs(r"(?:town|village) of [A-Z]\w+ (?:has )?(?:fallen|slipped) to (?=the army)")
    assert asked == (frozenset({"fallen", "slipped"}), frozenset({"town", "village"}))
    assert needs(r"\d+ (?:km )?") == ()


TEXTS = [
    "Kharsan is in the hands of the Northern Front.",
    "The army was driven out of Mozdar on Friday.",
    "Kharsan has fallen. The rebels hold out in parts of Old Mozdar.",
    "LOST: Kharsan, Mozdar and Tel Arin.",
    "The militia withdrew from Tel Arin, and took charge of Mozdar.",
    "The government’s writ no longer runs in Mozdar.",
    "Mozdar: under rebel control. Troops are within sight of Kharsan.",
]


@pytest.mark.parametrize("text", [*TEXTS, "\n".join(TEXTS), "Groß-Mozdar\n\n" + "\n".join(TEXTS)])
def test_no_turn_is_missed_by_asking_for_its_words_first(text: str) -> None:
    asked, whole = Haystack(text), Haystack(text)
    whole.lines = lambda asked: iter([(0, len(text))])  # type: ignore[method-assign] # asks for none
    whole.has = lambda asked: True  # type: ignore[method-assign] # likewise
    found = [[match.span() for match in turn.found(whole)] for turn in turns()]
    assert any(found)
    assert [[match.span() for match in turn.found(asked)] for turn in turns()] == found
    passed = set(turns_in(asked))
    assert all(turn in passed for turn, spans in zip(turns(), found, strict=True) if spans)


def test_lines_that_hold_a_word_of_each_set() -> None:
    hay = Haystack("Straße frei\nThe town fell\nA village\nThe VILLAGE Fell")
    asked = (frozenset({"town", "village"}), frozenset({"fell"}))
    assert [hay.text[slice(*line)] for line in hay.lines(asked)] == [
        "The town fell\n",
        "The VILLAGE Fell",
    ]
    assert hay.has(asked)
    assert not hay.has((frozenset({"city"}),))
    assert len(list(hay.lines(()))) == 4


def test_a_sieve_lets_through_what_a_text_has_the_words_of() -> None:
    sieve = Sieve([needs("laid siege"), needs("town(?:s)? of"), (), needs("-held")])
    assert list(sieve.passing(Haystack("Two TOWNS of three, rebel-held."))) == [1, 2, 3]
    assert list(sieve.passing(Haystack("Siege was laid to towns that were held."))) == [1, 2]
    assert list(sieve.passing(Haystack("They laid down arms."))) == [2]


def test_nearly_every_turn_asks_for_a_word() -> None:
    assert sum(not turn.needs for turn in turns()) <= len(turns()) // 20


@pytest.mark.parametrize("text", ["late on 12 May", "two days later", "Monday's dawn", "in '98"])
def test_no_date_is_missed_by_asking_for_its_words_first(text: str) -> None:
    asked = [needs(body) for body in PATTERNS.values()]
    passed = set(Sieve(asked).passing(Haystack(text)))
    found = [re.search(re.sub(r"P<[^>]+>", ":", b), text, re.IGNORECASE) for b in PATTERNS.values()]
    assert {number for number, match in enumerate(found) if match} <= passed


def test_a_turn_with_a_head_begins_where_a_line_or_a_part_of_it_does() -> None:
    text = "Mozdar: army. Kharsan? Rebels now; Arin: rebels.\n\n1. Tel Arin: army\n• Mozdar: quiet."
    hay = Haystack(text)
    headed = [turn.form for turn in turns() if turn.headed]
    found = [[m.span() for m in form.at(text, hay.openings, len(text))] for form in headed]
    assert any(found)
    assert found == [[m.span() for m in form.pattern.finditer(text)] for form in headed]
