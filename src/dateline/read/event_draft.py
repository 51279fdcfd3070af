"""An event in the making: what one match tells, open for others to add to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dateline.model import ActorRef, Because, EventClaim, Span, Toll, When
from dateline.model.claim import Status
from dateline.read.frames import Features, Located, Match, Sight, depth, place_ref, score
from dateline.read.frames.gapped import dated
from dateline.read.frames.hung import PROTESTS
from dateline.read.frames.timing import stated

ANNOUNCED = "announced: "
"""How the note begins that names the type of an act of which only the announcing is told."""


@dataclass(slots=True)
class Draft:
    """What is known of an event so far; fields as in `EventClaim`.

    Attributes:
        match: the match that it was read from.
        places: where, the nearest source only.
        words: spans of the words that fired.
        also: further passages that tell it.
        charged: whether it is only what somebody is charged with.
        aged: status by its words of what is told of a day long past; None of all else.
    """

    match: Match
    event: str
    mode: str | None
    cameo: str | None
    acled: tuple[str, str] | None
    status: Status
    claimed_by: ActorRef | None
    when: When | None
    places: list[Located]
    actors: list[ActorRef]
    recipients: list[ActorRef]
    span: Span
    words: list[Span]
    confidence: float
    killed: Toll | None = None
    injured: Toll | None = None
    aged: Status | None = None
    charged: bool = False
    also: list[Span] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def sentence(self) -> int:
        """Number of the sentence that it stands in."""
        return self.match.clause.sentence

    @property
    def place(self) -> Located | None:
        """The place that stands for all of them: the first."""
        return self.places[0] if self.places else None

    @property
    def own_place(self) -> bool:
        """Whether its place stands in its own clause."""
        return self.place is not None and self.place.how in {"slot", "clause", "phrase", "head"}

    @property
    def announced(self) -> bool:
        """Whether it is the announcing of an act, by the one who is to do it."""
        return any(note.startswith(ANNOUNCED) for note in self.notes)

    def claim(self, sight: Sight, *, order: int) -> EventClaim:
        """Return the claim.

        Args:
            sight: what it was read in.
            order: events that the report told before it.
        """
        located = self.place
        notes = list(self.notes)
        if located is not None and located.how in {"sentence", "before", "lead", "dateline"}:
            notes.append(f"the place was taken from the {_SOURCE[located.how]}")
        return EventClaim(
            span=self.span,
            status=self.status,
            claimed_by=self.claimed_by,
            when=self.when,
            where=place_ref(located.site.place) if located is not None else None,
            confidence=score(
                Features(
                    base=self.confidence,
                    actor=bool(self.actors),
                    register=any(a.id for a in self.actors),
                    placed=located.how if located else None,
                    resolved=located is not None and located.site.place.lat is not None,
                    inferred=located is not None and located.site.inferred,
                    status=self.status,
                    distance=depth(sight, self.match.clause.index),
                    kind="event",
                    event=self.event,
                    order=order,
                )
            ),
            because=Because(
                rule=self.match.frame.id,
                spans=tuple(dict.fromkeys(self.words)),
                note="; ".join(notes) or None,
            ),
            also=tuple(dict.fromkeys(s for s in self.also if s != self.span)),
            event=self.event,
            mode=self.mode,
            contexts=self.match.frame.contexts,
            cameo=self.cameo,
            acled=self.acled,
            actors=tuple(self.actors),
            recipients=tuple(_beside_numbers(self.recipients)),
            killed=self.killed,
            injured=self.injured,
        )


def _beside_numbers(refs: list[ActorRef]) -> list[ActorRef]:
    """Leave out bare numbers ("killing two marines and wounding 11") where somebody is named."""
    named = [r for r in refs if r.id is not None or not r.text.replace(",", "").isdigit()]
    return named or refs


_PLACED = frozenset({"ASSAULT", "RETREAT", "PROTEST", "MOBILIZE"})


def by_place(sight: Sight, draft: Draft) -> list[Draft]:
    """Return one draft a place, where one act is told of several ("struck A and B").

    The numbers of dead and injured are told of all together: they stay with the first. A place
    with a date right after it was struck then; a spot between two is one ("on the road BETWEEN A
    AND B").
    """
    if _in_between(sight, draft):
        draft.places = draft.places[:1]
    placed = draft.event in _PLACED or draft.match.clause.lemma in PROTESTS
    if not placed or len(draft.places) < 2 or not draft.own_place:
        return [draft]
    parts = []
    for number, located in enumerate(draft.places):
        part = replace(draft, places=[located], notes=list(draft.notes), also=list(draft.also))
        if number:
            part.killed = part.injured = None
            part.recipients = _there(draft, located)
            if (day := dated(sight, located.site.place)) is not None:
                part.when = stated(day, published=sight.scene.report.published)
        elif draft.killed or draft.injured:
            part.notes.append("the numbers are those of all the places together")
        parts.append(part)
    return parts


def _there(draft: Draft, located: Located) -> list[ActorRef]:
    """Return the recipients but those that are another of its places ("struck A and B")."""
    others = [p.site.place.span for p in draft.places if p is not located and p.site.place.span]
    return [r for r in draft.recipients if r.span not in others]


def _in_between(sight: Sight, draft: Draft) -> bool:
    spans = sorted(p.site.place.span for p in draft.places if p.site.place.span is not None)
    if len(spans) != 2:
        return False
    text = sight.scene.text
    before, gap = text[max(0, spans[0][0] - 12) : spans[0][0]], text[spans[0][1] : spans[1][0]]
    return before.lower().endswith(("between ", "between the ")) and gap.strip().startswith("and")


_SOURCE = {
    "sentence": "rest of the sentence",
    "before": "sentence before",
    "lead": "opening paragraph",
    "dateline": "dateline",
}
