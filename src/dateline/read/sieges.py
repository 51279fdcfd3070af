"""Who lays the siege that a place is told to be under ("under a blockade imposed by X").

One rule: only words that hang on the siege itself say whose it is.
"""

from __future__ import annotations

from dateline.model import ActorRef
from dateline.read.frames import Match, Sight

_NOOSE = "hold.noose"
_LAID = frozenset("impose lay maintain enforce mount throw set begin start tighten keep".split())


def laid_by(sight: Sight, match: Match) -> tuple[ActorRef, ...]:
    """Return the parties whose ring, siege or blockade a match tells of; none for other frames."""
    if match.frame.id != _NOOSE:
        return ()
    for argument in match.of("theme"):
        for clause in sight.scene.clauses:
            about = clause.kind == "noun" and clause.head == argument.phrase.head
            laid = clause.lemma.split(" ")[0] in _LAID and any(
                a.phrase.head == argument.phrase.head for a in clause.of("object")
            )
            if not about and not laid:
                continue
            for subject in clause.of("subject"):
                if refs := sight.parties(subject.phrase):
                    return tuple(refs)
    return ()
