"""Control told in entries: "5/ Ardmore: still army", "Ardmore. Held by the rebels", "Ardmore: R".

One rule: the head of an entry names the place, and only a sentence of it that opens with the state,
without a subject of its own, is read here; whose it is must be a party, or a code that the report
itself explains.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import msgspec

from dateline.know.turns.entries import State, states
from dateline.model import ActorRef, ControlClaim, PlaceMention, Span
from dateline.read.control_claim import Found, Told, claim_of, in_passing
from dateline.read.control_named import named_in
from dateline.read.control_party import alone, fights, named, of_a_people, speaker, under_arms
from dateline.read.dated import day_at
from dateline.read.dates import when_of
from dateline.read.frames import names
from dateline.read.frames.sight import Sight
from dateline.read.frames.timing import is_old
from dateline.read.layout import Entry, codes_of, entries_of, talk_of
from dateline.read.same import same

_BASE = 0.6
_SENTENCES = 4
"""Sentences of an entry in which its head may still be what is told of."""
_SENTENCE = re.compile(r"[^.;!?\n]+(?:\.(?=\d)[^.;!?\n]+)*")
_ROAD = re.compile(r"[A-Z][\w'’-]*[-–][A-Z][\w'’]+(?:[ -][A-Z][\w'’]+)* (?:road|highway|motorway)")
_PART = re.compile(r"[^,\n]+")
_RUMOUR = re.compile(
    r"\b(?:rumou?rs?|not|no|never|if|should|unconfirmed|unverified|(?-i:may)|might|could|would|will|hopes?"
    r"|wants?|plans?|soon|tomorrow|next|says|say|said|claims?|claimed)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:since|until|till|before|after|for|by|from)\s+(?:\w+\s+)?\Z", re.IGNORECASE
)
_FEWEST_SIBLINGS = 2
_TELLING = 3
"""Entries with a party each that make a list of control, whether or not a map has their places."""
_GIVEN_UP = re.compile(r"\b(?:lost|given up|ceded|surrendered|yielded)\b", re.IGNORECASE)
"""What tells a loss from the loser's side ("lost by the army to the rebels")."""
_TAG = 3
_LETTERS = 4
_OWNER = 2
"""Characters of a possessive behind a name."""


@dataclass(frozen=True, slots=True)
class _Party:
    """Whose a place is; `state` where a code stands for a state instead ("X = fighting")."""

    ref: ActorRef | None = None
    contested: bool = False
    code: bool = False


def by_entries(sight: Sight, told: Iterable[ControlClaim]) -> Iterator[ControlClaim]:
    """Yield what entries tell of the places that head them, beside what was drawn already."""
    text = sight.scene.report.text
    reader = _Entries(sight, {code: _meaning(sight, s) for code, s in codes_of(text).items()})
    entries = [
        (entry, _places(sight, entry.head))
        for entry in entries_of(text)
        if not _dateline(sight, entry)
    ]
    known = sum(1 for _, places in entries if any(map(_known, places)))
    telling = sum(1 for e, p in entries if e.sign == ":" and any(c.holder for c in reader.of(e, p)))
    if telling >= _TELLING:
        known = max(known, _FEWEST_SIBLINGS)  # a list of who has what, of places on no map
    talk = [turn for turn in talk_of(text) if turn.asks and turn.pieces]
    drawn = list(told)
    for entry, places in entries:
        siblings = 1 if entry.sign == "?" else _FEWEST_SIBLINGS
        asked = entry.sign == "?" and any(
            t.label[0] < entry.head[0] < t.pieces[-1][1] for t in talk
        )
        if not any(map(_known, places)) and (known < siblings or not entry.sign) and not asked:
            continue
        for claim in reader.of(entry, places):
            if not any(_same(claim, other) for other in drawn):
                drawn.append(claim)
                yield claim


def _dateline(sight: Sight, entry: Entry) -> bool:
    """Tell whether a head is where and when the report was written, or a name of nothing below.

    A first line's town before a dash or a colon is the correspondent's.
    """
    low, high = entry.head
    text = sight.scene.report.text
    first = not text[:low].strip() and entry.sign in {":", "-", "–", "—", "."}
    dated = bool(sight.scene.dates_by_span.meeting(low, high))
    shouted = text[low:high].isupper() and entry.sign in {"-", "–", "—"}
    return dated or shouted or first or ("(" in text[high : entry.body[0]] and entry.sign in "-–—")


def _known(place: PlaceMention) -> bool:
    return place.id is not None or place.lat is not None


def _same(claim: ControlClaim, other: ControlClaim) -> bool:
    """Tell whether a claim tells what another did, or else of the same words something else."""
    if not same(claim.where, other.where):
        return False
    near = claim.span[0] < other.span[1] and other.span[0] < claim.span[1]
    if claim.change != other.change:
        return near and {claim.change, other.change} <= {"gained", "held"}
    if near and other.because.rule == "roster":
        return True  # the first of the parties there is its holder
    whose, theirs = claim.holder, other.holder
    return whose is None or theirs is None or same(whose, theirs)


def _meaning(sight: Sight, span: Span) -> _Party:
    text = sight.scene.report.text[slice(*span)]
    if any(s.change == "contested" and s.pattern.match(text) for s in states()):
        return _Party(contested=True, code=True)
    ref = named(sight, span)
    inside = [a.ref for a in sight.scene.actors_by_span.inside(*span)]
    refs = [*inside, *([ref] if ref is not None else [])]
    return _Party(next((r for r in refs if _holds(sight, r)), None), code=True)


def _holds(sight: Sight, ref: ActorRef) -> bool:
    """Tell whether an actor may be told to hold ground: a party in arms, a state or its police."""
    police = ref.plover is not None and ref.plover.sector == "COP"
    return police or fights(sight, ref) or of_a_people(ref)


def _places(sight: Sight, head: Span) -> list[PlaceMention]:
    """Return the places of a head; a road between two towns is one."""
    if _ROAD.fullmatch(sight.scene.report.text[slice(*head)]):
        return [names.unknown(sight.scene, head)]
    return [p for p in named_in(sight, head) if not _abbreviated(p)]


def _abbreviated(place: PlaceMention) -> bool:
    """Tell whether a head that no gazetteer knows is rather a body by its letters ("HVO/HV")."""
    return not _known(place) and place.text.isupper() and len(place.text) <= _LETTERS


@cache
def _paired_body() -> re.Pattern[str]:
    """Return what goes on with a body of two ("the defence AND SECURITY FORCES")."""
    return re.compile(r" and (?:security|defen[cs]e|police|army) (?:forces|services|units)\b")


@dataclass(frozen=True, slots=True)
class _Entries:
    """Reads the states of entries.

    Attributes:
        sight: the scene.
        codes: what each code of the report's legend stands for.
    """

    sight: Sight
    codes: dict[str, _Party]

    def of(self, entry: Entry, places: list[PlaceMention]) -> Iterator[ControlClaim]:
        """Yield the claims of one entry, each state of each place once."""
        text = self.sight.scene.report.text
        sentences = list(_SENTENCE.finditer(text, *entry.body))[:_SENTENCES]
        for number, sentence in enumerate(sentences):
            for part in _PART.finditer(text, *sentence.span()):
                low = part.start() + len(part.group()) - len(part.group().lstrip())
                if self._of_another(low, entry):
                    break
                end = sentence.end() if part.start() == sentence.start() else part.end()
                span = (low, min(end + 1, len(text)))
                claims = self._state(entry, span, places, first=number == 0)
                yield from claims
                if not claims and not self._tag(part.span()):
                    break  # what follows the comma is told of somebody else

    def _of_another(self, char: int, entry: Entry) -> bool:
        """Tell whether "it" opens a part of an entry that has named another place before."""
        text = self.sight.scene.report.text
        if text[char : char + 3].lower() != "it ":
            return False
        return any(
            p.feature != "country"
            for p in self.sight.scene.places_by_span.starting(
                entry.body[0], max(entry.body[0], char)
            )
        )

    def _state(
        self, entry: Entry, span: Span, places: list[PlaceMention], *, first: bool
    ) -> list[ControlClaim]:
        """Return the claims of the first state that a part of an entry opens with."""
        for state in states():
            if not entry.sign and state.holder == "none":
                continue
            found = state.pattern.match(self.sight.scene.report.text, *span)
            if found is None or (state.bare and not first and found["who"] not in self.codes):
                continue
            if claims := list(self._claims(entry, state, found, places)):
                return claims
        return []

    def _tag(self, span: Span) -> bool:
        """Tell whether a part is but a word or two about the place ("quiet", "as before")."""
        words = self.sight.scene.report.text[slice(*span)].split()
        low, high = self.sight.scene.tokens_of(span)
        short = len(words) <= _TAG or self.sight.scene.tokens.tag[low] == "VBN"
        return short and not self.sight.scene.places_in(low, high)

    def _party(self, span: Span, *, strict: bool = False) -> _Party:
        text = self.sight.scene.report.text
        if (code := self.codes.get(text[slice(*span)])) is not None:
            return code
        if (more := _paired_body().match(text, span[1])) is not None:
            span = (span[0], more.end())
        ref = self._ending(span[1]) or named(self.sight, span)
        if ref is not None and not alone(self.sight, span, ref):
            return _Party()
        if ref is None or (ref.span is not None and ref.span[1] < span[1] - _OWNER):
            return _Party()  # "snipers still active" names nobody's hold
        if not ref.id and ref.text.islower() and self._goes_on(ref.text.split(" ")):
            return _Party()
        unknown = not strict and self._proper(ref)
        return _Party(under_arms(self.sight, ref) if _holds(self.sight, ref) or unknown else None)

    def _goes_on(self, words: list[str]) -> bool:
        """Tell whether words taken for a party do not end in one ("snipers still active")."""
        kinds = self.sight.book.kinds
        forms = (words[-1], words[-1].removesuffix("s"))
        return len(words) > 1 and not any(
            kinds.get(form, frozenset()) & {"armed", "official", "civil"} for form in forms
        )

    def _ending(self, char: int) -> ActorRef | None:
        """Return the widest actor that ends where a party's words do ("Haftar's LNA")."""
        ending = [
            a
            for a in self.sight.scene.actors
            if a.kind != "pronoun" and char - _OWNER <= a.span[1] <= char
        ]
        return max(ending, key=lambda a: a.span[1] - a.span[0]).ref if ending else None

    def _proper(self, ref: ActorRef) -> bool:
        """Tell whether words that nobody knows are at least a name that is no place's or man's."""
        if ref.span is None or not ref.text[:1].isupper() or not ref.text[-1:].isalnum():
            return False
        if any(p.span and p.span[0] <= ref.span[0] < p.span[1] for p in self.sight.scene.places):
            return False
        low, high = self.sight.scene.tokens_of(ref.span)
        person = any(a.kind == "person" and a.span == ref.span for a in self.sight.scene.actors)
        return not person and all(
            t.pos_ in {"PROPN", "ADJ", "X", "PUNCT"} or (t.is_upper and len(t) > 1)
            for t in self.sight.scene.doc[low:high]
        )

    def _claims(
        self, entry: Entry, state: State, found: re.Match[str], places: list[PlaceMention]
    ) -> Iterator[ControlClaim]:
        text = self.sight.scene.report.text
        if _RUMOUR.search(found.group()):
            return
        loser: ActorRef | None = None
        party = self._holder(state, found)
        if party is None:
            return
        change = "contested" if party.contested else state.change
        if found.re.groupindex.get("from") and found["from"]:
            loser = self._party(found.span("from")).ref
            if loser is None and text[slice(*found.span("from"))] not in self.codes:
                return
        told = self._told(found.end(), entry)
        part = "part" in found.re.groupindex or "day" in found.group().split()[-1:]
        draft = Found(
            rule="entry",
            span=(entry.head[0], found.end()),
            fired=found.span(),
            base=_BASE,
            change=change,
            holder=party.ref,
            extent="part" if part and change == "held" else "whole",
            note="the place is the head of its entry",
        )
        for place in places:
            claim = claim_of(draft, told, place)
            if loser is not None and change == "gained":
                claim = msgspec.structs.replace(claim, from_=loser)
                if _GIVEN_UP.search(found.group()):
                    gone = replace(draft, change="lost", holder=loser)
                    yield claim_of(gone, told, place)
            yield claim

    def _holder(self, state: State, found: re.Match[str]) -> _Party | None:
        """Return whose the place is by a state; None where the state tells of nobody's."""
        if state.holder == "none":
            return _Party()
        if state.holder == "ours":
            own = speaker(self.sight, found.start())
            return _Party(own) if own is not None else None
        party = self._party(found.span("who"), strict=state.bare)
        if (state.holder == "code" and not party.code) or (
            party.ref is None and not party.contested
        ):
            return None
        return party

    def _told(self, char: int, entry: Entry) -> Told:
        """Return how the state is told: by its own sentence's date, not by one before it."""
        text = self.sight.scene.report.text
        token = self.sight.scene.token_at(max(entry.body[0], char - 1))
        told = in_passing(self.sight, token)
        stop = next(
            (m.end() for m in _SENTENCE.finditer(text, *entry.body) if m.end() >= char),
            entry.body[1],
        )
        low = max(text.rfind(". ", entry.body[0], char) + 1, entry.body[0])
        own = [d for d in self.sight.scene.dates_by_span.starting(low, stop) if d.start is not None]
        own = [d for d in own if not _SINCE.search(text[low : d.span[0]])]
        when = (when_of(own[0]) if own else None) or day_at(self.sight.scene, char)
        status = told.status
        if status in {"asserted", "historical"}:
            status = "historical" if is_old(self.sight, when) else "asserted"
        return replace(told, when=when, status=status)
