"""Cuts the furniture out of a page's text; what is kept and what is cut make the page again.

The order of a page does the work that single lines cannot: what stands before the title, between
title and body, or after the body is judged by where it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from dateline.gather.credits import dateline_agency
from dateline.gather.dates import Stamp
from dateline.gather.furniture import Tag, tag
from dateline.model import Cut

MAX_TITLE = 200
"""Longest first line (characters) that is taken for a headline."""
MAX_TITLE_WORDS = 26
"""Most words of a headline; a first line with more is a paragraph that lost its full stop."""
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
# A sentence that ends before another begins, a dateline, or a line that breaks off.
_NO_TITLE = re.compile(
    r"(?:\S+ +){5}\S*[^\W\d_A-Z]{2}[.!?][\"'”’]*\s+(?=\W?[A-Z])(?:\S+ *){5}"
    r"|\)\s*[-–—]{1,2}\s|[(_–—]\Z"
)
_QUOTES = ('"', "“", "'", "‘", "«")
_WORDS = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Line:
    """One line of the page: `[start, end)` in the page's text, without its newline."""

    start: int
    end: int
    text: str
    blank_before: bool
    tag: Tag | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The text of a page without its furniture, and what the furniture told.

    Attributes:
        text: what was kept, in order.
        cuts: what was cut, by span in the page's text.
        title: headline, where one stood on the page.
        agency, section, byline, owner: as credited on the page.
        stamps: days of publication that the page prints.
    """

    text: str
    cuts: tuple[Cut, ...] = ()
    title: str | None = None
    agency: str | None = None
    section: str | None = None
    byline: str | None = None
    owner: str | None = None
    stamps: tuple[Stamp, ...] = ()


def clean(
    page_text: str, *, title: str | None = None, marked: dict[int, str] | None = None
) -> Cleaned:
    """Return `page_text` without its furniture.

    Args:
        page_text: normalised text, a paragraph a line.
        title: the headline, where metadata tell it; then no other line is taken for it, and
            lines that repeat it are cut.
        marked: reasons by line number (blank lines counted) for lines that the page's markup
            shows to be furniture.
    """
    lines = _lines(page_text, marked or {})
    for line in lines:
        line.tag = tag(line.text)
        if line.tag and line.reason is None:
            line.reason = line.tag.reason
    _lists(lines)
    head, tail = _body(lines)
    if title is None:
        found = _find_title(lines, head)
        title = found.text if found else None
        if found:
            found.reason = "title"
    _repeated_title(lines, title)
    _strays(lines, tail)
    _standfirst(lines, head)
    if not any(line.reason is None for line in lines):
        _keep_something(lines)
    return _result(page_text, lines, title)


def _lines(text: str, marked: dict[int, str]) -> list[Line]:
    lines: list[Line] = []
    at, blank = 0, False
    for number, words in enumerate(text.split("\n")):
        if words.strip():
            lines.append(Line(at, at + len(words), words, blank, reason=marked.get(number)))
        blank = not words.strip()
        at += len(words) + 1
    return lines


def _is_prose(text: str) -> bool:
    """Tell a line of body text: a sentence of some length with its full stop."""
    return (len(text.split()) >= 8 and bool(_ENDS.search(text))) or len(text) > 250


def _headline_like(text: str) -> bool:
    return not _ENDS.search(text) and len(text) <= MAX_TITLE


def _listed(text: str) -> bool:
    """Tell an entry of a list of other stories: a headline, or one that asks."""
    short = len(text.split()) <= 20
    return short and (_headline_like(text) or (text.endswith("?") and not text.startswith(_QUOTES)))


def _body(lines: list[Line]) -> tuple[int, int]:
    """Return the numbers of the first line of prose and of the last sentence, however short."""
    left = [n for n, line in enumerate(lines) if line.reason is None]
    prose = [n for n in left if _is_prose(lines[n].text)]
    ended = [n for n in left if _ENDS.search(lines[n].text) and len(lines[n].text.split()) >= 3]
    if not prose or not ended:
        return len(lines), len(lines) - 1
    return prose[0], max(prose[-1], ended[-1])


def _lists(lines: list[Line]) -> None:
    """Cut the headlines that stand under a heading such as `Related stories`."""
    open_list = False
    for line in lines:
        if line.tag and line.tag.heads_list:
            open_list = True
        elif line.reason is None and open_list:
            if _listed(line.text):
                line.reason = "related headline"
            else:
                open_list = False


def _find_title(lines: list[Line], head: int) -> Line | None:
    """Return the headline: the first line without a full stop above the body.

    In a plain file a blank line follows it; on a page that shows furniture in its head it is
    the first line of a headline's length.
    """
    above = [line for line in lines[: head + 1] if line.reason is None]
    if not above or len([line for line in lines if line.reason is None]) < 2:
        return None
    furnished = sum(line.reason is not None for line in lines[:head]) > 0
    for n, line in enumerate(above):
        words = len(line.text.split())
        if not _headline_like(line.text) or words > MAX_TITLE_WORDS:
            return None
        if _NO_TITLE.search(line.text) or dateline_agency(line.text):
            return None
        if words < (4 if furnished else 2):
            continue
        following = lines[lines.index(line) + 1] if line is not lines[-1] else None
        if n == 0 and following and following.blank_before:
            return line
        if furnished or (following and _is_prose(following.text) and words >= 4):
            return line
        return None
    return None


def _repeated_title(lines: list[Line], title: str | None) -> None:
    if not title:
        return
    wanted = _key(title)
    for line in lines:
        if line.reason is None and len(line.text) <= len(title) + 60 and wanted:
            key = _key(line.text)
            if key == wanted or (key.startswith(wanted) and "|" in line.text[len(title) - 2 :]):
                line.reason = "title"


def _strays(lines: list[Line], tail: int) -> None:
    """Cut what is left above the title and below the body of a page that shows furniture.

    Above the title only short entries of a menu go; below the body headlines of other stories,
    once furniture has begun.
    """
    titled = next((n for n, line in enumerate(lines) if line.reason == "title"), 0)
    if sum(line.reason is not None for line in lines[:titled]) >= 2:
        for line in lines[:titled]:
            if line.reason is None and len(line.text.split()) <= 3 and _headline_like(line.text):
                line.reason = "menu"
    begun = False
    for line in lines[tail + 1 :]:
        begun = begun or line.reason is not None
        if begun and line.reason is None and _headline_like(line.text):
            line.reason = "related headline" if len(line.text.split()) > 3 else "menu"


def _standfirst(lines: list[Line], head: int) -> None:
    """Cut a standfirst that the body repeats, word for word or nearly."""
    from rapidfuzz import fuzz

    kept = [n for n, line in enumerate(lines) if line.reason is None]
    pairs = [(lines[a].text, lines[b].text) for a, b in pairwise(kept)]
    if pairs and pairs[0] in pairs[1:]:
        return  # the report as a whole is printed again: its opening is no standfirst
    titled = next((n for n, line in enumerate(lines) if line.reason == "title"), -1)
    for n in [n for n in kept if titled < n <= head + 1][:2]:
        rest = [lines[m].text for m in kept if m > n][:6]
        if not rest:
            return
        # A credit or date between it and the body shows it for a standfirst by its place.
        placed = any(
            line.reason in {"credit line", "date line", "byline"} for line in lines[n + 1 : n + 4]
        )
        words = lines[n].text
        if len(words.split()) < 5:
            continue
        exact = any(
            fuzz.partial_ratio(words.rstrip(" ."), p) >= 95 for p in rest if len(p) >= len(words)
        )
        if exact or (placed and _covered(words, rest[:3])):
            lines[n].reason = "standfirst that the body repeats"


def _covered(words: str, rest: list[str]) -> bool:
    """Tell whether the body says all that a standfirst says: figures, names and most words."""
    body = {w.casefold() for p in rest for w in _WORDS.findall(p)}
    told = _WORDS.findall(words)
    heavy = [w for w in told if w[0].isdigit() or w[0].isupper()]
    long = [w for w in told if len(w) > 3]
    shared = sum(w.casefold() in body for w in long)
    return all(w.casefold() in body for w in heavy) and shared >= 0.9 * len(long)


def _keep_something(lines: list[Line]) -> None:
    """Give a caption or a headline back where all was cut: a page is not nothing."""
    for reason in ("caption", "related headline", "title"):
        found = [line for line in lines if line.reason == reason]
        if found:
            max(found, key=lambda line: len(line.text)).reason = None
            return


def _result(page_text: str, lines: list[Line], title: str | None) -> Cleaned:
    cuts: list[Cut] = []
    pieces: list[str] = []
    at = 0
    for start, end, reason in _spans(page_text, lines):
        pieces.append(page_text[at:start])
        cuts.append(Cut(span=(start, end), reason=reason, text=page_text[start:end]))
        at = end
    pieces.append(page_text[at:])
    tags = [line.tag for line in lines if line.tag and line.reason is not None]
    return Cleaned(
        "".join(pieces),
        tuple(cuts),
        title,
        agency=next((t.agency for t in tags if t.agency), None),
        section=_section(lines),
        byline=next((t.byline for t in tags if t.byline), None),
        owner=next((t.owner for t in tags if t.owner), None),
        stamps=tuple(t.stamp for t in tags if t.stamp),
    )


def _section(lines: list[Line]) -> str | None:
    """Return the section that a credit names, or a line by itself; not an entry of a menu."""
    told = [line for line in lines if line.tag and line.tag.section and line.reason]
    for line in told:
        if line.tag and line.tag.reason in {"credit line", "date line"}:
            return line.tag.section
    for line in told:
        n = lines.index(line)
        around = {other.reason for other in (*lines[max(n - 1, 0) : n], *lines[n + 1 : n + 2])}
        below = lines[n + 1].reason if n + 1 < len(lines) else None
        alone = not around & {"section line", "menu"} or below == "title"
        if line.tag and line.tag.reason == line.reason and (line.reason == "menu" or alone):
            return line.tag.section
    return None


def _spans(page_text: str, lines: list[Line]) -> list[tuple[int, int, str]]:
    """Return what to cut, in order: a line with the white space behind it.

    Behind the last kept line the white space in front goes too, so that the text ends with it.
    """
    last = max((n for n, line in enumerate(lines) if line.reason is None), default=-1)
    spans: list[tuple[int, int, str]] = []
    for n, line in enumerate(lines):
        if line.reason is None:
            continue
        start = lines[n - 1].end if n - 1 == last and n else line.start
        end = lines[n + 1].start if n + 1 < len(lines) else len(page_text)
        if spans and spans[-1][1] == start and spans[-1][2] == line.reason:
            spans[-1] = (spans[-1][0], end, line.reason)
        else:
            spans.append((start, end, line.reason))
    return spans


def _key(text: str) -> str:
    return "".join(_WORDS.findall(text)).casefold()
