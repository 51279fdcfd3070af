"""Speech is read in linear time: work is counted, as instructions run, and not timed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from bench.scenes import bare_scene
from spacy.tokens import Doc

from dateline.read import scene as scene_module
from dateline.read.language import load
from dateline.read.quotes import find_quotes
from dateline.read.references import find_references
from dateline.read.scene import Scene
from dateline.read.speech import find_speech
from dateline.read.speech.doubts import speech_doubts
from dateline.read.speech.numbers import number_doubts
from dateline.read.statements import statement_claims

WORDS, TIMES = 400, 8
NUMBERED = (
    'The governor said that "road {0} was open. He added that nobody had left hamlet {0}. ',
    "“We hold ridge {0}, a commander said, and “bridge {0} is ours. The army denied it. ",
    "The army denied that mill {0} had burned. A miller said that mill {0} had burned. ",
    "The ministry put the dead of raid {0} at nine. A doctor said 1{0} people had been killed. ",
)
# Eight times the words may cost so many times the instructions: linear work and its edges.
STEEPEST = 1.3 * TIMES
ROOT = str(Path(scene_module.__file__).parent)


def cost(work: Callable[[], object]) -> int:
    """Return how many instructions of the reader's own code `work` runs."""
    count = 0

    def inside(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += event == "opcode"
        return inside

    def enter(frame: FrameType, event: str, arg: Any) -> Any:
        if not frame.f_code.co_filename.startswith(ROOT):
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return inside

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def read(scene: Scene) -> None:
    scene = replace(scene, speeches=find_speech(scene))
    claims = list(statement_claims(scene))
    for _ in (*speech_doubts(scene, claims), *number_doubts(scene, claims)):
        pass


def numbered(words: int, breaks: str) -> str:
    """Return a text of unpaired marks and denials in which no two statements are the same."""
    block = breaks.join(NUMBERED) + breaks
    return "".join(block.format(n) for n in range(max(1, words // len(block.split()))))


@pytest.fixture(scope="module", params=["\n", ""], ids=["many paragraphs", "one paragraph"])
def docs(request: pytest.FixtureRequest) -> tuple[Doc, Doc]:
    short, long = (numbered(WORDS * times, request.param) for times in (1, TIMES))
    return load()(short), load()(long)


def test_statements_and_their_doubts_cost_the_same_a_word(docs: tuple[Doc, Doc]) -> None:
    short, long = (bare_scene(doc) for doc in docs)
    assert cost(lambda: read(long)) <= STEEPEST * cost(lambda: read(short))


def test_quotations_and_references_cost_the_same_a_word(docs: tuple[Doc, Doc]) -> None:
    def work(doc: Doc) -> int:
        text = doc.text + "Resolution 2254 (2015) and the Geneva Conventions stand. "
        return cost(lambda: (find_quotes(text), list(find_references(text))))

    short, long = docs
    assert work(long) <= STEEPEST * work(short)
