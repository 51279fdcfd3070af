"""How often claims with so many points were right, as measured on hand-checked records."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Curve:
    """A logistic curve from points to the chance of being right.

    Attributes:
        intercept: log odds at no points.
        slope: log odds a point.
        kind: log odds added by kind of claim (`control`, `event`).
    """

    intercept: float
    slope: float
    kind: Mapping[str, float]

    def chance(self, points: float, kind: str) -> float:
        """Return the chance, 0 to 1, that a claim of a kind with these points is right."""
        odds = self.intercept + self.slope * points + self.kind[kind]
        return 1 / (1 + math.exp(-odds))


@cache
def curve() -> Curve:
    """Return the shipped curve."""
    text = files(__package__).joinpath("confidence.toml").read_text(encoding="utf-8")
    return Curve(**tomllib.loads(text))
