"""How commands print findings: a table for people, a file format for tools."""

from __future__ import annotations

import datetime as dt
import json
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
    from dateline.pipeline.territory import Layer

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


def answer_layer(
    layer: Layer, *, on: dt.date | None, radius: float | None, kind: str, store: str | None
) -> None:
    """Print one layer of the record's territory on a day.

    Args:
        layer: areas, cells or fronts.
        on: the day; None for that of the last change.
        radius: kilometres that a place speaks for; None for the default.
        kind: table or geojson.
        store: path of the record; None for the setting.
    """
    from dateline.cli.options import opened, settings
    from dateline.pipeline import Territory
    from dateline.show import console, print_layer
    from dateline.territory import collection

    with opened(store) as record:
        territory = Territory(record, settings(), **({"radius_km": radius} if radius else {}))
        day = on or territory.last()
        found = territory.layer(layer, day) if day else []
    if kind == "table":
        print_layer(console(), found)
    else:
        json.dump(collection(found), sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
