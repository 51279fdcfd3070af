"""The group of commands, loaded one at a time, and what errors look like at the edge.

Nothing heavy is imported before a command runs: `dateline --help` answers at once.
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from importlib import import_module
from types import TracebackType

import click

from dateline.errors import DatelineError
from dateline.version import __version__

COMMANDS = {
    "read": "read",
    "events": "events",
    "statements": "statements",
    "positions": "positions",
    "holds": "holds",
    "holdings": "holdings",
    "relations": "relations",
    "areas": "areas",
    "fronts": "fronts",
    "shares": "shares",
    "places": "places",
    "doubts": "doubts",
    "explain": "explain",
    "serve": "serve",
    "review": "review",
    "judge": "judge",
    "log": "log",
    "rebuild": "rebuild",
    "store": "store",
    "gazetteer": "gazetteer",
    "actors": "actors",
    "demo": "demo",
}
"""Commands in the order in which help lists them, with the file of each."""

OK, SOME_FAILED, MISUSED, BUG, INTERRUPTED = 0, 1, 2, 70, 130
"""Exit statuses; 70 is `EX_SOFTWARE`, 130 what shells give for Ctrl-C."""


class Commands(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        """Return all names."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's
        cmd_name: str,
    ) -> click.Command | None:
        """Import and return one command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"dateline.cli.{COMMANDS[cmd_name]}")
        command: click.Command = module.command
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dateline")
def group() -> None:
    """Read reporting on armed conflicts and keep a sourced record of it.

    Who holds what, what happened, who said so: every line leads back to its sentence.

    \b
      dateline demo                               try it on the bundled dispatches
      dateline read reports/ --store war.db       read a folder into a record
      dateline holds Hama --store war.db          ask the record
      dateline explain 3f2a --store war.db        see where an answer comes from
    """  # noqa: D301 - click's mark for lines that are not to be wrapped


class _Bugs:
    """Prints what a bug of ours needs to be mended, and ends with its own exit status."""

    def __enter__(self) -> None:
        return

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None or not isinstance(error, Exception):
            return
        traceback.print_exception(error)
        click.echo(
            f"dateline {__version__}: this is a bug of ours, nothing that you did. Please report "
            "it with the lines above; what was stored before it is kept.",
            err=True,
        )
        raise SystemExit(BUG)


_COLLECT_AFTER = 50_000
"""Objects made and not let go before the collector looks (Python's own: 700)."""


def collect_rarely() -> None:
    """Let the garbage collector look less often, in a process that is all ours.

    Tables of words and frames are made once and stay: looking through them for garbage again and
    again while they grow took a tenth of a first reading (2.7 s against 2.4 s of processor time).
    """
    gc.set_threshold(_COLLECT_AFTER, 20, 20)


def run(arguments: list[str] | None = None) -> int:
    """Run one command; return its exit status.

    Args:
        arguments: default those of the process.
    """
    collect_rarely()
    with _Bugs():
        try:
            if "_DATELINE_COMPLETE" in os.environ:  # a shell asks how a word goes on
                group.main(arguments, prog_name="dateline")
            given = sys.argv[1:] if arguments is None else arguments
            with group.make_context("dateline", list(given)) as context:
                result = group.invoke(context)
            sys.stdout.flush()
        except click.exceptions.Exit as error:
            return error.exit_code
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except (click.Abort, KeyboardInterrupt):
            click.echo("Interrupted; what was stored before is kept.", err=True)
            return INTERRUPTED
        except DatelineError as error:
            click.echo(f"dateline: {error}", err=True)
            return MISUSED
        except BrokenPipeError:
            # Whoever reads our output has gone (`| head`): no error, and nothing left to flush.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return OK
        return result if isinstance(result, int) else OK
