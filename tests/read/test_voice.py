"""Reports that take a side, and reports that do not; own sentences from several wars."""

import datetime as dt

import pytest
from tests import making

from dateline.model import ControlClaim, EventClaim, Reading, Report
from dateline.read import StandardReader
from dateline.read.scene import Scene


@pytest.fixture(scope="module")
def reader() -> StandardReader:
    from dateline.read import open_reader

    return open_reader()


def report(text: str, day: str) -> Report:
    return making.report(text, published=dt.date.fromisoformat(day))


def scene(reader: StandardReader, text: str, day: str) -> Scene:
    (doc,) = reader.knowledge.language.pipe([text])
    return reader.scene(report(text, day), doc, doc)


PARTISAN = [
    (
        "The valiant Armed Forces took Jabal Moya from the terrorist militia of the RSF on Friday.",
        "2024-10-05",
        "sdn.army",
    ),
    (
        "Our fighters entered Axum. The Tigray Defence Forces chased the regime's army to Adwa.",
        "2021-06-25",
        "eth.tdf",
    ),
    (
        "The heroes of the Donetsk People's Republic freed Debaltseve from the Ukrainian fascists.",
        "2015-02-18",
        "ukr.dpr",
    ),
    (
        "The puppets of Kigali fled. The FARDC hold Sake; the M23 hordes are in the hills.",
        "2024-02-10",
        "cod.army",
    ),
]


@pytest.mark.parametrize(("text", "day", "ours"), PARTISAN)
def test_a_partisan_report_has_a_side(
    reader: StandardReader, text: str, day: str, ours: str
) -> None:
    found = scene(reader, text, day).ours
    assert found is not None
    assert found.id == ours


NEUTRAL = [
    ("The regime's army lost Hama on Thursday, rebels said. Assad's men fled.", "2024-12-05"),
    ('"Our forces are at the gates," an M23 fighter said. The army denied it.', "2025-01-25"),
    ("A brave man pulled two children from the rubble in Gaza after a raid.", "2023-11-01"),
    ("Boko Haram attacked a post in Borno. The army killed six terrorists.", "2021-03-01"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), NEUTRAL)
def test_a_neutral_report_has_none(reader: StandardReader, text: str, day: str) -> None:
    assert scene(reader, text, day).ours is None


def test_our_men_and_the_enemy_of_a_partisan_report_are_told(reader: StandardReader) -> None:
    text = (
        "Our heroic fighters of the Arakan Army freed Ponnagyun from the fascist junta. "
        "The enemy left Rathedaung the same night."
    )
    reading: Reading = reader.read(report(text, "2024-03-05"))
    lost = [c for c in reading.claims if isinstance(c, ControlClaim) and c.change == "lost"]
    assert [c.holder and c.holder.plover and c.holder.plover.country for c in lost] == ["MMR"]
    assert lost[0].holder is not None
    assert lost[0].holder.id != "mmr.aa"


def test_nobody_is_lent_for_civilians_killed_between_two_sides(reader: StandardReader) -> None:
    text = (
        "Shells hit a market in Bahri on Monday and killed five children. "
        "The army and the RSF have fought over the city since April."
    )
    reading = reader.read(report(text, "2023-06-12"))
    shelled = [c for c in reading.claims if isinstance(c, EventClaim) and c.killed is not None]
    assert shelled
    assert all(not c.actors for c in shelled)


def test_who_killed_soldiers_is_the_one_party_that_fights_them(reader: StandardReader) -> None:
    text = (
        "Al-Shabaab holds El Baraf, elders said.\n\n"
        "Thirty Somali soldiers were killed there on Tuesday."
    )
    reading = reader.read(report(text, "2022-05-04"))
    (killed,) = [c for c in reading.claims if isinstance(c, EventClaim) and c.killed is not None]
    assert [a.id for a in killed.actors] == ["som.al_shabaab"]
    assert "fight" in (killed.because.note or "")


def test_who_claims_an_attack_did_it(reader: StandardReader) -> None:
    text = (
        "A car bomb killed eleven people in Baidoa on Sunday. "
        "Al-Shabaab claimed responsibility for the blast."
    )
    reading = reader.read(report(text, "2022-05-04"))
    (bombed,) = [c for c in reading.claims if isinstance(c, EventClaim) and c.killed is not None]
    assert [a.id for a in bombed.actors] == ["som.al_shabaab"]
