"""What the finders of speech work on: text, parse, paragraphs, sentences, quotations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.model import Span
from dateline.read.quotes import Quote, find_quotes, paragraphs_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dateline.read.scene import Scene

_EDGE = " \t\n\r\u00a0,;:–—-"
# "BEIRUT, Nov 28 (Agency) - ", "Aleppo, Nov. 27 - ", "DOHA — ", "Beirut: " before the first words.
_DATELINE = re.compile(
    r"[A-Z][\w'’./-]*(?:[ ,]+[A-Z\d][\w'’./-]*\.?){0,5}[ ,]*(?:\([^()\n]{2,40}\))?\s*"
    r"(?:[-–—]{1,2}(?=\s)|(?<=\w):(?=\s))"
)
# The first paragraph may come after captions and credits; a lead has at least so many characters.
FIRST, SHORTEST_LEAD, LONGEST_PLACE = 5, 60, 25
_CLOSERS = "”\"’'»"
_OPENERS = "“\"‘'«"


@dataclass(frozen=True, slots=True)
class Ground:
    """A scene with what the text alone tells.

    Attributes:
        scene: the scene.
        doc: its parse.
        text: its text.
        offsets: first character of each token.
        paragraphs: characters of each paragraph.
        quotes: outermost quotations.
        sentences: tokens `[start, end)` of each sentence, blanks left out, none over a paragraph.
        sentence_of: number of the sentence of each token.
        quote_of: number of the quotation that each token stands in; -1 outside.
    """

    scene: Scene
    doc: Doc
    text: str
    offsets: list[int]
    paragraphs: tuple[Span, ...]
    quotes: tuple[Quote, ...]
    sentences: list[tuple[int, int]]
    sentence_of: list[int]
    quote_of: list[int]

    def token_from(self, char: int) -> int:
        """Return the first token that starts at or after `char`."""
        return bisect_left(self.offsets, char)

    def paragraph_at(self, char: int) -> int:
        """Return the number of the paragraph that holds `char`, or the one before it."""
        return max(0, bisect_right(self.paragraphs, (char, len(self.text))) - 1)

    def chars(self, start: int, end: int) -> Span:
        """Return the characters of the tokens `[start, end)`."""
        return self.scene.tokens.span(start, end)

    def content(self, start: int, end: int) -> Span | None:
        """Return the characters of a stretch of content, edge punctuation and marks cut off.

        None where nothing but punctuation is left.
        """
        while start < end and self._is_edge(start):
            start += 1
        while start < end and self._is_edge(end - 1):
            end -= 1
        if start >= end:
            return None
        low, high = self.chars(start, end)
        span = self.trimmed(low, high)
        return self._with_closer(*span) if span is not None else None

    def _with_closer(self, low: int, high: int) -> Span:
        """Return a span with the closing mark of a quotation that opens inside it."""
        at = bisect_right(self.quotes, high, key=lambda q: q.start) - 1
        if at >= 0:
            quote = self.quotes[at]
            closes = quote.closed and quote.end == high and low < quote.outer[0]
            return (low, quote.outer[1]) if closes else (low, high)
        return low, high

    def _is_edge(self, token: int) -> bool:
        word = self.scene.tokens.words[token]
        return not any(c.isalnum() for c in word) and word not in {"$", "£", "€", "%", ")", "("}

    def trimmed(self, low: int, high: int) -> Span | None:
        """Return a span without blanks, commas and unpaired quotation marks at its edges."""
        text = self.text
        while low < high and text[low] in _EDGE:
            low += 1
        while low < high and text[high - 1] in _EDGE:
            high -= 1
        inner = text[low:high]
        if len(inner) > 1 and inner[0] in _OPENERS and not any(c in _CLOSERS for c in inner[1:]):
            low += 1
        elif (
            len(inner) > 1 and inner[-1] in _CLOSERS and not any(c in _OPENERS for c in inner[:-1])
        ):
            high -= 1
        return (low, high) if low < high and re.search(r"\w", text[low:high]) else None


def _dateline(text: str, paragraph: Span) -> Span:
    """Return the dateline that opens a paragraph; an empty span where there is none."""
    start, end = paragraph
    match = _DATELINE.match(text, start, end)
    if match is None or end - start < SHORTEST_LEAD or text[match.end() + 1] in _OPENERS:
        return start, start
    line = match.group()
    # "Turkey - which ..." is no dateline: a day, an agency, capitals or a colon make one.
    sure = any(c.isdigit() for c in line) or "(" in line or line.split()[0].strip(",").isupper()
    short = line.endswith((":", "-", "–", "—")) and len(line) < LONGEST_PLACE
    return (start, match.end()) if sure or short else (start, start)


def _may_end(last: str) -> bool:
    """Tell whether a sentence can end where the parse ends it: not in the middle of words."""
    return not last[-1].isalnum() and last not in {",", "-", "(", "“", "‘", "«"}


def _within(offsets: list[int], span: tuple[int, int]) -> tuple[int, int]:
    """Return the tokens that start within some characters."""
    return bisect_left(offsets, span[0]), bisect_left(offsets, span[1])


def survey(scene: Scene) -> Ground:
    """Return the ground of a scene."""
    doc, text, tokens = scene.doc, scene.text, scene.tokens
    offsets, words = tokens.idx, tokens.words
    paragraphs = paragraphs_of(text)
    quotes = find_quotes(text, paragraphs)
    sentences: list[tuple[int, int]] = []
    sentence_of = [0] * len(doc)
    quote_of = [-1] * len(doc)
    leads = paragraphs[FIRST - 1][1] if len(paragraphs) >= FIRST else len(text)
    begins = frozenset(start for start, _ in paragraphs)
    datelines = [
        (start, end)
        for start, end in (_dateline(text, p) for p in paragraphs[:FIRST])
        if start < end
    ]

    filed = (t for dateline in datelines for t in range(*_within(offsets, dateline)))
    apart = frozenset(t for t in filed if offsets[t] < leads)

    number, first, last = 0, -1, -1  # of the sentence under way
    for token, (word, opens) in enumerate(zip(words, tokens.opens, strict=True)):
        if first >= 0 and offsets[token] in begins:  # be it with a dateline, which is in none
            sentences.append((first, last + 1))
            number, first = number + 1, -1
        if not word.isspace() and token not in apart:
            if first < 0:
                first = token
            elif opens and _may_end(words[last]):
                sentences.append((first, last + 1))
                number, first = number + 1, token
            last = token
        sentence_of[token] = number
    if first >= 0:
        sentences.append((first, last + 1))
    for number, quote in enumerate(quotes):
        for token_index in range(*_within(offsets, (quote.start, quote.end))):
            quote_of[token_index] = number
    return Ground(scene, doc, text, offsets, paragraphs, quotes, sentences, sentence_of, quote_of)
