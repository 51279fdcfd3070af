"""Texts are cut into windows along paragraphs and sentences, and never grow beyond the cap."""

from __future__ import annotations

from dateline.read.language.features import Featurer
from dateline.read.language.windows import HARD, SOFT, words_of

FEATURER = Featurer(["[PAD]", "[UNK]", "[CLS]", "[SEP]"])


def test_short_paragraphs_share_a_window() -> None:
    words, windows = words_of("One line.\nTwo lines.\n\nThree.", FEATURER)
    assert len(windows) == 1
    assert [f for f, line in zip(words.forms, words.lines, strict=True) if line] == [
        "One",
        "Two",
        "Three",
    ]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    words, windows = words_of("The soldiers left the town of Hama today. " * 60, FEATURER)
    assert len(windows) > 1
    for begin, end in words.windows:
        assert end - begin <= SOFT
        assert words.forms[begin] == "The"
        assert words.forms[end - 1] == "."


def test_no_cut_after_an_abbreviation_or_initial() -> None:
    words, _ = words_of(
        "word " * 170 + "Gen. Ali and J. Smith met " + "word " * 100 + ". Then", FEATURER
    )
    starts = {words.forms[a] for a, _ in words.windows}
    assert "Ali" not in starts
    assert "Smith" not in starts


def test_a_giant_sentence_is_cut_at_the_cap() -> None:
    words, windows = words_of("word " * 5000, FEATURER)
    assert sum(b - a for a, b in words.windows) == 5000
    assert all(len(w.pieces) <= HARD + 2 for w in windows)


def test_windows_join_to_the_whole() -> None:
    words, _ = words_of("He left. She stayed.\n" * 100, FEATURER)
    joined = [at for a, b in words.windows for at in range(a, b)]
    assert joined == list(range(len(words.forms)))
