"""What plain wires say beside the point: who is seen, who died, what could be heard, whose."""

from __future__ import annotations

import pytest
from tests import making

from dateline.model import Claim, ControlClaim, EventClaim
from dateline.read import Reader


def read(reader: Reader, text: str) -> tuple[Claim, ...]:
    return tuple(reader.read(making.report(text)).claims)


def events(reader: Reader, text: str, kind: str) -> list[EventClaim]:
    return [c for c in read(reader, text) if isinstance(c, EventClaim) and c.event == kind]


def control(reader: Reader, text: str) -> list[ControlClaim]:
    return [c for c in read(reader, text) if isinstance(c, ControlClaim)]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Monitors said they had seen Serb gunmen looting houses in Kosovska.", "Serb gunmen"),
        ("A resident watched the rebels enter Homs and burn the town hall.", "rebels"),
        ("The group admitted killing three teachers in Jolo.", "group"),
    ],
)
def test_who_is_seen_at_something_does_it(reader: Reader, text: str, doer: str) -> None:
    found = events(reader, text, "ASSAULT")
    assert found
    assert all(doer in a.text for e in found for a in e.actors)
    assert all(len(e.actors) == 1 for e in found)


def test_the_dead_take_no_town(reader: Reader) -> None:
    text = (
        "Members of the Bangsamoro Islamic Freedom Fighters attacked a post in Pigcawayan. "
        "Five militants died, according to the police. They also occupied a school in Malagakit."
    )
    holders = [c.holder for c in control(reader, text) if c.where and "school" in c.where.text]
    assert [h.id for h in holders if h] == ["phl.biff"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Gunfire could be heard near the market in Cocody.", "asserted"),
        ("Explosions can still be heard in Khartoum.", "asserted"),
        ("Protests could be held in Goma.", "hypothetical"),
    ],
)
def test_what_could_be_heard_was_heard(reader: Reader, text: str, status: str) -> None:
    assert {c.status for c in read(reader, text)} == {status}


def test_a_union_that_condemns_is_no_place(reader: Reader) -> None:
    (found,) = events(reader, "The European Union condemned the attack.", "ACCUSE")
    assert [a.id for a in found.actors] == ["int.eu"]
    assert found.where is None


def test_an_outpost_in_a_town_of_a_district_is_in_the_town(reader: Reader) -> None:
    text = "In Cotabato province, rebels attacked a military outpost in the town of Pigcawayan."
    (found,) = events(reader, text, "ASSAULT")
    assert found.where is not None
    assert found.where.text == "Pigcawayan"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fighters entered Ivory Coast's main city on Thursday.", "Abidjan"),
        ("Soldiers seized Burundi's largest city.", "Bujumbura"),
        ("Rebels shelled Nigeria's commercial capital, Lagos, on Monday.", "Lagos"),
    ],
)
def test_a_largest_city_is_told_by_its_country(reader: Reader, text: str, name: str) -> None:
    assert {c.where.name for c in read(reader, text) if isinstance(c, EventClaim) and c.where} == {
        name
    }


def test_which_city_is_the_largest_must_be_clear(reader: Reader) -> None:
    (found,) = events(reader, "Rebels attacked Syria's largest city.", "ASSAULT")
    assert found.where is not None
    assert found.where.feature == "country"


def test_an_attack_by_a_leaders_forces_is_theirs_once(reader: Reader) -> None:
    text = "Peacekeepers repelled an attack by Charles Taylor's forces on the Golf Hotel in Harper."
    (found,) = events(reader, text, "ASSAULT")
    assert [a.text for a in found.actors] == ["Charles Taylor's forces"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("UNHCR flew 30 tonnes of tents to Tbilisi.", {"AID"}),
        ("The Red Cross flew 200 blankets to Dili.", {"AID"}),
        ("The minister flew to Juba.", {"CONSULT"}),
        ("Russia flew 30 tonnes of ammunition to Bangui.", set()),
    ],
)
def test_relief_goods_that_are_flown(reader: Reader, text: str, kinds: set[str]) -> None:
    assert {c.event for c in read(reader, text) if isinstance(c, EventClaim)} == kinds


def test_who_closes_a_sentence_is_not_of_its_list(reader: Reader) -> None:
    text = (
        "They also hold Senaki, where a Georgian base was looted, and Zugdidi, a police official "
        "said by telephone."
    )
    assert {c.where.text for c in control(reader, text) if c.where} == {"Senaki", "Zugdidi"}
    assert all(c.status == "claimed" and c.holder is None for c in control(reader, text))


def test_neither_army_holds_anything(reader: Reader) -> None:
    text = (
        "Shire fell to Ethiopian and Eritrean troops. At Maychew, where neither army has budged, "
        "artillery could be heard."
    )
    assert not [c for c in control(reader, text) if c.holder and "neither" in c.holder.text]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Boko Haram holds two dozen towns in Borno, Yobe and Adamawa states, among them Bama.", 1),
        ("The group controls dozens of villages in Idlib, Hama and Aleppo provinces.", 0),
        ("The army holds most towns in Helmand and Kandahar provinces.", 2),
        ("Rebels stormed a regime-held checkpoint near Morek.", 0),
        ("The rebel-held village of Kafr Zita was bombed.", 1),
        ("Raqqa is being cleared of militants house by house.", 0),
        ("The army is clearing Raqqa.", 0),
        ("The army cleared Raqqa.", 1),
        ("The highway to Aleppo is under the fire control of the rebels.", 0),
        ("The highway to Aleppo is under the control of the rebels.", 1),
    ],
)
def test_what_is_somebodys_and_what_is_not_yet(reader: Reader, text: str, told: int) -> None:
    places = {c.where.text for c in control(reader, text) if c.where}
    assert len(places) == told


def test_a_quarter_in_a_town_is_a_part_of_it(reader: Reader) -> None:
    (found,) = control(reader, "A rebel-held district in Homs was shelled.")
    assert found.extent == "part"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("ABUJA - President Goodluck Jonathan asked the Senate to extend it.", "nga.parliament"),
        ("The US Senate met on aid to Ukraine. President Biden urged the Senate to act.", "usa."),
    ],
)
def test_a_senate_is_of_the_country_told_of(reader: Reader, text: str, body: str) -> None:
    asked = [r.id or "" for e in events(reader, text, "REQUEST") for r in e.recipients]
    assert asked
    assert all(one.startswith(body) for one in asked)


def test_our_units_are_of_the_country_told_of(reader: Reader) -> None:
    text = (
        "Our units went on to liberate the occupied lands. The city of Jabrayil was cleared of the "
        "Armenian armed forces. The enemy's 1st regiment was forced to retreat from the heights "
        "north of Talish."
    )
    found = control(reader, text)
    assert {c.holder.id for c in found if c.holder} == {"aze.army", "arm.army"}
    assert {c.change for c in found if c.holder and c.holder.id == "arm.army"} == {"lost"}


@pytest.mark.parametrize(
    "text",
    [
        "The regime forces shell Khan Shaykhun and areas in the northern countryside of Hama",
        "The regime forces target the north of Homs and clashes in the area east of Damascus",
    ],
)
def test_a_headline_of_shelling_holds_nothing(reader: Reader, text: str) -> None:
    assert not [c for c in control(reader, text) if c.change in {"held", "gained"}]


def test_a_village_near_the_capital_is_not_the_capital(reader: Reader) -> None:
    text = "In South Sudan troops entered a village near the capital, Juba, on Sunday."
    assert control(reader, text) == []


@pytest.mark.parametrize(
    ("text", "gained"),
    [
        ("Army units scored a major victory by controlling the town of Morek.", True),
        ("The rebels managed to control the town of Morek.", True),
        ("The army has not managed to control the town of Morek.", False),
        ("The militia makes money by controlling the port of Kismayo.", False),
    ],
)
def test_control_that_is_won(reader: Reader, text: str, *, gained: bool) -> None:
    assert ("gained" in {c.change for c in control(reader, text)}) == gained


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The army did not succeed in capturing Saraqib.", []),
        ("The army has failed in taking Saraqib.", []),
        ("The army failed to control Saraqib.", []),
        ("The army succeeded in capturing Saraqib.", ["gained"]),
    ],
)
def test_what_did_not_succeed(reader: Reader, text: str, told: list[str]) -> None:
    live = [c for c in control(reader, text) if c.status in {"asserted", "claimed"}]
    assert [c.change for c in live] == told


def test_a_convoy_has_many_in_it(reader: Reader) -> None:
    text = (
        "The aid convoy was attacked from the air in Urem al-Kubra. Whether deliberate or not, "
        "this was an indefensible attack, with at least ten people killed and aid destroyed."
    )
    assert [e.killed.best for e in events(reader, text, "ASSAULT") if e.killed] == [10]
