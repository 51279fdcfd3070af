"""The shipped reader, opened once for all tests of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from dateline.read import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    from dateline.read import open_reader

    return open_reader()
