"""From whom a place was taken, where the report does not say so in the same breath.

One rule: the last known holder of the place in the report comes first, then the one party of the
report that fights the gainer; a claim says which of the two it was, and nobody loses to himself.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from dateline.model import ActorRef, ControlClaim
from dateline.read.control_claim import noted
from dateline.read.control_regained import won_back
from dateline.read.parties import Parties
from dateline.read.same import same_party
from dateline.read.scene import ActorMention, Scene

_REAL = frozenset({"asserted", "claimed", "planned", "hypothetical", "denied"})
_TAKING = frozenset({"gained", "advanced_toward", "contested"})
"""Changes that are at somebody's cost."""
_BANDS = frozenset({"REB", "UAF", "PAR"})
_FACTIONS = frozenset({"factions", "militias", "fighters", "groups", "tribesmen", "militiamen"})
_LOYAL = re.compile(
    r",? (?:still |(?:who|which) (?:are|is|remain) )?(?:(?:loyal|faithful|allied|answerable)"
    r" (?:to|with)|(?:backed|led|armed|supported|supplied|trained|funded|helped|aided) by"
    r"|backing|supporting|fighting (?:for|alongside|beside))"
    r"(?: (?!and\b|but\b|that\b)[\w’'-]+)*\s*$"
)
_CHIEF_REACH = 60
_ELSEWHERE = "who lost it was taken from the rest of the report"


def with_losers(scene: Scene, claims: Sequence[ControlClaim]) -> list[ControlClaim]:
    """Return the claims, each gain with whom the place was taken from where that can be told."""
    bodies = _bodies(scene, claims)
    of_place: dict[str | None, list[ControlClaim]] = {}
    for claim in claims:
        of_place.setdefault(_place(claim), []).append(claim)
    of_place.pop(None, None)
    return [_completed(scene, claim, of_place.get(_place(claim), ()), bodies) for claim in claims]


def _place(claim: ControlClaim) -> str | None:
    """Return what `same` knows the place of a claim by; None where it has none."""
    return None if claim.where is None else claim.where.id or claim.where.text


def _completed(
    scene: Scene,
    claim: ControlClaim,
    claims: Sequence[ControlClaim],
    bodies: tuple[ActorMention, ...],
) -> ControlClaim:
    """Return a claim with whom its place was taken from; `claims` are those of the same place."""
    if claim.change not in _TAKING or claim.status not in _REAL or claim.holder is None:
        return claim
    lent = _ELSEWHERE in (claim.because.note or "")
    if lent and (had := _had_it(scene.parties, claim, claims)) is not None:
        return replace(claim, from_=had)
    if claim.from_ is not None and claim.from_.id is not None and not _not_his(scene, claim):
        own = scene.parties.same_side(claim.from_, claim.holder)
        return replace(claim, from_=None) if own else claim
    loser, note = _loser(scene, claim, claims, bodies)
    if loser is None:
        return replace(claim, from_=None) if lent and _may_be_ally(scene, claim) else claim
    if claim.from_ is not None and claim.from_.id is None:  # "the enemy": the words stay
        loser = replace(loser, text=claim.from_.text, span=claim.from_.span)
    return replace(claim, from_=loser, because=noted(claim.because, f"from whom: {note}"))


def _of_one_state(one: ActorRef, other: ActorRef) -> bool:
    """Tell whether two are arms of one state ("the police", "troops")."""
    a, b = one.plover, other.plover
    if a is None or b is None or a.sector in _BANDS or b.sector in _BANDS:
        return False
    return a.country is not None and a.country == b.country


def _may_be_ally(scene: Scene, claim: ControlClaim) -> bool:
    """Tell whether foreign troops may as well have come to help the state that is said to lose.

    So where its own rebels are told of: Zimbabweans who retook a dam in Congo took it from them.
    """
    ours = claim.holder.plover if claim.holder is not None else None
    theirs = claim.from_.plover if claim.from_ is not None else None
    return (
        ours is not None
        and theirs is not None
        and ours.sector == theirs.sector == "MIL"
        and ours.country != theirs.country
        and any(
            a.ref.plover is not None
            and a.ref.plover.sector == "REB"
            and a.ref.plover.country == theirs.country
            for a in scene.actors
        )
    )


def _had_it(
    parties: Parties, claim: ControlClaim, claims: Iterable[ControlClaim]
) -> ActorRef | None:
    """Return who got the same place before, told in so many words ("fell to the rebels")."""
    if claim.when is None or claim.when.start is None:
        return None
    if claim.holder is None or claim.holder.plover is None:
        return None  # nobody knows whose arm he is
    found = [
        (c.when.start, c.holder)
        for c in claims
        if c.change == "gained"
        and c.status in {"asserted", "claimed", "historical"}
        and c.holder is not None
        and not same_party(c.holder, claim.holder)
        and not parties.same_side(c.holder, claim.holder)
        and not _of_one_state(c.holder, claim.holder)
        and c.when is not None
        and c.when.start is not None
        and c.when.start < claim.when.start
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


def _loser(
    scene: Scene,
    claim: ControlClaim,
    claims: Sequence[ControlClaim],
    bodies: tuple[ActorMention, ...],
) -> tuple[ActorRef | None, str]:
    """Return from whom a place was taken, and how that is known."""
    if claim.holder is None:
        return None, ""
    if (ref := _known_holder(scene.parties, claim, claims)) is not None:
        return ref, "its last holder in the report"
    if (ref := _took_it(scene, claim, claims)) is not None:
        return ref, "who took it before in the report"
    others = bodies
    if any(_own_chief(scene, claim.holder, a) for a in _behind(scene, claim.holder)):
        others = tuple(a for a in bodies if not _own_chief(scene, claim.holder, a))
    if (ref := scene.parties.opponent(others, claim.holder)) is not None:
        band = scene.parties.opponent(_bands_beside(scene, claim, claim.holder), claim.holder)
        other = band is not None and not same_party(band, ref)
        return band if other else ref, "the side that the gainer fights"
    return _state(scene, claim.holder, others), "the state that the unnamed rebels rise against"


def _took_it(scene: Scene, claim: ControlClaim, claims: Iterable[ControlClaim]) -> ActorRef | None:
    """Return who took the same place last before it was won back, told before it in the report."""
    if claim.holder is None or not won_back(claim, scene.text):
        return None
    day = _day(claim)
    found = [
        (_day(c) or dt.date.min, c.holder)
        for c in claims
        if c.change == "gained"
        and c.span[0] < claim.span[0]
        and c.status in {"asserted", "claimed", "historical"}
        and c.holder is not None
        and (day is None or (_day(c) or day) <= day)
    ]
    if not found:
        return None
    _, last = max(found, key=lambda one: one[0])
    own = same_party(last, claim.holder) or _of_one_state(last, claim.holder)
    return None if own or _with(scene.parties, last, claim.holder) else last


def _day(claim: ControlClaim) -> dt.date | None:
    return claim.when.start if claim.when is not None else None


def _with(parties: Parties, one: ActorRef, other: ActorRef) -> bool:
    """Tell whether two are one party or allies."""
    if one.id is None or other.id is None:
        return parties.same_side(one, other)
    return parties.allied(one.id, other.id)


def _bodies(scene: Scene, claims: Sequence[ControlClaim]) -> tuple[ActorMention, ...]:
    """Return the actors less words for a body that are told as a site ("holds THE PALACE")."""
    told = (c.where.span for c in claims if c.where is not None and c.where.span is not None)
    sites = {token for span in told for token in range(*scene.tokens_of(span))}
    return tuple(
        a
        for a in scene.actors
        if a.kind != "organisation" or sites.isdisjoint(range(*scene.tokens_of(a.span)))
    )


def _bands_beside(scene: Scene, claim: ControlClaim, holder: ActorRef) -> list[ActorMention]:
    """Return the bands of a claim's own sentence: of several in a war, it is about those."""
    own = scene.chars_of(*scene.tokens.bounds(scene.token_at(claim.span[0])))
    return [
        a
        for a in scene.actors_by_span.inside(*own)
        if a.kind == "organisation"
        and a.ref.plover is not None
        and a.ref.plover.sector in _BANDS
        and not _own_chief(scene, holder, a)
    ]


def _behind(scene: Scene, holder: ActorRef) -> Iterable[ActorMention]:
    """Return who is named so soon behind a party that it may be who the party is loyal to."""
    if holder.span is None:
        return ()
    return scene.actors_by_span.starting(holder.span[1], holder.span[1] + _CHIEF_REACH + 1)


def _own_chief(scene: Scene, holder: ActorRef, actor: ActorMention) -> bool:
    """Tell whether a party is loyal to an actor, or backed by it ("men loyal to the PRESIDENT").

    By his former office he may seem to be of the state that they fight; a backer may be a state.
    """
    if holder.span is None or not 0 <= actor.span[0] - holder.span[1] <= _CHIEF_REACH:
        return False
    between = scene.report.text[holder.span[1] : actor.span[0]]
    return _LOYAL.match(between) is not None


def _not_his(scene: Scene, claim: ControlClaim) -> bool:
    """Tell whether a loser taken from elsewhere in the report is none whom the gainer fights."""
    ours, theirs = claim.holder, claim.from_
    if ours is None or theirs is None or ours.id is None or theirs.id is None:
        return False
    return _ELSEWHERE in (claim.because.note or "") and not scene.parties.fights(ours, theirs)


def _state(scene: Scene, holder: ActorRef, others: Sequence[ActorMention]) -> ActorRef | None:
    """Return the state's forces that a nameless band took a place from, told of in the report.

    Nobody where a named party of rebels is in play, whom the band may belong to or fight.
    """
    code = holder.plover
    if holder.id is not None or code is None or code.country is None or not _band(holder):
        return None
    arm = scene.parties.state_arm(others, code.country)
    named = any(
        a.ref.id and a.ref.plover and a.ref.plover.sector == "REB" and a.kind != "pronoun"
        for a in scene.actors
    )
    return arm if not named else None


def _band(holder: ActorRef) -> bool:
    code = holder.plover
    last = holder.text.lower().split(" ")[-1]
    return (code is not None and code.sector in _BANDS) or last in _FACTIONS


def _known_holder(
    parties: Parties, claim: ControlClaim, claims: Iterable[ControlClaim]
) -> ActorRef | None:
    """Return who held or lost the same place, told before it or of the same loss."""
    if claim.holder is None:
        return None
    found = [
        c.holder
        for c in claims
        if c.holder is not None
        and c.holder.id is not None
        and c.change in {"held", "lost"}
        and c.status in {"asserted", "claimed"}
        and (c.change == "lost" or c.span[0] < claim.span[0])
    ]
    found = [ref for ref in found if parties.fights(ref, claim.holder)]
    return found[-1] if found else None
