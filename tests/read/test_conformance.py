"""The conformance suite: the standard reader passes, and each kind of fault is told."""

import datetime as dt
from collections.abc import Iterable, Iterator

from dateline.model import Because, EventClaim, PlaceRef, Reading, Report, text_sha256
from dateline.read import open_reader
from dateline.read.conformance import faults

TEXTS = (
    "Shelling by the army killed five civilians in Omdurman, doctors said.",
    "Rebels captured the town of Bunagana on Monday. The army had left it hours before.",
    "Thousands marched in Tbilisi against the law. Police fired tear gas at them.",
)


def reports() -> list[Report]:
    return [
        Report(
            source=str(n), id=str(n), text=text, text_sha256=text_sha256(text),
            published=dt.date(2024, 5, 1), published_origin="given", language="en",
        )
        for n, text in enumerate(TEXTS)
    ]  # fmt: skip


class Fixed:
    """Gives one claim for every report."""

    id = "fixed-1"

    def __init__(self, claim: EventClaim) -> None:
        self.claim = claim

    def read(self, report: Report, *, mentions: bool = False) -> Reading:
        del mentions
        return Reading(report=report, claims=(self.claim,), reader=self.id)

    def read_all(self, reports: Iterable[Report], *, mentions: bool = False) -> Iterator[Reading]:
        return (self.read(report, mentions=mentions) for report in reports)


def claim(span: tuple[int, int] = (0, 8), place: str | None = None, id: str = "a") -> EventClaim:  # noqa: A002 - the field's name
    return EventClaim(
        id=id, span=span, status="asserted", confidence=0.5, because=Because(rule="test"),
        event="ASSAULT", where=PlaceRef(text=place) if place else None,
    )  # fmt: skip


def test_the_standard_reader_conforms() -> None:
    assert faults(open_reader(), reports()) == []


def test_a_fixed_reader_conforms_where_its_span_fits() -> None:
    assert faults(Fixed(claim()), reports()) == []


def test_a_span_outside_the_text_is_told() -> None:
    assert "outside the text" in faults(Fixed(claim(span=(0, 9999))), reports())[0]


def test_a_place_that_the_report_does_not_name_is_told() -> None:
    assert "stands nowhere" in faults(Fixed(claim(place="Atlantis")), reports())[0]


def test_a_claim_without_id_is_told() -> None:
    assert "ids of claims" in faults(Fixed(claim(id="")), reports())[0]
