"""When what is told without a verb was: by the date beside it, else by the day of printing."""

from __future__ import annotations

import pytest

import dateline
from dateline.model import ControlClaim


@pytest.mark.parametrize(
    ("text", "day", "origin"),
    [
        ("Monguno: retaken by Nigerian troops on 16 Feb.", "2015-02-16", "stated"),
        ("Gamboru: Chadian forces in control since 3 Feb.", "2015-02-20", "publication"),
        ("Bama, Gwoza and Dikwa: still under Boko Haram.", "2015-02-20", "publication"),
    ],
)
def test_a_bulletins_line_has_a_day(text: str, day: str, origin: str) -> None:
    claims = [
        c for c in dateline.read(text, published="2015-02-20").claims if isinstance(c, ControlClaim)
    ]
    assert claims
    for claim in claims:
        assert claim.when is not None
        assert (str(claim.when.start), claim.when.origin) == (day, origin)


@pytest.mark.parametrize(
    "text",
    [
        "Kitchanga, taken by the rebels last year, remains under their control.",
        "Sirte, overrun by Islamic State in 2015, is held by the Libyan army.",
    ],
)
def test_the_date_of_what_is_told_beside_it_is_not_that_of_a_holding(text: str) -> None:
    claims = dateline.read(text, published="2018-01-12").claims
    held = [c for c in claims if isinstance(c, ControlClaim) and c.change == "held"]
    assert [str(c.when.start) for c in held if c.when] == ["2018-01-12"]
