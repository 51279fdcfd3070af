"""A web page to a report: visible lines, which of them are the article, and what markup tells.

The page's text is every visible line in order, a block a line. A line is kept where the main
text that trafilatura finds has it, or where it is a paragraph inside the page's one article and
no markup speaks against it; all else is cut, with its reason, and nothing is lost.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.errors import ItemError
from dateline.gather.blocks import MAX_BLOCKS, Block, visible_blocks
from dateline.gather.clean import Cleaned, clean
from dateline.gather.credits import agencies_in, dateline_agency, full_name
from dateline.gather.dates import Stamp, choose, printed_days, read_stamp, url_day
from dateline.gather.furniture import tag
from dateline.gather.language import language_of
from dateline.gather.metadata import Metadata, told_by
from dateline.gather.normalise import normalise
from dateline.model import Doubt, Page, Report, text_sha256

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_KEY = re.compile(r"[\W_]+")
_SUFFIX = re.compile(r"\s+[|–—·»-]\s+|:\s+")
_CELLS = frozenset("td th tr thead tbody table caption".split())
"""Elements of a table: a day printed in one is rather a datum than the day of publication."""
_ENOUGH = 25
"""Letters from which a line found in the main text is no chance find."""


def report_from_html(
    markup: str,
    page: Page,
    *,
    published: dt.date | None = None,
    url: str | None = None,
    doubts: tuple[Doubt, ...] = (),
) -> Report:
    """Return the report that a web page holds.

    Args:
        markup: the page as decoded; may be cut off or broken.
        page: the bytes that it came from.
        published: day of publication that the user gives; wins over all.
        url: the address that it was fetched from.
        doubts: of decoding.

    Raises:
        ItemError: the page shows no text.
    """
    tree, short = _parse(markup, page.source)
    blocks = visible_blocks(tree)
    if short or len(blocks) >= MAX_BLOCKS:
        note = "the page is nested or chopped beyond all sense: it was read as far as it goes"
        doubts = (*doubts, Doubt(kind="page_cut_short", note=note))
    told = told_by(tree)
    lines = [normalise(block.text).replace("\n", " ") for block in blocks]
    shown = [(block, line) for block, line in zip(blocks, lines, strict=True) if line]
    page_text = "\n".join(line for _, line in shown)
    if not page_text:
        raise ItemError(f"{page.source}: the page shows no text: nothing to read")
    title = _title(tree, told, shown)
    cleaned = clean(page_text, title=title, marked=_marked(shown, tree, title))
    address = told.url if told.url and told.url.startswith(("http://", "https://")) else url
    publisher = told.publisher or cleaned.owner or _outlet(tree, title)
    if not cleaned.text:
        raise ItemError(f"{page.source}: shows nothing but menus and links: nothing to read")
    chosen = choose(_stamps(told, shown, cleaned, address), published)
    return Report(
        source=page.source,
        id=page.id,
        text=cleaned.text,
        text_sha256=text_sha256(cleaned.text),
        title=title or cleaned.title,
        publisher=publisher,
        agency=_agency(told, cleaned, publisher),
        byline=told.byline or cleaned.byline,
        section=told.section or cleaned.section,
        url=address or url,
        published=chosen.day,
        published_at=chosen.moment,
        published_origin=chosen.origin,
        language=language_of(cleaned.text, declared=told.language),
        page_text=page_text if cleaned.cuts else None,
        cuts=cleaned.cuts,
        doubts=(*doubts, *chosen.doubts),
    )


def looks_like_html(text: str) -> bool:
    """Tell markup from plain text by its first tags."""
    head = text[:2000].lstrip("\ufeff \t\r\n").casefold()
    if head.startswith(("<!doctype html", "<html", "<head", "<body", "<!--", "<?xml")):
        return "<" in head[1:]
    return (
        len(re.findall(r"</?(?:p|div|span|a|h[1-6]|br|meta|article|table|ul|li)\b[^<>]*>", head))
        >= 3
    )


def _parse(markup: str, source: str) -> tuple[HtmlElement, bool]:
    """Return the page's tree, and whether the parser gave up before its end."""
    import lxml.html
    from lxml import etree

    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", markup)  # lxml refuses a declaration in a string
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise ItemError(f"{source}: no web page can be made out of it: {error}") from error
    return tree, any(error.level_name == "FATAL" for error in parser.error_log)


_STRONG = frozenset({"cookie notice", "caption", "related headline", "reader comment"})
"""Furniture by class or id that trafilatura's word cannot save: it keeps some of these."""


def _marked(shown: list[tuple[Block, str]], tree: HtmlElement, title: str | None) -> dict[int, str]:
    """Return the furniture's reasons by line number.

    Markup's word goes before trafilatura's, except where a mere class would cut a sentence of
    the main text. What trafilatura leaves out goes, except for sentences of the main article.
    """
    main = _main_text(tree)
    votes = [_in_main(line, main) for _, line in shown]
    voted = Counter(b.article for (b, _), vote in zip(shown, votes, strict=True) if vote)
    article = voted.most_common(1)[0][0] if voted else 0
    marked: dict[int, str] = {}
    for n, (block, line) in enumerate(shown):
        if block.reason:
            saved = votes[n] and _is_prose(line) and block.reason not in _STRONG
            if block.sure or not saved:
                marked[n] = block.reason
        elif not votes[n] and main and not _rescued(block, line, article, title):
            marked[n] = "outside the main text"
    return marked


def _is_prose(line: str) -> bool:
    return len(line.split()) >= 6 and line.rstrip("\"'”’)]").endswith((".", "!", "?", "…"))


def _rescued(block: Block, line: str, article: int, title: str | None) -> bool:
    """Tell whether a line that trafilatura left out is text all the same."""
    if title and _key(line) == _key(title):
        return True  # the title is cut as such
    if tag(line):
        return True  # the line rules name it and read it
    return block.article == article and block.element in _PROSE and _is_prose(line)


_PROSE = frozenset({"p", "blockquote", "li"})


def _main_text(tree: HtmlElement) -> str:
    """Return the letters of the main text as trafilatura finds it; empty where it finds none."""
    import trafilatura

    try:
        found = trafilatura.extract(
            tree,
            output_format="txt",
            include_comments=False,
            include_tables=True,
            include_formatting=False,
            deduplicate=False,
        )
    except RecursionError:  # a page nested as no page is; then markup alone decides
        return ""
    return (
        "\n" + "\n".join(_key(line) for line in (found or "").split("\n")) + "\n" if found else ""
    )


def _in_main(line: str, main: str) -> bool:
    key = _key(line)
    return bool(key) and (key in main if len(key) >= _ENOUGH else f"\n{key}\n" in main)


def _key(line: str) -> str:
    return _KEY.sub("", line).casefold()


def _title(tree: HtmlElement, told: Metadata, shown: list[tuple[Block, str]]) -> str | None:
    """Return the headline: the page's one `h1`, else what metadata say, else its `title`."""
    publisher = _key(told.publisher or "")
    ones = [line for block, line in shown if block.element == "h1" and _key(line) != publisher]
    if len(set(ones)) == 1 and len(ones[0].split()) >= 3:
        return ones[0]
    plain = told.title or next((" ".join((n.text or "").split()) for n in tree.iter("title")), "")
    parts = [part for part in _SUFFIX.split(plain) if part]
    printed = {_key(line) for _, line in shown}
    for part in parts:
        if len(part.split()) >= 4 and _key(part) in printed:
            return part
    while len(parts) > 1 and (
        _key(parts[-1]) == publisher or (not told.title and len(parts[-1].split()) <= 4)
    ):
        parts.pop()
    title = plain[: plain.rindex(parts[-1]) + len(parts[-1])] if parts else ""
    return title or (ones[0] if ones else None)


def _outlet(tree: HtmlElement, title: str | None) -> str | None:
    """Return the outlet's name beside the headline in the page's `title`."""
    plain = next((" ".join((n.text or "").split()) for n in tree.iter("title")), "")
    parts = [part for part in _SUFFIX.split(plain) if part]
    if not title or len(parts) != 2 or _key(title) not in map(_key, parts):
        return None
    other = next(part for part in parts if _key(part) != _key(title))
    return other if 2 <= len(other.split()) <= 5 else None


def _stamps(
    told: Metadata, shown: list[tuple[Block, str]], cleaned: Cleaned, url: str | None
) -> list[Stamp]:
    """Collect every place that tells the day; related stories and comments are no such place."""
    head: list[tuple[Block, str]] = []
    for block, line in shown:
        if block.reason in {None, "byline"}:
            head.append((block, line))
            if block.reason is None and len(line.split()) > 30:
                break
    times = [t for block, _ in head for t in block.times]
    short = [(block, line) for block, line in head if len(line.split()) <= 30]
    printed = [s for b, line in short if b.element not in _CELLS for s in printed_days(line)]
    cells = [s for b, line in short if b.element in _CELLS for s in printed_days(line)]
    stamps = [
        read_stamp(told.published or "", "json-ld"),
        read_stamp(told.published_meta or "", "meta"),
        read_stamp(times[0], "time") if times else None,
        *printed[:1],
        *(replace(s, where="cell") for s in ([] if printed else cells[:1])),
        *([] if printed or cells else cleaned.stamps[:1]),
        url_day(url or ""),
    ]
    return [stamp for stamp in stamps if stamp]


def _agency(told: Metadata, cleaned: Cleaned, publisher: str | None) -> str | None:
    if told.agency and told.agency != publisher:
        return full_name(told.agency)
    credited = cleaned.agency or dateline_agency(cleaned.text, (publisher,) if publisher else ())
    return credited or ", ".join(agencies_in(told.byline or "")) or None
