"""Temporal expressions: golden sentences, tense, calendars' edges, and hostile text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from dateline.read.dates import find_dates, precision_of, when_of
from dateline.read.language import load

LANGUAGE = load()
BLANK = spacy.blank("en")
GOLDENS = Path(__file__).with_name("goldens.txt")


def _goldens() -> Iterator[Any]:
    published = None
    for block in GOLDENS.read_text("utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines and lines[0].startswith("published:"):
            published = dt.date.fromisoformat(lines[0].split()[1])
        elif lines:
            yield pytest.param(published, lines[0], lines[1:], id=lines[0][:40])


@pytest.mark.parametrize(("published", "sentence", "expected"), list(_goldens()))
def test_goldens(published: dt.date | None, sentence: str, expected: list[Any]) -> None:
    found = [
        f"{m.text} | {m.type} | {m.value} | {m.start or '-'} | {m.end or '-'}"
        for m in find_dates(BLANK(sentence), published=published)
    ]
    assert found == expected


def _verb_governs(
    words: list[str], heads: list[int], deps: list[str], pos: list[str], lemmas: list[str]
) -> Doc:
    return Doc(BLANK.vocab, words=words, heads=heads, deps=deps, pos=pos, lemmas=lemmas)


def test_a_verb_in_the_future_turns_a_weekday_ahead() -> None:
    doc = _verb_governs(
        ["They", "will", "meet", "on", "Friday"],
        [2, 2, 2, 4, 2],
        ["nsubj", "aux", "root", "case", "obl"],
        ["PRON", "AUX", "VERB", "ADP", "PROPN"],
        ["they", "will", "meet", "on", "Friday"],
    )
    (friday,) = find_dates(doc, published=dt.date(2024, 12, 4))
    assert friday.start == dt.date(2024, 12, 6)


def test_a_verb_in_the_past_turns_it_back() -> None:
    doc = _verb_governs(
        ["They", "met", "on", "Friday"],
        [1, 1, 3, 1],
        ["nsubj", "root", "case", "obl"],
        ["PRON", "VERB", "ADP", "PROPN"],
        ["they", "meet", "on", "Friday"],
    )
    (friday,) = find_dates(doc, published=dt.date(2024, 12, 4))
    assert friday.start == dt.date(2024, 11, 29)


def test_today_s_own_weekday_is_today() -> None:
    (day,) = find_dates(BLANK("on Wednesday"), published=dt.date(2024, 12, 4))
    assert day.start == dt.date(2024, 12, 4)


def test_without_publication_only_absolute_dates_have_days() -> None:
    monday, date = find_dates(BLANK("On Monday, after 3 May 2022, it rained."))
    assert (monday.value, monday.start) == ("XXXX-WXX-1", None)
    assert date.start == dt.date(2022, 5, 3)


def test_a_day_without_a_year_is_the_nearest() -> None:
    (day,) = find_dates(BLANK("on 30 December"), published=dt.date(2024, 1, 2))
    assert day.start == dt.date(2023, 12, 30)


def test_a_paragraph_starts_its_narrative_afresh() -> None:
    text = "On Sunday they left.\nThe next day it rained."
    _, day = find_dates(BLANK(text), published=dt.date(2024, 12, 4))
    assert day.start == dt.date(2024, 12, 5)


def test_when_tells_precision_and_origin() -> None:
    (week,) = find_dates(BLANK("last week"), published=dt.date(2024, 12, 4))
    when = when_of(week)
    assert when is not None
    assert (when.precision, when.origin, when.text) == ("week", "stated", "last week")


@pytest.mark.parametrize(
    ("days", "precision"), [(1, "day"), (2, "week"), (7, "week"), (31, "month"), (32, "year")]
)
def test_precision_is_the_narrowest_that_holds(days: int, precision: str) -> None:
    start = dt.date(2024, 1, 1)
    assert precision_of(start, start + dt.timedelta(days=days - 1)) == precision


@given(
    st.lists(
        st.sampled_from(
            "31 30 29 February Feb. 2024 1900 0 99 Monday last next a day ago week the of in early"
            " 12/13/14 T00 10:99 p.m. late night two hundred quarter 's - , . \n".split(" ")
        )
    ),
    st.one_of(st.none(), st.dates()),
)
def test_no_text_breaks_it_and_spans_hold(words: list[str], published: dt.date | None) -> None:
    text = " ".join(words)
    end = 0
    for mention in find_dates(BLANK(text), published=published):
        start, stop = mention.span
        assert text[start:stop] == mention.text
        assert start >= end
        end = stop
        if mention.start is not None and mention.end is not None:
            assert mention.start <= mention.end


def test_a_year_that_the_text_states_holds_for_its_other_days() -> None:
    text = "Strikes on Jan. 8, 2016 hit a depot.\nOn Jan. 9 they hit two boats."
    days = find_dates(BLANK(text))
    assert [d.start for d in days] == [dt.date(2016, 1, 8), dt.date(2016, 1, 9)]


def test_two_years_in_a_text_leave_a_day_without_one() -> None:
    text = "After June 10, 2014 and Jan. 8, 2016 strikes were flown on Jan. 9."
    assert find_dates(BLANK(text))[-1].start is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Libya Dawn fighters seized the airport on Sunday.", ["Sunday"]),
        ("The Dawn Front took Morek from the army on Sunday.", ["Sunday"]),
        ("The army lost Morek to the Dawn Front on Thursday.", ["Thursday"]),
        ("The April 6 Movement staged a protest in Cairo on Tuesday.", ["Tuesday"]),
        ("The March 23 Movement captured Goma on Monday.", ["Monday"]),
        ("Black September gunmen attacked the embassy on Monday.", ["Monday"]),
        ("The Thursday Market in Jos was bombed on Friday.", ["Friday"]),
        ("On Monday Hezbollah fired rockets at Haifa.", ["Monday"]),
        ("On Monday President Assad visited Homs.", ["Monday"]),
        ("Rebels captured Aleppo Sunday.", ["Sunday"]),
        ("The rebels seized Homs September 5.", ["September 5"]),
        ("Late Monday Israeli jets bombed Beirut.", ["Late Monday"]),
        ("The Monday attack killed five in Kabul.", ["Monday"]),
        ("Since Friday Ukrainian troops have shelled Donetsk.", ["Friday"]),
    ],
)
def test_words_of_a_name_are_no_date(text: str, expected: list[str]) -> None:
    doc = LANGUAGE(text)
    assert [m.text for m in find_dates(doc, published=dt.date(2024, 12, 1))] == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Rebels set up checkpoints in Bunia on Friday.", dt.date(2024, 11, 15)),
        ("Gunmen set fire to a police station on Friday night.", dt.date(2024, 11, 15)),
        ("The vote is set for Friday.", dt.date(2024, 11, 22)),
        ("Talks are expected on Friday.", dt.date(2024, 11, 22)),
    ],
)
def test_who_sets_something_has_done_it(text: str, day: dt.date) -> None:
    [found] = find_dates(LANGUAGE(text), published=dt.date(2024, 11, 16))
    assert found.start == day


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mon 1 May\n[10:32] Shots.\n[14:00] Shells at dusk.", [1, 1, 1, 1]),
        ("Mon 1 May\n[10:32] Shots.\n** TUESDAY 2 MAY **\n[09:00] Shells.", [1, 1, 2, 2]),
        ("2 May 2023\nThey came yesterday and on Sunday.", [2, 1, 30]),
        ("Shots on Mon 1 May\nShells at dusk.", [1, 5]),  # told in a sentence, and no heading
        ("Shots at dusk.\nMon 1 May", [5, 1]),  # what stands under a report is when it was written
    ],
)
def test_a_day_alone_on_its_line_heads_what_is_below(text: str, days: list[int]) -> None:
    found = find_dates(BLANK(text), published=dt.date(2023, 5, 5))
    assert [m.start.day for m in found if m.start] == days
