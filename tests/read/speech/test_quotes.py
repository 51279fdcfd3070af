"""Quotations by text alone."""

from __future__ import annotations

import sys
from types import FrameType
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.quotes import find_quotes, paragraphs_of

if TYPE_CHECKING:
    from _typeshed import TraceFunction


def inner(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('"We stay," he said.', ["We stay,"]),
        ("“We stay,” he said.", ["We stay,"]),
        ("«We stay», he said.", ["We stay"]),
        ("„We stay“, he said.", ["We stay"]),
        ("'We stay,' he said.", ["We stay,"]),
        ("‘We stay,’ he said.", ["We stay,"]),
        ("``We stay,'' he said.", ["We stay,"]),
        ('“We stay," he said.', ["We stay,"]),
        ('"A," he said, "b." "C."', ["A,", "b.", "C."]),
        ("\"He told me 'go' and I went.\"", ["He told me 'go' and I went."]),
        ("'He told me \"go\" and I went,' she said.", ['He told me "go" and I went,']),
        ("“He said “no” to us,” she said.", ["He said “no” to us,"]),
        ("The rebels' guns hit the soldiers' camp in '92.", []),
        ("It isn't the army's.", []),
        ("It took them 5'10\" of rope.", []),
        ('A 12" shell fell.', []),
        ("", []),
    ],
)
def test_styles(text: str, wanted: list[Any]) -> None:
    assert inner(text) == wanted


def test_a_quotation_goes_on_where_the_next_paragraph_opens_it_again() -> None:
    first, second = find_quotes("“We will rebuild.\n“All of it.”")
    assert first.carried
    assert first.closed
    assert not second.carried


def test_an_odd_mark_spoils_its_own_paragraph_at_most() -> None:
    text = '"We go, he said.\nThe road is long.\n"We stay," she said.'
    quotes = find_quotes(text)
    assert not quotes[0].closed
    assert quotes[0].paragraph == 0
    assert text[quotes[1].start : quotes[1].end] == "We stay,"


def test_a_missing_opener_is_guessed_at_the_sentence() -> None:
    text = 'The town is lost. We saw them leave," he said.'
    (quote,) = find_quotes(text)
    assert text[quote.start : quote.end] == "We saw them leave,"
    assert not quote.closed


def test_paragraphs_leave_blanks_out() -> None:
    text = "  One.\n\n\tTwo. \r\nThree"
    assert [text[s:e] for s, e in paragraphs_of(text)] == ["One.", "Two.", "Three"]


@given(st.text(alphabet=st.sampled_from("ab A.,!?\n\"'“”‘’«»„ ")))
def test_quotations_are_in_order_apart_and_inside_their_paragraph(text: str) -> None:
    paragraphs = paragraphs_of(text)
    last = 0
    for quote in find_quotes(text, paragraphs):
        low, high = paragraphs[quote.paragraph]
        assert low <= quote.outer[0] <= quote.start <= quote.end <= quote.outer[1] <= high
        assert quote.outer[0] >= last
        last = quote.outer[1]


def test_unbalanced_marks_take_linear_work() -> None:
    def lines(words: int) -> int:
        """Count the lines of Python that run: the same on every machine."""
        text = "it's \"a 'b c\" d' " * (words // 5)
        ran = 0

        def count(frame: FrameType, event: str, arg: Any) -> TraceFunction:
            nonlocal ran
            ran += event == "line"
            return count

        before = sys.gettrace()
        sys.settrace(count)
        try:
            find_quotes(text)
        finally:
            sys.settrace(before)
        return ran

    small, large = lines(500), lines(5_000)
    # Ten times the words: linear work is ten times as much, quadratic a hundred times.
    assert large < 15 * small
