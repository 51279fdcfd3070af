"""The reference of all commands and settings as Markdown, made from the commands themselves.

`python -m dateline.cli.reference > docs/commands.md`; a test holds the page to what this makes.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import fields

import click

from dateline.cli.main import group
from dateline.settings import Settings

_HEAD = """\
# Commands and settings

<!-- Made by `python -m dateline.cli.reference`; edit the commands, not this page. -->

"""

_STATUSES = """\
## Exit statuses

| status | meaning |
|---|---|
| 0 | done; for `read`: every source was read |
| 1 | `read`, `demo`: some sources failed, each named on standard error; `holds`: unknown place |
| 2 | a wrong option, setting, file or id: the message says what is allowed |
| 70 | a bug of Dateline's: please report it with the lines printed |
| 130 | interrupted by Ctrl-C; what was stored before is kept |

"""


def reference() -> str:
    """Return the page."""
    parts = [_HEAD, *_command(group, "dateline"), _STATUSES, *_settings()]
    return "".join(parts).rstrip() + "\n"


def _command(command: click.Command, path: str) -> Iterator[str]:
    context = click.Context(command, info_name=path)
    if command is not group:
        yield f"{'#' * (path.count(' ') + 1)} `{path}`\n\n"
    yield f"```text\n{' '.join([path, *command.collect_usage_pieces(context)])}\n```\n\n"
    yield f"{_prose(command.help or '')}\n\n"
    options = [p for p in command.get_params(context) if isinstance(p, click.Option)]
    if len(options) > 1:  # more than --help
        yield "| option | meaning |\n|---|---|\n"
        for option in options:
            if "--help" not in option.opts:
                yield f"| {_names(option, context)} | {_meaning(option)} |\n"
        yield "\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from _command(inner, f"{path} {name}")


def _prose(text: str) -> str:
    """Help as Markdown: what click is told not to wrap becomes a block."""
    blocks = []
    for block in inspect.cleandoc(text).split("\n\n"):
        if block.startswith("\b"):
            blocks.append(f"```text\n{inspect.cleandoc(block.removeprefix(chr(8)))}\n```")
        else:
            blocks.append(" ".join(block.split()))
    return "\n\n".join(blocks)


def _names(option: click.Option, context: click.Context) -> str:
    metavar = "" if option.is_flag else f" {option.make_metavar(context)}"
    return "`" + ", ".join(option.opts) + metavar.replace("|", "\\|") + "`"


def _meaning(option: click.Option) -> str:
    text = " ".join((option.help or "").split())
    return f"{text} Default: `{option.default}`." if option.show_default else text


def _settings() -> Iterator[str]:
    yield "## Settings\n\n"
    yield (
        "From, last wins: the defaults, a TOML file (`dateline.toml` in the working folder, or the "
        "one that `DATELINE_SETTINGS` names), environment variables, options of a command.\n\n"
    )
    yield "| setting | environment | default | meaning |\n|---|---|---|---|\n"
    told = described(Settings.__doc__ or "")
    for setting in fields(Settings):
        variable = f"`DATELINE_{setting.name.upper()}`"
        default = "" if setting.default is None else f"`{setting.default}`"
        yield f"| `{setting.name}` | {variable} | {default} | {told[setting.name]} |\n"


def described(docstring: str) -> dict[str, str]:
    """Return what the `Attributes:` of a docstring say, by name."""
    _, _, attributes = inspect.cleandoc(docstring).partition("Attributes:\n")
    told: dict[str, str] = {}
    name = ""
    for line in attributes.splitlines():
        if found := re.match(r" {4}(\w+): (.*)", line):
            name, words = found.groups()
            told[name] = words
        elif name and line.strip():
            told[name] += f" {line.strip()}"
    return told


if __name__ == "__main__":
    sys.stdout.write(reference())
