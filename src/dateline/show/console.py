"""The terminal: its width, and whether it takes colour."""

from __future__ import annotations

import os
import sys

from rich.console import Console

PIPED_WIDTH = 160
"""Columns where the output is no terminal and `COLUMNS` says nothing: nothing important is cut."""


class _Piped(Console):
    """A console that leaves a reader who went away to the caller (rich itself would exit 1)."""

    def on_broken_pipe(self) -> None:
        """Raise what the stream raised."""
        raise BrokenPipeError


def console(*, stderr: bool = False) -> Console:
    """Return a console for standard output (or error); plain text where it is piped.

    Colour follows the terminal, `NO_COLOR` and `FORCE_COLOR`.
    """
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or os.environ.get("COLUMNS") else PIPED_WIDTH
    return _Piped(stderr=stderr, width=width, highlight=False, soft_wrap=False, emoji=False)
