"""Statements: the same words of the same speaker, however many reports print them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence

from dateline.model import ActorRef, Position, StatementClaim, StatementFinding, content_id
from dateline.model.fold import fold
from dateline.weigh.clusters import Likeness, blocks, components, joined
from dateline.weigh.corrections import Corrections
from dateline.weigh.events import distinct, firmest, joint_confidence, narrowest
from dateline.weigh.places import best_place
from dateline.weigh.telling import Telling, actor_key, support

_DAYS = 14
"""The same words printed further apart than this are a statement repeated, not reprinted."""
_SAME = 10.0
"""Points of the same words: more than what speaks against two tellings in one report."""
_SHORT = 4
"""Words up to which a content is too common to be told from another speaker's."""


def statements(tellings: Iterable[Telling], corrections: Corrections) -> Iterator[StatementFinding]:
    """Yield the statements that `tellings` make up."""
    for told in blocks(tellings, lambda telling: block_of(telling.claim), corrections):
        for component in components(told, LIKENESS, corrections):
            yield from of_component(component, corrections)


def of_component(
    component: Sequence[Telling], corrections: Corrections
) -> Iterator[StatementFinding]:
    """Yield the statements of claims that only have to do with one another."""
    for cluster in joined(component, LIKENESS, corrections):
        yield _finding(cluster)


def block_of(claim: StatementClaim) -> str:
    """Return what claims of one statement have in common: its words, folded."""
    return fold(claim.content)


def _compared(telling: Telling) -> Hashable:
    return (block_of(telling.claim), telling.start, telling.end, _speaker(telling))


def _points(one: Telling, other: Telling) -> float:
    if one.start is None or other.start is None or abs((one.start - other.start).days) > _DAYS:
        return -math.inf
    if block_of(one.claim) != block_of(other.claim):
        return -math.inf  # people joined other words: they bring no others along
    long = len(fold(one.claim.content).split()) > _SHORT
    return _SAME if long or _speaker(one) == _speaker(other) else -math.inf


LIKENESS = Likeness(kind=_compared, points=_points, enough=1.0, reach=_DAYS)
"""How statements of the same words are compared: the same ones they are, or not."""


def _speaker(telling: Telling) -> str | None:
    who: ActorRef | None = telling.claim.speaker or telling.claim.organisation
    return (who.id or fold(who.name or who.text)) if who else None


def _finding(cluster: list[Telling]) -> StatementFinding:
    counts = support(cluster)
    claims = [t.claim for t in cluster]
    roles = Counter(c.role for c in claims if c.role)
    wheres = [c.where for c in claims if c.where]
    return StatementFinding(
        id=content_id("statement", counts["claims"]),
        speaker=_one(c.speaker for c in claims),
        role=min(roles, key=lambda r: (-roles[r], r)) if roles else None,
        organisation=_one(c.organisation for c in claims),
        content=max((c.content for c in claims), key=lambda text: (len(text), text)),
        form=min((c.form for c in claims), key=("direct", "mixed", "indirect", "refusal").index),
        addressee=_one(c.addressee for c in claims),
        when=narrowest(c.when for c in claims),
        where=best_place(wheres) if wheres else None,
        status=firmest(c.status for c in claims),
        confidence=joint_confidence(cluster),
        positions=_positions(claims),
        told_by=tuple(dict.fromkeys(t.report.publisher or t.report.source for t in cluster)),
        **counts,
    )


def _positions(claims: Iterable[StatementClaim]) -> tuple[Position, ...]:
    """Return the acts of all tellings: each act toward one actor once, with its longest topic."""
    held: dict[tuple[str, str | None], Position] = {}
    for position in (p for c in claims for p in c.positions):
        key = (position.act, actor_key(position.toward))
        known = held.get(key)
        if known is None or len(position.topic or "") > len(known.topic or ""):
            held[key] = position
    return tuple(held.values())


def _one(actors: Iterable[ActorRef | None]) -> ActorRef | None:
    """Return the actor to show among those of several reports: one that the register knows."""
    known = distinct(actor for actor in actors if actor)
    return min(known, key=lambda a: (a.id is None, a.name is None)) if known else None
