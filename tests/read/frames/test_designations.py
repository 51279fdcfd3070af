"""Weapons by their makers' codes."""

from __future__ import annotations

import pytest
from tests import making

from dateline.model import EventClaim
from dateline.read import StandardReader
from dateline.read.frames.designations import designated
from dateline.read.tokens import read_tokens


@pytest.mark.parametrize(
    ("text", "word", "sort"),
    [
        ("Two F-111s struck Tripoli.", "F", "jet"),
        ("Two F-111s struck Tripoli.", "111s", "jet"),
        ("An Mi-24MV fired on the column.", "Mi", "helicopter"),
        ("Fourteen T-55s rolled into Jijiga.", "55s", "tank"),
        ("The BM-21 fell silent.", "BM", "rocket launcher"),
        ("A TB2 was seen over Afrin.", "TB2", "drone"),
        ("An M-46 stood on the ridge.", "M", "howitzer"),
        ("They cut the M-4 highway at Saraqib.", "M", None),
        ("Rebels took the T-4 pumping station.", "T", None),
        ("Some 300 soldiers of Battalion 23 fled.", "300", None),
        ("The 12-day siege was lifted.", "12", None),
        ("The G-20 met in Bali.", "G", None),
    ],
)
def test_codes_are_told_from_roads_and_numbers(
    reader: StandardReader, text: str, word: str, sort: str | None
) -> None:
    doc = next(iter(reader.knowledge.language.pipe([text])))
    tokens = read_tokens(doc)
    token = next(t.i for t in doc if t.text == word)
    assert designated(tokens, text, token) == sort


@pytest.mark.parametrize(
    ("text", "mode", "where"),
    [
        ("Two F-111s struck Benghazi before dawn.", "aerial", "Benghazi"),
        ("Fourteen T-55s shelled the suburb of Jijiga.", "heavy-weapons", "Jijiga"),
        ("Jets struck a resort near Kharkiv.", "aerial", "Kharkiv"),
        ("Rebels torched a cinema in Bambari.", "destroy", "Bambari"),
        ("Two barges were sunk at Massawa.", "heavy-weapons", "Massawa"),
    ],
)
def test_what_strikes_and_what_is_struck_is_known_by_its_word(
    reader: StandardReader, text: str, mode: str, where: str
) -> None:
    claims = [c for c in reader.read(making.report(text)).claims if isinstance(c, EventClaim)]
    assert [(c.event, c.mode, c.where and c.where.text) for c in claims] == [
        ("ASSAULT", mode, where)
    ]
