"""Writes the model card beside the weights: hash, size and the scores that the bench printed."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

TEMPLATE = Path(__file__).with_name("card.md")


def main() -> None:
    """Parse the command line, read the bench's output from standard input, write the card."""
    ask = argparse.ArgumentParser(prog="python -m training.card", description=__doc__)
    ask.add_argument("out", type=Path, help="the package's weights folder")
    args = ask.parse_args()
    meta = json.loads((args.out / "model.json").read_text(encoding="utf-8"))
    size = sum(f.stat().st_size for f in args.out.iterdir() if f.suffix != ".md") / 1e6
    text = TEMPLATE.read_text(encoding="utf-8")
    for name, value in {
        "sha256": meta["sha256"],
        "size": f"{size:.1f}",
        "scores": sys.stdin.read().strip(),
    }.items():
        text = text.replace("{" + name + "}", value)
    (args.out / "MODEL_CARD.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
