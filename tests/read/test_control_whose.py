"""From whom a place was taken, and whose a spokesman's "our hands" are."""

from __future__ import annotations

import datetime as dt

import pytest
from tests import making

from dateline.model import ControlClaim
from dateline.read import Reader

DAY = dt.date(1998, 9, 3)


def told(reader: Reader, text: str, change: str) -> list[ControlClaim]:
    claims = reader.read(making.report(text, published=DAY)).claims
    return [c for c in claims if isinstance(c, ControlClaim) and c.change == change]


@pytest.mark.parametrize(
    ("text", "holder", "loser"),
    [
        (
            (
                "The army abandoned Kabalo in Congo on Wednesday. The port of Matadi, which fell "
                "to the rebels on 13 August, was retaken by Angolan troops on 30 August."
            ),
            "Angolan troops",
            "rebels",
        ),
        (
            (
                "Government troops left Bria in the Central African Republic on Monday. Bambari, "
                "which fell to the rebels on 2 August, was retaken by Chadian soldiers on 20 "
                "August."
            ),
            "Chadian soldiers",
            "rebels",
        ),
    ],
    ids=["Matadi", "Bambari"],
)
def test_a_place_is_retaken_from_whoever_it_fell_to(
    reader: Reader, text: str, holder: str, loser: str
) -> None:
    [claim] = [
        c for c in told(reader, text, "gained") if c.holder is not None and c.holder.text == holder
    ]
    assert claim.from_ is not None
    assert claim.from_.text == loser


def test_foreign_troops_do_not_take_from_the_state_whose_rebels_are_told_of(
    reader: Reader,
) -> None:
    text = (
        "The Congolese army abandoned Kabalo to Congolese rebels on Wednesday. In the far west, "
        "Zimbabwean paratroopers recaptured the Inga dam on Sunday."
    )
    gains = [
        c
        for c in told(reader, text, "gained")
        if c.holder is not None and c.holder.text.startswith("Zimbabwean")
    ]
    assert gains
    assert all(c.from_ is None or c.from_.id != "cod.army" for c in gains)


def test_a_rebel_spokesmans_ground_is_the_rebels(reader: Reader) -> None:
    text = (
        "Congolese rebels advanced on Kalemie on Thursday. “Kabalo is in our hands,” Bizima "
        "Karaha, a rebel spokesman, told reporters in Goma."
    )
    held = [c for c in told(reader, text, "held") if c.where is not None]
    assert [(c.where and c.where.text, c.holder and c.holder.text) for c in held] == [
        ("Kabalo", "Congolese rebels")
    ]


def test_no_lake_is_held_for_its_towns_sake(reader: Reader) -> None:
    text = (
        "Kongolo, on the Lualaba, has been held by the rebels since late August. Moba, on Lake "
        "Tanganyika, is still in government hands."
    )
    assert {c.where.text for c in told(reader, text, "held") if c.where} == {"Kongolo", "Moba"}
