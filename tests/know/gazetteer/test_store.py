"""The index: built whole or not at all, found by any spelling, sources kept."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.know.gazetteer import Gazetteer, Origin, build
from dateline.know.gazetteer.sources import Row

ROWS = [
    Row("x:1", "Tall Amar", 35.4, 36.7, "town", "SY", "SY.10", 14_000, 2.0,
        names=(("Tell Aamar", 1), ("tl 'mr", 2))),
    Row("x:2", "Amaria", 31.0, 30.0, "city", "EG", "EG.01", 300_000, 9.0),
    Row("x:3", "Al Zahrin", 35.2, 36.6, "village", "SY", "SY.10", 900, 1.0),
    Row("x:4", "Zahrin", 30.2, 50.6, "village", "IR", "IR.01", 100, 1.0),
]  # fmt: skip


def origin(rows: list[Row]) -> Origin:
    return Origin("test", "Test places", "CC0-1.0", "2026-01-01", None, lambda: rows)


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    path = tmp_path_factory.mktemp("gazetteer") / "places.sqlite"
    build(path, [origin(ROWS)])
    with Gazetteer.open(path) as opened:
        yield opened


def test_exact_name_comes_first(gazetteer: Gazetteer) -> None:
    found = gazetteer.lookup("Tall Amar")
    assert (found[0].place.id, found[0].match, found[0].score) == ("x:1", "exact", 1.0)


def test_alias_scores_below_own_name(gazetteer: Gazetteer) -> None:
    alias = gazetteer.lookup("Tell Aamar")[0]
    assert alias.place.id == "x:1"
    assert 0.9 < alias.score < 1


def test_article_may_lack_or_be_added(gazetteer: Gazetteer) -> None:
    assert [c.place.id for c in gazetteer.lookup("al-Zahrin")] == ["x:3", "x:4"]
    assert [c.place.id for c in gazetteer.lookup("Zahrin")] == ["x:4", "x:3"]


def test_other_transliteration_is_a_variant_that_says_so(gazetteer: Gazetteer) -> None:
    found = gazetteer.lookup("Tal Umar")
    best = next(c for c in found if c.place.id == "x:1")
    assert best.match == "variant"
    assert best.score < 0.93
    assert best.spelling in {"tall amar", "tell aamar"}
    assert not gazetteer.lookup("Tal Umar", variants=False)


def test_unknown_and_empty_names_find_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Quorxville") == ()
    assert gazetteer.lookup("") == ()
    assert gazetteer.lookup("--") == ()


def test_near_sorts_by_distance(gazetteer: Gazetteer) -> None:
    near = gazetteer.near(35.4, 36.7, 50)
    assert [p.id for _, p in near] == ["x:1", "x:3"]
    assert near[0][0] == 0
    assert 20 < near[1][0] < 30


def test_longest_name_by_first_word(gazetteer: Gazetteer) -> None:
    assert gazetteer.starts("Tall") == 2
    assert gazetteer.starts("Nowhere") == 0


def test_sources_keep_licence_and_date(gazetteer: Gazetteer) -> None:
    (source,) = gazetteer.sources()
    assert (source.licence, source.date, source.places) == ("CC0-1.0", "2026-01-01", 4)


def test_a_failing_source_leaves_nothing(tmp_path: Path) -> None:
    def rows() -> Iterator[Row]:
        yield ROWS[0]
        raise KeyError("lat")

    path = tmp_path / "cache" / "places.sqlite"
    with pytest.raises(KeyError):
        build(path, [Origin("bad", "Bad", "CC0-1.0", None, None, rows)])
    assert list(path.parent.iterdir()) == []


def test_a_killed_builder_leaves_no_index(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    code = (
        "import os, sys; from pathlib import Path\n"
        "from dateline.know.gazetteer import Origin, build\n"
        "def rows():\n"
        "    os.kill(os.getpid(), 9)\n"
        "    yield\n"
        "build(Path(sys.argv[1]), [Origin('k', 'K', 'CC0-1.0', None, None, rows)])\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert done.returncode == -9
    assert not path.exists()
    build(path, [origin(ROWS)])
    with Gazetteer.open(path) as opened:
        assert opened.known("Amaria")


def test_building_over_an_open_index_disturbs_nobody(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    build(path, [origin(ROWS)])
    with Gazetteer.open(path) as opened:
        build(path, [origin(ROWS[:1])])
        assert opened.known("Amaria")
    with Gazetteer.open(path) as opened:
        assert not opened.known("Amaria")


def test_what_is_no_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gazetteer index"):
        Gazetteer.open(tmp_path / "none.sqlite")
    (tmp_path / "bad.sqlite").write_bytes(b"not a database at all, but long enough to be read" * 9)
    with pytest.raises(InputError, match="delete it"):
        Gazetteer.open(tmp_path / "bad.sqlite")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_unwritable_cache_is_the_users_to_mend(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(InputError, match="cannot be written"):
        build(tmp_path / "cache" / "places.sqlite", [origin(ROWS)])
