"""What gathering yields: a report with its page, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.errors import DatelineError
from dateline.model import Page, Report


@dataclass(frozen=True, slots=True)
class Gathered:
    """One report with its page, or one failure; never both, never neither.

    Attributes:
        source: path, address or document id, as a user would recognise it.
        report: the report; None where gathering failed.
        page: its bytes as they came; None where gathering failed.
        error: why there is no report. Its class tells the remedy: fix the input
            (`InputError`), skip this item (`ItemError`), stop this source (`SourceError`).
    """

    source: str
    report: Report | None = None
    page: Page | None = None
    error: DatelineError | None = None

    def unwrap(self) -> tuple[Report, Page]:
        """Return the report and its page.

        Raises:
            DatelineError: the failure, where this is one.
        """
        if self.error is not None:
            raise self.error
        assert self.report is not None  # by construction
        assert self.page is not None
        return self.report, self.page
