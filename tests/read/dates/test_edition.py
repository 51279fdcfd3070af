"""The day that a report says it is as of."""

import datetime as dt

import pytest

from dateline.read.dates.edition import edition_of

PUBLISHED = dt.date(2015, 2, 21)


@pytest.mark.parametrize(
    ("title", "text", "day"),
    [
        ("Daily report, information received as of 18:00 (Kyiv time), 20 February 2015", "", 20),
        ("Flash Update No. 3 (as of 19 February 2015)", "", 19),
        ("Situation report", "Data as of 18 February 2015. Partners reached Goma.", 18),
        ("Access snapshot (as at 20 Feb 2015)", "", 20),
        ("Displacement note", "Cut-off date: 17 February 2015.\nPeople moved north.", 17),
    ],
)
def test_a_report_is_of_the_day_that_it_says_it_is_as_of(title: str, text: str, day: int) -> None:
    when = edition_of(title, text, PUBLISHED)
    assert when is not None
    assert when.start == when.end == dt.date(2015, 2, day)
    assert when.origin == "inferred"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("As of now, nobody holds Pisky", ""),
        ("Debaltseve as of old", "The town fell on 18 February 2015."),
        ("Update (as of 3 January 2015)", ""),  # too long ago to be of this report
        ("Update (as of 22 February 2015)", ""),  # after its publication
        ("Rules valid as of March", ""),
        ("", "x" * 500 + " as of 20 February 2015"),
    ],
)
def test_other_days_are_no_edition(title: str, text: str) -> None:
    assert edition_of(title, text, PUBLISHED) is None


def test_without_a_day_of_publication_there_is_none() -> None:
    assert edition_of("Update (as of 20 February 2015)", "", None) is None
