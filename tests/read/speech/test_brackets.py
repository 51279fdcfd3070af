"""Who speaks behind an aside in brackets, however a parser hangs it."""

import datetime as dt

import pytest
from tests import making

from dateline.model import StatementClaim
from dateline.read import Reader


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            (
                "In government-controlled Svitlodarsk (57km north-east of Donetsk) the commander of"
                " a battalion said that his men had pulled out of Debaltseve."
            ),
            "the commander of a battalion",
        ),
        (
            (
                "At the hospital in Aweil (capital of Northern Bahr el Ghazal) a doctor said that"
                " five boys had died."
            ),
            "doctor",
        ),
        (
            (
                "In Sakhanka (rebel-controlled, 24km east of Mariupol) a woman said that her house"
                " had burned."
            ),
            "woman",
        ),
    ],
)
def test_an_aside_is_no_part_of_the_speaker(reader: Reader, text: str, speaker: str) -> None:
    claims = reader.read(making.report(text, published=dt.date(2015, 2, 21))).claims
    (said,) = [c for c in claims if isinstance(c, StatementClaim)]
    assert said.speaker is not None
    assert ")" not in said.speaker.text
    assert speaker.removeprefix("the ") in said.speaker.text
