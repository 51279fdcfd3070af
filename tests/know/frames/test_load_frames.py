"""Frames load, are checked against the codebooks, and can be added to from a folder."""

from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.know.frames import families, frame_book, load_frames
from dateline.know.frames.schema import compile_slot
from dateline.know.ontology import ontology

GOOD = """
about = "Own."
[defaults]
event = "MOBILIZE"
mode = "troops"
pattern = "act"
[[frame]]
id = "parachute"
verbs = "parachute in"
"""


def write(folder: Path, text: str, name: str = "own.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_all_sixteen_types_have_frames() -> None:
    assert {f.event for f in frame_book().frames.values() if f.event} == set(ontology().types)


def test_breadth_of_the_vocabulary() -> None:
    book = frame_book()
    predicates = {p for f in book.frames.values() for p in (*f.verbs, *f.nouns, *f.adjectives)}
    assert len(book.frames) >= 600
    assert len(predicates) >= 5000
    for verb in ("capture", "withdraw", "besiege", "shell", "abduct", "deploy", "sign", "veto"):
        assert verb in book.verbs, verb
    for noun in ("capture", "withdrawal", "strike", "ceasefire", "talks"):
        assert noun in book.nouns, noun


def test_every_frame_has_an_example_and_every_family_a_line() -> None:
    assert [f.id for f in frame_book().frames.values() if not f.example] == []
    assert [name for name, about in families().items() if not about] == []


def test_control_frames_ask_for_a_place() -> None:
    # In these the place stands inside another phrase ("positions in X"), which is required.
    inside = {
        "lose.control-passes",
        "seize.finish",
        "seize.break",
        "seize.positions",
        "seize.positions-taken",
        "withdraw.positions",
        "withdraw.garrison",
    }
    for frame in frame_book().frames.values():
        if not frame.control or not frame.slots or frame.id == "advance.attempt":
            continue
        if frame.id in inside:
            assert frame.slots["theme"].required, frame.id
        else:
            assert frame.slots["place"].required, frame.id


def test_the_longest_predicate_is_tried_first() -> None:
    rests = [len(rest) for _, rest in frame_book().verbs["take"]]
    assert rests == sorted(rests, reverse=True)


def test_a_folder_adds_frames(tmp_path: Path) -> None:
    book = load_frames(extra=write(tmp_path, GOOD))
    assert book.frames["own.parachute"].mode == "troops"
    assert book.id != frame_book().id


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[frame]]\nid = 'x'\n", "no `verbs`"),
        (GOOD.replace("MOBILIZE", "MOBILISE"), "event 'MOBILISE' is unknown"),
        (GOOD.replace('"troops"', '"army"'), "mode 'army' is unknown"),
        (GOOD + "color = 'red'\n", "unknown key 'color'"),
        (GOOD.replace('"act"', '"acts"'), "no pattern 'acts'"),
        (GOOD + "acled = 'Air strike'\n", "no ACLED sub-event type"),
        (GOOD + "cameo = '999'\n", "cameo '999' is unknown"),
        (GOOD + "confidence = 2\n", "confidence 2"),
        (GOOD + "slots = { place = 'nowhere is place' }\n", "'nowhere' is no function"),
        (GOOD + "slots = { place = 'object is planet' }\n", "unknown kind 'planet'"),
        (GOOD + "fact = 'yes'\n", "fact is true or false"),
        ("surprise = 1\n", "unknown key 'surprise'"),
        ("x = [", "not TOML"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        load_frames(extra=write(tmp_path, text))


KIND = """
[[frame]]
id = "parachute"
base = "mobilize.deploy"
verbs = "parachute in"
slots.place = "oblique:into is place required"
example = "Commandos parachuted into the valley."
"""


def test_a_kind_takes_over_slots_and_codes_of_its_base_and_not_its_words(tmp_path: Path) -> None:
    book = load_frames(extra=write(tmp_path, KIND))
    kind, base = book.frames["own.parachute"], book.frames["mobilize.deploy"]
    assert kind.root == base.id
    assert (kind.event, kind.mode, kind.cameo) == (base.event, base.mode, base.cameo)
    assert kind.slots["actor"] == base.slots["actor"]
    assert kind.slots["place"] != base.slots["place"]
    assert kind.verbs == ("parachute in",)
    assert not kind.nouns


def test_an_unknown_base_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="base 'mobilize\\.nothing' is unknown"):
        load_frames(extra=write(tmp_path, KIND.replace("deploy", "nothing")))


def test_a_frame_with_topics_stands_for_one_a_topic() -> None:
    book = frame_book()
    frame = book.frames["request.appeal-ceasefire"]
    assert (frame.mode, frame.cameo, frame.root) == ("yield", "0256", "request.urge")
    assert frame.slots["theme"].kinds == {"topic_ceasefire"}
    assert "topic_ceasefire" in book.kinds["truce"]


TOPIC = """
[[topic]]
id = "weather"
words = "rain, snow"
cameo = { appeal = "020" }
example = { appeal = "The monks appealed for rain." }
"""


def test_topics_can_be_added_and_their_faults_are_told(tmp_path: Path) -> None:
    book = load_frames(extra=write(tmp_path, TOPIC, "topics.toml"))
    assert book.frames["request.appeal-weather"].cameo == "020"
    with pytest.raises(InputError, match="unknown key 'colour'"):
        load_frames(extra=write(tmp_path, TOPIC + "colour = 'red'\n", "topics.toml"))


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no folder"):
        load_frames(extra=tmp_path / "none")


def test_slot_notation() -> None:
    slot = compile_slot("object, oblique:of|out_of is place, ground like town required", "here")
    assert slot.required
    assert slot.kinds == {"place", "ground"}
    assert slot.words == {"town"}
    assert slot.at[1].takes("oblique", "out of")
    assert not slot.at[1].takes("oblique", "to")
    with pytest.raises(InputError, match="is not"):
        compile_slot("!", "here")
