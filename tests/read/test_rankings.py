"""Nouns that rank what was told are no further event, and what they rank since dates nothing."""

from __future__ import annotations

import pytest
from tests.read.test_diplomacy import events

from dateline.read import Reader


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot dead four policemen in Karachi, the third such attack this week.",
        "Jets hit a school in Saada, killing nine, in one of the heaviest raids there since March.",
        "A rocket killed two girls in Sderot, the first deadly attack on the town in a year.",
        "Militants killed 41 people near Arbinda, the latest attack on civilians in the north.",
        "Troops shelled Hodeida on Saturday in the first fighting there since December 2018.",
        (
            "A car bomb killed nine people in Mogadishu on Friday in what police called the worst "
            "bombing in the capital this year."
        ),
        "Bombers killed 30 people in Maiduguri. It was the worst attack in the city since June.",
    ],
)
def test_a_rank_is_no_further_event(reader: Reader, text: str) -> None:
    told = events(reader, text, "ASSAULT")
    assert [e.status for e in told] == ["asserted"]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Rebels shelled Nyala at dawn and a second attack killed three farmers in Kass.", 2),
        ("Gunmen killed two farmers in Gubio, and in Magumeri the latest attack killed nine.", 2),
    ],
)
def test_a_further_attack_is_one(reader: Reader, text: str, times: int) -> None:
    assert len(events(reader, text, "ASSAULT")) == times


def test_how_somebody_died_is_kept(reader: Reader) -> None:
    text = "Four children were killed in the heaviest shelling of Homs since the truce."
    assert [e.mode for e in events(reader, text, "ASSAULT")] == ["heavy-weapons"]


@pytest.mark.parametrize(
    "text",
    [
        "A gendarme who fled to Djibo said the attackers came on motorbikes.",
        "A wounded rebel who fled from Rutshuru was arrested in Goma.",
    ],
)
def test_one_man_who_got_away_is_no_withdrawal(reader: Reader, text: str) -> None:
    assert not events(reader, text, "RETREAT")


def test_men_who_flee_withdraw(reader: Reader) -> None:
    assert events(reader, "Three policemen fled the post at Kaya.", "RETREAT")
