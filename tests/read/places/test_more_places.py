"""Namesakes told apart together, parts of countries, sites without a name, what was rejected."""

from collections.abc import Callable, Iterator

import pytest
from spacy.tokens import Doc

from dateline.know.gazetteer import Gazetteer, Origin, build, likeness, sources
from dateline.know.gazetteer.sources import Row
from dateline.read.places import find_places

Parse = Callable[[str], Doc]
ROWS = [
    # Two counties and two towns of the same names; only in the second state do they meet.
    Row("w:county-1", "Wick County", 40.0, -100.0, "admin2", "US", "US.NE", 90_000, 30.0),
    Row("w:town-1", "Nether Combe", 41.9, -97.0, "town", "US", "US.NE", 40_000, 3.0),
    Row("w:county-2", "Wick County", 30.0, -90.0, "admin2", "US", "US.LA", 20_000, 30.0),
    Row("w:town-2", "Nether Combe", 30.1, -90.1, "town", "US", "US.LA", 9_000, 2.0),
    Row("w:hama", "Hama", 35.132, 36.755, "city", "SY", "SY.10", 460_000, 8.0),
    Row("w:field", "Hama military airport", 35.118, 36.711, "base", "SY", "SY.10", 0, 3.0),
    Row("w:homs", "Homs", 34.73, 36.71, "city", "SY", "SY.11", 770_000, 10.0),
    Row("w:one", "Homs military airport", 34.7, 36.6, "base", "SY", "SY.11", 0, 3.0),
    Row("w:two", "Dab'a air base", 34.6, 36.6, "base", "SY", "SY.11", 0, 3.0),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    path = tmp_path_factory.mktemp("gazetteer") / "places.sqlite"
    origins = [
        Origin("countries", "", "CC0-1.0", None, None, sources.countries),
        Origin("cities", "", "CC0-1.0", None, None, lambda: ROWS),
    ]
    build(path, origins)
    with Gazetteer.open(path) as gazetteer:
        yield gazetteer


def test_namesakes_that_lie_together_vouch_for_each_other(small: Gazetteer, parse: Parse) -> None:
    doc = parse("Police in [Nether Combe] met the sheriff of [Wick County].")
    assert [p.id for p in find_places(doc, gazetteer=small)] == ["w:town-2", "w:county-2"]


def test_the_runner_up_is_named_with_both_scores(small: Gazetteer, parse: Parse) -> None:
    (town, _) = find_places(
        parse("Police in [Nether Combe] met the sheriff of [Wick County]."), gazetteer=small
    )
    assert "also considered: Nether Combe (town) in " in (town.because or "")


def test_a_part_of_a_country_has_its_own_middle(small: Gazetteer, parse: Parse) -> None:
    whole, north = find_places(parse("In [Syria], or in northern [Syria]."), gazetteer=small)
    assert (north.lat or 0) > (whole.lat or 0) + 0.5
    assert north.lon == pytest.approx(whole.lon, abs=0.01)
    assert 0 < (north.radius_km or 0) < (whole.radius_km or 0)
    assert "'northern': the middle of that part" in (north.because or "")


def test_a_site_without_a_name_is_the_one_of_its_kind(small: Gazetteer, parse: Parse) -> None:
    doc = parse("They took [Hama]. The military airport fell later.")
    _, site = find_places(doc, gazetteer=small)
    assert (site.text, site.id, site.role) == ("military airport", "w:field", "description")
    assert "by Hama" in (site.because or "")


def test_two_sites_of_a_kind_leave_it_open(small: Gazetteer, parse: Parse) -> None:
    doc = parse("They took [Homs]. The military airport fell later.")
    assert [p.text for p in find_places(doc, gazetteer=small)] == ["Homs"]


def test_a_site_hangs_on_the_town_beside_it(small: Gazetteer, parse: Parse) -> None:
    doc = parse("They took [Homs], and the military airport near [Hama] fell.")
    ids = {p.text: p.id for p in find_places(doc, gazetteer=small)}
    assert ids["military airport"] == "w:field"


def test_no_site_without_a_town(small: Gazetteer, parse: Parse) -> None:
    assert find_places(parse("The military airport fell later."), gazetteer=small) == ()


@pytest.mark.parametrize(("one", "other"), [("marea", "maarra"), ("sake", "sukaya")])
def test_short_names_of_other_length_are_others(one: str, other: str) -> None:
    assert likeness(one, other) < 0.72


@pytest.mark.parametrize(("one", "other"), [("mari", "marea"), ("morik", "murak")])
def test_short_spellings_of_one_name_still_meet(one: str, other: str) -> None:
    assert likeness(one, other) >= 0.72


def test_a_users_own_village_is_known_where_nothing_tells_of_a_country(
    own_gazetteer: Gazetteer, parse: Callable[[str], Doc]
) -> None:
    alone = find_places(parse("{Heshovi} fell to the militia."), gazetteer=own_gazetteer)
    assert [p.id for p in alone] == ["own:1"]
    elsewhere = find_places(
        parse("In [Chile] and [Peru] the poet {Heshovi} fell."), gazetteer=own_gazetteer
    )
    assert "own:1" not in {p.id for p in elsewhere}
