"""The kinds of place that the gazetteer tells apart, and the words that reports use for them."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import tomli

from dateline.know.gazetteer.sources import shipped

KINDS: Final = frozenset(
    "country admin1 admin2 city town village quarter region desert island mountain hill river lake "
    "sea strait road line base airport crossing dam bridge camp port other".split()
)


@cache
def words() -> dict[str, Any]:
    """Return the words around places, from `words.toml`."""
    return tomli.loads(shipped("words.toml").read_text("utf-8"))
