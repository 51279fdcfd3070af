"""Hand-made nouns for tests that need no reader: short to write, whole and valid."""

from __future__ import annotations

import datetime as dt
from typing import Any

from msgspec.structs import replace

from dateline.model import (
    ActorRef,
    Because,
    Claim,
    ControlClaim,
    EventClaim,
    Page,
    PlaceRef,
    Plover,
    Reading,
    Report,
    StatementClaim,
    When,
    bytes_id,
    identified,
    text_sha256,
)

ARMY = ActorRef(
    text="the army", name="Northern army", id="nor.army", plover=Plover(country="NOR", sector="MIL")
)
REBELS = ActorRef(
    text="rebels", name="River Front", id="nor.front", plover=Plover(country="NOR", sector="REB")
)
OBSERVER = ActorRef(text="the monitor", name="Delta Monitor", id="delta.monitor")

TOWN = PlaceRef(
    text="Aldbury", name="Aldbury", lat=10.0, lon=20.0, radius_km=2, precision="exact", id="t:1"
)
VILLAGE = PlaceRef(
    text="Nether Wick", name="Nether Wick", lat=10.2, lon=20.1, precision="exact", id="t:2"
)


def day(text: str, origin: Any = "stated") -> When:
    date = dt.date.fromisoformat(text)
    return When(start=date, end=date, precision="day", origin=origin)


def report(text: str, **fields: Any) -> Report:
    known: dict[str, Any] = {
        "source": f"{bytes_id(text.encode())}.txt",
        "id": bytes_id(text.encode()),
        "text_sha256": text_sha256(text),
        "published": dt.date(2031, 5, 4),
        "published_origin": "given",
        "language": "en",
    }
    return Report(text=text, **(known | fields))


def page(text: str) -> Page:
    return Page(
        id=bytes_id(text.encode()),
        data=text.encode(),
        source="somewhere.txt",
        headers=(("content-type", "text/plain"),),
        retrieved=dt.datetime(2031, 5, 4, 12, 0, tzinfo=dt.UTC),
    )


def _common(text: str, words: str, fields: dict[str, Any]) -> dict[str, Any]:
    start = text.index(words)
    span, first = (start, start + len(words)), words.split(maxsplit=1)[0]
    return {
        "span": span,
        "status": "asserted",
        "confidence": 0.8,
        "because": Because(rule="test.rule", spans=((start, start + len(first)),)),
        "when": day("2031-05-04"),
        "where": TOWN,
    } | fields


def control(text: str, words: str, **fields: Any) -> ControlClaim:
    known = {"change": "gained", "holder": REBELS, "extent": "whole"}
    return ControlClaim(**_common(text, words, known | fields))


def event(text: str, words: str, **fields: Any) -> EventClaim:
    known = {"event": "ASSAULT", "actors": (REBELS,), "recipients": (ARMY,)}
    return EventClaim(**_common(text, words, known | fields))


def statement(text: str, words: str, **fields: Any) -> StatementClaim:
    known = {"speaker": ARMY, "form": "direct", "content": words}
    return StatementClaim(**_common(text, words, known | fields))


def reading(text: str, *claims: Claim, reader: str = "test/1", **fields: Any) -> Reading:
    read = report(text, **fields)
    whole = tuple(identified(claim, read.id) for claim in claims)
    return Reading(report=read, claims=whole, reader=reader)


def battle(number: int = 0, **fields: Any) -> Reading:
    """A short report with one claim of each kind."""
    text = (
        f"Dispatch {number}. Rebels captured Aldbury on Sunday after shelling the army. "
        f'"We will be back {number} times," the army said.'
    )
    return reading(
        text,
        control(text, "captured Aldbury"),
        event(text, "shelling the army"),
        statement(text, f"We will be back {number} times,"),
        **fields,
    )


def with_reader(read: Reading, reader: str) -> Reading:
    return replace(read, reader=reader)
