"""Who holds nothing by being somewhere, and what a sentence leaves out, opens with or dates."""

from __future__ import annotations

import pytest
from tests import making

from dateline.model import ControlClaim
from dateline.read import Reader


def told(reader: Reader, text: str) -> list[tuple[str, str | None]]:
    """Return change and place of each claim of control, in the order of the text."""
    claims = reader.read(making.report(text)).claims
    return [
        (c.change, c.where.text if c.where else None) for c in claims if isinstance(c, ControlClaim)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The rebel movement's leader, John Garang, was in Cairo on Friday.",
        "Rebel leader Abdul Karim was in Doha for talks.",
        "The rebels' commander, Colonel Musa Kata, is in Bunia.",
        "Convoys of buses were now making for Gedaref.",
        "A column of refugees was making for Goma.",
        "Haouch Gros had been abandoned by the population in the autumn.",
        "Some 300 Tamils marched in Toronto to demand a ceasefire.",
        "Hundreds of Rohingya marched in Cox's Bazar on Sunday.",
    ],
)
def test_one_man_a_bus_and_a_population_have_no_ground(reader: Reader, text: str) -> None:
    assert told(reader, text) == []


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Rebels are in Bunia.", [("held", "Bunia")]),
        ("Rebel columns marched on Goma.", [("advanced_toward", "Goma")]),
        ("A column of tanks was making for Goma.", [("advanced_toward", "Goma")]),
        ("The army has retaken Homs but not Rastan.", [("gained", "Homs")]),
        ("Rebels gained control of Timbuktu on Monday.", [("gained", "Timbuktu")]),
        ("Troops took control of Homs on Friday.", [("gained", "Homs")]),
        (
            "In Hasakah, on June 25, Daesh got into Nashwa and Ghweiran.",
            [("gained", "Ghweiran"), ("gained", "Nashwa")],
        ),
        ("In Goma, M23 rebels entered the airport.", [("gained", "airport")]),
    ],
)
def test_what_is_told_and_no_more(reader: Reader, text: str, claims: list[tuple[str, str]]) -> None:
    assert sorted(told(reader, text)) == claims


def test_an_exception_beside_a_place_takes_nothing_off_it(reader: Reader) -> None:
    (claim,) = reader.read(making.report("The army has retaken Homs but not Rastan.")).claims[:1]
    assert isinstance(claim, ControlClaim)
    assert claim.extent == "whole"


@pytest.mark.parametrize(
    ("text", "change", "holder"),
    [
        ("Lashio, on the road to Hsipaw, is no longer the junta's.", "lost", "junta"),
        ("Goma is still the rebels'.", "held", "rebels"),
        ("Rastan, a town near Homs, is not the rebels' any more.", "lost", "rebels"),
    ],
)
def test_when_and_whether_is_no_part_of_a_holders_name(
    reader: Reader, text: str, change: str, holder: str
) -> None:
    (claim,) = (c for c in reader.read(making.report(text)).claims if isinstance(c, ControlClaim))
    assert claim.holder is not None
    assert (claim.change, claim.holder.text) == (change, holder)


def test_a_later_clause_keeps_its_places(reader: Reader) -> None:
    text = (
        "Mutinous soldiers held State House and the radio station on Tuesday, while Nigerian troops"
        " kept hold of Lungi airport across the estuary and of the Mammy Yoko hotel, where some 200"
        " foreigners are waiting."
    )
    claims = [c for c in reader.read(making.report(text)).claims if isinstance(c, ControlClaim)]
    whose = {c.holder.text for c in claims if c.holder and c.where and "Yoko" in c.where.text}
    assert whose == {"Nigerian troops"}
    mutineers = [c.holder for c in claims if c.holder and "soldiers" in c.holder.text]
    assert mutineers
    assert not any(holder.id for holder in mutineers)
