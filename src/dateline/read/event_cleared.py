"""Acts that a court or an inquiry clears somebody of ("was found not guilty of KILLING them").

One rule: what somebody is cleared of is no deed of his, and a verdict of "not guilty" convicts
nobody.
"""

from __future__ import annotations

from itertools import pairwise

from dateline.read.frames import Match, Sight

_CLEARING = frozenset({"acquit", "clear", "exonerate", "absolve", "exculpate"})
_FINDING = frozenset({"find", "plead", "declare", "rule"})
_OF = frozenset({"of", "to", "in", "over"})
_NEAR = 8
"""Tokens after a verdict within which "not guilty" is its own."""


def cleared(sight: Sight, match: Match) -> bool:
    """Tell whether an act is what somebody was cleared of, or a verdict that clears him."""
    clause = match.clause
    if match.frame.mode == "convict":
        return _not_guilty(sight, clause.head)
    if match.frame.event not in {"ASSAULT", "COERCE"} or clause.parent is None:
        return False
    above = sight.scene.clauses[clause.parent]
    verb = above.lemma.split(" ")[0]
    if clause.kind != "verb" or clause.marker not in _OF or above.head > clause.head:
        return False
    return verb in _CLEARING or (verb in _FINDING and _not_guilty(sight, above.head))


def _not_guilty(sight: Sight, verb: int) -> bool:
    """Tell whether the words after a verb find somebody innocent."""
    after = sight.lowers[verb + 1 : verb + 1 + _NEAR]
    if "innocent" in after:
        return True
    return any(a == "not" and b == "guilty" for a, b in pairwise(after))
