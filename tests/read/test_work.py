"""A report of twice the length costs twice the work: calls are counted, nothing is timed."""

import gc
import sys
from collections import Counter
from types import FrameType

import pytest
from tests import making

from dateline.model import Report
from dateline.read import StandardReader, open_reader

_STORY = (
    "The army shelled {a} on Monday, killing {n} people, a doctor in {b} said. "
    "Rebels of the northern front captured {b} and two villages to the west of {a}; "
    'soldiers fell back towards {c}. "We will retake the town," its mayor told reporters.\n'
    "Protesters marched in {c} against the siege. The governor, who had visited {b}, denied that "
    "the road to {a} was cut.\n"
)
_NAMES = "Idlib Hama Homs Raqqa Daraa Palmyra Mosul Tikrit Ramadi Kirkuk Erbil Sinjar".split()
_ROOM = 1.25
"""How far four times the text may cost more than four times the calls."""


def story(parts: int) -> str:
    """Return a text of so many parts, each of other places and numbers."""
    return "\n".join(
        _STORY.format(
            a=_NAMES[i % 12], b=_NAMES[(i * 5 + 3) % 12], c=_NAMES[(i * 7 + 1) % 12], n=i + 3
        )
        for i in range(parts)
    )


@pytest.fixture(scope="module")
def reader() -> StandardReader:
    opened = open_reader()
    opened.read(report(story(2)))  # what the first use compiles is no work of a text
    return opened


def report(text: str) -> Report:
    return making.report(text, published=None, published_origin="unknown")


def calls(reader: StandardReader, text: str) -> Counter[str]:
    """Return how often each function of the package is entered, or a generator resumed."""
    counted: Counter[str] = Counter()

    def seen(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and "/dateline/" in frame.f_code.co_filename:
            part = frame.f_code.co_filename.rpartition("/dateline/")[2]
            counted[f"{part}:{frame.f_code.co_name}"] += 1

    told = report(text)
    sys.setprofile(seen)
    try:
        reader.read(told)
    finally:
        sys.setprofile(None)
    return counted


def test_a_longer_report_costs_work_in_proportion(reader: StandardReader) -> None:
    short, long = calls(reader, story(12)), calls(reader, story(48))
    steep = {
        name: (short[name], count)
        for name, count in long.items()
        if count > 8 * short[name] + 40_000
    }
    assert long.total() < 4 * _ROOM * short.total(), long.most_common(20)
    assert not steep


def test_turns_are_matched_in_proportion(reader: StandardReader) -> None:
    short, long = calls(reader, story(12)), calls(reader, story(48))
    turns = [name for name in long if name.startswith("know/turns/")]
    assert turns
    for name in turns:
        assert long[name] <= 4 * _ROOM * short[name] + 200, name


def test_frames_are_matched_once_a_report(reader: StandardReader) -> None:
    counted = calls(reader, story(3))
    assert counted["read/frames/match.py:find"] == 1


def test_a_report_that_was_read_leaves_nothing_for_the_garbage_collector(
    reader: StandardReader,
) -> None:
    reader.read(report(story(3)))  # what is kept for all texts is made
    gc.collect()
    gc.disable()
    try:
        reader.read(report(story(3)))
        assert gc.collect() == 0
    finally:
        gc.enable()
