"""The acts that one sentence tells: clauses of one act together, several acts apart.

One rule: two clauses of a sentence are one act only where nothing that both tell disagrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.model import ActorRef, Span
from dateline.read.clauses.clause import Clause
from dateline.read.event_counts import counts_in, more_spans, quantities_in
from dateline.read.event_draft import Draft
from dateline.read.event_likeness import is_result, surname
from dateline.read.event_lying import holds, spot_of
from dateline.read.event_sides import counted_of, same
from dateline.read.event_tolls import larger, summed
from dateline.read.frames import Sight
from dateline.read.tolls import as_toll

_SPECIFIC = frozenset(
    {"aerial", "drone", "explosives", "suicide-attack", "unconventional", "firearms"}
)
_TOGETHER = frozenset({"asserted", "claimed"})
_REPELLED = "assault.repelled"
_REACH = 8
"""Drafts of one sentence that a further one is compared with."""


def joined(sight: Sight, drafts: list[Draft]) -> list[tuple[Draft, list[Clause]]]:
    """Return the events of one sentence, each with the clauses that tell it."""
    kept: list[tuple[Draft, list[Clause]]] = []
    for draft in drafts:
        for host, parts in reversed(kept[-_REACH:]):
            if (
                host.event == draft.event
                and stands_alike(host, draft)
                and _answers(sight, host) == _answers(sight, draft)
                and _same_act(sight, host, draft, parts)
            ):
                parts.append(draft.match.clause)
                killed = summed(host.killed, draft.killed) if _also(sight, host, draft) else None
                join(host, draft)
                host.killed = killed or host.killed
                break
        else:
            kept.append((draft, [draft.match.clause]))
    return kept


def _also(sight: Sight, host: Draft, draft: Draft) -> bool:
    """Tell whether others died too ("he was shot in an attack in which two guards ALSO died")."""
    told = sight.scene.clauses[draft.match.clause.index]
    words = {sight.lowers[t] for t in range(told.start, min(told.end, told.head + 2))}
    return bool(words & _TOO) and not _names(host.recipients) & _names(draft.recipients)


_TOO = frozenset({"also", "too"})


def stands_alike(a: Draft, b: Draft) -> bool:
    """Tell whether two drafts have one status; what is said and what is claimed go together.

    What somebody is only charged with is no act that was told as done.
    """
    if a.charged != b.charged:
        return False
    return a.status == b.status or {a.status, b.status} <= _TOGETHER


def _same_act(sight: Sight, a: Draft, b: Draft, parts: list[Clause]) -> bool:
    """Tell whether two drafts of one sentence are one act."""
    if a.match.clause.index == b.match.clause.index:
        return True
    if _in_it(a, b) or _in_it(b, a):
        return _agree(a, b)  # "killed four in a SHOOT-OUT", "SHELLING of the camp killed five"
    one = is_result(a) or is_result(b) or _shared_doer(a, b) or _driven_off(a, b)
    if a.own_place and b.own_place and not _shares_place(a, b) and not (one and _within(a, b)):
        return False
    if _times_apart(sight, a, b) or _of_old_wounds(sight, a, b):
        return False
    if (a.mode == "abduct") != (b.mode == "abduct") and not _same_victims(a, b):
        return False  # "beheaded three men and carried off two girls"
    if a.event == "PROTEST" and _shared_doer(a, b):
        return _agree(a, b)  # "chanting slogans, they marched"
    if a.event in _ADDRESSED and _to_others(a, b):
        return False  # "called on both sides to stop, and urged the Council to meet"
    if a.event != "ASSAULT":
        return (
            _agree(a, b)
            and not _deeds_apart(a, b)
            and (
                a.match.clause.parent == b.match.clause.index
                or b.match.clause.parent == a.match.clause.index
            )
        )
    if _each_its_own(a, b):
        return False
    if is_result(a) or is_result(b):
        return _agree(a, b)
    if _shared_doer(a, b) and not (a.own_place and b.own_place):
        return _days_agree(a, b)  # "set off explosives and fired at the crowd"
    return any(_linked(part, b.match.clause) for part in parts) and _agree(a, b)


def _each_its_own(a: Draft, b: Draft) -> bool:
    """Tell whether two joined verbs tell of two who each did something to somebody else.

    "Warplanes bombed a power station and GUNSHIPS FIRED ON villages, while GUERRILLAS shelled B".
    """
    ca, cb = a.match.clause, b.match.clause
    joined_up = cb.relation == "coordinate" or cb.marker in {"while", "whereas", "where"}
    if ca.kind != "verb" or cb.kind != "verb" or not joined_up:
        return False
    doers = [{s.phrase.head for s in c.of("subject") if not s.antecedent} for c in (ca, cb)]
    struck = [
        {s.phrase.head for role in ("target", "recipient") for s in d.match.of(role)}
        for d in (a, b)
    ]
    return all(doers) and all(struck) and not doers[0] & doers[1] and not struck[0] & struck[1]


_ANSWERED = frozenset("response retaliation reprisal revenge reaction avenge".split())
_UP = 4
"""Heads from a deed up to the word that says that another answers it."""


def _answers(sight: Sight, draft: Draft) -> bool:
    """Tell whether a deed is what another is the answer to ("in response to THE KILLING OF X")."""
    token, heads = draft.match.clause.head, sight.scene.tokens.head
    for _ in range(_UP):
        before = sight.scene.doc[token].left_edge.i - 1
        if before >= 0 and sight.lowers[before] in _ANSWERED:
            return True  # "in reprisal FOR THE MURDER OF X", read as two phrases
        token = heads[token]
        if sight.lemma(token) in _ANSWERED:
            return token < draft.match.clause.head
    return False


_ADDRESSED = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT"})
"""Acts of words, of which each is to somebody."""


def _to_others(a: Draft, b: Draft) -> bool:
    """Tell whether two joined verbs of one speaker are addressed to two parties."""
    if b.match.clause.relation != "coordinate" or a.match.frame.event != b.match.frame.event:
        return False
    here, there = _names(a.recipients), _names(b.recipients)
    return bool(here) and bool(there) and not here & there


_DURING = frozenset({"in", "during", "by", "from"})


def _in_it(result: Draft, act: Draft) -> bool:
    """Tell whether people were killed or hurt in, or by, what a noun beside the verb names."""
    clause, noun = result.match.clause, act.match.clause
    if not is_result(result) or noun.kind != "noun" or noun.parent != clause.index:
        return False
    beside = (*clause.of("subject"), *clause.of("attribute"), *clause.of("oblique", *_DURING))
    return any(a.phrase.head == noun.head for a in beside)


def _same_victims(a: Draft, b: Draft) -> bool:
    """Tell whether two acts may be done to the same people: one names none, or both one.

    Whoever attacks a village or a post and takes people away from it does two things.
    """
    if not a.match.of("recipient") or not b.match.of("recipient"):
        taken, other = (a, b) if a.mode == "abduct" else (b, a)
        struck = other.match.clause.kind == "verb" and other.match.of("target")
        return not (struck and taken.match.of("recipient"))
    return bool(_names(a.recipients) & _names(b.recipients))


_APART = re.compile(
    r"\b(?:day|week|month|year|decade)s? (?:after|before|since)\b"
    r"|\b(?:days|weeks|months|years) later\b"
)


def _times_apart(sight: Sight, a: Draft, b: Draft) -> bool:
    """Tell whether the words between two acts put a time between them ("a day after")."""
    first, last = sorted(sight.scene.tokens.idx[d.match.clause.head] for d in (a, b))
    return _APART.search(sight.scene.text, first, last) is not None


def _of_old_wounds(sight: Sight, a: Draft, b: Draft) -> bool:
    """Tell whether one died of wounds of before where others were killed.

    "Two died in the raids, and A WOMAN succumbed to her burns": she was hit on another day.
    """
    dead = b.match.of("recipient")
    return (
        b.match.frame.id == _OF_WOUNDS
        and a.killed is not None
        and bool(dead)
        and all(sight.lowers[arg.phrase.start] in {"a", "an", "another"} for arg in dead)
    )


_OF_WOUNDS = "assault.die-wounds"


def only_counted(sight: Sight, draft: Draft) -> bool:
    """Tell whether a death of wounds adds to a toll told before ("A FIFTH man died of them")."""
    return draft.match.frame.id == _OF_WOUNDS and bool(counts_in(sight, draft.sentence))


def _deeds_apart(a: Draft, b: Draft) -> bool:
    """Tell whether two verbs of a list do different things to different objects.

    "Closed two newspapers, ARRESTED 14 editors and BANNED rallies" are three measures; what
    somebody does at a roadblock of his is one with it.
    """
    ca, cb = a.match.clause, b.match.clause
    if ca.kind != "verb" or cb.kind != "verb" or "coordinate" not in {ca.relation, cb.relation}:
        return False
    if a.mode == b.mode or a.mode is None or b.mode is None:
        return False
    if {"curb.roadblock", "curb.checkpoint"} & {a.match.frame.id, b.match.frame.id}:
        return False
    objects = [{o.phrase.head for o in c.of("object") if not o.antecedent} for c in (ca, cb)]
    return all(objects) and not objects[0] & objects[1]


def _driven_off(a: Draft, b: Draft) -> bool:
    """Tell whether one of two tells that the other was repelled: one attack, told twice."""
    return any(d.match.frame.id == _REPELLED for d in (a, b)) and _linked(
        a.match.clause, b.match.clause
    )


def _shared_doer(a: Draft, b: Draft) -> bool:
    """Tell whether one subject does both."""
    subjects = [{arg.phrase.head for arg in d.match.clause.of("subject")} for d in (a, b)]
    return bool(subjects[0] & subjects[1])


def _linked(ca: Clause, cb: Clause) -> bool:
    """Tell whether one predicate stands inside the other's clause."""
    return (
        ca.parent == cb.index
        or cb.parent == ca.index
        or ca.start <= cb.head < ca.end
        or cb.start <= ca.head < cb.end
    )


def _within(a: Draft, b: Draft) -> bool:
    """Tell whether one place may be that of the other: it holds it, or heads the line of both."""
    heads = {d.place.how for d in (a, b) if d.place is not None}
    return "head" in heads or _nested(a, b)


def _nested(a: Draft, b: Draft) -> bool:
    """Tell whether the place of one lies in the other's ("In A province ... raided B")."""
    return any(
        holds(p, q) or holds(q, p) or spot_of(p, q) or spot_of(q, p)
        for p, q in ((x.site.place, y.site.place) for x in a.places for y in b.places)
    )


def _agree(a: Draft, b: Draft) -> bool:
    """Tell whether nothing that both tell disagrees: parties, day, means."""
    return (
        _parties_agree(a.actors, b.actors)
        and _days_agree(a, b)
        and (is_result(a) or is_result(b) or _modes_agree(a, b))
    )


def retold(a: Draft, b: Draft) -> bool:
    """Tell whether a later sentence tells an act again: same place by name, same sides."""
    return (
        a.own_place
        and b.place is not None
        and _parties_agree(a.actors, b.actors)
        and _parties_agree(a.recipients, b.recipients)
        and _days_agree(a, b)
        and _modes_agree(a, b)
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
    start, end, first, last = a.when.start, a.when.end, b.when.start, b.when.end
    if start is None or end is None or first is None or last is None:
        return True
    return start <= last and first <= end


def _modes_agree(a: Draft, b: Draft) -> bool:
    if a.event == "RETREAT" and a.mode and b.mode and a.mode != b.mode:
        return False  # to flee a town and to lay down arms
    return a.mode == b.mode or not {a.mode, b.mode} <= _SPECIFIC


def _shares_place(a: Draft, b: Draft) -> bool:
    return bool(keys_of(a) & keys_of(b)) or _one_in_other(a, b)


def _one_in_other(a: Draft, b: Draft) -> bool:
    """Tell whether the words of one place are among the other's ("a hall in the A area of B")."""
    spans = [[p.site.place.span for p in d.places if p.site.place.span] for d in (a, b)]
    return any(
        (low <= one[0] and one[1] <= high) or (one[0] <= low and high <= one[1])
        for one in spans[0]
        for low, high in spans[1]
    )


_ONCE = frozenset({("COERCE", "arrest"), ("SANCTION", "convict")})
"""Types and modes that somebody by name undergoes once in the news of a day."""


def party_keys(draft: Draft) -> set[str]:
    """Return by what an act without violence is known: who does it to whom, or whom it befell."""
    if (draft.event, draft.mode) in _ONCE:
        return {f">{name}" for r in draft.recipients if (name := surname(r)) is not None}
    return {
        f"{draft.mode}: {actor}>{recipient}"
        for actor in map(_key, draft.actors)
        for recipient in map(_key, draft.recipients)
    }


def _key(ref: ActorRef) -> str:
    return (ref.id or ref.name or ref.text).lower()


def said_again(a: Draft, b: Draft) -> bool:
    """Tell whether a later sentence tells again what the same did to the same, nowhere else."""
    apart = a.own_place and b.own_place and not _shares_place(a, b)
    if apart or not _days_agree(a, b):
        return False
    if (a.event, a.mode) in _ONCE:
        return _parties_agree(a.actors, b.actors)
    return {*map(_key, a.recipients)} == {*map(_key, b.recipients)}


def keys_of(draft: Draft) -> set[str]:
    """Return the ids and names of a draft's places."""
    found = set()
    for located in draft.places:
        place = located.site.place
        found |= {k.lower() for k in (place.id, place.text) if k}
    return found


def join(host: Draft, other: Draft) -> None:
    """Add to a draft what another tells of the same event."""
    if is_result(host) and not is_result(other):
        host.match, host.confidence = other.match, max(host.confidence, other.confidence)
        host.mode, host.cameo, host.acled = other.mode, other.cameo, other.acled or host.acled
    elif (
        (host.mode not in _SPECIFIC and other.mode in _SPECIFIC)
        or (host.mode == "abduct" and other.mode == "sexual")
        or _how(host, other)
    ):
        host.mode, host.cameo, host.acled = other.mode, other.cameo, other.acled or host.acled
    host.acled = host.acled or other.acled
    if host.event != "ASSAULT":  # "spoke with him BY PHONE"
        host.mode = host.mode or other.mode
    host.actors = host.actors or other.actors
    known = tuple(host.recipients)
    new = (r for r in other.recipients if not same(r, known))
    host.recipients += [r for r in new if not counted_of(r, known)]
    if (other.own_place and not host.own_place) or not host.places:
        host.places = other.places
    if other.when is not None and other.when.origin == "stated":
        host.when = host.when if host.when and host.when.origin == "stated" else other.when
    host.claimed_by = host.claimed_by or other.claimed_by
    host.killed = larger(host.killed, other.killed)
    host.injured = larger(host.injured, other.injured)
    host.also += [other.span, *other.also]
    host.words += other.words


_BARE = frozenset({"assault.violate-truce", "assault.attack"})


def _how(host: Draft, other: Draft) -> bool:
    """Tell whether an act only says that somebody attacked, and the other how.

    "Attacked the camp, SHELLING it for an hour", "violated the truce by SHELLING".
    """
    below = other.match.clause
    return (
        host.match.frame.root in _BARE
        and host.mode is None
        and other.mode is not None
        and below.parent == host.match.clause.index
        and below.kind == "verb"
        and below.relation in {"adverbial", "participle"}
        and below.marker in {None, "by"}
    )


def loose_tolls(sight: Sight, draft: Draft, before: Draft | None = None) -> None:
    """Take numbers of killed and injured that stand in the draft's sentence and no frame took.

    Args:
        sight: the report.
        draft: the one act of violence that the sentence tells.
        before: the act told right before. "Raided the village. 11 KILLED, 20 women abducted": the
            dead are the raid's, and those who came took the women.
    """
    if draft.event != "ASSAULT" or (draft.killed and draft.injured):
        return
    sent = sight.sentence(draft.match.clause.head)
    harmed = [
        q
        for q in quantities_in(sight, (sent.start_char, sent.end_char))
        if q.of in {"killed", "injured"}
    ]
    more = more_spans(sight, draft.sentence) if harmed else ()
    loose = [q for q in harmed if not any(low <= q.span[0] < high for low, high in more)]
    for kind in ("killed", "injured"):
        if getattr(draft, kind) is not None:
            continue
        number = next((q for q in loose if q.of == kind), None)
        if number is None:
            continue
        host = before if before is not None and _part_of(draft, before, kind) else draft
        setattr(host, kind, as_toll(number))
        if host is before:
            draft.actors = draft.actors or list(host.actors)
        if host.mode != "abduct":
            _whom(sight, host, number.span)


def _part_of(draft: Draft, before: Draft, kind: str) -> bool:
    """Tell whether people were taken in an attack told right before, which has no number yet."""
    taken = draft.mode == "abduct" and before.mode != "abduct" and not draft.own_place
    return taken and getattr(before, kind) is None and stands_alike(before, draft)


def _whom(sight: Sight, draft: Draft, span: Span) -> None:
    """Add to those hit the people whom a number is of ("SEVEN PEOPLE died when a shell hit")."""
    over = sight.scene.actors_over(span)
    people = next((a.ref for a in over if a.kind == "group"), None)
    if people is not None and not same(people, (*draft.recipients, *draft.actors)):
        draft.recipients.append(people)
