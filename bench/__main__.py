"""Runs the benchmarks, prints one table, and with `--floors` fails where a figure fell.

    python -m bench [--floors] [--only PREFIX]

Floors stand in `bench/floors.toml`. A change may raise one; lowering one is said there.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path

from bench.shared import shared_folder

FLOORS = Path(__file__).with_name("floors.toml")


def main() -> int:
    """Run what was asked for."""
    ask = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    ask.add_argument("--floors", action="store_true", help="fail where a figure is below its floor")
    ask.add_argument(
        "--only", metavar="PREFIX", help="only figures that begin so (demo, gold, lgl)"
    )
    args = ask.parse_args()
    shared = shared_folder()
    if shared is None:
        print("bench: no shared material (DATELINE_SHARED or ../shared): nothing measured")
        return 0
    floors: dict[str, float] = tomllib.loads(FLOORS.read_text("utf-8"))["floors"]
    fallen = []
    from bench import language, reading, startup

    print(f"{'figure':<42}{'value':>10}{'floor':>10}")
    for module in (language, startup, reading):
        for name, value in module.figures(shared, only=args.only):
            floor = floors.get(name)
            below = floor is not None and value < floor
            mark = "  below its floor" if below else ""
            shown = "" if floor is None else f"{floor:g}"
            print(f"{name:<42}{value:>10g}{shown:>10}{mark}", flush=True)
            if below:
                fallen.append(name)
    if args.floors and fallen:
        print(f"{len(fallen)} below their floors: {', '.join(fallen)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
