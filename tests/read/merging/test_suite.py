"""Dispatches of many wars and makes, read end to end: which sentences tell one and the same event.

All texts were written, with what is expected of them, before the reader was run on them.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import pytest
from tests import making

from dateline.model import EventClaim, Toll
from dateline.model.about import main_event
from dateline.read import Reader

FLOORS = {
    "dispatches": (0.98, 0.93, 0.95, 0.93, 0.92, 0.98),
    "fresh": (0.98, 0.73, 0.91, 0.91, 0.84, 0.98),
    "crime": (0.95, 0.66, 0.93, 0.93, 0.91, 0.0),
}
"""Precision and recall of retellings, then of events; right tolls; right main events.

What was measured, less two hundredths.
"""
TOLD = frozenset({"asserted", "claimed", "historical"})


@dataclass
class Text:
    """A dispatch with what it tells.

    Attributes:
        heading: what it is.
        published: its day.
        text: its words.
        starts: where its sentences start.
        told: of each sentence, the events that it tells.
        may: of each sentence, the events that it may be counted to.
        asked: event, what is asked of it, and the answer.
        main: the event that it is about.
    """

    heading: str
    published: dt.date
    text: str = ""
    starts: list[int] = field(default_factory=list)
    told: list[frozenset[str]] = field(default_factory=list)
    may: list[frozenset[str]] = field(default_factory=list)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    main: str | None = None

    def add(self, labels: str, words: str, *, apart: str) -> None:
        """Add a sentence."""
        self.text += (apart if self.text else "") + words
        self.starts.append(len(self.text) - len(words))
        names = [] if labels == "-" else labels.split(",")
        self.told.append(frozenset(n for n in names if not n.endswith("?")))
        self.may.append(frozenset(n.rstrip("?") for n in names if n.endswith("?")))

    @property
    def events(self) -> frozenset[str]:
        """All that are told."""
        return frozenset().union(*self.told)

    def sentences(self, claim: EventClaim) -> frozenset[int]:
        """Return the numbers of the sentences that a claim was read from."""
        return frozenset(bisect_right(self.starts, s[0]) - 1 for s in (claim.span, *claim.also))


def texts(name: str) -> list[Text]:
    """Return the dispatches of a file."""
    found: list[Text] = []
    apart = ""
    for line in (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading, _, day = line[3:].rpartition(" | ")
            found.append(Text(heading, dt.date.fromisoformat(day)))
        elif line.startswith("! main "):
            found[-1].main = line[-1]
        elif line.startswith("! "):
            event, what, answer = line[2:].split(" ", 2)
            found[-1].asked.append((event, what, answer))
        elif not line.strip():
            apart = "\n\n"
        elif not line.startswith("#"):
            labels, _, words = line.partition(" | ")
            listed = re.match(r"- |\d\d:\d\d |[A-Z]\w+: |[A-Z][\w' -]+ - ", words)
            found[-1].add(labels, words.strip(), apart="\n" if listed and apart == " " else apart)
            apart = " "
    return found


@dataclass
class Score:
    """Counts over a file; `errors` shows each text that was not read wholly right.

    Attributes:
        links: pairs of sentences that one event is told in: right, read, wanted.
        events: events with a claim of their own: right, read, wanted.
        tolls: numbers asked for: right, wanted.
        main: texts whose main event is asked for: right, wanted.
    """

    links: list[int] = field(default_factory=lambda: [0, 0, 0])
    events: list[int] = field(default_factory=lambda: [0, 0, 0])
    tolls: list[int] = field(default_factory=lambda: [0, 0])
    main: list[int] = field(default_factory=lambda: [0, 0])
    errors: list[str] = field(default_factory=list)

    def add(self, text: Text, claims: Sequence[EventClaim]) -> None:
        """Compare the claims of a dispatch with what it tells."""
        faults = [*self._links(text, claims)]
        owner = owners(text, claims)
        faults += self._events(text, claims, owner)
        for event, what, answer in text.asked:
            claim = owner.get(event)
            right = claim is not None and answered(claim, what, answer)
            self.tolls[0] += right
            self.tolls[1] += 1
            if not right:
                faults.append(f"{event} {what} {answer}: {claim and shown(text, claim)}")
        if text.main is not None:
            about = main_event(making.report(text.text, published=text.published), claims)
            right = about is not None and about is owner.get(text.main)
            self.main[0] += right
            self.main[1] += 1
            if not right:
                faults.append(f"about {text.main}: {about and shown(text, about)}")
        if faults:
            self.errors.append("\n    ".join([text.heading, *faults]))

    def _links(self, text: Text, claims: Sequence[EventClaim]) -> Iterator[str]:
        read = Counter(p for c in claims for p in combinations(sorted(text.sentences(c)), 2))
        for pair in combinations(range(len(text.starts)), 2):
            wanted = len(text.told[pair[0]] & text.told[pair[1]])
            both = [text.told[s] | text.may[s] for s in pair]
            allowed = max(wanted, len(both[0] & both[1]))
            right = min(wanted, read[pair])
            self.links[0] += right
            self.links[1] += right + max(0, read[pair] - allowed)
            self.links[2] += wanted
            if read[pair] < wanted:
                yield f"apart {pair}"
            if read[pair] > allowed:
                yield f"together {pair}"

    def _events(
        self, text: Text, claims: Sequence[EventClaim], owner: dict[str, EventClaim]
    ) -> Iterator[str]:
        must = {e for e in text.events if e.isupper()}
        self.events[0] += len(must & owner.keys())
        self.events[2] += len(must)
        self.events[1] += len(must & owner.keys())
        for event in sorted(must - owner.keys()):
            yield f"missed {event}"
        for claim in claims:
            if any(claim is c for c in owner.values()):
                continue
            optional = set().union(*(text.may[s] for s in text.sentences(claim)))
            told = set().union(*(text.told[s] for s in text.sentences(claim)))
            if any(e.islower() for e in told) or (optional and not told):
                continue
            self.events[1] += 1
            yield f"one too many {shown(text, claim)}"

    @property
    def shares(self) -> tuple[float, ...]:
        """Precision and recall of links, then of events; shares of right tolls and main events."""
        right, read, wanted = self.links
        told, claimed, must = self.events
        return (
            round(right / max(read, 1), 3),
            round(right / wanted, 3),
            round(told / max(claimed, 1), 3),
            round(told / must, 3),
            round(self.tolls[0] / self.tolls[1], 3),
            round(self.main[0] / max(self.main[1], 1), 3),
        )


def owners(text: Text, claims: Sequence[EventClaim]) -> dict[str, EventClaim]:
    """Return the claim of each event: the one with the most of its sentences, and fewest others."""
    ranked = sorted(
        (-len(own), len(at) - len(own), min(at), event, n)
        for n, claim in enumerate(claims)
        for event in text.events
        if (at := text.sentences(claim)) and (own := {s for s in at if event in text.told[s]})
    )
    found: dict[str, EventClaim] = {}
    used: set[int] = set()
    for *_, event, n in ranked:
        if event not in found and n not in used:
            found[event] = claims[n]
            used.add(n)
    return found


def answered(claim: EventClaim, what: str, answer: str) -> bool:
    """Tell whether a claim has the number, or who counted, that is asked for."""
    if what == "by":
        by = [t.by for t in (claim.killed, claim.injured) if t is not None and t.by is not None]
        return any(answer.lower() in f"{b.text} {b.name}".lower() for b in by)
    toll: Toll | None = getattr(claim, what)
    if toll is None:
        return False
    if ".." in answer:
        low, high = answer.split("..")
        return (toll.low, toll.high) == (int(low), int(high))
    return toll.best == int(answer)


def shown(text: Text, claim: EventClaim) -> str:
    """Return a claim in a line."""
    where = claim.where.text if claim.where else None
    tolls = [t and f"{t.low}/{t.best}/{t.high}" for t in (claim.killed, claim.injured)]
    sentences = sorted(text.sentences(claim))
    rule = claim.because.rule
    return f"{rule}/{claim.mode} at {where} {claim.status} killed, injured {tolls} in {sentences}"


def events_of(reader: Reader, text: Text) -> list[EventClaim]:
    """Return the acts of violence that are read from a dispatch."""
    report = making.report(text.text, published=text.published)
    return [
        c
        for c in reader.read(report).claims
        if isinstance(c, EventClaim) and c.event == "ASSAULT" and c.status in TOLD
    ]


def scored(reader: Reader, name: str) -> Score:
    """Return the score of a file."""
    score = Score()
    for text in texts(name):
        score.add(text, events_of(reader, text))
    return score


def test_the_suite_is_of_many_wars_and_asks_for_numbers() -> None:
    found = [t for name in FLOORS for t in texts(name)]
    assert len(found) >= 60
    assert sum(len(t.asked) for t in found) >= 150
    assert sum(t.main is not None for t in found) >= 30
    assert all(label in t.events for t in found for label, *_ in t.asked)


@pytest.mark.parametrize("name", FLOORS)
def test_what_dispatches_tell_again_is_one_event(reader: Reader, name: str) -> None:
    score = scored(reader, name)
    told = "\n" + "\n".join(score.errors)
    for measured, floor in zip(score.shares, FLOORS[name], strict=True):
        assert measured >= floor, f"{score.shares}{told}"


def tolls_of(reader: Reader, text: str) -> list[tuple[int | None, int | None, int | None]]:
    """Return low, best and high of the killed, an event each."""
    report = making.report(text, published=dt.date(2024, 6, 5))
    claims = reader.read(report).claims
    found = [c.killed for c in claims if isinstance(c, EventClaim) and c.event == "ASSAULT"]
    return [(t.low, t.best, t.high) if t is not None else (None, None, None) for t in found]


@pytest.mark.parametrize(
    ("later", "toll"),
    [
        ("The death toll rose to 14 on Tuesday.", (14, 14, 14)),
        ("The death toll from the Nyala strike has since risen to at least 14.", (14, 14, None)),
        ("Two more people died in hospital, bringing the number of dead to six.", (6, 6, 6)),
        ("Two more died in hospital on Tuesday.", (6, 6, 6)),
        ("A fifth person died of her wounds on Tuesday.", (5, 5, 5)),
        ("The mayor put the death toll at nine.", (4, 4, 9)),
        ("Two children were among the dead.", (4, 4, 4)),
        ("More than 20,000 people have been killed since the war began.", (4, 4, 4)),
        ("The toll of the war has reached 20,000.", (4, 4, 4)),
    ],
)
def test_a_toll_told_later_is_that_of_the_event_that_caused_it(
    reader: Reader, later: str, toll: tuple[int, int, int | None]
) -> None:
    text = f"A drone hit a clinic in Nyala on Monday, killing four people. {later}"
    assert tolls_of(reader, text) == [toll]


def test_the_dead_that_a_side_claims_are_not_added_to_those_that_others_count(
    reader: Reader,
) -> None:
    text = (
        "Boko Haram fighters attacked the army base at Rann on Monday, killing 40 soldiers, a "
        "doctor said. The Nigerian army said it had repelled the attack and killed 200 Boko Haram "
        "fighters."
    )
    assert sorted(t[1] or 0 for t in tolls_of(reader, text)) == [40, 200]


def test_a_count_says_who_counted(reader: Reader) -> None:
    text = (
        "A drone hit a clinic in Nyala on Monday, killing four people, the army said. "
        "The mayor put the death toll at nine."
    )
    report = making.report(text, published=dt.date(2024, 6, 5))
    [event] = [c for c in reader.read(report).claims if isinstance(c, EventClaim)]
    assert event.killed is not None
    assert event.killed.by is not None
    assert (event.killed.low, event.killed.high) == (4, 9)
    assert "army" in event.killed.by.text


@pytest.mark.parametrize(
    "later",
    [
        "Another strike, in Kutum, killed four people.",
        "A second drone hit the clinic on Tuesday.",
        "Elsewhere, a drone hit a market in Mellit.",
        "On Thursday a drone hit a bus in Nyala.",
        "In Nyala gunmen abducted a doctor.",
    ],
)
def test_another_event_is_another(reader: Reader, later: str) -> None:
    text = f"A drone hit a clinic in Nyala on Monday, killing four people. {later}"
    assert len(tolls_of(reader, text)) == 2
