"""Which countries a report is about, as the groups that it names tell."""

from __future__ import annotations

import datetime as dt

import pytest

import dateline
from dateline.know.actors import load_register
from dateline.read.actors import lands_of_groups, read_tokens
from dateline.read.language import load


@pytest.mark.parametrize(
    ("text", "lands"),
    [
        ("M23 rebels seized Kibumba.", ("CD",)),
        ("Boko Haram attacked two villages.", ("NG", "CM", "TD", "NE")),
        ("Serb forces entered two villages.", ("BA", "HR")),
        ("The FARC and the ELN signed nothing.", ("CO", "CO")),
        ("The Russian army attacked two villages.", ()),
        ("Gunmen attacked two villages.", ()),
    ],
)
def test_groups_tell_their_country_and_states_do_not(text: str, lands: tuple[str, ...]) -> None:
    tokens = read_tokens(load()(text))
    assert lands_of_groups(tokens, register=load_register()) == lands


def test_a_group_that_was_gone_tells_nothing() -> None:
    tokens = read_tokens(load()("UNITA captured the town."))
    register = load_register()
    assert lands_of_groups(tokens, register=register, published=dt.date(1999, 1, 1)) == ("AO",)
    entry = register.find("UNITA")[0]
    if entry.end is not None:
        after = entry.end + dt.timedelta(days=400)
        assert lands_of_groups(tokens, register=register, published=after) == ()


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("FARC fighters left San Vicente on Sunday.", "CO"),
        ("Abu Sayyaf gunmen attacked Santa Cruz on Sunday.", "PH"),
        ("Al-Shabaab captured Adado on Sunday.", "SO"),
    ],
)
def test_a_village_lies_where_the_group_fights(text: str, country: str) -> None:
    found = {
        claim.where.country
        for claim in dateline.read(text, published="2012-02-06").claims
        if claim.where is not None
    }
    assert found == {country}
