"""Scenes of texts that are made up, for benches and tests of how work grows with a report.

One rule: what is measured is not what builds the scene.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.model import Report, text_sha256
from dateline.read.quantities import find_quantities
from dateline.read.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Doc


def bare_report(text: str) -> Report:
    """Return a report of no day and no origin."""
    return Report(
        source="slope",
        id="0" * 16,
        text=text,
        text_sha256=text_sha256(text),
        published_origin="unknown",
        language="en",
    )


def bare_scene(doc: Doc) -> Scene:
    """Return a scene with a parse and its numbers, and nothing else."""
    return Scene(report=bare_report(doc.text), doc=doc, quantities=find_quantities(doc))


STRIKES = (
    "A drone hit the market in {a} on Monday, killing {n} people, a doctor said. "
    "The strike in {a} came at noon. Another blast was heard in {b}; {m} soldiers were wounded. "
    "Hours later the death toll in {a} rose to {k}.\n"
    "Rebels of the northern front shelled {b} again. The army said that it had struck back.\n"
)
"""Strikes and what is told of them later; each part of other places and numbers."""
_NAMES = "Idlib Hama Homs Raqqa Daraa Palmyra Mosul Tikrit Ramadi Kirkuk Erbil Sinjar".split()


def strikes(parts: int) -> str:
    """Return a text of so many parts, which come back to a dozen towns."""
    count = len(_NAMES)
    return "\n".join(
        STRIKES.format(
            a=_NAMES[i % count], b=_NAMES[(i * 5 + 3) % count], n=i + 3, m=i + 2, k=2 * i + 9
        )
        for i in range(parts)
    )
