"""Whose officer a speaker is: what stands behind his name tells before his rank does."""

from __future__ import annotations

import pytest
from tests.read.speech.test_sides import heard


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ('"We control all of Goma," Colonel Vianney Kazarama, a spokesman for the M23, said.',
         "cod.m23"),
        ('"We took Bardhere," said Sheikh Abdiasis, the military spokesman of al-Shabaab.',
         "som.al_shabaab"),
        ('"We captured Jamrud," Commander Gul Agha, a Taliban field commander, said.',
         "afg.taliban"),
        ('"We took Malakal," said Major Peter Gadet, who commands the White Army fighters there.',
         "ssd.white_army"),
        ('"We have the airport," General Karim Dost, one of the Taliban commanders, said in Kabul.',
         "afg.taliban"),
        ('"We retook the town," Colonel Abdi Hassan, an officer of the Somali army, said.',
         "som.army"),
        (('"We retook Gao," Colonel Souleymane Dembele, the head of army communications, said. '
         "Mali's army entered Gao."), "mli.army"),
        ('"We lost two men," General Than Tun, a former rebel, said. Myanmar\'s army took Lashio.',
         "mmr.tatmadaw"),
    ],
)  # fmt: skip
def test_whose_officer(text: str, body: str) -> None:
    speech = heard(text)[0]
    assert speech.organisation is not None
    assert speech.organisation.id == body


def test_who_leads_the_rebels_is_no_general_of_the_state() -> None:
    text = '"We hold Sirte," General Salah Boulahya, who leads the rebels there, said. '
    speech = heard(text + "Libya's army shelled Sirte.")[0]
    assert speech.organisation is not None
    assert speech.organisation.plover is not None
    assert speech.organisation.plover.sector == "REB"
