"""Pages by position: together they are the whole, in both directions, whatever has no day."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable

import pytest
from tests.making import reading, report

from dateline.errors import InputError
from dateline.keep import Filter, Store
from dateline.model import EventFinding, Holding, PlaceRef, When

Opener = Callable[[], Store]
DAYS = (None, dt.date(2031, 5, 1), dt.date(2031, 5, 1), dt.date(2031, 5, 3))


@pytest.fixture
def store(open_it: Opener) -> Store:
    """Twenty events and holdings: many of one day, some of none, places with and without an id."""
    store = open_it()
    known = [PlaceRef(text=f"Place {n}", id=f"t:{n}" if n else None) for n in range(3)]
    events, held = [], []
    for n, day in zip(range(20), itertools.cycle(DAYS), strict=False):
        when = When(start=day, end=day, precision="day", origin="stated") if day else None
        name = f"{n * 7919 % 100:016}"
        events.append(
            EventFinding(id=name, event="ASSAULT", status="asserted", confidence=1.0, when=when)
        )
        held.append(
            Holding(
                id=name, place=known[n % 3], holder=None, status="held", from_day=day, to_day=None,
                extent="whole", probability=0.9,
            )
        )  # fmt: skip
    with store.weighing() as desk:
        desk.put("event", events)
        desk.put("holding", held)
        desk.stamp("w1")
    for n in range(7):
        store.add(reading(f"Dispatch {n}.", published=dt.date(2031, 5, 4) if n % 2 else None))
    return store


@pytest.mark.parametrize("kind", ["event", "holding", "report"])
@pytest.mark.parametrize("size", [1, 3, 7])
def test_pages_are_the_whole_there_and_back(store: Store, kind: str, size: int) -> None:
    whole = [one.id for one in store.find(kind, Filter(limit=100)).items]
    assert len(whole) == store.count(kind, Filter()) > 6
    there, page = [], store.find(kind, Filter(limit=size))
    assert not page.earlier
    while True:
        there += [one.id for one in page.items]
        if not page.later:
            break
        page = store.find(kind, Filter(limit=size, after=page.last))
        assert page.earlier
    assert there == whole
    back: list[str] = [one.id for one in page.items]
    while page.earlier:
        page = store.find(kind, Filter(limit=size, before=page.first))
        assert page.later
        back = [one.id for one in page.items] + back
    assert back == whole


def test_a_page_follows_a_row_that_is_gone(store: Store) -> None:
    whole = [one.id for one in store.find("event", Filter(limit=100)).items]
    page = store.find("event", Filter(limit=5))
    with store.weighing() as desk:
        desk.renew("event", (), ids=[whole[4]])
    later = store.find("event", Filter(limit=5, after=page.last)).items
    assert [one.id for one in later] == whole[5:10]


def test_an_offset_finds_the_same_page(store: Store) -> None:
    first = store.find("holding", Filter(limit=4))
    by_place = store.find("holding", Filter(limit=4, after=first.last))
    assert store.find("holding", Filter(limit=4, offset=4)).items == by_place.items


@pytest.mark.parametrize("position", [("2031-05-01",), ("soon", None, "0"), (None,) * 5])
def test_a_position_of_another_list_is_told(store: Store, position: tuple[str | None]) -> None:
    with pytest.raises(InputError, match="position"):
        store.find("event", Filter(limit=4, after=position))


def test_what_nothing_fits_is_an_empty_page(store: Store) -> None:
    found = store.find("event", Filter(limit=4, type="AID"))
    assert (found.items, found.first, found.earlier, found.later) == ([], None, False, False)
    assert store.find("report", Filter(words=report("x").text)).items == []
