"""The network works ahead in a thread, and nobody can tell but by the clock."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterable, Iterator
from itertools import count
from typing import Any

import pytest
from spacy.tokens import Doc

from dateline.errors import ItemError
from dateline.model import Report, text_sha256
from dateline.read import StandardReader
from dateline.read.language import Reads, load
from dateline.read.language.ahead import AHEAD, read_ahead
from dateline.read.language.windows import Words

WAIT_S = 30.0
"""Longer than anything here takes, for what would otherwise wait for ever."""


@pytest.fixture(scope="module")
def language() -> Reads:
    return load()


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    before = threading.active_count()
    yield
    assert threading.active_count() == before


class Steps:
    """A window is a letter of the text, its scores are the letter twice, a document is the whole.

    A text with "?" cannot be cut, a window "!" cannot be scored, a text with "#" not be written.
    """

    def __init__(self) -> None:
        self.threads: dict[str, set[int]] = {"cut": set(), "score": set(), "write": set()}
        self.cut_so_far = 0
        self.scored: dict[str, threading.Event] = {}

    def pipe(self, texts: Iterable[str]) -> Generator[Any, None, None]:
        steps: Any = self
        return read_ahead(texts, cut=steps.cut, score=steps.score, write=steps.write)

    def _seen(self, step: str) -> None:
        self.threads[step].add(threading.get_ident())

    def cut(self, text: str) -> tuple[Words, list[str]]:
        self._seen("cut")
        self.cut_so_far += 1
        if "?" in text:
            raise ItemError(text)
        return Words(text, [], [], [], []), list(text)

    def score(self, window: str) -> str:
        self._seen("score")
        if window == "!":
            raise ZeroDivisionError
        if window in self.scored:
            self.scored[window].set()
        return window * 2

    def write(self, words: Words, scores: list[str]) -> str:
        self._seen("write")
        if "#" in words.text:
            raise ItemError(words.text)
        return "".join(scores)


@pytest.fixture
def steps() -> Steps:
    return Steps()


def test_documents_come_in_the_order_of_the_texts(steps: Steps) -> None:
    texts = ["ab", "", "c", "", "", "d" * 3 * AHEAD, "e"]
    assert list(steps.pipe(texts)) == ["".join(c * 2 for c in text) for text in texts]
    assert list(steps.pipe([])) == []


def test_only_scores_are_made_in_the_thread(steps: Steps) -> None:
    list(steps.pipe(["ab", "c"]))
    here = {threading.get_ident()}
    assert steps.threads["cut"] == steps.threads["write"] == here
    assert len(steps.threads["score"]) == 1
    assert not steps.threads["score"] & here


def test_texts_to_come_are_scored_while_the_caller_is_at_one(steps: Steps) -> None:
    steps.scored = {"b": threading.Event()}
    documents = steps.pipe(["a", "b"])
    assert next(documents) == "aa"
    assert steps.scored["b"].wait(WAIT_S)  # without a further document being asked for
    documents.close()


@pytest.mark.parametrize("text", ["", "a", "abc"])
def test_an_endless_row_is_taken_a_few_ahead(steps: Steps, text: str) -> None:
    documents = steps.pipe(text for _ in count())
    for taken in range(1, 50):
        next(documents)
        assert steps.cut_so_far <= taken + AHEAD
    documents.close()


def test_no_thread_runs_before_the_first_is_asked_for(language: Reads) -> None:
    before = threading.active_count()
    documents = language.pipe(["Troops left Hama.", "Rebels took Hama."])
    assert threading.active_count() == before
    next(documents)
    assert threading.active_count() == before + 1
    documents.close()


def test_leaving_early_leaves_no_thread(language: Reads) -> None:
    for _ in language.pipe(["Troops left Hama."] * 40):
        break


def test_ctrl_c_leaves_no_thread(language: Reads) -> None:
    def interrupted() -> None:
        for _ in language.pipe(["Troops left Hama."] * 40):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()


@pytest.mark.parametrize(
    ("texts", "error"),
    [
        (["ab", "c", "?", "d"], ItemError),  # cut
        (["ab", "c", "d!d", "e"], ZeroDivisionError),  # scored
        (["ab", "c", "#", "d"], ItemError),  # written
    ],
)
def test_an_error_comes_after_the_documents_before_it(
    steps: Steps, texts: list[str], error: type[Exception]
) -> None:
    documents = steps.pipe(texts)
    assert [next(documents), next(documents)] == ["aabb", "cc"]
    with pytest.raises(error):
        next(documents)


def test_an_error_of_the_texts_themselves_comes_in_its_turn(steps: Steps) -> None:
    def texts() -> Iterator[str]:
        yield "a"
        raise OSError("the disk is gone")

    documents = steps.pipe(texts())
    assert next(documents) == "aa"
    with pytest.raises(OSError, match="the disk is gone"):
        next(documents)


def test_ctrl_c_while_a_text_is_fetched_is_not_put_off(steps: Steps) -> None:
    def texts() -> Iterator[str]:
        yield "a"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        next(steps.pipe(texts()))


def test_a_surrogate_is_told_after_the_texts_before_it(language: Reads) -> None:
    documents = language.pipe(["Troops left.", "Hama \ud800 fell.", "Troops left."])
    assert next(documents).text == "Troops left."
    with pytest.raises(ItemError, match="no character"):
        next(documents)


def report(number: int) -> Report:
    text = f"Rebels captured Hama on day {number}, residents said."
    return Report(
        source=str(number), id=str(number), text=text, text_sha256=text_sha256(text),
        title="Hama falls", published_origin="unknown", language="en",
    )  # fmt: skip


def test_a_reader_takes_reports_ahead_and_gives_them_in_order(reader: StandardReader) -> None:
    taken: list[int] = []

    def reports() -> Iterator[Report]:
        for number in count():
            taken.append(number)
            yield report(number)

    readings = reader.read_all(reports())
    for number in range(8):
        reading = next(readings)
        assert reading == reader.read(report(number))
        assert number < taken[-1] <= number + AHEAD
    readings.close()


def test_a_bug_in_the_rules_leaves_no_thread(
    reader: StandardReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scene(report: Report, doc: Doc, title: Doc) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(reader, "scene", scene)
    with pytest.raises(ZeroDivisionError) as caught:
        list(reader.read_all(report(number) for number in range(9)))
    assert caught.tb is not None  # which holds on to the frames that were left
