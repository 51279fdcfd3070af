"""The gazetteer's index: where its places come from, and building it anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dateline.settings import Settings

if TYPE_CHECKING:
    from dateline.know.gazetteer import Source

Notice = Callable[[str], None]
"""Told in a sentence what takes time."""


def gazetteer_sources(settings: Settings, *, notice: Notice | None = None) -> tuple[Source, ...]:
    """Return where the places come from, building the index where there is none.

    Raises:
        InputError: the cache folder cannot be written, or the index is damaged.
    """
    from dateline.know.gazetteer import Gazetteer, ensure

    with Gazetteer.open(ensure(settings.cache, notice=notice)) as gazetteer:
        return gazetteer.sources()


def build_gazetteer(settings: Settings, *, notice: Notice | None = None) -> None:
    """Build the index, in place of one that is there.

    Raises:
        InputError: the cache folder cannot be written.
    """
    from dateline.know.gazetteer import ensure, index_path

    index_path(settings.cache).unlink(missing_ok=True)
    ensure(settings.cache, notice=notice)
