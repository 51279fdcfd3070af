"""What the rest of a report tells of a change of control: who gained where nobody is named.

One rule: a holder is lent only where the whole report knows one gainer (or one loser) and the
claim says that it was lent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from dateline.model import ActorRef, ControlClaim
from dateline.read.control_claim import noted
from dateline.read.control_regained import fell_before, retaken
from dateline.read.same import same, same_party

_LENT = 0.1
"""What a lent holder costs in confidence."""


_OWN = re.compile(
    r"^\W*(?:that\s+)?(?:it|they|we|its\s+\w+|his\s+\w+|our\s+\w+)\s+(?:had|have|has|now|took|seized)\b",
    re.IGNORECASE,
)
"""What somebody says of himself: "it had seized", "his men have taken"."""
_ARMED = frozenset({"MIL", "REB", "GOV", "PAR", "UAF"})


def completed(claims: list[ControlClaim], text: str) -> list[ControlClaim]:
    """Return the claims with holder and loser lent from their like, where these all agree.

    Args:
        claims: a report's claims of control.
        text: the report's text.
    """
    claims = fell_before([_own_gain(claim, text) for claim in claims], text)
    gainer = _only(c.holder for c in claims if c.change == "gained" and c.status in _TOLD)
    loser = _only(
        [c.holder for c in claims if c.change == "lost"]
        + [c.from_ for c in claims if c.change == "gained"]
    )
    lost = {_key(c) for c in claims if c.change == "lost" and c.holder is not None}
    return [
        claim if _retaken(claim, text) and _key(claim) in lost else _complete(claim, gainer, loser)
        for claim in claims
    ]


_TOLD = frozenset({"asserted", "claimed"})


def _key(claim: ControlClaim) -> str | None:
    return None if claim.where is None else claim.where.id or claim.where.text


def _retaken(claim: ControlClaim, text: str) -> bool:
    """Tell whether a gain by nobody named is told as a return: its gainer is whoever lost it."""
    if claim.change != "gained" or claim.holder is not None:
        return False
    return retaken(claim, text)


def _own_gain(claim: ControlClaim, text: str) -> ControlClaim:
    """Give a gain that an armed party tells of itself ("said it had seized") to that party."""
    said_by = claim.claimed_by
    if (
        claim.change != "gained"
        or claim.holder is not None
        or claim.status != "claimed"
        or said_by is None
        or said_by.plover is None
        or said_by.plover.sector not in _ARMED
        or not _OWN.match(text[slice(*claim.span)])
    ):
        return claim
    return replace(claim, holder=said_by)


def _only(refs: Iterable[ActorRef | None]) -> ActorRef | None:
    """Return the one actor that all these are; None where they are several or nobody."""
    known: dict[str, ActorRef] = {}
    for ref in refs:
        if ref is not None:
            known.setdefault(ref.id or ref.text.lower(), ref)
    return next(iter(known.values())) if len(known) == 1 else None


def _complete(claim: ControlClaim, gainer: ActorRef | None, loser: ActorRef | None) -> ControlClaim:
    if claim.change != "gained" or claim.status not in _TOLD:
        return claim
    notes = []
    if claim.holder is None and gainer is not None and not same_party(gainer, claim.from_):
        claim = replace(claim, holder=gainer, confidence=max(0.05, claim.confidence - _LENT))
        notes.append("who gained it was taken from the rest of the report")
    if claim.from_ is None and claim.holder and loser and not same_party(loser, claim.holder):
        claim = replace(claim, from_=loser)
        notes.append("who lost it was taken from the rest of the report")
    return replace(claim, because=noted(claim.because, *notes)) if notes else claim


def arrived(claims: Sequence[ControlClaim]) -> list[ControlClaim]:
    """Return the claims without an advance on what is told as taken in the same breath."""
    taken = [c for c in claims if c.change == "gained" and c.where is not None]
    return [
        c
        for c in claims
        if c.change != "advanced_toward"
        or not any(_one_passage(c, g) and same(c.where, g.where) for g in taken)
    ]


def _one_passage(one: ControlClaim, other: ControlClaim) -> bool:
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]


def once(claims: Iterable[ControlClaim]) -> list[ControlClaim]:
    """Keep one claim for one passage, place and change: the surest."""
    best: dict[object, ControlClaim] = {}
    for claim in claims:
        place = claim.where
        key = (
            claim.change,
            place.id or place.text if place else None,
            (claim.holder.id or claim.holder.text) if claim.holder else None,
            claim.status,
            claim.when.start if claim.when else None,
            claim.extent if claim.change != "advanced_toward" else None,  # of a way, not of a place
        )
        old = best.get(key)
        if old is None:
            best[key] = claim
        else:
            kept, other = (claim, old) if claim.confidence > old.confidence else (old, claim)
            best[key] = _with_also(kept, other)
    return list(best.values())


def _with_also(kept: ControlClaim, other: ControlClaim) -> ControlClaim:
    spans = tuple(dict.fromkeys(s for s in (*kept.also, other.span, *other.also) if s != kept.span))
    return replace(kept, also=spans, from_=kept.from_ or other.from_)
