from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest

from dateline.cli.main import COMMANDS, group
from dateline.cli.reference import described, reference
from dateline.settings import Settings

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"


def commands(
    command: click.Command = group, path: str = "dateline"
) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from commands(inner, f"{path} {name}")


ALL = dict(commands())


def test_the_page_is_what_the_commands_say() -> None:
    assert PAGE.read_text("utf-8") == reference(), (
        "make it anew: python -m dateline.cli.reference > docs/commands.md"
    )


@pytest.mark.parametrize("path", ALL)
def test_every_command_and_option_is_told(path: str) -> None:
    command = ALL[path]
    page = reference()
    assert command.help
    assert path in page
    for param in command.params:
        if isinstance(param, click.Option):
            assert param.help, f"{path} {param.opts}"
            assert param.opts[-1] in page


def test_every_setting_is_told() -> None:
    told = described(Settings.__doc__ or "")
    page = reference()
    for setting in fields(Settings):
        assert told[setting.name] in page


def test_every_command_file_is_a_command() -> None:
    assert {path.split()[1] for path in ALL if " " in path} == set(COMMANDS)
