"""The bar on standard error that shows how far long work has come."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.pipeline import Outcome


def progress(
    outcomes: Iterator[Outcome], *, total: int | None = None, silent: bool = False
) -> Iterator[Outcome]:
    """Yield `outcomes`, showing on a terminal how many there were, how fast, and the last.

    Args:
        outcomes: of reading.
        total: how many there will be; None where nobody knows.
        silent: show nothing: the outcomes themselves are printed on the same terminal.
    """
    if silent or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.progress import (
        BarColumn,
        Progress,
        ProgressColumn,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    from dateline.show import console

    of = "" if total is None else " of {task.total:.0f}"
    columns: list[ProgressColumn] = [
        SpinnerColumn() if total is None else BarColumn(bar_width=24),
        TextColumn(f"{{task.completed:.0f}}{of} reports, {{task.fields[rate]}} a second"),
        TimeElapsedColumn() if total is None else TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    ]
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("opening the reader", total=total, rate="–")
        for outcome in outcomes:
            speed = bar.tasks[0].speed
            bar.update(
                task,
                advance=1,
                description=outcome.source[-60:],
                rate=f"{speed:.1f}" if speed else "–",
            )
            yield outcome


@contextmanager
def steps() -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that shows on a terminal which step of the work is on, and how far.

    It is told the step, how much of it is done, and of how much; 0 where nobody knows, which a
    moving bar shows.
    """
    if not sys.stderr.isatty():
        yield lambda _step, _done, _total: None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from dateline.show import console

    columns = (BarColumn(bar_width=24), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(step: str, done: int, total: int) -> None:
            of = f": {done} of {total}" if total else ""
            bar.update(task, description=step + of, completed=done, total=total or None)

        yield tell
