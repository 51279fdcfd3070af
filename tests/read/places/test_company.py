"""Names that only the grammar or the words beside them show to be places, and where they are put.

The shipped reader and gazetteer, sentences of many wars.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from tests.making import report

from dateline.know.gazetteer import distance_km
from dateline.model import ControlClaim, PlaceMention, PlaceRef, Reading
from dateline.read import Reader

Read = Callable[[str], Reading]


@pytest.fixture
def read(reader: Reader) -> Read:
    def done(text: str) -> Reading:
        [reading] = reader.read_all([report(text)], mentions=True)
        return reading

    return done


def _places(reading: Reading) -> dict[str, PlaceMention]:
    found = [m for m in reading.mentions or () if isinstance(m, PlaceMention)]
    return {m.text: m for m in found if m.role is None}


def _near(place: PlaceRef, lat: float, lon: float, km: float) -> bool:
    if place.lat is None or place.lon is None:
        return False
    return distance_km(place.lat, place.lon, lat, lon) <= km


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The army of Croatia said that Novska had been entered.", "Novska", "HR"),
        ("In Croatia, Jasenovac was occupied the same day.", "Jasenovac", "HR"),
        ("Troops regained Jowhar from al-Shabaab.", "Jowhar", "SO"),
        ("Government jets struck Jisr ash-Shughur and Saraqeb.", "Saraqeb", "SY"),
        ("The gangs control most of Port-au-Prince.", "Port-au-Prince", "HT"),
        ("The Taliban hold Bagram air base.", "Bagram", "AF"),
        ("The Taliban took the Spin Boldak border crossing.", "Spin Boldak", "AF"),
    ],
)
def test_what_is_taken_or_shelled_is_a_place(
    read: Read, text: str, name: str, country: str
) -> None:
    assert _places(read(text))[name].country == country


@pytest.mark.parametrize(
    "text",
    [
        "Rebels captured Hassan, a commander of the army, in Syria.",
        "Troops took Salam, 34, to a prison in Iraq.",
        "The soldiers hit Jamal, who fell, in Egypt.",
    ],
)
def test_whom_the_words_call_a_person_is_none(read: Read, text: str) -> None:
    assert not {"Hassan", "Salam", "Jamal"} & _places(read(text)).keys()


def test_a_name_shown_late_is_resolved_by_the_places_beside_it(read: Read) -> None:
    text = "Colombian soldiers left San Jose del Guaviare. Vistahermosa slipped from their hands."
    claims = [c for c in read(text).claims if isinstance(c, ControlClaim) and c.where]
    told = {c.where.text: c.where for c in claims if c.where}
    assert told["Vistahermosa"].country == "CO"


@pytest.mark.parametrize(
    ("text", "name", "point"),
    [
        ("Troops took Belkova, a village 30 km north of Homs.", "Belkova", (35.0, 36.71)),
        ("They shelled the village of Ngarandu, near Maiduguri.", "Ngarandu", (11.85, 13.16)),
        ("The rebels claimed the hamlet of Kwezi outside Goma.", "Kwezi", (-1.67, 29.22)),
        ("Fighters seized Umm Sadiq, about 30 kilometres east of Tikrit.", "Umm Sadiq",
         (34.61, 44.0)),
    ],
)  # fmt: skip
def test_an_unknown_village_lies_where_the_text_says(
    read: Read, text: str, name: str, point: tuple[float, float]
) -> None:
    place = _places(read(text))[name]
    assert place.id is None
    assert place.precision == "near"
    assert _near(place, *point, 8)


def test_a_namesake_far_from_where_the_text_puts_it_is_refused(read: Read) -> None:
    places = _places(read("Russian troops took the village of Orlivske, south of Avdiivka."))
    assert places["Orlivske"].id is None
    places = _places(read("Clashes broke out in Abu Hamad, northern Sudan."))
    assert places["Abu Hamad"].country == "SD"


def test_what_follows_in_the_clause_does_not_hold_a_town(read: Read) -> None:
    text = "Syria said that soldiers lost near Palmyra have since been found alive in Iraq."
    assert _places(read(text))["Palmyra"].country == "SY"


def test_an_unknown_village_is_not_put_on_its_one_neighbour(read: Read) -> None:
    place = _places(read("The army threw back assaults at Bakhmut and Kodema."))["Kodema"]
    assert (place.id, place.lat, place.country) == (None, None, "UA")


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The army said it still controlled Malakal and Bentiu.", "Bentiu", "SS"),
        ("Two soldiers were killed on the road between Gao and Ansongo.", "Ansongo", "ML"),
    ],
)
def test_a_town_without_a_namesake_may_lie_far_from_the_cities_beside_it(
    read: Read, text: str, name: str, country: str
) -> None:
    place = _places(read(text))[name]
    assert place.id is not None
    assert place.country == country


def test_another_spelling_does_not_vouch_for_its_own_country(read: Read) -> None:
    reading = read("Rebels retook Malakal from government troops, who withdrew towards Melut.")
    places = _places(reading)
    assert places["Malakal"].country == "SS"
    assert places["Melut"].id is None


def test_a_city_in_another_spelling_is_likelier_than_a_hamlet_in_this(read: Read) -> None:
    place = _places(read("Clashes resumed along the Zaporizhzhia front line."))["Zaporizhzhia"]
    assert (place.name, place.feature) == ("Zaporizhzhya", "city")


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Troops loyal to Riek Machar captured Bor on Wednesday.", "ssd.splm_io"),
        ("Troops loyal to the government recaptured Kadugli in Sudan.", "sdn.gov"),
        ("Soldiers loyal to Laurent Gbagbo seized Tiebissou in Ivory Coast.", None),
        ("Units loyal to Saleh took Taiz on Wednesday.", None),
    ],
)
def test_troops_loyal_to_somebody_are_not_the_states(
    reader: Reader, text: str, id_: str | None
) -> None:
    [reading] = reader.read_all([report(text, published=dt.date(2013, 12, 20))])
    [claim] = [c for c in reading.claims if isinstance(c, ControlClaim)]
    assert claim.holder is not None
    assert claim.holder.id == id_


def test_who_moves_troops_from_a_town_loses_it_wherever_the_parse_hangs_it(reader: Reader) -> None:
    text = "Russia said it was regrouping its forces from Balakliia and Izium."
    [reading] = reader.read_all([report(text)])
    lost = [c for c in reading.claims if isinstance(c, ControlClaim) and c.change == "lost"]
    assert {c.where.text for c in lost if c.where} == {"Balakliia", "Izium"}


@pytest.mark.parametrize(
    ("text", "name", "point"),
    [
        ("He met men at Qayyarah Airfield West in Iraq.", "Qayyarah Airfield West", (35.8, 43.1)),
        ("Rockets hit Erbil Airport North in Iraq on Sunday.", "Erbil Airport North", (36.2, 44.0)),
    ],
)  # fmt: skip
def test_a_side_of_an_airfield_is_found_by_the_airfield(
    read: Read, text: str, name: str, point: tuple[float, float]
) -> None:
    assert _near(_places(read(text))[name], *point, 12)


@pytest.mark.parametrize("village", ["Tal Arish", "Deir Wasit", "Kafr Aleppo"])
def test_a_hill_or_village_of_a_known_name_is_not_that_place(read: Read, village: str) -> None:
    places = _places(read(f"Fighters attacked the villages of Alwash and {village} in Syria."))
    assert {"Arish", "Wasit", "Aleppo"}.isdisjoint(places)
