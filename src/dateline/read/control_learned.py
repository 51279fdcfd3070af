"""Control that no rule reads: what the learned head makes of a place, where grammar bears it out.

One rule: the rules go first. The head adds a claim only where it is sure, of a place of which
nothing was drawn in that sentence, in a clause that is told as fact or as somebody's claim and
tells no other act, and with a party that may hold ground.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from dateline.model import ActorRef, ControlClaim, PlaceMention, Span
from dateline.model.claim import Change
from dateline.read.clauses.clause import Clause
from dateline.read.control_claim import Found, by_clause, claim_of, clause_at
from dateline.read.control_head import (
    CHANGES,
    Around,
    Opinion,
    around,
    candidates,
    control_head,
    vectors_of,
)
from dateline.read.control_party import fights
from dateline.read.frames import Match
from dateline.read.frames.lying import tells_where
from dateline.read.frames.sight import Sight
from dateline.read.same import same
from dateline.read.scene import ActorMention
from dateline.read.status import standing

RULE: Final = "learned.control"
_SURE: Final = 0.8
"""Chance from which an opinion is told: see docs/measured.md for what other values bring."""
_PARTY: Final = 0.5
"""Chance from which a party is named."""
_TRUST: Final = 0.85
"""Confidence in a claim by the chance that the head gives it: a judgement."""
_TAKING: Final = frozenset({"gained", "held", "lost"})
"""What a frame may tell of a clause in whose words more places may stand than it took."""
_TOO_WIDE: Final = frozenset({"country", "sea", "continent"})
_ALONE: Final = frozenset({"contested"})
"""Changes that are told without a party."""


def by_head(
    sight: Sight, drawn: Sequence[ControlClaim], found: Sequence[Match]
) -> Iterator[ControlClaim]:
    """Yield what the head makes of places of which the rules drew nothing.

    Args:
        sight: the scene.
        drawn: what the rules drew.
        found: the predicates that the frames know.
    """
    scene = sight.scene
    vectors = vectors_of(scene)
    acts = [m.clause for m in found if m.frame.control not in _TAKING]
    places = [p for p in scene.places if _asked(sight, p, drawn, acts)]
    if vectors is None or not places:
        return
    seen = [around(scene.tokens, *scene.tokens_of(p.span or (0, 0))) for p in places]
    actors = [candidates(scene, one) for one in seen]
    opinions = control_head()(vectors, seen, [[a.head for a in some] for some in actors])
    told: list[ControlClaim] = []
    for place, one, some, opinion in zip(places, seen, actors, opinions, strict=True):
        claim = _claim(sight, place, one, some, opinion)
        if claim is not None and (
            _by_another(sight, place, claim, found) or tells_where(sight, place)
        ):
            continue
        if claim is not None and not any(_told_before(claim, old) for old in (*drawn, *told)):
            told.append(claim)
            yield claim


def _asked(
    sight: Sight, place: PlaceMention, drawn: Sequence[ControlClaim], acts: Iterable[Clause]
) -> bool:
    """Tell whether a place is one of which something may be told and was not."""
    scene, span = sight.scene, place.span
    if span is None or place.role == "description" or place.feature in _TOO_WIDE:
        return False
    if sight.in_longer_name(span) or any(a.span == span for a in scene.actors_over(span)):
        return False
    if any(_overlap(c.where.span, span) for c in drawn if c.where is not None):
        return False  # "the road to X" was drawn
    clause = clause_at(sight, scene.token_at(span[0]))
    if clause is None or any(_tells(sight, clause, act) for act in acts):
        return False
    sentence = sight.sentence(scene.token_at(span[0]))
    return not any(
        same(c.where, place) and c.span[0] < sentence.end_char and sentence.start_char < c.span[1]
        for c in drawn
    )


def _by_another(
    sight: Sight, place: PlaceMention, claim: ControlClaim, found: Iterable[Match]
) -> bool:
    """Tell whether the clause's own verb of taking has another doer than the head names."""
    clause = clause_at(sight, sight.scene.token_at((place.span or (0, 0))[0]))
    doers = [
        ref
        for m in found
        if clause is not None and m.clause.index == clause.index and m.frame.control in _TAKING
        for argument in m.of("actor")
        for ref in sight.parties(argument.phrase)
    ]
    return bool(doers) and not any(same(claim.holder, ref) for ref in doers)


def _overlap(one: Span | None, other: Span) -> bool:
    return one is not None and one[0] < other[1] and other[0] < one[1]


def _tells(sight: Sight, clause: Clause, act: Clause) -> bool:
    """Tell whether a clause tells an act, by its verb or a noun ("withstood an assault")."""
    if act.kind != "noun" or act.sentence != clause.sentence:
        return act.index == clause.index
    head, verbs = sight.scene.tokens.head, {c.head for c in sight.scene.clauses_of(act.sentence)}
    token = act.head
    while head[token] != token:
        token = head[token]
        if token in verbs and token != act.head:
            break
    return token == clause.head


def _told_before(claim: ControlClaim, old: ControlClaim) -> bool:
    """Tell whether a report says the same of a place already, or that somebody else has it.

    What was gained is held; and where a rule read who took a place, the head does not gainsay it.
    """
    if not same(claim.where, old.where):
        return False
    one, other = claim.holder, old.holder
    alike = one is None or other is None or same(one, other)
    if alike:
        return claim.change == old.change or (claim.change == "held" and old.change == "gained")
    return claim.change in _HAVING and old.change in _HAVING


_HAVING: Final = frozenset({"gained", "held"})


def _claim(
    sight: Sight,
    place: PlaceMention,
    seen: Around,
    actors: Sequence[ActorMention],
    opinion: Opinion,
) -> ControlClaim | None:
    best = int(opinion.chances.argmax())
    chance = float(opinion.chances[best])
    if chance < _SURE:
        return None
    change: Change = CHANGES[best]
    holder, loser = (_party(actors, opinion, best, role) for role in (0, 1))
    if holder is not None and not _may_hold(sight, holder):
        return None
    if holder is None and change not in _ALONE:
        return None
    head = int(seen.words[seen.at])
    clause = clause_at(sight, head)
    if clause is None or (holder is not None and _only_says(sight, head, holder)):
        return None
    stands = standing(sight, clause)
    told = by_clause(sight, clause, head, stands)
    if told.status not in {"asserted", "claimed"} or stands.tried or stands.failed:
        return None
    sentence = sight.sentence(head)
    span = sight.scene.chars_of(clause.start, clause.end)
    if place.span is not None and not span[0] <= place.span[0] < span[1]:
        span = (sentence.start_char, sentence.end_char)
    found = Found(
        rule=RULE,
        span=span,
        fired=place.span or span,
        base=chance,
        change=change,
        holder=holder,
        note="read by the learned head, not by a rule",
    )
    claim = replace(claim_of(found, told, place), confidence=round(_TRUST * chance, 3))
    return claim if loser is None or change != "gained" else _from(claim, loser)


def _only_says(sight: Sight, token: int, ref: ActorRef) -> bool:
    """Tell whether somebody says what is told and is not in it ("the army says X is Bosnian")."""
    speech = sight.scene.speech_over(token)
    return speech is not None and ref.span is not None and not speech.covers(ref.span[0])


def _may_hold(sight: Sight, ref: ActorRef) -> bool:
    """Tell whether somebody may hold ground: a drone and a spokesman do not."""
    last = ref.text.split(" ")[-1].lower().removesuffix("s")
    civil = sight.book.kinds.get(last, frozenset()) & {"official", "civil"}
    low = ref.span[0] if ref.span is not None else 0
    gone = _RID_OF.search(sight.scene.text, max(0, low - _BEFORE), low)
    return fights(sight, ref) and not civil and not gone and last not in sight.book.weapons


_RID_OF = re.compile(
    r"\b(?:(?:free|rid|cleared|cleansed|purged|emptied|bare) of|without)"
    r"(?: (?:the|any|all|its|their|last|a|an))*\s\Z",
    re.IGNORECASE,
)
"""Whom a place is told to be rid of."""
_BEFORE: Final = 40
"""Characters before a party in which that is told."""


def _party(
    actors: Sequence[ActorMention], opinion: Opinion, change: int, role: int
) -> ActorRef | None:
    chances = opinion.parties[change, role]
    best = int(chances.argmax())
    if not best or chances[best] < _PARTY:
        return None
    who = actors[best - 1]
    return who.speaks_for if who.kind == "person" and who.speaks_for is not None else who.ref


def _from(claim: ControlClaim, loser: ActorRef) -> ControlClaim:
    return claim if same(claim.holder, loser) else replace(claim, from_=loser)
