""" "The town" several paragraphs after its name; own dispatches."""

import datetime as dt

import pytest
from tests import making

from dateline.model import ControlClaim
from dateline.read import Reader

FILLING = "Aid groups called for access.\n\nMany were hurt, a doctor said.\n\n"


@pytest.mark.parametrize(
    ("lead", "place"),
    [
        ("GOMA, DR Congo (AFP) - M23 rebels attacked Sake on Monday, residents said.", "Sake"),
        ("The M23 rebels of DR Congo attacked Sake on Monday, residents said.", "Sake"),
        ("GOMA, DR Congo (AFP) - M23 rebels attacked a base on Monday, residents said.", None),
        ("M23 rebels of DR Congo attacked Sake.\n\nThe army repelled an attack on Minova.", None),
    ],
)
def test_the_town_of_the_lead_is_meant_while_no_other_could_be(
    reader: Reader, lead: str, place: str | None
) -> None:
    text = f"{lead}\n\n{FILLING}The rebels now hold most of the town, a resident said."
    report = making.report(text, published=dt.date(2025, 1, 28))
    held = [
        c.where.name
        for c in reader.read(report).claims
        if isinstance(c, ControlClaim) and c.change == "held" and c.where and "most" in _of(text, c)
    ]
    assert held == ([place] if place else [])


def _of(text: str, claim: ControlClaim) -> str:
    return text[slice(*claim.span)]
