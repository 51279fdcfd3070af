"""A land that says whose a base is ("the Puntland army's base") is not what was taken."""

import datetime as dt

import pytest
from tests import making

from dateline.model import ControlClaim
from dateline.read import Reader


@pytest.mark.parametrize(
    ("text", "land"),
    [
        ("Militia overran the Somaliland army's bases at Gooja Cade on Friday.", "Somaliland"),
        ("Fighters seized the Puntland forces' base in Galkayo.", "Puntland"),
        ("Fighters seized a Puntland army base.", "Puntland"),
        ("Rebels captured the Kordofan militia's camps at Dilling and Kadugli.", "Kordofan"),
    ],
)
def test_whose_a_base_is_was_not_taken(reader: Reader, text: str, land: str) -> None:
    claims = reader.read(making.report(text, published=dt.date(2023, 8, 26))).claims
    told = [c.where.text for c in claims if isinstance(c, ControlClaim) and c.where is not None]
    assert land not in told


def test_a_province_that_is_taken_is_told(reader: Reader) -> None:
    text = "Rebels captured the towns of Kunduz province."
    claims = reader.read(making.report(text, published=dt.date(2023, 8, 26))).claims
    told = [c.where.text for c in claims if isinstance(c, ControlClaim) and c.where is not None]
    assert any("Kunduz" in name for name in told)
