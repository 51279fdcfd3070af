"""Builds reports from text that is at hand: a plain file, a scraped page, a document, a string."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from dateline.errors import ItemError
from dateline.gather.clean import Cleaned, clean
from dateline.gather.credits import dateline_agency, full_name
from dateline.gather.dates import (
    Published,
    Stamp,
    choose,
    find_day,
    headed_day,
    read_stamp,
    url_day,
)
from dateline.gather.frontmatter import split_front_matter
from dateline.gather.language import language_of
from dateline.gather.normalise import normalise, unwrap
from dateline.model import Doubt, Page, Report, bytes_id, text_sha256

_encoder = msgspec.json.Encoder(order="sorted")


def report_from_text(
    text: str,
    *,
    published: dt.date | None = None,
    title: str | None = None,
    source: str = "text",
    publisher: str | None = None,
    url: str | None = None,
    tidy: bool = False,
) -> Report:
    """Return a report of `text` exactly as given; spans count in it.

    Args:
        text: the body.
        published: day of publication, in the outlet's zone.
        title: headline.
        source: what to call it.
        publisher: who printed it.
        url: its address.
        tidy: read it as a page instead: title, credits and date are taken from it and furniture
            is cut.

    Raises:
        ItemError: there is nothing but white space.
    """
    if not text.strip():
        raise ItemError(f"{source}: is empty: there is nothing to read")
    if tidy:
        page = page_of(text.encode("utf-8", "surrogatepass"), source, "text/plain")
        return report_from_page_text(text, page, published=published, title=title, url=url)
    stamps = [stamp for stamp in (url_day(url or ""),) if stamp]
    chosen = choose(stamps, published)
    return _report(
        source=source,
        id=bytes_id(text.encode("utf-8", "surrogatepass")),
        text=text,
        title=title,
        publisher=publisher,
        agency=dateline_agency(text, (publisher,) if publisher else ()),
        url=url,
        chosen=chosen,
        language=language_of(text),
    )


def report_from_page_text(
    text: str,
    page: Page,
    *,
    published: dt.date | None = None,
    title: str | None = None,
    url: str | None = None,
    doubts: tuple[Doubt, ...] = (),
) -> Report:
    """Return the report that a plain text file or a scraped page holds.

    Args:
        text: as decoded; may open with front matter.
        page: the bytes that it came from.
        published: day of publication that the user gives; wins over all.
        title: headline, where known from elsewhere.
        url: address, where known from elsewhere.
        doubts: of decoding.

    Raises:
        ItemError: there is nothing but white space and front matter.
    """
    front, body, more = split_front_matter(text)
    page_text = unwrap(normalise(body))
    if not page_text:
        raise ItemError(f"{page.source}: has no text: there is nothing to read")
    # Keys that were no front matter after all are no headline either.
    left = "" if more and not front else None
    cleaned = clean(page_text, title=title or front.get("title") or left)
    if not cleaned.text:
        raise ItemError(f"{page.source}: holds nothing but menus and links: nothing to read")
    address = front.get("url") or url
    publisher = front.get("publisher") or cleaned.owner
    known = tuple(name for name in (publisher, cleaned.owner) if name)
    stamps = _stamps(front, cleaned, address)
    return _report(
        source=page.source,
        id=page.id,
        text=cleaned.text,
        title=cleaned.title or None,
        publisher=publisher,
        agency=_agency(front.get("agency"), cleaned, known),
        byline=front.get("byline") or cleaned.byline,
        section=front.get("section") or cleaned.section,
        url=address,
        chosen=choose(stamps, published),
        language=language_of(cleaned.text, declared=front.get("language")),
        page_text=page_text if cleaned.cuts else None,
        cuts=cleaned.cuts,
        doubts=(*doubts, *more),
    )


def report_from_document(
    document: dict[str, Any], source: str, *, published: dt.date | None = None
) -> tuple[Report, Page]:
    """Return the report of one document of a JSON Lines file, its text exactly as given.

    Args:
        document: `{"id", "text", "title", "published", "url", "publisher"}`, all but `text`
            optional; other keys are kept in the page and not read.
        source: what to call it if it has no id.
        published: day of publication that the user gives; wins over the document's.

    Raises:
        ItemError: `text` is missing, empty or no string, or another key is no string.
    """
    name = document.get("id")
    name = source if name is None or name == "" else str(name)
    text = document.get("text")
    if not isinstance(text, str):
        raise ItemError(f'{name}: needs a key "text" with a string')
    if not text.strip():
        raise ItemError(f"{name}: is empty: there is nothing to read")
    read = {key: _string(document, key, name) for key in _KEYS}
    page = page_of(_encoder.encode(document), name, "application/json")
    stamps = [
        s for s in (read_stamp(read["published"] or "", "front"), url_day(read["url"] or "")) if s
    ]
    publisher = read["publisher"]
    report = _report(
        source=name,
        id=page.id,
        text=text,
        title=read["title"],
        publisher=publisher,
        agency=read["agency"] or dateline_agency(text.lstrip(), (publisher,) if publisher else ()),
        byline=read["byline"],
        section=read["section"],
        url=read["url"],
        chosen=choose(stamps, published),
        language=language_of(text, declared=read["language"]),
    )
    return report, page


_KEYS = ("title", "published", "url", "publisher", "agency", "byline", "section", "language")


def _string(document: dict[str, Any], key: str, name: str) -> str | None:
    value = document.get(key)
    if value is None or isinstance(value, str):
        return value or None
    raise ItemError(f'{name}: key "{key}" must be a string or null, not {type(value).__name__}')


def page_of(
    data: bytes,
    source: str,
    media_type: str,
    headers: tuple[tuple[str, str], ...] = (),
    retrieved: dt.datetime | None = None,
) -> Page:
    """Return the page of `data`, under its hash."""
    return Page(
        id=bytes_id(data),
        data=data,
        source=source,
        media_type=media_type,
        headers=headers,
        retrieved=retrieved,
    )


def _stamps(front: dict[str, str], cleaned: Cleaned, url: str | None) -> list[Stamp]:
    stamps = [read_stamp(front.get("published", ""), "front"), *cleaned.stamps[:1]]
    head = cleaned.text[:120]
    if cleaned.stamps:
        pass
    elif (found := find_day(head)) and "(" in head[: len(found.text) + 60]:
        stamps.append(found)  # a dateline with its year: "KYIV, 3 March 2022 (Wire) -"
    elif found := headed_day(f"{cleaned.title}\n{cleaned.text}"):
        stamps.append(found)
    stamps.append(url_day(url or ""))
    return [stamp for stamp in stamps if stamp]


def _agency(front: str | None, cleaned: Cleaned, known: tuple[str, ...]) -> str | None:
    if front:
        return full_name(front)
    return cleaned.agency or dateline_agency(cleaned.text, known)


def _report(
    *,
    text: str,
    chosen: Published,
    doubts: tuple[Doubt, ...] = (),
    **known: Any,
) -> Report:
    return Report(
        text=text,
        text_sha256=text_sha256(text),
        published=chosen.day,
        published_at=chosen.moment,
        published_origin=chosen.origin,
        doubts=(*doubts, *chosen.doubts),
        **known,
    )
