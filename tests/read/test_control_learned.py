"""The learned head: what it adds to the rules, and when it keeps silent."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests import making

from dateline.errors import InputError
from dateline.know.frames import frame_book
from dateline.model import ControlClaim
from dateline.read import StandardReader
from dateline.read.control_head import (
    BEFORE,
    CHANGES,
    HERE,
    WIDTH,
    around,
    candidates,
    control_head,
    vectors_of,
)
from dateline.read.control_learned import RULE, by_head
from dateline.read.frames import look
from dateline.read.scene import Scene

DAY = dt.date(2024, 5, 5)
TOLD = [
    (
        (
            "Eight towns of the plateau have gone over to the rebels. By dusk Kaga Bandoro, "
            "Batangafo and Kabo had followed."
        ),
        [("gained", "Batangafo", "rebels"), ("gained", "Kabo", "rebels")],
    ),
    (
        (
            "The rebels still hold perhaps half of the city, Salaheddin, Sukkari and Bustan "
            "al-Qasr among other quarters."
        ),
        [("held", "Sukkari", "rebels"), ("held", "Bustan al-Qasr", "rebels")],
    ),
    (
        (
            "Panjwai and Zhari, where the Taliban collect taxes and hold court, have been out of "
            "the governor's reach since spring."
        ),
        [("held", "Panjwai", "Taliban"), ("held", "Zhari", "Taliban")],
    ),
    (
        "Militants say they've got Tarnabah and are at the gates of Dadikh.",
        [("gained", "Tarnabah", "Militants")],
    ),
    ("Savien and Petite-Rivière: as before, Gran Grif.", [("held", "Petite-Rivière", "Gran Grif")]),
]
SILENT = """
The minister flew to Kunduz and promised the troops new boots.
Rebels hope to be in Bambari by Christmas.
Jets struck Kindu twice on Monday, killing four.
Refugees from Malakal reached Juba on Friday; the army counted them.
The army denied that Barentu was in rebel hands.
The commander, who was born in Kuito, gave a speech in Luanda.
In a film about the war the rebels take Kitchanga with a song.
Police seized a truck with rifles in Jilib.
If Mullaitivu falls, the Tigers will have lost their last harbour.
In 1998 the rebels held Kalemie for a year.
The Taliban attacked a checkpoint near Kunduz and fled.
A governor of Cabinda was killed by separatists in an ambush.
M23 claims Goma is Congolese.
Moscow said on Friday that its troops were ready.
Militia overran the Somaliland army's bases at Gooja Cade and Maraaga on Friday.
Bakhmut withstood another day of assaults by Wagner mercenaries, the General Staff said on Monday.
They declared the whole Kokang region free of the military in a statement.
Barentu has been without any Ethiopian garrison since dawn.
The team from Kaya beat Dori two to one and took the lead.
""".strip().splitlines()


def learned(reader: StandardReader, text: str) -> list[tuple[str, str, str]]:
    claims = reader.read(making.report(text, published=DAY)).claims
    return [
        (c.change, c.where.text, c.holder.text if c.holder else "")
        for c in claims
        if isinstance(c, ControlClaim) and c.where is not None and c.because.rule == RULE
    ]


def scene_of(reader: StandardReader, text: str) -> Scene:
    doc, title = reader.knowledge.language.pipe([text, ""])
    return reader.scene(making.report(text, published=DAY), doc, title)


@pytest.mark.parametrize(("text", "wanted"), TOLD)
def test_what_no_rule_reads_is_told(
    reader: StandardReader, text: str, wanted: list[tuple[str, str, str]]
) -> None:
    found = learned(reader, text)
    assert set(wanted) <= set(found)


@pytest.mark.parametrize("text", SILENT)
def test_it_is_silent_where_nothing_is_told(reader: StandardReader, text: str) -> None:
    assert learned(reader, text) == []


def test_a_claim_says_that_it_was_learned_and_how_sure_it_is(reader: StandardReader) -> None:
    claims = reader.read(making.report(TOLD[1][0], published=DAY)).claims
    mine = [c for c in claims if c.because.rule == RULE]
    assert mine
    assert all(c.because.note and "learned" in c.because.note for c in mine)
    assert all(0.6 <= c.confidence <= 0.85 for c in mine)


def test_the_rules_go_first(reader: StandardReader) -> None:
    scene = scene_of(reader, TOLD[1][0])
    sight, found = look(scene, frame_book())
    alone = list(by_head(sight, [], found))
    assert list(by_head(sight, alone, found)) == []


def test_it_does_not_gainsay_what_a_rule_read(reader: StandardReader) -> None:
    text = (
        "Soldiers of the government reoccupied Ber over the weekend, the army said on Monday. "
        "The rebels of the CSP conceded Ber."
    )
    assert not [told for told in learned(reader, text) if told[2] != "army"]


def test_without_vectors_of_ours_nothing_is_told(reader: StandardReader) -> None:
    scene = scene_of(reader, TOLD[1][0])
    scene.doc.tensor = np.zeros((len(scene.doc), 96), np.float32)
    bare = replace(scene)
    assert vectors_of(bare) is None
    sight, found = look(bare, frame_book())
    assert list(by_head(sight, [], found)) == []


def test_chances_are_chances(reader: StandardReader) -> None:
    scene = scene_of(reader, TOLD[2][0])
    vectors = vectors_of(scene)
    assert vectors is not None
    assert vectors.shape == (len(scene.tokens), WIDTH)
    seen = [around(scene.tokens, *scene.tokens_of(p.span)) for p in scene.places if p.span]
    actors = [[a.head for a in candidates(scene, one)] for one in seen]
    for opinion, some in zip(control_head()(vectors, seen, actors), actors, strict=True):
        assert opinion.chances.shape == (len(CHANGES),)
        assert ((opinion.chances >= 0) & (opinion.chances <= 1)).all()
        assert opinion.parties.shape == (len(CHANGES), 2, 1 + len(some))
        assert opinion.parties.sum(-1) == pytest.approx(1, abs=1e-4)


def test_what_is_looked_at_has_bounds(reader: StandardReader) -> None:
    long = (
        "Troops went from " + ", ".join(f"Camp {n} of the river" for n in range(80)) + " to Kaya."
    )
    scene = scene_of(reader, "Fighting went on all day in the hills around the lake. " + long)
    for place in scene.places:
        if place.span is None:
            continue
        start, end = scene.tokens_of(place.span)
        seen = around(scene.tokens, start, end)
        assert len(seen.words) <= HERE + BEFORE
        assert (np.diff(seen.words) == 1).all()
        assert start <= seen.words[seen.at] < end


def test_broken_weights_say_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "control.onnx"
    file.write_bytes(b"no weights")
    with pytest.raises(InputError, match="install dateline again"):
        control_head(file)
