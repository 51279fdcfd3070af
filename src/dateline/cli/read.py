"""`dateline read`."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli import options
from dateline.cli.progress import progress, steps

if TYPE_CHECKING:
    from dateline.model import Reading
    from dateline.pipeline import Outcome, Record


@click.command("read")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@options.formats("table", "jsonl")
@click.option("--mentions", is_flag=True, help="Also give places, actors, dates, numbers (jsonl).")
@click.option("--store", metavar="PATH", help="Keep the readings in this record.")
@click.option("--no-store", is_flag=True, help="Keep nothing.")
@click.option(
    "--published",
    type=options.DAY,
    metavar="DAY",
    help="Day of publication of reports that do not tell theirs.",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    help="Processes that read. Default: setting `workers`.",
)
@click.option(
    "--pipeline",
    metavar="NAME",
    help="An installed spaCy pipeline to parse with, in place of the own.",
)
@click.option(
    "--frames",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder of frame tables of your own, read beside the shipped ones.",
)
@click.option(
    "--min-confidence",
    type=options.CHANCE,
    metavar="0..1",
    help="Print only claims read with at least this confidence (all are kept).",
)
@click.option("-q", "--quiet", is_flag=True, help="Print the summary only.")
@click.option("--debug", is_flag=True, help="Print the traceback of what fails by a bug.")
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    *,
    kind: str,
    mentions: bool,
    store: str | None,
    no_store: bool,
    published: dt.date | None,
    workers: int | None,
    pipeline: str | None,
    frames: Path | None,
    min_confidence: float | None,
    quiet: bool,
    debug: bool,
) -> None:
    """Read reports and print the claims in them.

    SOURCE is a file (.txt, .html, .jsonl), a folder (read with all its folders), an address, or
    `-` for standard input. The readings are kept in the record of `--store`; as a table, without
    it, in that of the setting `store` (dateline.db); as jsonl, without it, nowhere. Reading the
    same source again adds nothing; what the record has from this very reader is not parsed again.

    With `--format jsonl` standard output is one JSON object a report and nothing else. What
    could not be read is named on standard error, a line each. Exit status: 0 all read, 1 some
    failed, 2 a wrong option or setting, 130 interrupted.
    """
    if store and no_store:
        raise click.UsageError("--store and --no-store exclude one another.")
    from dateline.pipeline import how_many, read_sources

    chosen = options.settings(store=store, workers=workers, pipeline=pipeline, frames=frames)
    keep = not no_store and (store is not None or kind == "table")
    done = _Done()
    with ExitStack() as stack:
        record = None
        if keep:
            from dateline.pipeline import open_record

            record = stack.enter_context(open_record(chosen.store, cache=chosen.cache))
        outcomes = read_sources(
            sources,
            settings=chosen,
            published=published,
            mentions=mentions,
            known=record.known if record else None,
        )
        shown = progress(
            outcomes, total=how_many(sources), silent=not quiet and sys.stdout.isatty()
        )
        for outcome in _kept(shown, record, done, debug=debug):
            if quiet:
                continue
            try:
                _print(outcome, kind, min_confidence or 0.0)
            except BrokenPipeError:
                if record is None:
                    raise
                quiet = True  # nobody reads the table any more; what is read is still kept
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if record is not None and done.new:
            with steps() as shown_steps:
                record.settle(progress=shown_steps)
    click.echo(done.summary(chosen.store if keep else None), err=True)
    ctx.exit(1 if done.failed else 0)


@dataclass
class _Done:
    """What became of a run so far."""

    reports: int = 0
    failed: int = 0
    again: int = 0
    claims: dict[str, int] = field(default_factory=dict)
    new: int = 0

    def count(self, reading: Reading, *, again: bool) -> None:
        self.reports += 1
        self.again += again
        for claim in reading.claims:
            kind = type(claim).__name__.removesuffix("Claim").lower()
            self.claims[kind] = self.claims.get(kind, 0) + 1

    def summary(self, store: str | None) -> str:
        total = sum(self.claims.values())
        parts = ", ".join(f"{number} {kind}" for kind, number in sorted(self.claims.items()))
        told = f"{total} claims ({parts})" if total else "no claims"
        how = f", {self.again} already read" if self.again else " read"
        text = f"{self.reports} report{'s' * (self.reports != 1)}{how}: {told}."
        if store is not None:
            text += f" {self.new} new in {store}." if self.new else f" Nothing new in {store}."
        return text + (f" {self.failed} failed, named above." if self.failed else "")


def _kept(
    outcomes: Iterable[Outcome], record: Record | None, done: _Done, *, debug: bool
) -> Iterator[Outcome]:
    """Keep and count what was read, name what failed, and yield what was read."""
    from dateline.errors import ItemError

    for outcome in outcomes:
        error = outcome.error
        if outcome.reading is not None and record is not None:
            try:
                if outcome.again:
                    record.sight(outcome.reading.report, outcome.page)
                else:
                    done.new += record.add(outcome.reading, outcome.page).generation
            except ItemError as refused:
                error = refused
        if error is not None:
            done.failed += 1
            click.echo(f"{outcome.source}: {_reason(str(error), outcome.source)}", err=True)
            for note in getattr(error, "__notes__", ()) if debug else ():
                click.echo(note, err=True)
        elif outcome.reading is not None:
            done.count(outcome.reading, again=outcome.again)
            yield outcome


def _reason(message: str, source: str) -> str:
    """The message in one line, without the source where it begins with it."""
    line = " ".join(message.split())
    return line.removeprefix(f"{source}: ").removeprefix(f"{source} ")


def _print(outcome: Outcome, kind: str, least: float) -> None:
    from msgspec.structs import replace

    reading = outcome.reading
    assert reading is not None
    claims = tuple(claim for claim in reading.claims if claim.confidence >= least)
    if kind == "jsonl":
        from dateline.model import to_json

        sys.stdout.write(to_json(replace(reading, claims=claims)).decode() + "\n")
        sys.stdout.flush()  # a line is of use as soon as it is there
    else:
        from dateline.show import console, print_claims

        print_claims(console(), reading, claims)
