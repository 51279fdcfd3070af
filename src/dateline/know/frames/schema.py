"""Checks and compiles the tables of frames; whatever is wrong is told with file and key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, get_args

from dateline.errors import InputError
from dateline.know.frames.frame import FUNCTIONS, ROLES, At, Frame, Slot, Weapon
from dateline.know.ontology import ontology, words
from dateline.model.claim import Change, Extent

FRAME_KEYS = frozenset(
    """id pattern verbs nouns adjectives slots event mode contexts cameo acled control extent
    voice toll firm reciprocal speech fact beside confidence example about base topics
    root""".split()
)
TERRITORY = ("territory", "transfer")
_SLOT = re.compile(
    r"(?P<at>[a-z_:|,\s]+?)(?:\s+is\s+(?P<kinds>[a-z_,\s]+?))?(?:\s+like\s+(?P<words>[^!]+?))?"
    r"(?:\s+(?P<need>required|absent))?"
)


def compile_slot(text: str, where: str) -> Slot:
    """Read a slot from its notation.

    `FUNCTION[:PREPOSITION|...], ... [is KIND, ...] [like WORD, ...] [required|absent]`, such as
    `object, oblique:of|over is place required`; an underscore joins a preposition of several
    words.

    Raises:
        InputError: the notation is broken, or names an unknown function.
    """
    try:
        return _slot(text)
    except InputError as error:
        raise InputError(f"{where}: {error}") from error


@cache
def _slot(text: str) -> Slot:
    found = _SLOT.fullmatch(text.strip())
    if found is None:
        raise InputError(f"{text!r} is not `FUNCTION[:PREP|PREP] is KIND [required]`")
    places = []
    for item in words(found["at"]):
        function, _, preps = item.partition(":")
        if function not in FUNCTIONS:
            raise InputError(f"{function!r} is no function; known: {', '.join(FUNCTIONS)}")
        places.append(At(function, frozenset(p.replace("_", " ") for p in words(preps, "|"))))
    return Slot(
        at=tuple(places),
        kinds=frozenset(words(found["kinds"] or "")),
        words=frozenset(words(found["words"] or "")),
        required=found["need"] == "required",
        absent=found["need"] == "absent",
    )


def compile_slots(rows: Any, where: str) -> dict[str, Slot]:
    """Read a table of slots, role by role."""
    if not isinstance(rows, Mapping) or not all(isinstance(v, str) for v in rows.values()):
        raise InputError(f'{where}: slots are a table of `role = "notation"`')
    return {role: compile_slot(text, f"{where}, slot {role}") for role, text in rows.items()}


def compile_frame(
    family: str, row: Mapping[str, Any], patterns: Mapping[str, Mapping[str, Slot]], where: str
) -> Frame:
    """Make a frame of a row whose defaults were filled in.

    Raises:
        InputError: a key is unknown or missing, or a value is not of its codebook.
    """
    where = f"{where}, frame {row.get('id', '?')}"
    if unknown := sorted(set(row) - FRAME_KEYS):
        raise InputError(
            f"{where}: unknown key {unknown[0]!r}; known: {' '.join(sorted(FRAME_KEYS))}"
        )
    if not isinstance(row.get("id"), str):
        raise InputError(f"{where}: every frame needs an `id`")
    predicates: dict[str, Any] = {
        key: _list(row.get(key, ""), where, key) for key in ("verbs", "nouns", "adjectives")
    }
    flags: dict[str, Any] = {
        key: _flag(row, key, key == "fact", where)
        for key in ("firm", "reciprocal", "speech", "fact", "beside")
    }
    if not any(predicates.values()):
        raise InputError(f"{where}: no `verbs`, `nouns` or `adjectives`")
    return Frame(
        id=f"{family}.{row['id']}",
        **predicates,
        slots=_slots_of(row, patterns, where),
        **_codes(row, where),
        extent=_one_of(row.get("extent", "whole"), get_args(Extent), where, "extent"),
        voice=_one_of(row.get("voice"), ("active", "passive", None), where, "voice"),
        toll=_one_of(row.get("toll"), ("killed", "injured", None), where, "toll"),
        **flags,
        confidence=_share(row.get("confidence", 0.7), where),
        example=str(row.get("example", "")),
        about=str(row.get("about", "")),
        root=str(row.get("root") or f"{family}.{row['id']}"),
    )


def _slots_of(
    row: Mapping[str, Any], patterns: Mapping[str, Mapping[str, Slot]], where: str
) -> dict[str, Slot]:
    slots: dict[str, Slot] = {}
    if name := row.get("pattern"):
        if name not in patterns:
            raise InputError(f"{where}: no pattern {name!r}; known: {', '.join(sorted(patterns))}")
        slots |= patterns[name]
    own = row.get("slots", {})
    slots |= compile_slots({k: v for k, v in own.items() if v != "none"}, where)
    for role, text in own.items():
        if text == "none":
            slots.pop(role, None)
    return slots


def _codes(row: Mapping[str, Any], where: str) -> dict[str, Any]:
    book = ontology()
    event, mode = row.get("event"), row.get("mode")
    if event is not None:
        _one_of(event, tuple(book.types), where, "event")
        _one_of(mode, (*book.types[event].modes, None), where, "mode")
    contexts = _list(row.get("contexts", ""), where, "contexts")
    for context in contexts:
        _one_of(context, tuple(sorted(book.contexts)), where, "contexts")
    acled = row.get("acled")
    if acled is not None and acled not in TERRITORY:
        try:
            book.acled_pair(acled)
        except InputError as error:
            raise InputError(f"{where}: acled: {error}") from error
    control = _one_of(row.get("control"), (*get_args(Change), None), where, "control")
    if event is None and control is None:
        raise InputError(f"{where}: neither `event` nor `control`")
    cameo = _one_of(row.get("cameo"), (*book.cameo, None), where, "cameo")
    return {
        "event": event,
        "mode": mode,
        "contexts": contexts,
        "cameo": cameo,
        "acled": acled,
        "control": control,
    }


def compile_weapon(row: Mapping[str, Any], where: str) -> Weapon:
    """Make a weapon of its row.

    Raises:
        InputError: a value is not of its codebook.
    """
    book = ontology()
    nouns = _list(row.get("words", ""), where, "words")
    where = f"{where}, weapon {nouns[0] if nouns else '?'}"
    _one_of(
        row.get("acled"), tuple(s for subs in book.acled.values() for s in subs), where, "acled"
    )
    return Weapon(
        words=nouns,
        mode=_one_of(row.get("mode"), book.types["ASSAULT"].modes, where, "mode"),
        acled=row["acled"],
        cameo=_one_of(row.get("cameo"), tuple(book.cameo), where, "cameo"),
        bearer=_flag(row, "bearer", False, where),
    )


def check_kinds(frames: Iterable[Frame], known: frozenset[str]) -> None:
    """See that every kind that a slot asks for is one that words can have.

    Raises:
        InputError: a slot names an unknown kind.
    """
    for frame in frames:
        for role, slot in frame.slots.items():
            if unknown := sorted(slot.kinds - known):
                raise InputError(
                    f"frame {frame.id}, slot {role}: unknown kind {unknown[0]!r}; "
                    f"known: {', '.join(sorted(known))}"
                )


def _list(value: Any, where: str, key: str) -> tuple[str, ...]:
    if isinstance(value, str):
        return words(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise InputError(f"{where}: {key} is a list of words, or one string with commas")


def _one_of(value: Any, allowed: tuple[Any, ...], where: str, key: str) -> Any:
    if value not in allowed:
        shown = ", ".join(str(a) for a in allowed if a is not None) or "none"
        raise InputError(f"{where}: {key} {value!r} is unknown; known: {shown}")
    return value


def _flag(row: Mapping[str, Any], key: str, default: bool, where: str) -> bool:
    value = row.get(key, default)
    if not isinstance(value, bool):
        raise InputError(f"{where}: {key} is true or false, not {value!r}")
    return value


def _share(value: Any, where: str) -> float:
    if not isinstance(value, int | float) or not 0 < value <= 1:
        raise InputError(f"{where}: confidence {value!r} must lie above 0 and be at most 1")
    return float(value)


__all__ = [
    "ROLES",
    "check_kinds",
    "compile_frame",
    "compile_slot",
    "compile_slots",
    "compile_weapon",
]
