"""References to resolutions, agreements and articles."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.know.texts import COMPLETE, agreements, general_assembly, security_council
from dateline.read.references import find_references


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They invoked Resolution 2254 twice.", [("un_resolution", "2254", 2015)]),
        ("UN Security Council Resolution 1701", [("un_resolution", "1701", 2006)]),
        ("UNSCR 2254 (2015)", [("un_resolution", "2254", 2015)]),
        ("the Security Council's resolution 1973", [("un_resolution", "1973", 2011)]),
        (
            "Security Council resolutions 2139, 2165 and 2191",
            [
                ("un_resolution", "2139", 2014),
                ("un_resolution", "2165", 2014),
                ("un_resolution", "2191", 2014),
            ],
        ),
        ("General Assembly Resolution ES-11/1", [("un_resolution", "ES-11/1", 2022)]),
        ("Security Council Resolution 9999", [("un_resolution", "9999", None)]),
        ("Resolution 12 of the town council", []),
        ("a New Year's resolution", []),
        (
            "the Minsk agreements and the Dayton Accords",
            [
                ("agreement", None, None),  # of 2014 and of 2015
                ("agreement", None, 1995),
            ],
        ),
        ("Minsk II", [("agreement", None, 2015)]),
        ("the 1718 committee", [("sanctions", None, 2006)]),
        ("Article 51 of the UN Charter", [("article", "51", None)]),
        ("common Article 3 to the Geneva Conventions", [("article", "3", None)]),
        ("the Rome Statute", [("treaty", None, 1998)]),
        ("They met in Minsk, Astana and Sochi.", []),
    ],
)
def test_wordings(text: str, wanted: list[Any]) -> None:
    assert [(r.kind, r.number, r.year) for r in find_references(text)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Resolution 2254 stands; the 2015 resolution is binding.", ["2254", "2254"]),
        ("a resolution, number 2773, that passed", ["2773"]),
        ("It was adopted under Chapter VII.", ["VII"]),
        ("They invoked Article 51 and the right of self-defence.", ["51"]),
        ("NATO spoke of Article 5.", ["5"]),
        ("a breach of common Article 3", ["3"]),
        ("Article 49 of the Fourth Geneva Convention forbids it", ["49"]),
        ("the judges in The Gambia v. Myanmar", [None]),
        ("the Global Magnitsky sanctions", [None]),
        # One of many, or a text of its own: nothing can be meant for sure.
        ("Article 5 of the lease", []),
        ("the 2004 resolution", []),
        ("The 2012 resolution on Guinea-Bissau stands.", ["2048"]),
        ("The 2006 resolution on Lebanon is dead.", []),  # three of them, and renewals
        ("The 2024 resolution on Gaza stands.", []),  # the table does not hold that year whole
        ("his New Year resolution of 2015", []),
    ],
)
def test_short_forms_count_where_one_text_can_be_meant(text: str, wanted: list[str | None]) -> None:
    assert [r.number for r in find_references(text)] == wanted


def test_spans_hold_the_words() -> None:
    text = "He cited Security Council Resolution 2254 and the Geneva Communiqué."
    assert [text[slice(*r.span)] for r in find_references(text) if r.span] == [
        "Security Council Resolution 2254",
        "Geneva Communiqué",
    ]


def test_the_register_knows_where_a_resolution_belongs() -> None:
    (reference,) = find_references("Resolution 2773")
    assert (reference.body, reference.name) == (
        "UN Security Council",
        "Democratic Republic of the Congo",
    )


def test_a_printed_year_that_does_not_fit_is_kept_without_subject() -> None:
    (reference,) = find_references("Security Council Resolution 2254 (2019)")
    assert (reference.year, reference.name) == (2019, None)


def test_data_is_sound() -> None:
    assert len(security_council()) > 1500
    years = [r.year for r in security_council().values()]
    assert years == sorted(years)
    assert all(1945 <= r.year <= 2100 for r in general_assembly().values())
    forms = [f for a in agreements() for f in a.forms]
    assert len(forms) == len(set(forms))


@given(st.text())
def test_never_raises(text: str) -> None:
    for reference in find_references(text):
        assert reference.span is not None
        assert text[slice(*reference.span)].strip()


def test_numbers_of_the_security_council_rise_with_their_years() -> None:
    known = [(int(r.number), r.year) for r in security_council().values()]
    assert known == sorted(known)
    assert [year for _, year in known] == sorted(year for _, year in known)


@pytest.mark.parametrize(
    ("number", "year"),
    # As the Council cites them in Resolution 2223 (2015).
    [("1996", 2011), ("2046", 2012), ("2109", 2013), ("2155", 2014), ("2206", 2015)],
)
def test_years_are_those_that_the_council_cites(number: str, year: int) -> None:
    known = security_council().get(number)
    assert known is None or known.year == year


def test_most_of_the_register_was_held_against_the_councils_own_list() -> None:
    known = security_council().values()
    confirmed = [r for r in known if r.confirmed]
    assert len(confirmed) > 0.9 * len(known)
    assert all(r.confirmed for r in known if r.year in COMPLETE)
    # A few that reports invoke most, by what they are on.
    subjects = {r.number: r.subject for r in known}
    assert subjects["822"] == "Nagorno-Karabakh"
    assert subjects["1591"] == "Sudan"
    assert subjects["1701"] == "Lebanon"
    assert subjects["2098"] == "Democratic Republic of the Congo"
