"""Statements of governments: who speaks, what is only talked about, what is not done yet."""

from __future__ import annotations

import datetime as dt

import pytest
from tests import making

from dateline.model import Claim, ControlClaim, EventClaim
from dateline.read import Reader

DAY = dt.date(2024, 5, 10)


def claims(reader: Reader, text: str) -> list[Claim]:
    return list(reader.read(making.report(text, published=DAY)).claims)


def events(reader: Reader, text: str, event: str) -> list[EventClaim]:
    return [c for c in claims(reader, text) if isinstance(c, EventClaim) and c.event == event]


def named(told: EventClaim, *, whom: bool = False) -> set[str]:
    return {ref.name or ref.text for ref in (told.recipients if whom else told.actors)}


@pytest.mark.parametrize(
    "text",
    [
        "The army is close to retaking Bakhmut.",
        "The rebels are on the verge of capturing Goma.",
        "The SDF came close to capturing Tabqa.",
        "The rebels were nowhere near taking Uvira.",
        "The militia is committed to taking Kidal.",
        "The marines are used to seizing airfields, and Hodeidah would be no other.",
    ],
)
def test_what_somebody_is_only_close_to_is_not_done(reader: Reader, text: str) -> None:
    done = [
        c
        for c in claims(reader, text)
        if isinstance(c, ControlClaim) and c.status in {"asserted", "claimed"}
    ]
    assert not done


def test_a_siege_that_ends_until_is_a_condition(reader: Reader) -> None:
    text = "Sanctions will stay until Russia withdraws its troops from Crimea."
    done = [c for c in claims(reader, text) if c.status in {"asserted", "claimed"}]
    assert not any(isinstance(c, ControlClaim) for c in done)


@pytest.mark.parametrize(
    ("text", "event", "actor"),
    [
        (
            (
                "Foreign Office Minister Tobias Ellwood said:\n\nI welcome the agreement reached "
                "between the Government of Iraq and the Kurdistan Regional Government."
            ),
            "SUPPORT",
            "Tobias Ellwood",
        ),
        (
            (
                '"I urge all parties to lay down their arms," UN Secretary-General Antonio '
                "Guterres told reporters in Juba."
            ),
            "REQUEST",
            "Antonio Guterres",
        ),
    ],
)
def test_i_is_whoever_speaks(reader: Reader, text: str, event: str, actor: str) -> None:
    assert actor in named(events(reader, text, event)[0])


def test_a_witness_is_no_party_to_what_he_did(reader: Reader) -> None:
    text = '"I visited my sister in Tula," a pensioner queuing for bread in Kursk said.'
    assert not events(reader, text, "CONSULT")


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (
            (
                "The Foreign Secretary met ministers in Paris. The Foreign Secretary condemned the "
                "shelling of Aleppo in Syria."
            ),
            "GBR",
        ),
        ("Pakistan's military struck Kunar. The Foreign Secretary condemned the raid.", "PAK"),
        ("Fighting went on in Khartoum. The Defense Secretary condemned it.", "USA"),
    ],
)
def test_an_office_of_few_states_is_one_of_theirs(reader: Reader, text: str, office: str) -> None:
    told = events(reader, text, "ACCUSE")[0]
    assert told.actors[0].plover is not None
    assert told.actors[0].plover.country == office


@pytest.mark.parametrize(
    "text",
    [
        "The EU condemned the attack on the hospital in Erbil.",
        "Turkey denounced the killing of three soldiers in Idlib.",
        "The African Union deplored the attack on peacekeepers in Bangassou.",
    ],
)
def test_whoever_was_hit_is_not_reproached(reader: Reader, text: str) -> None:
    assert not named(events(reader, text, "ACCUSE")[0], whom=True)


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        (("Soldiers shelled Homs. Rebels kidnapped 20 monks near Maaloula. The UN condemned the "
         "shelling."), {"Syrian Arab Army"}),
        ("Rebels took Bria on Monday. France secured Bangui. The AU condemned the capture of Bria.",
         {"Coalition of Patriots for Change"}),
        ("The Taliban seized Kabul. Pakistan closed its border. The EU condemned the takeover.",
         {"Taliban"}),
        (("French troops secured the airport. Seleka rebels took the palace in Bangui. The UN "
         "condemned the seizure of power."), set()),
    ],
)  # fmt: skip
def test_the_doer_of_the_act_that_is_named_is_reproached(
    reader: Reader, text: str, whom: set[str]
) -> None:
    assert named(events(reader, text, "ACCUSE")[0], whom=True) == whom


@pytest.mark.parametrize(
    "text",
    [
        "A rebel spokesman in Bangui denied that his men were responsible for the looting.",
        "Nigeria's army denied that its soldiers were to blame for the killings in Baga.",
        "The ministry rejected claims that its troops were responsible for the massacre in Ituri.",
    ],
)
def test_who_denies_guilt_charges_nobody(reader: Reader, text: str) -> None:
    assert not events(reader, text, "ACCUSE")


def test_whoever_did_it_is_reproached(reader: Reader) -> None:
    text = "The UN condemned the abduction of 30 schoolgirls by gunmen in Zamfara."
    assert named(events(reader, text, "ACCUSE")[0], whom=True) == {"gunmen"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The ministers met in Amman on Tuesday. They discussed the situation in Gaza.", "Amman"),
        ("In Cairo, the two leaders discussed the truce in Gaza.", "Cairo"),
        ("The envoy and the president discussed the siege of El Fasher.", None),
        ("The generals discussed plans for operations to free the city of Mosul.", None),
    ],
)
def test_talks_are_not_held_where_their_subject_is(
    reader: Reader, text: str, place: str | None
) -> None:
    told = events(reader, text, "CONSULT")
    assert told
    assert {c.where.name if c.where else None for c in told} == {place}


def test_what_is_talked_about_is_no_partner(reader: Reader) -> None:
    text = "The ministers met in Geneva and discussed the fight against al-Shabaab in Somalia."
    assert all(not named(c, whom=True) for c in events(reader, text, "CONSULT"))
    text = "All sides must work together to defeat Boko Haram."
    assert all(not named(c, whom=True) for c in events(reader, text, "COOPERATE"))


def test_the_host_of_talks_that_others_go_to_promises_nothing(reader: Reader) -> None:
    text = "The prime minister will travel to Kigali for talks hosted by the African Union."
    assert all("African Union" not in named(c) for c in events(reader, text, "AGREE"))
    text = "Kenya will host talks between the two generals in Nairobi."
    planned = [c for c in events(reader, text, "CONSULT") if c.status == "planned"]
    assert {"Kenya"} in [named(c) for c in planned]


@pytest.mark.parametrize(
    ("text", "event", "actor", "recipient"),
    [
        (
            "Japan has contributed more than $4 million to demining in Laos.",
            "AID",
            "Japan",
            "Laos",
        ),
        (
            "The EU announced 50 million euros in humanitarian aid for Yemen.",
            "AGREE",
            "European Union",
            "Yemen",
        ),
        (
            "Norway will provide nearly $100 million in new assistance to Sudan.",
            "AGREE",
            "Norway",
            "Sudan",
        ),
        (
            "The UK is committed to providing the government of Ukraine with military support.",
            "SUPPORT",
            "United Kingdom",
            "Government of Ukraine",
        ),
        ("The minister called for Rwanda to withdraw.", "REQUEST", "minister", "Rwanda"),
        (
            "Angola brought together the presidents of Rwanda and Uganda in Luanda.",
            "CONSULT",
            "Angola",
            "Rwanda",
        ),
    ],
)
def test_money_stances_calls_and_tables(
    reader: Reader, text: str, event: str, actor: str, recipient: str
) -> None:
    told = events(reader, text, event)[0]
    assert actor in named(told)
    assert recipient in named(told, whom=True)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The governor engaged with community leaders on how to end the feud.", "ASSAULT"),
        ("It violated the peace of Ramadan in Baghdad.", "ASSAULT"),
        ("France will bring together the leaders of Armenia and Iran in Paris.", "MOBILIZE"),
    ],
)
def test_words_of_war_for_words_of_talks(reader: Reader, text: str, event: str) -> None:
    assert not events(reader, text, event)


def test_a_compound_that_describes_help_names_nobody(reader: Reader) -> None:
    told = events(reader, "The agency delivered life-saving aid to Gaza.", "AID")[0]
    assert "life" not in named(told, whom=True)


def test_a_vote_does_what_it_is_on(reader: Reader) -> None:
    text = "The Security Council voted unanimously to adopt Resolution 2249."
    assert [c.status for c in events(reader, text, "AGREE")] == ["asserted"]


@pytest.mark.parametrize(
    "text",
    [
        "Vietnam is committed to opening up the economy.",
        "The army opened up a corridor from Aleppo to Raqqa.",
    ],
)
def test_what_is_opened_up_is_not_fired_at(reader: Reader, text: str) -> None:
    assert not events(reader, text, "ASSAULT")


def test_who_is_fought_is_no_partner_of_those_who_talk_of_it(reader: Reader) -> None:
    text = (
        "Officials from Mali and Niger met in Doha to discuss the campaign against Boko Haram. "
        "They agreed to share intelligence."
    )
    for told in (*events(reader, text, "CONSULT"), *events(reader, text, "AGREE")):
        assert "Boko Haram" not in named(told) | named(told, whom=True)


def test_talks_that_are_declined_are_not_held(reader: Reader) -> None:
    assert not events(reader, "The rebels declined to attend the talks in Doha.", "CONSULT")
    assert events(reader, "The rebels attended the talks in Doha.", "CONSULT")
