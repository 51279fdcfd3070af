"""Shows that speech is read in linear time: seconds per word at N words and at eight times N.

    python -m bench.speech_slope [--words 25000]

The text is hostile on purpose: quotation marks without partners, one paragraph as long as the
whole text or many short ones, pronouns and roles to resolve. The parse is not counted; the longer
document is the shorter one's parse set eight times in a row. Exit status 1: the longer document
takes more than twice as long per word.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace

from spacy.tokens import Doc

from bench.scenes import bare_scene
from dateline.know.actors import load_register
from dateline.read.actors import find_actors
from dateline.read.language import load
from dateline.read.speech import find_speech
from dateline.read.statements import statement_claims

TIMES = 8
STEEPEST = 2.0
PARTS = (
    'The governor said that the "road was open. He added that nobody had left the town. ',
    "“We hold the ridge, a commander said, and “the bridge is ours. The army denied it. ",
    "Troops' losses were 'heavy, the spokesman, Anton Dolgov, told reporters on Monday. ",
    "According to residents «the mill burned for two days, and the officer said so too. ",
    '"Nobody," she said, "will be turned away. The ministry declined to comment. ',
)


def hostile(words: int, *, breaks: str) -> str:
    """Return a text of about so many words whose quotation marks do not pair."""
    block = breaks.join(PARTS)
    return (block + breaks) * max(1, words // len(block.split()))


def seconds_per_word(doc: Doc) -> float:
    """Return how long finding speech and making statements takes, the parse and actors apart."""
    text = doc.text
    scene = bare_scene(doc)
    scene = replace(scene, actors=find_actors(doc, register=load_register()))
    begin = time.perf_counter()
    scene = replace(scene, speeches=find_speech(scene))
    sum(1 for _ in statement_claims(scene))
    return (time.perf_counter() - begin) / len(text.split())


def main() -> int:
    """Print the two figures and their ratio for both shapes of text."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--words", type=int, default=25_000)
    words = asked.parse_args().words
    steep = False
    for name, breaks in (("many paragraphs", "\n"), ("one paragraph", "")):
        short = load()(hostile(words, breaks=breaks))
        long = Doc.from_docs([short] * TIMES, ensure_whitespace=False)
        one, eight = seconds_per_word(short), seconds_per_word(long)
        counted = len(short.text.split())
        print(
            f"{name}: {counted:,} words {one * 1e6:.0f} µs a word, "
            f"{counted * TIMES:,} words {eight * 1e6:.0f} µs a word, ratio {eight / one:.2f}"
        )
        steep = steep or eight / one > STEEPEST
    return int(steep)


if __name__ == "__main__":
    raise SystemExit(main())
