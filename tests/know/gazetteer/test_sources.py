"""The shipped tables hold together: points on the globe, ids that exist, features known."""

from collections import Counter
from itertools import islice
from pathlib import Path

from dateline.know.gazetteer import sources
from dateline.know.gazetteer.build import EMBEDDED, embedded, index_path
from dateline.know.gazetteer.sources import Origin, shipped
from dateline.know.gazetteer.words import KINDS


def test_tables_have_points_kinds_and_unique_ids() -> None:
    rows = [
        *sources.countries(),
        *sources.continents(),
        *sources.table(shipped("regions.csv")),
        *sources.table(shipped("sample.csv")),
    ]
    for row in rows:
        assert -90 <= row.lat <= 90, row
        assert -180 <= row.lon <= 180, row
        assert row.feature in KINDS, row
        assert row.radius_km > 0, row
    repeated = [i for i, n in Counter(r.id for r in rows).items() if n > 1]
    assert repeated == []


def test_divisions_bear_common_names() -> None:
    rows = {r.id: r for r in sources.divisions()}
    assert rows["iso:SY-HM"].name == "Hama"
    assert rows["iso:SY-HM"].feature == "admin1"
    assert "North Kivu" in {n for n, _ in rows["iso:CD-NK"].names}
    assert rows["geonames:4338356"].name == "Rapides Parish"
    assert len(rows) > 30_000


def test_short_names_and_peoples_lead_to_places() -> None:
    known = {
        r.id
        for r in (
            *sources.countries(),
            *sources.continents(),
            *sources.divisions(),
            *sources.table(shipped("regions.csv")),
        )
    }
    for word, id_ in (*sources.short_names(), *sources.peoples()):
        assert id_.startswith(("geonames:", "capital:")) or id_ in known, (word, id_)


def test_cities_carry_division_and_radius() -> None:
    for row in islice(sources.cities(), 200):
        assert row.country
        assert row.radius_km >= 1
        assert row.feature in {"city", "town", "village"}


def test_every_source_states_its_licence() -> None:
    assert all(o.licence in {"CC-BY-4.0", "CC0-1.0"} and o.title for o in embedded())


def test_the_index_is_named_by_its_sources(tmp_path: Path) -> None:
    def mine(digest: str, licence: str = "CC0-1.0") -> Origin:
        return Origin("mine", "Mine", licence, None, None, tuple, digest=digest)

    paths = [
        index_path(tmp_path),
        index_path(tmp_path, [mine("a")]),
        index_path(tmp_path, [mine("b")]),
        index_path(tmp_path, [mine("b", "CC-BY-4.0")]),
    ]
    assert index_path(tmp_path) == paths[0]
    assert len(set(paths)) == 4


def test_embedded_keys_are_those_of_the_embedded_sources() -> None:
    assert {o.key for o in embedded()} == EMBEDDED
