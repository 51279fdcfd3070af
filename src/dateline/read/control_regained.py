"""What is told as had again: "the town is BACK UNDER army control", "they RECAPTURED it".

One rule: whoever has a place back is who lost it before, so that it fell to somebody else then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from dateline.know.leads import Expression
from dateline.model import ControlClaim
from dateline.read.control_claim import noted
from dateline.read.same import same

_TOLD = frozenset({"asserted", "claimed"})
_BEGINNINGS = ("recover", "retak", "retook", "recaptur", "regain", "reclaim", "reconquer")
"""Of words that tell a gain by whoever had lost the place."""
_BACK = Expression(r"\bback (?:in|under|with|inside)\b")
_AGAIN = Expression(r"\bagain(?: (?:in|under|with|inside)\b|[.,;\n]|$)")


def is_back(words: str) -> bool:
    """Tell whether words of a state tell it as won back ("BACK IN our hands")."""
    return "back" in words and _BACK.pattern.search(words) is not None


def is_again(words: str) -> bool:
    """Tell whether words of a state tell that it was lost between ("AGAIN UNDER our control")."""
    return "again" in words and _AGAIN.pattern.search(words) is not None


def won_back(claim: ControlClaim, text: str) -> bool:
    """Tell whether a gain is told as one of what had been lost."""
    words = text[slice(*claim.span)]
    return retaken(claim, text) or is_back(words) or is_again(words)


def retaken(claim: ControlClaim, text: str) -> bool:
    """Tell whether a claim is told with a word for taking what had been lost."""
    return any(text[slice(*span)].lower().startswith(_BEGINNINGS) for span in claim.because.spans)


def fell_before(claims: Sequence[ControlClaim], text: str) -> list[ControlClaim]:
    """Return the claims, the fall of a place that is won back later with whom it was taken from.

    Args:
        claims: a report's claims of control, in any order.
        text: the report's text.
    """
    back = [
        c
        for c in claims
        if c.change == "gained" and c.status in _TOLD and c.holder is not None and won_back(c, text)
    ]
    return [_from(claim, back) for claim in claims] if back else list(claims)


def _from(claim: ControlClaim, back: Iterable[ControlClaim]) -> ControlClaim:
    if claim.change != "gained" or claim.holder is not None or claim.from_ is not None:
        return claim
    for later in back:
        if later is not claim and later.span[0] >= claim.span[0] and same(later.where, claim.where):
            note = "who lost it is told to have it back"
            return replace(claim, from_=later.holder, because=noted(claim.because, note))
    return claim
