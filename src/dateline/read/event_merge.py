"""Brings together the drafts that tell one event.

One rule: two tellings are one event only where more speaks for it than against it; what is
compared with what is looked up by place and by nearness, so that the work grows with the report.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import TypeVar

from dateline.read.event_draft import Draft
from dateline.read.event_likeness import (
    ENOUGH,
    NEVER,
    ONE_OF_SEVERAL,
    Told,
    one_death,
    only_one,
    other_victims,
    points,
    total,
    turned_round,
)
from dateline.read.event_lying import holds, relation
from dateline.read.event_mentions import Mention, mentions, pull
from dateline.read.event_sentence import (
    join,
    joined,
    keys_of,
    loose_tolls,
    only_counted,
    party_keys,
    retold,
    said_again,
    stands_alike,
)
from dateline.read.event_sides import same
from dateline.read.event_tellings import Layout, telling
from dateline.read.event_tolls import count_into, counted_by, larger, summed
from dateline.read.frames import Sight
from dateline.read.parties import Parties

_TOGETHER = frozenset({"asserted", "claimed"})
_HAPPENED = frozenset({"told", "historical"})
_REACH = 8
"""Drafts of one sentence, and events told last, that a further one is compared with."""
_ALONE = 0.5
"""Points for the one event that a report has told of so far."""
_PAST = 0.75
"""Points against an event told in an earlier paragraph, where its own has one that it may be."""
_WORDS = 7
"""Blanks in a sentence from which it is known again where it is printed once more."""
_EARLIEST, _LATEST = 2, 4
"""Events of one place that a further one is compared with: those told first, those told last."""


def merged(sight: Sight, drafts: list[Draft]) -> list[Draft]:
    """Return one draft an event."""
    layout = Layout(sight)
    events = _Events(sight)
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.sentence, []).append(draft)
    violent = any(d.event == "ASSAULT" for d in drafts)
    every = range(sight.sentence_number(len(sight.lowers) - 1) + 1) if sight.lowers else ()
    for sentence in every if violent else sorted(by_sentence):
        here = by_sentence.get(sentence, [])
        layout.place(here)
        if events.told:
            here = [draft for draft in here if not only_counted(sight, draft)]
        acts_here = joined(sight, here)
        acts = [(d, parts) for d, parts in acts_here if d.event == "ASSAULT"]
        for draft, _ in acts_here:
            if len(acts) == 1:  # several acts: the number may be any one's
                loose_tolls(sight, draft, events.just_told(sentence))
            counted_by(draft)
        others = [d for d, _ in acts_here if d.event != "ASSAULT"]
        for number, draft in enumerate(others):
            events.add_other(draft, number)
        for number, told in enumerate(telling(sight, layout, acts)):
            if not told.running or told.places or _both_named(told.draft):
                events.add(told, number)
        if violent:
            for mention in mentions(sight, layout, sentence, [p for _, ps in acts for p in ps]):
                events.mention(mention)
    return events.drafts()


class _Events:
    """The events told so far, found by their place or by how lately they were told."""

    def __init__(self, sight: Sight) -> None:
        self.sight = sight
        self.told: list[Told | Draft] = []
        self.recent: deque[Told] = deque(maxlen=_REACH)
        self.first: list[Told] = []
        self.at: dict[tuple[str, str], list[Told]] = {}
        self.printed: dict[tuple[str, int, str], Told] = {}
        self.printed_others: dict[tuple[str, int, str], Draft] = {}
        self.others: dict[tuple[str, str], list[Draft]] = {}

    def add(self, more: Told, number: int) -> None:
        """Add what a sentence tells: to the event that it tells, or as a new one.

        Args:
            more: what it tells.
            number: acts that the same sentence told before.
        """
        printed = self._printed(more.draft, number)
        again = self.printed.get(printed) if printed is not None else None
        host = again or self._host(more)
        if printed is not None:
            self.printed.setdefault(printed, host or more)
        if host is None:
            self._part(more)
            host = more
            self.told.append(more)
            self.recent.append(more)
            if len(self.first) < _EARLIEST and _class(more.draft) == "told":
                self.first.append(more)
            count_into(more.draft, more.counts)
        else:
            _tell(self.sight.scene.parties, host, more)
        for key in {_key(p.id, p.text) for p in host.places}:
            _keep(self.at.setdefault((_class(host.draft), key), []), host)

    def _host(self, more: Told) -> Told | None:
        best, most = None, ENOUGH
        for told in self._near(more):
            apart = _class(told.draft) != _class(more.draft) and not _one_past(told, more)
            if apart or self._own_count(told, more):
                continue
            score = total(points(self.sight.scene.parties, told, more))
            if len(self.first) == 1 and self.first[0] is told:
                score += only_one(told, more)
            if not more.places and not self._here(told, more) and self._nearer(more):
                score -= _PAST
            if score > most or (score == most and best is None):
                best, most = told, score
        return best

    def just_told(self, sentence: int) -> Draft | None:
        """Return the violence that the sentence before told last, where it did happen."""
        last = self.recent[-1] if self.recent else None
        if last is None or last.last != sentence - 1 or _class(last.draft) != "told":
            return None
        return last.draft

    def _here(self, told: Told, more: Told) -> bool:
        """Tell whether an event was last told in the paragraph of a further telling."""
        scene = self.sight.scene
        start = scene.text.rfind("\n", 0, more.draft.span[0]) + 1
        return self.sight.sentence_at(told.last).start_char >= start

    def _nearer(self, more: Told) -> bool:
        """Tell whether the paragraph of a telling told another event before, which it may be."""
        return any(
            _class(told.draft) == _class(more.draft)
            and told.last < more.sentences[0]
            and self._here(told, more)
            and total(points(self.sight.scene.parties, told, more)) > NEVER / 2
            for told in self.recent
        )

    def _own_count(self, told: Told, more: Told) -> bool:
        """Tell whether a side counts its enemy's dead where another source counts its own.

        "Killed 52, a doctor said. The army said it had killed 200 attackers" is no toll of 252.
        """
        a, b = told.draft, more.draft
        return (
            a.killed is not None
            and b.killed is not None
            and a.claimed_by != b.claimed_by
            and turned_round(self.sight.scene.parties, a, b)
        )

    def _part(self, more: Told) -> None:
        """Take out of an event told of several places the one that has a number of its own."""
        for told in self._near(more):
            if _class(told.draft) != _class(more.draft):
                continue
            parts = points(self.sight.scene.parties, told, more)
            rest = [p for p in parts if p.why != ONE_OF_SEVERAL]
            if len(rest) < len(parts) and total(rest) >= ENOUGH:
                left = [
                    p
                    for p in told.draft.places
                    if all(relation(p.site.place, q) != "same" for q in more.places)
                ]
                if 0 < len(left) < len(told.draft.places):
                    told.draft.places = left
                    told.places = [p.site.place for p in left]
                    more.draft.actors = more.draft.actors or list(told.draft.actors)
                    more.draft.also.append(told.draft.span)
                return

    def _near(self, more: Told) -> Iterator[Told]:
        """Yield the events that a telling may be of, those told last first."""
        seen: set[int] = set()
        kind = _class(more.draft)
        keys = {_key(p.id, p.text) for p in more.places}
        found = [
            *reversed(self.recent),
            *(t for key in sorted(keys) for t in reversed(self.at.get((kind, key), ()))),
            *self.first,
        ]
        for told in found:
            if id(told) not in seen and told.last < more.sentences[0]:
                seen.add(id(told))
                yield told

    def mention(self, mention: Mention) -> None:
        """Add a passage that only points at an event to the one that it points at."""
        best, most = None, ENOUGH
        seen: set[int] = set()
        keys = sorted({_key(p.id, p.text) for p in (*mention.places, *mention.beside)})
        found = [
            *reversed(self.recent),
            *(t for key in keys for t in reversed(self.at.get(("told", key), ()))),
            *self.first,
        ]
        for told in found:
            if id(told) in seen or told.sentences[0] >= mention.sentence:
                continue
            if _class(told.draft) not in _HAPPENED:
                continue
            seen.add(id(told))
            score = pull(told, mention) + (_ALONE if len(self.first) == 1 else 0.0)
            if score > most or (score == most and best is None):
                best, most = told, score
        if best is not None:
            if mention.sentence not in best.sentences[-1:]:
                best.sentences.append(mention.sentence)
            best.draft.also.append(mention.span)
            count_into(best.draft, mention.counts)
            for ref in mention.dead:
                if not same(ref, best.draft.recipients):
                    best.draft.recipients.append(ref)

    def _printed(self, draft: Draft, number: int) -> tuple[str, int, str] | None:
        """Return by what an act is known where its very sentence is printed once more."""
        words = " ".join(self.sight.sentence_at(draft.sentence).text.split())
        kind = f"{draft.event} {_class(draft)}"
        return (words, number, kind) if words.count(" ") >= _WORDS else None

    def add_other(self, draft: Draft, number: int) -> None:
        """Add an act of another type: one event with an earlier one of its place and parties."""
        printed = self._printed(draft, number)
        if printed is not None:
            again = self.printed_others.setdefault(printed, draft)
            if again is not draft:
                join(again, draft)
                return
        keys = [(draft.event, k) for k in sorted(keys_of(draft))]
        by_party = [(draft.event, k) for k in sorted(party_keys(draft))]
        earlier = self._earlier(draft, keys, _retold_so) or self._earlier(
            draft, by_party, said_again
        )
        if earlier is not None:
            join(earlier, draft)
            return
        self.told.append(draft)
        for key in (*keys, *by_party):
            _keep(self.others.setdefault(key, []), draft)

    def _earlier(
        self, draft: Draft, keys: list[tuple[str, str]], again: Callable[[Draft, Draft], bool]
    ) -> Draft | None:
        """Return what told an act in an earlier sentence, under one of some keys."""
        for key in keys:
            for other in reversed(self.others.get(key, ())):
                before = other.sentence < draft.sentence and stands_alike(other, draft)
                if before and again(other, draft):
                    return other
        return None

    def drafts(self) -> list[Draft]:
        """Return the events in order of the text."""
        found = [t.draft if isinstance(t, Told) else t for t in self.told]
        return sorted(found, key=lambda d: d.match.clause.index)


def _retold_so(other: Draft, draft: Draft) -> bool:
    """Tell whether an act of one place is told again, and in no other manner."""
    modes = {other.mode, draft.mode}
    return (len(modes) == 1 or None in modes) and retold(other, draft)


_One = TypeVar("_One", Told, Draft)


def _keep(kept: list[_One], one: _One) -> None:
    """Keep the first few and the last few of what was told of a place."""
    if any(one is k for k in kept):
        return
    kept.append(one)
    if len(kept) > _EARLIEST + _LATEST:
        del kept[_EARLIEST]


def _both_named(draft: Draft) -> bool:
    """Tell whether a running total is that of a fight between two that are named."""
    if draft.match.frame.root != "assault.clash":
        return False
    return len(draft.match.of("actor")) + len(draft.match.of("recipient")) > 1


def _key(identity: str | None, text: str) -> str:
    return (identity or text).lower()


def _class(draft: Draft) -> str:
    """Return what tellings of one event have in common: that it happened, of late or long ago."""
    return "told" if draft.status in _TOGETHER else draft.status


def _one_past(told: Told, more: Told) -> bool:
    """Tell whether one person's death is told in the news of a trial and with its day long past."""
    kinds = {_class(told.draft), _class(more.draft)}
    return kinds == _HAPPENED and one_death(told.draft, more.draft) is not None


def _tell(parties: Parties, host: Told, more: Told) -> None:
    """Add to an event what a further sentence tells of it."""
    finer = _finer(host, more)
    counts = more.counts
    killed, injured = host.draft.killed, host.draft.injured
    apart = other_victims(host, more) or turned_round(parties, host.draft, more.draft)
    both = summed if apart else larger
    join(host.draft, more.draft)
    host.draft.killed = both(killed, more.draft.killed)
    host.draft.injured = both(injured, more.draft.injured)
    count_into(host.draft, counts)
    if finer:
        host.draft.places = list(more.draft.places)
        host.places = list(more.places)
    elif more.places and not host.places:
        host.places = list(more.places)
    if _class(host.draft) == "told" and more.draft.status == "historical":
        host.draft.status = "historical"
        host.draft.when, host.firm = more.draft.when or host.draft.when, more.firm
    if more.firm and not host.firm and more.draft.when and more.draft.when.origin == "stated":
        host.draft.when, host.firm = more.draft.when, True
    host.victims |= more.victims
    host.sentences += [s for s in more.sentences if s not in host.sentences[-1:]]
    host.pointers = (*host.pointers, *more.pointers)[-2 * _REACH :]


def _finer(host: Told, more: Told) -> bool:
    """Tell whether a further telling names the spot within the wider place of the first."""
    return bool(host.places and more.places) and all(
        holds(wide, fine) for wide in host.places for fine in more.places
    )
