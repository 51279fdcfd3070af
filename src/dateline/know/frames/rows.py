"""Rows of the tables before they are compiled: what a frame takes over from its family and kin.

One rule: a row says only what is its own. A frame with a `base` is a kind of that frame and takes
over its slots and codes, never its words; a frame with `topics` stands for one frame a topic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.errors import InputError

_TABLE_KEYS = frozenset({"about", "defaults", "frame"})
_OWN = frozenset({"id", "verbs", "nouns", "adjectives", "example", "about", "base"})
"""What a frame does not take over from its base."""
_TOPIC_KEYS = frozenset({"id", "about", "words", "mode", "cameo", "example"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a family, its defaults not yet filled in.

    Attributes:
        id: `family.name`.
        table: name of the file, for messages.
        told: what the row itself says.
        defaults: what its family shares.
    """

    id: str
    table: str
    told: Mapping[str, Any]
    defaults: Mapping[str, Any]

    @property
    def family(self) -> str:
        """Name of the table that it stands in, without its ending."""
        return self.id.partition(".")[0]


def family_rows(
    name: str, table: Mapping[str, Any], topics: Mapping[str, Mapping[str, Any]]
) -> Iterator[Row]:
    """Yield the rows of a family, those with `topics` once a topic.

    Raises:
        InputError: the table has an unknown key, or a row no `id`.
    """
    if unknown := sorted(set(table) - _TABLE_KEYS):
        raise InputError(
            f"{name}: unknown key {unknown[0]!r}; known: {' '.join(sorted(_TABLE_KEYS))}"
        )
    family = name.rpartition("/")[2].removesuffix(".toml")
    for row in table.get("frame", ()):
        if not isinstance(row.get("id"), str):
            raise InputError(f"{name}, frame ?: every frame needs an `id`")
        for told in _by_topic(row, topics) if "topics" in row else (row,):
            yield Row(f"{family}.{told['id']}", name, told, table.get("defaults", {}))


def _by_topic(
    row: Mapping[str, Any], topics: Mapping[str, Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Yield a row for each topic that has a code for its act ("appeal", "demand", ...)."""
    act = row["topics"]
    for topic, told in topics.items():
        if act not in told.get("cameo", {}):
            continue
        slots = dict(row.get("slots", {}))
        slots["theme"] = f"{slots['theme']} is topic_{topic} required"
        yield {
            **{k: v for k, v in row.items() if k != "topics"},
            "id": f"{row['id']}-{topic}",
            "cameo": told["cameo"][act],
            "slots": slots,
            "example": told.get("example", {}).get(act, ""),
            "about": told.get("about", ""),
            **({"mode": told["mode"][act]} if act in told.get("mode", {}) else {}),
        }


def topics_of(tables: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, Mapping[str, Any]]:
    """Return the topics of all tables named `topics.toml`, by id.

    Raises:
        InputError: a topic has an unknown key, or lacks its id or words.
    """
    found: dict[str, Mapping[str, Any]] = {}
    for name, table in tables:
        if name.rpartition("/")[2] != "topics.toml":
            continue
        for row in table.get("topic", ()):
            where = f"{name}, topic {row.get('id', '?')}"
            if unknown := sorted(set(row) - _TOPIC_KEYS):
                raise InputError(f"{where}: unknown key {unknown[0]!r}")
            if not row.get("id") or not row.get("words"):
                raise InputError(f"{where}: every topic needs an `id` and `words`")
            found[row["id"]] = row
    return found


def inherited(row: Row, rows: Mapping[str, Row]) -> dict[str, Any]:
    """Return all that holds for a row: its family's defaults, its base's keys, its own.

    Raises:
        InputError: its base is unknown, or leads back to itself.
    """
    chain = [row]
    while (name := chain[-1].told.get("base")) is not None:
        base = rows.get(name if "." in str(name) else f"{chain[-1].family}.{name}")
        if base is None or base in chain:
            raise InputError(f"{row.table}, frame {row.id}: base {name!r} is unknown or its own")
        chain.append(base)
    filled: dict[str, Any] = {**row.defaults, **chain[-1].defaults}
    slots: dict[str, Any] = dict(chain[-1].defaults.get("slots", {}))
    for step in reversed(chain):
        kept = step.told if step is row else {k: v for k, v in step.told.items() if k not in _OWN}
        filled |= kept
        if "pattern" in step.told and step is not chain[-1]:
            slots = {}
        slots |= step.told.get("slots", {})
    if slots:
        filled["slots"] = slots
    filled.pop("base", None)
    if chain[-1] is not row:
        filled["root"] = chain[-1].id
    return filled
