"""What goes on and what goes to and fro: "occupied since June", "continued to clear".

One rule: what lasts is a state though its verb tells a change; what is not done yet is no gain.
"""

from __future__ import annotations

from dateline.read.clauses.clause import Clause, Phrase
from dateline.read.frames import Sight


def lasts(sight: Sight, clause: Clause) -> bool:
    """Tell whether a participle tells a state that goes on ("remained occupied", "since June")."""
    before = sight.scene.doc[max(0, clause.head - 3) : clause.head]
    words = {token.lower_ for token in before}
    if any(token.lemma_.lower() in {"remain", "stay", "still"} for token in before):
        return True
    since = any(
        a.preposition in _THROUGH or (a.preposition == "for" and _spell(sight, a.phrase))
        for a in clause.of("oblique")
    )
    finite = words & {"was", "were", "had"}
    return since and not finite and (clause.voice == "passive" or bool(words & {"have", "has"}))


def _spell(sight: Sight, phrase: Phrase) -> bool:
    """Tell whether a phrase is a span of time ("for three weeks")."""
    low, high = sight.scene.chars_of(phrase.start, phrase.end)
    return any(d.type == "DURATION" for d in sight.scene.dates_by_span.starting(low, high))


_THROUGH = frozenset({"since", "from", "throughout"})
"""With a perfect, words for a state that lasts ("has been occupied from the first week")."""


def goes_on(sight: Sight, clause: Clause) -> bool:
    """Tell whether what a verb tells is said to go on ("continued to clear the town")."""
    if clause.kind != "verb" or clause.parent is None or clause.relation != "complement":
        return False
    return sight.scene.clauses[clause.parent].lemma in _GOING_ON


_GOING_ON = frozenset({"continue", "keep", "keep on", "go on", "resume"})


def swapped(sight: Sight, clause: Clause) -> bool:
    """Tell whether control is what passes to and fro ("have traded control of the town")."""
    if clause.kind != "noun" or clause.parent is None:
        return False
    return sight.scene.clauses[clause.parent].lemma.split(" ")[0] in {"trade", "swap", "exchange"}
