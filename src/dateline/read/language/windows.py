"""Cuts a text's words into windows for the network, along its paragraphs.

One rule: a window never ends inside a sentence if that can be seen from outside, and never holds
more than ``HARD`` pieces, so that no text, however broken, costs more than its length.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from dateline.read.language.features import shape_id
from dateline.read.language.network import Window
from dateline.read.language.tokens import cut

if TYPE_CHECKING:
    from dateline.read.language.features import Featurer

# The network was trained on windows of up to 190 pieces; longer ones lose nothing but time.
SOFT: Final = 180
HARD: Final = 400
_BREAK: Final = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_STOPS: Final = frozenset(".!?…") | {"...", "?!", "!!", "!!!", "..", "...."}
_CLOSERS: Final = frozenset("\"'”’)]»") | {"''"}


class Words(NamedTuple):
    """A text's words; lists run over them."""

    text: str
    forms: list[str]
    spans: list[tuple[int, int]]
    lines: list[bool]
    """Whether a line starts at the word."""
    windows: list[tuple[int, int]]
    """First word and end of each window."""


_BAND: Final = re.compile(
    r"Islamic State|\(IS\)|\bIS[ -](?:group|fighter|militant|jihadi|extremist)"
)
_BEFORE_NAMES: Final = frozenset({"from", "of", "against", "by"})
_ASKED: Final = frozenset("it he she there this that anyone the".split())


def _band(text: str, forms: list[str]) -> list[int]:
    """Return where "IS" stands for the Islamic State: not in all capitals, nor for emphasis.

    That is in a text that names it, or at the head of a sentence that asks nothing.
    """
    if "IS" not in forms:
        return []
    named = _BAND.search(text) is not None
    return [
        at
        for at, form in enumerate(forms[:-1])
        if form == "IS"
        and not (forms[at + 1].isupper() and len(forms[at + 1]) > 1)
        and not (at and forms[at - 1].isupper() and len(forms[at - 1]) > 1 and not named)
        and (named or _heads(forms, at) or (at and forms[at - 1] in _BEFORE_NAMES))
    ]


def _heads(forms: list[str], at: int) -> bool:
    """Tell whether a word heads a sentence that is no question ("IS claimed the attack")."""
    first = at == 0 or forms[at - 1] in _STOPS
    return first and forms[at + 1].islower() and forms[at + 1] not in _ASKED


def words_of(text: str, featurer: Featurer) -> tuple[Words, list[Window]]:
    """Cut a text into words and its words into windows."""
    spans = cut(text)
    forms = [text[a:b] for a, b in spans]
    known = [featurer(form) for form in forms]
    for at in _band(text, forms):  # to an uncased network it is a verb
        known[at] = featurer("ISIS")
    lines = [False] * len(spans)
    spaced = [True] * len(spans)
    last = 0
    for at, (start, end) in enumerate(spans):
        if start == last:
            spaced[at] = False
        elif start > last + 1 or text[last] != " ":
            lines[at] = _BREAK.search(text, last, start) is not None
        last = end
    if spans:
        lines[0] = spaced[0] = True
    sizes = [len(word.pieces) for word in known]
    windows = _pack(forms, sizes, lines, spaced)
    out = []
    for begin, stop in windows:
        window = Window([featurer.cls], [0], [], [], [])
        for at in range(begin, stop):
            pieces, case, hashes = known[at]
            window.first.append(len(window.pieces))
            window.pieces.extend(pieces)
            window.last.append(len(window.pieces) - 1)
            shape = shape_id(case, spaced=spaced[at], starts_line=lines[at])
            window.shapes.extend([shape] * len(pieces))
            window.hashes.append(hashes)
        window.pieces.append(featurer.sep)
        window.shapes.append(0)
        out.append(window)
    return Words(text, forms, spans, lines, windows), out


def _pack(
    forms: list[str], sizes: list[int], lines: list[bool], spaced: list[bool]
) -> list[tuple[int, int]]:
    windows: list[tuple[int, int]] = []
    begin = used = 0
    seam = begin
    """The last place after ``begin`` where the window may end."""
    seam_used = 0
    for at, size in enumerate(sizes):
        if at > begin and (lines[at] or _may_start(forms, spaced, at)):
            seam, seam_used = at, used
        if used + size > SOFT and seam > begin:
            windows.append((begin, seam))
            begin, used, seam_used = seam, used - seam_used, 0
        elif used + size > HARD:
            windows.append((begin, at))
            begin = seam = at
            used = 0
        used += size
    if begin < len(forms):
        windows.append((begin, len(forms)))
    return windows


def _may_start(forms: list[str], spaced: list[bool], at: int) -> bool:
    """Tell whether a sentence very likely starts at a word, from the words around it."""
    first = forms[at][0]
    if not spaced[at] or first.islower():
        return False
    before = at - 1
    if forms[before] in _CLOSERS and before:
        before -= 1
    if forms[before] not in _STOPS or spaced[before]:
        return False
    # "J. Smith", "Gen. Ali": one letter or a short capital word may be an abbreviation.
    stem = forms[before - 1] if before else ""
    return len(stem) > 3 or stem.islower() or not stem[:1].isalpha()
