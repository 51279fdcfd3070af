"""One name, many spellings; two names stay two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.know.gazetteer.fold import bare, fold, likeness, sound
from dateline.know.gazetteer.store import LEAST_LIKENESS

SAME = [
    ("Morik", "Mūrak"),
    ("Morek", "Murak"),
    ("Jubbayn", "Jubeen"),
    ("Jubbayn", "al-Jubin"),
    ("Tall Abyad", "Tel Abiad"),
    ("Tell Rifaat", "Tal Rifat"),
    ("Deir Ezzor", "Deir ez-Zor"),
    ("Khan Shaykhun", "Khan Sheikhoun"),
    ("As-Suwayda", "Suweida"),
    ("Kafr Zita", "Kafr Zayta"),
    ("Darat Izza", "Darat ‘Izzah"),
    ("Raqqa", "Ar-Raqqah"),
]
APART = [
    ("Hama", "Homs"),
    ("Kherson", "Kharkiv"),
    ("Goma", "Bukavu"),
    ("Idlib", "Irbin"),
    ("Masisi", "Mesa"),
    ("Nyala", "Nuba"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    a, b = fold(one), fold(other)
    assert a == b or bare(a) == bare(b) or sound(a) == sound(b)
    assert likeness(a, b) >= LEAST_LIKENESS


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_names_stay_two(one: str, other: str) -> None:
    a, b = fold(one), fold(other)
    assert a != b
    assert bare(a) != bare(b)
    assert sound(a) != sound(b) or likeness(a, b) < LEAST_LIKENESS


def test_other_scripts_are_romanised() -> None:
    assert likeness(fold("Krasnohorivka"), fold("Красногорівка")) > LEAST_LIKENESS
    assert fold("Харків") == "kharkiv"
    assert fold("Ḩamāh") == "hamah"
    assert fold("حماة").isascii()


@given(st.text(max_size=40))
def test_folding_is_idempotent_and_plain(text: str) -> None:
    key = fold(text)
    assert key.isascii()
    assert fold(key) == key
    assert key == key.strip()
    assert sound(key) == sound(key)


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_a_share_both_ways(one: str, other: str) -> None:
    a, b = fold(one), fold(other)
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, b) == likeness(b, a)
    assert likeness(a, a) == 1
