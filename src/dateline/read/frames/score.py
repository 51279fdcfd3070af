"""How sure a claim is: a transparent sum of what was found and what was not.

The weights are judgement, not yet measurement; a model fitted on gold records replaces them and
keeps this one function.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.claim import Status

FAR = {
    "slot": 0.0,
    "clause": 0.0,
    "phrase": -0.05,
    "near clause": -0.08,
    "sentence": -0.12,
    "before": -0.2,
    "dateline": -0.25,
}
"""What a place costs by where it was fetched from."""


@dataclass(frozen=True, slots=True)
class Features:
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
    """

    base: float
    actor: bool
    register: bool
    placed: str | None
    resolved: bool
    inferred: bool
    status: Status
    distance: int


def score(features: Features) -> float:
    """Return a confidence between 0.05 and 0.98."""
    value = features.base
    value += 0.08 if features.actor else -0.1
    value += 0.04 if features.register else 0.0
    value += FAR[features.placed] if features.placed is not None else -0.15
    value += 0.04 if features.resolved else -0.04
    value -= 0.08 if features.inferred else 0.0
    value -= 0.02 * min(features.distance, 4)
    if features.status in {"hypothetical", "historical"}:
        value -= 0.15
    return round(min(0.98, max(0.05, value)), 3)
