"""What each sentence tells of an event, as its words and its place on the page have it.

One rule: an item of a list is about the place that heads it, and tells a story of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from dateline.model import DateMention, PlaceMention
from dateline.read.clauses.clause import Clause
from dateline.read.event_counts import Count, among, counts_in, running
from dateline.read.event_draft import Draft
from dateline.read.event_likeness import HERE, Told, is_result
from dateline.read.event_lying import holds, nameless
from dateline.read.event_pointing import GENERAL, Pointer, known, pointers
from dateline.read.frames import Sight
from dateline.read.frames.hung import NO_PLACE
from dateline.read.frames.sites import Site
from dateline.read.frames.where import Located
from dateline.read.layout import entries_of

_MARK = re.compile(
    r"^[ \t]*(?:[•▪►●○◦·*>–—-]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s"
    r"|\d{1,2}[:.h]\d{2}(?:\s?(?:[ap]\.?m\.?|GMT|UTC|local))?\b)",
    re.MULTILINE,
)
_FEWEST = 2
"""Items from which lines make a list."""
_APART = re.compile(
    r"^\W*(?:elsewhere|separately|meanwhile|in the meantime"
    r"|(?:in|during) (?:an?other|an? (?:separate|similar|different|second|third|unrelated"
    r"|related|earlier|previous)|other|separate|further|similar)\b)",
    re.IGNORECASE,
)
_AGAIN, _ALSO = frozenset({"again", "anew"}), frozenset({"also"})
_SORTS = frozenset({"armed", "civil"})


class Layout:
    """Which sentences are items of lists, and the places that head them.

    Args:
        sight: the report.
    """

    def __init__(self, sight: Sight) -> None:
        self.sight = sight
        text = sight.scene.text
        self._items = _items(text)
        self._starts = [start for start, _ in self._items]
        self._heads = _heads(sight)
        self._head_starts = [body[0] for body, _ in self._heads]

    def item(self, sentence: int) -> int | None:
        """Return the list item that a sentence stands in."""
        char = self.sight.sentence_at(sentence).start_char
        at = bisect_right(self._starts, char) - 1
        if at < 0 or char >= self._items[at][1]:
            return None
        return at

    def head(self, char: int) -> PlaceMention | None:
        """Return the place that heads the entry in which a character stands."""
        at = bisect_right(self._head_starts, char) - 1
        if at < 0 or char >= self._heads[at][0][1]:
            return None
        return self._heads[at][1]

    def place(self, drafts: list[Draft]) -> None:
        """Give drafts without a place of their own that of the head of their entry."""
        for draft in drafts:
            draft.places = _finest(self.sight.scene.report.text, draft.places)
            if draft.event != "ASSAULT" or any(p.how in HERE for p in draft.places):
                continue
            head = self.head(self.sight.scene.tokens.idx[draft.match.clause.head])
            if head is not None:
                draft.places = [Located(Site(head), "clause")]


def _finest(text: str, places: list[Located]) -> list[Located]:
    """Return places without those that others of them lie in ("in A, in the province of B").

    A wide one that opens a list is one of its members ("across A, B and C").
    """
    spots = [located.site.place for located in places]
    return [
        p
        for p in places
        if not any(holds(p.site.place, spot) and not _opens(text, p, spots) for spot in spots)
    ]


_COMMA = re.compile(r",(?: and)? (?:the )?")
_AND = re.compile(r",? and (?:the )?")


def _opens(text: str, located: Located, spots: list[PlaceMention]) -> bool:
    """Tell whether a place is the first of three or more that one list joins."""
    first = located.site.place
    row = sorted(p.span for p in spots if p.span is not None)
    if first.feature == "country" or not row or row[0] != first.span or len(row) <= _FEWEST:
        return False
    gaps = [text[a[1] : b[0]] for a, b in pairwise(row)]
    return _AND.fullmatch(gaps[-1]) is not None and all(map(_COMMA.fullmatch, gaps[:-1]))


def _items(text: str) -> list[tuple[int, int]]:
    """Return the stretches of the items of lists: lines with marks, or with heads of places."""
    starts = {m.start() for m in _MARK.finditer(text)}
    starts |= {text.rfind("\n", 0, e.head[0]) + 1 for e in entries_of(text) if e.sign != "."}
    if len(starts) < _FEWEST:
        return []
    found = []
    for start in sorted(starts):
        end = text.find("\n", start)
        found.append((start, len(text) if end < 0 else end))
    return found


def _heads(sight: Sight) -> list[tuple[tuple[int, int], PlaceMention]]:
    """Return what each entry of a list covers with the one place that heads it."""
    found = []
    for entry in entries_of(sight.scene.text):
        if entry.sign not in {":", "-", "–", "—"}:
            continue
        named = [
            p
            for p in sight.scene.places_by_span.starting(*entry.head)
            if p.role in {None, "place", "dateline"} and p.feature != "country"
        ]
        if named:
            found.append(((entry.head[0], entry.body[1]), named[-1]))
    return found if len({place.id or place.text for _, place in found}) >= _FEWEST else []


def telling(sight: Sight, layout: Layout, acts: list[tuple[Draft, list[Clause]]]) -> Iterator[Told]:
    """Yield what one sentence tells of each of its acts of violence.

    Args:
        sight: the report.
        layout: its lists.
        acts: the acts, each with the clauses that tell it.
    """
    if not acts:
        return
    sentence = acts[0][0].sentence
    owned = _owned(sight, sentence, [parts for _, parts in acts])
    apart = _apart(sight, sentence)
    victims = among(sight, sentence)
    for number, (draft, parts) in enumerate(acts):
        pointing = owned[number]
        _by_name(sight, draft, pointing)
        part = victims and is_result(draft)
        if part:  # "five soldiers were among the dead": a part of a toll that was told
            draft.killed = draft.injured = None
            draft.recipients, draft.actors = [*draft.recipients, *draft.actors], []
        here = [p for p in draft.places if p.how in HERE]
        yield Told(
            draft=draft,
            sentences=[sentence],
            item=layout.item(sentence),
            pointers=pointing,
            back=part or any(p.way == "back" and p.kind == "act" for p in pointing),
            doer=any(p.way == "back" and p.kind != "act" for p in pointing),
            struck=bool(draft.actors) and any(_hit(sight, draft, p) for p in pointing),
            other=apart
            or any(p.way == "other" for p in pointing)
            or any(_beside(sight, part, _AGAIN) for part in parts),
            also=any(
                _beside(sight, part, _ALSO) for part in parts if part.voice == "active"
            ),  # "56 people were also wounded" tells of the same
            fresh=any(p.way == "new" and p.kind == "act" for p in pointing),
            places=[p.site.place for p in here if not nameless(p.site.place)],
            sites=[p.site.place for p in here if nameless(p.site.place)],
            there=bool(here) and all(p.site.inferred for p in here),
            known=known(sight, sentence),
            lent=[p.site.place for p in draft.places if p not in here],
            firm=_firm(sight, draft, parts),
            dated=draft.when is None or _DAY.search(draft.when.text or "") is not None,
            counts=_updates(sight, draft) if number == 0 else (),
            victims=_victims(sight, draft),
            within=any(_within(sight, p) for p in pointing),
            meant=_meant(sight, draft),
            alone=_alone(sight, draft),
            running=(is_result(draft) or draft.killed is not None) and running(sight, sentence),
        )


_IN = frozenset({"in", "during", "from", "by", "of"})


def _hit(sight: Sight, draft: Draft, pointer: Pointer) -> bool:
    """Tell whether those who did the one act are those whom the other befell."""
    if pointer.way != "back" or pointer.kind != "doer":
        return False
    at = sight.scene.tokens.idx[pointer.token]
    return any(r.span is not None and r.span[0] <= at < r.span[1] for r in draft.recipients)


def _within(sight: Sight, pointer: Pointer) -> bool:
    """Tell whether a noun for an act of any kind names in what something was done."""
    back = pointer.way == "back" and pointer.lemma in GENERAL
    return back and sight.scene.tokens.case(pointer.token) in _IN


_THE = frozenset({"the", "this", "that"})
_PERSONS = frozenset({"he", "she", "him", "her"})


def _meant(sight: Sight, draft: Draft) -> str | None:
    """Return the noun of the one thing or person hit that its article points back at."""
    refs = [r for r in draft.recipients if r.span is not None]
    if len(refs) != 1 or refs[0].span is None:
        return None
    first, end = sight.scene.tokens_of(refs[0].span)
    if end == first + 1 and sight.lowers[first] in _PERSONS:
        return sight.lowers[first]
    pointed = first > 0 and sight.lowers[first - 1] in _THE
    pointed = pointed or sight.lowers[first] in _THE
    return sight.lemma(end - 1) if pointed and sight.scene.tokens.tag[end - 1] == "NN" else None


def _alone(sight: Sight, draft: Draft) -> bool:
    """Tell whether it befell one person or thing, told by a noun in the singular."""
    if len(draft.recipients) != 1 or draft.recipients[0].span is None:
        return False
    if draft.killed is not None and draft.killed.best not in {None, 1}:
        return False
    _, end = sight.scene.tokens_of(draft.recipients[0].span)
    return sight.scene.tokens.tag[end - 1] == "NN"


def _owned(sight: Sight, sentence: int, acts: list[list[Clause]]) -> list[tuple[Pointer, ...]]:
    """Return which nouns of a sentence belong to which of its acts."""
    of_clause = {part.index: n for n, parts in enumerate(acts) for part in parts}
    found: list[list[Pointer]] = [[] for _ in acts]
    for pointer in pointers(sight, sentence):
        owner = owner_of(sight, pointer.token, of_clause)
        if owner is None and pointer.kind == "doer" and len(acts) == 1:
            owner = 0  # "THE GUNMEN entered and shot the priests"
        if owner is not None:
            found[owner].append(pointer)
    return [tuple(f) for f in found]


def owner_of(sight: Sight, token: int, of_clause: dict[int, int]) -> int | None:
    """Return the number of the act whose clause a word stands in, or one above it."""
    clause = sight.scene.clause_over(token)
    for _ in range(_DEEP):
        if clause is None:
            return None
        if clause.index in of_clause:
            return of_clause[clause.index]
        if clause.kind != "noun" or clause.parent is None:
            return None
        clause = sight.scene.clauses[clause.parent]
    return None


_DEEP = 4


def _apart(sight: Sight, sentence: int) -> bool:
    span = sight.sentence_at(sentence)
    return _APART.match(sight.scene.text[span.start_char : span.end_char]) is not None


def _beside(sight: Sight, clause: Clause, words: frozenset[str]) -> bool:
    """Tell whether a word stands beside an act's verb ("shells AGAIN fell on A")."""
    if clause.kind == "noun":
        return False
    low = max(sight.sentence(clause.head).start, clause.head - 2)
    high = min(len(sight.lowers), clause.head + 3)
    return any(sight.lowers[t] in words for t in range(low, high))


def _updates(sight: Sight, draft: Draft) -> tuple[Count, ...]:
    """Return the updates of a sentence; "14 were killed: five OF THE WOUNDED DIED" has none."""
    found = counts_in(sight, draft.sentence)
    if draft.killed is None or any(c.way != "more" for c in found):
        return found
    return tuple(c for c in found if not c.part)


def _victims(sight: Sight, draft: Draft) -> frozenset[str]:
    """Return whether those hit are told to bear arms or not."""
    found: set[str] = set()
    for ref in draft.recipients:
        word = ref.text.split(" ")[-1].lower()
        kinds = sight.book.kinds.get(word) or sight.book.kinds.get(word.removesuffix("s"))
        found |= (kinds or frozenset()) & _SORTS
    return frozenset(found) if len(found) == 1 else frozenset()


def _by_name(sight: Sight, draft: Draft, pointing: tuple[Pointer, ...]) -> None:
    """Give an act the place that its noun is named by ("the RAFAH drone strike")."""
    if any(p.how in HERE for p in draft.places):
        return
    for pointer in pointing:
        named = places_of(sight, pointer)
        if named:
            draft.places = [Located(Site(named[0]), "phrase")]
            return


def places_of(sight: Sight, pointer: Pointer) -> tuple[PlaceMention, ...]:
    """Return the places in the phrase of a noun: before it, or after it up to the next verb."""
    low, high = _phrase(sight, pointer)
    return tuple(
        p
        for p in sight.scene.places_in(low, high)
        if p.feature != "country" and p.role not in NO_PLACE
    )


def words_of(sight: Sight, pointer: Pointer) -> frozenset[str]:
    """Return the other nouns in the phrase of a noun ("the raid on the CAMPS"), as one of each."""
    low, high = _phrase(sight, pointer)
    tokens = sight.scene.tokens
    return frozenset(
        sight.lowers[t].removesuffix("s")
        for t in range(low, high)
        if t != pointer.token and tokens.pos[t] == "NOUN"
    )


def days_of(sight: Sight, pointer: Pointer) -> tuple[DateMention, ...]:
    """Return the days in the phrase of a noun ("the attack of 5 August")."""
    low, high = _phrase(sight, pointer)
    found = sight.scene.dates_by_span.starting(*sight.scene.chars_of(low, high))
    return tuple(d for d in found if d.type == "DATE" and d.start is not None)


def _phrase(sight: Sight, pointer: Pointer) -> tuple[int, int]:
    """Return the tokens of a noun with what stands before it, and after it up to the next verb."""
    tokens = sight.scene.tokens
    span = sight.sentence(pointer.token)
    low = pointer.token
    while low - 1 >= span.start and tokens.pos[low - 1] in {"NOUN", "PROPN", "ADJ", "NUM"}:
        low -= 1
    high = pointer.token + 1
    while high < span.end and tokens.pos[high] not in {"VERB", "AUX", "PUNCT", "SCONJ", "PRON"}:
        high += 1
    return low, high


def _firm(sight: Sight, draft: Draft, parts: list[Clause]) -> bool:
    """Tell whether a day is told of the act itself: not of the telling ("said on Saturday")."""
    when = draft.when
    if when is None or when.origin != "stated" or when.span is None:
        return True
    if not _DAY.search(when.text or "") or counts_in(sight, draft.sentence):
        return False  # an hour without its day; the day on which a toll rose
    token = sight.scene.token_at(when.span[0])
    clause = sight.scene.clause_over(token)
    if clause is None or clause.index in {p.index for p in parts}:
        return clause is not None
    return sight.scene.speech_over(token) is not None or not _telling(sight, clause)


_DAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tonight|weekend|earlier|later|ago"
    r"|last|previous|following|next|same|week|month|year|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep"
    r"|oct|nov|dec)|\d{4}|\d{1,2}[/.]\d",
    re.IGNORECASE,
)


def _telling(sight: Sight, clause: Clause) -> bool:
    """Tell whether a clause is one of saying."""
    char = sight.scene.tokens.idx[clause.head]
    frames = sight.book.verbs.get(clause.lemma.split(" ")[0], ())
    return any(f.speech for f, _ in frames) or any(
        s.cue is not None and s.cue[0] <= char < s.cue[1] for s in sight.scene.speeches
    )
