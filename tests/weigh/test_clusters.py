"""Clusters of claims: alike on the whole, never chained, judgements above all, in any order."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.making import ARMY, REBELS, TOWN, day, event, report

from dateline.model import Judgement, Toll, identified, judged
from dateline.weigh.clusters import clustered, components
from dateline.weigh.corrections import Corrections
from dateline.weigh.events import likeness
from dateline.weigh.match import Matcher
from dateline.weigh.sides import side
from dateline.weigh.telling import Telling


def told(number: int, **fields: Any) -> Telling:
    text = f"Report {number}. Rebels shelled Aldbury."
    printed = report(text, publisher=f"Outlet {number}")
    claim = identified(event(text, "shelled Aldbury", **fields), printed.id)
    return Telling.of(claim, printed, f"line {number}")


def clusters(tellings: list[Telling], *judgements: Judgement) -> set[frozenset[str]]:
    alike = likeness(Matcher({t.claim.id: "t:1" for t in tellings}, side))
    found = clustered(tellings, alike, Corrections(judgements))
    assert sorted(t.claim.id for c in found for t in c) == sorted(t.claim.id for t in tellings)
    return {frozenset(t.claim.id for t in cluster) for cluster in found}


def dead(number: int) -> Toll:
    return Toll(low=number, best=number, high=number)


def test_what_is_like_its_neighbours_only_is_not_chained() -> None:
    # 3 dead and 9 may be one count corrected, so may 9 and 30; 3 and 30 are two events.
    few, some, many = (told(n, killed=dead(best)) for n, best in enumerate((3, 9, 30)))
    found = clusters([few, some, many])
    assert len(found) == 2
    assert not any({few.claim.id, many.claim.id} <= cluster for cluster in found)


def test_days_that_follow_one_another_do_not_make_one_long_event() -> None:
    days = [
        told(n, when=day(f"2031-05-{1 + n:02}", origin="publication"), actors=(REBELS,))
        for n in range(8)
    ]
    assert max(len(cluster) for cluster in clusters(days)) <= 2


def judgement(verdict: Any, one: Telling, other: Telling, minute: int = 0) -> Judgement:
    at = dt.datetime(2031, 5, 5, 9, minute, tzinfo=dt.UTC)
    return judged(
        Judgement(verdict=verdict, subject=one.claim.id, object=other.claim.id, by="Ada", at=at)
    )


def test_what_people_joined_or_parted_stays_so() -> None:
    one, like, unlike = told(1), told(2), told(3, when=day("2031-06-09"))
    assert clusters([one, like, unlike]) == {
        frozenset({one.claim.id, like.claim.id}),
        frozenset({unlike.claim.id}),
    }
    assert clusters([one, like], judgement("different", one, like)) == {
        frozenset({one.claim.id}),
        frozenset({like.claim.id}),
    }
    whole = clusters([one, like, unlike], judgement("same", unlike, one))
    assert any({one.claim.id, unlike.claim.id} <= cluster for cluster in whole)


CLAIMS: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    when=st.sampled_from(
        [day("2031-05-04"), day("2031-05-05"), day("2031-05-05", origin="publication"),
         day("2031-05-06", origin="publication")]
    ),
    killed=st.sampled_from([None, dead(2), dead(6), dead(20)]),
    mode=st.sampled_from([None, "heavy-weapons", "aerial"]),
    actors=st.sampled_from([(REBELS,), (ARMY,), ()]),
    where=st.just(TOWN),
)  # fmt: skip


@given(
    claims=st.lists(st.tuples(st.integers(0, 6), CLAIMS), min_size=1, max_size=12),
    pairs=st.lists(
        st.tuples(st.integers(0, 11), st.integers(0, 11), st.sampled_from(["same", "different"])),
        max_size=4,
    ),
    data=st.data(),
)
def test_clusters_do_not_depend_on_the_order_and_keep_to_their_component(
    claims: list[tuple[int, dict[str, Any]]], pairs: list[tuple[int, int, str]], data: st.DataObject
) -> None:
    tellings = list({(t := told(n, **fields)).claim.id: t for n, fields in claims}.values())
    made = [
        judgement(verdict, tellings[a], tellings[b], minute)
        for minute, (a, b, verdict) in enumerate(pairs)
        if a < len(tellings) and b < len(tellings) and a != b
    ]
    found = clusters(tellings, *made)
    assert clusters(data.draw(st.permutations(tellings)), *made) == found
    corrections = Corrections(made)
    alike = likeness(Matcher({t.claim.id: "t:1" for t in tellings}, side))
    parts = components(tellings, alike, corrections)
    assert found == {c for part in parts for c in clusters(part, *made)}
    ids = {t.claim.id: t for t in tellings}
    for cluster in found:
        for one in cluster:
            assert not corrections.differs(one, cluster - {one}) or corrections.same_as(one)
    # Nobody's judgement joins two claims that cannot be one event.
    if not made:
        for cluster in found:
            for one in cluster:
                assert all(alike.points(ids[one], ids[other]) > -12 for other in cluster)
