"""The commands: each file here is one, and does three things: parse, one call, print."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command line; the entry point of `dateline`."""
    from dateline.cli.main import run

    raise SystemExit(run())
