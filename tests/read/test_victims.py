"""Whose murder, arrest or rally it is; what a verb takes behind a phrase; who is many."""

from __future__ import annotations

import pytest
from tests import making

from dateline.model import ControlClaim, EventClaim
from dateline.read import Reader


def events(reader: Reader, text: str) -> list[EventClaim]:
    claims = reader.read(making.report(text)).claims
    return [c for c in claims if isinstance(c, EventClaim) and c.status in {"asserted", "claimed"}]


def control(reader: Reader, text: str) -> list[tuple[str, str]]:
    claims = reader.read(making.report(text)).claims
    return [(c.change, c.where.text) for c in claims if isinstance(c, ControlClaim) and c.where]


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("General Okello's assassination was condemned by Kampala.", "Okello"),
        ("Sankara's murder was investigated by a court in Ouagadougou.", "Sankara"),
        ("Ocalan's arrest in Nairobi set off riots.", "Ocalan"),
        ("The priest's abduction in Jos was reported on Monday.", "priest"),
        ("The journalist's release came after talks in Doha.", "journalist"),
        ("Rabin's assassination by an extremist ended the talks.", "Rabin"),
    ],
)
def test_one_persons_murder_is_done_to_him(reader: Reader, text: str, whom: str) -> None:
    done = [c for c in events(reader, text) if c.event in {"ASSAULT", "COERCE", "RETREAT"}]
    assert len(done) == 1
    assert any(whom in r.text for r in done[0].recipients)
    assert not any(whom in a.text for a in done[0].actors)


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("The rebels' assassination of the mayor was condemned.", "rebels"),
        ("The cartel's murder of two officers in Culiacan was filmed.", "cartel"),
        ("Israel's assassination of Nasrallah in Beirut was condemned.", "Israel"),
        ("The militia's abductions of women in Bunia go on.", "militia"),
    ],
)
def test_a_bands_murders_are_its_own(reader: Reader, text: str, doer: str) -> None:
    done = [c for c in events(reader, text) if c.event == "ASSAULT"]
    assert [[a.text for a in c.actors] for c in done] == [[doer]]


@pytest.mark.parametrize(
    "text",
    [
        "The prime minister held an election rally in Bamako on Monday.",
        "Several activists were detained before the president's rally in Voi.",
        "The king addressed a campaign rally of the ruling party in Quetta.",
    ],
)
def test_a_rulers_rally_is_no_protest(reader: Reader, text: str) -> None:
    assert "PROTEST" not in {c.event for c in events(reader, text)}


def test_a_students_rally_is_one(reader: Reader) -> None:
    assert {c.event for c in events(reader, "Students held a rally in Lome.")} == {"PROTEST"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The army captured with little effort the town of Bunia.", [("gained", "Bunia")]),
        ("Fighters seized control by force of the town of Dekoa.", [("gained", "Dekoa")]),
        ("The junta closed the radio station in Ouagadougou.", []),
        ("Police closed shops in Nairobi on Monday.", []),
        ("Rebels closed in on Goma.", [("advanced_toward", "Goma")]),
        ("The mayor said on Friday the town of Bunia was calm.", []),
    ],
)
def test_what_is_taken_behind_a_phrase(
    reader: Reader, text: str, places: list[tuple[str, str]]
) -> None:
    assert control(reader, text) == places


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("The army on Friday lifted by decree the curfew in Kaduna.", "army", "Kaduna"),
        ("The governor on Thursday eased by two hours the curfew in Jos.", "governor", "Jos"),
    ],
)
def test_a_curb_lifted_by_decree_is_no_curb(
    reader: Reader, text: str, actor: str, recipient: str
) -> None:
    (found,) = events(reader, text)
    assert found.event == "CONCEDE"
    assert [actor in a.text for a in found.actors] == [True]
    assert [r.text for r in found.recipients] in ([recipient], [])


def test_a_curfew_in_a_town_is_for_those_in_it(reader: Reader) -> None:
    (found,) = events(reader, "The authorities imposed a curfew in the town of Cizre.")
    assert [r.text for r in found.recipients] == ["Cizre"]


@pytest.mark.parametrize(
    "text",
    [
        "A large number of security forces were deployed in Basra on Friday.",
        "A number of soldiers were sent to Basra on Friday.",
    ],
)
def test_a_number_of_soldiers_are_soldiers(reader: Reader, text: str) -> None:
    assert {c.event for c in events(reader, text)} == {"MOBILIZE"}


def test_the_number_of_soldiers_is_a_figure(reader: Reader) -> None:
    assert events(reader, "The visit brought the number of soldiers in Basra to 500.") == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The citizens have confronted these moments of tragedy with courage.", set()),
        ("Police confronted gunmen in Lima.", {"ASSAULT"}),
    ],
)
def test_trials_are_confronted_without_a_fight(reader: Reader, text: str, kinds: set[str]) -> None:
    assert {c.event for c in events(reader, text)} == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Santana Rojas was killed on 3 September while fighting in Usulutan.",
        "Soldiers were killed in fighting in three Syrian provinces.",
    ],
)
def test_who_fell_in_a_fight_did_not_kill_himself(reader: Reader, text: str) -> None:
    (found,) = events(reader, text)
    assert found.recipients
    assert not found.actors


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Militants detonated a bomb under a bridge in Kohat.", "Militants"),
        ("Tens of thousands of students held rallies in Dhaka.", "Tens of thousands of students"),
        ("Hundreds of students held demonstrations in Dhaka.", "Hundreds of students"),
    ],
)
def test_who_does_it_is_told_in_full(reader: Reader, text: str, who: str) -> None:
    (found,) = events(reader, text)
    assert [a.text for a in found.actors] == [who]


def test_the_cities_of_a_clash_are_not_clashed_with(reader: Reader) -> None:
    text = "Protesters clashed with police in several French cities on Saturday."
    (found,) = events(reader, text)
    assert [r.text for r in found.recipients] == ["police"]
