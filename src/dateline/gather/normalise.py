"""Plain text made fit to count offsets in; it changes white space and the invisible, nothing else.

Code points that a reader sees stay as printed (no NFC), so that a span can be found again in
the page by eye.
"""

from __future__ import annotations

import itertools
import re
import statistics

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    "[\x00-\x09\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters but the newline
    "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
# The (non-)joiners spell words in Persian, Indic and other scripts; beside Latin they are dirt.
_STRAY_JOINER = re.compile("(?<![\u0590-\u1fff])[\u200c\u200d]|[\u200c\u200d](?![\u0590-\u1fff])")
_ROW = re.compile(r"\|.*\|")
"""A row of a table, which is a line of its own."""
_ENDS = re.compile("[.!?:;\"'”’»)\\]…]$")

WRAPPED_COLUMNS = (45, 100)
"""Median length of a line (characters) between which a text may have been wrapped by hand.

Mail and wire copy breaks at 60 to 80; a paragraph that is one line is rarely under 100.
"""


def normalise(text: str) -> str:
    """Return `text` with one kind of newline and space, without invisible characters.

    Lines are stripped, runs of blank lines become one, blank lines at either end go.
    """
    text = _SPACES.sub(" ", _NEWLINES.sub("\n", text))
    text = _STRAY_JOINER.sub("", _INVISIBLE.sub("", text))
    lines = [line.strip(" ") for line in text.split("\n")]
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    return "\n".join(kept).strip("\n")


def unwrap(text: str) -> str:
    """Return `text` with paragraphs that were wrapped at a column joined to one line each.

    Only a newline turns into a space, so the length stays. A text is taken for wrapped where
    blank lines part its paragraphs, its lines are about a column long, and most lines inside a
    paragraph break off in mid-sentence.
    """
    blocks = text.split("\n\n")
    inner = [line for b in blocks for line in b.split("\n")[:-1] if not _ROW.search(line)]
    if len(inner) < 3 or len(blocks) < 2:
        return text
    low, high = WRAPPED_COLUMNS
    broken = sum(not _ENDS.search(line) for line in inner)
    if not low <= statistics.median(map(len, inner)) <= high or broken < 0.7 * len(inner):
        return text
    return "\n\n".join(_join(block, low) for block in blocks)


def _join(block: str, shortest: int) -> str:
    """Join the lines of a paragraph; a short line (a heading, a list) ends its own."""
    lines = block.split("\n")
    joined = lines[0]
    for before, line in itertools.pairwise(lines):
        wrapped = len(before) >= shortest and not (_ROW.search(before) or _ROW.search(line))
        joined += (" " if wrapped else "\n") + line
    return joined
