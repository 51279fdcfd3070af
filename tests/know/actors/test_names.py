from hypothesis import given
from hypothesis import strategies as st

from dateline.know.actors import BARRIER, NameIndex
from dateline.know.actors.keys import fold, is_acronym, words


def _index() -> NameIndex:
    index = NameIndex()
    index.add("Islamic State", "name", "syr.isis")
    index.add("IS", "name", "syr.isis")
    index.add("Islamic State West Africa Province", "name", "nga.iswap")
    index.add("Syria", "country", "SYR")
    index.add("foreign ministry", "slot", "foreign_ministry")
    index.add("Front (2nd)", "name", "never")
    return index


def _scan(text: str) -> list[tuple[int, int, str]]:
    printed = text.split()
    run = [BARRIER if w == "," else fold(w) for w in printed]
    return [(m.start, m.end, m.hits[0].id) for m in _index().scan(run, printed)]


def test_longest_name_wins() -> None:
    assert _scan("the Islamic State West Africa Province said") == [(1, 6, "nga.iswap")]
    assert _scan("the Islamic State West fighters") == [(1, 3, "syr.isis")]


def test_capitals_of_abbreviations_count() -> None:
    assert _scan("IS is here") == [(0, 1, "syr.isis")]


def test_names_need_a_capital_phrases_do_not() -> None:
    assert _scan("syria and a foreign ministry") == [(3, 5, "foreign_ministry")]


def test_barriers_part_names() -> None:
    assert _scan("Islamic , State") == []


def test_a_name_with_a_bracket_is_never_met() -> None:
    assert not _index().exact("Front (2nd)")


def test_keys() -> None:
    assert words("Kurdistan Workers’ Party") == ("kurdistan", "workers", "party")
    assert words("Russia's army") == ("russia", "army")
    assert words("Çavuşoğlu") == ("cavusoglu",)
    assert is_acronym("M23")
    assert not is_acronym("Hamas")


@given(st.text(max_size=40))
def test_folding_is_stable(text: str) -> None:
    assert words(fold(text)) == words(fold(fold(text)))
