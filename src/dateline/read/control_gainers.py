"""Who gained, lost or fights for a place, where the sentence itself names nobody.

One rule: a side is lent only from what the same report tells of the same place, of the same
paragraph, or of itself as a whole where one side alone gains; a claim says which of these it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from dateline.know.actors.entry import WARRING
from dateline.model import ActorRef, ControlClaim
from dateline.read.control_claim import noted
from dateline.read.control_regained import retaken
from dateline.read.parties import Parties
from dateline.read.same import same
from dateline.read.scene import Scene

_LENT = 0.1
"""What a lent side costs in confidence, as in `control_context`."""
_TOLD = frozenset({"asserted", "claimed"})
_MOST = 2
"""A side that gains this many times as often as the next is the report's gainer."""


def with_gainers(
    scene: Scene, claims: Sequence[ControlClaim], takers: Iterable[ActorRef] = ()
) -> list[ControlClaim]:
    """Return the claims, each change without a holder with whoever the report leaves for it.

    Args:
        scene: the report.
        claims: its claims of control.
        takers: who is told to have taken ground that has no name there ("three provincial
            capitals"); asked last.
    """
    taker = _one_side(scene.parties, takers)
    return [_given(scene.parties, _completed(scene, claim, claims), taker) for claim in claims]


def _given(parties: Parties, claim: ControlClaim, taker: ActorRef | None) -> ControlClaim:
    if claim.holder is not None or claim.change != "gained" or claim.status == "historical":
        return claim
    if taker is None or (claim.from_ is not None and parties.same_side(taker, claim.from_)):
        return claim
    return _lent(claim, taker, "the one side that takes unnamed ground in the report")


def _completed(scene: Scene, claim: ControlClaim, claims: Sequence[ControlClaim]) -> ControlClaim:
    if _civil_pronoun(scene, claim):
        ref = _paragraph(scene, claim, claims) or _gaining_side(scene, claim, claims)
        if ref is None:  # whoever it was, it was not "residents"
            return replace(claim, holder=None, confidence=max(0.05, claim.confidence - _LENT))
        return _lent(claim, ref, "the side in arms that gains ground")
    if claim.holder is not None or claim.status == "historical":
        return claim
    ways = {"gained": _GAINING, "lost": _LOSING, "contested": _FIGHTING}.get(claim.change, ())
    for way, told in ways:
        ref = way(scene, claim, claims)
        if ref is None or (claim.from_ is not None and scene.parties.same_side(ref, claim.from_)):
            continue
        if not scene.parties.holds_ground(ref):
            continue
        return _lent(claim, ref, told)
    return claim


def _civil_pronoun(scene: Scene, claim: ControlClaim) -> bool:
    """Tell whether "they" who hold or take a place were taken for people without arms."""
    holder = claim.holder
    if holder is None or holder.id is not None or holder.span is None:
        return False
    printed = scene.text[slice(*holder.span)].lower()
    civil = holder.plover is None or holder.plover.sector == "CVL"
    return civil and printed in {"they", "them", "it", "their", "its"}


def _lent(claim: ControlClaim, ref: ActorRef, told: str) -> ControlClaim:
    return replace(
        claim,
        holder=ref,
        confidence=max(0.05, claim.confidence - _LENT),
        because=noted(claim.because, f"who: {told}"),
    )


# --- what the report tells ---------------------------------------------------------------------


def _same_place(
    scene: Scene, claim: ControlClaim, claims: Sequence[ControlClaim]
) -> ActorRef | None:
    """Return who gained the same place in another sentence."""
    return _last(
        scene.parties,
        (
            c.holder
            for c in claims
            if c.change == claim.change and c.status in _TOLD and _one_place(c, claim)
        ),
    )


def _last_holder(
    scene: Scene, claim: ControlClaim, claims: Sequence[ControlClaim]
) -> ActorRef | None:
    """Return who held the same place, or from whom it was taken."""
    held = [c.holder for c in claims if c.change == "held" and _one_place(c, claim)]
    return _last(
        scene.parties,
        [*held, *(c.from_ for c in claims if c.change == "gained" and _one_place(c, claim))],
    )


def _denier(scene: Scene, claim: ControlClaim, claims: Sequence[ControlClaim]) -> ActorRef | None:
    """Return the party that denies a loss: its own, as a denial by the winner makes no sense."""
    by = claim.claimed_by
    code = by.plover if by is not None else None
    if claim.status != "denied" or by is None or code is None or code.sector not in WARRING:
        return None
    if by.id is not None and not by.id.startswith("person."):
        return by
    entry = (
        scene.parties.register.body(code.country, "army")
        if code.country and code.sector != "REB"
        else None
    )
    return by if entry is None else replace(by, id=entry.id, name=entry.name)


def _paragraph(
    scene: Scene, claim: ControlClaim, claims: Sequence[ControlClaim]
) -> ActorRef | None:
    """Return who gained ground last before it in its paragraph."""
    floor = scene.text.rfind("\n", 0, claim.span[0]) + 1
    told = [c for c in claims if c.change == "gained" and c.status in _TOLD]
    before = [c for c in told if floor <= c.span[0] < claim.span[0]]
    return _last(scene.parties, (c.holder for c in sorted(before, key=lambda c: c.span)))


def _gaining_side(
    scene: Scene, claim: ControlClaim, claims: Sequence[ControlClaim]
) -> ActorRef | None:
    """Return the one side that gains ground in the report."""
    del claim
    return _one_side(
        scene.parties, (c.holder for c in claims if c.change == "gained" and c.status in _TOLD)
    )


def _advancing_side(
    scene: Scene, claim: ControlClaim, claims: Sequence[ControlClaim]
) -> ActorRef | None:
    """Return the one side that advances in the report, and loses nothing in it."""
    told = [c for c in claims if c.status in _TOLD]
    if any(c.change == "gained" and c.holder is not None for c in told):
        return None
    found = _one_side(scene.parties, (c.holder for c in told if c.change == "advanced_toward"))
    loser = claim.from_ or _losing_side(scene, claim, claims)
    if found is None or (loser is not None and not scene.parties.fights(found, loser)):
        return None
    return found


def _aiming_side(
    scene: Scene, claim: ControlClaim, claims: Sequence[ControlClaim]
) -> ActorRef | None:
    """Return the one side that means to gain ground, for what is itself no more than meant."""
    if claim.status in _TOLD:
        return None
    return _one_side(
        scene.parties, (c.holder for c in claims if c.change == "gained" and c.status not in _TOLD)
    )


def _losing_side(
    scene: Scene, claim: ControlClaim, claims: Sequence[ControlClaim]
) -> ActorRef | None:
    """Return the one side that loses ground in the report."""
    del claim
    told = [c for c in claims if c.status in _TOLD]
    lost = [c.holder for c in told if c.change == "lost"]
    return _one_side(scene.parties, [*lost, *(c.from_ for c in told if c.change == "gained")])


def _against_loser(
    scene: Scene, claim: ControlClaim, claims: Sequence[ControlClaim]
) -> ActorRef | None:
    """Return the one party of the report that fights whoever loses."""
    loser = claim.from_ or _losing_side(scene, claim, claims)
    return scene.parties.opponent(scene.actors, loser) if loser is not None else None


def _against_gainer(
    scene: Scene, claim: ControlClaim, claims: Sequence[ControlClaim]
) -> ActorRef | None:
    """Return the one party of the report that fights whoever gains."""
    gainer = _gaining_side(scene, claim, claims)
    return scene.parties.opponent(scene.actors, gainer) if gainer is not None else None


def _regaining(
    scene: Scene, claim: ControlClaim, claims: Sequence[ControlClaim]
) -> ActorRef | None:
    """Return who lost the place before, where it is told as won back ("has been recovered")."""
    if not retaken(claim, scene.text):
        return None
    lost = [c.holder for c in claims if c.change == "lost" and _one_place(c, claim)]
    return _last(scene.parties, lost)


def _voiced(scene: Scene, claim: ControlClaim, claims: Sequence[ControlClaim]) -> ActorRef | None:
    """Return the side that the report takes: it tells its own gains, and of others' as rumours."""
    del claims
    if scene.ours is None or claim.status == "hypothetical":
        return None
    if claim.status == "denied":
        return scene.parties.opponent(scene.actors, scene.ours)
    return scene.ours


def _announced(
    scene: Scene, claim: ControlClaim, claims: Sequence[ControlClaim]
) -> ActorRef | None:
    """Return the first party of a sentence's lead ("the army is on the move: A was cleared")."""
    del claims
    low = max(scene.text.rfind(mark, 0, claim.span[0]) for mark in (". ", "\n")) + 1
    colon = scene.text.rfind(": ", low, claim.span[0])
    if colon < 0 or ";" in scene.text[colon : claim.span[0]]:
        return None
    before = scene.actors_by_span.inside(low, colon)
    code = before[0].ref.plover if before else None
    arms = code is not None and code.sector in WARRING
    return before[0].ref if arms and before[0].kind != "pronoun" and colon - low > _HEAD else None


_HEAD = 40
"""Characters before a colon that are more than the head of an entry or who speaks."""
_Way = Callable[[Scene, ControlClaim, Sequence[ControlClaim]], ActorRef | None]
_GAINING: tuple[tuple[_Way, str], ...] = (
    (_regaining, "who lost it before in the report"),
    (_announced, "the party that the sentence opens with, before its colon"),
    (_same_place, "whoever gained the same place elsewhere in the report"),
    (_paragraph, "whoever gained ground before it in the paragraph"),
    (_gaining_side, "the one side that gains ground in the report"),
    (_aiming_side, "the one side that means to gain ground in the report"),
    (_against_loser, "the one party of the report that fights the loser"),
    (_advancing_side, "the one side that advances in the report"),
    (_voiced, "the side that the report takes, or that it denies"),
)
_LOSING: tuple[tuple[_Way, str], ...] = (
    (_denier, "the party that denies the loss"),
    (_last_holder, "its last holder in the report"),
    (_losing_side, "the one side that loses ground in the report"),
    (_against_gainer, "the one party of the report that fights the gainer"),
)
_FIGHTING: tuple[tuple[_Way, str], ...] = (
    (_gaining_side, "the one side that gains ground in the report"),
)


# --- one side ----------------------------------------------------------------------------------


def _one_place(one: ControlClaim, other: ControlClaim) -> bool:
    return one is not other and same(one.where, other.where)


def _last(parties: Parties, refs: Iterable[ActorRef | None]) -> ActorRef | None:
    known = [r for r in refs if r is not None and r.id is not None]
    return known[-1] if known and not any(parties.fights(known[-1], r) for r in known) else None


def _one_side(parties: Parties, refs: Iterable[ActorRef | None]) -> ActorRef | None:
    """Return the side that all or nearly all of these are on, by its most named member."""
    told: dict[str, ActorRef] = {}
    counts: Counter[str] = Counter()
    for ref in refs:
        if ref is not None and ref.id is not None:
            told.setdefault(ref.id, ref)
            counts[ref.id] += 1
    if not counts:
        return None
    first = counts.most_common(1)[0][0]
    ours = sum(n for i, n in counts.items() if i == first or parties.allied(i, first))
    theirs = counts.total() - ours
    return told[first] if ours >= _MOST * theirs else None
