"""Parties that no register knows, told by what they have or take."""

import pytest
from tests import making

from dateline.model import ControlClaim
from dateline.read import Reader


def holders(reader: Reader, text: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (c.change, c.where.text if c.where else None, c.holder.text if c.holder else None)
        for c in reader.read(making.report(text)).claims
        if isinstance(c, ControlClaim)
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Uvira fell to the Banyamulenge on Monday.", ("gained", "Uvira", "Banyamulenge")),
        ("Uvira fell to the Zulu on Monday.", ("gained", "Uvira", "Zulu")),
        ("Uvira is in the hands of the Murabitoun.", ("held", "Uvira", "Murabitoun")),
        ("Uvira is in the hands of the Cobras.", ("held", "Uvira", "Cobras")),
        ("Karte Seh is under the control of Wahdat.", ("held", "Karte Seh", "Wahdat")),
        ("The Tigers took Uvira on Monday.", ("gained", "Uvira", "Tigers")),
        ("The Zintanis took Uvira on Monday.", ("gained", "Uvira", "Zintanis")),
        ("Kinkala has fallen to the Ninjas.", ("gained", "Kinkala", "Ninjas")),
    ],
)
def test_a_name_that_only_a_party_can_bear_is_a_holder(
    reader: Reader, text: str, told: tuple[str, str, str]
) -> None:
    assert told in holders(reader, text)


def test_a_party_once_told_is_one_wherever_it_stands(reader: Reader) -> None:
    text = "Kinkala has fallen to the Ninjas. It is the Ninjas who control Bacongo."
    assert ("held", "Bacongo", "Ninjas") in holders(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "The flood took the village of Uvira.",
        "The decision is in the hands of the Bundestag.",
        "Patna fell to the Trinamool in the election.",
        "Rain fell to the Earth in Uvira.",
    ],
)
def test_what_is_no_ground_is_in_nobodys_hands(reader: Reader, text: str) -> None:
    assert not holders(reader, text)


def test_ground_that_somebody_is_in_control_of_is_no_party(reader: Reader) -> None:
    assert holders(reader, "The Serbs were in control of the Krajina.") == [
        ("held", "Krajina", "Serbs")
    ]


def test_who_it_was_not_is_denied(reader: Reader) -> None:
    claims = reader.read(making.report("It was not the army that took Ganta.")).claims
    assert [c.status for c in claims if isinstance(c, ControlClaim)] == ["denied"]


def test_who_is_met_in_a_place_holds_it(reader: Reader) -> None:
    found = holders(reader, "Observers found the rebels in control of Ganta on Monday.")
    assert found == [("held", "Ganta", "rebels")]


def test_a_junta_of_another_land_is_not_the_best_known_one(reader: Reader) -> None:
    text = "The Junta's troops hold Mansoa in Guinea-Bissau."
    found = [c for c in reader.read(making.report(text)).claims if isinstance(c, ControlClaim)]
    assert [c.holder.id for c in found if c.holder] == ["gnb.army"]


@pytest.mark.parametrize(
    "text",
    [
        "It is not true, a source in the army said, that the army has withdrawn from Goma.",
        "It is false, the ministry insisted, that Goma has fallen.",
    ],
)
def test_what_is_not_true_is_denied_whoever_says_so_between(reader: Reader, text: str) -> None:
    found = [c for c in reader.read(making.report(text)).claims if isinstance(c, ControlClaim)]
    assert {c.status for c in found} == {"denied"}
