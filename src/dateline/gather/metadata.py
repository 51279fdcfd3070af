"""Metadata that a page carries for machines: JSON-LD articles and meta tags."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE = re.compile(r"(?:Article|NewsArticle|BlogPosting|Report|LiveBlogPosting|WebPage)\Z")
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_COMMENTS = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>|\]\]>)\s*\Z", re.DOTALL
)
_PAIR = re.compile(
    r'"(headline|datePublished|articleSection|inLanguage|url)"\s*:\s*"((?:[^"\\\n]|\\.){1,400})"'
)
MAX_NODES = 2000
"""Nodes of a JSON-LD graph that are looked at; a page's own article stands far in front."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What markup tells about an article; None where it does not.

    Attributes:
        published: as JSON-LD has it.
        published_meta: as the meta tags have it.
    """

    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    byline: str | None = None
    section: str | None = None
    published: str | None = None
    published_meta: str | None = None
    url: str | None = None
    language: str | None = None


def article_metadata(scripts: list[str]) -> Metadata:
    """Return what the page's JSON-LD tells of its article.

    Broken JSON is mended where the break is a common one (comments around it, a comma too many,
    raw newlines in strings); of what stays broken the plain pairs are read.
    """
    articles: list[Mapping[str, Any]] = []
    names: dict[str, str] = {}
    for script in scripts:
        read = _loads(script)
        if read is None:
            articles.append({k: _unescape(v) for k, v in reversed(_PAIR.findall(script))})
            continue
        for node in _nodes(read):
            if (
                (key := node.get("@id"))
                and isinstance(key, str)
                and (name := _text(node.get("name")))
            ):
                names[key] = name
            if _rank(node) is not None:
                articles.append(node)
    articles.sort(key=lambda node: _rank(node) or 0)
    return _metadata(articles[0], names) if articles else Metadata()


def _loads(script: str) -> Any:
    text = _COMMENTS.sub("", script).strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub("", text)):
        try:
            return json.loads(attempt, strict=False)
        except (json.JSONDecodeError, RecursionError):
            continue
    return None


def _nodes(read: Any) -> Iterator[Mapping[str, Any]]:
    """Walk a JSON-LD document breadth first: arrays, `@graph`, `mainEntity`, publishers."""
    queue = [read]
    for seen, node in enumerate(queue):
        if seen > MAX_NODES:
            return
        if isinstance(node, list):
            queue.extend(node)
        elif isinstance(node, dict):
            yield node
            queue.extend(v for v in node.values() if isinstance(v, dict | list))


def _rank(node: Mapping[str, Any]) -> int | None:
    """Rank a node as the page's article: news first, a web page last; None for other things."""
    kinds = node.get("@type", "Article" if "headline" in node else None)
    names = [k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)]
    found = [k for k in names if _ARTICLE.search(k)]
    if not found:
        return None
    if not (node.get("headline") or node.get("datePublished")):
        return 3
    return 2 if found[0].endswith("WebPage") else 0 if "News" in found[0] else 1


def _metadata(node: Mapping[str, Any], names: dict[str, str]) -> Metadata:
    page = node.get("mainEntityOfPage")
    if isinstance(page, dict):
        page = page.get("@id") or page.get("url")
    return Metadata(
        title=_text(node.get("headline")),
        publisher=_name(node.get("publisher"), names),
        agency=_name(node.get("sourceOrganization"), names),
        byline=_name(node.get("author") or node.get("creator"), names),
        section=_name(node.get("articleSection"), names),
        published=_text(node.get("datePublished")),
        url=_text(node.get("url")) or _text(page),
        language=_name(node.get("inLanguage"), names),
    )


def _name(value: Any, names: dict[str, str]) -> str | None:
    if isinstance(value, list):
        found = [
            n for v in value[:5] if (n := _name(v, names) if not isinstance(v, list) else None)
        ]
        return ", ".join(dict.fromkeys(found)) or None
    if isinstance(value, dict):
        key = value.get("@id")
        return _text(value.get("name")) or (names.get(key) if isinstance(key, str) else None)
    return _text(value)


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    import html

    return " ".join(html.unescape(value).split()) or None


def _unescape(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"'))
    except json.JSONDecodeError:
        return text


def told_by(tree: HtmlElement) -> Metadata:
    """Join JSON-LD and meta tags: JSON-LD first, as it says what each value is."""
    ld = article_metadata(
        [s.text or "" for s in tree.iter("script") if "ld+json" in (s.get("type") or "")]
    )
    meta = _meta(tree)
    canonical = next(
        (
            n.get("href")
            for n in tree.iter("link")
            if (n.get("rel") or "").casefold() == "canonical"
        ),
        None,
    )

    def first(*names: str) -> str | None:
        return next((meta[name] for name in names if meta.get(name)), None)

    return Metadata(
        title=ld.title or first("og:title", "twitter:title", "dc.title", "title"),
        publisher=ld.publisher or first("og:site_name", "application-name", "dc.publisher"),
        agency=ld.agency or first("article:agency", "agency", "news_agency"),
        byline=ld.byline
        or first("author", "article:author", "dc.creator", "byl", "parsely-author"),
        section=ld.section or first("article:section", "section", "parsely-section"),
        published=ld.published,
        published_meta=first(*_DATE_METAS),
        url=canonical or first("og:url") or ld.url,
        language=tree.get("lang")
        or ld.language
        or first("og:locale", "language", "content-language"),
    )


_DATE_METAS = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
)


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Return the meta tags by name, the first of each."""
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = next(
            (v for k in ("property", "name", "itemprop", "http-equiv") if (v := node.get(k))), ""
        )
        value = " ".join((node.get("content") or "").split())
        if name and value:
            found.setdefault(name.casefold(), value)
    if found.get("article:author", "").startswith("http"):
        del found["article:author"]  # the address of a profile, no name
    return found
