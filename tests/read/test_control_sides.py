"""Control end to end: denials, from whom, idioms, lists; sentences of our own."""

import datetime as dt
from collections.abc import Sequence

import pytest
from tests import making

from dateline.model import ActorRef, ControlClaim
from dateline.read import Reader
from dateline.read.parties import shipped

RSF = ActorRef(text="the RSF", id="sdn.rsf")
ARMY = ActorRef(text="the army", id="sdn.army")


def read(reader: Reader, text: str) -> Sequence[ControlClaim]:
    report = making.report(text, published=dt.date(2024, 5, 10))
    return [c for c in reader.read(report).claims if isinstance(c, ControlClaim)]


def test_sides_of_a_war() -> None:
    assert shipped().fights(RSF, ARMY)
    assert shipped().fights(ARMY, RSF)
    assert not shipped().fights(ARMY, ARMY)
    assert shipped().same_side(ARMY, ActorRef(text="troops", id="sdn.army"))
    assert not shipped().same_side(ARMY, RSF)
    assert not shipped().fights(ActorRef(text="gunmen"), ARMY)


@pytest.mark.parametrize(
    "text",
    [
        "Reports that al-Shabaab has taken Jowhar are baseless, the Somali government said.",
        "There is no truth to reports that the rebels have seized Bambari, the government said.",
        "The army dismissed reports that Mekelle had been lost.",
        "It is not true that the Houthis have entered Marib, the governor said.",
        "The claim that al-Shabaab has seized Barawe is false, an official said.",
    ],
)
def test_what_is_denied_is_not_told_as_fact(reader: Reader, text: str) -> None:
    claims = read(reader, text)
    assert claims
    assert {c.status for c in claims} == {"denied"}


def test_the_denier_is_named(reader: Reader) -> None:
    claims = read(reader, "The army dismissed reports that Mekelle had been lost.")
    assert [c.claimed_by.text.lower() for c in claims if c.claimed_by] == ["the army"]


def test_from_whom_is_inferred_and_says_so(reader: Reader) -> None:
    text = (
        "The Rapid Support Forces seized Singa on Friday. "
        "The Sudanese army did not comment on the fall of the town."
    )
    (claim,) = [c for c in read(reader, text) if c.change == "gained" and c.holder][:1]
    assert claim.from_ is not None
    assert claim.from_.id == "sdn.army"
    assert claim.because.note is not None
    assert "from whom" in claim.because.note


def test_nobody_takes_from_himself(reader: Reader) -> None:
    text = "The Sudanese army took Singa. The army holds Sennar too, the Sudanese army said."
    for claim in read(reader, text):
        if claim.holder and claim.from_:
            assert not shipped().same_side(claim.holder, claim.from_)


def test_driven_out_by_nobody_named_is_a_loss(reader: Reader) -> None:
    claims = read(reader, "Government troops were expelled from Bossangoa.")
    assert [(c.change, c.where.text if c.where else None) for c in claims] == [
        ("lost", "Bossangoa")
    ]


def test_an_end_of_holding_is_a_loss(reader: Reader) -> None:
    claims = read(reader, "The rebels no longer hold Gbadolite.")
    assert [c.change for c in claims] == ["lost"]


def test_a_list_in_the_next_sentence(reader: Reader) -> None:
    text = "The rebels took four towns on Friday. It listed Bria, Bambari, Kaga Bandoro and Ndele."
    places = {c.where.text for c in read(reader, text) if c.change == "gained" and c.where}
    assert places == {"Bria", "Bambari", "Kaga Bandoro", "Ndele"}


@pytest.mark.parametrize(
    "text",
    [
        "The party won Kirkuk in the election.",
        "The president entered Kirkuk on Monday.",
        "The film captured the mood in Kirkuk.",
        "Aid convoys entered Mekelle.",
    ],
)
def test_no_change_of_ground(reader: Reader, text: str) -> None:
    assert not [c for c in read(reader, text) if c.change == "gained"]


@pytest.mark.parametrize(
    ("train", "advances"),
    [
        ("A convoy of aid trucks", False),
        ("A convoy of civilians", False),
        ("An army convoy", True),
        ("A convoy of 40 tanks", True),
        ("A Russian column", True),
    ],
)
def test_only_a_convoy_in_arms_advances(reader: Reader, train: str, advances: bool) -> None:
    report = making.report(f"{train} is heading to Kharkiv in Ukraine, residents said.")
    claims = [c for c in reader.read(report).claims if isinstance(c, ControlClaim)]
    assert any(c.change == "advanced_toward" for c in claims) is advances


@pytest.mark.parametrize(
    "text",
    [
        "In Ukraine's Kharkiv sector the Oskil is the front. The Russians hold the east bank.",
        "Ukraine shelled a depot in Kherson on the Dnipro river. The Russians hold the east side.",
        "Fighting went on in the Kharkiv sector of Ukraine. The Russians hold the market.",
    ],
)
def test_the_bank_of_a_river_and_ground_in_a_sector_are_no_part_of_a_town(
    reader: Reader, text: str
) -> None:
    held = [c for c in read(reader, text) if c.change == "held"]
    assert not [c for c in held if c.where and c.where.text in {"Kharkiv", "Kherson"}]
