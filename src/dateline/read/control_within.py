"""Provinces that only tell where towns lie which somebody holds: "holds six towns in A and B".

One rule: who has some of the towns of a province has not the province; who has all or most of
them is left to whoever reads that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dateline.model import ControlClaim
    from dateline.read.scene import Scene

_NAME: Final = r"(?-i:[A-Z])[\w'’-]*(?: (?-i:[A-Z])[\w'’-]*)*"
_DIVISION: Final = (
    r"(?:states?|provinces?|governorates?|departments?|regions?|counties|county|districts?"
    r"|prefectures?|oblasts?|divisions?|cantons?|municipalities)"
)
_SOME: Final = re.compile(
    r"(?P<much>\b(?:all|most|both|every|whole|entire)\b[^.;:\n]{0,40})?"
    r"\b(?:towns?|villages?|cities|city|settlements?|localities|hamlets?|areas?|pockets?"
    r"|positions?|bases?|camps?|communes?|neighbourhoods?|outposts?|checkpoints?|posts?)"
    rf" (?:in|across|throughout)(?: the)?(?: {_DIVISION} of)?"
    rf"(?: {_NAME}(?: {_DIVISION})?(?:,? and|,))*(?: the)? \Z",
    re.IGNORECASE,
)
_LIST_OF_THEM: Final = re.compile(
    rf"(?:(?:,? and|,)(?: the)? {_NAME})* {_DIVISION}\b", re.IGNORECASE
)
_DIVISIONS: Final = frozenset({"admin1", "admin2", "region", "country"})
_BACK: Final = 160


def only_within(scene: Scene, claim: ControlClaim) -> bool:
    """Tell whether a claim's place is a province in which towns are told of, some of its own.

    Args:
        scene: a report with its mentions.
        claim: what was drawn from it.
    """
    where = claim.where
    if where is None or where.span is None:
        return False
    start, end = where.span
    if where.feature not in _DIVISIONS and not _LIST_OF_THEM.match(scene.text, end):
        return False
    found = _SOME.search(scene.text, max(0, start - _BACK), start)
    return found is not None and found["much"] is None
