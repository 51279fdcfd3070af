"""Lists of actors that a user added, kept as tables of the register until removed.

A file is read once, when it is added; an actor that the register knows already under one of the
names gets the new names and stays who it is. A list added again takes the older one's place.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from pathlib import Path

import msgspec

from dateline.errors import InputError
from dateline.know.actors.entry import Entry
from dateline.know.actors.importers import Cells, kind_of, rows_of
from dateline.know.actors.register import ENTRY_COLUMNS, Register, load_register
from dateline.know.added import describe, described, forget, key_of, unwritable


class AddedActors(msgspec.Struct, frozen=True, kw_only=True):
    """A list that the user added.

    Attributes:
        key: what it is called in `list` and `remove`.
        title: kind and file.
        licence: SPDX id or words.
        date: of the data, ISO 8601; None where nobody said.
        actors: how many rows it holds.
        joined: how many of them the register knew, whose names they now add to.
        skipped: rows left out for want of a name or a country.
        digest: of its rows: another digest is another reader.
    """

    key: str
    title: str
    licence: str
    date: str | None = None
    actors: int
    joined: int = 0
    skipped: int = 0
    digest: str


def folder(cache: Path) -> Path:
    """Return where added lists are kept."""
    return cache / "actors"


def add(
    cache: Path,
    path: Path,
    *,
    kind: str | None = None,
    licence: str | None = None,
    date: str | None = None,
) -> AddedActors:
    """Read a list of actors and keep it.

    Raises:
        InputError: the file is not there, is no list of actors or names nobody, or the folder
            cannot be written.
    """
    kind = kind or kind_of(path)
    register = load_register()
    rows: dict[str, Cells] = {}
    joined = skipped = 0
    for row in rows_of(path, kind, register):
        if row is None:
            skipped += 1
            continue
        known = _known(row, register)
        joined += known is not None
        rows[known.id if known else row["id"]] = _joined(row, known) if known else row
    if not rows:
        raise InputError(f"{path} names no actor with a name and a country")
    key = key_of(f"{kind}-{path.stem}")
    text = _written(rows.values())
    added = AddedActors(
        key=key, title=f"{kind}: {path.name}", licence=licence or "not told", date=date,
        actors=len(rows), joined=joined, skipped=skipped,
        digest=hashlib.sha256(text.encode()).hexdigest()[:16],
    )  # fmt: skip
    home = folder(cache)
    table = home / f"{key}.csv"
    try:
        home.mkdir(parents=True, exist_ok=True)
        before = table.read_text("utf-8") if table.exists() else None
        table.write_text(text, "utf-8")
        try:
            load_register(home)  # whoever it names as parent or opponent must be there
        except InputError:
            table.unlink() if before is None else table.write_text(before, "utf-8")
            raise
        describe(home, added)
    except OSError as error:
        raise unwritable(home, error) from error
    return added


def added_actors(cache: Path) -> tuple[AddedActors, ...]:
    """Return what was added, by key.

    Raises:
        InputError: a list's description is damaged.
    """
    return described(folder(cache), AddedActors, what="list")


def remove(cache: Path, key: str) -> AddedActors:
    """Forget a list.

    Raises:
        InputError: none of this key was added.
    """
    return forget(
        folder(cache), added_actors(cache), key,
        what="list", rows=".csv", stay="the shipped tables stay",
    )  # fmt: skip


def load_with_added(cache: Path) -> Register:
    """Return the register with the added lists.

    Raises:
        InputError: an added table is damaged.
    """
    home = folder(cache)
    return load_register(home) if any(home.glob("*.csv")) else load_register()


def digest(cache: Path) -> str:
    """Return what the added lists are together; empty where there are none."""
    return "+".join(a.digest for a in added_actors(cache))


def _known(row: Cells, register: Register) -> Entry | None:
    """Return the one entry that a row's name means already, of the same country."""
    if (entry := register.get(row["id"])) is not None:
        return entry
    names = [row["name"], *row.get("aliases", "").split(";")]
    found = {
        e.id: e
        for name in names
        if len(name) > 4
        for e in register.find(name)
        if e.country == row["country"] and e.kind not in {"person", "state"}
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _joined(row: Cells, entry: Entry) -> Cells:
    """Return a row that leaves an entry what it is and adds names to it."""
    told = [*entry.aliases, row["name"], *row.get("aliases", "").split(";")]
    names = dict.fromkeys(n for n in told if n and n != entry.name)
    days = {"from": entry.start, "to": entry.end}
    cells = {
        "id": entry.id, "name": entry.name, "aliases": ";".join(names), "kind": entry.kind,
        "sector": entry.sector, "parent": entry.parent or "", "country": entry.country,
        "opponents": ";".join(entry.opponents), "allies": ";".join(entry.allies),
        "slot": entry.slot or "", "acled": str(entry.acled), "wikidata": entry.wikidata or "",
        **{k: v.isoformat() if v else "" for k, v in days.items()},
    }  # fmt: skip
    return {k: v for k, v in cells.items() if v}


def _written(rows: Iterable[Cells]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, ENTRY_COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
