"""A capital that bans, pays, praises or refuses is the state that does."""

import datetime as dt

import pytest
from tests import making

from dateline.model import EventClaim
from dateline.read import Reader

SENTENCES = """
Abuja proscribed the Indigenous People of Biafra on Friday.
Islamabad outlawed two militant groups in January.
Ankara dissolved the pro-Kurdish party on Monday.
Nairobi barred foreign reporters from the camps.
Riyadh allocated $200 million in aid to Aden's hospitals.
Kigali disbanded the militia last week.
Berlin earmarked 300 million euros for Kyiv on Tuesday.
Tehran equipped the militia with drones.
Warsaw donated 40 tanks to Ukraine in March.
Delhi airlifted 300 of its nationals from Khartoum on Monday.
Moscow applauded the ceasefire on Sunday.
Pretoria commended the rebels for freeing the hostages.
Tokyo endorsed the peace plan on Friday.
Addis Ababa criminalised contacts with the TPLF.
Manila repatriated 90 workers from Tripoli on Friday.
Brussels blacklisted three Wagner companies on Monday.
""".strip().splitlines()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_seat_of_government_acts(reader: Reader, sentence: str) -> None:
    claims = reader.read(making.report(sentence, published=dt.date(2023, 5, 1))).claims
    actors = [a for c in claims if isinstance(c, EventClaim) for a in c.actors]
    seat = " ".join(sentence.split()[: 2 if sentence.startswith("Addis") else 1])
    assert [a for a in actors if a.text == seat and a.id is not None]
