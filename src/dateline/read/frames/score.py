"""How sure a claim is: points for what was found, less what was not, and what these come to.

One rule: the points are a sum that anyone can add up; what chance they stand for was measured on
hand-checked records (`know/confidence.toml`, docs/measured-confidence.md), not guessed.
"""

from __future__ import annotations

from msgspec import Struct

from dateline.know.confidence import curve
from dateline.model.claim import Status

FAR = {
    "slot": 0.0,
    "clause": 0.0,
    "phrase": -0.05,
    "head": -0.05,
    "near clause": -0.08,
    "sentence": -0.12,
    "before": -0.2,
    "lead": -0.2,
    "dateline": -0.25,
}
"""What a place costs by where it was fetched from."""


class Features(Struct, frozen=True):
    """What a score is made of.

    Attributes:
        base: the frame's own confidence.
        actor: whether the one who acts is known.
        register: whether the register knows them.
        placed: how the place was come by (`Located.how`); None where there is none.
        resolved: whether the gazetteer knows the place.
        inferred: whether the place is what "it" or "the town" stands for.
        status: of the claim.
        distance: clauses between the claim's clause and the root of its sentence.
        kind: of the claim: `control` or `event`.
        event: PLOVER type of an event; None for control.
        order: events that the report told before this one: what it opens with, its main event,
            is the likeliest right (0.94 of the first, 0.92, 0.91 and 0.87 of the next and the
            rest, over 511 events of four hand-checked sets).
    """

    base: float
    actor: bool
    register: bool
    placed: str | None
    resolved: bool
    inferred: bool
    status: Status
    distance: int
    kind: str = "control"
    event: str | None = None
    order: int = 0


def score(features: Features) -> float:
    """Return a confidence, 0 to 1: of all claims given 0.8, four in five are right."""
    return round(curve().chance(points(features), features.kind, features.event), 3)


def points(features: Features) -> float:
    """Return the points of a claim, 0.05 to 0.98."""
    value = features.base
    value += 0.08 if features.actor else -0.1
    value += 0.04 if features.register else 0.0
    value += FAR[features.placed] if features.placed is not None else -0.15
    value += 0.04 if features.resolved else -0.04
    value -= 0.08 if features.inferred else 0.0
    value -= 0.02 * min(features.distance, 4)
    value -= 0.03 * min(features.order, 3)
    if features.status in {"hypothetical", "historical"}:
        value -= 0.15
    return round(min(0.98, max(0.05, value)), 3)
