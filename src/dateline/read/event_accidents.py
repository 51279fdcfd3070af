"""Harm of the road, the rails and the water, which nobody did: what collides, overturns or sinks.

One rule: a vehicle that runs into another or off its way hurts by accident, unless the sentence
tells of a weapon, of an attack or of men in arms who did it.
"""

from __future__ import annotations

import re
from functools import cache

from dateline.read.clauses.clause import Clause
from dateline.read.event_draft import Draft
from dateline.read.frames import Sight

_VEHICLES = frozenset(
    """bus minibus coach train lorry truck van tanker trailer car taxi motorcycle motorbike ferry
    tram jeep vehicle rickshaw pickup locomotive minivan matatu boat airliner boeing
    """.split()
)
_AIRCRAFT = frozenset("helicopter plane aircraft jet glider airliner boeing".split())
_ALONE = frozenset("overturn capsize derail plunge skid veer collide".split())
"""What vehicles do by themselves, with whatever stands behind."""
_INTO = frozenset("hit strike ram".split())


def accident(sight: Sight, draft: Draft) -> bool:
    """Tell whether the harm is that of a vehicle that ran into another or off its way."""
    if draft.event != "ASSAULT" or any(a.id for a in draft.actors):
        return False
    sent = sight.sentence(draft.match.clause.head)
    here = sight.scene.clauses_of(draft.sentence)
    return any(_crashed(sight, c) for c in here) and _willed().search(sent.text) is None


@cache
def _willed() -> re.Pattern[str]:
    return re.compile(
        r"attack|ambush|assault|bomb|explo|\bmines?\b|landmine|gun|shot|shoot|\bfir(?:e|ing)\b"
        r"|militant|rebel|fighter|insurgent|suicide|missile|rocket|grenade|shell|deliberate|terror"
        r"|into (?:a |the )?(?:crowd|group|checkpoint|protest)",
        re.IGNORECASE,
    )


def _crashed(sight: Sight, clause: Clause) -> bool:
    """Tell whether a clause tells of a vehicle that left its way or ran into another."""
    verb = clause.lemma.split(" ")[0]
    if verb == "crash":
        return any(sight.lemma(a.phrase.head) in _AIRCRAFT for a in clause.of("subject"))
    if verb not in _ALONE | _INTO:
        return False
    moved = [sight.lemma(a.phrase.head) for a in clause.of("subject")]
    struck = [sight.lemma(a.phrase.head) for a in clause.of("object")]
    if verb in _ALONE:
        return not _VEHICLES.isdisjoint((*moved, *struck))
    if clause.voice == "passive":
        moved = [sight.lemma(a.phrase.head) for a in clause.of("oblique", "by")]
    return not _VEHICLES.isdisjoint(moved) and bool(struck)
