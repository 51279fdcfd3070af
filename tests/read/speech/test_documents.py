"""Whole documents that are somebody's speech, and those that are not."""

from __future__ import annotations

import pytest
from tests.read.speech.test_positions import read

BRIEFING = """The briefing began at noon.
COLONEL ABEBE: Our men hold the pass. Two villages were entered at dawn.
Q: And the bridge?
COLONEL ABEBE: (Smiles.) The bridge is gone.
Nobody will cross before the rains end.
Q: The radio says that you lost a battalion.
MINISTRY OFFICIAL: The radio says many things."""


def test_the_turns_of_a_transcript_are_their_speakers() -> None:
    scene = read(BRIEFING)
    turns = [s for s in scene.speeches if s.rule == "turn"]
    told = [
        (
            s.speaker.text.split()[-1] if s.speaker else "",
            [scene.text[slice(*p)] for p in s.content_spans],
        )
        for s in turns
    ]
    assert told == [
        ("ABEBE", ["Our men hold the pass. Two villages were entered at dawn."]),
        ("ABEBE", ["The bridge is gone.", "Nobody will cross before the rains end."]),
        ("OFFICIAL", ["The radio says many things."]),
    ]
    assert all(s.form == "direct" for s in turns)


@pytest.mark.parametrize(
    "text",
    [
        # a list of places
        "Decani: G.\nGlodjane: K.\nJunik: K, surrounded.\nPec: G by day.\nLausa: K.",
        # a list of losses
        "Killed: 12.\nWounded: 40.\nMissing: 3.\nTanks: two burned.\nGuns: none.",
    ],
)
def test_lists_are_nobodys_turns(text: str) -> None:
    assert not [s for s in read(text).speeches if s.rule == "turn"]


def test_a_body_that_is_told_of_is_not_the_we_of_a_text() -> None:
    scene = read(
        "We drove into the valley at dawn. The road was empty. A goat stood on the bridge. "
        "Armenia calls for a corridor and nobody here knows what that is."
    )
    assert not [s for s in scene.speeches if s.rule == "own-voice"]


def test_a_press_statement_speaks_for_its_issuer() -> None:
    scene = read(
        "Doctors Over Borders condemns the shelling of the clinic. The roof is gone. "
        "We call on all parties to let the wounded leave."
    )
    own = [s for s in scene.speeches if s.rule == "own-voice"]
    assert [s.speaker.text for s in own if s.speaker] == ["Doctors Over Borders"] * 2
