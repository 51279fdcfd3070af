"""Fire told without a verb: "Artillery on Ardmore, 2 dead", "Shooting all night in Bexley".

One rule: only what opens a sentence or an item and has no verb before its toll is read so, and
only where nothing else in the same words told an attack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from dateline.know.frames import Frame
from dateline.know.leads import Expression
from dateline.know.ontology import ontology
from dateline.know.turns import LIST
from dateline.model import ActorRef, Because, EventClaim, PlaceMention, Span, Toll
from dateline.read.control_claim import in_passing
from dateline.read.control_named import named_in
from dateline.read.control_party import fights
from dateline.read.event_described import is_blaze
from dateline.read.frames import Features, Sight, place_ref, score
from dateline.read.tokens import FINITE
from dateline.read.tolls import as_toll

_BASE = 0.55
_AT = r"(?:on|onto|into|against)"
_IN = r"(?:in|at|around|near|inside|outside|across)"
_AS = r"(?:(?:heavy|fresh|more|sustained|intense|sporadic|new|overnight|renewed|massive) )?"
_WHILE = r"(?: (?:all|since|this|from|through|during|until|last|overnight|again)(?: [\w:]+){0,2})?"
_OPENS = r"(?:^|(?<=[\n.!?;:>\]–—•] )|(?<=\n))"
_MEANS: tuple[tuple[str, str, str | None, str], ...] = (
    (rf"(?:artillery|mortars?|rockets?|shells?|missiles?|tanks?|howitzers?|grads?) {_AT}",
     "assault.shell", "heavy-weapons", "Shelling/artillery/missile attack"),
    (rf"(?:attack |kamikaze |fpv |suicide )?drones? {_AT}",
     "assault.strike", "drone", "Air/drone strike"),
    (rf"(?:warplanes?|jets?|helicopters?|gunships?|bombs|barrel bombs) {_AT}",
     "assault.strike", "aerial", "Air/drone strike"),
    (rf"(?:gun|small[- ]arms |sniper )?(?:fire|shots|shooting){_WHILE} {_IN}",
     "assault.open-fire", "firearms", "Attack"),
    (rf"suicide (?:car )?bombers? {_IN}", "assault.explode", "suicide-attack", "Suicide bomb"),
    (r"(?:hand )?grenades? (?:thrown )?(?:at|into|on|in|inside)",
     "assault.explode", "explosives", "Grenade"),
)  # fmt: skip
"""Means of fire with where it falls; the frame, PLOVER mode and ACLED sub-event type of each."""


_means = cache(Expression)


@cache
def _fire(words: str) -> re.Pattern[str]:
    """Return the expression for a means of fire, made when a text first has one of its words."""
    return re.compile(
        rf"{_OPENS}(?P<who>(?-i:[A-Z][\w'’-]*)(?: [\w'’-]+){{0,2}} |the [\w-]+ )??{_AS}{words} "
        rf"(?:the |an? )?(?:[a-z]+ (?:at|in|of) )?{LIST}",
        re.IGNORECASE | re.MULTILINE,
    )


_END = re.compile(r"[.!?](?=\s|$)|\n|$")
_BODIES = re.compile(r"\s*(?P<n>\d{1,4}) (?:bodies|corpses|dead)\b", re.IGNORECASE)


def clipped(sight: Sight, claims: Sequence[EventClaim]) -> Iterator[EventClaim]:
    """Yield the attacks that items tell by their means alone.

    Args:
        sight: the scene.
        claims: what was drawn already: an attack in the same words is told once.
    """
    text, hay = sight.scene.report.text, sight.scene.hay
    for words, rule, mode, sub in _MEANS:
        frame = sight.book.frames.get(rule)
        if frame is None or frame.event is None or _means(words).search(hay) is None:
            continue
        for found in _fire(words).finditer(text):
            end = _END.search(text, found.end())
            stop = end.start() if end is not None else len(text)
            places = named_in(sight, found.span("place"))
            span = (found.start() + len(found.group()) - len(found.group().lstrip()), stop)
            if not places or _verbal(sight, span[0], found.end()) or _told(claims, span):
                continue
            first, last = sight.scene.tokens_of((span[0], found.end()))
            if any(is_blaze(sight, t, last) for t in range(first, last)):
                continue
            yield _claim(sight, found, span, places[0], (frame, mode, sub))


def _verbal(sight: Sight, low: int, high: int) -> bool:
    """Tell whether a finite verb stands in the words up to the place ("Shells HIT the market")."""
    first, last = sight.scene.tokens_of((low, high))
    return any(sight.scene.tokens.tag[t] in FINITE for t in range(first, last))


def _told(claims: Iterable[EventClaim], span: Span) -> bool:
    return any(c.event == "ASSAULT" and c.span[0] < span[1] and span[0] < c.span[1] for c in claims)


def _claim(
    sight: Sight,
    found: re.Match[str],
    span: Span,
    place: PlaceMention,
    act: tuple[Frame, str | None, str],
) -> EventClaim:
    frame, mode, sub = act
    told = in_passing(sight, sight.scene.token_at(found.start("place")))
    actors = tuple(_who(sight, found))
    return EventClaim(
        span=span,
        status=told.status,
        claimed_by=told.claimed_by,
        when=told.when,
        where=place_ref(place),
        confidence=score(
            Features(
                base=_BASE,
                actor=bool(actors),
                register=any(a.id for a in actors),
                placed="phrase",
                resolved=place.lat is not None,
                inferred=False,
                status=told.status,
                distance=0,
                kind="event",
                event=str(frame.event),
            )
        ),
        because=Because(rule=frame.id, spans=(found.span(),), note="told without a verb"),
        event=str(frame.event),
        mode=mode,
        contexts=frame.contexts,
        cameo=frame.cameo,
        acled=ontology().acled_pair(sub),
        actors=actors,
        recipients=(),
        killed=_count(sight, span, "killed"),
        injured=_count(sight, span, "injured"),
    )


def _who(sight: Sight, found: re.Match[str]) -> Iterator[ActorRef]:
    """Yield whose fire it is, where the words before the means name a party."""
    if not found["who"]:
        return
    low, high = found.span("who")
    for actor in sight.scene.actors:
        if low <= actor.span[0] < high and actor.kind != "pronoun" and fights(sight, actor.ref):
            yield actor.ref
            return


def _count(sight: Sight, span: Span, kind: str) -> Toll | None:
    """Return the dead or hurt that the same sentence counts, or bodies that open the next."""
    for quantity in sight.scene.quantities:
        if quantity.of == kind and span[0] <= quantity.span[0] < span[1]:
            return as_toll(quantity)
    bodies = _BODIES.match(sight.scene.report.text, span[1] + 1) if kind == "killed" else None
    if bodies is None:
        return None
    number = int(bodies["n"])
    return Toll(low=number, best=number, high=number, text=bodies.group(), span=bodies.span())
