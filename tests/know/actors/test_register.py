import datetime as dt
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.know.actors import Register, load_register, sample_register_file
from dateline.know.actors.keys import words


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def test_is_broad(register: Register) -> None:
    entries = list(register)
    assert len(entries) == len(register)
    assert len({e.id for e in entries}) == len(entries)
    assert len(entries) > 5000
    parties = {e.country for e in entries if e.kind in ("armed group", "side", "militia")}
    assert len(parties) > 60


def test_every_country_has_its_bodies(register: Register) -> None:
    for iso3 in register.countries:
        government = register.body(iso3, "gov")
        army = register.body(iso3, "army")
        assert government
        assert army
        assert register.chain(government.id)[-1].id == iso3.lower()
        assert register.get(iso3.lower())


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("HTS", ["syr.hts"]),
        ("Hay’at Tahrir al-Sham", ["syr.hts"]),
        ("Syrian army", ["syr.army"]),
        ("foreign ministry of Norway", ["nor.foreign_ministry"]),
        ("Tamil Tigers", ["lka.ltte"]),
        ("Israel", ["isr"]),
        ("is", []),
        ("us", []),
        ("U.S.", ["usa"]),
        ("nobody at all", []),
    ],
)
def test_find(register: Register, name: str, ids: list[str]) -> None:
    assert [e.id for e in register.find(name)] == ids


def test_own_names_replace_made_ones(register: Register) -> None:
    army = register.body("IL", "army")
    assert army
    assert army.id == "isr.idf"
    ministry = register.body("USA", "foreign_ministry")
    assert ministry
    assert ministry.name == "United States Department of State"
    assert ministry.parent == "usa.gov"


def test_opponents(register: Register) -> None:
    against = [e.id for e in register.opponents("syr.hts", "SY")]
    assert against[0] == "syr.gov"
    assert "syr.opposition" not in against
    assert "sdn.army" in [e.id for e in register.opponents("sdn.rsf")]
    assert "cod.m23" in [e.id for e in register.opponents("cod.army", "COD")]


def test_opponent_of_a_rebel_group_is_its_government_where_nothing_else_is_told(
    tmp_path: Path,
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id,name,kind,sector\nfji.front,Coral Front,armed group,REB\n", "utf-8")
    register = load_register(path)
    assert [e.id for e in register.opponents("fji.front")] == ["fji.gov"]


def test_sides_depend_on_the_day(register: Register) -> None:
    def rebels(country: str, day: dt.date | None) -> str | None:
        side = register.side(country, "rebel", day)
        return side.id if side else None

    assert rebels("SYR", dt.date(2024, 12, 1)) == "syr.opposition"
    assert rebels("SYR", dt.date(2025, 6, 1)) is None
    assert rebels("CAF", dt.date(2013, 3, 1)) == "caf.seleka"
    assert rebels("CAF", dt.date(2021, 1, 10)) == "caf.cpc"
    assert rebels("CAF", None) is None


def test_tenures(register: Register) -> None:
    rutte = register.get("person.mark_rutte")
    assert rutte
    held = [rutte.tenure_on(day) for day in (dt.date(2015, 1, 1), dt.date(2025, 1, 1))]
    assert [t.body if t else None for t in held] == ["nld.gov", "int.nato"]
    nasrallah = register.get("person.hassan_nasrallah")
    assert nasrallah
    assert nasrallah.tenure_on(dt.date(2024, 9, 29))
    assert nasrallah.tenure_on(dt.date(2025, 9, 29)) is None


def test_partisan_words_never_enter_names(register: Register) -> None:
    partisan = {"regime", "terrorist", "terrorists", "martyrs", "liberated", "puppet", "zionist"}
    for entry in register:
        if entry.kind in ("media", "court") or entry.id in ("int.isc", "pse.aqsa_brigades"):
            continue  # bodies whose own proper name has the word
        if entry.id == "irq.cts":
            continue
        assert not partisan & set(words(entry.name)), entry


def test_users_rows_replace_bundled_ones(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(
        "id,name,aliases,kind,sector,parent,opponents,allies,from,to,country,slot,acled\n"
        "syr.hts,Tahrir al-Sham (own),HTS;TS,armed group,REB,syr.opposition,,,2017,,,,3\n",
        "utf-8",
    )
    (tmp_path / "people.csv").write_text(
        "name,gender,role,body,from\nJane Roe,f,spokeswoman,nor.foreign_ministry,2024\n", "utf-8"
    )
    register = load_register(tmp_path)
    entry = register.get("syr.hts")
    assert entry
    assert (entry.name, entry.acled) == ("Tahrir al-Sham (own)", 3)
    assert [e.id for e in register.find("Jane Roe")] == ["person.jane_roe"]


def test_sample_outlets() -> None:
    register = load_register(sample_register_file())
    assert [e.id for e in register.find("LCM")] == ["demo.levant_conflict_monitor"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("id,name,kind,sector\nfra.x,X,gang,REB\n", "kind 'gang' is unknown"),
        ("id,name,kind,sector\nfra.x,X,party,ABC\n", "sector 'ABC' is unknown"),
        ("id,name,kind,sector\nfra.x,,party,PTY\n", "column 'name' is empty"),
        ("id,name,kind,sector\nqqq.x,X,party,PTY\n", "country 'QQQ' is unknown"),
        ("id,name,kind,sector,parent\nfra.x,X,party,PTY,fra.y\n", "names 'fra.y'"),
        ("id,name,kind,sector,from\nfra.x,X,party,PTY,2024-13\n", "is no date"),
        ("id,name,kind,sector,acled\nfra.x,X,party,PTY,9\n", "acled '9' is unknown"),
        ("id,name,colour\nfra.x,X,red\n", "unknown column 'colour'"),
        ("id,name,kind,sector\nfra.x,X,party,PTY,more,cells\n", "6 cells under 4 columns"),
        ("", "empty"),
    ],
)
def test_slips_are_named(tmp_path: Path, rows: str, told: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(rows, "utf-8")
    with pytest.raises(InputError, match=told):
        load_register(path)


def test_missing_and_binary_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not there"):
        load_register(tmp_path / "none.csv")
    (tmp_path / "b.csv").write_bytes(b"id,name\n\xff\xfe\x00\n")
    with pytest.raises(InputError, match="UTF-8"):
        load_register(tmp_path / "b.csv")


def test_states_are_at_war_on_the_days_of_their_war_alone() -> None:
    register = load_register()
    assert register.at_war("ETH", "ERI", dt.date(1999, 3, 1))
    assert not register.at_war("ERI", "ETH", dt.date(2021, 3, 1))
    assert register.at_war("AZE", "ARM", dt.date(2020, 10, 1))
    assert not register.at_war("FRA", "DEU", dt.date(2020, 10, 1))
