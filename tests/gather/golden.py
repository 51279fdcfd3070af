"""Golden pages: `NAME.txt` or `NAME.html` beside `NAME.want`, head lines and then the body."""

from __future__ import annotations

from pathlib import Path

from dateline.model import Report

PAGES = Path(__file__).parent / "pages"


def shown(report: Report) -> str:
    """Write down what a golden file holds: particulars, doubts, reasons of cuts, and the text."""
    told = {
        "title": report.title,
        "publisher": report.publisher,
        "agency": report.agency,
        "byline": report.byline,
        "section": report.section,
        "published": f"{report.published} ({report.published_origin})",
        "language": report.language,
        "url": report.url,
        "doubts": "; ".join(f"{d.kind}: {d.note}" for d in report.doubts) or None,
        "cut": ", ".join(cut.reason for cut in report.cuts) or None,
    }
    head = [f"{key}: {value}" for key, value in told.items() if value is not None]
    return "\n".join([*head, "", report.text, ""])


def sources() -> list[Path]:
    """Return the golden pages in order of name."""
    return sorted(p for p in PAGES.iterdir() if p.suffix != ".want")
