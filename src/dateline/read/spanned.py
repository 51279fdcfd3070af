"""Things that stand in a text, found by where they stand.

One rule: a report is asked thousands of times what stands at a spot, so that no question walks
over all that the report tells of; answers come in the order in which the things were given.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from dateline.model import Span

Thing = TypeVar("Thing")


class Spanned(Generic[Thing]):
    """Things by their characters.

    Args:
        things: in any order.
        span: gives a thing's characters `[start, end)`; None for one that stands nowhere.
    """

    def __init__(self, things: Iterable[Thing], span: Callable[[Thing], Span | None]) -> None:
        placed = [(at, number, one) for number, one in enumerate(things) if (at := span(one))]
        placed.sort(key=lambda thing: thing[:2])
        self._placed = placed
        self._starts = [at[0] for at, _, _ in placed]
        self._reach = list(accumulate((at[1] for at, _, _ in placed), max))
        """How far the things reach that start there or before."""

    def starting(self, low: int, high: int) -> list[Thing]:
        """Return what starts within the characters `[low, high)`."""
        return self._told(bisect_left(self._starts, low), bisect_left(self._starts, high), None)

    def inside(self, low: int, high: int) -> list[Thing]:
        """Return what lies within the characters `[low, high)`."""
        first, last = bisect_left(self._starts, low), bisect_right(self._starts, high)
        return self._told(first, last, lambda at: at[1] <= high)

    def meeting(self, low: int, high: int) -> list[Thing]:
        """Return what shares one of the characters `[low, high)`."""
        last = first = bisect_left(self._starts, high)
        while first and self._reach[first - 1] > low:
            first -= 1
        return self._told(first, last, lambda at: at[1] > low)

    def over(self, low: int, high: int) -> list[Thing]:
        """Return what the characters `[low, high)` lie in."""
        last = first = bisect_right(self._starts, low)
        while first and self._reach[first - 1] >= high:
            first -= 1
        return self._told(first, last, lambda at: at[1] >= high)

    def covers(self, low: int, high: int) -> bool:
        """Tell whether the characters `[low, high)` lie in something."""
        at = bisect_right(self._starts, low)
        return at > 0 and self._reach[at - 1] >= high

    def _told(self, first: int, last: int, test: Callable[[Span], bool] | None) -> list[Thing]:
        found = self._placed[first:last]
        if test is not None:
            found = [thing for thing in found if test(thing[0])]
        if len(found) > 1:
            found.sort(key=lambda thing: thing[1])
        return [one for _, _, one in found]
