"""The bundled sample: 48 dispatches on two weeks of a war, written for this project (CC0)."""

from __future__ import annotations

from contextlib import AbstractContextManager
from importlib.resources import as_file, files
from pathlib import Path

__all__ = ["folder"]


def folder() -> AbstractContextManager[Path]:
    """Return the folder of the dispatches, for a `with`; unpacked where the package is zipped."""
    return as_file(files(__name__) / "dispatches")
