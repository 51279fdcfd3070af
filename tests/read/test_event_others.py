"""The other side of an act: from the words, else from the one war of the report; own sentences."""

import datetime as dt
from collections.abc import Sequence

from tests import making

from dateline.model import EventClaim
from dateline.read import Reader


def read(reader: Reader, text: str, event: str) -> EventClaim:
    """Return the first event of a type that a text tells."""
    report = making.report(text, published=dt.date(2024, 5, 10))
    claims: Sequence[EventClaim] = [
        c for c in reader.read(report).claims if isinstance(c, EventClaim)
    ]
    return next(c for c in claims if c.event == event)


def ids(refs: Sequence[object]) -> set[str | None]:
    return {getattr(ref, "id", None) for ref in refs}


def test_a_fight_between_two_has_two_sides(reader: Reader) -> None:
    told = read(
        reader,
        "The Sudanese army and the Rapid Support Forces clashed in El Obeid on Friday.",
        "ASSAULT",
    )
    assert ids(told.actors) == {"sdn.army"}
    assert ids(told.recipients) == {"sdn.rsf"}


def test_a_shelled_town_is_told_with_the_one_party_that_is_fought(reader: Reader) -> None:
    told = read(
        reader,
        "The Sudanese army shelled Nyala on Friday. The Rapid Support Forces hold the town.",
        "ASSAULT",
    )
    assert "sdn.rsf" in ids(told.recipients)
    assert "fights" in (told.because.note or "")


def test_civilians_who_were_hit_are_told_alone(reader: Reader) -> None:
    told = read(
        reader,
        "The Sudanese army shelled Nyala on Friday, killing six civilians. "
        "The Rapid Support Forces hold the town.",
        "ASSAULT",
    )
    assert "sdn.rsf" not in ids(told.recipients)


def test_a_weapon_acts_for_whoever_launched_it(reader: Reader) -> None:
    told = read(reader, "A drone launched by the Houthis hit a house in Marib in Yemen.", "ASSAULT")
    assert ids(told.actors) == {"yem.houthis"}


def test_both_air_forces_of_one_phrase_act(reader: Reader) -> None:
    told = read(reader, "Saudi and Emirati warplanes bombed Sanaa in Yemen.", "ASSAULT")
    assert {"sau.army", "are.army"} <= ids(told.actors)


def test_ministers_of_several_countries_meet_one_another(reader: Reader) -> None:
    told = read(reader, "The foreign ministers of Egypt, Chad and Kenya met in Nairobi.", "CONSULT")
    assert ids(told.actors) | ids(told.recipients) == {"egy", "tcd", "ken"}


def test_who_refuses_an_offer_refuses_its_maker(reader: Reader) -> None:
    told = read(reader, "Eritrea rejected an Ethiopian proposal for talks on Thursday.", "REJECT")
    assert ids(told.recipients) == {"eth"}


def test_a_curfew_is_on_those_of_its_town(reader: Reader) -> None:
    told = read(reader, "Indian authorities imposed a curfew in Srinagar on Friday.", "COERCE")
    assert [r.text for r in told.recipients] == ["Srinagar"]


def test_an_act_without_a_place_takes_the_one_spot_of_the_opening(reader: Reader) -> None:
    text = (
        "Rebels reached the city of Goma on Monday.\n\nThe governor asked for calm.\n\n"
        "He spoke at length of prices.\n\nThe rebels killed twelve soldiers."
    )
    claim = read(reader, text, "ASSAULT")
    assert claim.where is not None
    assert claim.where.text == "Goma"
    assert "opening paragraph" in (claim.because.note or "")


def test_who_fights_an_attack_off_did_not_make_it(reader: Reader) -> None:
    for text in (
        "After seizing the bridge in Mosul, the army fought off several counterattacks.",
        "Rebels attacked Gao. The army threw back two counterattacks.",
    ):
        report = making.report(text, published=dt.date(2024, 5, 10))
        for told in reader.read(report).claims:
            if isinstance(told, EventClaim) and told.event == "ASSAULT":
                assert not {a.text for a in told.actors} & {r.text for r in told.recipients}
