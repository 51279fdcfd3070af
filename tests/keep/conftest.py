"""The contract's stores: every test in this folder that asks for `open_it` runs on each backend."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.keep import Store, open_store

Opener = Callable[[], Store]


@pytest.fixture(params=["sqlite"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a new store; further backends are further params with their own URL."""
    return str(tmp_path / f"war.{request.param}.db")


@pytest.fixture
def open_it(where: str) -> Iterator[Opener]:
    """Opens the store as often as a test likes; all are closed at its end."""
    opened: list[Store] = []

    def opener() -> Store:
        opened.append(open_store(where))
        return opened[-1]

    yield opener
    for store in opened:
        store.close()
