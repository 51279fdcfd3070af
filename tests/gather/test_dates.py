"""The day of publication: what is read, what is chosen, what is doubted."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.gather.dates import (
    Stamp,
    choose,
    find_day,
    headed_day,
    printed_days,
    read_stamp,
    url_day,
)
from dateline.gather.html import report_from_html
from dateline.model import Page

DAY = dt.date(2024, 12, 2)


def told(text: str, where: str = "printed") -> Stamp:
    """Return the stamp that `text` gives; it gives one."""
    stamp = url_day(text) if where == "url" else read_stamp(text, where)
    assert stamp is not None
    return stamp


@pytest.mark.parametrize(
    "text",
    [
        "Published December 02,2024",
        "Dec 2, 2024",
        "Dec. 2, 2024 at 10:30 a.m.",
        "2 December 2024",
        "2nd of December 2024",
        "Mon, 02 Dec 2024 08:00:00 GMT",
        "Monday 2 December 2024, 9.40pm",
        "2024-12-02",
        "2024/12/02",
        "2024-12-02T08:00:00Z",
        "02-Dec-2024",
        "posted on 2 DECEMBER, 2024 by the desk",
    ],
)
def test_a_full_date_is_found(text: str) -> None:
    stamp = find_day(text)
    assert stamp is not None
    assert (stamp.day, stamp.trouble) == (DAY, None)


@pytest.mark.parametrize(
    "text", ["Dec 2", "December 2024", "on Monday", "12", "Room 2024-12", "", "1.2.3"]
)
def test_less_than_a_full_date_is_none(text: str) -> None:
    assert find_day(text) is None


@pytest.mark.parametrize("text", ["2024-13-45", "31 February 2024", "45/13/2024", "0/0/2024"])
def test_an_impossible_date_is_a_doubt(text: str) -> None:
    stamp = told(text, "front")
    assert stamp.day is None
    chosen = choose([stamp])
    assert chosen.day is None
    assert chosen.origin == "unknown"
    assert [d.kind for d in chosen.doubts] == ["date_unreadable"]
    assert text in chosen.doubts[0].note


def test_a_numeric_date_that_reads_two_ways_is_not_guessed() -> None:
    stamp = find_day("02/12/2024")
    assert stamp is not None
    chosen = choose([stamp])
    assert chosen.day is None
    assert [d.kind for d in chosen.doubts] == ["date_ambiguous"]
    assert "2024-12-02 or 2024-02-12" in chosen.doubts[0].note


def test_other_evidence_settles_a_numeric_date() -> None:
    stamps = [told("02/12/2024"), told("https://example.org/2024/12/02/goma", "url")]
    chosen = choose(stamps)
    assert (chosen.day, chosen.doubts) == (DAY, ())


def test_a_numeric_date_with_one_reading_is_read() -> None:
    assert told("13/12/2024").day == dt.date(2024, 12, 13)
    assert told("12/13/2024").day == dt.date(2024, 12, 13)
    assert told("12.12.2024").day == dt.date(2024, 12, 12)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/2024/12/02/goma",
        "https://example.org/2024/dec/02/goma",
        "https://example.org/news/2024-12-02/goma",
        "https://example.org/goma-2024-12-02.html",
        "https://example.org/20241202/goma",
    ],
)
def test_an_address_tells_its_day(url: str) -> None:
    assert told(url, "url").day == DAY


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/2024/13/45/x",
        "https://example.org/a/20249999",
        "https://example.org/12345678",
    ],
)
def test_an_address_without_day_tells_none(url: str) -> None:
    assert url_day(url) is None


def test_the_local_day_is_that_of_its_own_zone() -> None:
    chosen = choose([told("2024-11-30T23:55:00+04:00", "front")])
    assert chosen.day == dt.date(2024, 11, 30)
    assert str(chosen.moment) == "2024-11-30 23:55:00+04:00"
    assert chosen.origin == "metadata"


def test_a_moment_in_utc_takes_the_day_that_the_page_prints() -> None:
    stamps = [told("2024-12-01T22:30:00Z", "json-ld"), *printed_days("2 December 2024")]
    chosen = choose(stamps)
    assert (chosen.day, chosen.doubts) == (DAY, ())
    assert chosen.moment is not None


def test_a_conflict_is_a_doubt_and_the_page_wins() -> None:
    stamps = [
        told("2024-11-02T10:00:00+04:00", "json-ld"),
        *printed_days("Monday 2 December 2024"),
    ]
    chosen = choose(stamps)
    assert (chosen.day, chosen.origin, chosen.moment) == (DAY, "text", None)
    assert [d.kind for d in chosen.doubts] == ["date_conflict"]
    assert "2024-11-02" in chosen.doubts[0].note


def test_three_against_what_is_printed_win() -> None:
    stamps = [
        told("2024-12-02T10:00:00+02:00", "json-ld"),
        told("2024-12-02T10:00:00+02:00", "meta"),
        told("https://example.org/2024/12/02/goma", "url"),
        *printed_days("5 December 2023"),
    ]
    chosen = choose(stamps)
    assert chosen.day == DAY
    assert [d.kind for d in chosen.doubts] == ["date_conflict"]


def test_a_given_day_wins_and_says_what_it_overrides() -> None:
    chosen = choose([told("2023-01-01", "front")], given=DAY)
    assert (chosen.day, chosen.origin) == (DAY, "given")
    assert [d.kind for d in chosen.doubts] == ["date_conflict"]
    assert choose([told("2024-12-02", "front")], given=DAY).doubts == ()


def test_a_day_of_change_is_not_the_day_of_publication() -> None:
    line = "Updated: 5 December 2024 | Published: 2 December 2024"
    assert [(s.where, str(s.day)) for s in printed_days(line)] == [
        ("printed", "2024-12-02"),
        ("updated", "2024-12-05"),
    ]
    assert choose(printed_days(line)).doubts == ()
    assert choose(printed_days("Last updated 2 December 2024")).day == DAY


def test_a_weekday_that_does_not_fit_is_a_doubt() -> None:
    chosen = choose(printed_days("Friday 2 December 2024"))
    assert chosen.day == DAY
    assert "was a Monday" in chosen.doubts[0].note


@given(st.text(max_size=60), st.sampled_from(["front", "json-ld", "printed"]))
def test_nothing_is_raised(text: str, where: str) -> None:
    stamps = [s for s in (read_stamp(text, where), find_day(text), url_day(text)) if s]
    chosen = choose(stamps)
    assert (chosen.day is None) == (chosen.origin == "unknown")


@given(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read_back(day: dt.date) -> None:
    for form in ("%d %B %Y", "%B %d, %Y", "%a, %d %b %Y", "%Y-%m-%d", "%A %d %B %Y"):
        stamp = find_day(f"Posted {day.strftime(form)}")
        assert isinstance(stamp, Stamp)
        assert (stamp.day, stamp.trouble) == (day, None)


def test_a_day_in_a_table_yields_to_any_other_word_on_the_day() -> None:
    cell = Stamp("cell", dt.date(2020, 1, 1), "1 January 2020")
    meta = Stamp("meta", DAY, DAY.isoformat())
    chosen = choose([cell, meta])
    assert (chosen.day, chosen.origin) == (DAY, "metadata")
    assert [doubt.kind for doubt in chosen.doubts] == ["date_conflict"]
    assert choose([cell]).day == dt.date(2020, 1, 1)


def test_a_table_of_data_does_not_date_its_page() -> None:
    said = "The monitor counted the dead of the war again. " * 12
    markup = (
        '<html><head><meta property="article:published_time" content="2024-12-02"></head><body>'
        "<article><h1>The toll of the year, by month</h1><table><tr><td>1 January 2020</td>"
        f"<td>12</td></tr></table><p>{said}</p></article></body></html>"
    )
    page = Page(id="0" * 16, data=markup.encode(), source="x.html", media_type="text/html")
    assert report_from_html(markup, page).published == DAY


@pytest.mark.parametrize(
    "text",
    [
        "The Delta Standard – 2 December 2024\n\nFighting went on.",
        "Offensive Campaign Assessment, December 2, 2024\n\nKey points",
        "#Delta thread 🧵 Dec. 2, 2024\n1/ Gangs attacked the port.",
        "Situation report no. 4 (as of 2 December 2024)",
        "2 December 2024 | Flash update",
        "Weekly monitoring, North Kivu - 26 November to 2 December 2024",
        "Incident log, week 48 (1-2 December 2024)",
        "Situation report, December 1–2, 2024",
        "GOMA, 2 December 2024 — Rebels took Sake.",
        "NAIROBI, Kenya, Dec. 2, 2024 -- Rebels took Sake.",
    ],
)
def test_a_day_in_a_head_line_is_that_of_publication(text: str) -> None:
    stamp = headed_day(text)
    assert stamp is not None
    assert stamp.day == DAY


@pytest.mark.parametrize(
    "text",
    [
        "What we know of the massacre of 2 December 2024\n\nA year on.",
        "On 2 December 2024, militants attacked the village.",
        "Sake fell on Monday, December 2, 2024.",
        "Chronicle\n2 December 2024: Sake falls\n3 December 2024: Goma falls",
    ],
)
def test_a_day_in_what_is_told_is_not_that_of_publication(text: str) -> None:
    assert headed_day(text) is None
