"""YAML front matter: a flat block of keys between `---` lines; anything else stays text.

Only the event stream of the YAML parser is used, so that nothing nested is built: aliases
cannot multiply, depth cannot exhaust the stack, and dates stay strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.model import Doubt

if TYPE_CHECKING:
    import yaml

MAX_CHARS = 16 * 1024
"""Longest block that is taken for front matter, in characters."""
MAX_BRACKETS = 200
"""Most brackets and list marks in it; the parser's time grows with the square of the depth."""

KEYS = ("title", "publisher", "agency", "published", "url", "byline", "section", "language")
_BLOCK = re.compile(
    r"\A\ufeff?\s*^---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE
)
_LINE = re.compile(r"([A-Za-z_]{2,20}):[ \t]+(\S.*)")
_NULLS = {"", "~", "null", "Null", "NULL", "none", "None"}


def split_front_matter(text: str) -> tuple[dict[str, str], str, tuple[Doubt, ...]]:
    """Return the keys that are known, the text after the block, and doubts.

    A block that is not a flat YAML mapping is left in the text, with a doubt.
    """
    found = _BLOCK.match(text[: MAX_CHARS + 16])
    if not found:
        return {}, text, ()
    keys, problem = _flat(found.group(1) + "\n")
    if problem and (keys := _by_line(found.group(1))):
        note = f"front matter was read line by line: {problem}"
        return keys, text[found.end() :], (Doubt(kind="front_matter", note=note),)
    if problem:
        return {}, text, (Doubt(kind="front_matter", note=f"front matter left in text: {problem}"),)
    known = {k: v for k, v in keys.items() if k in KEYS}
    return known, text[found.end() :], ()


def _by_line(block: str) -> dict[str, str]:
    """Read `key: value` lines that only a colon in a headline keeps from being YAML."""
    lines = [line for line in block.splitlines() if line.strip()]
    pairs = [_LINE.match(line) for line in lines]
    if not all(m and m.group(2)[:1] not in "[{&*!|>?" for m in pairs) or len(pairs) > len(KEYS) * 2:
        return {}
    read = {m.group(1).casefold(): m.group(2).strip(" \"'") for m in pairs if m}
    return {k: v for k, v in read.items() if k in KEYS and v not in _NULLS}


def _flat(block: str) -> tuple[dict[str, str], str | None]:
    """Return the scalars at the top of a YAML mapping, or what keeps it from being one."""
    import yaml

    if sum(map(block.count, ("[", "{", "- ", "? "))) > MAX_BRACKETS:
        return {}, "it is nested too deep"
    try:
        events = list(yaml.parse(block, Loader=yaml.SafeLoader))
    except yaml.YAMLError as error:
        return {}, f"it is not YAML ({' '.join(str(error).split())[:160]})"
    if any(isinstance(event, yaml.AliasEvent) for event in events):
        return {}, "it uses YAML aliases"
    if len(events) < 3 or not isinstance(events[2], yaml.MappingStartEvent):
        return {}, "it is not a list of keys with values"
    keys: dict[str, str] = {}
    key: str | None = None
    for value in _values(events[3:]):
        if key is None:
            key = (value or "").casefold()
        else:
            if value:
                keys[key] = value
            key = None
    return keys, None


def _values(events: list[yaml.Event]) -> Iterator[str | None]:
    """Yield keys and values in turn; a list of scalars as one, joined by commas; null as None."""
    import yaml

    depth = 0
    items: list[str] = []
    for event in events:
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            depth += 1
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            depth -= 1
            if depth == 0:
                yield ", ".join(items) or None
                items = []
        elif isinstance(event, yaml.ScalarEvent):
            words = " ".join(event.value.split())
            if depth:
                items.append(words)
            else:
                yield None if event.implicit[0] and words in _NULLS else words
