"""How long the lines of many reports take to find, and how the time grows with their number.

    python -m bench.lineage [REPORTS]
    python -m bench.lineage --library [REPORTS]   # beside datasketch's MinHash (extra `compare`)

The reports are made up (seeded) over five years: seven of ten are nobody's copy, the others print
an agency's copy of the same days with a sentence more or less; each outlet ends its reports on the
same two lines. Beside the library, half of the copies are excerpts: the first quarter of the copy.
"""

from __future__ import annotations

import datetime as dt
import math
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from dateline.model import Report, text_sha256
from dateline.weigh.groups import Groups
from dateline.weigh.lineage import COPIED, lineages
from dateline.weigh.shingles import Marks, marks_of, words_of

REPORTS, DAYS, OUTLETS, WORDS = 10_000, 5 * 365, 60, 4_000


def figures(shared: Path, *, only: str | None = None) -> Iterator[tuple[str, float]]:
    """Yield microseconds of one core a report for 10,000 reports; lower is better."""
    del shared
    name = "weighing.lineage_10k_us_per_report"
    if only is None or name.startswith(only):
        yield name, round(1e6 * measured(REPORTS)[0] / REPORTS)


def measured(number: int) -> tuple[float, float]:
    """Return processor seconds, and the share of copies that were put with what they copy."""
    made = list(_made(number))
    before = time.process_time()
    lines = lineages([report for report, _ in made])
    taken = time.process_time() - before
    copies = [(report, source) for report, source in made if source is not None]
    found = sum(lines.of[report.id] == lines.of[source] for report, source in copies)
    return taken, found / max(1, len(copies))


def compared(number: int) -> Iterator[tuple[str, float, float, float]]:
    """Yield processor seconds, copies found and pairs looked at, of our way and of MinHash LSH.

    MinHash tells which two reports may be alike by the share of both that they have in common
    (Jaccard), so that an excerpt has to be looked for among all that share a little. Both ways
    compare in full what they take for alike, by the same rule.
    """
    import numpy as np
    from datasketch import MinHash, MinHashLSH

    made = list(_made(number, excerpts=0.5))
    copies = [(report.id, source) for report, source in made if source is not None]
    before = time.process_time()
    lines = lineages([report for report, _ in made])
    taken = time.process_time() - before
    yield "ours", taken, sum(lines.of[r] == lines.of[s] for r, s in copies) / len(copies), math.nan
    for threshold, permutations in ((0.5, 128), (0.3, 128)):
        before = time.process_time()
        index = MinHashLSH(threshold=threshold, num_perm=permutations)
        groups, known, pairs = Groups(report.id for report, _ in made), dict[str, Marks](), 0
        for report, _ in made:
            marks = known[report.id] = marks_of(words_of(report.text))
            hashed = MinHash(num_perm=permutations, hashfunc=int)
            hashed.update_batch(marks.tolist())
            for other in index.query(hashed):
                pairs += 1
                shared = len(np.intersect1d(marks, known[other], assume_unique=True))
                if shared >= COPIED * min(len(marks), len(known[other])):
                    groups.join(report.id, other)
            index.insert(report.id, hashed)
        taken = time.process_time() - before
        found = sum(groups.of(r) == groups.of(s) for r, s in copies) / len(copies)
        yield f"datasketch, {permutations} from {threshold}", taken, found, float(pairs)


def _made(number: int, *, excerpts: float = 0.0) -> Iterator[tuple[Report, str | None]]:
    chance = random.Random(7)  # noqa: S311 - a seeded press, no secret
    wires: list[tuple[int, str, str]] = []
    for count in range(number):
        day = count * DAYS // number
        outlet = chance.randrange(OUTLETS)
        while wires and wires[0][0] < day - 3:
            wires.pop(0)
        furniture = f" Subscribe to outlet {outlet} for more on what the war does to us all today."
        if wires and chance.random() < 0.3:
            _, source, text = chance.choice(wires)
            words = text.split(". ")
            if excerpts and chance.random() < excerpts:
                words = words[: len(words) // 4]
            if chance.random() < 0.5:
                words.insert(chance.randrange(len(words)), _sentence(chance))
            yield _report(count, day, outlet, ". ".join(words) + furniture), source
            continue
        text = ". ".join(_sentence(chance) for _ in range(12))
        report = _report(count, day, outlet, text + furniture)
        wires.append((day, report.id, text))
        yield report, None


def _sentence(chance: random.Random) -> str:
    return " ".join(f"w{int(chance.paretovariate(0.6)) % WORDS}" for _ in range(18))


def _report(count: int, day: int, outlet: int, text: str) -> Report:
    return Report(
        source=f"{count}.txt",
        id=f"{count * 2654435761 % 2**64:016x}",
        text=text,
        text_sha256=text_sha256(text),
        publisher=f"Outlet {outlet}",
        published=dt.date(2020, 1, 1) + dt.timedelta(day),
        published_origin="given",
        language="en",
    )


def main() -> None:
    """Run what was asked for."""
    asked = [int(word) for word in sys.argv[1:] if word.isdigit()]
    number = asked[0] if asked else REPORTS
    if "--library" in sys.argv:
        for name, seconds, share, pairs in compared(number):
            print(f"{name:<28}{seconds:8.1f} s{share:8.3f} of the copies{pairs:12g} pairs")
        return
    seconds, share = measured(number)
    print(f"{number} reports: {seconds:.1f} s, {share:.3f} of the copies found")


if __name__ == "__main__":
    main()
