"""The table of the simulator as curves: an SVG, the same to the byte for the same figures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

LABELS = {
    "weighed.error": "weighing: wrong or unsure",
    "weighed.wrong": "weighing: wrong",
    "last.error": "last report wins",
    "articles.error": "most articles",
    "lineages.error": "most lineages",
}


def draw(figures: Mapping[float, Mapping[str, float]], path: str) -> None:
    """Write error and calibration over noise.

    Args:
        figures: by noise, as `bench.simulate.__main__.measured` names them.
        path: of the SVG.
    """
    import matplotlib as mpl

    mpl.use("svg")
    # Neither the day nor chance: two runs that measure the same write the same file.
    mpl.rcParams |= {"svg.hashsalt": "dateline", "svg.fonttype": "none", "font.size": 9.0}
    from matplotlib import pyplot as plt

    noises = sorted(figures)
    drawing, (left, right) = plt.subplots(1, 2, figsize=(8, 3), layout="constrained")
    for key, label in LABELS.items():
        mine = key.startswith("weighed")
        style = ("-" if key == "weighed.error" else "--") if mine else ":"
        left.plot(noises, [figures[n][key] for n in noises], style, marker="o", ms=3, label=label)
    left.set(xlabel="noise of the press", ylabel="share of place-days", ylim=(0, None))
    left.legend(frameon=False)
    right.plot(noises, [figures[n]["weighed.ece"] for n in noises], "-", marker="o", ms=3)
    right.axhline(0.05, color="grey", linewidth=0.8, linestyle="--")
    right.set(xlabel="noise of the press", ylabel="expected calibration error", ylim=(0, 0.06))
    drawing.savefig(Path(path), format="svg", metadata={"Date": None})
