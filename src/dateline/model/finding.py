"""Findings: events, statements and holdings derived from claims; they hold nothing of their own."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from dateline.model.actor import ActorRef
from dateline.model.base import Noun
from dateline.model.claim import Extent, Position, Status, Toll
from dateline.model.place import PlaceRef
from dateline.model.when import When

EventStatus = Status | Literal["disputed"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal[1, 2, 3, 4, 5, 6]
HoldingStatus = Literal["held", "probable", "claimed", "contested", "unknown"]


class Alternative(Noun, frozen=True, kw_only=True):
    """What some claims say otherwise than the finding has it.

    Attributes:
        slot: which slot: killed, injured, when, mode.
        value: what they say, in plain words.
        claims: ids of the claims that say it, sorted.
        lineages: how many independent lineages say it.
    """

    slot: str
    value: str
    claims: tuple[str, ...] = ()
    lineages: int = 1


class EventFinding(Noun, frozen=True, kw_only=True):
    """One event, as drawn from the claims of it.

    Attributes:
        id: content hash of the claims' ids.
        killed: dead over all lines: low, best and high by UCDP GED's rule.
        injured: likewise.
        origin: of a movement, the place that is left; None unless claims tell both ends.
        destination: of a movement, the place that it goes to.
        killed_acled: dead by ACLED's rule, the most conservative number; None where nobody counts.
        status: asserted, claimed only, disputed, denied, or not of these days (planned, ...).
        reliability: Admiralty code of the best source, B to F; see `dateline.weigh.grades`.
        credibility: Admiralty code of what is said, 1 to 6.
        because: why the claims are of one event: the score of the two that are least alike; None
            for a single claim.
        alternatives: what some claims say otherwise.
        claims: ids of the claims, sorted.
        against: ids of those of them that deny it, sorted.
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
    origin: PlaceRef | None = None
    destination: PlaceRef | None = None
    when: When | None = None
    killed: Toll | None = None
    injured: Toll | None = None
    killed_acled: int | None = None
    status: EventStatus
    confidence: float
    reliability: Reliability = "F"
    credibility: Credibility = 6
    because: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    claims: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    articles: int = 1
    outlets: int = 1
    lineages: int = 1


class StatementFinding(Noun, frozen=True, kw_only=True):
    """One statement, as drawn from the reports that print it.

    Attributes:
        id: content hash of the claims' ids.
        content: the words, in the longest form that a report prints.
        positions: acts of speech in it, as PLOVER types.
        told_by: publishers of the reports, or their sources where they have none, first to print
            it first.
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
    positions: tuple[Position, ...] = ()
    told_by: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    articles: int = 1
    outlets: int = 1
    lineages: int = 1


class PositionFinding(Noun, frozen=True, kw_only=True):
    """What somebody asked for, refused, condemned or promised, in one statement.

    Attributes:
        id: of the statement; a statement with several acts is several positions.
        act: PLOVER type, one of the verbal ones.
        side: cooperative (AGREE, CONSULT, SUPPORT, CONCEDE) or conflictual (REQUEST, ACCUSE,
            REJECT, THREATEN): the verbal quad classes.
        turned: true where the last position of the list toward the same actor stood on the other
            side; false for a position toward nobody.
        speaker: who spoke.
        organisation: whom the speaker spoke for.
        toward: of whom something is asked, who is accused; None where nobody is named.
        topic: what is asked for, refused; None where the words tell none.
        quote: the words of the statement.
        told_by: as for a statement; so are the other fields.
    """

    id: str
    act: str
    side: Literal["cooperative", "conflictual"]
    turned: bool = False
    speaker: ActorRef | None = None
    organisation: ActorRef | None = None
    toward: ActorRef | None = None
    topic: str | None = None
    quote: str = ""
    form: str = "indirect"
    when: When | None = None
    status: Status = "asserted"
    confidence: float = 0.0
    told_by: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    articles: int = 1
    lineages: int = 1


class DoubtFinding(Noun, frozen=True, kw_only=True):
    """Something in the record that is not settled, and what would settle it.

    Attributes:
        id: content hash of kind and claims or report.
        kind: `contradicting_holders`, `gained_twice`, `front_jump`, `disputed_event`, `toll_moved`,
            `clashing_dates`, `one_lineage`, `far_place`, or a kind of a single report's doubts
            (`count_mismatch`, `date_conflict`, ...).
        note: what does not fit, in a sentence.
        settle: what would settle it, in a sentence; empty where nothing in the record can.
        where: the place; None where it is of none.
        when: the days; None where it is of none.
        claims: ids of the claims that do not fit, sorted.
        reports: ids of their reports, sorted.
    """

    id: str
    kind: str
    note: str
    settle: str = ""
    where: PlaceRef | None = None
    when: When | None = None
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


class PlaceFinding(Noun, frozen=True, kw_only=True):
    """One place that claims speak of, whatever its spelling.

    Attributes:
        id: content hash of the claims' ids.
        place: the place, in the form with the best point, called as reports mostly print it.
        names: every spelling in the reports and the gazetteer's name, sorted.
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
        earliest: first day on which it can have begun, where no claim tells of the change itself:
            the day after the last on which another state is told; None where `from_day` is told.
        told: last day on which a claim carries it; afterwards it is what was last known.
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
    earliest: dt.date | None = None
    told: dt.date | None = None
    extent: Extent
    probability: float
    claims: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    lineages: int = 0
