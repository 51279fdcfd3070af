"""Lets the network score texts to come while the caller is at those that came.

One rule: the thread gets numbers and gives arrays back. Texts, documents and what is made of them
stay with the caller, one after the other, as if there were no thread.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from dateline.read.language.windows import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from spacy.tokens import Doc

    from dateline.read.language.network import Scores, Window

AHEAD: Final = 24
"""Windows and ends of texts that wait at most, those of some five reports of news. A full window's
scores are 0.8 MB."""


def read_ahead(
    texts: Iterable[str],
    *,
    cut: Callable[[str], tuple[Words, list[Window]]],
    score: Callable[[Window], Scores],
    write: Callable[[Words, list[Scores]], Doc],
) -> Generator[Doc, None, None]:
    """Yield the document of each text, in their order.

    The network works outside of the interpreter's lock, so that on a second core its time is won.
    Texts are taken a few ahead, `AHEAD` at most. A generator that is closed leaves no thread
    behind, whether by its end, by an error or by Ctrl-C.

    Args:
        texts: What to read; may be endless.
        cut: Makes words and windows of a text, here.
        score: Scores a window, in the thread.
        write: Makes a document of a text's words and the scores of its windows, here.

    Raises:
        Exception: What the arguments raise, in its turn: after the documents before it.
    """
    coming = _cut_up(texts, cut)
    waiting: deque[Future[Scores] | Words | Exception] = deque()
    scores: list[Scores] = []
    with _one_thread() as pool:
        while True:
            while len(waiting) < AHEAD and (item := next(coming, None)) is not None:
                waiting.append(
                    item if isinstance(item, Words | Exception) else pool.submit(score, item)
                )
            if not waiting:
                return
            due = waiting.popleft()
            if isinstance(due, Exception):
                raise due
            if isinstance(due, Future):
                scores.append(due.result())
                continue
            doc, scores = write(due, scores), []
            yield doc
            del doc  # not kept while the next is made


def _cut_up(
    texts: Iterable[str], cut: Callable[[str], tuple[Words, list[Window]]]
) -> Iterator[Window | Words | Exception]:
    """Yield each text's windows, then its words; at the end what was raised on the way."""
    try:
        for text in texts:
            words, windows = cut(text)
            yield from windows
            yield words
    except Exception as error:  # noqa: BLE001 - raised again when its turn comes
        yield error


@contextmanager
def _one_thread() -> Iterator[ThreadPoolExecutor]:
    """Give a thread that ends with the block, after the window that it is at."""
    pool = ThreadPoolExecutor(1, thread_name_prefix="dateline-network")
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
