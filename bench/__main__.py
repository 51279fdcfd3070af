"""Runs the benchmarks, prints one table, and with `--floors` fails where a figure got worse.

    python -m bench [--floors] [--only PREFIX]

`bench/floors.toml` holds floors for figures that shall be high and, under `[ceilings]`, ceilings
for those that shall be low (seconds, megabytes, Brier scores). A change may raise a floor or lower
a ceiling; one that does the contrary says so there. A bench that cannot be run is named at the
end, after the others, and counts as a failure.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from bench.shared import shared_folder

LIMITS = Path(__file__).with_name("floors.toml")
BENCHES = (
    "language",
    "startup",
    "reading",
    "slope",
    "holdings",
    "weighing",
    "lineage",
    "ecb",
    "location",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What figures may not fall below, and may not rise above."""

    floors: dict[str, float]
    ceilings: dict[str, float]

    def told(self, name: str) -> str:
        """Return the limit of a figure in a few characters; nothing where it has none."""
        if name in self.floors:
            return f"≥ {self.floors[name]:g}"
        return f"≤ {self.ceilings[name]:g}" if name in self.ceilings else ""

    def broken(self, name: str, value: float) -> bool:
        """Tell whether a figure is beyond its limit; one that is no number always is."""
        low, high = self.floors.get(name), self.ceilings.get(name)
        return (low is not None and not value >= low) or (high is not None and not value <= high)


def limits(path: Path = LIMITS) -> Limits:
    """Return the limits in `path`."""
    found = tomllib.loads(path.read_text("utf-8"))
    return Limits(found.get("floors", {}), found.get("ceilings", {}))


def figures(
    shared: Path, *, only: str | None, failed: dict[str, Exception]
) -> Iterator[tuple[str, float]]:
    """Yield the figures of all benches; what a bench raises goes to `failed`, by its name."""
    for bench in BENCHES:
        try:
            yield from import_module(f"bench.{bench}").figures(shared, only=only)
        except Exception as error:  # noqa: BLE001 - one bench must not hide the others
            failed[bench] = error


def main() -> int:
    """Run what was asked for."""
    ask = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    ask.add_argument("--floors", action="store_true", help="fail where a figure breaks its limit")
    ask.add_argument(
        "--only", metavar="PREFIX", help="only figures that begin so (demo, gold, holdings)"
    )
    args = ask.parse_args()
    shared = shared_folder()
    if shared is None:
        print("bench: no shared material (DATELINE_SHARED or ../shared): nothing measured")
        return 0
    known, failed = limits(), dict[str, Exception]()
    broken = []
    print(f"{'figure':<42}{'value':>10}{'limit':>12}")
    for name, value in figures(shared, only=args.only, failed=failed):
        beyond = known.broken(name, value)
        mark = "  beyond its limit" if beyond else ""
        print(f"{name:<42}{value:>10g}{known.told(name):>12}{mark}", flush=True)
        if beyond:
            broken.append(name)
    for bench, error in failed.items():
        traceback.print_exception(error)
        print(f"bench.{bench} could not be run: {error}", file=sys.stderr)
    if args.floors and broken:
        print(f"{len(broken)} beyond their limits: {', '.join(broken)}", file=sys.stderr)
    return 1 if failed or (args.floors and broken) else 0


if __name__ == "__main__":
    raise SystemExit(main())
