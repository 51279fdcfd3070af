from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pytest
from tests.pipeline.readers import WordReader, open_nothing, open_words

from dateline.errors import InputError, ItemError
from dateline.model import Reading, Report, text_sha256
from dateline.pipeline import Outcome, read_sources
from dateline.pipeline.reading import BATCH, read_each
from dateline.settings import Settings

ONE, TWO = Settings(workers=1), Settings(workers=2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(30):
        text = f"Report {number}. On Sunday rebels captured Aldbury, residents said."
        (tmp_path / f"{number:02}.txt").write_text(text)
    return tmp_path


def spoil(folder: Path, number: int, word: str) -> None:
    (folder / f"{number:02}.txt").write_text(f"Report {number}. {word} On Sunday nothing happened.")


def read(folder: Path, settings: Settings) -> list[Outcome]:
    return list(read_sources([str(folder)], settings=settings, open_reader=open_words))


def names(outcomes: list[Outcome]) -> list[str]:
    return [Path(outcome.source).name for outcome in outcomes]


@pytest.mark.parametrize("settings", [ONE, TWO])
def test_a_folder_is_read_in_order(folder: Path, settings: Settings) -> None:
    outcomes = read(folder, settings)
    assert names(outcomes) == [f"{number:02}.txt" for number in range(30)]
    assert all(outcome.error is None for outcome in outcomes)
    assert all(o.reading and len(o.reading.claims) == 1 for o in outcomes)
    assert all(
        o.page is not None and o.reading and o.page.id == o.reading.report.id for o in outcomes
    )


def test_workers_share_the_work_and_the_order_stays(folder: Path) -> None:
    spoil(folder, 0, "WAIT 300")  # the first is the last to be ready
    outcomes = read(folder, TWO)
    assert names(outcomes) == [f"{number:02}.txt" for number in range(30)]
    pids = {o.reading.doubts[0].note for o in outcomes if o.reading}
    assert len(pids) == 2
    assert str(os.getpid()) not in pids


@pytest.mark.parametrize("settings", [ONE, TWO])
def test_what_cannot_be_read_is_named_and_the_rest_goes_on(
    folder: Path, settings: Settings
) -> None:
    spoil(folder, 3, "SKIP")
    spoil(folder, 4, "BUG")
    (folder / "10.txt").write_bytes(b"\x00\x01\x02\xff" * 200)
    outcomes = read(folder, settings)
    failed = {Path(o.source).name: str(o.error) for o in outcomes if o.error}
    assert set(failed) == {"03.txt", "04.txt", "10.txt"}
    assert "cannot be read" in failed["03.txt"]
    assert "a bug of dateline's" in failed["04.txt"]
    assert "ZeroDivisionError" in failed["04.txt"]
    [bug] = [o.error for o in outcomes if o.error and o.source.endswith("04.txt")]
    assert "Traceback" in bug.__notes__[0]
    assert "in read" in bug.__notes__[0]
    assert len(outcomes) == 30


def test_the_report_that_kills_its_worker_is_named_and_the_rest_goes_on(folder: Path) -> None:
    spoil(folder, 5, "KILL")
    spoil(folder, 29, "KILL")
    outcomes = read(folder, TWO)
    assert names(outcomes) == [f"{number:02}.txt" for number in range(30)]
    failed = {Path(o.source).name: o.error for o in outcomes if o.error}
    assert set(failed) == {"05.txt", "29.txt"}
    assert isinstance(failed["05.txt"], ItemError)
    assert "killed by signal 9" in str(failed["05.txt"])


def test_a_missing_source_is_named_and_the_others_are_read(folder: Path) -> None:
    sources = [str(folder / "00.txt"), str(folder / "none.txt"), str(folder / "01.txt")]
    outcomes = list(read_sources(sources, settings=ONE, open_reader=open_words))
    assert [o.error is None for o in outcomes] == [True, False, True]
    assert outcomes[1].source == sources[1]


@pytest.mark.parametrize("settings", [ONE, TWO])
def test_a_reader_that_cannot_be_opened_stops_the_run(folder: Path, settings: Settings) -> None:
    outcomes = read_sources([str(folder)], settings=settings, open_reader=open_nothing)
    with pytest.raises(InputError, match="not installed"):
        list(outcomes)


def test_a_run_that_is_left_leaves_no_process_behind(folder: Path) -> None:
    from multiprocessing import active_children

    outcomes = read_sources([str(folder)], settings=TWO, open_reader=open_words)
    next(outcomes)
    assert len(active_children()) == 2
    outcomes.close()
    assert active_children() == []


def test_mentions_are_asked_for(folder: Path) -> None:
    sources = [str(folder / "00.txt")]
    [outcome] = read_sources(sources, settings=ONE, mentions=True, open_reader=open_words)
    assert outcome.reading is not None
    assert outcome.reading.mentions == ()


class Hasty(WordReader):
    """Takes reports ahead, `AHEAD` of them, and forgets those in its hands when it fails."""

    AHEAD = 3

    def read_all(self, reports: Iterable[Report], *, mentions: bool = False) -> Iterator[Reading]:
        rest = iter(reports)
        hands = deque(islice(rest, self.AHEAD))
        while hands:
            yield self.read(hands.popleft(), mentions=mentions)
            hands.extend(islice(rest, 1))


def reports(*texts: str) -> list[Report]:
    return [
        Report(
            source=str(number), id=str(number), text=text, text_sha256=text_sha256(text),
            published_origin="unknown", language="en",
        )
        for number, text in enumerate(texts)
    ]  # fmt: skip


@pytest.mark.parametrize("reader", [WordReader(), Hasty()])
@pytest.mark.parametrize("bad", [(), (0,), (4,), (9,), (0, 1), (2, 4), (8, 9), tuple(range(10))])
def test_each_report_has_its_reading_or_its_own_error(
    reader: WordReader, bad: tuple[int, ...]
) -> None:
    given = reports(*("BUG" if n in bad else "captured Aldbury" for n in range(10)))
    results = list(read_each(reader, iter(given), mentions=False))
    assert [isinstance(result, ItemError) for result in results] == [n in bad for n in range(10)]
    read = [result.report for result in results if isinstance(result, Reading)]
    assert read == [r for n, r in enumerate(given) if n not in bad]


@pytest.mark.parametrize("reader", [WordReader(), Hasty()])
def test_an_error_in_getting_reports_is_no_report_s(reader: WordReader) -> None:
    def broken() -> Iterator[Report]:
        yield from reports("one", "two")
        raise OSError("the disk is gone")

    results = read_each(reader, broken(), mentions=False)
    assert isinstance(next(results), Reading)
    assert isinstance(next(results), Reading)
    with pytest.raises(OSError, match="the disk is gone"):
        next(results)


def test_a_reader_that_leaves_reports_out_is_told_for_each() -> None:
    class Lazy(WordReader):
        def read_all(
            self, reports: Iterable[Report], *, mentions: bool = False
        ) -> Iterator[Reading]:
            return iter(())

    results = list(read_each(Lazy(), reports("one", "two"), mentions=False))
    assert [isinstance(result, ItemError) for result in results] == [True, True]


def test_a_long_row_of_known_reports_does_not_wait_for_a_new_one(folder: Path) -> None:
    asked: list[str] = []

    def known(report: Report, reader: str) -> Reading:
        asked.append(report.source)
        return Reading(report=report, reader=reader)

    outcomes = read_sources([str(folder)], settings=ONE, known=known, open_reader=open_words)
    for given, _ in enumerate(outcomes, 1):
        assert len(asked) <= given + BATCH


def odd_ones(report: Report, reader: str) -> Reading | None:
    """Knows every other report of the folder, with no claims so that it is told from a reading."""
    odd = int(Path(report.source).stem) % 2
    return Reading(report=report, reader=reader) if odd and reader == WordReader.id else None


@pytest.mark.parametrize("settings", [ONE, TWO])
def test_what_was_read_before_is_not_read_again(folder: Path, settings: Settings) -> None:
    spoil(folder, 1, "BUG")  # would fail if it were read
    spoil(folder, 2, "SKIP")
    (folder / "10.txt").write_bytes(b"\x00\x01\x02\xff" * 200)
    outcomes = list(
        read_sources([str(folder)], settings=settings, known=odd_ones, open_reader=open_words)
    )
    assert names(outcomes) == [f"{number:02}.txt" for number in range(30)]
    assert [o.again for o in outcomes] == [bool(number % 2) for number in range(30)]
    assert [names([o]) for o in outcomes if o.error] == [["02.txt"], ["10.txt"]]
    assert {len(o.reading.claims) for o in outcomes if o.reading and o.again} == {0}
    assert {len(o.reading.claims) for o in outcomes if o.reading and not o.again} == {1}
    assert all(o.page for o in outcomes if o.reading)


@pytest.mark.parametrize("settings", [ONE, TWO])
def test_a_run_of_nothing_new_reads_nothing(folder: Path, settings: Settings) -> None:
    outcomes = read_sources(
        [str(folder)],
        settings=settings,
        known=lambda report, reader: Reading(report=report, reader=reader),
        open_reader=open_words,
    )
    assert all(o.again for o in outcomes)


def test_mentions_are_kept_by_nobody_so_nobody_is_asked_for_them(folder: Path) -> None:
    sources = [str(folder / "01.txt")]
    [outcome] = read_sources(
        sources, settings=ONE, mentions=True, known=odd_ones, open_reader=open_words
    )
    assert not outcome.again


def test_a_reader_that_cannot_be_opened_stops_the_run_before_anything_is_asked(
    folder: Path,
) -> None:
    outcomes = read_sources([str(folder)], settings=TWO, known=odd_ones, open_reader=open_nothing)
    with pytest.raises(InputError, match="not installed"):
        list(outcomes)
