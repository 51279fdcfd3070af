"""Comings and goings that leave their place to the words before: "A left X and B walked in".

One rule: only a party in arms that moves with no place of its own, and only where the words just
before tell who holds, gained or lost a place, or where the line is an incident's that has its place
for its head; that is then what it comes into or goes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from dateline.model import ActorRef, Because, ControlClaim
from dateline.model.claim import Change
from dateline.read.clauses.clause import Clause
from dateline.read.control_claim import Found, Told, by_clause, claim_of, told_anew
from dateline.read.control_party import fights
from dateline.read.frames.incidents import place_of_incident
from dateline.read.frames.sight import Sight
from dateline.read.same import same, same_party
from dateline.read.status import standing

_IN = frozenset("return enter".split())
_OUT = frozenset("leave withdraw flee retreat decamp evacuate depart vanish scatter".split())
_GOING = frozenset(
    "walk move march pour roll come stream drive sweep go ride storm slip melt run pull get".split()
)
"""Verbs that tell a coming with "in", and a going with "out", "away" or "back"."""
_LEAVING = frozenset({"out", "away"})
_BACK = frozenset({"pull", "move"})
_AGAIN = frozenset({"come", "march", "walk", "pour"})
"""Verbs that with "back" tell a retreat, and those that with it tell a return."""
_WHITHER = frozenset({"to", "towards", "toward"})
_WITHDRAWN = frozenset({"withdraw", "evacuate", "pull"})
"""Verbs whose object may be whose own troops go ("withdrew its garrison")."""
_GROUND = frozenset({"into", "in", "from", "of", "out of", "to", "towards", "toward", "at", "on"})
"""Prepositions that would tell the place of a coming or a going."""
_NEAR = 260
"""Characters back to the claim that tells the place: its sentence or the one before."""
_A_WEEK = 7
_BASE = 0.45
_RULE = "moves"


def by_moves(sight: Sight, drawn: Sequence[ControlClaim]) -> Iterator[ControlClaim]:
    """Yield what comings and goings without a place tell of the place told of before them.

    Args:
        sight: the scene.
        drawn: the claims of control so far.
    """
    for clause in sight.scene.clauses:
        change = _change(sight, clause)
        if change is None or not clause.affirmed or _placed(sight, clause, change):
            continue
        who = _mover(sight, clause)
        if who is None:
            continue
        stands = standing(sight, clause)
        if stands.tried or stands.failed or stands.status not in {"asserted", "claimed"}:
            continue
        told = by_clause(sight, clause, clause.head, stands)
        sources = _told_before(sight, clause, drawn, who) or _headed(sight, clause, told)
        for source in sources:
            if _makes_sense(change, who, source, drawn, told):
                moved = _moved(sight, clause, source, told)
                yield replace(moved, change=change, holder=who, from_=None)


def less_set_out(sight: Sight, drawn: Sequence[ControlClaim]) -> list[ControlClaim]:
    """Return the claims less the loss of what somebody leaves to advance on another place.

    "The column left Juba and was nearing Bor": it set out, and gave nothing up.
    """
    return [c for c in drawn if not _sets_out(sight, c, drawn)]


def _sets_out(sight: Sight, claim: ControlClaim, drawn: Sequence[ControlClaim]) -> bool:
    if claim.change != "lost" or claim.because.rule != "withdraw.abandon":
        return False
    verb = sight.scene.tokens.lemma[sight.scene.token_at(claim.because.spans[0][0])]
    sentence = sight.sentence_number(sight.scene.token_at(claim.span[0]))
    return verb == "leave" and any(
        c.change == "advanced_toward"
        and c.status == claim.status
        and same_party(c.holder, claim.holder)
        and not same(c.where, claim.where)
        and sight.sentence_number(sight.scene.token_at(c.span[0])) == sentence
        for c in drawn
    )


def _headed(sight: Sight, clause: Clause, told: Told) -> list[ControlClaim]:
    """Return a claim about the place that heads the incident of a clause, to be told of anew."""
    place = place_of_incident(sight, sight.scene.tokens.idx[clause.head])
    if place is None:
        return []
    span = sight.scene.chars_of(clause.start, clause.end)
    draft = Found(rule=_RULE, span=span, fired=span, base=_BASE, change="contested")
    return [claim_of(draft, told, place)]


def _moved(sight: Sight, clause: Clause, source: ControlClaim, told: Told) -> ControlClaim:
    because = Because(
        rule=_RULE,
        spans=(sight.scene.chars_of(clause.head, clause.head + 1),),
        note="the place is the one told of just before",
    )
    span = sight.scene.chars_of(clause.start, clause.end)
    return replace(told_anew(source, told, span, because, _BASE), extent="whole")


def _change(sight: Sight, clause: Clause) -> Change | None:
    """Return what a move tells: a coming in, or a going out; None for every other clause."""
    if clause.kind != "verb" or clause.voice == "passive":
        return None
    words = clause.lemma.split(" ")
    tokens = sight.scene.tokens
    if len(words) == 1 and clause.head + 1 < len(tokens):
        words.append(tokens.lower[clause.head + 1])
    if words[0] in _GOING and len(words) > 1:
        if words[1] == "in":
            return "gained"
        if words[1] == "back" and words[0] in _AGAIN:
            return "gained"
        back = words[1] == "back" and words[0] in _BACK
        return "lost" if words[1] in _LEAVING or back else None
    if words[0] in _IN:
        return "gained" if " " not in clause.lemma else None  # "returned FIRE"
    return "lost" if words[0] in _OUT else None


def _placed(sight: Sight, clause: Clause, change: Change) -> bool:
    """Tell whether a move has a place of its own, or an object that is left or taken in.

    Where whoever leaves goes to is not what he leaves.
    """
    for argument in clause.of("object"):
        own = clause.lemma.split(" ")[0] in _WITHDRAWN
        if not own or not sight.fits(argument.phrase, frozenset({"armed"})):
            return True
    if any(sight.fits(a.phrase, frozenset({"armed", "body"})) for a in clause.of("oblique", "to")):
        return True  # "the only port LEFT TO the government"
    return any(
        a.preposition in _GROUND
        and not (change == "lost" and a.preposition in _WHITHER)
        and (sight.sites(a.phrase) or "place" in sight.kinds(a.phrase))
        for a in clause.of("oblique")
    )


def _mover(sight: Sight, clause: Clause) -> ActorRef | None:
    for argument in clause.of("subject"):
        if not sight.fits(argument.phrase, frozenset({"armed", "body"})):
            continue
        for ref in sight.parties(argument.phrase):
            if fights(sight, ref):
                return ref
    return None


def _told_before(
    sight: Sight, clause: Clause, drawn: Sequence[ControlClaim], who: ActorRef
) -> list[ControlClaim]:
    """Return the claim that tells of a place last before a clause, in its paragraph and near.

    Whoever leaves what he took leaves all of it, so that these are as many as he took.
    """
    tokens, text = sight.scene.tokens, sight.scene.report.text
    char, number = tokens.idx[clause.head], sight.sentence_number(clause.head)
    floor = max(text.rfind("\n", 0, char) + 1, char - _NEAR)
    near = [
        (c.where.span, c)
        for c in drawn
        if c.where is not None
        and c.where.span is not None
        and floor <= c.where.span[0] < char
        and (c.status in {"asserted", "claimed"} or _had(sight, c, clause, who))
        and c.change != "advanced_toward"
        and number - sight.sentence_number(sight.scene.token_at(c.where.span[0])) <= 1
    ]
    if not near:
        return []
    span, last = max(near, key=lambda found: found[0])
    between = sight.scene.places_in(sight.scene.token_at(span[1] + 1), clause.head)
    if any(p.feature != "country" for p in between):
        return []
    if not same_party(last.holder, who):
        listed = any(c.span == last.span and not same(c.where, last.where) for _, c in near)
        return [] if listed else [last]  # of several places none is the one
    return [
        c
        for s, c in near
        if same_party(c.holder, who)
        and sight.sentence(sight.scene.token_at(s[0]))
        == sight.sentence(sight.scene.token_at(span[0]))
    ]


def _long_before(source: ControlClaim, told: Told) -> bool:
    """Tell whether a place was won weeks before the move ("who took A in May, withdrew")."""
    if source.change != "gained" or source.when is None or told.when is None:
        return False
    won, moved = source.when.start, told.when.start
    return won is not None and moved is not None and (moved - won).days > _A_WEEK


def _had(sight: Sight, claim: ControlClaim, clause: Clause, who: ActorRef) -> bool:
    """Tell whether the same sentence says that whoever moves had the place ("who had held X")."""
    return (
        claim.change == "held"
        and claim.status == "historical"
        and same_party(claim.holder, who)
        and sight.scene.token_at(claim.span[0]) >= sight.sentence(clause.head).start
    )


def _makes_sense(
    change: Change, who: ActorRef, source: ControlClaim, drawn: Sequence[ControlClaim], told: Told
) -> bool:
    """Tell whether who comes does not have the place yet, and who goes has no part in taking it."""
    place = source.where
    if _long_before(source, told):
        return False
    for claim in drawn:
        if not same(claim.where, place):
            continue
        own = same_party(claim.holder, who)
        if claim.change == change and (claim.holder is None or own):
            return False
        if change == "gained" and claim.change in {"lost", "held"} and own:
            return False
        if change == "lost" and claim.change in {"gained", "held"} and own:
            return claim.span[0] < source.span[1]
    return True
