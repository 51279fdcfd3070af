"""Whose ministry it is, and what a finder of names takes in too much: with the shipped parser."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.know.actors import load_register
from dateline.model import PlaceMention
from dateline.read.actors import find_actors
from dateline.read.language import load
from dateline.read.scene import ActorMention

DAY = dt.date(2023, 6, 1)


def place(text: str, name: str, country: str, role: str | None = None) -> PlaceMention:
    at = text.index(name)
    return PlaceMention(
        span=(at, at + len(name)),
        text=name,
        country=country,
        role=role,  # type: ignore[arg-type]
    )


def found(text: str, *places: PlaceMention) -> dict[str, ActorMention]:
    doc = load()(text)
    actors = find_actors(doc, register=load_register(), places=places, published=DAY)
    return {a.ref.text: a for a in actors}


@pytest.mark.parametrize(
    ("line", "country", "owner"),
    [
        ("MOSCOW, June 1.", "RU", "Defence Ministry of Russia"),
        ("BEIRUT, June 1.", "LB", "Defence Ministry of Ukraine"),
    ],
)
def test_under_the_dateline_of_a_party_the_ministry_is_its_own(
    line: str, country: str, owner: str
) -> None:
    text = f"{line} Troops near Balakliia, Izyum and Lyman were moved, the Defence Ministry said."
    town = line.split(",", maxsplit=1)[0]
    actors = found(
        text,
        place(text, town, country, "dateline"),
        *(place(text, name, "UA") for name in ("Balakliia", "Izyum", "Lyman")),
    )
    assert actors["Defence Ministry"].ref.name == owner


def test_several_armies_are_not_the_army_of_the_country() -> None:
    text = "Three ethnic armies attacked outposts near Lashio in Myanmar on Friday."
    actors = found(text, place(text, "Lashio", "MM"), place(text, "Myanmar", "MM"))
    assert actors["Three ethnic armies"].ref.id is None


def test_a_title_before_a_name_is_no_part_of_it() -> None:
    actors = found("The depot was hit, Pentagon Press Secretary Peter Cook said today.")
    assert actors["Peter Cook"].role == "Pentagon Press Secretary"
