"""Sides by the register of a reading: added actors, and states at war on a day."""

import datetime as dt
from pathlib import Path

from dateline.know.actors import Register, load_register
from dateline.know.actors.added import add, load_with_added
from dateline.model import ActorRef
from dateline.read.parties import Parties


def test_an_added_actor_fights_whom_its_list_says(tmp_path: Path) -> None:
    table = tmp_path / "own.toml"
    table.write_text(
        '[[actor]]\nname = "Hill Guard of Kivu"\ncountry = "COD"\nkind = "militia"\n'
        'opponents = ["cod.m23"]\n',
        "utf-8",
    )
    add(tmp_path, table)
    register: Register = load_with_added(tmp_path)
    (guard,) = register.find("Hill Guard of Kivu")
    parties = Parties(register, dt.date(2024, 5, 1))
    ours, theirs = ActorRef(text="Hill Guard", id=guard.id), ActorRef(text="M23", id="cod.m23")
    assert parties.fights(ours, theirs)
    assert parties.fights(theirs, ours)


def test_two_armies_fight_in_their_states_war_and_not_before() -> None:
    register = load_register()
    one, other = ActorRef(text="army", id="aze.army"), ActorRef(text="army", id="arm.army")
    assert Parties(register, dt.date(2020, 10, 20)).fights(one, other)
    addis, asmara = ActorRef(text="army", id="eth.army"), ActorRef(text="Eritrea", id="eri")
    assert Parties(register, dt.date(1999, 2, 1)).fights(addis, asmara)
    assert not Parties(register, dt.date(2021, 2, 1)).fights(addis, asmara)


def test_a_ministry_takes_no_ground() -> None:
    parties = Parties(load_register())
    assert not parties.holds_ground(ActorRef(text="Foreign Office", id="gbr.fcdo"))
    assert parties.holds_ground(ActorRef(text="army", id="gbr.army"))
