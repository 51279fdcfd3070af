"""The register knows the main parties of the wars of 1990 to 2026 that `conflicts.csv` lists."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dateline.know.actors import Register, load_register

CONFLICTS = list(
    csv.DictReader(Path(__file__).with_name("conflicts.csv").read_text("utf-8").splitlines())
)
UN_MEMBERS = 193


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


@pytest.mark.parametrize("war", CONFLICTS, ids=lambda war: war["conflict"])
def test_its_parties_are_known(register: Register, war: dict[str, str]) -> None:
    missing = [name for name in war["parties"].split(";") if not register.find(name)]
    assert not missing


def test_there_are_more_than_sixty_wars() -> None:
    assert len({war["conflict"] for war in CONFLICTS}) > 60


def test_every_country_has_its_standing_bodies(register: Register) -> None:
    assert len(register.countries) >= UN_MEMBERS
    for iso3 in register.countries:
        for slot in ("gov", "army", "foreign_ministry", "defence_ministry", "police"):
            assert register.body(iso3, slot) is not None


PARTISAN = frozenset("regime terrorist terrorists martyr martyrs bandit bandits thugs".split())


def test_no_name_takes_a_side(register: Register) -> None:
    for entry in register:
        if entry.kind != "person" and "Martyrs" not in entry.name:  # brigades that call themselves
            assert PARTISAN.isdisjoint(entry.name.lower().split()), entry.name
