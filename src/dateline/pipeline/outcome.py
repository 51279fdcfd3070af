"""What became of one source: a reading, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.errors import DatelineError
from dateline.model import Page, Reading


@dataclass(frozen=True, slots=True)
class Outcome:
    """One report read, or one failure; never both, never neither.

    Attributes:
        source: path, address or document id, as a user would recognise it.
        reading: what was read; None where it failed.
        page: the bytes it was read from; None where it failed.
        error: why there is no reading; its class tells the remedy.
        again: whether the same reader had read it before, so that it was not parsed anew.
    """

    source: str
    reading: Reading | None = None
    page: Page | None = None
    error: DatelineError | None = None
    again: bool = False
