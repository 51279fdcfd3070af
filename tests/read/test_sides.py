"""Bare words for a side are given a name only where the report leaves no doubt."""

from __future__ import annotations

import spacy
from tests import making

from dateline.know.actors import load_register
from dateline.model import ActorRef, Plover
from dateline.read.scene import ActorMention, Scene
from dateline.read.sides import Sides

REGISTER = load_register()
M23 = ActorRef(text="M23", id="cod.m23", plover=Plover(country="COD", sector="REB"))
CODECO = ActorRef(text="CODECO", id="cod.codeco", plover=Plover(country="COD", sector="REB"))
ARMY = ActorRef(text="FARDC", id="cod.army", plover=Plover(country="COD", sector="MIL"))
RWANDA = ActorRef(text="Rwanda", id="rwa", plover=Plover(country="RWA", sector="GOV"))


def _sides(*refs: ActorRef) -> Sides:
    text = "x"
    report = making.report(text, published=None, published_origin="unknown")
    mentions = tuple(ActorMention(span=(0, 1), head=0, ref=r, kind="organisation") for r in refs)
    return Sides(Scene(report=report, doc=spacy.blank("en")(text), actors=mentions), REGISTER)


def test_the_one_armed_group_of_a_report_is_the_rebel() -> None:
    named = _sides(M23, M23, ARMY).named(ActorRef(text="rebel"))
    assert named is not None
    assert (named.id, named.name, named.text) == ("cod.m23", "March 23 Movement", "rebel")


def test_two_groups_leave_it_open() -> None:
    assert _sides(M23, CODECO).named(ActorRef(text="rebel")) == ActorRef(text="rebel")


def test_the_government_is_that_of_the_country_most_told_of() -> None:
    named = _sides(ARMY, ARMY, RWANDA).named(ActorRef(text="government"))
    assert named is not None
    assert named.id == "cod.gov"
    assert _sides(ARMY, RWANDA).named(ActorRef(text="government")) == ActorRef(text="government")


def test_other_words_and_named_parties_are_left_as_they_are() -> None:
    sides = _sides(M23, ARMY)
    assert sides.named(ActorRef(text="gunmen")) == ActorRef(text="gunmen")
    assert sides.named(CODECO) == CODECO
    assert sides.named(None) is None
