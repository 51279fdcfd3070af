"""Events of a table's rows: each cell fills the slot that its column's head names.

One rule: a row is an event only where its own words name an act, or a means of one; what its
place, sides and numbers are is told by the cells and by nothing around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.know.frames import Frame, Weapon
from dateline.know.ontology import ontology
from dateline.model import (
    ActorRef,
    Because,
    EventClaim,
    PlaceMention,
    Span,
    Toll,
)
from dateline.read.frames import Features, Sight, place_ref, score
from dateline.read.tables import Column, Row, day_of, places_of_row, rows

_BASE = 0.75
_VERSUS = re.compile(r"\s(?:vs?\.?|versus|against|and|–|-|/|x)\s|\s?[/&]\s?", re.IGNORECASE)
_NOBODY = re.compile(
    r"^(?:(?:unknown|unidentified|n/?a|none|not known|unclear)\b|[-–?])", re.IGNORECASE
)
_NUMBER = re.compile(
    r"(?P<least>at least |over |more than |> ?|≥ ?)?(?P<low>\d[\d,]*)"
    r"(?:\s?[-–]\s?(?P<high>\d[\d,]*))?(?P<more>\s?\+)?"
)
_WHOSE = re.compile(r"\s+[^\W\d][\w ]{2,40}$")
"""Behind a number of dead, who they were ("4 civilians")."""
_ARMS = {
    "army": "army", "military": "army", "troops": "army", "soldiers": "army", "police": "police",
}  # fmt: skip
"""General words for an arm of a state, by the register's word for it."""
_LANDS = frozenset({"country", "admin1", "admin2"})
_TOLLS: tuple[Column, ...] = ("killed", "injured")
_MOST_WORDS = 4
"""Words of the longest noun that names an act or a means ("surface to air missile")."""


@dataclass(frozen=True, slots=True)
class _Act:
    frame: Frame
    weapon: Weapon | None
    span: Span


def of_rows(sight: Sight) -> Iterator[EventClaim]:
    """Yield the events that rows of tables tell, in order of the text."""
    for row in rows(sight.scene):
        act = _act(sight, row)
        if act is not None and act.frame.event is not None:
            yield _claim(sight, row, act, act.frame.event)


def _claim(sight: Sight, row: Row, act: _Act, event: str) -> EventClaim:
    place = _place(sight, row)
    sides = _sides(sight, row, act.frame)
    actors, recipients = (tuple(_at_home(sight, r, place) for r in side) for side in sides)
    recipients += _victims(sight, row)
    frame = act.frame
    means = frame if act.weapon is None or frame.firm else act.weapon
    return EventClaim(
        span=row.span,
        status="asserted",
        when=day_of(sight.scene, row),
        where=place_ref(place) if place is not None else None,
        confidence=score(
            Features(
                base=_BASE,
                actor=bool(actors),
                register=any(a.id for a in actors),
                placed="slot" if place is not None else None,
                resolved=place is not None and place.lat is not None,
                inferred=False,
                status="asserted",
                distance=0,
                kind="event",
                event=event,
            )
        ),
        because=Because(rule=frame.id, spans=(act.span,), note="a row of a table"),
        event=event,
        mode=means.mode,
        contexts=frame.contexts,
        cameo=means.cameo,
        acled=_acled(sight.scene.text[slice(*act.span)]) or _acled(means.acled),
        actors=actors,
        recipients=recipients,
        killed=_toll(sight, row, "killed"),
        injured=_toll(sight, row, "injured"),
    )


def _acled(sub: str | None) -> tuple[str, str] | None:
    """Return ACLED's pair of a sub-event type; None for words that are none of its types."""
    book = ontology()
    known = any(sub in names for names in book.acled.values())
    return book.acled_pair(sub) if sub is not None and known else None


def _act(sight: Sight, row: Row) -> _Act | None:
    """Return the act that the type's cell names, else a means of one; the longest name wins."""
    cell = row.cells.get("type")
    if cell is None:
        return None
    tokens = range(*sight.scene.tokens_of(cell))
    lemmas = [sight.lemma(t).lower() for t in tokens]
    weapon = _weapon(sight, lemmas)
    for size in range(_MOST_WORDS, 0, -1):
        for at in range(len(lemmas) - size + 1):
            *rest, last = lemmas[at : at + size]
            for frame, before in sight.book.nouns.get(last, ()):
                if frame.event is not None and frame.fact and tuple(rest) == tuple(before):
                    return _Act(frame, weapon, cell)
    for lemma in lemmas:
        for frame, more in sight.book.verbs.get(lemma, ()):
            if frame.event is not None and frame.fact and not more:
                return _Act(frame, weapon, cell)
    attack = sight.book.frames.get("assault.attack")
    return _Act(attack, weapon, cell) if weapon is not None and attack is not None else None


def _weapon(sight: Sight, lemmas: list[str]) -> Weapon | None:
    for size in range(_MOST_WORDS, 0, -1):
        for at in range(len(lemmas) - size + 1):
            found = sight.book.weapons.get(" ".join(lemmas[at : at + size]))
            if found is not None:
                return found
    return None


def _sides(
    sight: Sight, row: Row, frame: Frame
) -> tuple[tuple[ActorRef, ...], tuple[ActorRef, ...]]:
    """Return who acts and upon whom: "A vs. B", else the cells of actors and of targets."""
    actors, recipients = _parties(sight, row, "actor"), _parties(sight, row, "target")
    cell = row.cells.get("actor")
    if cell is None or recipients or len(actors) < 2:
        return actors, recipients
    parted = _VERSUS.search(sight.scene.text, *cell)
    if parted is None or not (frame.reciprocal or "v" in parted.group().lower()):
        return actors, recipients
    first = tuple(a for a in actors if a.span and a.span[0] < parted.start())
    return first, tuple(a for a in actors if a not in first)


def _parties(sight: Sight, row: Row, column: Column) -> tuple[ActorRef, ...]:
    cell = row.cells.get(column)
    if cell is None or _NOBODY.match(sight.scene.text[slice(*cell)]):
        return ()
    inside = [a.ref for a in sight.scene.actors_by_span.inside(*cell) if a.kind != "pronoun"]
    widest = [
        ref
        for ref in inside
        if not any(_holds(other.span, ref.span) for other in inside if other is not ref)
    ]
    if widest:
        return tuple({ref.id or ref.text: ref for ref in widest}.values())
    return (ActorRef(text=sight.scene.text[slice(*cell)], span=cell),)


def _at_home(sight: Sight, ref: ActorRef, place: PlaceMention | None) -> ActorRef:
    """Return "army" and "police" as those of the country that the row's own place lies in."""
    arm = _ARMS.get(ref.text.lower().removeprefix("the "))
    if arm is None or place is None or place.country is None:
        return ref
    return sight.scene.parties.arm(ref, place.country, arm)


def _victims(sight: Sight, row: Row) -> tuple[ActorRef, ...]:
    """Return whom the cells of dead and injured name beside their number."""
    found = []
    for column in _TOLLS:
        cell = row.cells.get(column)
        number = _NUMBER.search(sight.scene.text, *cell) if cell else None
        whose = _WHOSE.match(sight.scene.text, number.end(), cell[1]) if cell and number else None
        if number is not None and whose is not None and int(number["low"].replace(",", "")):
            span = (number.start(), whose.end())
            found.append(ActorRef(text=sight.scene.text[slice(*span)], span=span))
    return tuple(found)


def _holds(outer: Span | None, inner: Span | None) -> bool:
    if outer is None or inner is None or outer == inner:
        return False
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _place(sight: Sight, row: Row) -> PlaceMention | None:
    """Return where a row's event was: what something else is near to, else the first town."""
    found = places_of_row(sight.scene, row)
    near = [p for p in found if p.span and sight.scene.text[: p.span[0]].endswith("near ")]
    towns = [p for p in found if p.feature not in _LANDS]
    return next(iter(near or towns or found), None)


def _toll(sight: Sight, row: Row, column: Column) -> Toll | None:
    """Return the number in a cell; none where it is nought or told in words that are no number."""
    cell = row.cells.get(column)
    found = _NUMBER.search(sight.scene.text, *cell) if cell else None
    if found is None:
        return None
    low = int(found["low"].replace(",", ""))
    high = int(found["high"].replace(",", "")) if found["high"] else low
    if not high:
        return None
    open_end = found["least"] or found["more"]
    return Toll(
        low=low, best=low, high=None if open_end else high, text=found.group(), span=found.span()
    )
