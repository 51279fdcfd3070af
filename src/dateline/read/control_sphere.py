"""Whether a claim of control is one of war: cities are taken in sport, trade and votes as well.

One rule: only where a paragraph speaks of another sphere and nothing in the report of arms is a
claim given up, and never one whose holder is a party in arms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from dateline.know.actors.entry import IN_ARMS
from dateline.know.turns import elsewhere
from dateline.model import ActorRef, ControlClaim
from dateline.read.frames.sight import Sight

_LOOSE = frozenset(
    """side wing unit cell crew column comrade hero lion group general major officer captain
    operative suspect alliance coalition opposition guard attacker defender recruit gang command
    police policeman pilot ally resistance squad force""".split()
)
"""Words for people in arms that other spheres use as well."""
_WAR = re.compile(
    r"\b(?:wars?|warfare|battles?|battlefield|sieges?|besieged|shell(?:s|ing|ed)|troops|armed|gunfire"
    r"|artillery|bombard\w*|air ?strikes?|ceasefire|truce|front ?lines?|insurgenc\w+|militar\w+"
    r"|occupiers?|invaders?|rebels?|army|armies)\b",
    re.IGNORECASE,
)


def of_war(sight: Sight, claims: Iterable[ControlClaim]) -> list[ControlClaim]:
    """Return the claims less those that a paragraph makes of another sphere than war.

    Args:
        sight: the scene.
        claims: what was drawn from it.
    """
    told = list(claims)
    text = sight.scene.report.text
    if not told or _WAR.search(text) or not _sphere().search(text) or _arms(sight):
        return told
    return [c for c in told if _armed(sight, c.holder) or not _other(sight, c)]


@cache
def _sphere() -> re.Pattern[str]:
    words = (re.escape(w).replace(r"\*", r"\w*") for w in elsewhere())
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def _other(sight: Sight, claim: ControlClaim) -> bool:
    text = sight.scene.report.text
    low = text.rfind("\n", 0, claim.span[0]) + 1
    end = text.find("\n", claim.span[1])
    return _sphere().search(text, low, len(text) if end < 0 else end) is not None


def _arms(sight: Sight) -> bool:
    """Tell whether a report speaks of anybody who bears arms."""
    return any(_armed(sight, a.ref) for a in sight.scene.actors) or any(
        "armed" in sight.book.kinds.get(w, ()) and w not in _LOOSE for w in _lemmas(sight)
    )


def _lemmas(sight: Sight) -> set[str]:
    pos = sight.scene.tokens.pos
    return {sight.lemma(token) for token in range(len(pos)) if pos[token] == "NOUN"}


def _armed(sight: Sight, ref: ActorRef | None) -> bool:
    if ref is None:
        return False
    if ref.plover is not None and ref.plover.sector in IN_ARMS:
        return True
    words = {w.lower() for w in ref.text.split(" ")}
    words |= {w.removesuffix("s") for w in words}
    return any("armed" in sight.book.kinds.get(w, ()) and w not in _LOOSE for w in words)
