"""Sections of a log: a head that says what is told below it, and the places listed there.

One rule: the text alone decides, line by line; what a head means is its reader's to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.know.turns import LIST
from dateline.model import Span

_SIGNS = r"(?:[\u2190-\u21FF\u2600-\u27BF\u2B00-\u2BFF\U0001F300-\U0001FAFF]\uFE0F?\s*)+"
_BULLET = rf"(?:[•▪■□◆►▶‣»●○◦·*>+–—-]\s+|\(?\d{{1,3}}\s?[.)]\s+|{_SIGNS})"
_ALONE = re.compile(
    rf"^[ \t]*(?:{_SIGNS})?(?P<head>[A-Z][^.:;\n]{{2,70}}?)\s*:?[ \t]*$", re.MULTILINE
)
"""A line by itself that no full stop ends ("RED TO BLUE (LNA to GNA)")."""
_INLINE = re.compile(
    rf"(?:^[ \t]*(?:{_BULLET})?|(?<=[.;:] )(?:{_SIGNS})?)"
    r"(?P<head>(?:[A-Z]|from )[^:.;\n]{2,70}?)\s?:(?= \S)",
    re.MULTILINE,
)
"""A head with its list behind it ("Recaptured by the army: A, B.")."""
_ITEM = re.compile(
    rf"(?:(?:and|also|again)\s+)?{LIST}(?:['’]s)?(?: again| too)?(?:\s*\((?P<note>[^)\n]*)\))?",
    re.IGNORECASE,
)
_DAY = re.compile(
    r",?\s+(?:on )?(?:\d{1,2}(?:[–-]\d{1,2})? [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2})(?=[,;.\n]|$)"
)
_NEXT = re.compile(r"\s*(?:[,;]\s*(?:and\s+)?|\s+and\s+)")
_BODY = re.compile(r"\s*(?:[:.\[]|[–—-]\s|$)")
_BULLETED = re.compile(rf"[ \t]*{_BULLET}")


@dataclass(frozen=True, slots=True)
class Item:
    """What a list names, with what is said of it.

    Attributes:
        names: characters of a place, or of several.
        note: characters within the brackets behind it; None where there are none.
        body: characters of what follows, to the end of its line or of its part of the list.
    """

    names: Span
    note: Span | None
    body: Span


@dataclass(frozen=True, slots=True)
class Section:
    """A head and the characters of what is listed below or behind it.

    Attributes:
        head: characters of the head, without its colon.
        under: characters of the list.
        inline: true where the list stands behind the head, in its line.
    """

    head: Span
    under: Span
    inline: bool


def sections_of(text: str) -> list[Section]:
    """Return what may be a head with a list, in order; whether it is one its words must tell."""
    found = [
        Section(m.span("head"), (m.end() + 1, len(text)), False) for m in _ALONE.finditer(text)
    ]
    for m in _INLINE.finditer(text):
        end = text.find("\n", m.end())
        found.append(Section(m.span("head"), (m.end() + 1, end if end >= 0 else len(text)), True))
    return sorted(found, key=lambda s: s.head)


def items_of(text: str, section: Section, heads: frozenset[int]) -> Iterator[Item]:
    """Yield the items of a section.

    Args:
        text: the report's.
        section: its head and what is below it.
        heads: where the heads that mean something begin: a section ends before the next.
    """
    low, high = section.under
    if section.inline:
        stop = min((h for h in heads if low < h < high), default=high)
        yield from _items(text, (low, stop), inline=True)
        return
    bulleted: bool | None = None
    for line in re.finditer(r"[^\n]+", text[low:high]):
        span = (low + line.start(), low + line.end())
        mark = _BULLETED.match(text, *span)
        start = mark.end() if mark else span[0]
        if any(span[0] <= h < span[1] for h in heads):
            return
        if bulleted is None:
            bulleted = mark is not None
        if bulleted != (mark is not None) or (not mark and line.group().isupper()):
            return
        items = list(_items(text, (start, span[1]), inline=False))
        if not items:
            return
        yield from items


def _items(text: str, span: Span, *, inline: bool) -> Iterator[Item]:
    """Yield the items of a line, each with what follows it up to the next."""
    at, end = span
    held: list[tuple[Span, Span | None]] = []
    while (found := _ITEM.match(text, at, end)) is not None:
        note = found.span("note") if found["note"] is not None else None
        held.append((found.span("place"), note))
        at = found.end()
        if (day := _DAY.match(text, at, end)) is not None:
            yield from (Item(names, note, day.span()) for names, note in held)
            held, at = [], day.end()
        if (following := _NEXT.match(text, at, end)) is None:
            break
        at = following.end()
    if not held:
        return
    if inline or _BODY.match(text, at, end) is not None:
        body = (at, min(text.find(".", at, end) + 1 or end, end) if inline else end)
        yield from (Item(names, note, body) for names, note in held)
