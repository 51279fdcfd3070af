"""Findings: events, statements and holdings derived from claims; they hold nothing of their own."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from dateline.model.actor import ActorRef
from dateline.model.base import Noun
from dateline.model.claim import Extent, Status, Toll
from dateline.model.place import PlaceRef
from dateline.model.when import When

HoldingStatus = Literal["held", "probable", "claimed", "contested", "unknown"]


class EventFinding(Noun, frozen=True, kw_only=True):
    """One event, as drawn from the claims of it.

    Attributes:
        id: content hash of the claims' ids.
        claims: ids of the claims, sorted.
        articles: how many reports tell it.
        outlets: how many publishers print it.
        lineages: how many independent lineages it rests on.
    """

    id: str
    event: str
    mode: str | None = None
    acled: tuple[str, str] | None = None
    actors: tuple[ActorRef, ...] = ()
    recipients: tuple[ActorRef, ...] = ()
    where: PlaceRef | None = None
    when: When | None = None
    killed: Toll | None = None
    injured: Toll | None = None
    status: Status
    confidence: float
    claims: tuple[str, ...] = ()
    articles: int = 1
    outlets: int = 1
    lineages: int = 1


class StatementFinding(Noun, frozen=True, kw_only=True):
    """One statement, as drawn from the reports that print it.

    Attributes:
        id: content hash of the claims' ids.
        content: the words, in the longest form that a report prints.
        claims: ids of the claims, sorted.
        articles: how many reports print it.
        outlets: how many publishers print it.
        lineages: how many independent lineages it rests on.
    """

    id: str
    speaker: ActorRef | None = None
    role: str | None = None
    organisation: ActorRef | None = None
    content: str = ""
    form: str = "indirect"
    addressee: ActorRef | None = None
    when: When | None = None
    where: PlaceRef | None = None
    status: Status = "asserted"
    confidence: float = 0.0
    claims: tuple[str, ...] = ()
    articles: int = 1
    outlets: int = 1
    lineages: int = 1


class PlaceFinding(Noun, frozen=True, kw_only=True):
    """One place that claims speak of, whatever its spelling.

    Attributes:
        id: content hash of the claims' ids.
        place: the place, in the form with the best point.
        names: every spelling in the reports, sorted.
        claims: ids of the claims that happen there, sorted.
        articles: how many reports speak of it.
        first: first day that is told of it; None where no claim has a day.
        last: last day that is told of it.
        holding: the last holding that the record tells; None where it tells none.
    """

    id: str
    place: PlaceRef
    names: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    articles: int = 0
    first: dt.date | None = None
    last: dt.date | None = None
    holding: Holding | None = None


class Holding(Noun, frozen=True, kw_only=True, rename={"from_day": "from", "to_day": "to"}):
    """Who held a place over a run of days.

    Attributes:
        id: content hash of place, interval and claims.
        place: the place.
        holder: who; None where contested or unknown.
        status: how sure.
        from_day: first day that the record can tell, inclusive (`from` in JSON).
        to_day: last day, inclusive; None where it goes on (`to` in JSON).
        extent: how much of the place.
        probability: 0 to 1 that `holder` held it.
        claims: ids that carry it.
        against: ids of claims that contradict it.
        lineages: how many independent lineages carry it.
    """

    id: str
    place: PlaceRef
    holder: ActorRef | None = None
    status: HoldingStatus
    from_day: dt.date | None = None
    to_day: dt.date | None = None
    extent: Extent
    probability: float
    claims: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    lineages: int = 0
