"""Acts that are only ranked: "the raid is THE FIFTH this year", "..., THE DEADLIEST in months".

One rule: a noun that says where an act stands among others tells nothing that was not told before.
"""

from __future__ import annotations

import re

from dateline.read.clauses.clause import Clause
from dateline.read.event_draft import Draft
from dateline.read.frames import Sight

_TOLD = frozenset({"asserted", "claimed"})
_ORDINAL = re.compile(
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|latest|last|\d+(?:st|nd|rd|th)"
    r"|worst|deadliest|bloodiest|biggest|largest|first|most)",
    re.IGNORECASE,
)


def ranked(sight: Sight, draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether an act that was told is only ranked ("the raid is THE FIFTH this year").

    It then tells nothing new; that it is the same is seen by what points back.
    """
    clause = draft.match.clause
    if clause.kind != "noun" or clause.parent is None or draft.event != "ASSAULT":
        return False
    before = [d for d in drafts if d.event == "ASSAULT" and d.match.clause.index < clause.index]
    if not before or any(d.status not in _TOLD for d in before):
        return False
    if any(d.sentence == draft.sentence for d in before) and _one_of_a_rank(sight, clause):
        return True
    above = sight.scene.clauses[clause.parent]
    return above.kind == "copula" and any(
        _ORDINAL.fullmatch(sight.lowers[t])
        for a in above.of("attribute")
        for t in range(a.phrase.start, a.phrase.head + 1)
    )


def _one_of_a_rank(sight: Sight, clause: Clause) -> bool:
    """Tell whether a noun only ranks what was told before it.

    "..., THE DEADLIEST ATTACK in months", "in what police called the WORST BOMBING this year";
    but "the second attack killed three" and "in a second attack" tell of another, and "died in
    the heaviest shelling" tells how.
    """
    tokens = sight.scene.tokens
    own = [t for t in tokens.children[clause.head] if t < clause.head and tokens.pos[t] != "PUNCT"]
    ranked = any(tokens.lower[t] in _ITS for t in own) and any(
        tokens.tag[t] == "JJS" or _ORDINAL.fullmatch(tokens.lower[t]) for t in own
    )
    if not ranked or tokens.base[clause.head] == "nsubj":
        return False
    first = min(own)
    first -= 2 if tokens.lower[max(0, first - 2) : first] == ["one", "of"] else 0
    called = tokens.lemma[tokens.head[clause.head]] in _CALLING
    return called or (first > 0 and tokens.lower[first - 1] in {",", "–", "—"})


_CALLING = frozenset({"call", "describe", "brand", "label", "term", "deem"})
_ITS = frozenset({"the", "its", "their", "his", "her"})
