"""Brings together the drafts that tell one event.

One rule: two tellings are one event only where nothing that they both tell disagrees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dateline.model import ActorRef
from dateline.read.event_draft import Draft
from dateline.read.event_sides import same
from dateline.read.frames import Sight
from dateline.read.tolls import larger, tolls_in

RESULT = frozenset(
    {
        "assault.kill",
        "assault.wound",
        "assault.die",
        "assault.die-armed",
        "assault.casualty",
        "assault.destroy",
        "harm.assassinated",
    }
)
"""Frames that tell what an act led to; they join the act, where there is one."""
_SPECIFIC = frozenset(
    {"aerial", "drone", "explosives", "suicide-attack", "unconventional", "firearms"}
)
_TOGETHER = frozenset({"asserted", "claimed"})


def merged(sight: Sight, drafts: list[Draft]) -> list[Draft]:
    """Return one draft an event."""
    kept: list[Draft] = []
    for draft in drafts:
        host = _host(sight, draft, kept)
        if host is None:
            kept.append(draft)
        else:
            _join(host, draft)
    crowd = Counter(d.sentence for d in kept if d.event == "ASSAULT")
    for draft in kept:
        if crowd[draft.sentence] == 1:  # several acts: the number may be any one's
            _loose_tolls(sight, draft)
    return kept


def _host(sight: Sight, draft: Draft, kept: list[Draft]) -> Draft | None:
    for other in reversed(kept):
        if other.event != draft.event or not _stands_alike(other, draft):
            continue
        near = draft.sentence - other.sentence
        if near == 0 and _same_act(other, draft):
            return other
        if near == 1 and _is_result(draft) and not draft.own_place and _agree(other, draft):
            return other
        if near > 0 and _retold(other, draft):
            return other
    return None


def _stands_alike(a: Draft, b: Draft) -> bool:
    return a.status == b.status or {a.status, b.status} <= _TOGETHER


def _same_act(a: Draft, b: Draft) -> bool:
    """Tell whether two drafts of one sentence are one act."""
    if a.match.clause.index == b.match.clause.index:
        return True
    if a.own_place and b.own_place and not _shares_place(a, b):
        return False
    if a.event != "ASSAULT":
        return _agree(a, b) and (
            a.match.clause.parent == b.match.clause.index
            or b.match.clause.parent == a.match.clause.index
        )
    if _is_result(a) or _is_result(b):
        return _agree(a, b)
    return _linked(a, b) and _agree(a, b)


def _linked(a: Draft, b: Draft) -> bool:
    """Tell whether one predicate stands inside the other's clause."""
    ca, cb = a.match.clause, b.match.clause
    return (
        ca.parent == cb.index
        or cb.parent == ca.index
        or ca.start <= cb.head < ca.end
        or cb.start <= ca.head < cb.end
    )


def _is_result(draft: Draft) -> bool:
    frame = draft.match.frame
    return frame.root in RESULT or frame.id in RESULT


def _agree(a: Draft, b: Draft) -> bool:
    """Tell whether nothing that both tell disagrees: parties, day, means."""
    return (
        _parties_agree(a.actors, b.actors)
        and _days_agree(a, b)
        and (_is_result(a) or _is_result(b) or _modes_agree(a, b))
    )


def _retold(a: Draft, b: Draft) -> bool:
    """Tell whether a later sentence tells an event again: same place by name, same sides."""
    return (
        a.own_place
        and not _part_of_total(a, b)
        and b.place is not None
        and _shares_place(a, b)
        and bool(a.actors or b.actors or a.event != "ASSAULT")
        and _parties_agree(a.actors, b.actors)
        and _parties_agree(a.recipients, b.recipients)
        and _days_agree(a, b)
        and _modes_agree(a, b)
    )


def _part_of_total(a: Draft, b: Draft) -> bool:
    """Tell whether one tells of several places with a total, and the other of one with its own."""
    return (
        len(a.places) > 1
        and len(b.places) == 1
        and a.killed is not None
        and b.killed is not None
        and a.killed.best != b.killed.best
    )


def _parties_agree(a: Iterable[ActorRef], b: Iterable[ActorRef]) -> bool:
    names_a, names_b = _names(a), _names(b)
    return not names_a or not names_b or bool(names_a & names_b)


def _names(refs: Iterable[ActorRef]) -> set[str]:
    found: set[str] = set()
    for ref in refs:
        found |= {n.lower() for n in (ref.id, ref.name, ref.text) if n}
    return found


def _days_agree(a: Draft, b: Draft) -> bool:
    if a.when is None or b.when is None:
        return True
    if a.when.origin != "stated" or b.when.origin != "stated":
        return True
    first, second = a.when, b.when
    if None in {first.start, first.end, second.start, second.end}:
        return True
    return bool(first.start <= second.end and second.start <= first.end)  # type: ignore[operator]


def _modes_agree(a: Draft, b: Draft) -> bool:
    return a.mode == b.mode or not {a.mode, b.mode} <= _SPECIFIC


def _shares_place(a: Draft, b: Draft) -> bool:
    return bool(_keys(a) & _keys(b))


def _keys(draft: Draft) -> set[str]:
    found = set()
    for located in draft.places:
        place = located.site.place
        found |= {k.lower() for k in (place.id, place.text) if k}
    return found


def _join(host: Draft, other: Draft) -> None:
    """Add to a draft what another tells of the same event."""
    if _is_result(host) and not _is_result(other):
        host.match, host.confidence = other.match, max(host.confidence, other.confidence)
        host.mode, host.cameo, host.acled = other.mode, other.cameo, other.acled or host.acled
    elif host.mode not in _SPECIFIC and other.mode in _SPECIFIC:
        host.mode, host.cameo, host.acled = other.mode, other.cameo, other.acled or host.acled
    host.actors = host.actors or other.actors
    host.recipients += [r for r in other.recipients if not same(r, host.recipients)]
    if other.own_place and not host.own_place:
        host.places = other.places
    if other.when is not None and other.when.origin == "stated":
        host.when = host.when if host.when and host.when.origin == "stated" else other.when
    host.claimed_by = host.claimed_by or other.claimed_by
    host.killed = larger(host.killed, other.killed)
    host.injured = larger(host.injured, other.injured)
    host.also += [other.span, *other.also]
    host.words += other.words


def _loose_tolls(sight: Sight, draft: Draft) -> None:
    """Take numbers of killed and injured that stand in the draft's passage and no frame took."""
    if draft.event != "ASSAULT" or (draft.killed and draft.injured):
        return
    sent = sight.sentence(draft.match.clause.head)
    span = (sent.start_char, sent.end_char)
    if draft.killed is None:
        draft.killed = next(iter(tolls_in(sight, span, "killed")), None)
    if draft.injured is None:
        draft.injured = next(iter(tolls_in(sight, span, "injured")), None)
