"""A day without a year that the past tense tells of lies behind, however far."""

import datetime as dt

import pytest
from tests import making

from dateline.model import ControlClaim
from dateline.read import Reader


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The army took Ganta on 6 January.", dt.date(1994, 1, 6)),
        ("Zorzor was captured on January 6.", dt.date(1994, 1, 6)),
        ("The army took Ganta on 14 September.", dt.date(1994, 9, 14)),
        ("The army took Ganta on 17 September.", dt.date(1994, 9, 17)),
    ],
)
def test_what_was_done_on_a_day_was_done_before(reader: Reader, text: str, day: dt.date) -> None:
    report = making.report(text, published=dt.date(1994, 9, 15))
    found = [c for c in reader.read(report).claims if isinstance(c, ControlClaim)]
    assert [c.when.start for c in found if c.when] == [day]


def test_what_is_called_for_a_day_lies_ahead(reader: Reader) -> None:
    text = "The government called elections for 6 January, and talks were set for 3 January."
    report = making.report(text, published=dt.date(1994, 9, 15))
    found = [m for m in reader.read(report, mentions=True).mentions or () if m.text[:1].isdigit()]
    assert {getattr(m, "start", None) for m in found} == {dt.date(1995, 1, 6), dt.date(1995, 1, 3)}


@pytest.mark.parametrize("text", ["Mar Elias is quiet.", "Jan Egeland said Goma was held."])
def test_a_short_month_that_opens_a_name_is_no_date(reader: Reader, text: str) -> None:
    report = making.report(text, published=dt.date(2008, 5, 9))
    assert not [m for m in reader.read(report, mentions=True).mentions or () if hasattr(m, "type")]
