"""From whom a place was taken, where the report does not say so in the same breath.

One rule: the last known holder of the place in the report comes first, then the one party of the
report that fights the gainer; a claim says which of the two it was, and nobody loses to himself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from dateline.model import ActorRef, Because, ControlClaim
from dateline.read.parties import Parties
from dateline.read.scene import Scene

_REAL = frozenset({"asserted", "claimed", "planned", "hypothetical", "denied"})
_TAKING = frozenset({"gained", "advanced_toward", "contested"})
"""Changes that are at somebody's cost."""


def with_losers(scene: Scene, claims: Sequence[ControlClaim]) -> list[ControlClaim]:
    """Return the claims, each gain with whom the place was taken from where that can be told."""
    return [_completed(scene, claim, claims) for claim in claims]


def _completed(scene: Scene, claim: ControlClaim, claims: Sequence[ControlClaim]) -> ControlClaim:
    if claim.change not in _TAKING or claim.status not in _REAL or claim.holder is None:
        return claim
    if claim.from_ is not None and claim.from_.id is not None:
        return (
            claim
            if not scene.parties.same_side(claim.from_, claim.holder)
            else replace(claim, from_=None)
        )
    loser, note = _known_holder(scene.parties, claim, claims), "its last holder in the report"
    if loser is None:
        loser, note = (
            scene.parties.opponent(scene.actors, claim.holder),
            "the side that the gainer fights",
        )
    if loser is None:
        return claim
    if claim.from_ is not None:  # "the enemy": the words stay, the side is put to them
        loser = replace(loser, text=claim.from_.text, span=claim.from_.span)
    said = claim.because
    told = "; ".join(filter(None, [said.note, f"from whom: {note}"]))
    return replace(claim, from_=loser, because=Because(rule=said.rule, spans=said.spans, note=told))


def _known_holder(
    parties: Parties, claim: ControlClaim, claims: Iterable[ControlClaim]
) -> ActorRef | None:
    """Return who held or lost the same place, told before it or of the same loss."""
    if claim.where is None or claim.holder is None:
        return None
    key = claim.where.id or claim.where.text
    found = [
        c.holder
        for c in claims
        if c.where is not None
        and (c.where.id or c.where.text) == key
        and c.holder is not None
        and c.holder.id is not None
        and c.change in {"held", "lost"}
        and c.status in {"asserted", "claimed"}
        and (c.change == "lost" or c.span[0] < claim.span[0])
    ]
    found = [ref for ref in found if parties.fights(ref, claim.holder)]
    return found[-1] if found else None
