"""How the time of a whole reading grows with the length of the report.

    python -m bench.slope

The same words are read as sixteen reports, as four and as one, in one process: the time of the
four and of the one, over the time of the sixteen, is what length alone costs; 1 is linear. The
parse is not counted: the longer reports are the parses of the shorter ones set in a row.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dateline.model import Report
    from dateline.read import StandardReader

ROOT = Path(__file__).parents[1]
TEXTS = ("src/dateline/sample/dispatches", "tests/data/wars/dispatches")
"""Reports of the package and of its tests: some 18,000 words of several wars."""
PIECES = 16
LONGER = (4, 16)
RUNS = 4


class _Parsed:
    """A language pipeline that gives parses made before, by their texts."""

    def __init__(self, identity: str, docs: Iterable[Doc]) -> None:
        self.id = identity
        self._docs = {doc.text: doc for doc in docs}

    def __call__(self, text: str) -> Doc:
        return self._docs[text]

    def pipe(self, texts: Iterable[str]) -> Generator[Doc, None, None]:
        return (self._docs[text] for text in texts)


def figures(shared: Path, *, only: str | None = None) -> Iterator[tuple[str, float]]:
    """Yield name and value of every figure; lower is better for all of them.

    Args:
        shared: not used; the same for every bench.
        only: a prefix; nothing is measured where no figure's name begins so.
    """
    del shared
    name = "reading.slope"
    if only is not None and not name.startswith(only) and not only.startswith(name):
        return
    for times, ratio in slopes(RUNS):
        yield f"{name}_{times}x", round(ratio, 2)


def slopes(runs: int) -> Iterator[tuple[int, float]]:
    """Yield how many times as long reports were, and their time over that of the short ones.

    Args:
        runs: how often each is read; the least time counts.
    """
    from spacy.tokens import Doc

    from dateline.read import StandardReader, open_reader

    reader = open_reader()
    language = reader.knowledge.language
    short = list(language.pipe(_pieces()))
    rows = {1: short} | {
        times: [
            Doc.from_docs(short[at : at + times], ensure_whitespace=False)
            for at in range(0, PIECES, times)
        ]
        for times in LONGER
    }
    ready = {}
    for times, docs in rows.items():
        parsed = _Parsed(language.id, [*docs, *language.pipe([""])])
        ready[times] = StandardReader(replace(reader.knowledge, language=parsed))
    spent = dict.fromkeys(rows, float("inf"))
    for _ in range(runs):  # in turn, so that a slow minute of the machine meets all lengths
        for times, docs in rows.items():
            spent[times] = min(spent[times], _seconds(ready[times], docs))
    for times in LONGER:
        yield times, spent[times] / spent[1]


def _pieces() -> list[str]:
    """Return the words of all texts in pieces of about the same length, whole reports each."""
    files = sorted(f for folder in TEXTS for f in (ROOT / folder).glob("*.txt"))
    pieces: list[list[str]] = [[] for _ in range(PIECES)]
    for file in files:  # the next report goes to the piece that is the shortest so far
        shortest = min(pieces, key=lambda piece: sum(map(len, piece)))
        shortest.append(file.read_text("utf-8").strip() + "\n\n")
    return ["".join(piece) for piece in pieces]


def _seconds(reader: StandardReader, docs: Sequence[Doc]) -> float:
    """Return the processor time of reading some parses as reports."""
    reports = [_report(number, doc.text) for number, doc in enumerate(docs)]
    gc.collect()
    begin = time.process_time()
    for report in reports:
        reader.read(report)
    return time.process_time() - begin


def _report(number: int, text: str) -> Report:
    from dateline.model import Report, text_sha256

    return Report(
        source="slope",
        id=f"{number:016d}",
        text=text,
        text_sha256=text_sha256(text),
        published_origin="unknown",
        language="en",
    )


if __name__ == "__main__":
    for figure, value in figures(Path()):
        print(f"{figure:<28}{value:>10}")
