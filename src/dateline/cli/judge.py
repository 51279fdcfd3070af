"""`dateline judge`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from dateline.cli import options

if TYPE_CHECKING:
    from dateline.model.judgement import Verdict

VERDICTS = (
    "right",
    "wrong",
    "corrected",
    "same",
    "different",
    "is_place",
    "is_actor",
    "hide",
    "retract",
)


@click.command("judge")
@click.argument("id")
@click.argument("verdict", type=click.Choice(VERDICTS))
@click.option("--object", metavar="ID", help="The other claim or finding, the place or the actor.")
@click.option("--slot", metavar="SLOT", help="What of the claim: holder, from, killed, when, ...")
@click.option("--value", metavar="JSON", help="What the slot is, as JSON or plain words.")
@click.option("--why", metavar="WORDS", default="", help="Why; kept with the judgement.")
@options.store
def command(id: str, verdict: str, *, store: str | None, **fields: Any) -> None:  # noqa: A002
    """Say what is so: a claim is wrong, two events are one, this place is that one.

    ID is that of a claim, or of an event, statement, holding, place or report: then of every
    claim in it. Who judges is the setting `reviewer`. Nothing is overwritten: a judgement is a
    row of its own, `dateline log` lists them, and `retract` with a judgement's id undoes it.

    \b
      right, wrong, hide     the claim stands, is wrong, or is not to be shown
      corrected              --slot killed --value '{"best": 12}'
      same, different        --object ID: one event, or two
      is_place               --object geonames:170017
      is_actor               --object syr.hts [--slot holder]
      retract                ID is a judgement's
    """  # noqa: D301 - click's mark for lines that are not to be wrapped
    with options.opened(store) as record:
        made = record.decide(
            id, cast("Verdict", verdict), settings=options.settings(store=store), **fields
        )
    about = f"{len(made)} claim{'s' * (len(made) != 1)}" if verdict != "retract" else "retracted"
    click.echo(f"{verdict}: {about}. Undo: dateline judge {made[0].id[:8]} retract", err=True)
