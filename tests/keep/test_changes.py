"""What became of findings: told since a change, or that it is not known any more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.keep import Store, changes
from dateline.model import EventFinding

Opener = Callable[[], Store]


def _event(number: int, confidence: float = 1.0) -> EventFinding:
    return EventFinding(
        id=f"{number:016}", event="ASSAULT", status="asserted", confidence=confidence
    )


def test_what_changed_is_told(open_it: Opener) -> None:
    store = open_it()
    with store.weighing() as desk:
        desk.forget()
        desk.put("event", [_event(1), _event(2)])
        desk.stamp("w1")
    start = store.changed_since("", 0)
    assert start.ids is None
    with store.weighing() as desk:
        desk.renew(
            "event", [(None, _event(2)), (None, _event(3))], ids=[_event(1).id, _event(2).id]
        )
    now = store.changed_since(start.epoch, start.number)
    assert now.ids == {"event": {_event(1).id, _event(3).id}}
    assert store.changed_since(now.epoch, now.number).ids == {}
    with store.weighing() as desk:
        desk.forget()
    assert store.changed_since(now.epoch, now.number).ids is None


def test_the_oldest_changes_are_forgotten(open_it: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_KEPT", 2)
    store = open_it()
    start = store.changed_since("", 0)
    for number in range(1, 5):
        with store.weighing() as desk:
            desk.renew("event", [(None, _event(number))])
            desk.stamp("w1")
        if number == 2:
            middle = store.changed_since(start.epoch, start.number)
            assert middle.ids == {"event": {_event(1).id, _event(2).id}}
    assert store.changed_since(start.epoch, start.number).ids is None
    known = store.changed_since(middle.epoch, middle.number).ids
    assert known == {"event": {_event(3).id, _event(4).id}}
