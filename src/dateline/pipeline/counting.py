"""How many reports there will be, where that can be told without reading them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_MOST = 200_000
"""Files after which counting stops: by then nobody waits for an exact end."""
_MANY = frozenset({".jsonl", ".ndjson"})


def how_many(sources: Iterable[str]) -> int | None:
    """Return how many reports `sources` hold, a file or address for one.

    None where that cannot be known beforehand (standard input, JSON Lines) or takes long.
    """
    total = 0
    for source in sources:
        if source == "-":
            return None
        for name in _files(source):
            if Path(name).suffix.lower() in _MANY:
                return None
            total += 1
            if total > _MOST:
                return None
    return total


def _files(source: str) -> Iterable[str]:
    if "://" in source[:12] or not Path(source).is_dir():
        yield source
        return
    for _, folders, names in os.walk(source):
        folders[:] = [folder for folder in folders if not folder.startswith(".")]
        yield from (name for name in names if not name.startswith("."))
