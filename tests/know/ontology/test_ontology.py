"""The code tables fit themselves and their codebooks."""

import pytest

from dateline.errors import InputError
from dateline.know.ontology import acled_territory, ontology, words
from dateline.model import ActorRef, Plover


def actor(sector: str | None) -> ActorRef:
    return ActorRef(text="x", plover=Plover(sector=sector))


def test_plover_has_its_sixteen_types_and_four_quads() -> None:
    types = ontology().types
    assert len(types) == 16
    assert {t.quad for t in types.values()} == {
        "verbal cooperation", "material cooperation", "verbal conflict", "material conflict",
    }  # fmt: skip
    assert "drone" in types["ASSAULT"].modes
    assert types["AGREE"].modes == ()


def test_every_cameo_code_points_to_a_type_and_mode_of_plover() -> None:
    book = ontology()
    for code, (name, mode) in book.cameo_plover.items():
        assert code.isdigit()
        assert 2 < len(code) <= 4
        assert name in book.types
        assert mode is None or mode in book.types[name].modes
    assert book.cameo_plover["192"] == ("COERCE", "seize")


def test_acled_pairs_are_spelt_as_in_its_exports() -> None:
    book = ontology()
    assert sum(len(subs) for subs in book.acled.values()) == 25
    assert book.acled_pair("Air/drone strike") == ("Explosions/Remote violence", "Air/drone strike")
    with pytest.raises(InputError, match="no ACLED sub-event type"):
        book.acled_pair("Air strike")


@pytest.mark.parametrize(
    ("sectors", "fought", "wanted"),
    [
        (["MIL"], True, "Government regains territory"),
        (["REB"], True, "Non-state actor overtakes territory"),
        (["REB"], False, "Non-violent transfer of territory"),
        ([None, "GOV"], True, "Government regains territory"),
    ],
)
def test_territory_is_coded_by_who_gains_it(
    sectors: list[str | None], fought: bool, wanted: str
) -> None:
    pair = acled_territory([actor(s) for s in sectors], fought=fought)
    assert pair is not None
    assert pair[1] == wanted


def test_territory_of_an_unknown_sector_has_no_pair() -> None:
    assert acled_territory([actor(None)], fought=True) is None


def test_words_are_split_and_tidied() -> None:
    assert words(" a,  b c ,, d\n e") == ("a", "b c", "d e")
