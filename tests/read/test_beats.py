"""Whose police and guards act, and where: the town where people march, not what they march for."""

from __future__ import annotations

import pytest
from tests.read.test_diplomacy import events

from dateline.model import EventClaim
from dateline.read import Reader


def _whose(told: EventClaim) -> str | None:
    (actor,) = told.actors
    return actor.id


@pytest.mark.parametrize(
    ("text", "police", "place"),
    [
        (
            "Thousands of Tamils marched in London over the war in Sri Lanka. Police held eight.",
            "gbr.police",
            "London",
        ),
        (
            "Sudanese marched in Cairo against the killings in Darfur. Police arrested dozens.",
            "egy.police",
            "Cairo",
        ),
        ("Exiles from Syria rallied in London, where police arrested three.", "gbr.police",
         "London"),
        ("Gunmen killed five people in Aleppo, Syria. Police arrested two men.", "syr.police",
         "Aleppo"),
    ],
)  # fmt: skip
def test_police_are_those_of_the_capital_where_they_act(
    reader: Reader, text: str, police: str, place: str
) -> None:
    told = events(reader, text, "COERCE")[0]
    assert _whose(told) == police
    assert told.where is not None
    assert told.where.text == place


@pytest.mark.parametrize(
    "text",
    [
        "In Aden, the security committee loyal to the president closed the airport on Monday.",
        "Guards in Sanaa arrested two men at the palace gate.",
    ],
)
def test_guards_are_no_country_s_police(reader: Reader, text: str) -> None:
    assert _whose(events(reader, text, "COERCE")[0]) is None


def test_guards_who_were_fought_and_counted_are_told_once(reader: Reader) -> None:
    text = "Houthi gunmen fought guards at the palace in Sanaa. Two guards were killed."
    told = events(reader, text, "ASSAULT")[0]
    assert [ref.text.lower() for ref in told.recipients if "guards" in ref.text.lower()] == [
        "guards"
    ]
