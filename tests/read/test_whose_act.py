"""Whose an act is: attempts that others condemn, whose Marines, who was fired on, who bombs."""

from __future__ import annotations

import pytest
from tests.read.test_diplomacy import claims, events

from dateline.model import ControlClaim
from dateline.read import Reader


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("The Security Council condemned the attempt to seize power by force.", set()),
        ("France condemned efforts to capture Goma.", set()),
        ("The African Union denounced an attempt by soldiers to seize power in Mali.", {"MIL"}),
        ("The army repelled an attempt by the rebels to retake Sake.", {"REB"}),
        ("The rebels abandoned their attempt to capture Bukavu.", {"REB"}),
        ("The army made an attempt to retake Sake on Friday.", {"MIL"}),
    ],
)
def test_who_condemns_an_attempt_makes_none(reader: Reader, text: str, doers: set[str]) -> None:
    seizing = events(reader, text, "COERCE")
    assert {a.plover.sector for e in seizing for a in e.actors if a.plover} == doers
    told = [c for c in claims(reader, text) if isinstance(c, ControlClaim)]
    gained = [c for c in told if c.change == "gained"]
    assert {c.holder.plover.sector for c in gained if c.holder and c.holder.plover} <= doers


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Marines killed nine Taliban fighters in Helmand.", "usa.marines"),
        ("Royal Marines shelled Umm Qasr, Iraq.", "gbr.marines"),
        ("Afghan Marines killed nine Taliban fighters in Helmand.", "afg.army"),
        ("Ukrainian marines attacked a post near Mariupol.", "ukr.army"),
        ("Marines attacked Marawi on Monday, the Philippine military said.", "phl.army"),
    ],
)
def test_marines_are_whose_they_can_be(reader: Reader, text: str, whose: str) -> None:
    assert [a.id for e in events(reader, text, "ASSAULT") for a in e.actors] == [whose]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("State television said its troops had attacked Homs.", "syr.army"),
        ("Al Masirah said its fighters had attacked Hazm.", "yem.houthis"),
    ],
)
def test_who_broadcasts_has_the_men_of_whom_it_speaks_for(
    reader: Reader, text: str, whose: str
) -> None:
    assert [a.id for e in events(reader, text, "ASSAULT") for a in e.actors] == [whose]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        (
            (
                "Sierra Leone's army shelled Waterloo. The RUF's field commander, Sam Bockarie, "
                "said his forces had withdrawn. He said they still held Makeni."
            ),
            "sle.ruf",
        ),
        (
            (
                '"Our forces hold Kiliba," said Willy Ngoma, spokesman for the M23. The Congolese '
                "army lost Luvungi."
            ),
            "cod.m23",
        ),
        (
            (
                '"Our forces hold Kiliba," the defence ministry said. The Congolese army shelled '
                "Luvungi."
            ),
            "cod.army",
        ),
        (
            (
                "ECOMOG troops entered Kissy, Sierra Leone. Major-General Timothy Shelpidi, the "
                "force commander, told reporters that his men held Makeni."
            ),
            "int.ecomog",
        ),
    ],
)
def test_his_men_are_those_whom_he_leads(reader: Reader, text: str, whose: str) -> None:
    told = [c for c in claims(reader, text) if isinstance(c, ControlClaim) and c.change == "held"]
    assert [c.holder.id for c in told if c.holder] == [whose]


def test_who_was_fired_on_is_no_attacker_of_himself(reader: Reader) -> None:
    text = "French troops at the airport said they had been fired on and had returned fire."
    told = events(reader, text, "ASSAULT")
    assert [(len(e.actors), [r.id for r in e.recipients]) for e in told] == [(0, ["fra.army"])]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("An F-16 dropped two bombs on a compound in Garmsir.", "aerial"),
        ("Two bombs exploded in Garmsir, killing nine people.", "explosives"),
    ],
)
def test_bombs_that_are_dropped_come_from_the_air(reader: Reader, text: str, mode: str) -> None:
    assert [e.mode for e in events(reader, text, "ASSAULT")] == [mode]


def test_who_charges_does_not_reject_the_charge(reader: Reader) -> None:
    text = "Liberia rejected accusations by Britain that it was arming the rebels."
    (told,) = events(reader, text, "REJECT")
    assert [a.id for a in told.actors] == ["lbr"]
    assert [r.id for r in told.recipients] == ["gbr"]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Sam Bockarie, speaking by satellite telephone, said his forces had withdrawn.", 0),
        ("The two presidents spoke by telephone on Friday.", 1),
        ("Bush spoke by telephone with Gorbachev on Friday.", 1),
    ],
)
def test_who_phones_a_reporter_meets_nobody(reader: Reader, text: str, times: int) -> None:
    assert len(events(reader, text, "CONSULT")) == times


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("Russian forces shelled villages on the right bank of the Dnipro.", "river"),
        ("Russian forces shelled Dnipro on Friday.", "city"),
    ],
)
def test_the_bank_of_a_river_is_no_town_of_its_name(
    reader: Reader, text: str, feature: str
) -> None:
    (told,) = events(reader, text, "ASSAULT")
    assert told.where is not None
    assert told.where.feature == feature
