"""The words that a regular expression asks for, and that no turn is missed by asking first."""

from __future__ import annotations

import pytest

from dateline.know.keywords import keywords
from dateline.know.turns import turns


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


@pytest.mark.parametrize(
    "text",
    [
        "Kharsan is in the hands of the Northern Front.",
        "The army was driven out of Mozdar on Friday.",
        "Kharsan has fallen. The rebels hold out in parts of Old Mozdar.",
        "LOST: Kharsan, Mozdar and Tel Arin.",
        "The militia withdrew from Tel Arin, and took charge of Mozdar.",
        "The government’s writ no longer runs in Mozdar.",
        "Mozdar: under rebel control. Troops are within sight of Kharsan.",
    ],
)
def test_no_turn_is_missed_by_asking_for_its_words_first(text: str) -> None:
    found = [turn for turn in turns() if turn.pattern.search(text)]
    assert found
    assert all(list(turn.found(text, text.casefold())) for turn in found)


def test_nearly_every_turn_asks_for_a_word() -> None:
    assert sum(not turn.needs for turn in turns()) <= len(turns()) // 20
