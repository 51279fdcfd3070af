"""Places in sentences as reports write them."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from dateline.know.gazetteer import Gazetteer, distance_km
from dateline.model import PlaceMention
from dateline.read.places import find_places
from dateline.read.places.toponym import describe

Find = Callable[..., dict[str, PlaceMention]]


@pytest.fixture
def find(gazetteer: Gazetteer, parse: Callable[[str], Doc]) -> Find:
    def found(marked: str, title: str | None = None) -> dict[str, PlaceMention]:
        doc = parse(marked)
        heading = parse(title) if title else None
        places = find_places(doc, gazetteer=gazetteer, title=heading)
        assert all(p.span and doc.text[p.span[0] : p.span[1]] == p.text for p in places)
        assert all(p.because for p in places)
        return {p.text: p for p in places}

    return found


def test_city_and_province_of_one_name(find: Find) -> None:
    assert find("Troops left [Hama] at dawn.")["Hama"].feature == "city"
    province = find("Fighting spread in northern [Hama] province in Syria.")["Hama"]
    assert (province.feature, province.id, province.precision) == ("admin1", "iso:SY-HM", "admin1")
    assert find("They reached [Hama] city.")["Hama"].id == "g:hama"


def test_list_of_villages_lies_together(find: Find) -> None:
    places = find("The army lost [Morek], [Halfaya] and Suran in [Syria].")
    assert places["Suran"].id == "g:suran-hama"
    assert places["Morek"].name == "Mūrak"


def test_unknown_village_takes_its_neighbours_region_and_says_so(find: Find) -> None:
    places = find("They took the villages of Morek, Halfaya and Quorx in [Syria].")
    quorx = places["Quorx"]
    assert quorx.id is None
    assert quorx.precision == "near"
    assert quorx.lat is not None
    assert quorx.lon is not None
    assert distance_km(quorx.lat, quorx.lon, 35.32, 36.65) < 10
    assert "listed with" in (quorx.because or "")


def test_false_friend_far_away_is_refused(find: Find) -> None:
    bala = find("Syrian rebels took [Morek], [Halfaya] and [Bala].")["Bala"]
    assert bala.id is None
    assert bala.country == "SY"


def test_lone_unknown_name_gets_no_point(find: Find) -> None:
    quorx = find("Shells fell on [Quorx].")["Quorx"]
    assert (quorx.lat, quorx.lon, quorx.id, quorx.precision) == (None, None, None, None)


def test_containment_decides(find: Find) -> None:
    assert find("A blast hit [Paris], [Texas].")["Paris"].id == "g:paris-tx"
    assert find("They fled [Goma], the capital of [North Kivu].")["Goma"].id == "g:goma"
    assert find("A blast hit [Paris].")["Paris"].id == "g:paris"


def test_context_decides(find: Find) -> None:
    assert find("Police in [Dallas], [Texas], went to [Paris].")["Paris"].id == "g:paris-tx"


def test_title_informs_the_text(find: Find) -> None:
    assert find("Shells fell on [Suran].", title="Fighting in [Syria]")["Suran"].country == "SY"


def test_entity_ends_are_mended(find: Find) -> None:
    assert find("They entered [Taybat] al-Imam in [Syria].")["Taybat al-Imam"].id == "g:taybat"


def test_name_taken_for_a_person_is_a_place_in_its_country(find: Find) -> None:
    assert find("In [Syria], {Halfaya} had been lost.")["Halfaya"].id == "g:halfaya"
    assert "Halfaya" not in find("In [Syria], General {Halfaya} said so.")


def test_adjectives_and_abbreviations(find: Find) -> None:
    places = find("Syrian troops fought near the U.S. base.")
    assert (places["Syrian"].role, places["Syrian"].country) == ("adjective", "SY")
    assert places["U.S."].country == "US"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Moscow] rejected the claim.", "Moscow"),
        ("[Moscow]-backed forces advanced.", "Moscow"),
        ("[Kyiv] says it will hold.", "Kyiv"),
        ("A deal between [Moscow] and [Kyiv] was near.", "Moscow"),
    ],
)
def test_capital_that_stands_for_its_government(find: Find, text: str, name: str) -> None:
    assert find(text)[name].role == "metonym"


def test_capital_as_a_place(find: Find) -> None:
    assert find("Explosions were heard in [Kyiv].")["Kyiv"].role is None


def test_part_of_a_body_s_name(find: Find) -> None:
    places = find("The <Damascus University> was shut.")
    assert places["Damascus"].role == "part_of_name"


def test_dateline(find: Find) -> None:
    places = find("[BEIRUT], Dec 1 (Meridian) - Rebels took [Morek] in [Syria].")
    assert places["BEIRUT"].role == "dateline"
    assert places["Morek"].role is None
    assert "Meridian" not in places


def test_text_in_capitals(find: Find) -> None:
    assert find("GUNMEN ATTACKED A POST IN HAMA, SYRIA.")["HAMA"].country == "SY"


def test_distance_and_direction_move_the_point(find: Find) -> None:
    place = find("A convoy was hit 10 km west of [Hama].")["Hama"]
    assert place.lat is not None
    assert place.lon is not None
    assert distance_km(place.lat, place.lon, 35.132, 36.755) == pytest.approx(10, abs=0.1)
    assert place.lon < 36.755
    assert place.precision == "near"


@pytest.mark.parametrize(
    "text",
    [
        "Shelling hit the outskirts of [Hama].",
        "They fought south of [Hama].",
        "Jets bombed the countryside of [Hama].",
        "They dug in near [Hama].",
    ],
)
def test_vague_words_widen(find: Find, text: str) -> None:
    place = find(text)["Hama"]
    assert place.precision == "near"
    assert place.radius_km is not None
    assert place.radius_km > 8


def test_road_named_after_a_city_is_not_that_city(find: Find) -> None:
    assert find("In [Hama], [Syria], they closed [Aleppo Road].")["Aleppo Road"].id is None


def test_same_name_resolves_once(
    find: Find, gazetteer: Gazetteer, parse: Callable[[str], Doc]
) -> None:
    doc = parse("[Goma] fell. In [Congo], [Goma] is the largest city of the east. [Goma] was calm.")
    ids = {p.id for p in find_places(doc, gazetteer=gazetteer) if p.text == "Goma"}
    assert ids == {"g:goma"}


def test_hint_of_country(gazetteer: Gazetteer, parse: Callable[[str], Doc]) -> None:
    doc = parse("Shells fell on [Suran].")
    (place,) = find_places(doc, gazetteer=gazetteer, near_country=["IR"])
    assert place.id == "g:suran-iran"


def test_empty_text(gazetteer: Gazetteer, parse: Callable[[str], Doc]) -> None:
    assert find_places(parse(""), gazetteer=gazetteer) == ()


@pytest.mark.parametrize(
    ("text", "name", "word"),
    [
        ("the town of Morek", "Morek", "town"),
        ("Hama province", "Hama", "province"),
        ("the villages of Morek", "Morek", "village"),
        ("Kuweires air base", "Kuweires", "air base"),
    ],
)
def test_words_beside_a_name_tell_its_kind(text: str, name: str, word: str) -> None:
    start = text.index(name)
    toponym = describe(text, (start, start + len(name)))
    assert (toponym.name, toponym.word) == (name, word)


@given(st.text(alphabet=st.sampled_from("Hama Morek,.-'’\n inIN'al-[]{}<>"), max_size=60))
def test_any_text_is_read(gazetteer: Gazetteer, parse: Callable[[str], Doc], text: str) -> None:
    doc = parse(text)
    places = find_places(doc, gazetteer=gazetteer)
    ends = [p.span for p in places]
    assert all(a and b and a[1] <= b[0] for a, b in pairwise(ends))
