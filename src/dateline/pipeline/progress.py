"""How far long work has come, told to whoever wants to show it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told the name of the step, how much of it is done, and of how much; of 0: nobody knows."""


def unseen(_step: str, _done: int, _total: int) -> None:
    """Show nothing."""
