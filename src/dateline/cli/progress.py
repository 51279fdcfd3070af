"""The bar on standard error that shows how far long work has come."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.pipeline import Outcome


def progress(outcomes: Iterator[Outcome], *, silent: bool = False) -> Iterator[Outcome]:
    """Yield `outcomes`, showing on a terminal how many there were, how fast, and the last.

    Args:
        outcomes: of reading.
        silent: show nothing: the outcomes themselves are printed on the same terminal.
    """
    if silent or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from dateline.show import console

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:.0f} reports read, {task.fields[rate]} a second"),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("opening the reader", total=None, rate="–")
        for outcome in outcomes:
            speed = bar.tasks[0].speed
            bar.update(
                task,
                advance=1,
                description=outcome.source[-60:],
                rate=f"{speed:.1f}" if speed else "–",
            )
            yield outcome
