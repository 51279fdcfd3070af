"""Movements with both ends: told by their own clause, and by nothing else; own sentences."""

import datetime as dt

import pytest
from tests import making

from dateline.model import ControlClaim, EventClaim
from dateline.read import Reader


def ends(reader: Reader, text: str) -> set[tuple[str, str]]:
    """Return the ends of all movements that a text tells."""
    read = reader.read(making.report(text, published=dt.date(2024, 12, 2)))
    return {
        (claim.origin.text, claim.destination.text)
        for claim in read.claims
        if isinstance(claim, EventClaim | ControlClaim) and claim.origin and claim.destination
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebel fighters advanced from Homs toward Damascus on Sunday.", ("Homs", "Damascus")),
        ("The army withdrew its forces from Kherson to Mykolaiv.", ("Kherson", "Mykolaiv")),
        ("Government troops retreated from Hama to Homs.", ("Hama", "Homs")),
        (
            "The withdrawal of Russian troops from Kharkiv to Belgorod was completed on Sunday.",
            ("Kharkiv", "Belgorod"),
        ),
        (
            "Police evacuated residents from Rafah to Khan Younis on Monday.",
            ("Rafah", "Khan Younis"),
        ),
    ],
)
def test_both_ends_are_told(reader: Reader, text: str, told: tuple[str, str]) -> None:
    assert ends(reader, text) == {told}


@pytest.mark.parametrize(
    "text",
    [
        "Troops pulled back from Bakhmut.",  # one end
        "Air strikes hit the road from Aleppo to Damascus on Friday.",  # a road, no movement
        "Clashes spread from Khartoum to Wad Madani on Friday.",  # nobody moved
        "Soldiers moved from Mekelle to Adigrat and Axum on Friday.",  # two ways
        "The army withdrew from Somalia to Kenya on Friday.",  # countries are no ends of a line
        "Rebels captured Hama on Friday after advancing from Aleppo.",
    ],
)
def test_nothing_else_is_a_movement(reader: Reader, text: str) -> None:
    assert ends(reader, text) == set()
