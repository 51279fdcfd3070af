"""What is vowed, refused, let, banned or halted in words, and at whom a threat is aimed."""

from __future__ import annotations

import pytest
from tests import making

from dateline.model import EventClaim
from dateline.read import Reader


def told(reader: Reader, text: str) -> list[EventClaim]:
    claims = reader.read(making.report(text)).claims
    return [c for c in claims if isinstance(c, EventClaim) and c.status in {"asserted", "claimed"}]


def types(reader: Reader, text: str) -> list[str]:
    return sorted(c.event for c in told(reader, text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The junta vowed not to free the prisoners.", "REJECT"),
        ("The general promised not to withdraw from Kidal.", "REJECT"),
        ("Barzani has vowed not to return Kirkuk to Baghdad.", "REJECT"),
        ("The junta promised not to attack the town.", "AGREE"),
        ("The rebels promised not to harm the hostages.", "AGREE"),
        ("The junta promised to free the prisoners.", "AGREE"),
        ("The rebels vowed to retake Bunia.", "THREATEN"),
        ("The army vowed not to stop at the border of Kunar.", "THREATEN"),
    ],
)
def test_what_is_vowed_not_to_be_done(reader: Reader, text: str, kind: str) -> None:
    assert types(reader, text) == [kind]


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Turkey threatened to close the strait if Russia attacks again.", "Russia"),
        ("Rwanda said it would withdraw its troops from Mozambique unless the EU paid.", "EU"),
        ("Israel threatened to ban voting in Hebron if Hamas ran in the election.", "Hamas"),
        ("The Umma party said it will boycott the vote unless the president resigns.", "president"),
    ],
)
def test_a_threat_is_aimed_at_whose_deed_it_hangs_on(reader: Reader, text: str, whom: str) -> None:
    (threat,) = [c for c in told(reader, text) if c.event == "THREATEN"]
    assert [whom in r.text for r in threat.recipients] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya said it will support a U.N. resolution on the embargo.",
        "Turkey said it would back Qatar's proposal.",
    ],
)
def test_support_to_come_is_promised(reader: Reader, text: str) -> None:
    assert types(reader, text) == ["AGREE"]


def test_support_that_others_foretell_is_a_plan(reader: Reader) -> None:
    assert types(reader, "Residents said the army would support the rebels.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The rebels announced an end to attacks on Goma.",
        "The army ordered a halt to the shelling of Homs.",
        "Israel announced a pause in air strikes on Beirut.",
        "The ministry decreed a ban on demonstrations in Conakry.",
        "The junta announced a moratorium on executions in Bata.",
    ],
)
def test_what_is_to_stop_or_forbidden_does_not_happen(reader: Reader, text: str) -> None:
    assert not {"ASSAULT", "PROTEST"}.intersection(types(reader, text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("At the end of the protest in Jos, police arrested ten people.", "PROTEST"),
        ("The shelling of Homs went on after the ban on flights.", "ASSAULT"),
    ],
)
def test_what_ended_or_stands_beside_a_ban_was(reader: Reader, text: str, kind: str) -> None:
    assert kind in types(reader, text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Canada announced a suspension of air links with Belarus on Wednesday.", "SANCTION"),
        ("France announced the suspension of aid to Mali.", "SANCTION"),
        ("France announced a ban on arms exports to Israel.", "SANCTION"),
        ("The court allowed the exiled banker Paul Biyong to stand in the election.", "CONCEDE"),
        ("The junta allowed the exiled leader to return to Conakry.", "CONCEDE"),
        ("The junta ordered the newspaper to suspend publication.", "COERCE"),
        ("Iran provided the Houthis with drones.", "AID"),
        ("Turkey will provide Somalia with two patrol boats, its defence minister said.", "AGREE"),
        ("Oman's sultan launched a mediation effort between Qatar and Bahrain.", "CONSULT"),
        ("Rebels declared a suspension of attacks around Goma.", "RETREAT"),
    ],
)
def test_curbs_and_leave_told_by_who_orders_them(reader: Reader, text: str, kind: str) -> None:
    assert types(reader, text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The manager allowed his staff to run the shop.",
        "The governor announced a ban on plastic bags in Jos.",
        "The school provided the pupils with uniforms.",
        "The minister told the newspaper that the rains would stop.",
    ],
)
def test_leave_and_bans_of_everyday_life_are_none(reader: Reader, text: str) -> None:
    assert types(reader, text) == []


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Serbia demanded that its neighbours withdraw from the talks.", "its neighbours"),
        ("France urged its allies to send tanks to Kyiv.", "its allies"),
    ],
)
def test_neighbours_and_allies_are_asked_though_called_its(
    reader: Reader, text: str, whom: str
) -> None:
    (asked,) = [c for c in told(reader, text) if c.event == "REQUEST"]
    assert [r.text for r in asked.recipients] == [whom]
    assert all(r.id is None for r in asked.recipients)


def test_an_order_to_ones_own_men_is_no_request(reader: Reader) -> None:
    assert types(reader, "The army told its soldiers to hold fire.") == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The army prepared to storm Homs.", ["THREATEN"]),
        ("The army prepared to resume shelling the rebel-held town.", ["THREATEN"]),
        ("Russia denied its planes were responsible for air strikes on Aleppo.", ["REJECT"]),
        ("Iran denied that it was involved in the raid on Erbil.", ["REJECT"]),
        ("Iran denied that the minister was ill.", []),
    ],
)
def test_what_is_prepared_or_denied_is_not_done(
    reader: Reader, text: str, kinds: list[str]
) -> None:
    assert types(reader, text) == kinds


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        ("An opposition newspaper has violated a ban by General Aoun.", "newspaper", "Aoun"),
        ("Students defied a curfew by the junta in Conakry.", "Students", "junta"),
    ],
)
def test_a_ban_is_broken_by_one_and_was_anothers(
    reader: Reader, text: str, who: str, whom: str
) -> None:
    (found,) = [c for c in told(reader, text) if c.event == "REJECT"]
    assert [who in a.text for a in found.actors] == [True]
    assert [whom in r.text for r in found.recipients] == [True]
