"""Two speakers' numbers of dead stand side by side as a doubt; a denial names what it denies."""

from __future__ import annotations

import pytest
from tests import making

from dateline.model import Reading, StatementClaim
from dateline.read import StandardReader, open_reader


@pytest.fixture(scope="module")
def reader() -> StandardReader:
    return open_reader()


def read(reader: StandardReader, text: str) -> Reading:
    return reader.read(making.report(text, published=None, published_origin="unknown"))


@pytest.mark.parametrize(
    "text",
    [
        "The Health Ministry put the dead at 54. A doctor said 61 people had been killed.",
        "The ministry put the dead at 12, while a doctor in Kunduz said he had counted 30 bodies.",
        "At least 45 people were killed, a rights group said; the junta put the toll at nine.",
        "Nine people died, according to the police. The opposition said 30 had been killed.",
    ],
)
def test_numbers_that_cannot_both_hold_are_a_doubt(reader: StandardReader, text: str) -> None:
    found = read(reader, text)
    (doubt,) = [d for d in found.doubts if d.kind == "tolls_differ"]
    said = {c.id for c in found.claims if isinstance(c, StatementClaim)}
    assert len(doubt.claims) == 2
    assert set(doubt.claims) <= said


@pytest.mark.parametrize(
    "text",
    [
        # own losses and the enemy's
        "Israel said 20 fighters had been killed. Hezbollah said it had lost three men.",
        # a bound that the other number keeps to
        "At least nine people were killed, the mayor said. The police said 11 people had died.",
        # another place, another day
        "A mayor said nine people had died in Kharkiv. A doctor said 12 people had died in Sumy.",
        # another paragraph
        "The mayor said nine people had been killed.\n\nThe police said 12 people had died.",
        # one speaker's two numbers
        "The mayor said nine people had been killed. He said 12 people had been killed.",
    ],
)
def test_numbers_that_may_both_hold_are_none(reader: StandardReader, text: str) -> None:
    assert not [d for d in read(reader, text).doubts if d.kind == "tolls_differ"]


def test_a_denial_names_itself_and_what_it_denies(reader: StandardReader) -> None:
    found = read(
        reader,
        "The rebels said the airfield at Hodeida had fallen. "
        "The ministry denied that the airfield at Hodeida had fallen.",
    )
    (doubt,) = [d for d in found.doubts if d.kind == "denied"]
    content = {c.id: c.content for c in found.claims if isinstance(c, StatementClaim)}
    assert sorted(content[i] for i in doubt.claims if i in content) == [
        "that the airfield at Hodeida had fallen",
        "the airfield at Hodeida had fallen",
    ]
