"""Names in a place's own script: chosen among spellings of every language, told, looked up."""

from pathlib import Path

import pytest

from dateline.know.gazetteer import Gazetteer, Origin, build
from dateline.know.gazetteer.importers import origin_of
from dateline.know.gazetteer.own import in_latin, own_key, tongues
from dateline.know.gazetteer.sources import Row, read_csv, shipped

CHOSEN = [
    ("UA", "Vuhlyna", ["Углина", "Вуглина", "Вуглына", "ووهلينا"], ("uk", "Вуглина")),
    ("UA", "Tsyhansk", ["Цыганск", "Циганськ", "Циганск"], ("uk", "Циганськ")),
    ("RU", "Kamenets", ["Кам’янець", "Каменец", "Каменец ош"], ("ru", "Каменец")),
    ("SY", "Tall Zayn", ["تل زين", "تل زین", "טל זין", "Тель-Зейн"], ("ar", "تل زين")),
    ("YE", "Al Jadīdah", ["جديده", "الجديدة", "الجدیده"], ("ar", "الجديدة")),
    ("SY", "Kafr Zayn", ["Al Ghānīyah", "الغانية", "كفر زين"], ("ar", "كفر زين")),
    ("YE", "Saḩab", ["محافظة سحب", "Sahab"], ("ar", "سحب")),
    ("IR", "Golābād", ["گل آباد", "جلاباد"], ("fa", "گل آباد")),
    ("AF", "Bandar", ["ولايت بندر", "Бандар"], ("fa", "بندر")),
    ("IL", "Bet Zayit", ["בית זית", "بيت زيت"], ("he", "בית זית")),
    ("GE", "Tsikhe", ["Цихе", "ციხე"], ("ka", "ციხე")),
    ("ET", "Kosso", ["ኮሶ", "كوسو"], ("am", "ኮሶ")),
    ("MM", "Taung Bo", ["တောင်ဘို", "ตองโบ"], ("my", "တောင်ဘို")),
]


@pytest.mark.parametrize(("country", "name", "others", "own"), CHOSEN)
def test_the_countrys_own_spelling_is_chosen(
    country: str, name: str, others: list[str], own: tuple[str, str]
) -> None:
    assert tongues().names(country, None, name, others)[0] == own


@pytest.mark.parametrize(
    ("country", "name", "others"),
    [
        ("FR", "Lyon", ["Лион", "ليون"]),  # writes Latin letters
        ("YE", "Tall Zayn", ["Тель-Зейн", "تل زین گ"]),  # other languages' letters alone
        ("UA", "Vuhlyna", ["Мирне"]),  # another name
        ("UA", "Vuhlyna", []),
    ],
)
def test_no_name_is_made_up(country: str, name: str, others: list[str]) -> None:
    assert tongues().names(country, None, name, others) == []


def test_a_divisions_language_comes_before_its_countrys() -> None:
    told = tongues().names("IQ", "IQ.11", "Zarin", ["زرين", "زەرین"])
    assert told[0] == ("ckb", "زەرین")
    assert ("ar", "زرين") in told


def test_every_language_of_a_country_is_described() -> None:
    known = tongues()
    used = {
        code for codes in (*known.countries.values(), *known.divisions.values()) for code in codes
    }
    assert used <= known.tongues.keys()
    told = [tuple(row.values()) for row in read_csv(shipped("own.csv"))]
    assert len({id_ for id_, _, _ in told}) == len(told)
    wrong = [
        name
        for _, lang, name in told
        if not known.tongues[lang].fits(known.tongues[lang].clean(name))
    ]
    assert wrong == []
    assert not any(in_latin(name) for *_, name in told)


def test_looked_up_in_its_own_script(tmp_path: Path) -> None:
    rows = [
        Row("x:1", "Tall Zayn", 35.0, 36.0, "town", "SY", "SY.10", 9000, names=(("تل زين", 1),)),
        Row("x:2", "Zaynab", 31.0, 30.0, "town", "EG", own=(("ar", "زينب"), ("ar", "زَيْنَب"))),
        Row("iso:UA-32", "Kyivska", 50.0, 30.0, "admin1", "UA", "UA.13"),
    ]
    path = tmp_path / "places.sqlite"
    build(path, [Origin("test", "Test", "CC0-1.0", None, None, lambda: rows)])
    with Gazetteer.open(path) as gazetteer:
        (found, *_) = gazetteer.lookup("تلُّ زين")
        assert (found.place.id, found.match) == ("x:1", "exact")
        assert gazetteer.own("x:1") == ("ar", "تل زين")
        assert gazetteer.own("x:2") == ("ar", "زينب")
        assert gazetteer.own("x:3") is None
        assert gazetteer.lookup("حلب") == ()
    assert own_key("إدلِب") == own_key("ادلب")


def test_columns_by_language_are_own_names(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text(
        "name,lat,lon,country,name_ar,name_fr\nTestaya,35,36,SY,قرية,Testaille\n", "utf-8"
    )
    (row,) = origin_of(table).rows()
    assert row.own == (("ar", "قرية"),)
    units = tmp_path / "adm.csv"
    units.write_text(
        "ADM2_PCODE,ADM2_EN,ADM2_AR,ADM1_AR,lat,lon\nSY1,Testaya,تستايا,حماة,35,36\n", "utf-8"
    )
    (unit,) = origin_of(units).rows()
    assert unit.own == (("ar", "تستايا"),)
    streets = tmp_path / "osm.json"
    streets.write_text(
        '{"elements": [{"type": "node", "id": 1, "lat": 35, "lon": 36, "tags": {"place": "town", '
        '"name": "قرية", "name:en": "Testaya", "name:ar": "قرية", "name:ru": "Деревня"}}]}',
        "utf-8",
    )
    (node,) = origin_of(streets, country="SY").rows()
    assert node.own == (("ar", "قرية"),)
