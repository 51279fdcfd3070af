"""From whom a place was taken, where the report does not say so in the same breath.

One rule: the last known holder of the place in the report comes first, then the one party of the
report that fights the gainer; a claim says which of the two it was, and nobody loses to himself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from msgspec.structs import replace

from dateline.know.actors import Register, load_register
from dateline.model import ActorRef, Because, ControlClaim
from dateline.read.scene import ActorMention, Scene

_REAL = frozenset({"asserted", "claimed", "planned", "hypothetical", "denied"})
_TAKING = frozenset({"gained", "advanced_toward", "contested"})
"""Changes that are at somebody's cost."""


@cache
def register() -> Register:
    """Return the bundled register, read once: what parties are, and whom they fight."""
    return load_register()


def with_losers(scene: Scene, claims: Sequence[ControlClaim]) -> list[ControlClaim]:
    """Return the claims, each gain with whom the place was taken from where that can be told."""
    return [_completed(scene, claim, claims) for claim in claims]


def _completed(scene: Scene, claim: ControlClaim, claims: Sequence[ControlClaim]) -> ControlClaim:
    if claim.change not in _TAKING or claim.status not in _REAL or claim.holder is None:
        return claim
    if claim.from_ is not None and claim.from_.id is not None:
        return claim if not same_side(claim.from_, claim.holder) else replace(claim, from_=None)
    loser, note = _known_holder(claim, claims), "its last holder in the report"
    if loser is None:
        loser, note = opponent(scene, claim.holder), "the side that the gainer fights"
    if loser is None:
        return claim
    if claim.from_ is not None:  # "the enemy": the words stay, the side is put to them
        loser = replace(loser, text=claim.from_.text, span=claim.from_.span)
    said = claim.because
    told = "; ".join(filter(None, [said.note, f"from whom: {note}"]))
    return replace(claim, from_=loser, because=Because(rule=said.rule, spans=said.spans, note=told))


def _known_holder(claim: ControlClaim, claims: Iterable[ControlClaim]) -> ActorRef | None:
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
    found = [ref for ref in found if fights(ref, claim.holder)]
    return found[-1] if found else None


def opponent(scene: Scene, holder: ActorRef) -> ActorRef | None:
    """Return the party of the report that fights a holder; None where none or several do.

    A party and the bodies under it count as one, told by the widest of them.
    """
    if holder.id is None:
        return None
    told: dict[str, ActorRef] = {}
    counts: dict[str, int] = {}
    for mention in scene.actors:
        if (ref := _party(mention)) is not None and ref.id is not None and fights(ref, holder):
            told.setdefault(ref.id, ref)
            counts[ref.id] = counts.get(ref.id, 0) + 1
    if not told:
        return None
    sides = _sides(told)
    if len(sides) == 1:
        return told[max(counts, key=lambda i: (_armed(told[i]), counts[i]))]
    weight = {side: sum(counts[i] for i in ids) for side, ids in sides.items()}
    first, second = sorted(weight.values(), reverse=True)[:2]
    if first < 2 * second:
        return None  # two enemies: nothing tells which of them
    side = max(weight, key=lambda s: weight[s])
    return told[max(sides[side], key=lambda i: (_armed(told[i]), counts[i]))]


def _party(mention: ActorMention) -> ActorRef | None:
    ref = mention.speaks_for or mention.ref if mention.kind == "person" else mention.ref
    return ref if ref.id is not None else None


def _sides(told: dict[str, ActorRef]) -> dict[str, list[str]]:
    """Return the ids of parties by the side that they are on."""
    sides: dict[str, list[str]] = {}
    for identity in told:
        side = next((s for s, ids in sides.items() if any(allied(identity, i) for i in ids)), None)
        sides.setdefault(side or identity, []).append(identity)
    return sides


def _armed(ref: ActorRef) -> bool:
    entry = register().get(ref.id) if ref.id else None
    return entry is not None and entry.sector in {"MIL", "REB"}


@lru_cache(maxsize=4096)
def _chain(identity: str) -> frozenset[str]:
    return frozenset({e.id for e in register().chain(identity)})


def allied(one: str, other: str) -> bool:
    """Tell whether two ids are one party, one under the other, or allies."""
    if _chain(one) & _chain(other):
        return True
    ours = {ally for e in register().chain(one) for ally in e.allies}
    theirs = {ally for e in register().chain(other) for ally in e.allies}
    return bool(ours & _chain(other) or theirs & _chain(one))


def same_side(one: ActorRef, other: ActorRef) -> bool:
    """Tell whether two references are one party, or one under the other."""
    if one.id is None or other.id is None:
        return one.text.lower() == other.text.lower()
    return bool(_chain(one.id) & _chain(other.id))


def fights(one: ActorRef, other: ActorRef) -> bool:
    """Tell whether the register knows two parties as opponents."""
    return one.id is not None and other.id is not None and _fight(one.id, other.id)


@lru_cache(maxsize=4096)
def _fight(one: str, other: str) -> bool:
    mine, theirs = _chain(one), _chain(other)
    if mine & theirs:
        return False
    return bool(
        {e.id for e in register().opponents(one)} & theirs
        or {e.id for e in register().opponents(other)} & mine
    )
