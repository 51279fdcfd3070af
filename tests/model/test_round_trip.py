"""Every noun is written to JSON and read back the same, and its id hangs on what identifies it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import ItemError
from dateline.model import (
    ActorRef,
    Because,
    Claim,
    ControlClaim,
    Doubt,
    EventClaim,
    EventFinding,
    Holding,
    Judgement,
    Mention,
    PlaceRef,
    Reading,
    Report,
    StatementClaim,
    StatementFinding,
    When,
    bytes_id,
    content_id,
    from_json,
    identified,
    judged,
    text_sha256,
    to_json,
)

# JSON cannot carry lone surrogates; gathering takes them out of a text.
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
spans = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))
degrees = st.floats(-90, 90)


def _strategy(kind: object) -> st.SearchStrategy[object]:
    """Build any instance of a noun from the types of its fields."""
    st.register_type_strategy(str, words)
    st.register_type_strategy(float, degrees)
    st.register_type_strategy(int, st.integers(-(2**53), 2**53))
    st.register_type_strategy(dt.date, st.dates())
    st.register_type_strategy(
        dt.datetime, st.datetimes(timezones=st.just(dt.UTC)).map(lambda d: d.replace(fold=0))
    )
    return st.from_type(kind)  # type: ignore[arg-type]


def _built(kind: type[msgspec.Struct]) -> st.SearchStrategy[msgspec.Struct]:
    hints = {f.name: f.type for f in msgspec.structs.fields(kind)}
    return st.builds(kind, **{name: _strategy(hint) for name, hint in hints.items()})


for _noun in (ActorRef, PlaceRef, When, Because, EventClaim, ControlClaim, StatementClaim, Report):
    st.register_type_strategy(_noun, _built(_noun))

NOUNS = [
    ActorRef, PlaceRef, When, EventClaim, ControlClaim, StatementClaim, Report, Doubt, Judgement,
    EventFinding, StatementFinding, Holding,
]  # fmt: skip


@pytest.mark.parametrize("kind", NOUNS, ids=lambda kind: kind.__name__)
def test_what_is_written_is_read_back(kind: type[msgspec.Struct]) -> None:
    @given(_built(kind))
    def check(noun: msgspec.Struct) -> None:
        assert from_json(to_json(noun), kind) == noun

    check()


@given(st.lists(st.one_of(_built(EventClaim), _built(ControlClaim), _built(StatementClaim))))
def test_claims_are_told_apart_by_kind(claims: list[Claim]) -> None:
    assert from_json(to_json(claims), list[Claim]) == claims


def test_control_writes_from_as_the_format_says() -> None:
    claim = ControlClaim(
        span=(0, 5),
        status="asserted",
        confidence=0.9,
        because=Because(rule="capture"),
        change="gained",
        extent="whole",
        from_=ActorRef(text="the army"),
    )
    written = msgspec.json.decode(to_json(claim))
    assert written["from"] == {"text": "the army"}
    assert written["kind"] == "control"
    assert written["status"] == "asserted"
    assert "holder" not in written


def test_reading_carries_its_format() -> None:
    report = Report(
        source="a.txt",
        id="0" * 16,
        text="x",
        text_sha256=text_sha256("x"),
        published_origin="unknown",
        language="en",
    )
    assert msgspec.json.decode(to_json(Reading(report=report)))["format"] == "dateline.reading/1"


def test_mentions_are_told_apart_by_kind() -> None:
    line = b'{"kind":"date","span":[0,6],"text":"Monday","value":"2024-12-02","type":"DATE"}'
    assert from_json(line, Mention).value == "2024-12-02"


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"kind":"event"}', b"\xff", b'{"text":1}'])
def test_what_is_no_noun_is_an_item_error(data: bytes) -> None:
    with pytest.raises(ItemError, match="not a "):
        from_json(data, ActorRef)


def _claim(**changes: Any) -> EventClaim:
    base: dict[str, Any] = {
        "span": (10, 40),
        "status": "asserted",
        "confidence": 0.5,
        "because": Because(rule="capture"),
        "event": "ASSAULT",
        "actors": (ActorRef(text="rebels", span=(10, 16)),),
    }
    return identified(EventClaim(**(base | changes)), "report")


def test_id_hangs_on_what_identifies_the_claim() -> None:
    same = _claim()
    assert _claim().id == same.id
    assert len(same.id) == 16
    assert _claim(span=(10, 41)).id != same.id
    assert _claim(status="denied").id != same.id
    assert _claim(event="COERCE").id != same.id
    assert identified(same, "another report").id != same.id


def test_id_outlives_recalibration_and_better_places() -> None:
    same = _claim(where=PlaceRef(text="Hama", span=(30, 34)))
    better = _claim(
        where=PlaceRef(text="Hama", span=(30, 34), lat=35.1, lon=36.7, id="geonames:170017"),
        confidence=0.9,
        because=Because(rule="another"),
    )
    assert better.id == same.id


def test_judgement_id_covers_all_of_it() -> None:
    one = judged(
        Judgement(
            verdict="wrong", subject="a" * 16, by="R", at=dt.datetime(2024, 12, 1, tzinfo=dt.UTC)
        )
    )
    two = judged(msgspec.structs.replace(one, why="a slip"))
    assert one.id != two.id
    assert judged(one).id == one.id


def test_ids_are_pinned() -> None:
    """Stored records hang on these; a change of the hash is a change of the format."""
    assert bytes_id(b"") == "e3b0c44298fc1c14"
    assert content_id("a", 1, None) == content_id("a", 1, None)
    assert content_id({"b": 1, "a": 2}) == content_id({"a": 2, "b": 1})
    assert content_id("a", 1, None) == "0ae764bffd3a17b6"
