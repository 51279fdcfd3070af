"""How commands print findings: a table for people, a file format for tools."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.console import Console

    from dateline.model import (
        DoubtFinding,
        EventFinding,
        Holding,
        PlaceFinding,
        PositionFinding,
        StatementFinding,
    )

    _T = TypeVar(
        "_T",
        EventFinding,
        StatementFinding,
        PositionFinding,
        Holding,
        PlaceFinding,
        DoubtFinding,
    )


def answer(
    findings: Sequence[_T],
    kind: str,
    *,
    of: type[_T],
    table: Callable[[Console, Sequence[_T]], None],
) -> None:
    """Print findings.

    Args:
        findings: all of one kind.
        kind: table, jsonl, csv or geojson.
        of: their kind.
        table: prints them for people.
    """
    from dateline.show import console, write

    if kind == "table":
        table(console(), findings)
    else:
        write(findings, kind, sys.stdout, of=of)
