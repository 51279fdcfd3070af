"""How wires of many countries put it: partisan words for the dead, places run into the doers."""

from __future__ import annotations

import datetime as dt

import pytest
from tests import making

from dateline.model import ControlClaim, EventClaim
from dateline.read import Reader

DAY = dt.date(2025, 1, 22)


def events(reader: Reader, text: str, event: str) -> list[EventClaim]:
    report = making.report(text, published=DAY)
    return [c for c in reader.read(report).claims if isinstance(c, EventClaim) and c.event == event]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Fifteen Khwarij were killed in two operations in Khyber Pakhtunkhwa.", 15),
        ("Seven more were killed in an engagement in Spinwam.", 7),
        ("Troops sent eight terrorists to hell in Spinwam.", 8),
        ("Two soldiers embraced martyrdom in Miranshah.", 2),
    ],
)
def test_the_dead_of_partisan_words_are_counted(reader: Reader, text: str, killed: int) -> None:
    told = events(reader, text, "ASSAULT")
    assert [c.killed.best for c in told if c.killed] == [killed]


def test_a_word_of_one_side_names_a_party_neutrally(reader: Reader) -> None:
    told = events(reader, "Fifteen Khwarij were killed in Bannu.", "ASSAULT")[0]
    assert {r.id for r in told.recipients} == {"pak.ttp"}


@pytest.mark.parametrize(
    ("text", "place", "actor"),
    [
        ("In Yerevan protesters blocked streets.", "Yerevan", "protesters"),
        ("In Homs security forces arrested six men.", "Homs", "security forces"),
        ("In Bannu gunmen shot two policemen.", "Bannu", "gunmen"),
    ],
)
def test_a_place_before_the_doers_is_where_not_who(
    reader: Reader, text: str, place: str, actor: str
) -> None:
    found = [
        c
        for c in reader.read(making.report(text, published=DAY)).claims
        if isinstance(c, EventClaim)
    ]
    assert found
    for told in found:
        assert told.where is not None
        assert told.where.text == place
        assert [a.text.removeprefix(f"{place} ") for a in told.actors] == [actor]


def test_a_known_short_name_inside_another_name_is_somebody_else(reader: Reader) -> None:
    told = events(reader, "Naik Mujahid Khan embraced martyrdom in Tank.", "ASSAULT")[0]
    assert not any(r.id for r in told.recipients)


def test_a_town_called_like_a_weapon_is_none(reader: Reader) -> None:
    told = events(reader, "Twelve others were wounded in Tank.", "ASSAULT")[0]
    assert told.mode is None
    assert told.where is not None
    assert told.where.text == "Tank"


def test_what_a_minister_said_goes_on_over_paragraphs(reader: Reader) -> None:
    text = (
        "Lord Collins of Highbury said:\n\nI am horrified by reports that the Rapid Support "
        "Forces shelled the Abu Shouk camp on Tuesday.\n\nI call on both parties to return to the "
        "negotiating table.\n\nThe UK has today announced a further £15 million for food. Last "
        "week we sanctioned three companies."
    )
    asked = events(reader, text, "REQUEST")[0]
    assert asked.status == "claimed"
    assert events(reader, text, "AGREE")
    assert events(reader, text, "SANCTION")[0].status == "claimed"


def test_a_breakaway_region_s_authorities_are_not_the_state_s(reader: Reader) -> None:
    report = making.report(
        "The authorities of Nagorno-Karabakh accepted a proposal to cease fire on Wednesday.",
        published=dt.date(2023, 9, 20),
    )
    actors = {
        a.id for c in reader.read(report).claims if isinstance(c, EventClaim) for a in c.actors
    }
    assert actors == {"aze.artsakh"}


def test_where_talks_are_still_to_be_held_nothing_has_happened(reader: Reader) -> None:
    text = (
        "STEPANAKERT - Talks will be held in Yevlakh on Thursday. At least 32 people were killed "
        "in the shelling, the ombudsman said."
    )
    told = [c for c in events(reader, text, "ASSAULT") if c.where]
    assert all(c.where.text != "Yevlakh" for c in told if c.where)


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        ("The rebels took parts of Malakal.", "part"),
        ("The rebels have taken the northern part of Malakal.", "part"),
        ("The rebels seized several neighbourhoods in Malakal.", "part"),
        ("The rebels partly control Malakal.", "part"),
        ("Malakal is partly under rebel control.", "part"),
        ("Malakal is mostly under rebel control.", "most"),
        ("The army largely controls Malakal.", "most"),
        ("The army took Malakal.", "whole"),
    ],
)
def test_how_much_of_a_town(reader: Reader, text: str, extent: str) -> None:
    found = [
        c
        for c in reader.read(making.report(text, published=DAY)).claims
        if isinstance(c, ControlClaim)
    ]
    assert [c.extent for c in found] == [extent]
