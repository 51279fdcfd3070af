"""What a control claim says of who held a place on which day, and how much that weighs.

The partisan rule: a party's claim in its own favour weighs little, one against itself much. The
weights are strengths from 0 (says nothing) to 1 (settles it), before the confidence of reading.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from dateline.model import ActorRef, ControlClaim
from dateline.weigh.sides import SideOf
from dateline.weigh.telling import Telling

ASSERTED = 0.9  # the report's own voice
NEUTRAL = 0.75  # the word of somebody without a stake: a monitor, residents, another state
OWN_FAVOUR = 0.35  # a party on its own success
AGAINST_ITSELF = 0.95  # a party on its own loss
NOBODY = 0.6  # "reportedly": claimed, by nobody that is named
DENIED = 0.45  # the weight that a denial has against what it denies
PUBLICATION_DAY = 0.85  # of the weight, where no word of the report gives the day
IMPLIED = 0.8  # of the weight, for what a claim implies of the day before
UNNAMED = 0.5  # of the weight, where the holder is somebody whom nobody could name ("his men")
MOST, PART = 0.85, 0.4  # of the weight, where the claim is of most or a part of the place

CONTESTED = "contested"
"""Stands in for a side: the place is fought over."""

PARTIES = frozenset({"GOV", "MIL", "REB", "OPP", "UAF", "PAR", "SEP"})
"""PLOVER sectors of those who fight wars."""

Interest = Literal["own", "against", "none"]


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing that one claim says of one day.

    Attributes:
        day: the day.
        side: a side, or `CONTESTED`.
        strength: -1 to 1; below 0 it speaks against the side.
        change: whether the place changed hands on the day.
        partisan: whether it is a party's word in its own favour.
        holder: the side as the claim names it; None for `CONTESTED`.
        telling: the claim.
    """

    day: dt.date
    side: str
    strength: float
    change: bool
    partisan: bool
    holder: ActorRef | None
    telling: Telling


def observations(telling: Telling, side_of: SideOf) -> Iterator[Observation]:
    """Yield what `telling`, of a control claim, says of who held its place."""
    claim: ControlClaim = telling.claim
    if telling.start is None or telling.end is None:
        return
    if claim.status not in ("asserted", "claimed", "denied"):
        return
    weight, interest = _weight(claim, side_of)
    if claim.when is None or claim.when.origin == "publication":
        weight *= PUBLICATION_DAY
    if claim.holder is not None and not _named(claim.holder):
        weight *= UNNAMED
    sign = -1.0 if claim.status == "denied" else 1.0
    plain = Observation(
        day=telling.end,
        side="",
        strength=sign * weight * claim.confidence,
        change=False,
        partisan=interest == "own",
        holder=None,
        telling=telling,
    )
    if claim.change == "contested":
        yield replace(plain, side=CONTESTED)
    elif claim.change == "lost":
        yield from _lost(plain, claim, side_of)
    elif claim.change in ("gained", "held"):
        yield from _has(plain, claim, side_of)


def _has(plain: Observation, claim: ControlClaim, side_of: SideOf) -> Iterator[Observation]:
    """The holder has it; after a gain, it was another's the day before."""
    if claim.holder is None:
        return
    share = {"whole": 1.0, "most": MOST, "part": PART}[claim.extent]
    gained = claim.change == "gained"
    side = side_of(claim.holder)
    yield replace(
        plain,
        side=side,
        strength=plain.strength * share,
        change=gained and plain.strength > 0,
        holder=claim.holder,
    )
    if claim.extent == "part" and plain.strength > 0:
        yield replace(plain, side=CONTESTED, strength=plain.strength * (1 - share))
    if not gained or plain.telling.start is None or (plain.partisan and plain.strength > 0):
        return  # whose own word is not enough for the day is not enough for the day before
    before = plain.telling.start - dt.timedelta(days=1)
    if claim.from_ is not None and side_of(claim.from_) != side:
        loser = replace(plain, side=side_of(claim.from_), holder=claim.from_)
        # A denied capture leaves the place with whom it was to be captured from.
        at = before if plain.strength > 0 else plain.day
        yield replace(loser, day=at, strength=abs(plain.strength) * IMPLIED)
    elif plain.strength > 0:
        yield replace(plain, day=before, side=side, strength=-plain.strength * IMPLIED)


def _lost(plain: Observation, claim: ControlClaim, side_of: SideOf) -> Iterator[Observation]:
    """The loser had it the day before and has it no more."""
    if claim.holder is None or plain.telling.start is None:
        return
    lost = replace(plain, side=side_of(claim.holder), holder=claim.holder)
    yield replace(lost, strength=-plain.strength, change=plain.strength > 0)
    if plain.strength > 0:
        before = plain.telling.start - dt.timedelta(days=1)
        yield replace(lost, day=before, strength=plain.strength * IMPLIED)
        if claim.from_ is not None:
            yield replace(plain, side=side_of(claim.from_), holder=claim.from_, change=True)


def _named(holder: ActorRef) -> bool:
    """Whether a holder is known, coded as a party, or has a name: a capital past the first word."""
    code = holder.plover
    party = code is not None and code.sector is not None and code.sector != "CVL"
    proper = any(word[:1].isupper() for word in holder.text.split()[1:])
    return bool(holder.id or holder.name) or party or proper


def _armed(speaker: ActorRef | None) -> bool:
    """Whether a party to the war speaks: a state, or those who rise against one."""
    code = speaker.plover if speaker else None
    return code is not None and code.sector in PARTIES


def _weight(claim: ControlClaim, side_of: SideOf) -> tuple[float, Interest]:
    if claim.status == "asserted":
        return ASSERTED, "none"
    interest = _interest(claim, side_of)
    if claim.status == "denied":
        # A denial is nearly always a party's; one that goes against its interest is weighty.
        return (NEUTRAL if interest == "against" else DENIED), interest
    if claim.change == "contested" and _armed(claim.claimed_by):
        return OWN_FAVOUR, "none"  # that it surrounds a town, or throws back who does
    if interest == "own":
        return OWN_FAVOUR, interest
    if interest == "against":
        return AGAINST_ITSELF, interest
    return (NEUTRAL if claim.claimed_by else NOBODY), interest


def _interest(claim: ControlClaim, side_of: SideOf) -> Interest:
    """Whether the claim serves the side of the one who makes it."""
    if claim.claimed_by is None or claim.holder is None:
        return "none"
    speaker, holder = side_of(claim.claimed_by), side_of(claim.holder)
    other = side_of(claim.from_) if claim.from_ else None
    if speaker not in (holder, other):
        return "none"
    good_for_holder = (claim.change != "lost") == (claim.status != "denied")
    return "own" if (speaker == holder) == good_for_holder else "against"
