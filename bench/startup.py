"""How quickly Dateline answers and how much memory it takes: help, first reading, the sample.

    python -m bench.startup

Times are the least of a few runs of a fresh process, in seconds, by the clock and of processor
(the clock also counts what else the machine was doing). Memory is the peak of the process that
reads, in MB (10^6 bytes).
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "src" / "dateline" / "sample" / "dispatches"

_PEAK = """
import resource, sys
from dateline.cli.main import run
status = run(sys.argv[1:])
unit = 1 if sys.platform == "darwin" else 1024
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
print(f"peak {peak} status {status}", file=sys.stderr)
"""


def figures(shared: Path, *, only: str | None = None) -> Iterator[tuple[str, float]]:
    """Yield name and value of every figure; lower is better for all of them.

    Args:
        shared: not used; the same for every bench.
        only: a prefix; figures whose name does not begin so are not measured.
    """
    del shared
    first = ["read", str(min(SAMPLE.glob("*.txt"))), "--no-store", "--quiet"]
    for name, arguments, runs in (
        ("startup.help", ["--help"], 7),
        ("startup.first_reading", first, 3),
    ):
        if only is None or name.startswith(only):
            wall, cpu = least_seconds(arguments, runs=runs)
            yield f"{name}_s", round(wall, 3)
            yield f"{name}_cpu_s", round(cpu, 3)
    if only is None or "startup.sample_peak_mb".startswith(only):
        yield "startup.sample_peak_mb", round(sample_peak_mb(), 1)


def least_seconds(arguments: list[str], *, runs: int) -> tuple[float, float]:
    """Return the least wall and processor seconds that `dateline` took over some runs.

    The first run, with cold caches of the file system, is left out; it leaves the modules compiled,
    as an installation has them, also where the caller's environment would not keep them.
    """
    walls, cpus = [], []
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(runs + 1):
        before, start = _children_cpu(), time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "dateline", *arguments],
            check=True,
            capture_output=True,
            env=kept,
        )
        walls.append(time.perf_counter() - start)
        cpus.append(_children_cpu() - before)
    return min(walls[1:]), min(cpus[1:])


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def sample_peak_mb() -> float:
    """Return the peak memory of reading the bundled sample into a new record, in MB."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["read", str(SAMPLE), "--quiet", "--store", f"{folder}/sample.db"]
        done = subprocess.run(
            [sys.executable, "-c", _PEAK, *arguments], check=True, capture_output=True, text=True
        )
    found = re.search(r"peak (\d+) status 0", done.stderr)
    if found is None:
        raise RuntimeError(f"the sample was not read: {done.stderr[-500:]}")
    return int(found[1]) / 1e6


if __name__ == "__main__":
    for figure, value in figures(Path()):
        print(f"{figure:<28}{value:>10}")
