"""Positions inside statements, and denials linked to what they deny, with the shipped parser."""

from __future__ import annotations

import dataclasses

import pytest
from tests import making

from dateline.know.actors import load_register
from dateline.model import Doubt, StatementClaim
from dateline.read.actors import find_actors
from dateline.read.clauses import clauses
from dateline.read.language import load
from dateline.read.scene import Scene
from dateline.read.speech import find_speech
from dateline.read.speech.doubts import speech_doubts
from dateline.read.statements import statement_claims


def read(text: str) -> Scene:
    report = making.report(text, published=None, published_origin="unknown")
    scene = Scene(report=report, doc=load()(text))
    scene = dataclasses.replace(
        scene,
        actors=find_actors(scene.doc, register=load_register(), places=(), published=None),
        clauses=clauses(scene.doc),
    )
    return dataclasses.replace(scene, speeches=find_speech(scene))


def positions(text: str) -> list[tuple[str, str, str]]:
    return [
        (p.act, p.toward.text if p.toward else "", p.topic or "")
        for claim in statement_claims(read(text))
        for p in claim.positions
    ]


def doubts(text: str) -> list[Doubt]:
    scene = read(text)
    return list(speech_doubts(scene, list(statement_claims(scene))))


@pytest.mark.parametrize(
    ("text", "act", "toward", "topic"),
    [
        ("Ankara urged Baku to open the corridor.", "REQUEST", "Baku", "Baku to open the corridor"),
        ("The African Union called for an immediate ceasefire.", "REQUEST", "", "ceasefire"),
        ("France condemned the shelling of the market.", "ACCUSE", "", "shelling of the market"),
        ("Kigali denied that its soldiers had crossed the border.", "REJECT", "", "crossed"),
        ("Kinshasa accused Rwanda of arming the rebels.", "ACCUSE", "Rwanda", "arming"),
        ("The rebels rejected the offer of talks.", "REJECT", "", "the offer of talks"),
        ("The junta promised to hold elections.", "AGREE", "", "to hold elections"),
        ("The rebels threatened to cut the road to Goma.", "THREATEN", "", "cut the road"),
        (
            "The minister said that Rwanda must withdraw its soldiers.",
            "REQUEST",
            "Rwanda",
            "withdraw its soldiers",
        ),
    ],
)
def test_the_verb_that_attributes_is_a_position(
    text: str, act: str, toward: str, topic: str
) -> None:
    found = positions(text)
    assert len(found) == 1
    assert found[0][0] == act
    assert toward in found[0][1]
    assert topic in found[0][2]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that the bridge was closed.",
        "The mayor warned that the water was rising.",
        "The engineer said that the army had rejected the plan.",
        '"Where are the buses?" a woman asked.',
        "Troops crossed the river at dawn.",
    ],
)
def test_what_is_only_reported_is_no_position(text: str) -> None:
    assert positions(text) == []


def test_positions_are_slots_of_the_statement() -> None:
    (claim,) = statement_claims(read("Ankara urged Baku to open the corridor."))
    assert isinstance(claim, StatementClaim)
    assert claim.speaker is not None
    assert claim.content == "Baku to open the corridor"


def test_a_denial_is_linked_to_what_another_tells() -> None:
    text = (
        "The rebels said that their men had captured the Sake garrison. "
        "The army denied that the Sake garrison had been captured."
    )
    (doubt,) = doubts(text)
    assert doubt.kind == "denied"
    assert "captured the Sake garrison" in doubt.note
    assert doubt.span is not None
    assert "had been captured" in text[slice(*doubt.span)]


def test_denied_it_points_at_the_statement_before() -> None:
    (doubt,) = doubts("The rebels said that they had captured Sake. The army denied it.")
    assert "they had captured Sake" in doubt.note


@pytest.mark.parametrize(
    "text",
    [
        "The army denied that the bridge at Sake had been blown up.",
        "The rebels said that they had captured Sake. The rebels denied looting the shops there.",
        "The mayor said that bread was short. The army denied that the bridge had been blown up.",
    ],
)
def test_a_denial_of_nothing_told_is_no_contradiction(text: str) -> None:
    assert doubts(text) == []
