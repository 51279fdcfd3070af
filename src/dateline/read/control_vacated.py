"""Who comes into what others left: "moved into the areas so vacated", "took over the positions".

One rule: the ground must be called left, or be the positions of the very sentence or the one
before, and what was lost there just before is then what whoever comes gains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from dateline.model import ActorRef, Because, ControlClaim
from dateline.read.clauses.clause import Clause
from dateline.read.control_claim import by_clause, told_anew
from dateline.read.control_party import fights
from dateline.read.frames.sight import Sight
from dateline.read.same import same_party
from dateline.read.status import standing

_GROUND = (
    r"(?:areas?|positions?|posts?|outposts?|bases?|barracks|towns?|villages?|places?|sites?"
    r"|checkpoints?|camps?|territor(?:y|ies)|ground|localities)"
)
_GONE = r"(?:vacated|abandoned|evacuated|deserted|relinquished|given up|left(?: behind)?)"
_LEFT = re.compile(
    rf"\b(?:the|these|those|all|all the)"
    rf" (?:(?:(?:newly|recently|just|so|freshly) )?{_GONE} {_GROUND}"
    rf"|{_GROUND}(?: (?:that |which )?(?:they|it|he|[\w’'-]+ (?:troops|forces|soldiers|fighters))"
    rf"(?: had| have| has)?)? (?:so |thus |just |recently |newly )?{_GONE}"
    rf"|(?P<bare>{_GROUND}))\b"
)
_SOON = re.compile(rf"\b(?:{_GONE}|withdr[ae]w|pulled|quit|retreated)")
"""What a text must have before anything is looked for."""
_COMING = frozenset(
    """enter occupy fill man garrison reoccupy re-occupy re-enter inherit seize secure
    assume""".split()
)
_INTO = frozenset("move go come march walk roll step drive deploy advance pour".split())
_OVER = frozenset({"take over", "take up", "move in", "take", "take possession"})
_REACH = 2
"""Sentences back to what was lost; for mere "the positions" one."""
_BASE = 0.5
_RULE = "vacated"


def by_vacated(sight: Sight, drawn: Sequence[ControlClaim]) -> Iterator[ControlClaim]:
    """Yield gains of what was left just before, by whoever is told to come into it.

    Args:
        sight: the scene.
        drawn: the claims of control so far.
    """
    text = sight.scene.report.text
    if not any(c.change == "lost" for c in drawn) or _SOON.search(text) is None:
        return
    for ground in _LEFT.finditer(text):
        clause = _coming(sight, sight.scene.predicate_over(sight.scene.token_at(ground.start())))
        if clause is None:
            continue
        who = _comer(sight, clause)
        stands = standing(sight, clause)
        if who is None or stands.tried or stands.status not in {"asserted", "claimed"}:
            continue
        told = by_clause(sight, clause, clause.head, stands)
        because = Because(
            rule=_RULE,
            spans=(ground.span(),),
            note="the places are those told as left just before",
        )
        span = sight.scene.chars_of(clause.start, clause.end)
        for source in _lost_before(sight, clause, drawn, who, 1 if ground["bare"] else _REACH):
            gain = told_anew(source, told, span, because, _BASE)
            yield replace(gain, change="gained", holder=who, from_=source.holder)


def _coming(sight: Sight, clause: Clause | None) -> Clause | None:
    """Return the clause whose verb comes into some ground, where this or the one over it does."""
    while clause is not None:
        words = clause.lemma.split(" ")
        goes = words[0] in _COMING or clause.lemma in _OVER
        goes = goes or " ".join(words[:2]) in _OVER
        into = words[0] in _INTO and (
            "into" in words or any(a.preposition in {"into", "in"} for a in clause.of("oblique"))
        )
        if clause.kind == "verb" and clause.affirmed and (goes or into):
            return clause
        clause = sight.scene.clauses[clause.parent] if clause.parent is not None else None
    return None


def _comer(sight: Sight, clause: Clause) -> ActorRef | None:
    arguments = (*clause.of("subject"), *clause.of("oblique", "by"))
    refs = [ref for a in arguments for ref in sight.parties(a.phrase)]
    return next((ref for ref in refs if fights(sight, ref)), None)


def _lost_before(
    sight: Sight, clause: Clause, drawn: Sequence[ControlClaim], who: ActorRef, reach: int
) -> list[ControlClaim]:
    """Return the losses told last before a clause, one a place that nobody is told to have got."""
    tokens, text = sight.scene.tokens, sight.scene.report.text
    char, number = tokens.idx[clause.start], sight.sentence_number(clause.head)
    floor = text.rfind("\n", 0, char) + 1
    had = {
        c.where.id or c.where.text
        for c in drawn
        if c.where is not None and c.change == "gained" and same_party(c.holder, who)
    }
    found: dict[str, ControlClaim] = {}
    for claim in drawn:
        where = claim.where
        if claim.change != "lost" or where is None or where.span is None:
            continue
        if not floor <= where.span[0] < char or same_party(claim.holder, who):
            continue
        back = number - sight.sentence_number(sight.scene.token_at(where.span[0]))
        key = where.id or where.text
        if 0 <= back <= reach and claim.status in {"asserted", "claimed"} and key not in had:
            found.setdefault(key, claim)
    return list(found.values())
