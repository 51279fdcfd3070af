"""An army is the state's unless a word before it says whose else it is."""

import datetime as dt

import pytest
from tests import making

from dateline.model import ControlClaim
from dateline.read import Reader

OTHERS = [
    ("An ethnic army captured Namhsan in Myanmar's Shan State on Friday.", "mmr.tatmadaw"),
    ("Ethnic armies captured Namhsan in Myanmar's Shan State on Friday.", "mmr.tatmadaw"),
    ("A rebel army captured Namhsan in Myanmar's Shan State on Friday.", "mmr.tatmadaw"),
    ("A guerrilla army took Laukkai in Myanmar on Friday.", "mmr.tatmadaw"),
    ("A private army captured Benghazi airport in Libya on Friday.", "lby.army"),
    ("A tribal army seized Marib in Yemen on Friday.", "yem.army"),
    ("An insurgent army took Bor in South Sudan on Friday.", "ssd.army"),
    ("The separatist army held Stepanakert in Azerbaijan on Friday.", "aze.army"),
]


@pytest.mark.parametrize(("text", "army"), OTHERS, ids=[text[:30] for text, _ in OTHERS])
def test_another_army_is_not_the_states(reader: Reader, text: str, army: str) -> None:
    report = making.report(text, published=dt.date(2023, 12, 16))
    holders = [c.holder for c in reader.read(report).claims if isinstance(c, ControlClaim)]
    assert holders
    assert all(h is not None and h.id != army for h in holders)
    assert all(h is None or h.plover is None or h.plover.sector != "MIL" for h in holders)


def test_the_army_is_the_states(reader: Reader) -> None:
    report = making.report(
        "The army fought rebels near Namhsan in Myanmar. The army captured Hsipaw.",
        published=dt.date(2023, 12, 16),
    )
    gained = [c for c in reader.read(report).claims if isinstance(c, ControlClaim)]
    assert any(c.holder is not None and c.holder.id == "mmr.tatmadaw" for c in gained)


@pytest.mark.parametrize(
    "text",
    [
        "Fighters loyal to the deposed president took Grimari on Monday. Seleka denied it.",
        "Troops loyal to the ousted president seized Abidjan airport in Ivory Coast on Monday.",
        "Soldiers loyal to the former president took Zinjibar in Yemen on Monday.",
    ],
    ids=["fighters", "troops", "soldiers"],
)
def test_who_is_loyal_to_one_out_of_office_is_of_no_known_side(reader: Reader, text: str) -> None:
    report = making.report(text, published=dt.date(2013, 5, 14))
    gained = [
        c
        for c in reader.read(report).claims
        if isinstance(c, ControlClaim) and c.change == "gained"
    ]
    assert gained
    assert all(c.holder is not None and c.holder.id is None for c in gained)
