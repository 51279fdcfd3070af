"""Who stands in the words of an act and has no part in it, or another than a parse gives him.

One rule: those who only saw it, whom it is called by, who only say who the actors are and whom
help is against are no sides of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import ActorRef
from dateline.read.clauses.clause import Argument
from dateline.read.frames import Match, Sight

_WATCHING = frozenset("witness see hear watch film record report describe recall notice".split())


def watched(sight: Sight, match: Match, argument: Argument) -> bool:
    """Tell whether a parse hands on to an act those who only saw it.

    "Policemen who WITNESSED a second bomb explode, KILLING four people".
    """
    clause = match.clause
    if not argument.antecedent or clause.parent is None or clause.marker is not None:
        return False
    above = sight.scene.clauses[clause.parent]
    watchers = [a.phrase.head for a in above.of("subject") if a.phrase.head < above.head]
    return (
        sight.scene.tokens.tag[clause.head] == "VBG"
        and above.lemma in _WATCHING
        and above.voice != "passive"
        and argument.phrase.head in watchers
    )


def called_by(sight: Sight, match: Match, argument: Argument) -> bool:
    """Tell whether a deed is called by whom it was done to ("the HARIRI assassination")."""
    clause, phrase = match.clause, argument.phrase
    if clause.kind != "noun" or argument.preposition is not None or phrase.head != clause.head - 1:
        return False
    if match.frame.event != "ASSAULT" or sight.scene.tokens.base[phrase.head] != "compound":
        return False
    mention = sight.actor(phrase)
    return mention is not None and mention.kind == "person"


_DONE_TO = frozenset("assassination murder slaying kidnapping abduction lynching".split())


def named_by_deed(sight: Sight, match: Match) -> list[ActorRef]:
    """Return whom a deed is called by, where it is one that is done to a person."""
    if match.clause.lemma not in _DONE_TO:
        return []
    called = (a for a in match.of("actor") if called_by(sight, match, a))
    return [r for a in called for r in sight.parties(a.phrase)]


def within_one(ref: ActorRef, actors: Sequence[ActorRef]) -> bool:
    """Tell whether a name only says who the actors are ("protesters, most of them from THE X")."""
    return ref.span is not None and any(
        a.span is not None and a.span[0] < ref.span[0] and ref.span[1] <= a.span[1] for a in actors
    )


def is_weapon(sight: Sight, ref: ActorRef) -> bool:
    """Tell whether a name is a weapon's and nobody's ("the DRONE strike")."""
    if ref.id is not None or ref.span is None:
        return False
    return sight.weapon_at(sight.scene.tokens_of(ref.span)[1] - 1) is not None


_FRIENDLY = frozenset({"AGREE", "AID", "SUPPORT", "COOPERATE"})


def fought(sight: Sight, match: Match, ref: ActorRef) -> bool:
    """Tell whether help is against somebody ("money for the fight AGAINST the rebels")."""
    if match.frame.event not in _FRIENDLY or ref.span is None:
        return False
    first = sight.scene.token_at(ref.span[0])
    return "against" in sight.lowers[max(0, first - 3) : first]


def by_name(sight: Sight, argument: Argument) -> tuple[ActorRef, ...]:
    """Return whoever is named right behind what he is ("the radio host SAMUEL OKETCH")."""
    head, tokens = argument.phrase.head, sight.scene.tokens
    for child in tokens.children[head]:
        if child != head + 1 or tokens.base[child] not in {"appos", "flat"}:
            continue
        start = tokens.idx[child]
        return tuple(a.ref for a in sight.scene.actors if a.kind == "person" and a.span[0] == start)
    return ()
