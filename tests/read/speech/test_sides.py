"""Whom a speaker speaks for, where the words of the role alone do not tell."""

from __future__ import annotations

from dataclasses import replace

from tests.read.speech.test_golden import scene

from dateline.know.actors import load_register
from dateline.read.actors import find_actors
from dateline.read.language import load
from dateline.read.scene import Speech
from dateline.read.speech import find_speech


def heard(text: str) -> tuple[Speech, ...]:
    doc = load()(text)
    actors = find_actors(doc, register=load_register())
    return find_speech(replace(scene(text, doc), actors=actors))


def test_a_doctor_there_speaks_for_the_hospital_just_named() -> None:
    (speech,) = heard("Nine wounded were taken to Bashair Hospital, a doctor there said.")
    assert speech.organisation is not None
    assert speech.organisation.text == "Bashair Hospital"


def test_rank_and_ground_are_no_side() -> None:
    (speech,) = heard("The bridge is mined, a company commander said.")
    assert speech.organisation is None


def test_a_thought_inside_speech_is_no_statement_of_its_own() -> None:
    (speech,) = heard("The governor said he believed the road to Sake was open.")
    assert speech.speaker is not None
    assert speech.speaker.text.endswith("governor")


def test_what_was_not_mentioned_is_nobodys_statement() -> None:
    assert heard("The ministry mentioned neither loss.") == ()


def test_a_head_above_a_dateline_is_nobodys_statement() -> None:
    text = (
        "Troops shell hospital as rebels tighten ring\n\nKIGALI, Rwanda - Mortar shells hit a "
        "hospital in Kigali on Thursday, killing nine people, UN officials said."
    )
    (speech,) = heard(text)
    assert [text[slice(*span)][:13] for span in speech.content_spans] == ["Mortar shells"]
