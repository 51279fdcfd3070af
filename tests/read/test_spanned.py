"""What stands at a spot is found as a walk over everything would find it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.read.spanned import Spanned

THINGS = [(4, 9), (0, 3), (4, 6), (8, 20), None, (7, 9), (21, 25), (4, 9)]


def _of(things: list[tuple[int, int] | None]) -> Spanned[tuple[int, tuple[int, int] | None]]:
    return Spanned(enumerate(things), lambda thing: thing[1])


def _numbers(found: list[tuple[int, tuple[int, int] | None]]) -> list[int]:
    return [number for number, _ in found]


def test_answers_come_in_the_order_in_which_the_things_were_given() -> None:
    spanned = _of(THINGS)
    assert _numbers(spanned.starting(4, 5)) == [0, 2, 7]
    assert _numbers(spanned.inside(0, 9)) == [0, 1, 2, 5, 7]
    assert _numbers(spanned.meeting(8, 10)) == [0, 3, 5, 7]


def test_nothing_stands_behind_the_end_or_nowhere() -> None:
    assert _of(THINGS).meeting(25, 40) == []
    assert _of([]).meeting(0, 9) == []
    assert _of([None]).starting(0, 9) == []


@given(
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 25)).map(lambda t: (t[0], sum(t)))),
    st.integers(0, 105),
    st.integers(1, 40),
)
def test_what_is_found_is_what_a_walk_finds(
    things: list[tuple[int, int] | None], low: int, length: int
) -> None:
    spanned, high = _of(things), low + length
    placed = [(n, t) for n, t in enumerate(things) if t is not None]
    assert _numbers(spanned.starting(low, high)) == [n for n, t in placed if low <= t[0] < high]
    inside = [n for n, t in placed if low <= t[0] and t[1] <= high]
    assert _numbers(spanned.inside(low, high)) == inside
    meeting = [n for n, t in placed if t[0] < high and low < t[1]]
    assert _numbers(spanned.meeting(low, high)) == meeting
    over = [n for n, t in placed if t[0] <= low and high <= t[1]]
    assert _numbers(spanned.over(low, high)) == over
    assert spanned.covers(low, high) == bool(over)
