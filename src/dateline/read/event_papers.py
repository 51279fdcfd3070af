"""Whose words a resolution, a communique or a letter is: whoever adopted, issued or signed it.

One rule: the paper is the object of a verb of issuing, whose subject speaks in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model import ActorRef
from dateline.read.frames import Match, Sight

_ISSUING = frozenset(
    """adopt pass issue sign publish release send write approve circulate endorse submit table
    deliver read draft put make back support vote""".split()
)
_PAPERS = frozenset(
    """resolution communique communiqué statement declaration letter text draft motion appeal
    petition""".split()
)


def authors(sight: Sight, match: Match) -> Iterator[ActorRef]:
    """Yield who speaks in a paper ("the Council ADOPTED a resolution condemning the raid").

    Args:
        sight: the scene.
        match: an act of speech whose actor may be a paper.
    """
    papers = {
        a.phrase.head
        for a in match.of("actor")
        if a.antecedent and sight.lemma(a.phrase.head) in _PAPERS
    }
    if not papers:
        return
    for clause in sight.scene.clauses_of(match.clause.sentence):
        verb = clause.lemma.split(" ")[0]  # "issue statement" is one predicate
        if clause.kind != "verb" or verb not in _ISSUING or not clause.affirmed:
            continue
        issued = {*clause.predicate, *(a.phrase.head for a in clause.of("object"))}
        if issued & papers:
            for argument in clause.of("subject"):
                yield from sight.parties(argument.phrase)
            return
