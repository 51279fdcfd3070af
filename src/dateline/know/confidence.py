"""How often claims with so many points were right, as measured on hand-checked records."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import tomli


@dataclass(frozen=True, slots=True)
class Curve:
    """A logistic curve from points to the chance of being right.

    Attributes:
        intercept: log odds at no points, by kind of claim (`control`, `event`).
        slope: log odds a point, by kind.
        type: log odds added by PLOVER type of an event, shrunk toward none; absent types add none.
    """

    intercept: Mapping[str, float]
    slope: Mapping[str, float]
    type: Mapping[str, float]

    def chance(self, points: float, kind: str, event: str | None = None) -> float:
        """Return the chance, 0 to 1, that a claim with these points is right.

        Args:
            points: what was found, less what was not.
            kind: of the claim.
            event: PLOVER type of an event; None leaves it open.

        Raises:
            KeyError: no claims of this kind were measured.
        """
        prior = self.type.get(event, 0.0) if event is not None else 0.0
        odds = self.intercept[kind] + self.slope[kind] * points + prior
        return 1 / (1 + math.exp(-odds))


@cache
def curve() -> Curve:
    """Return the shipped curve."""
    text = files(__package__).joinpath("confidence.toml").read_text(encoding="utf-8")
    return Curve(**tomli.loads(text))
