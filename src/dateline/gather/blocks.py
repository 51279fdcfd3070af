"""The visible blocks of a web page, in order, with what their markup says they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import tomli

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu "
    "nav ol option p pre section select summary table tbody textarea tfoot thead tr ul "
    "time label".split()
) - {"time", "label"}
_UNSEEN = frozenset(
    "script style noscript template head svg math iframe object embed canvas audio video map "
    "select option textarea input datalist link meta title".split()
)
# Elements whose text is furniture by what they are.
_BY_ELEMENT = {
    "nav": "menu",
    "footer": "page footer",
    "aside": "aside",
    "figcaption": "caption",
    "figure": "caption",
    "button": "button",
    "menu": "menu",
    "dialog": "notice",
    "caption": "caption",
}
_SMALL_FORM = 300
"""Characters: a form with more text than its labels is the page's own wrapper."""
_FLOWING = frozenset("p blockquote li h1 h2 h3 h4 h5 h6 dd figcaption".split())
_ARTICLES = frozenset({"article", "main"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MAX_BLOCKS = 20_000
"""Blocks of a page that are read; the longest live pages have a tenth of it."""


@dataclass(slots=True)
class Block:
    """One visible block of the page.

    Attributes:
        text: its words, white space squeezed.
        reason: furniture by its markup; None where markup says nothing.
        sure: whether the kind of element says so; a class or id alone may be there for other
            reasons (a whole article in `class="widget"`).
        element: name of the innermost block element.
        article: number of the innermost article or main element around it; 0 for none.
        times: machine-readable times inside it.
    """

    text: str
    reason: str | None
    element: str
    article: int
    sure: bool = False
    times: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Open:
    """What holds inside an open element: innermost block, furniture's mark, article."""

    block: str = "body"
    reason: str | None = None
    sure: bool = False
    article: int = 0


def visible_blocks(tree: HtmlElement) -> list[Block]:
    """Return the visible blocks in order. Iterative: a page may be nested as deep as it likes."""
    from lxml import etree

    walker = _Walker()
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            walker.start(node)
        else:
            walker.end(node, last=node is tree)
    walker.flush()
    return walker.found


class _Walker:
    """Gathers the words of a page into blocks, event by event."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self._words: list[str] = []
        self._times: list[str] = []
        self._stack = [_Open()]
        self._hidden = 0
        self._articles = 0

    def start(self, node: HtmlElement) -> None:
        name = node.tag if isinstance(node.tag, str) else ""
        if self._hidden or name in _UNSEEN or _unseen(node):
            self._hidden += 1
            return
        if _is_block(node, name) or (name == "br" and self._ends_line()):
            self.flush()
        self._stack.append(self._opened(node, name))
        if name == "time" and (stamp := node.get("datetime")):
            self._times.append(stamp)
        self._words.append(node.text or "")

    def end(self, node: HtmlElement, *, last: bool) -> None:
        if self._hidden:
            self._hidden -= 1
        else:
            if _is_block(node, node.tag):
                self.flush()
            elif node.tag in {"td", "th"}:
                self._words.append(" | " if node.getnext() is not None else " ")
            elif node.tag == "br":
                self._words.append(" ")
            self._stack.pop()
        if not self._hidden and not last:
            self._words.append(node.tail or "")

    def flush(self) -> None:
        text = " ".join("".join(self._words).split())
        if text and len(self.found) < MAX_BLOCKS:
            at = self._stack[-1]
            times = tuple(self._times)
            self.found.append(Block(text, at.reason, at.block, at.article, at.sure, times))
            self._times.clear()
        self._words.clear()

    def _ends_line(self) -> bool:
        """Tell whether a `br` here ends a line: not in the middle of a paragraph's sentence."""
        said = "".join(self._words).rstrip()
        return self._stack[-1].block not in _FLOWING or said.endswith(
            (".", "!", "?", "”", '"', ":")
        )

    def _opened(self, node: HtmlElement, name: str) -> _Open:
        above = self._stack[-1]
        block = name if _is_block(node, name) else above.block
        if name in _ARTICLES:
            self._articles += 1
            return _Open(block, above.reason, above.sure, self._articles)
        mark = None if above.sure else _mark(node, name)
        if mark is None:
            return _Open(block, above.reason, above.sure, above.article)
        reason, sure = mark
        return _Open(block, reason if sure else above.reason or reason, sure, above.article)


def _is_block(node: HtmlElement, name: str) -> bool:
    """Tell a block; a cell is one in a table that lays out a page, not in one of figures."""
    return name in _BLOCKS or (name in {"td", "th"} and len(node) > 0)


def _unseen(node: HtmlElement) -> bool:
    if node.get("hidden") is not None or node.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN_STYLE.search(node.get("style") or ""))


def _mark(node: HtmlElement, name: str) -> tuple[str, bool] | None:
    """Return the furniture that an element is, and whether its kind alone says so."""
    if name in _BY_ELEMENT:
        return _BY_ELEMENT[name], True
    if name == "form":
        # Some sites wrap the whole page in one.
        return ("form", True) if len(node.text_content()) < _SMALL_FORM else None
    names = " ".join(node.get(key) or "" for key in ("class", "id", "role")).casefold()
    if not names.strip() or name == "body":
        return None
    found = (reason for pattern, reason in _by_name() if pattern.search(names))
    return next(((reason, False) for reason in found), None)


@cache
def _by_name() -> tuple[tuple[re.Pattern[str], str], ...]:
    data = resources.files("dateline.gather").joinpath("furniture.toml").read_text("utf-8")
    marks: dict[str, list[str]] = tomli.loads(data)["marks"]
    return tuple(
        (re.compile(rf"(?:^|[\s_-])(?:{'|'.join(words)})(?:$|[\s_-])"), reason)
        for reason, words in marks.items()
    )
