"""Reports as they came and readings of them: the page, its clean text, and what was cut away."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from dateline.model.about import main_event
from dateline.model.base import Noun, Span
from dateline.model.claim import Claim, EventClaim
from dateline.model.mention import Mention

PublishedOrigin = Literal["metadata", "text", "url", "given", "unknown"]


class Cut(Noun, frozen=True, kw_only=True):
    """A stretch of page furniture that was taken out of the text.

    Attributes:
        span: where it stood in the page's text before cutting (`Report.page_text`).
        reason: which rule cut it, such as `share line`, `caption`, `related headline`.
        text: the words that were cut.
    """

    span: Span
    reason: str
    text: str


class Doubt(Noun, frozen=True, kw_only=True):
    """Something that a reader should know is not settled.

    Attributes:
        kind: `count_mismatch`, `date_conflict`, ...
        note: what does not fit, in a sentence.
        span: where in `report.text`; None where it concerns the whole report.
        claims: ids of the claims that do not fit, where they are known.
    """

    kind: str
    note: str
    span: Span | None = None
    claims: tuple[str, ...] = ()


class Report(Noun, frozen=True, kw_only=True):
    """One report, as read.

    Attributes:
        source: path or URL as given, or the id of a document in a JSON Lines file.
        id: first 16 hex digits of the SHA-256 of the stored page (for a JSON Lines document,
            of its canonical JSON).
        text: the clean text, title excluded; all spans count in it.
        text_sha256: SHA-256 of `text`, whole.
        title: headline; None where there is none.
        publisher: who printed it.
        agency: whose copy it is, where credited.
        byline: author as printed.
        section: the outlet's section.
        url: address, where known.
        published: day of publication in the outlet's own zone; None where nothing tells.
        published_at: the same to the second with its zone, where known.
        published_origin: where the day comes from.
        language: ISO 639-1.
        page_text: the text before furniture was cut, where any was.
        cuts: what was cut, by span in `page_text`.
        doubts: what gathering could not settle (dates that conflict, a broken encoding).
    """

    source: str
    id: str
    text: str
    text_sha256: str
    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    byline: str | None = None
    section: str | None = None
    url: str | None = None
    published: dt.date | None = None
    published_at: dt.datetime | None = None
    published_origin: PublishedOrigin
    language: str
    page_text: str | None = None
    cuts: tuple[Cut, ...] = ()
    doubts: tuple[Doubt, ...] = ()


class Page(Noun, frozen=True, kw_only=True):
    """The bytes of a report as they came, for the evidence archive.

    Attributes:
        id: first 16 hex digits of the SHA-256 of `data`.
        data: the bytes, unchanged.
        source: path or URL.
        media_type: as told by the server or the file's name.
        headers: HTTP response headers, lower-case names; empty for a file.
        retrieved: when, UTC.
    """

    id: str
    data: bytes
    source: str
    media_type: str = "text/plain"
    headers: tuple[tuple[str, str], ...] = ()
    retrieved: dt.datetime | None = None


class Reading(Noun, frozen=True, kw_only=True, tag_field="format", tag="dateline.reading/1"):
    """What one reader made of one report.

    Attributes:
        report: the report; all spans count in its text.
        claims: in order of their spans.
        doubts: the report's own and the reader's.
        mentions: what the reader saw on the way; None unless asked for.
        reader: id of the reader (its rules, model and knowledge): a generation.
    """

    report: Report
    claims: tuple[Claim, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    mentions: tuple[Mention, ...] | None = None
    reader: str = ""

    @property
    def main_event(self) -> EventClaim | None:
        """The event that the report is about; None where it tells of none as news."""
        return main_event(self.report, self.claims)
