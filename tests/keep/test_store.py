"""The contract of a store, whatever its database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from msgspec.structs import replace
from tests.making import battle, page, reading, report, with_reader

from dateline.errors import InputError
from dateline.keep import Store
from dateline.model import Doubt, EventFinding, Judgement, Report, judged

Opener = Callable[[], Store]


def judgement(**fields: object) -> Judgement:
    known = {
        "verdict": "wrong",
        "subject": "ab" * 8,
        "by": "Ada",
        "at": dt.datetime(2031, 5, 5, 9, 30, tzinfo=dt.UTC),
        "why": "the town is another",
    }
    return Judgement(**(known | fields))  # type: ignore[arg-type]


def test_what_is_added_is_kept_whole(open_it: Opener) -> None:
    read = replace(battle(), doubts=(Doubt(kind="count_mismatch", note="8 stated, 7 named"),))
    added = open_it().add(read, page("the page"))
    assert (added.report, added.generation, added.claims) == (True, True, 3)
    [kept] = open_it().kept()
    assert kept.report == read.report
    assert kept.claims == read.claims
    assert open_it().page(page("the page").id) == page("the page")
    assert open_it().info().doubts == {"count_mismatch": 1}


def test_the_same_reading_twice_adds_nothing(open_it: Opener) -> None:
    store = open_it()
    store.add(battle(), page("p"))
    before = store.info().counts
    again = store.add(battle(), page("p"))
    assert (again.report, again.generation, again.claims) == (False, False, 0)
    assert store.info().counts == before


def test_the_same_page_found_elsewhere_is_the_same_report(open_it: Opener) -> None:
    store, read = open_it(), battle()
    moved = replace(read, report=replace(read.report, source="elsewhere.txt"))
    store.add(read)
    assert not store.add(moved).generation
    assert store.explain(read.report.id).sources == tuple(
        sorted([read.report.source, "elsewhere.txt"])
    )


def test_a_newer_reader_adds_a_generation_and_queries_use_it(open_it: Opener) -> None:
    store, read = open_it(), battle()
    store.add(read)
    better = replace(with_reader(read, "test/2"), claims=read.claims[:1])
    assert store.add(better).generation
    [kept] = store.kept()
    assert kept.claims == read.claims[:1]
    info = store.info()
    assert (info.counts["generations"], info.counts["claims"]) == (2, 4)
    assert info.readers == {"test/2": 1}
    assert not store.explain(read.claims[1].id).claims[0].current


def test_going_back_to_an_older_reader_makes_its_reading_current(open_it: Opener) -> None:
    store, read = open_it(), battle()
    for reader in ("test/1", "test/2", "test/1"):
        assert store.add(with_reader(read, reader)).generation
    assert store.info().readers == {"test/1": 1}


def test_a_better_cleaned_text_is_a_new_report_row_and_the_old_one_stays(open_it: Opener) -> None:
    store, read = open_it(), battle()
    store.add(read)
    dated = replace(read, report=replace(read.report, published=dt.date(2031, 5, 3)))
    assert store.add(dated).report
    [kept] = store.kept()
    assert kept.report.published == dt.date(2031, 5, 3)
    assert store.info().counts["reports"] == 2


def test_a_claim_told_twice_in_one_reading_is_one_row(open_it: Opener) -> None:
    store, read = open_it(), battle()
    twice = replace(read, claims=read.claims * 2)
    assert store.add(twice).claims == 3
    assert store.known(read.report, read.reader) == read


def test_what_a_reader_made_of_a_report_is_known_wherever_it_is_found_again(
    open_it: Opener,
) -> None:
    store, read = open_it(), replace(battle(), doubts=(Doubt(kind="odd", note="It is odd."),))
    assert store.known(read.report, "test/1") is None
    store.add(read)
    elsewhere = replace(read.report, source="copy.txt")
    assert store.known(elsewhere, "test/1") == replace(read, report=elsewhere)
    store.sight(elsewhere, page(read.report.text))
    assert store.explain(read.report.id).sources == tuple(sorted([read.report.source, "copy.txt"]))
    assert store.known(read.report, "test/2") is None
    assert store.known(replace(read.report, published=dt.date(2031, 5, 3)), "test/1") is None
    assert store.known(replace(read.report, text="\ud800"), "test/1") is None
    store.add(with_reader(read, "test/2"))
    assert store.known(read.report, "test/1") is None  # current is the other's


def test_a_text_that_is_not_unicode_is_refused_and_nothing_of_it_stays(open_it: Opener) -> None:
    from dateline.errors import ItemError

    store = open_it()
    broken: Report = replace(report("fine"), title="\ud800")
    with pytest.raises(ItemError, match="Unicode"):
        store.add(replace(battle(), report=broken), page("p"))
    assert set(store.info().counts.values()) == {0}


def test_judgements_are_kept_once_and_in_order(open_it: Opener) -> None:
    store = open_it()
    first, second = judgement(), judgement(at=dt.datetime(2031, 5, 6, tzinfo=dt.UTC))
    assert store.judge(second)
    assert store.judge(first)
    assert not store.judge(first)
    assert store.judgements() == [judged(first), judged(second)]


def test_findings_replace_one_another_and_know_when_they_are_stale(open_it: Opener) -> None:
    store, read = open_it(), battle()
    store.add(read)
    assert not store.fresh("w1")
    first, second = (
        EventFinding(
            id=f"{n:016}", event="ASSAULT", status="asserted", confidence=1.0, claims=(claim.id,)
        )
        for n, claim in enumerate(read.claims[:2])
    )
    with store.weighing() as desk:
        desk.put("event", [first])
        desk.stamp("w1")
        assert desk.found() == 1
    assert store.events() == [first]
    for _ in range(2):
        with store.weighing() as desk:
            desk.renew("event", [(None, second)], ids=[first.id])
            desk.stamp("w1")
    found = second
    assert store.explain(read.claims[1].id).claims[0].findings == (("event", second.id),)
    assert store.explain(read.claims[0].id).claims[0].findings == ()
    assert store.events() == [found]
    assert store.fresh("w1")
    assert not store.fresh("w2")
    store.judge(judgement())
    assert not store.fresh("w1")


def test_an_id_is_explained_by_any_prefix_that_is_its_own(open_it: Opener) -> None:
    store, read = open_it(), battle()
    store.add(read)
    claim = read.claims[0]
    explained = store.explain(claim.id[:12])
    assert explained.kind == "claim"
    [known] = explained.claims
    assert known.claim == claim
    assert known.report == read.report
    start, end = known.passage.claim[0]
    assert known.passage.text[start:end] == "captured Aldbury"
    start, end = known.passage.fired[0]
    assert known.passage.text[start:end] == "captured"


def test_a_near_miss_names_what_is_nearest(open_it: Opener) -> None:
    store, read = open_it(), battle()
    store.add(read)
    known = read.claims[0].id
    missed = known[:8] + ("0" if known[8] != "0" else "1")
    with pytest.raises(InputError, match=known):
        store.explain(missed)
    with pytest.raises(InputError, match="not an id"):
        store.explain("Hama")


def test_a_prefix_that_several_ids_share_names_them(open_it: Opener) -> None:
    store = open_it()
    for number in range(20):
        store.add(battle(number))
    # 60 ids over 16 first digits: some digit begins several.
    digits = [claim.id[0] for kept in store.kept() for claim in kept.claims]
    shared = max(digits, key=digits.count)
    with pytest.raises(InputError, match="give more digits"):
        store.explain(shared)


def test_an_empty_reading_is_kept_too(open_it: Opener) -> None:
    store = open_it()
    assert store.add(reading("Nothing happened.")).generation
    assert [kept.claims for kept in store.kept()] == [()]
