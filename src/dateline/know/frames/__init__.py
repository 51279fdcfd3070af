"""Frames: what an analyst knows about words and acts, held as tables beside this module.

A table (`*.toml`) is a family: `about`, `[defaults]` that its frames share, and `[[frame]]`
rows. `patterns.toml`, `kinds.toml`, `weapons.toml` and `topics.toml` are shared by all. A folder of
one's own adds families and may add to those four; a frame with the id of a shipped one replaces it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import tomli

from dateline.errors import InputError
from dateline.know.frames.frame import At, Frame, FrameBook, Slot, Way, Ways, Weapon, last_part
from dateline.know.frames.rows import Row, family_rows, inherited, topics_of
from dateline.know.frames.schema import check_kinds, compile_frame, compile_slots, compile_weapon
from dateline.know.ontology import words
from dateline.model import content_id

__all__ = [
    "At",
    "Frame",
    "FrameBook",
    "Frames",
    "Slot",
    "Way",
    "Ways",
    "Weapon",
    "families",
    "frame_book",
    "load_frames",
]

Frames = FrameBook
"""The name under which a reader asks for them."""

SHARED = ("patterns.toml", "kinds.toml", "weapons.toml", "topics.toml")
SEEN_KINDS = frozenset(
    {
        "place",
        "actor",
        "person",
        "number",
        "pronoun",
        "act",
        "weapon",
        "clause",
        "body",
        "request",
        "view",
        "violence",
    }
)
"""Kinds that are made out in the text and not by a list of words."""

_LINKS = frozenset({"of", "from", "for", "to", "on", "in", "against", "with"})
"""After one of these a noun only says what the act was done to."""


@cache
def frame_book() -> FrameBook:
    """Return the shipped frames, loaded once."""
    return load_frames()


def load_frames(*, extra: Path | None = None) -> FrameBook:
    """Load, check and index the shipped frames and those of a user's folder.

    Args:
        extra: a folder of further tables.

    Raises:
        InputError: the folder is missing; a table is not TOML, or something in it is wrong.
    """
    tables = list(_tables(extra))
    patterns = _patterns(tables)
    kinds, groups, lists = _kinds(tables)
    topics = topics_of(tables)
    rows: dict[str, Row] = {}
    for name, table in tables:
        if name.rpartition("/")[2] not in SHARED:
            rows |= {row.id: row for row in family_rows(name, table, topics)}
    frames = {
        row.id: compile_frame(row.family, inherited(row, rows), patterns, row.table)
        for row in rows.values()
    }
    weapons = _weapons(tables)
    nouns = _index(frames.values(), "nouns")
    check_kinds(frames.values(), SEEN_KINDS | set(groups) | set().union(*kinds.values()))
    return FrameBook(
        id=content_id("frames", tables),
        frames=frames,
        verbs=_index(frames.values(), "verbs"),
        nouns=nouns,
        adjectives=_index(frames.values(), "adjectives"),
        acts=frozenset(
            head for head, found in nouns.items() if any(_LINKS.isdisjoint(r) for _, r in found)
        ),
        kinds=kinds,
        groups=groups,
        weapons=weapons,
        weapon_ends=frozenset(map(last_part, weapons)),
        support=lists["support"],
        extent=lists["extent"],
        irregular=_irregular(tables),
    )


def families() -> dict[str, str]:
    """Return what each shipped family takes in, by name, for the codebook."""
    return {
        name.removesuffix(".toml"): str(table.get("about", ""))
        for name, table in _tables(None)
        if name not in SHARED
    }


def _tables(extra: Path | None) -> Iterable[tuple[str, dict[str, Any]]]:
    for entry in sorted(files(__package__).iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".toml"):
            yield entry.name, _read(entry, entry.name)
    if extra is not None:
        if not extra.is_dir():
            raise InputError(f"frames: {extra} is no folder")
        for path in sorted(extra.glob("*.toml")):
            yield str(path), _read(path, str(path))


def _read(entry: Traversable | Path, name: str) -> dict[str, Any]:
    try:
        return tomli.loads(entry.read_text(encoding="utf-8"))
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{name}: not TOML: {error}") from error


def _patterns(tables: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, dict[str, Slot]]:
    found: dict[str, dict[str, Slot]] = {}
    for name, table in tables:
        if name.rpartition("/")[2] == "patterns.toml":
            for key, rows in table.items():
                slots = {k: v for k, v in rows.items() if k != "about"}
                found[key] = compile_slots(slots, f"{name}, pattern {key}")
    return found


def _kinds(
    tables: Iterable[tuple[str, dict[str, Any]]],
) -> tuple[
    dict[str, frozenset[str]], dict[str, frozenset[str]], dict[str, dict[str, frozenset[str]]]
]:
    """Return the kinds by word, the groups of kinds, and the plain lists by section."""
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    groups: dict[str, frozenset[str]] = {}
    lists: dict[str, dict[str, frozenset[str]]] = {"support": {}, "extent": {}}
    tables = tuple(tables)
    for topic, told in topics_of(tables).items():
        for word in words(told["words"]):
            kinds[word].add(f"topic_{topic}")
    for name, table in tables:
        if name.rpartition("/")[2] != "kinds.toml":
            continue
        for kind, text in table.get("kinds", {}).items():
            for word in words(text):
                kinds[word].add(kind)
        groups |= {k: frozenset(words(text)) for k, text in table.get("groups", {}).items()}
        for section, found in lists.items():
            for kind, text in table.get(section, {}).items():
                found[kind] = found.get(kind, frozenset()) | frozenset(words(text))
    return {word: frozenset(k) for word, k in kinds.items()}, groups, lists


def _irregular(tables: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, table in tables:
        if name.rpartition("/")[2] == "kinds.toml":
            found |= table.get("irregular", {})
    return found


def _weapons(tables: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, Weapon]:
    found: dict[str, Weapon] = {}
    for name, table in tables:
        if name.rpartition("/")[2] == "weapons.toml":
            for row in table.get("weapon", ()):
                weapon = compile_weapon(row, name)
                found |= dict.fromkeys(weapon.words, weapon)
    return found


def _index(frames: Iterable[Frame], part: str) -> dict[str, Ways]:
    found: defaultdict[str, list[Way]] = defaultdict(list)
    for frame in frames:
        for predicate in getattr(frame, part):
            parts = predicate.split(" ")
            head, rest = (parts[-1], parts[:-1]) if part == "nouns" else (parts[0], parts[1:])
            found[head].append((frame, tuple(rest)))
    # the more words a predicate has, the more it tells
    return {
        head: Ways(sorted(entries, key=lambda entry: -len(entry[1])))
        for head, entries in found.items()
    }
