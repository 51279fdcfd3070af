"""How many fit a filter: told at once where it is known, else as what is certain so far.

Counting a million findings takes a second, and a page of a hundred needs it for its heading only.
So a count that takes longer goes on by itself, and meanwhile a page says "more than".
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from dataclasses import dataclass

PATIENCE_S = 0.05
"""How long a page waits for its count."""
_KEPT = 1000
"""Counts that are kept of one state."""
AT_ONCE = 2
"""Counts that are made at a time: they are bound by the processor."""


@dataclass(frozen=True, slots=True)
class Total:
    """How many there are: `number` exactly, or at least so many while that is being counted."""

    number: int
    exact: bool = True


class Counts:
    """Counts of one state of a record at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state = ""
        self._made: dict[Hashable, Future[int]] = {}
        self._workers = ThreadPoolExecutor(AT_ONCE, "counting")

    def total(
        self,
        state: str,
        key: Hashable,
        count: Callable[[], int],
        *,
        least: int,
        patience: float | None = PATIENCE_S,
    ) -> Total:
        """Return how many there are.

        Args:
            state: of the record.
            key: what is counted.
            count: counts it; called once a state.
            least: how many there are in any case.
            patience: seconds to wait for the count; None for as long as it takes.
        """
        with self._lock:
            if self._state != state or len(self._made) >= _KEPT:
                for late in self._made.values():
                    late.cancel()
                self._made, self._state = {}, state
            made = self._made.get(key)
            if made is None:
                made = self._made[key] = self._workers.submit(count)
        try:
            return Total(made.result(patience))
        except (LateError, CancelledError):  # not yet, or the record changed meanwhile
            if patience is None:
                return Total(count())
            return Total(least, exact=False)
        except BaseException:
            with self._lock:  # the next asker tries again
                self._made.pop(key, None)
            raise
