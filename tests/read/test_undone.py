"""What is near, wanted, feared, denied or said of other things changes no control."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests import making

from dateline.model import ControlClaim
from dateline.read import Reader

DAY = dt.date(2025, 1, 22)
SENTENCES = [
    line
    for line in Path(__file__).with_name("undone.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
SIDES = (
    ("M23", "Goma"),
    ("The militants", "Kidal"),
    ("The rebels", "Sirte"),
)


def test_there_are_many() -> None:
    assert len(SENTENCES) >= 200


@pytest.mark.parametrize(("side", "place"), SIDES)
def test_nothing_is_told_to_have_changed_hands(reader: Reader, side: str, place: str) -> None:
    found = []
    for sentence in SENTENCES:
        text = sentence.replace("M23", side).replace("Goma", place)
        text = text[0].upper() + text[1:]
        found += [
            (text, claim.change)
            for claim in reader.read(making.report(text, published=DAY)).claims
            if isinstance(claim, ControlClaim)
            and claim.status in {"asserted", "claimed"}
            and claim.change != "advanced_toward"
        ]
    assert not found
