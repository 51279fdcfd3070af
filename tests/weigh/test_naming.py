"""What places are called."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.making import TOWN, control, reading

from dateline.model import PlaceFinding, PlaceRef
from dateline.weigh import weigh
from dateline.weigh.naming import plain

SCHOLARLY = replace(TOWN, name="Ḩalfāyā", feature="town")


def finding(*texts: str, known: PlaceRef = SCHOLARLY) -> PlaceFinding:
    told = []
    for number, text in enumerate(texts):
        words = f"{number}. Rebels captured {text}."
        claim = control(words, f"captured {text}", where=replace(known, text=text))
        told.append(reading(words, claim))
    found = weigh([(r.report, r.claims) for r in told])
    [place] = [f for f in found if isinstance(f, PlaceFinding)]
    return place


@pytest.mark.parametrize(
    ("texts", "name", "shown"),
    [
        (("Halfaya", "Halfaya", "Helfaya"), "Ḩalfāyā", "Halfaya"),
        (("Palmyra",), "Tadmur", "Palmyra"),
        (("the town", "the city"), "Şūrān", "Suran"),
        (("Deir Ezzor", "Deir Ezzor", "Deir ez-Zor"), "Deir ez-Zor", "Deir ez-Zor"),
        (("Central Aldbury", "Aldbury"), "Aldbury", "Aldbury"),
        (("Menagh",), "Menagh air base", "Menagh air base"),
        (("Rastan", "Al-Rastan", "Al-Rastan"), "Ar Rastan", "Al-Rastan"),
    ],
)
def test_a_place_is_called_as_reports_mostly_print_it(
    texts: tuple[str, ...], name: str, shown: str
) -> None:
    found = finding(*texts, known=replace(SCHOLARLY, name=name))
    assert found.place.name == shown
    assert found.place.id == "t:1"
    assert set(found.names) == {*texts, name}
    assert found.holding is not None
    assert found.holding.place.name == shown


def test_a_country_is_not_called_as_its_people() -> None:
    country = replace(SCHOLARLY, name="Norland", feature="country", precision="country")
    assert finding("Norlandic", "Norlandic", known=country).place.name == "Norland"


def test_plain_names_have_no_marks() -> None:
    assert plain("Qal‘at al Maḑīq") == "Qalat al Madiq"
