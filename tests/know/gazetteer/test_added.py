"""Sources that a user adds: kept, met with what is there, and taken out again."""

from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.know.gazetteer import Gazetteer, Origin, added, build
from dateline.know.gazetteer.sources import Row

TOWN = Row("x:1", "Testaya", 35.5, 36.5, "town", "SY", "SY.10", 14_000, 2.0)


def table(folder: Path, *lines: str) -> Path:
    path = folder / "mine.csv"
    path.write_text("\n".join(("name,lat,lon,country", *lines)) + "\n", "utf-8")
    return path


def index(folder: Path, cache: Path) -> Gazetteer:
    base = Origin("base", "Base", "CC0-1.0", None, None, lambda: [TOWN])
    build(folder / "places.sqlite", (base, *added.origins(cache)))
    return Gazetteer.open(folder / "places.sqlite")


def test_a_source_is_kept_without_its_file(tmp_path: Path) -> None:
    path = table(tmp_path, "Nether Wick,10,20,SD", "Nowhere,,,SD")
    kept = added.add(tmp_path, path, date="2031-01-02", licence="CC0-1.0")
    path.unlink()
    assert (kept.key, kept.places, kept.skipped) == ("table-mine", 1, 1)
    assert added.added_sources(tmp_path) == (kept,)
    with index(tmp_path, tmp_path) as gazetteer:
        assert gazetteer.lookup("Nether Wick")[0].place.source == "table-mine"
        told = {s.key: (s.licence, s.date, s.places) for s in gazetteer.sources()}
        assert told["table-mine"] == ("CC0-1.0", "2031-01-02", 1)


def test_a_town_told_of_again_stays_one_and_takes_on_its_names(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "name,lat,lon,country,names\nTestaya,35.51,36.51,SY,Tastija al-Kabira\n"
        "Testaya,35.1,38.5,SY,\n",
        "utf-8",
    )
    added.add(tmp_path, path)
    with index(tmp_path, tmp_path) as gazetteer:
        assert gazetteer.lookup("Tastija al-Kabira")[0].place.id == "x:1"
        # The other Testaya, 180 km off, is another town.
        assert [c.place.id for c in gazetteer.lookup("Testaya")] == ["x:1", "mine:2"]


def test_adding_again_replaces_and_removing_forgets(tmp_path: Path) -> None:
    first = added.add(tmp_path, table(tmp_path, "Nether Wick,10,20,SD"))
    second = added.add(tmp_path, table(tmp_path, "Upper Wick,10,21,SD"))
    assert first.digest != second.digest
    assert added.added_sources(tmp_path) == (second,)
    assert added.remove(tmp_path, second.key) == second
    assert added.added_sources(tmp_path) == ()
    with pytest.raises(InputError, match="no source 'table-mine' was added"):
        added.remove(tmp_path, second.key)


def test_a_file_without_a_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no place"):
        added.add(tmp_path, table(tmp_path, "Nowhere,0,0,SD"))
    assert not list(added.folder(tmp_path).iterdir())


def test_a_damaged_source_says_what_to_do(tmp_path: Path) -> None:
    kept = added.add(tmp_path, table(tmp_path, "Nether Wick,10,20,SD"))
    (added.folder(tmp_path) / f"{kept.key}.rows.gz").write_bytes(b"no gzip")
    with pytest.raises(InputError, match="remove it and add it again"):
        index(tmp_path, tmp_path)
    (added.folder(tmp_path) / f"{kept.key}.json").write_text("{", "utf-8")
    with pytest.raises(InputError, match="damaged"):
        added.added_sources(tmp_path)
