"""Which reports, and which sentences of them, descend from which."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.making import event, reading

from dateline.model import EventFinding, Reading
from dateline.weigh import weigh
from dateline.weigh.lineage import lineages

BODY = (
    "The shells fell for six hours on the market of Aldbury and on the school behind it. "
    "Rebels shelled the army from the northern hills until the evening, officers told reporters. "
)
ADDED = "Our reporter in the town counted nine wrecked houses after rebels shelled the army there."


def told(text: str, publisher: str, words: str, day: int = 4, **fields: Any) -> Reading:
    claim = event(text, words)
    at = dt.date(2031, 5, day)
    return reading(text, claim, publisher=publisher, published=at, **fields)


def lines(*readings: Reading) -> list[int]:
    found = weigh([(r.report, r.claims) for r in readings])
    return sorted(f.lineages for f in found if isinstance(f, EventFinding))


def test_a_sentence_that_a_reprint_adds_is_a_line_of_its_own() -> None:
    words = "shelled the army"
    first = told(BODY, "Star", words)
    assert lines(first, told(f"Reprint. {BODY}", "Post", words, 5)) == [1]
    text = f"{BODY}{ADDED}"
    start = text.index(ADDED)
    own = event(text, words)
    at = start + ADDED.index(words)
    from msgspec.structs import replace

    own = replace(own, span=(at, at + len(words)))
    copy = reading(text, own, publisher="Post", published=dt.date(2031, 5, 5))
    assert lines(first, copy) == [2]


def test_the_first_to_print_it_is_no_copy() -> None:
    first, copy = told(BODY, "Star", "shelled"), told(f"Late. {BODY}", "Post", "shelled", 5)
    known = lineages([copy.report, first.report])
    assert set(known.copied) == {copy.report.id}
    assert known.of[first.report.id] == known.of[copy.report.id] == "agency:star"
    assert known.of == lineages([first.report, copy.report]).of


LIFTED = (
    "Rebels shelled the army from the northern hills for three hours before dawn and then "
    "came down into the orchards with ladders, mules and two captured field guns of old make."
)


def test_a_sentence_that_is_lifted_is_of_the_line_that_printed_it_first() -> None:
    words = "shelled the army"
    opened = "Minister {0} opened bridge {0} in district {0} and promised {0} more by June {0}. "
    other = "".join(opened.format(number) for number in range(2, 7))
    first = told(f"{BODY.replace('shelled', 'fought')}{LIFTED}", "Star", words)
    lifted = told(f"{other}{LIFTED}", "Post", words, 5)
    known = lineages([first.report, lifted.report])
    assert known.of[lifted.report.id] == "agency:post"  # it is no copy as a whole
    assert lines(first, lifted) == [1]
    own = LIFTED.replace("northern hills", "hills").replace("three hours", "some hours")
    own = own.replace("came down", "walked").replace("old make", "no use").replace("mules", "oxen")
    assert lines(first, told(f"{other}{own}", "Post", words, 5)) == [2]


def test_what_is_alike_a_season_later_is_no_copy() -> None:
    first = told(BODY, "Star", "shelled")
    later = told(BODY + "So it was.", "Post", "shelled")
    from msgspec.structs import replace

    later = replace(later, report=replace(later.report, published=dt.date(2031, 9, 1)))
    known = lineages([first.report, later.report])
    assert known.of[later.report.id] == "agency:post"
    assert known.line(later.report, (90, 100)) == "agency:post"
