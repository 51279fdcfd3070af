"""What a user added to the shipped knowledge: one description a list, beside its rows.

One rule: a list is known by its description alone; forgetting it deletes that and its rows.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from dateline.errors import InputError


class Described(Protocol):
    """A list's description: what it is called."""

    @property
    def key(self) -> str:
        """What the list is called in `list` and `remove`."""
        ...


_D = TypeVar("_D", bound=Described)


def key_of(words: str) -> str:
    """Return a key of lower-case words and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def describe(home: Path, added: Described) -> None:
    """Write a list's description beside its rows."""
    body = msgspec.json.format(msgspec.json.encode(added)) + b"\n"
    (home / f"{added.key}.json").write_bytes(body)


def described(home: Path, kind: type[_D], *, what: str) -> tuple[_D, ...]:
    """Return the descriptions in a folder, by key.

    Args:
        home: the folder; it need not be there.
        kind: what a description holds.
        what: "source", "list": for messages.

    Raises:
        InputError: a description is damaged.
    """
    found = []
    for manifest in sorted(home.glob("*.json")):
        try:
            found.append(msgspec.json.decode(manifest.read_bytes(), type=kind))
        except msgspec.DecodeError as error:
            raise InputError(
                f"{manifest} is damaged ({error}): delete it and add the {what} again"
            ) from error
    return tuple(found)


def forget(home: Path, known: tuple[_D, ...], key: str, *, what: str, rows: str, stay: str) -> _D:
    """Delete a list's description and its rows, and return what it was.

    Args:
        home: the folder.
        known: what is there.
        key: of the list.
        what: "source", "list": for the message.
        rows: ending of the file of its rows (".csv").
        stay: what cannot be removed ("the shipped tables stay").

    Raises:
        InputError: none of this key was added.
    """
    by_key = {one.key: one for one in known}
    if key not in by_key:
        have = ", ".join(by_key) or "none"
        raise InputError(f"no {what} {key!r} was added; added: {have} ({stay})")
    (home / f"{key}.json").unlink(missing_ok=True)
    (home / f"{key}{rows}").unlink(missing_ok=True)
    return by_key[key]


def unwritable(home: Path, error: OSError) -> InputError:
    """Return the error for a folder that cannot be written."""
    return InputError(f"folder {home} cannot be written ({error.strerror}): set `cache`")
