"""Shows that tellings are brought together in linear time: seconds a word, short and long.

    python -m bench.merging_slope [--parts 40]

The text comes back to the same dozen towns again and again, so that every sentence could tell any
event of its town. Timed is what brings drafts together, without the parse and the frames. Exit
status 1: eight times the text takes more than twice as long per word.
"""

from __future__ import annotations

import argparse
import time

from bench.scenes import bare_report, strikes
from dateline.read import events, open_reader
from dateline.read.event_draft import Draft
from dateline.read.event_merge import merged
from dateline.read.frames import Sight

TIMES = 8
STEEPEST = 2.0


def seconds_per_word(parts: int) -> tuple[int, float]:
    """Return how many words a text of so many parts has, and how long merging takes a word."""
    text = strikes(parts)
    spent: list[float] = []

    def timed(sight: Sight, drafts: list[Draft]) -> list[Draft]:
        begin = time.perf_counter()
        found = merged(sight, drafts)
        spent.append(time.perf_counter() - begin)
        return found

    reader = open_reader()
    vars(events)["merged"] = timed
    try:
        reader.read(bare_report(text))
    finally:
        vars(events)["merged"] = merged
    words = len(text.split())
    return words, sum(spent) / words


def main() -> int:
    """Print the two figures and their ratio."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--parts", type=int, default=40)
    parts = asked.parse_args().parts
    (few, one), (many, eight) = (seconds_per_word(parts * n) for n in (1, TIMES))
    print(
        f"{few:,} words {one * 1e6:.0f} µs a word, {many:,} words {eight * 1e6:.0f} µs a word, "
        f"ratio {eight / one:.2f}"
    )
    return int(eight / one > STEEPEST)


if __name__ == "__main__":
    raise SystemExit(main())
