"""Events: claims that an explained score takes for one, never chained.

A claim joins the first event all of whose claims it matches, so that unlike events are never
chained together; people's judgements hold over the score. Only claims of one type that could
match are compared: those of one place, and those without a place that begin on one day.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from dateline.model import (
    ActorRef,
    EventClaim,
    EventFinding,
    Status,
    Toll,
    When,
    content_id,
    to_json,
)
from dateline.model.finding import Alternative
from dateline.weigh import grades, tolls
from dateline.weigh.clusters import Likeness, blocks, components, joined
from dateline.weigh.corrections import Corrections
from dateline.weigh.match import ENOUGH, Match, Matcher, wording
from dateline.weigh.places import PlaceOf, best_place
from dateline.weigh.sides import SideOf
from dateline.weigh.telling import Telling, support

_T = TypeVar("_T")
_FIRMEST: tuple[Status, ...] = (
    "asserted",
    "claimed",
    "denied",
    "planned",
    "historical",
    "hypothetical",
)
_HAPPENED = ("asserted", "claimed", "denied")
_EXPLAINED = 40
"""Kinds of claim up to which the two least alike are looked for."""


def events(
    tellings: Iterable[Telling], place_of: PlaceOf, side_of: SideOf, corrections: Corrections
) -> Iterator[EventFinding]:
    """Yield the events that `tellings` make up."""
    matcher = Matcher(place_of, side_of)
    alike = likeness(matcher)

    def block(telling: Telling) -> str:
        place = place_of.get(telling.claim.id) or f"begins {telling.start}"
        return f"{block_of(telling.claim)}\t{place}"

    for told in blocks(tellings, block, corrections):
        for component in components(told, alike, corrections):
            yield from of_component(component, matcher, corrections)


def of_component(
    component: Sequence[Telling], matcher: Matcher, corrections: Corrections
) -> Iterator[EventFinding]:
    """Yield the events of claims that only have to do with one another."""
    for cluster in joined(component, likeness(matcher), corrections):
        yield _finding(cluster, matcher, corrections)


def likeness(matcher: Matcher) -> Likeness:
    """Return how claims of events are compared."""

    def points(one: Telling, other: Telling) -> float:
        # Claims that people joined across types or places bring no others along.
        if block_of(one.claim) != block_of(other.claim):
            return -math.inf
        if (one.claim.id in matcher.place_of) != (other.claim.id in matcher.place_of):
            return -math.inf
        match = matcher.match(one, other)
        return match.points if match.possible else -math.inf

    return Likeness(
        kind=lambda telling: _compared(telling, matcher), points=points, enough=ENOUGH, reach=1
    )


def block_of(claim: EventClaim) -> str:
    """Return what claims of one event have in common besides their place, or first day."""
    return f"{claim.event}\t{'happened' if claim.status in _HAPPENED else claim.status}"


def _compared(telling: Telling, matcher: Matcher) -> Hashable:
    """All that a match looks at; for claims without place or day their report and words as well."""
    claim = telling.claim
    vague = telling.start is None or claim.id not in matcher.place_of
    return (
        block_of(claim),
        telling.start,
        telling.end,
        claim.when.origin == "stated" if claim.when else False,
        claim.mode,
        frozenset(map(matcher.side_of, claim.actors)),
        frozenset(map(matcher.side_of, claim.recipients)),
        claim.killed.best if claim.killed else None,
        claim.injured.best if claim.injured else None,
        matcher.place_of.get(claim.id),
        (telling.report.id, wording(telling)) if vague else None,
    )


def _finding(cluster: list[Telling], matcher: Matcher, corrections: Corrections) -> EventFinding:
    counts = support(cluster)
    claims = [t.claim for t in cluster]
    wheres = [c.where for c in claims if c.where]
    saying = [t for t in cluster if t.claim.status != "denied"]
    mode, when = _most(c.mode for c in claims), narrowest(c.when for c in claims)
    origin, destination = _most(
        (c.origin, c.destination) for c in claims if c.origin and c.destination
    ) or (None, None)
    killed, injured = tolls.ucdp(cluster, "killed"), tolls.ucdp(cluster, "injured")
    return EventFinding(
        id=content_id("event", counts["claims"]),
        event=claims[0].event,
        mode=mode,
        acled=_most(c.acled for c in claims),
        actors=distinct(a for c in claims for a in c.actors),
        recipients=distinct(a for c in claims for a in c.recipients),
        where=best_place(wheres) if wheres else None,
        origin=origin,
        destination=destination,
        when=when,
        killed=killed,
        injured=injured,
        killed_acled=tolls.acled(cluster),
        status=grades.status(cluster),
        confidence=joint_confidence(saying or cluster),
        reliability=grades.reliability(cluster, matcher.side_of),
        credibility=grades.credibility(cluster, matcher.side_of),
        because=_least_alike(cluster, matcher, corrections),
        alternatives=(
            *_alternatives(cluster, "killed", _number("killed"), _best(killed)),
            *_alternatives(cluster, "injured", _number("injured"), _best(injured)),
            *_alternatives(cluster, "when", _stated_day, _days(when)),
            *_alternatives(cluster, "mode", lambda t: t.claim.mode, mode),
        ),
        against=tuple(sorted({c.id for c in claims if c.status == "denied"})),
        **counts,
    )


def _least_alike(cluster: list[Telling], matcher: Matcher, corrections: Corrections) -> str | None:
    """The score of the two claims that are least alike, in words."""
    kinds = {_compared(t, matcher): t for t in reversed(cluster)}
    chosen = list(kinds.values())[:_EXPLAINED] if len(kinds) > 1 else cluster[:2]
    matches: list[tuple[float, str, str, Match]] = []
    for one, other in itertools.combinations(chosen, 2):
        a, b = sorted((one, other), key=lambda t: t.order)
        match = matcher.match(a, b)
        matches.append((match.points, a.claim.id, b.claim.id, match))
    if not matches:
        return None
    _, one_id, other_id, least = min(matches, key=lambda m: m[:3])
    why = ""
    if not least.same:
        ids = {t.claim.id for t in cluster}
        judged = any(ids.intersection(corrections.same_as(t.claim.id)) for t in cluster)
        why = "people judged so; " if judged else "alike on the whole; least "
    return f"{why}{one_id[:8]} and {other_id[:8]}: {least}"


def _alternatives(
    cluster: list[Telling], slot: str, value_of: Callable[[Telling], str | None], chosen: str | None
) -> Iterator[Alternative]:
    """Yield what claims say in a slot otherwise than `chosen`, the best carried first."""
    said: dict[str, list[Telling]] = defaultdict(list)
    for telling in cluster:
        value = value_of(telling)
        if value is not None and value != chosen:
            said[value].append(telling)
    lines = {value: len({t.line for t in told}) for value, told in said.items()}
    for value in sorted(said, key=lambda v: (-lines[v], v)):
        ids = tuple(sorted({t.claim.id for t in said[value]}))
        yield Alternative(slot=slot, value=value, claims=ids, lineages=lines[value])


def _best(toll: Toll | None) -> str | None:
    return str(toll.best) if toll else None


def _number(slot: str) -> Callable[[Telling], str | None]:
    def number(telling: Telling) -> str | None:
        toll = getattr(telling.claim, slot)
        return str(toll.best) if toll and toll.best is not None else None

    return number


def _stated_day(telling: Telling) -> str | None:
    when = telling.claim.when
    return _days(when) if when is not None and when.origin == "stated" else None


def _days(when: When | None) -> str | None:
    if when is None:
        return None
    return f"{when.start}" if when.start == when.end else f"{when.start} to {when.end}"


def firmest(statuses: Iterable[Status]) -> Status:
    """Return the firmest status that any claim has."""
    return min(statuses, key=_FIRMEST.index)


def joint_confidence(cluster: list[Telling]) -> float:
    """Return the chance that at least one line's claim was read right, to three digits.

    Claims of one line stand or fall together, so each line counts once, by its best claim.
    """
    best: dict[str, float] = {}
    for telling in cluster:
        best[telling.line] = max(best.get(telling.line, 0.0), telling.claim.confidence)
    return round(1 - math.prod(1 - best[line] for line in sorted(best)), 3)


def distinct(actors: Iterable[ActorRef]) -> tuple[ActorRef, ...]:
    """Return each actor once, the best known form of it, without spans."""
    from msgspec.structs import replace

    forms: dict[str, list[ActorRef]] = defaultdict(list)
    for actor in actors:
        forms[actor.id or actor.name or actor.text].append(replace(actor, span=None))
    return tuple(sorted(map(_commonest, forms.values()), key=to_json))


def _commonest(forms: Sequence[ActorRef]) -> ActorRef:
    """Return the form that occurs most, of several the first in the order of their JSON."""
    return min(forms, key=lambda form: (-forms.count(form), to_json(form)))


def narrowest(whens: Iterable[When | None]) -> When | None:
    """Return the best known of several intervals: stated before inferred, then the shortest."""
    from msgspec.structs import replace

    origins = ("stated", "inferred", "publication")

    def rank(when: When) -> tuple[object, ...]:
        length = (when.end - when.start).days if when.start and when.end else 10**6
        return (origins.index(when.origin), length, to_json(when))

    known = [replace(when, span=None) for when in whens if when]
    return min(known, key=rank) if known else None


def _most(values: Iterable[_T | None]) -> _T | None:
    counted = Counter(value for value in values if value is not None)
    return min(counted, key=lambda v: (-counted[v], str(v))) if counted else None
