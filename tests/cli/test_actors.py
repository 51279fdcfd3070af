"""`dateline actors`: lists added, listed, searched and taken out; read by the reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run

DICTIONARY = """# a dictionary of our own
NORTH_RIVER_FRONT_  [SDNREB]
+NRF_FIGHTERS_
MARTA_OKELLO_ ; made up
+OKELLO_
\t[SSDGOV 180101-200930]
\t[SSDOPP >20201001]
NOWHERE_UNION_ [QQQGOV]
"""
UCDP = """ActorId,NameData,NameFull,Org,Location
5001,RSF,Rapid Support Forces,1,Sudan
5002,LRB,Lake River Brigade,1,Chad
3,Government of Chad,Government of Chad,4,Chad
"""
OWN = """[[actor]]
name = "Hill Guard of Kivu"
aliases = ["Hill Guards"]
country = "COD"
kind = "militia"
opponents = ["cod.m23"]
"""


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {"DATELINE_CACHE": str(tmp_path / "cache")}


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_list_is_added_found_and_taken_out(
    run: Run, tmp_path: Path, home: dict[str, str]
) -> None:
    own = put(tmp_path, "own.toml", OWN)
    added = run("actors", "add", own, "--licence", "CC0-1.0", "--date", "2024-01-02", **home)
    assert added.stdout == "toml-own: 1 actors, licence CC0-1.0\n"
    assert "2024-01-02" in run("actors", "list", **home).stdout
    found = run("actors", "search", "hill guard", "--country", "CD", **home).stdout
    assert "cod.hill_guard_of_kivu" in found
    gone = run("actors", "remove", "toml-own", **home)
    assert gone.stdout == "toml-own: 1 actors taken out\n"
    assert "No actor of this name" in run("actors", "search", "hill guard", **home).stdout


def test_a_dictionary_of_petrarch(run: Run, tmp_path: Path, home: dict[str, str]) -> None:
    added = run("actors", "add", put(tmp_path, "phoenix.txt", DICTIONARY), **home)
    assert added.stdout == (
        "petrarch-phoenix: 3 actors, licence not told; 1 rows without name or country left out\n"
    )
    found = run("actors", "search", "Okello", **home).stdout
    assert "ssd.marta_okello" in found
    assert "2018–2020" in found


def test_ucdps_list_adds_names_to_who_is_known(
    run: Run, tmp_path: Path, home: dict[str, str]
) -> None:
    added = run("actors", "add", put(tmp_path, "ucdp.csv", UCDP), **home)
    assert "2 actors, 1 known before" in added.stdout
    assert "tcd.lake_river_brigade" in run("actors", "search", "LRB", **home).stdout


def test_what_cannot_be_used_is_told(run: Run, tmp_path: Path, home: dict[str, str]) -> None:
    assert "check the path" in run("actors", "add", tmp_path / "absent.csv", **home).stderr
    wrong = put(tmp_path, "wrong.toml", OWN.replace("cod.m23", "cod.nobody"))
    assert "cod.nobody" in run("actors", "add", wrong, **home).stderr
    assert "No" in run("actors", "search", "Hill Guard", **home).stdout
    odd = put(tmp_path, "odd.toml", OWN.replace("kind", "sort"))
    assert "unknown column 'sort'" in run("actors", "add", odd, **home).stderr
    assert "no list" in run("actors", "remove", "toml-own", **home).stderr


def test_the_reader_knows_who_was_added(tmp_path: Path) -> None:
    from dateline.know.actors.added import add, digest, load_with_added

    cache = tmp_path / "cache"
    assert digest(cache) == ""
    add(cache, put(tmp_path, "own.toml", OWN))
    assert digest(cache)
    register = load_with_added(cache)
    (entry,) = register.find("Hill Guards")
    assert entry.opponents == ("cod.m23",)
    assert {e.id for e in register.opponents("cod.m23")} >= {entry.id}
