"""Quotations by text alone: no parse is asked, and an odd mark spoils its own paragraph at most.

Only the outermost marks count; quotations inside a quotation belong to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model import Span

OPENERS = "“„«‟"
CLOSERS = "”»"
STRAIGHT = '"＂'
_MARK = re.compile(r"[“„«‟”»\"＂]|``|''")
# The marks come first, what stands before them after: so a text is gone through for them alone.
_SINGLE_OPENER = re.compile(r"[‘'](?:(?<=^.)|(?<=[\s(\[—–].))(?=[\w$£€…\"“])")
# A closing single mark: after a letter, figure or stop, and before a blank, a stop or the end.
_SINGLE_CLOSER = re.compile(r"[’'](?<=[\w.,!?…\"”].)(?=[\s.,;:!?)\]—–]|$)")
_ELISION = re.compile(r"[‘’'](?:\d0s?\b|\d\d\b|tis\b|twas\b|em\b|cause\b|til\b|n\b)", re.IGNORECASE)
_STOPS = ",.?!…"
_SENTENCE_END = re.compile(r"[.?!…][\s]+(?=[“\"'‘A-Z0-9])")
# ", the baker said." at the end of a paragraph whose quotation was not closed.
_TAG = re.compile(
    r",\s(?:[^,.“”\"]{1,60}\s)?(?:said|says|added|asked|told\s\w+)(?:\s[^,.“”\"]{1,40})?\.?$"
)
# ", the tower said. Planes circled ..." in a paragraph whose quotation was not closed.
_TAG_INSIDE = re.compile(
    r",\s(?:[^,.“”\"]{1,60}\s)(?:said|says|added|asked|told\s\w+)\.\s+(?=[A-Z])"
)
# A single-quoted stretch longer than this is more likely two stray apostrophes.
LONGEST_SINGLE = 1200


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation.

    Attributes:
        start: first character inside the marks.
        end: after the last character inside the marks.
        outer: from the opening mark to after the closing one.
        closed: false where a mark is missing and the end (or start) was guessed.
        carried: true where the next paragraph opens the quotation again.
        paragraph: number of its paragraph.
    """

    start: int
    end: int
    outer: Span
    closed: bool
    carried: bool
    paragraph: int


def paragraphs_of(text: str) -> tuple[Span, ...]:
    """Return the paragraphs (stretches between line breaks that hold more than blanks)."""
    return tuple(
        (m.start(), m.end()) for m in re.finditer(r"[^\s](?:[^\n\r\u2028\u2029]*[^\s])?", text)
    )


def find_quotes(text: str, paragraphs: tuple[Span, ...] | None = None) -> tuple[Quote, ...]:
    """Find the outermost quotations of `text`, in order.

    Args:
        text: any text.
        paragraphs: its paragraphs; found here where None.
    """
    paragraphs = paragraphs_of(text) if paragraphs is None else paragraphs
    found: list[Quote] = []
    for number, (low, high) in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        reopened = following is not None and _opens(text, following[0])
        doubles = list(_doubles(text, low, high, number, reopened=reopened))
        found += _with_singles(text, low, high, number, doubles)
    return tuple(found)


def _opens(text: str, at: int) -> bool:
    return text[at] in OPENERS + STRAIGHT or text.startswith("``", at)


def _doubles(text: str, low: int, high: int, number: int, *, reopened: bool) -> Iterator[Quote]:
    """Pair the double marks of one paragraph."""
    opened: tuple[int, int] | None = None  # outer and inner start
    after = low  # where the last quotation ended
    marks = [m.span() for m in _MARK.finditer(text, low, high)]
    nested = 0  # marks still to pass over as a quotation inside the quotation
    for number_of, (at, to) in enumerate(marks):
        if nested:
            nested -= 1
        elif opened is None:
            if _is_opener(text, at, to, low, high):
                opened = (at, to)
            elif at > low and text[at - 1] in _STOPS:
                start = _sentence_start(text, after, at)
                yield Quote(start, at, (start, to), False, False, number)
                after = to
        elif _is_closer(text, at, to, low, high) or (text[opened[0]] == "„" and text[at] == "“"):
            yield Quote(opened[1], at, (opened[0], to), True, False, number)
            opened, after = None, to
        elif text[at] in OPENERS:
            following = [text[s] in CLOSERS for s, _ in marks[number_of + 1 : number_of + 3]]
            if following == [True, True]:
                nested = 1
            else:
                # The first opener lacked its closer; it is passed over.
                opened = (at, to)
    if opened is not None:
        tag = _TAG.search(text, opened[1], high) or _TAG_INSIDE.search(text, opened[1], high)
        if tag is not None:
            yield Quote(opened[1], tag.start(), (opened[0], tag.start()), False, False, number)
            return
        yield Quote(opened[1], high, (opened[0], high), reopened, reopened, number)


def _is_opener(text: str, at: int, to: int, low: int, high: int) -> bool:
    mark = text[at:to]
    if mark in OPENERS or mark == "``":
        return True
    if mark in CLOSERS:
        return False
    before_open = at == low or text[at - 1] in " \t\u00a0([{—–-/‘'"
    return to < high and not text[to].isspace() and (before_open or not text[at - 1].isalnum())


def _is_closer(text: str, at: int, to: int, low: int, high: int) -> bool:
    mark = text[at:to]
    if mark in CLOSERS:
        return True
    if mark in OPENERS or mark == "``":
        return False
    # A straight mark after a blank and before a word opens; anything else closes.
    return not (at > low and text[at - 1].isspace() and to < high and text[to].isalnum())


def _sentence_start(text: str, low: int, high: int) -> int:
    start = low
    for end in _SENTENCE_END.finditer(text, low, high):
        start = end.end()
    while start < high and text[start].isspace():
        start += 1
    return start


def _with_singles(
    text: str, low: int, high: int, number: int, doubles: list[Quote]
) -> Iterator[Quote]:
    """Add single quotations outside the double ones; a double inside a single belongs to it."""
    closers = [m.start() for m in _SINGLE_CLOSER.finditer(text, low, high)]
    singles: list[Quote] = []
    taken = low
    if closers:
        pending = iter(doubles)
        double = next(pending, None)
        for opener in _SINGLE_OPENER.finditer(text, low, high):
            at = opener.start()
            while double is not None and double.outer[1] <= at:
                double = next(pending, None)
            inside = double is not None and double.outer[0] <= at
            if at < taken or inside or _ELISION.match(text, at):
                continue
            end = _single_end(text, at, closers)
            if end is not None:
                singles.append(Quote(at + 1, end, (at, end + 1), True, False, number))
                taken = end + 1
    last = low
    for quote in sorted([*doubles, *singles], key=lambda q: (q.outer[0], -q.outer[1])):
        if quote.outer[0] >= last:
            last = quote.outer[1]
            yield quote


def _single_end(text: str, at: int, closers: list[int]) -> int | None:
    """Return the closing mark for the single quote at `at`: a stop before it makes it sure."""
    first = bisect_left(closers, at + 2)
    fallback = None
    for end in closers[first : first + 8]:
        if end - at > LONGEST_SINGLE:
            break
        if text[end - 1] in _STOPS or text[end + 1 : end + 2] in {",", ".", ";", ":", "!", "?", ""}:
            return end
        # After an s it may be a genitive ("the rebels' advance").
        if fallback is None and text[end - 1] != "s":
            fallback = end
    return fallback
