from __future__ import annotations

import datetime as dt
from typing import Any

from msgspec.structs import replace
from tests.making import ARMY, OBSERVER, REBELS, TOWN, VILLAGE, control, day, reading

from dateline.model import ActorRef, ControlClaim, Holding, Reading, When
from dateline.weigh import weigh

OUTLETS = ("Northern Star", "Delta Post", "Hill Radio", "Coast Gazette")


def told(on: str, number: int = 0, **fields: Any) -> Reading:
    """A report of an outlet of its own with one control claim of a day."""
    text = f"{OUTLETS[number]} of {on} has it that rebels captured Aldbury, {fields}."
    claim = control(text, "captured Aldbury", when=day(on), **fields)
    published = dt.date.fromisoformat(on)
    return reading(text, claim, publisher=OUTLETS[number], published=published)


def holdings(*readings: Reading) -> list[Holding]:
    pairs = [(r.report, r.claims) for r in readings]
    return [f for f in weigh(pairs) if isinstance(f, Holding)]


def rows(found: list[Holding]) -> list[tuple[str | None, str, str, str | None]]:
    return [
        (
            h.holder.id if h.holder else None,
            h.status,
            str(h.from_day),
            str(h.to_day) if h.to_day else None,
        )
        for h in found
    ]


def test_a_capture_tells_the_day_before_too() -> None:
    found = holdings(told("2031-05-04", from_=ARMY))
    assert rows(found) == [
        ("nor.gov", "probable", "2031-04-03", "2031-05-03"),
        ("nor.front", "held", "2031-05-04", None),
    ]
    assert found[1].claims == found[0].claims
    assert found[1].probability > 0.8


def test_what_was_last_known_goes_on_until_something_else_is_told() -> None:
    found = holdings(
        told("2031-05-04", from_=ARMY),
        told("2031-06-20", 1, holder=ARMY, from_=REBELS),
    )
    assert rows(found)[1:] == [
        ("nor.front", "held", "2031-05-04", "2031-06-19"),
        ("nor.gov", "held", "2031-06-20", None),
    ]


def test_a_party_on_its_own_success_is_only_a_claim_until_nobody_has_disputed_it_for_days() -> None:
    boast = told("2031-05-04", from_=ARMY, status="claimed", claimed_by=REBELS)
    found = holdings(boast)
    assert rows(found)[-2:] == [
        ("nor.front", "claimed", "2031-05-04", "2031-05-06"),
        ("nor.front", "probable", "2031-05-07", None),
    ]
    assert found[-1].probability == found[-2].probability
    assert found[-1].claims == found[-2].claims == (boast.claims[0].id,)
    denial = told("2031-05-05", 1, from_=ARMY, status="denied", claimed_by=ARMY)
    assert "probable" not in {h.status for h in holdings(boast, denial) if h.holder == REBELS_NAMED}


def test_who_is_attacked_holds_the_place_still_where_nothing_more_is_told() -> None:
    held = told("2031-05-04", change="held", holder=ARMY)
    found = holdings(held, told("2031-05-06", 1, change="contested", holder=REBELS))
    assert rows(found)[1:] == [
        (None, "contested", "2031-05-06", "2031-05-08"),
        ("nor.gov", "probable", "2031-05-09", None),
    ]
    # An attack that is told of again and again does not make the attacker any likelier.
    days = [f"2031-05-{n:02}" for n in range(6, 20, 2)]
    again = [told(on, 1, change="contested", holder=REBELS) for on in days]
    assert rows(holdings(held, *again))[-1] == ("nor.gov", "probable", "2031-05-21", None)


def test_who_came_in_is_not_said_to_have_been_thrown_out_when_the_press_falls_silent() -> None:
    found = holdings(
        told("2031-05-04", change="held", holder=ARMY),
        told("2031-05-06", 1, from_=ARMY, extent="part"),
        told("2031-05-06", 2, from_=ARMY, extent="part", status="claimed", claimed_by=OBSERVER),
    )
    assert rows(found)[-2] == (None, "contested", "2031-05-06", "2031-05-08")
    assert rows(found)[-1] == ("nor.front", "probable", "2031-05-09", None)


def test_who_says_that_a_place_is_held_says_that_the_fight_is_over() -> None:
    found = holdings(
        told("2031-05-04", change="contested", holder=REBELS),
        told("2031-05-04", 1, change="contested", holder=REBELS),
        told("2031-05-05", 2, change="held", holder=ARMY),
        told("2031-05-09", 3, change="contested", holder=REBELS),
    )
    assert [row[1] for row in rows(found)] == ["contested", "held", "contested", "probable"]


def test_a_fight_of_which_only_a_party_tells_weighs_little() -> None:
    by_the_siegers: dict[str, Any] = {"status": "claimed", "claimed_by": REBELS}
    surrounded = told("2031-05-04", change="contested", holder=None, **by_the_siegers)
    held = told("2031-05-05", 1, change="held", holder=ARMY)
    assert "contested" not in {h.status for h in holdings(surrounded, held)}


def test_a_retreat_ends_the_fight() -> None:
    found = holdings(
        told("2031-05-04", change="contested", holder=REBELS),
        told("2031-05-06", 1, change="lost", holder=REBELS),
        told("2031-05-12", 2, change="held", holder=ARMY),
    )
    assert [row[1] for row in rows(found)][-1] == "held"
    assert not [row for row in rows(found) if row[1] == "contested" and row[2] >= "2031-05-06"]


def test_a_party_on_its_own_loss_is_believed() -> None:
    loss = told("2031-05-04", from_=ARMY, status="claimed", claimed_by=ARMY)
    [*_, last] = holdings(loss)
    assert (last.holder, last.status) == (REBELS_NAMED, "held")


def test_a_neutral_word_outweighs_a_partys_own() -> None:
    boast = told("2031-05-04", from_=ARMY, status="claimed", claimed_by=REBELS)
    seen = told("2031-05-04", 1, change="held", holder=ARMY, status="claimed", claimed_by=OBSERVER)
    [*_, last] = holdings(boast, seen)
    assert (last.holder or REBELS).id == "nor.gov"
    assert set(last.against) & {boast.claims[0].id}


def test_a_boast_and_its_denial_settle_nothing() -> None:
    boast = told("2031-05-04", from_=ARMY, status="claimed", claimed_by=REBELS)
    denial = told("2031-05-04", 1, from_=ARMY, status="denied", claimed_by=ARMY)
    [*_, last] = holdings(boast, denial)
    assert last.status not in ("held", "probable")


def test_a_denial_counts_less_once_others_tell_the_change_the_day_after() -> None:
    """A report of the next day ("on Sunday") knows more than who denied it that evening."""
    denial = told("2031-05-04", 1, from_=ARMY, status="denied", claimed_by=ARMY)
    seen: dict[str, Any] = {"from_": ARMY, "status": "claimed", "claimed_by": OBSERVER}
    same = told("2031-05-04", 2, **seen)
    later = reading(
        same.report.text,
        *same.claims,
        publisher=OUTLETS[2],
        published=dt.date(2031, 5, 5),
    )
    [*_, that_day] = holdings(denial, same)
    [*_, day_after] = holdings(denial, later)
    assert (that_day.holder or REBELS).id == "nor.gov"
    assert (day_after.holder or ARMY).id == "nor.front"


def test_fighting_inside_is_contested_and_fades_into_what_was_known_before() -> None:
    monitored: dict[str, Any] = {"status": "claimed", "claimed_by": OBSERVER}
    before = told("2031-05-04", change="held", holder=ARMY)
    again = told("2031-05-04", 2, change="held", holder=ARMY, **monitored)
    fought = [
        told("2031-05-06", number, change="contested", holder=REBELS, **who)
        for number, who in ((1, {}), (3, monitored))
    ]
    found = holdings(before, again, *fought)
    assert rows(found)[-2] == (None, "contested", "2031-05-06", "2031-05-08")
    assert rows(found)[-1] == ("nor.gov", "probable", "2031-05-09", None)
    assert found[-1].claims == tuple(sorted((before.claims[0].id, again.claims[0].id)))
    assert found[-1].probability < found[0].probability


def test_a_place_was_its_losers_before_the_day_on_which_it_is_lost() -> None:
    lost = told("2031-05-20", from_=ARMY)
    first, *_ = holdings(lost)
    assert (first.holder or REBELS).id == "nor.gov"
    assert (first.from_day, first.to_day) == (dt.date(2031, 4, 19), dt.date(2031, 5, 19))
    assert first.told == first.to_day
    assert first.claims == (lost.claims[0].id,)
    # What is told of an earlier day is told; nothing is put before it.
    known = told("2031-05-18", 1, change="held", holder=ARMY)
    assert holdings(known, lost)[0].from_day == dt.date(2031, 5, 18)


def test_plans_history_and_what_is_supposed_say_nothing() -> None:
    for status in ("planned", "hypothetical", "historical"):
        assert holdings(told("2031-05-04", status=status)) == []


def test_a_loss_without_a_winner_leaves_the_holder_unknown() -> None:
    found = holdings(told("2031-05-04", change="lost", holder=ARMY))
    assert rows(found) == [
        ("nor.gov", "probable", "2031-04-03", "2031-05-03"),
        (None, "unknown", "2031-05-04", None),
    ]


def test_a_loss_told_of_two_days_does_not_unsettle_who_came_in() -> None:
    two_days = When(
        start=dt.date(2031, 5, 4), end=dt.date(2031, 5, 5), precision="day", origin="stated"
    )
    text = "Rebels captured Aldbury; the army left it within two days."
    read = reading(
        text,
        control(text, "captured Aldbury", from_=ARMY),
        control(text, "the army left it", change="lost", holder=ARMY, when=two_days),
    )
    assert rows(holdings(read))[-1] == ("nor.front", "held", "2031-05-04", None)


def test_reprints_count_once() -> None:
    claim: dict[str, Any] = {"from_": ARMY, "status": "claimed", "claimed_by": OBSERVER}
    once = holdings(told("2031-05-04", **claim))[-1]
    twice = holdings(told("2031-05-04", **claim), told("2031-05-04", 1, **claim))[-1]
    assert twice.probability == once.probability
    assert (len(once.claims), len(twice.claims)) == (1, 2)
    assert twice.lineages == 1


def test_of_two_changes_on_one_day_the_later_told_holds() -> None:
    text = "Rebels captured Aldbury at dawn. Hours later the army recaptured Aldbury."
    read = reading(
        text,
        control(text, "captured Aldbury at dawn", from_=ARMY),
        control(text, "recaptured Aldbury", holder=ARMY, from_=REBELS),
    )
    [*_, last] = holdings(read)
    assert (last.holder or REBELS).id == "nor.gov"


def test_a_part_taken_leaves_the_place_contested_or_unsure() -> None:
    found = holdings(
        told("2031-05-03", change="held", holder=ARMY), told("2031-05-04", 1, extent="part")
    )
    assert not any(h.status == "held" and h.holder == REBELS_NAMED for h in found)


def test_places_do_not_mix() -> None:
    found = holdings(told("2031-05-04"), told("2031-05-04", 1, where=VILLAGE, holder=ARMY))
    last = {h.place.id: h.holder.id for h in found if h.holder and h.to_day is None}
    assert last == {TOWN.id: "nor.front", VILLAGE.id: "nor.gov"}


def test_a_claim_without_day_or_holder_does_no_harm() -> None:
    text = "Rebels captured Aldbury."
    claim: ControlClaim = control(text, "captured Aldbury", when=None, holder=None)
    assert holdings(reading(text, claim, published=None)) == []


def test_arms_of_a_state_are_its_government_and_who_has_no_name_weighs_little() -> None:
    police = replace(ARMY, text="police", name="Northern police", id="nor.police")
    [*_, last] = holdings(
        told("2031-05-04", holder=police, change="held"),
        told("2031-05-06", 1, holder=ARMY, change="held"),
    )
    assert (last.holder or REBELS).id == "nor.gov"
    men = ActorRef(text="his men")
    [named] = holdings(told("2031-05-04", change="held"))
    [nameless] = holdings(told("2031-05-04", change="held", holder=men))
    assert nameless.probability < named.probability


REBELS_NAMED = holdings(told("2031-05-04", from_=ARMY))[-1].holder


def test_what_lies_somewhere_by_a_town_has_not_its_point() -> None:
    base = replace(TOWN, text="base near Aldbury", name=None, id=None, precision="near")
    [*_, held] = holdings(told("2031-05-04", where=base))
    assert (held.place.text, held.place.lat) == ("base near Aldbury", None)
    [*_, town] = holdings(told("2031-05-04"))
    assert town.place.lat == TOWN.lat
