"""Slips mended by class: whose soldiers they are, and who is nobody's."""

from __future__ import annotations

import pytest
from tests import making

from dateline.model import ControlClaim, EventClaim
from dateline.read import Reader


def events(reader: Reader, text: str) -> list[EventClaim]:
    return [c for c in reader.read(making.report(text)).claims if isinstance(c, EventClaim)]


def control(reader: Reader, text: str) -> list[ControlClaim]:
    return [c for c in reader.read(making.report(text)).claims if isinstance(c, ControlClaim)]


@pytest.mark.parametrize(
    "text",
    [
        "Unidentified warplanes bombed the airport at Jufra on Monday, the Libyan army said.",
        "Unidentified aircraft struck a convoy of Syrian troops near Abu Kamal.",
        "A drone of unknown origin hit the Khor Mor gas field in Kurdistan.",
        "Unidentified soldiers looted shops in Bangui.",
        "A mystery drone struck an oil refinery in Baiji.",
        "Aircraft of unknown nationality bombed Kapoeta, the rebels said.",
    ],
)
def test_the_unidentified_are_nobodys(reader: Reader, text: str) -> None:
    found = events(reader, text)
    assert found
    assert not [a for e in found for a in e.actors if a.id or (a.plover and a.plover.country)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Unidentified Turkish soldiers looted shops in Afrin.", "tur.army"),
        ("Israeli warplanes bombed the airport at Hodeidah.", "isr.idf"),
        ("Soldiers looted shops in Bangui.", "caf.army"),
    ],
)
def test_whose_country_is_told_is_that_countrys(reader: Reader, text: str, who: str) -> None:
    assert [a.id for e in events(reader, text) for a in e.actors] == [who]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ethiopian forces entered Somalia last week. Troops took Baidoa on Thursday.", "eth.army"),
        ("Kenyan forces bombed camps near Dhobley. The troops then seized the town.", "ken.army"),
        ("Turkish armour rolled towards Afrin. By evening the soldiers held Rajo.", "tur.army"),
        ("Israeli jets bombed Latakia. Soldiers later took Kinsabba from rebels.", "syr.army"),
        (
            "Russian troops entered Vovchansk. Troops hold Lyptsi, the Ukrainian army said.",
            "ukr.army",
        ),
    ],
)
def test_bare_soldiers_go_on_with_a_foreign_army(reader: Reader, text: str, who: str) -> None:
    last = max(control(reader, text), key=lambda c: c.span)
    assert last.holder is not None
    assert last.holder.id == who


@pytest.mark.parametrize(
    ("text", "kind", "doer", "whom"),
    [
        ("Abducted: three nurses, taken from a clinic in Kibera.", "ASSAULT", None, "nurses"),
        ("Released: 22 prisoners, by the Houthis in Sanaa.", "RETREAT", "Houthis", "prisoners"),
        ("- Wounded: a teacher in Bamenda, by gunmen.", "ASSAULT", "gunmen", "teacher"),
        ("Executed: two men in Raqqa, by Islamic State.", "ASSAULT", "Islamic State", "two men"),
    ],
)
def test_an_entry_headed_by_a_participle_tells_whom_it_befell(
    reader: Reader, text: str, kind: str, doer: str | None, whom: str
) -> None:
    (event,) = events(reader, text)
    assert event.event == kind
    assert [a.text for a in event.actors] == ([doer] if doer else [])
    assert any(whom in r.text for r in event.recipients)


@pytest.mark.parametrize(
    "text",
    [
        "Killed: 14.",
        "Reported: two incidents in Bria.",
        "Updated: the map of Syria, 3 May.",
        "Wanted: a doctor in Goma.",
    ],
)
def test_other_heads_tell_no_act(reader: Reader, text: str) -> None:
    assert not events(reader, text)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Police extended the curfew in Imphal until Monday.", "asserted"),
        ("The army shelled Sirte until nightfall.", "asserted"),
        ("The army banned rallies in Conakry until Friday.", "asserted"),
        ("The parties extended the truce in Hodeidah until June.", "asserted"),
        ("The militia blockaded the port of Zawiya until 2014.", "historical"),
    ],
)
def test_until_puts_in_the_past_only_what_ended_long_ago(
    reader: Reader, text: str, status: str
) -> None:
    assert {e.status for e in events(reader, text)} == {status}


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("The army ordered a curfew for all residents of Sirte.", "residents"),
        ("Residents of Imphal were put under curfew after clashes.", "Residents"),
        ("Curfew was clamped on Sopore after a boy was shot dead.", "Sopore"),
        ("A curfew was in force in Imphal on Monday.", None),
    ],
)
def test_a_curfew_is_on_whoever_lives_there(reader: Reader, text: str, whom: str | None) -> None:
    found = [e for e in events(reader, text) if e.mode == "curfew" and e.status == "asserted"]
    told = [r.text for e in found for r in e.recipients]
    assert found
    assert (whom in told[0].split(" ")) if whom else not told


@pytest.mark.parametrize(
    "text",
    [
        "Fourteen members of Abu Sayyaf surrendered with their firearms in Sulu on Friday.",
        "Four Abu Sayyaf members surrendered with their firearms in Sulu.",
    ],
)
def test_members_of_a_band_are_in_arms(reader: Reader, text: str) -> None:
    (event,) = events(reader, text)
    assert (event.event, event.actors[0].id) == ("RETREAT", "phl.asg")


@pytest.mark.parametrize(
    "text",
    ["Kenya offered to deploy troops to Goma.", "Uganda offered to send soldiers to hold Bunia."],
)
def test_who_is_offered_is_not_whom_it_is_offered_to(reader: Reader, text: str) -> None:
    (event,) = events(reader, text)
    assert (event.event, event.recipients) == ("AGREE", ())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("French troops landed at Bangui airport and took control of it.", "Bangui airport"),
        ("Rebels entered Kidal on Friday and took control of it.", "Kidal"),
        ("LAGOS - Soldiers flew into Port Loko and took control of it.", "Port Loko"),
    ],
)
def test_it_is_what_was_just_entered(reader: Reader, text: str, place: str) -> None:
    assert place in {c.where.text for c in control(reader, text) if c.where is not None}


def test_a_curfew_is_no_place(reader: Reader) -> None:
    text = "Curfew was imposed in Bhainsa after clashes between two communities."
    assert {e.where.text for e in events(reader, text) if e.where} == {"Bhainsa"}


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("The Houthis said they were behind a drone attack on the airport at Abha.", "yem.houthis"),
        ("Al-Shabaab said its men were behind the attack on a hotel in Baidoa.", "som.al_shabaab"),
    ],
)
def test_who_says_that_he_is_behind_it_did_it(reader: Reader, text: str, doer: str) -> None:
    found = [a.id for e in events(reader, text) if e.event == "ASSAULT" for a in e.actors]
    assert found == [doer]


def test_where_an_attack_is_claimed_is_not_attacked(reader: Reader) -> None:
    text = "A bomb went off in Baghdad. Islamic State claimed the attack on its Telegram channel."
    whom = [r.text for e in events(reader, text) for r in e.recipients]
    assert not [w for w in whom if "channel" in w]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen who swore allegiance to al-Qaeda captured Zinjibar.",
        "Militants in Sinai who have pledged allegiance to Islamic State attacked Rafah.",
        "Fighters who defected from Islamic State to the Taliban took Darzab.",
    ],
)
def test_an_oath_that_tells_whose_they_are_is_no_news(reader: Reader, text: str) -> None:
    assert "MOBILIZE" not in {e.event for e in events(reader, text) if e.status != "historical"}


def test_to_whom_allegiance_is_pledged_is_told(reader: Reader) -> None:
    (event,) = events(reader, "A faction in Mogadishu pledged allegiance to Islamic State.")
    assert (event.event, [r.text for r in event.recipients]) == ("MOBILIZE", ["Islamic State"])
