"""`dateline explain` for people: the sentence, marked, and all that stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from dateline.model import (
    ActorRef,
    Claim,
    ControlClaim,
    DoubtFinding,
    EventClaim,
    EventFinding,
    Holding,
    Judgement,
    PlaceFinding,
    PlaceRef,
    StatementClaim,
)
from dateline.show import words
from dateline.show.grid import printable

if TYPE_CHECKING:
    from dateline.keep import Explained, Explanation, Passage

_CLAIM, _FIRED = "bold", "reverse"


def print_explanation(to: Console, explanation: Explanation) -> None:
    """Print what an id stands for and where it comes from."""
    _line(to, explanation.kind.capitalize(), f"{explanation.id}  {_summary(explanation)}".rstrip())
    if explanation.report is not None:
        _report(to, explanation)
    if isinstance(explanation.finding, EventFinding):
        _event(to, explanation.finding)
    _judgements(to, explanation.judgements if explanation.kind != "claim" else ())
    for explained in explanation.claims:
        to.print()
        _claim(to, explained)
    if explanation.against:
        to.print()
        to.print(Text("Against it", style="bold red"))
        for explained in explanation.against:
            to.print()
            _claim(to, explained)


def _summary(explanation: Explanation) -> str:
    found = explanation.finding
    if isinstance(found, EventFinding):
        what = words.event(found)
        told = f"{found.status}, told by {found.articles} report{'s' * (found.articles != 1)}"
        told += f" of {found.lineages} independent line{'s' * (found.lineages != 1)}"
        parts = (what, words.place(found.where), words.when(found.when), told)
        return " · ".join(part for part in parts if part)
    if isinstance(found, Holding):
        days = words.days(found.from_day, found.to_day)
        who = words.actor(found.holder) or "nobody"
        sure = f"{found.status}, {words.share(found.probability)}"
        return f"{words.place(found.place)} · {who} · {days} · {sure}"
    if isinstance(found, PlaceFinding):
        return f"{words.place(found.place)} · spelled {', '.join(found.names)}"
    if isinstance(found, DoubtFinding):
        where = words.place(found.where)
        return " · ".join(p for p in (found.kind, where, found.note, found.settle) if p)
    if found is not None:
        return f"{words.actor(found.speaker or found.organisation)} · {words.when(found.when)}"
    return ""


def _event(to: Console, found: EventFinding) -> None:
    grade = f"{found.reliability}{found.credibility} in the Admiralty code"
    _line(to, "Grade", f"{grade}, confidence {words.share(found.confidence)}")
    if found.killed is not None:
        killed = found.killed
        counted = f"low {killed.low}, best {killed.best}, high {killed.high} by UCDP's rule"
        _line(to, "Killed", f"{counted}; {found.killed_acled} by ACLED's")
    for other in found.alternatives:
        lines = f"{other.lineages} line{'s' * (other.lineages != 1)}"
        ids = ", ".join(claim[: words.SHORT_ID] for claim in other.claims)
        _line(to, "Otherwise", f"{other.slot} {other.value}, say {lines} ({ids})")
    if found.against:
        _line(to, "Denied by", ", ".join(claim[: words.SHORT_ID] for claim in found.against))
    if found.because:
        _line(to, "One event", f"the least alike claims are {found.because}")


def _report(to: Console, explanation: Explanation) -> None:
    report = explanation.report
    assert report is not None
    _line(to, "Title", report.title or "none")
    told = [report.publisher, report.agency and f"agency {report.agency}", report.byline]
    _line(to, "Printed by", " · ".join(t for t in told if t) or "not told")
    _line(to, "Published", f"{report.published or 'not told'} ({report.published_origin})")
    _line(to, "Found at", ", ".join(explanation.sources))
    for cut in report.cuts:
        _line(to, "Cut away", f"{cut.reason}: {cut.text[:80]}")
    _line(to, "Claims", f"{len(explanation.claims)}")


def _claim(to: Console, explained: Explained) -> None:
    told, report = explained.claim, explained.report
    kind = type(told).__name__.removesuffix("Claim").lower()
    to.print(Text(f"{kind} {told.id}", style="bold").append(f"  {printable(words.claim(told))}"))
    to.print(Padding(marked(explained.passage), (0, 0, 0, 2)))
    by = f" by {words.actor(told.claimed_by)}" if told.claimed_by else ""
    _line(to, "Status", f"{told.status}{by}, read with confidence {words.share(told.confidence)}")
    _line(to, "When", _when(told))
    _line(to, "Where", _where(told.where))
    for name, value in _slots(told):
        _line(to, name, value)
    note = f" ({told.because.note})" if told.because.note else ""
    _line(to, "Rule", f"{told.because.rule}{note}")
    who = report.publisher or "publisher not told"
    _line(to, "Report", f"{report.title or report.source}; {who}, {report.published or 'undated'}")
    _line(to, "Found at", report.url or report.source)
    _line(to, "Characters", f"{told.span[0]}–{told.span[1]} of report {report.id}")
    old = "" if explained.current else "; a newer reading of the report has replaced it"
    _line(to, "Read by", f"{explained.reader or 'unnamed'}, {explained.at:%Y-%m-%d %H:%M} UTC{old}")
    if explained.findings:
        listed = ", ".join(f"{kind} {id_[: words.SHORT_ID]}" for kind, id_ in explained.findings)
        _line(to, "Carries", listed)
    _judgements(to, explained.judgements)


def marked(passage: Passage) -> Text:
    """Return the passage with the claim in bold and the words that fired in reverse.

    Where there is no colour the words that fired stand in brackets, so that they show in a pipe.
    """
    text = Text(printable(passage.text))
    for start, end in passage.claim:
        text.stylize(_CLAIM, start, end)
    for start, end in passage.fired:
        text.stylize(_FIRED, start, end)
    pieces, last = Text(), 0
    for start, end in _merged(passage.fired):
        pieces.append(text[last:start]).append("[", style="dim").append(text[start:end])
        pieces.append("]", style="dim")
        last = end
    return pieces.append(text[last:])


def _merged(spans: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _when(claim: Claim) -> str:
    told = claim.when
    if told is None:
        return "not told"
    text = f", from “{told.text}”" if told.text else ""
    return f"{words.when(told)} ({told.precision}, {told.origin}{text})"


def _where(where: PlaceRef | None) -> str:
    if where is None:
        return "not told"
    point = "no point known"
    if where.lat is not None and where.lon is not None:
        reach = f" within {where.radius_km:g} km" if where.radius_km else ""
        point = f"{where.lat:.3f}, {where.lon:.3f}{reach}, {where.precision}"
    known = where.id or "in no gazetteer"
    because = f"; {where.because}" if where.because else ""
    return f"{where.name or where.text} (“{where.text}”; {known}; {point}{because})"


def _slots(claim: Claim) -> list[tuple[str, str]]:
    slots: list[tuple[str, str]] = []
    if isinstance(claim, ControlClaim):
        slots = [("Holder", _actor(claim.holder)), ("From", _actor(claim.from_))]
        slots.append(("Extent", claim.extent))
    elif isinstance(claim, EventClaim):
        slots = [("Actor", _actor(a)) for a in claim.actors]
        slots += [("Recipient", _actor(a)) for a in claim.recipients]
        codes = [claim.event, claim.mode, *claim.contexts]
        slots.append(("PLOVER", " / ".join(c for c in codes if c)))
        slots.append(("CAMEO", claim.cameo or ""))
        slots.append(("ACLED", " / ".join(claim.acled or ())))
        slots.append(("Toll", words.tolls(claim.killed, claim.injured)))
    elif isinstance(claim, StatementClaim):
        slots = [("Speaker", _actor(claim.speaker)), ("Role", claim.role or "")]
        slots += [("For", _actor(claim.organisation)), ("To", _actor(claim.addressee))]
        slots += [("Form", claim.form), ("Venue", claim.venue or "")]
    return [(name, value) for name, value in slots if value]


def _actor(ref: ActorRef | None) -> str:
    if ref is None:
        return ""
    code = ""
    if ref.plover:
        code = f"; {ref.plover.country or '?'} {ref.plover.sector or '?'}"
    return f"{ref.name or ref.text} (“{ref.text}”; {ref.id or 'not in the register'}{code})"


def _judgements(to: Console, judgements: tuple[Judgement, ...]) -> None:
    for made in judgements:
        what = f"{made.verdict} {words.judgement(made)}".strip()
        why = f": {made.why}" if made.why else ""
        _line(to, "Judged", f"{what} by {made.by}, {made.at:%Y-%m-%d}{why}")


def _line(to: Console, name: str, value: str) -> None:
    to.print(Text(f"  {name:<11}", style="dim").append(printable(value), style="not dim"))
