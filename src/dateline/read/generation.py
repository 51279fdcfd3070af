"""What makes one reader another: its rules, its knowledge and its model, hashed.

Two readings with one generation id were made by the same code from the same data, so a report that
was read once need not be read again; a change of a single frame makes a new generation.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from dateline.model import content_id

_ROOT = Path(__file__).parents[1]
_RULES = ("model", "know", "read")
_SUFFIXES = frozenset({".py", ".toml", ".csv", ".tsv", ".gz", ".json"})
_HEADS = frozenset({"control.onnx"})
"""Weights that are rules of reading; the language model names its own in its id."""


@cache
def rules_id() -> str:
    """Return a hash of every rule and data file that reading uses (some 10 ms, once)."""
    seen = hashlib.sha256()
    for room in _RULES:
        for path in sorted((_ROOT / room).rglob("*")):
            if (path.suffix in _SUFFIXES or path.name in _HEADS) and path.is_file():
                seen.update(path.relative_to(_ROOT).as_posix().encode() + b"\0")
                seen.update(path.read_bytes())
    return seen.hexdigest()


def generation_id(*parts: str) -> str:
    """Return the id of a reader: the rules and whatever else `parts` names (model, gazetteer)."""
    return content_id("standard", rules_id(), parts)
