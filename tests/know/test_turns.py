"""What the holes of the turns of phrase stand for."""

from __future__ import annotations

import re

import pytest

from dateline.know.turns import LIST


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("they took Ber, most of Tessit and the town of Labbezanga.",
         "Ber, most of Tessit and the town of Labbezanga"),
        ("seized the villages of Urm al-Kubra, Sheikh Aqil and al-Mansoura",
         "the villages of Urm al-Kubra, Sheikh Aqil and al-Mansoura"),
        ("in most of Aleppo", "Aleppo"),
        ("held by the 3R, and Bouar", "Bouar"),
        ("from there, and Kidal", "Kidal"),
        ("Cote d'Ivoire", "Cote"),
        ("Damara and the rest of Bangui", "Damara and the rest of Bangui"),
    ],
)  # fmt: skip
def test_a_list_of_places(text: str, places: str) -> None:
    found = re.search(LIST, text)
    assert found is not None
    assert found["place"] == places


def test_a_share_counts_only_behind_another_place() -> None:
    found = re.search(LIST, "and much of Sinjar and half of Tal Afar")
    assert found is not None
    assert found["place"] == "Sinjar and half of Tal Afar"
