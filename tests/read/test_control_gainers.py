"""Sides that the sentence itself does not name: from whose men, from the report; own sentences."""

import datetime as dt
from collections.abc import Sequence

import pytest
from tests import making

from dateline.model import ControlClaim
from dateline.read import Reader


def read(reader: Reader, text: str, day: str = "2024-05-10") -> Sequence[ControlClaim]:
    report = making.report(text, published=dt.date.fromisoformat(day))
    return [c for c in reader.read(report).claims if isinstance(c, ControlClaim)]


def holder(claims: Sequence[ControlClaim], place: str, change: str) -> str | None:
    """Return the id of who holds, gains or loses a place."""
    (claim,) = [c for c in claims if c.where and c.where.text == place and c.change == change]
    return claim.holder.id if claim.holder else None


def test_a_place_that_was_taken_goes_to_the_side_that_gains_in_the_report(reader: Reader) -> None:
    claims = read(
        reader,
        "Hayat Tahrir al-Sham captured Taftanaz in Syria on Friday. Rebels seized Binnish.\n\n"
        "The army sent planes, residents said.\n\nKafr Nabl was taken in the morning.",
        "2024-11-30",
    )
    assert holder(claims, "Kafr Nabl", "gained") in {"syr.hts", "syr.opposition"}
    (claim,) = [c for c in claims if c.where and c.where.text == "Kafr Nabl"]
    assert claim.from_ is not None
    assert claim.from_.id == "syr.army"
    assert "gains ground in the report" in (claim.because.note or "")


def test_two_gaining_sides_lend_nobody_over_paragraphs(reader: Reader) -> None:
    claims = read(
        reader,
        "The Rapid Support Forces captured Singa on Friday.\n\n"
        "The Sudanese army captured Sennar.\n\nDinder was taken in the morning.",
    )
    assert holder(claims, "Dinder", "gained") is None


def test_whoever_only_means_to_retake_a_town_did_not_take_others(reader: Reader) -> None:
    claims = read(
        reader,
        "Goma fell in the morning.\n\nThe army said it would retake Sake. "
        "The M23 rebels did not comment, the Congolese army said.",
        "2025-01-28",
    )
    assert holder(claims, "Goma", "gained") != "cod.army"


@pytest.mark.parametrize(
    ("text", "place", "change", "side"),
    [
        ("A Houthi commander said that his men had seized Hays.", "Hays", "gained", "yem.houthis"),
        (
            "Kyiv's claims that its fighters control Kupiansk are untrue, Moscow said.",
            "Kupiansk", "held", "ukr.army",
        ),
        (
            "The warriors of the Rapid Support Forces captured Singa on Friday.",
            "Singa", "gained", "sdn.rsf",
        ),
    ],
)  # fmt: skip
def test_men_are_of_whoever_they_are_named_by(
    reader: Reader, text: str, place: str, change: str, side: str
) -> None:
    assert holder(read(reader, text), place, change) == side


def test_those_counted_are_of_their_side(reader: Reader) -> None:
    claims = read(reader, "Hundreds of Malian soldiers hold Menaka.")
    assert holder(claims, "Menaka", "held") == "mli.army"


def test_our_forces_in_an_officials_mouth_are_the_armys(reader: Reader) -> None:
    claims = read(
        reader,
        "Fighting went on around Marib in Yemen.\n\n"
        '"Our forces hold Marib," a member of the local council said.',
    )
    (claim,) = [c for c in claims if c.change == "held"]
    assert claim.holder is not None
    assert claim.holder.plover is not None
    assert claim.holder.plover.sector == "MIL"


def test_those_against_a_party_are_not_it(reader: Reader) -> None:
    claims = read(reader, "Anti-Taliban forces hold Bazarak in Afghanistan.", "2021-08-20")
    assert holder(claims, "Bazarak", "held") is None


SEIZED = (
    "Rebels seized three towns in northern Aleppo province in Syria on Sunday, residents said. "
)


def gainer(claims: Sequence[ControlClaim], place: str) -> str | None:
    """Return the words of who gained a place; None where nobody did."""
    return next(
        (
            c.holder.text
            for c in claims
            if c.where and c.where.text == place and c.change == "gained" and c.holder
        ),
        None,
    )


def test_who_took_unnamed_towns_gains_the_names_that_follow(reader: Reader) -> None:
    claims = read(reader, SEIZED + "Azaz and Marea fell within hours of one another.")
    assert (gainer(claims, "Azaz"), gainer(claims, "Marea")) == ("Rebels", "Rebels")


@pytest.mark.parametrize("often", ["twice in a week", "several times", "repeatedly"])
def test_changing_hands_once_is_a_gain_and_often_is_none(reader: Reader, often: str) -> None:
    assert gainer(read(reader, SEIZED + "Azaz changed hands without a fight."), "Azaz") == "Rebels"
    assert gainer(read(reader, SEIZED + f"Azaz changed hands {often}."), "Azaz") is None


def test_lost_to_somebody_is_their_gain(reader: Reader) -> None:
    claims = read(reader, "Azaz in Syria has been lost to the rebels, an officer said.")
    assert gainer(claims, "Azaz") in {"rebels", "the rebels"}


def test_a_holding_that_is_over_is_history(reader: Reader) -> None:
    claims = read(reader, "Soldiers who had held out in Azaz laid down their arms on Sunday.")
    assert all(c.status == "historical" for c in claims if c.change == "held")


def test_nothing_is_lent_where_two_sides_gain(reader: Reader) -> None:
    text = (
        "The Syrian army captured Morek on Sunday. Hayat Tahrir al-Sham captured Azaz. "
        "Marea fell as well."
    )
    assert gainer(read(reader, text), "Marea") is None


def test_what_remains_occupied_is_held_and_not_gained(reader: Reader) -> None:
    claims = read(reader, "Kherson remained occupied on Monday by Russian troops.", "2022-10-03")
    assert [c.change for c in claims] == ["held"]


def test_a_town_in_its_region_is_the_town(reader: Reader) -> None:
    text = "Soldiers hoisted their flag on a hospital roof in Vysokopillia, in the Kherson region."
    claims = read(reader, text, "2022-09-06")
    assert {c.where.text for c in claims if c.where} == {"Vysokopillia"}


def test_the_army_of_a_round_up_is_that_of_its_paragraph(reader: Reader) -> None:
    claims = read(
        reader,
        "The Sudanese army shelled Omdurman and Bahri on Monday, and the army retook Sennar in "
        "Sudan, residents of Kosti and El Obeid said.\n\n"
        "In Masisi and Sake fighting went on. The army holds Minova.",
        "2025-01-20",
    )
    assert holder(claims, "Minova", "held") == "cod.army"
    assert holder(claims, "Sennar", "gained") == "sdn.army"


def test_the_source_is_the_one_spoken_of_before(reader: Reader) -> None:
    claims = read(
        reader,
        "A military source said on Friday that Gao in Mali was calm.\n\n"
        "The army has retaken Tessalit, the source said.",
    )
    (claim,) = [c for c in claims if c.where and c.where.text == "Tessalit"]
    assert claim.claimed_by is not None
    assert claim.claimed_by.name == "military source"


@pytest.mark.parametrize(
    "text",
    [
        "M23 rebels entered Goma in Congo on Monday, aid workers said. They seized the airport.",
        "M23 rebels neared Goma in Congo, residents told us. They captured the airport on Friday.",
        'M23 rebels stormed Goma in Congo, residents said.\n\n"They took the airport," a man said.',
    ],
)
def test_those_who_tell_of_an_attack_do_not_take_the_ground(reader: Reader, text: str) -> None:
    claims = read(reader, text, "2025-01-28")
    taken = [c for c in claims if c.change == "gained" and "airport" in text[slice(*c.span)]]
    assert [c.holder.id for c in taken if c.holder] == ["cod.m23"]


def test_a_ministry_that_confirms_a_loss_is_not_the_one_that_held_the_ground(
    reader: Reader,
) -> None:
    (claim,) = read(
        reader,
        "M23 rebels captured Sake in Congo on Monday. The defence ministry gave no toll.",
        "2025-01-28",
    )
    assert claim.from_ is not None
    assert claim.from_.id == "cod.army"
