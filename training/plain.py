"""Cuts plain texts into words and sentences, for teachers to annotate while the reader learns.

    python -m training.plain build/plain.jsonl tests/read/control/sentences.txt ...

One rule: only texts that the project may train on, its own; no annotation of theirs is read.
Lines that begin with ``#`` or white space are records of the suites and left out.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from training.data import Document, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY = re.compile(r"^\[\d{4}-\d\d-\d\d\] ")


def texts(path: Path) -> Iterator[str]:
    """Give the texts of a suite line by line (a pilcrow parts paragraphs), a dispatch whole."""
    content = path.read_text(encoding="utf-8")
    if not content.startswith("#"):
        yield content
        return
    for line in content.split("\n"):
        if line and line[0] not in "# \t":
            yield _DAY.sub("", line).replace(" ¶ ", "\n\n")


def cut(paths: list[Path], out: Path) -> int:
    """Write a document a text, as lists of forms, spaces and paragraph marks; gives the words."""
    from dateline.read.language import load

    language = load()
    words = 0
    with out.open("w", encoding="utf-8") as lines:
        for path in paths:
            for text in texts(path):
                sentences = []
                for sent in language(text).sents:
                    tokens = [t for t in sent if not t.is_space]
                    if not tokens:
                        continue
                    before = text[: tokens[0].idx]
                    opens = not before.strip() or "\n" in before[len(before.rstrip()) :]
                    sentences.append(
                        {
                            "forms": [t.text for t in tokens],
                            "spaced": [text[t.idx + len(t) :][:1].isspace() for t in tokens],
                            "opens": opens,
                        }
                    )
                    words += len(tokens)
                lines.write(json.dumps({"name": path.name, "sentences": sentences}) + "\n")
    return words


def read_plain(path: Path) -> list[Document]:
    """Read what ``cut`` wrote."""
    documents = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        documents.append(Document(record["name"], [Sentence(**s) for s in record["sentences"]]))
    return documents


def main() -> None:
    """Parse the command line and cut."""
    ask = argparse.ArgumentParser(prog="python -m training.plain", description=__doc__)
    ask.add_argument("out", type=Path)
    ask.add_argument("texts", type=Path, nargs="+")
    args = ask.parse_args()
    print(cut(args.texts, args.out), "words")


if __name__ == "__main__":
    main()
