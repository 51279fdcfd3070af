"""Places that both sides claim: "each side says it holds X" gives X to neither.

One rule: whoever is said to gain or hold a place is both, or each, of those who fight for it.
"""

from __future__ import annotations

import re

from dateline.read.clauses.clause import Clause
from dateline.read.frames import Match, Sight

_BOTH = re.compile(
    r"(?:both|each|either|the two|the rival|the warring|the opposing)(?: of)?(?: the)?"
    r"(?: (?:two|rival|warring|opposing))?"
    r" (?:sides?|arm(?:y|ies)|camps?|part(?:y|ies)|factions?|forces|militar(?:y|ies)|groups?"
    r"|governments?|commands?)\b",
    re.IGNORECASE,
)
_SAYING = frozenset({"claim", "say", "assert", "declare", "insist", "announce", "maintain"})


def rival(sight: Sight, match: Match) -> bool:
    """Tell whether a place is claimed by those who fight for it alike.

    Args:
        sight: the scene.
        match: a frame of gaining or holding, and its clause.
    """
    clause: Clause | None = match.clause
    while clause is not None:
        if _by_both(sight, clause):
            return True
        above = sight.scene.clauses[clause.parent] if clause.parent is not None else None
        complement = clause.relation in {"complement", "participle", "adverbial"}
        clause = above if complement and above and above.lemma in _SAYING else None
    return False


def _by_both(sight: Sight, clause: Clause) -> bool:
    """Tell whether the subject of a clause is both of two sides, or two that do so each."""
    subject = clause.of("subject")
    if any(_BOTH.match(sight.text(a.phrase.start, a.phrase.end)) for a in subject):
        return True
    each = any(sight.lowers[t] == "each" for t in range(clause.start, clause.head))
    return each and len(subject) > 1
