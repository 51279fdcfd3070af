"""Numbers of people and things: bounds from the words, and what is counted, on a real parse."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.language import Reads, load
from dateline.read.quantities import find_quantities


@pytest.fixture(scope="module")
def parse() -> Reads:
    return load()


SENTENCES = [
    ("Bor, Nov. 29 - Four civilians were killed on Friday.", [(4, 4, "killed")]),
    ("Twenty-five people died.", [(25, 25, "killed")]),
    ("On May 5 at least thirty-one people were killed.", [(31, None, "killed")]),
    ("20 - 30 soldiers were killed.", [(20, 30, "killed")]),
    (
        "Strikes killed 12 people and wounded 30 others, including six children.",
        [(12, 12, "killed"), (30, 30, "injured"), (6, 6, "subset")],
    ),
    ("At least 26 fighters have died near the ford.", [(26, None, "killed")]),
    ("The death toll rose to 1,200.", [(1200, 1200, "killed")]),
    (
        "Between 10 and 15 people were killed; dozens were injured.",
        [(10, 15, "killed"), (12, None, "injured")],
    ),
    (
        "They took eight villages and two dozen towns.",
        [(8, 8, "settlements"), (24, 24, "settlements")],
    ),
    ("The blast left 12 people dead and 30 wounded.", [(12, 12, "killed"), (30, 30, "injured")]),
    ("Strikes on the column killed 30 of them.", [(30, 30, "killed")]),
    ("Strikes on 6 June killed 30 soldiers.", [(30, 30, "killed")]),
    ("A father of three was killed in the village.", []),
    ("Three soldiers were killed and five wounded.", [(3, 3, "killed"), (5, 5, "injured")]),
    ("Some 280,000 people were displaced, the UN said.", [(280_000, 280_000, "displaced")]),
    ("A car bomb killed seven.", [(7, 7, "killed")]),
    ("Rescuers counted 11 dead and 40 injured.", [(11, 11, "killed"), (40, 40, "injured")]),
    ("Eleven civilians, six of them children, died.", [(11, 11, "killed"), (6, 6, "subset")]),
    ("The explosion claimed the lives of nine policemen.", [(9, 9, "killed")]),
    ("Gunmen shot dead four farmers.", [(4, 4, "killed")]),
    ("Up to 40 tanks crossed the river.", [(None, 40, "vehicles")]),
    ("The army holds 80 per cent of the city.", [(80, 80, "percent")]),
    ("More than two hundred thousand people fled.", [(200_000, None, "people")]),
    ("Shells killed one hundred and twenty people.", [(120, 120, "killed")]),
    ("A hundred and five people were killed.", [(105, 105, "killed")]),
    ("Of the hundred and ten men, nine were killed.", [(110, 110, "people"), (9, 9, "killed")]),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[s[:40] for s, _ in SENTENCES])
def test_bounds_and_what_is_counted(parse: Reads, sentence: str, expected: list[Any]) -> None:
    found = [(q.low, q.high, q.of) for q in find_quantities(parse(sentence))]
    assert found == expected


@pytest.mark.parametrize(
    "sentence",
    ["It cost $12,000.", "Resolution 2254/15 passed.", "He came 3rd.", "At 10:30 they left."],
)
def test_what_is_no_count_is_left_alone(parse: Reads, sentence: str) -> None:
    assert find_quantities(parse(sentence)) == ()


@given(st.text("0123456789 ,.-–kiled atmosr", max_size=60))
def test_any_text_is_survived_and_spans_hold(parse: Reads, text: str) -> None:
    for mention in find_quantities(parse(text)):
        start, end = mention.span
        assert text[start:end] == mention.text
        assert mention.best is not None
