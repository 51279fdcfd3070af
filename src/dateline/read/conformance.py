"""What any reader must keep to: spans that verify, ids that stay, no slot that no words carry.

One rule: every fault is told with the claim and what is wrong with it; a reader without faults
can stand in for the standard one. A tiny example of a reader is in `docs/python.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dateline.errors import ItemError
from dateline.model import ActorRef, PlaceRef, Reading, Report, from_json, to_json

if TYPE_CHECKING:
    from dateline.model import Claim
    from dateline.read import Reader

_REFS = (
    "claimed_by", "where", "actors", "recipients", "holder", "from_", "speaker", "organisation",
)  # fmt: skip


def faults(reader: Reader, reports: Sequence[Report]) -> list[str]:
    """Return what a reader does wrong on some reports; empty for a reader that conforms.

    Args:
        reader: any reader.
        reports: texts that it should find claims in; use several.
    """
    named = reader.id
    if not named:
        return ["the reader has no id"]
    first = list(reader.read_all(reports))
    if len(first) != len(reports):
        return [f"{len(reports)} reports gave {len(first)} readings"]
    found = [] if reader.id == named else ["the reader's id changes as it reads"]
    for report, reading in zip(reports, first, strict=True):
        found += [f"{report.source}: {fault}" for fault in _of_reading(reader, report, reading)]
    return found


def _of_reading(reader: Reader, report: Report, reading: Reading) -> Iterator[str]:
    if reading.report.id != report.id:
        yield f"is a reading of another report, {reading.report.id}"
    if reading.reader != reader.id:
        yield f"names the reader {reading.reader!r}, not {reader.id!r}"
    again = reader.read(report)
    if [c.id for c in again.claims] != [c.id for c in reading.claims]:
        yield "ids of claims differ when the report is read alone once more"
    ids = [c.id for c in reading.claims]
    if len(set(ids)) != len(ids) or not all(ids):
        yield "ids of claims are empty or stand twice"
    try:
        if from_json(to_json(reading), Reading) != reading:
            yield "changes on its way through JSON"
    except ItemError as error:
        yield f"is not of the format: {error}"
    text = reading.report.text
    for claim in reading.claims:
        yield from (f"claim {claim.id}: {fault}" for fault in _of_claim(claim, text, report))


def _of_claim(claim: Claim, text: str, report: Report) -> Iterator[str]:
    spans = [claim.span, *claim.also, *(claim.because.spans if claim.because else ())]
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            yield f"span {start}-{end} lies outside the text"
    if not 0 <= claim.confidence <= 1:
        yield f"confidence {claim.confidence} is no chance"
    told = f"{report.title or ''}\n{text}"
    for name in _REFS:
        for ref in _many(getattr(claim, name, None)):
            yield from (f"{name}: {fault}" for fault in _of_ref(ref, text, told))


def _of_ref(ref: ActorRef | PlaceRef, text: str, told: str) -> Iterator[str]:
    if ref.text not in told:
        yield f"{ref.text!r} stands nowhere in the report"
    if ref.span is not None and not 0 <= ref.span[0] < ref.span[1] <= len(text):
        yield f"span {ref.span} lies outside the text"


def _many(value: Any) -> Iterable[ActorRef | PlaceRef]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


__all__ = ["faults"]
