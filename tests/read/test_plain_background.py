"""What wires say in passing: who backs, who asks, what was taken before, whose men withdraw."""

from __future__ import annotations

import pytest
from tests.read.test_diplomacy import claims, events, named

from dateline.model import ControlClaim
from dateline.read import Reader


def _control(reader: Reader, text: str, change: str) -> list[ControlClaim]:
    return [c for c in claims(reader, text) if isinstance(c, ControlClaim) and c.change == change]


@pytest.mark.parametrize(
    ("text", "army"),
    [
        (
            (
                "Russia's defence ministry said it had completed the withdrawal of 30,000 soldiers "
                "from Kherson. Ukraine's army entered Kherson."
            ),
            "rus.army",
        ),
        (
            "Moscow announced the withdrawal of troops from Kherson. Ukraine's army entered it.",
            "rus.army",
        ),
        ("The army completed the withdrawal of soldiers from Goma, Congo.", "cod.army"),
    ],
)
def test_troops_are_of_whoever_withdraws_them(reader: Reader, text: str, army: str) -> None:
    lost = _control(reader, text, "lost")[0]
    assert lost.holder is not None
    assert lost.holder.id == army


@pytest.mark.parametrize(
    "text",
    [
        "Russia abandoned Kherson, the only regional capital it had captured since the invasion.",
        "Troops lost Bor, the town they had recaptured from the White Army.",
        "Bukavu fell to mutinous troops led by Laurent Nkunda in 2004, who held it for a week.",
        "Bukavu fell to troops led by Laurent Nkunda in 2004 and was quiet for years.",
    ],
)
def test_what_was_taken_before_is_history(reader: Reader, text: str) -> None:
    assert {c.status for c in _control(reader, text, "gained")} == {"historical"}


def test_what_an_army_had_taken_on_a_day_is_told_for_itself(reader: Reader) -> None:
    text = "Rebels retook Malakal in South Sudan, which the army had captured on Sunday."
    assert {c.status for c in _control(reader, text, "gained")} == {"asserted"}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels backed by Rwanda took Goma on Monday.",
        "Fighters, who are supported by Turkey, captured Afrin.",
    ],
)
def test_backers_lose_nothing_to_those_they_back(reader: Reader, text: str) -> None:
    assert [c.from_ for c in _control(reader, text, "gained")] == [None]


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        ("The African Union called for the immediate withdrawal of the M23 from all towns.",
         "African Union", "March 23 Movement"),
        ("The EU called for a ceasefire by Hamas.", "European Union", "Hamas"),
    ],
)  # fmt: skip
def test_whose_act_is_asked_for_does_not_ask(
    reader: Reader, text: str, who: str, whom: str
) -> None:
    told = events(reader, text, "REQUEST")[0]
    assert named(told) == {who}
    assert named(told, whom=True) == {whom}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Famine has killed tens of thousands of people in Somalia.", "ASSAULT"),
        ("The cold killed two children in a camp in Idlib.", "ASSAULT"),
        ('"There was shooting," said one resident of Goma, who refused to give his name.',
         "REJECT"),
        ("The army declined to provide casualty figures in Goma.", "REJECT"),
    ],
)  # fmt: skip
def test_what_is_no_act(reader: Reader, text: str, event: str) -> None:
    assert not events(reader, text, event)


def test_he_who_acts_where_somebody_is(reader: Reader) -> None:
    text = (
        "Jimmy Cherizier said the aim was to prevent the return of Prime Minister Ariel Henry "
        "from Kenya, where he signed an agreement on police officers."
    )
    assert named(events(reader, text, "AGREE")[0]) == {"Ariel Henry"}


def test_where_a_teller_lives_is_not_where(reader: Reader) -> None:
    text = (
        "M23 rebels entered Bukavu on Sunday. A resident of the Kadutu district said it was calm. "
        "People looted a UN warehouse after the army left, the agency said."
    )
    told = events(reader, text, "ASSAULT")[0]
    assert told.where is not None
    assert told.where.text == "Bukavu"


@pytest.mark.parametrize(
    "text",
    [
        "President Volodymyr Zelensky left Kyiv for Warsaw on Monday.",
        "Russian Foreign Minister Sergei Lavrov left Minsk after the talks.",
        "A spokesman said Riek Machar had left Juba.",
    ],
)
def test_whoever_travels_loses_no_town(reader: Reader, text: str) -> None:
    assert not _control(reader, text, "lost")
    assert not events(reader, text, "RETREAT")


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        (
            (
                'FACT rejected the transition in Chad. "Chad is not a monarchy," it said in a '
                "statement. It says it holds the town of Miski."
            ),
            "tcd.fact",
        ),
        (
            'The M23 denied it. "Rwanda is not here," it said. It said it controlled Bunagana.',
            "cod.m23",
        ),
    ],
)
def test_it_that_says_so_is_nobody_named_in_quotation_marks(
    reader: Reader, text: str, holder: str
) -> None:
    held = _control(reader, text, "held")[0]
    assert held.holder is not None
    assert held.holder.id == holder


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Forces loyal to Salva Kiir used tanks against soldiers backing Riek Machar in Juba.",
         "SUPPORT"),
        ("Fighters supporting the ousted president clashed with troops in Aden, Yemen.", "SUPPORT"),
        ("Washington ordered non-essential embassy staff to leave Chad.", "SANCTION"),
    ],
)  # fmt: skip
def test_what_is_said_of_people_is_no_act(reader: Reader, text: str, event: str) -> None:
    assert not events(reader, text, event)


def test_the_ambassador_of_another_state_is_expelled(reader: Reader) -> None:
    assert events(reader, "Niger ordered the French ambassador to leave.", "SANCTION")


def test_he_whose_spokesman_tells(reader: Reader) -> None:
    text = "Riek Machar's spokesman, James Gatdet Dak, said he had signed the accord in Juba."
    assert named(events(reader, text, "AGREE")[0]) == {"Riek Machar"}


def test_a_lawyer_arrests_nobody(reader: Reader) -> None:
    text = "His lawyer said Laurent Nkunda had been arrested in Gisenyi."
    assert named(events(reader, text, "COERCE")[0]) == set()


def test_what_was_seized_and_lost(reader: Reader) -> None:
    text = (
        "Bor, which rebels captured in December and lost in January, is quiet. South Sudan's "
        "army patrols it."
    )
    assert _control(reader, text, "gained")[0].holder is not None
    assert [c.when.start.month for c in _control(reader, text, "lost") if c.when and c.when.start]


@pytest.mark.parametrize(
    "text",
    [
        "Thirteen soldiers were killed, President Jacob Zuma said in Pretoria on Monday.",
        "Troops killed 20 militants, the defence minister told reporters in Islamabad.",
    ],
)
def test_who_governs_tells_from_afar(reader: Reader, text: str) -> None:
    assert [told.where for told in events(reader, text, "ASSAULT")] == [None]


@pytest.mark.parametrize(
    ("text", "event", "who"),
    [
        (
            (
                "The African Union summit closed in Addis Ababa. It demanded the withdrawal of the "
                "M23 from Goma."
            ),
            "REQUEST",
            "African Union",
        ),
        (
            "The ECOWAS summit ended in Abuja. It imposed sanctions on Mali.",
            "SANCTION",
            "ECOWAS",
        ),
    ],
)
def test_it_that_met_acts(reader: Reader, text: str, event: str, who: str) -> None:
    assert [ref.text for ref in events(reader, text, event)[0].actors] == [who]


@pytest.mark.parametrize(
    "text",
    [
        "France condemned the raid at Inata and said it would send two drones.",
        "Germany said it would send drones to Kyiv.",
    ],
)
def test_drones_sent_to_an_ally_threaten_nobody(reader: Reader, text: str) -> None:
    assert not events(reader, text, "THREATEN")


def test_drones_sent_against_a_town_attack_it(reader: Reader) -> None:
    assert events(reader, "Russia sent 40 drones against Odesa overnight.", "ASSAULT")


def test_a_body_that_calls_on_others_asks_them(reader: Reader) -> None:
    text = "ECOWAS called on the authorities in Burkina Faso to protect civilians."
    told = events(reader, text, "REQUEST")[0]
    assert [ref.text for ref in told.actors] == ["ECOWAS"]
    assert [ref.text for ref in told.recipients] == ["authorities"]
