"""Words are cut as the English treebanks cut them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.language.tokens import cut

GOLDEN = [
    ("Rebels didn't take Morek.", "Rebels did n't take Morek ."),
    ("They can’t, won't and cannot.", "They ca n’t , wo n't and can not ."),
    ("the army's and the soldiers' posts", "the army 's and the soldiers ' posts"),
    ("U.S.-backed fighters of the U.N.", "U.S. - backed fighters of the U.N."),
    ("Hayat Tahrir al-Sham's men", "Hayat Tahrir al - Sham 's men"),
    ("Ma'arrat al-Nu'man, Qa'ida", "Ma'arrat al - Nu'man , Qa'ida"),
    ("pro-government non-state co-ordinator", "pro-government non-state co-ordinator"),
    ("Turkish-backed Deir ez-Zor", "Turkish - backed Deir ez - Zor"),
    ("worth $5m, 30km away, 5%", "worth $ 5 m , 30 km away , 5 %"),
    ("On December 02,2024 at 10:30am", "On December 02 , 2024 at 10:30 am"),
    ("1,200 men, 12/05/2024, 3.5", "1,200 men , 12/05/2024 , 3.5"),
    ("the town fell.Next they left", "the town fell . Next they left"),
    ("Lt. Col. A. B. Smith, Nov. 29", "Lt. Col. A. B. Smith , Nov. 29"),
    ("said: “We left.”", "said : “ We left . ”"),
    ("wait... what?! -- no", "wait ... what ?! -- no"),
    ("see https://a.org/b?c=1, or x@y.org.", "see https://a.org/b?c=1 , or x@y.org ."),
    ("Morek (مورك), M5, T-72 and F-16s", "Morek ( مورك ) , M5 , T - 72 and F - 16s"),
    ("the 1990s, 11th, mid-2016", "the 1990s , 11th , mid-2016"),
]


@pytest.mark.parametrize(("text", "words"), GOLDEN)
def test_goldens(text: str, words: str) -> None:
    assert " ".join(text[a:b] for a, b in cut(text)) == words


@given(st.text())
def test_every_seen_character_is_in_one_word(text: str) -> None:
    last = 0
    unseen = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
    for start, end in cut(text):
        assert last <= start < end
        assert (
            not text[last:start].strip(unseen + " ").strip(unseen).strip()
            or text[last:start].translate(dict.fromkeys(map(ord, unseen))).isspace()
        )
        last = end
    assert not text[last:].translate(dict.fromkeys(map(ord, unseen))).strip()


@pytest.mark.parametrize(
    "unit",
    ["a.", "a-", "1.", "1/", "'", "'a", "x@", "http://", "www.", "=", "-", "_", "(:", "a&", ".a"],
)
def test_hostile_runs_are_cut_to_the_end(unit: str) -> None:
    # A pattern that tries again from every letter would not come back from this.
    text = unit * 20_000
    assert "".join(text[start:end] for start, end in cut(text)) == text
