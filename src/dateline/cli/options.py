"""Options that several commands share, each said once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.settings import Settings, load_settings

if TYPE_CHECKING:
    from dateline.pipeline import Record

_F = TypeVar("_F", bound=Callable[..., Any])


class Day(click.ParamType[dt.date]):
    """A day in ISO 8601."""

    name = "day"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """Return the day."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError as error:
            self.fail(f"{value!r} is not a day: write it like 2024-12-05 ({error}).", param, ctx)


DAY = Day()
CHANCE = click.FloatRange(0, 1)

store = click.option(
    "--store",
    metavar="PATH",
    help="The record: path of its file. Default: setting `store`, else dateline.db.",
)


radius = click.option(
    "--radius",
    type=click.FloatRange(0.1, 500),
    metavar="KM",
    help="How far a place speaks for the land around it. Default: 20.",
)


def formats(*kinds: str) -> Callable[[_F], _F]:
    """Return the option `--format` with `kinds`, the first the default."""
    return click.option(
        "--format",
        "kind",
        type=click.Choice(kinds),
        default=kinds[0],
        show_default=True,
        help="How to print.",
    )


def called(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """What to look for under a place's name: its id, where it is written in its own script."""
    del ctx, param
    if value is None or value.isascii():
        return value
    from dateline.pipeline import place_called

    return place_called(settings(), value)


_FILTERS = {
    "since": click.option("--since", type=DAY, metavar="DAY", help="From this day on."),
    "until": click.option("--until", type=DAY, metavar="DAY", help="Up to this day."),
    "place": click.option(
        "--place",
        metavar="NAME",
        callback=called,
        help="At this place: any spelling in the record, its name in its own script, or an id.",
    ),
    "actor": click.option(
        "--actor", metavar="NAME", help="By or to this actor: a name, part of one, or an id."
    ),
    "type": click.option("--type", metavar="TYPE", help="Of this type."),
    "status": click.option("--status", metavar="STATUS", help="With this status."),
    "min_confidence": click.option(
        "--min-confidence", type=CHANCE, metavar="0..1", help="Read with at least this confidence."
    ),
    "limit": click.option("--limit", type=click.IntRange(1), metavar="N", help="At most N."),
}


def filters(**helps: str) -> Callable[[_F], _F]:
    """Return the filter options.

    Args:
        helps: another help text for an option; an empty one leaves the option out.
    """

    def decorated(function: _F) -> _F:
        chosen = [
            click.option("--type", metavar="TYPE", help=helps["type"])
            if name == "type" and helps.get("type")
            else click.option("--status", metavar="STATUS", help=helps["status"])
            if name == "status" and helps.get("status")
            else option
            for name, option in _FILTERS.items()
            if helps.get(name) != ""
        ]
        return reduce(lambda inner, option: option(inner), reversed(chosen), function)

    return decorated


def settings(**given: Any) -> Settings:
    """Return the settings with the options of a command put in; None leaves a setting as it is.

    Raises:
        InputError: a setting does not fit.
    """
    known = load_settings()
    return replace(known, **{key: value for key, value in given.items() if value is not None})


def opened(path: str | None) -> Record:
    """Open the record to ask; it must be there.

    Raises:
        InputError: it is not, or is no record.
    """
    from dateline.pipeline import open_record

    chosen = settings(store=path)
    return open_record(chosen.store, create=False, cache=chosen.cache)
