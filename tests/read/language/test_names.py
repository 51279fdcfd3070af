"""Name tags become spans that are well formed and agree within a text."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dateline.read.language.names import NameDecoder, agreed, merged, spread, whole

TAGS = ["O", "B-LOC", "I-LOC", "B-PER", "I-PER"]


def scores(*best: str) -> np.ndarray:
    out = np.zeros((len(best), len(TAGS)), np.float32)
    for at, tag in enumerate(best):
        out[at, TAGS.index(tag)] = 5
    return out


def test_spans_are_read_off_the_tags() -> None:
    starts = np.array([True, False, False, False])
    found = NameDecoder(TAGS).spans(scores("B-PER", "I-PER", "O", "B-LOC"), starts)
    assert found == [(0, 2, "PER"), (3, 4, "LOC")]


def test_an_inside_without_its_begin_is_mended() -> None:
    marks = scores("O", "I-LOC", "O")
    marks[1, TAGS.index("B-LOC")] = 4
    assert NameDecoder(TAGS).spans(marks, np.array([True, False, False])) == [(1, 2, "LOC")]


def test_no_name_runs_over_a_sentence() -> None:
    marks = scores("B-PER", "I-PER")
    marks[1, TAGS.index("B-PER")] = 4
    found = NameDecoder(TAGS).spans(marks, np.array([True, True]))
    assert found == [(0, 1, "PER"), (1, 2, "PER")]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 12).flatmap(
        lambda n: st.tuples(
            arrays(np.float32, (n, len(TAGS)), elements=st.floats(-9, 9, width=32)),
            arrays(np.bool_, n),
        )
    )
)
def test_any_scores_give_spans_in_order(given_: tuple[np.ndarray, np.ndarray]) -> None:
    marks, starts = given_
    starts[0] = True
    last = 0
    for start, end, _ in NameDecoder(TAGS).spans(marks, starts):
        assert last <= start < end
        assert not starts[start + 1 : end].any()
        last = end


def test_one_name_has_one_kind_in_a_text() -> None:
    spans = [(0, 1, "PER"), (2, 3, "LOC"), (4, 5, "PER")]
    weights = [{"PER": -0.6, "LOC": -0.8}, {"PER": -3.0, "LOC": -0.1}, {"PER": -0.1, "LOC": -4.0}]
    forms = ["Saraqib", "and", "Saraqib", "met", "Ali"]
    assert [kind for *_, kind in agreed(spans, weights, forms)] == ["LOC", "LOC", "PER"]


def test_further_heads_fill_in_where_no_name_is() -> None:
    found = {
        "uner": [(3, 4, "LOC")],
        "gum": [(4, 6, "time")],
        "re3d": [
            (0, 2, "Organisation"),
            (2, 4, "Organisation"),
            (6, 7, "Organisation"),
            (7, 8, "Weapon"),
        ],
    }
    upos = ["DET", "NOUN", "ADP", "PROPN", "ADP", "PROPN", "PRON", "NOUN"]
    assert merged(found, upos) == [
        (0, 2, "GROUP"),
        (3, 4, "LOC"),
        (5, 6, "DATE"),
        (7, 8, "WEAPON"),
    ]


def test_a_name_is_found_again() -> None:
    forms = "Levant Monitor said . Levant Monitor said in Morek , Morek and Hama ; May may".split()
    spans = [(0, 2, "ORG"), (4, 5, "LOC"), (8, 9, "LOC"), (12, 13, "LOC")]
    assert spread(spans, forms) == [
        (0, 2, "ORG"),
        (4, 6, "ORG"),
        (8, 9, "LOC"),
        (10, 11, "LOC"),
        (12, 13, "LOC"),
    ]


def test_a_longer_name_is_left_whole() -> None:
    forms = "Hama and North Hama Province".split()
    spans = [(0, 1, "LOC"), (2, 5, "ORG")]
    assert spread(spans, forms) == spans


def test_capitals_make_no_other_name() -> None:
    weights = [{"PER": -0.4, "LOC": -1.2}, {"PER": -3.0, "LOC": -0.1}]
    spans = [(0, 1, "PER"), (3, 4, "LOC")]
    assert [k for *_, k in agreed(spans, weights, ["MOREK", "FALLS", "In", "Morek"])] == ["LOC"] * 2


def test_a_title_is_no_name() -> None:
    forms = "The Prime Minister met Sheikh Hadi Amin and the Sheikh left".split()
    spans = [(1, 3, "PER"), (4, 7, "PER"), (9, 10, "PER")]
    assert whole(spans, forms) == [(4, 7, "PER")]


def test_a_surname_that_is_a_title_is_a_name() -> None:
    forms = "John Major spoke ; Major left".split()
    spans = [(0, 2, "PER"), (4, 5, "PER")]
    assert whole(spans, forms) == spans


def test_a_name_does_not_stop_at_its_of() -> None:
    forms = "The Movement of the Free Officers and the mayor of Derik spoke of Homs".split()
    spans = [(1, 3, "ORG"), (4, 6, "ORG"), (10, 11, "LOC"), (13, 14, "LOC")]
    assert whole(spans, forms) == [(1, 6, "ORG"), (10, 11, "LOC"), (13, 14, "LOC")]
