"""`dateline review`."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli import options

KEYS = {"y": "right", "n": "wrong", "h": "hide"}
"""Keys that judge, as in the browser."""


@click.command("review")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most N.")
@options.store
def command(*, limit: int | None, store: str | None) -> None:
    """Judge what matters most, one key an answer.

    Doubts first, then what is least sure and weighs most. Who judges is the setting `reviewer`.

    \b
      y  right      n  wrong      h  hide, with a reason
      s  skip       u  undo       q  quit
    """  # noqa: D301 - click's mark for lines that are not to be wrapped
    from dateline.show import console, print_explanation
    from dateline.web.queue import queue

    settings = options.settings(store=store)
    done: list[list[Any]] = []
    with options.opened(store) as record:
        record.settle()
        items = queue(record)[:limit]
        if not items:
            click.echo("Nothing is left to review.")
        for number, item in enumerate(items, 1):
            click.echo(f"\n[{number}/{len(items)}] {item.kind}: {item.title}\n    {item.why}\n")
            if not (explanation := _still(record, item.id)):
                click.echo("Gone: an earlier judgement changed it.")
                continue
            print_explanation(console(), explanation)
            key = click.prompt(
                "\n  y right · n wrong · h hide · s skip · u undo · q quit",
                type=click.Choice([*KEYS, "s", "u", "q"]),
                default="s",
                show_choices=False,
            )
            if key == "q":
                break
            if key == "u" and done:
                for judgement in done.pop():
                    record.decide(judgement.id, "retract", settings=settings)
                click.echo("Undone.")
            elif key in KEYS:
                why = click.prompt("  Why", default="") if key == "h" else ""
                verdict: Any = KEYS[key]
                done.append(record.decide(item.id, verdict, settings=settings, why=why))
    click.echo(
        f"{len(done)} judged. `dateline log` lists them, `dateline judge ID retract` undoes."
    )


def _still(record: Any, id_: str) -> Any:
    """What an id stands for; None where a judgement made it another."""
    from dateline.errors import InputError

    try:
        return record.explain(id_)
    except InputError:
        return None
