"""What stands behind a mark on the map: claims by independent line, for and against.

Made for one template; nothing is worked out here that the record does not say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dateline.keep import Explained, Explanation, Filter
from dateline.model import (
    ControlClaim,
    DoubtFinding,
    EventClaim,
    EventFinding,
    Holding,
    PlaceFinding,
    StatementClaim,
    to_builtins,
)
from dateline.show import words
from dateline.web.columns import where_of
from dateline.web.desk import Desk
from dateline.web.texts import Piece, pieces, visible


@dataclass(frozen=True, slots=True)
class Told:
    """One claim as the panel shows it."""

    explained: Explained
    says: str
    pieces: list[Piece]
    slots: list[tuple[str, str]]
    copy: bool
    dead: bool


@dataclass(slots=True)
class Side:
    """The claims of one line of reporting."""

    line: str
    told: list[Told] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the panel shows of an id; `own` is its place's name in its own script."""

    of: Explanation
    title: str
    facts: list[tuple[str, str]]
    sides: list[Side]
    against: list[Side]
    near: list[tuple[str, str]]
    own: tuple[str, str] | None
    days: list[tuple[str, str]]


def evidence(desk: Desk, id_: str) -> Evidence:
    """Return what stands behind an id.

    Raises:
        InputError: no id begins so, or several do.
    """
    told = desk.record.explain(id_)
    denying = set(told.finding.against) if isinstance(told.finding, EventFinding) else set()
    for_ = [e for e in told.claims if e.claim.id not in denying]
    against = [*(e for e in told.claims if e.claim.id in denying), *told.against]
    title, facts = _summary(told)
    return Evidence(
        of=told,
        title=title,
        facts=facts,
        sides=_sides(desk, for_),
        against=_sides(desk, against),
        near=_near(desk, told),
        own=desk.own.of(where_of(told.finding)),
        days=_history(desk, told),
    )


def _sides(desk: Desk, claims: list[Explained]) -> list[Side]:
    line_of = desk.lines([e.report for e in claims])
    sides: dict[str, Side] = {}
    for e in sorted(claims, key=lambda e: (str(e.report.published or "9999"), e.claim.span)):
        line, copy = line_of.get(e.report.id, (e.report.publisher or "unknown", False))
        sides.setdefault(line, Side(visible(line))).told.append(_told(e, copy=copy))
    return list(sides.values())


def _told(e: Explained, *, copy: bool) -> Told:
    retracted = {j.subject for j in e.judgements if j.verdict == "retract"}
    force = [j for j in e.judgements if j.id not in retracted]
    last = next((j.verdict for j in reversed(force) if j.verdict in _STANDING), "")
    spans = [(span, e.claim.id) for span in e.passage.claim]
    return Told(
        explained=e,
        says=visible(_says(e.claim)),
        pieces=pieces(e.passage.text, spans, e.passage.fired),
        slots=[(name, visible(value)) for name, value in _slots(e.claim)],
        copy=copy,
        dead=last in ("wrong", "hide"),
    )


def _says(claim: Any) -> str:
    """What a claim says, with whose word it is where the report does not say it itself."""
    if claim.status == "asserted" or isinstance(claim, StatementClaim):
        return words.claim(claim)
    by = f" by {words.actor(claim.claimed_by)}" if claim.claimed_by else ""
    return f"{claim.status}{by}: {words.claim(claim)}"


_STANDING = ("right", "wrong", "hide")


def _slots(claim: Any) -> list[tuple[str, str]]:
    rows = [("when", _when(claim.when)), ("where", _where(claim.where))]
    if isinstance(claim, ControlClaim):
        rows += [("change", claim.change), ("holder", _who(claim.holder))]
        rows += [("from", _who(claim.from_)), ("extent", claim.extent)]
    elif isinstance(claim, EventClaim):
        acled = " / ".join(claim.acled or ())
        codes = (claim.event, claim.mode, f"CAMEO {claim.cameo}" if claim.cameo else "", acled)
        rows += [("coded", " · ".join(c for c in codes if c))]
        rows += [("actors", ", ".join(_who(a) for a in claim.actors))]
        rows += [("recipients", ", ".join(_who(a) for a in claim.recipients))]
        rows += [("killed", words.toll(claim.killed)), ("injured", words.toll(claim.injured))]
    elif isinstance(claim, StatementClaim):
        rows += [("speaker", _who(claim.speaker)), ("for", _who(claim.organisation))]
        rows += [("role", claim.role or ""), ("form", claim.form)]
        rows += [("positions", "; ".join(f"{p.act} {_who(p.toward)}" for p in claim.positions))]
    return [(name, value) for name, value in rows if value]


def _who(actor: Any) -> str:
    if actor is None:
        return ""
    printed = f" (“{actor.text}”)" if actor.name and actor.text != actor.name else ""
    return f"{words.actor(actor)}{printed}"


def _when(when: Any) -> str:
    if when is None:
        return "not told"
    origin = {"stated": "", "inferred": ", inferred", "publication": ", from the day printed"}
    text = f", from “{when.text}”" if when.text else ""
    return f"{words.when(when)}{origin[when.origin]}{text}"


def _where(where: Any) -> str:
    if where is None:
        return ""
    because = f"; {where.because}" if where.because else ""
    return f"{words.place(where)} ({where.id or 'in no gazetteer'}{because})"


def _summary(told: Explanation) -> tuple[str, list[tuple[str, str]]]:
    found = told.finding
    if isinstance(found, Holding):
        return f"{words.place(found.place)}: {words.actor(found.holder) or found.status}", [
            ("Status", f"{found.status}, probability {words.share(found.probability)}"),
            ("Days", words.days(found.from_day, found.to_day)),
            *([("Not before", str(found.earliest))] if found.earliest else []),
            *([("Last told", f"{found.told}; since then, what was last known")]
              if found.told else []),
            ("How much", found.extent),
            ("By whose word", _lines(found.lineages, len(told.claims), len(told.against))),
        ]  # fmt: skip
    if isinstance(found, EventFinding):
        facts = [
            ("Status", f"{found.status}, confidence {words.share(found.confidence)}"),
            ("When", words.when(found.when)),
            ("Where", words.place(found.where) or "not told"),
            ("Grade", f"{found.reliability}{found.credibility} (Admiralty code)"),
            ("By whose word", _lines(found.lineages, len(told.claims), len(found.against))),
        ]
        if found.killed:
            k = found.killed
            facts.append(("Killed", f"low {k.low}, best {k.best}, high {k.high} (UCDP's rule)"))
        if found.because:
            facts.append(("One event", f"least alike claims: {found.because}"))
        facts += [
            ("Otherwise", f"{a.slot} {a.value}, say {a.lineages} lines") for a in found.alternatives
        ]
        return visible(words.event(found)), facts
    if isinstance(found, PlaceFinding):
        return words.place(found.place), [("Spelled", visible(", ".join(found.names)))]
    if isinstance(found, DoubtFinding):
        facts = [("What", found.note), ("What would settle it", found.settle)]
        facts += [("Where", words.place(found.where)), ("When", words.when(found.when))]
        return found.kind.replace("_", " "), [(n, visible(v)) for n, v in facts if v]
    if found is not None:
        who = words.actor(found.speaker or found.organisation) or "nobody named"
        facts = [("When", words.when(found.when)), ("Form", found.form)]
        return visible(f"{who}: {found.content}"), facts
    if told.report is not None:
        return visible(told.report.title or told.report.source), []
    return visible(words.claim(told.claims[0].claim)), []


def _lines(lines: int, claims: int, against: int) -> str:
    plural = "s" * (lines != 1)
    said = f"{lines} independent line{plural}, {claims} claim{'s' * (claims != 1)}"
    return f"{said}; {against} against" if against else said


def _history(desk: Desk, told: Explanation) -> list[tuple[str, str]]:
    """Every holding of the same place, with its id."""
    found = told.finding
    place = found.place if isinstance(found, Holding | PlaceFinding) else None
    if place is None:
        return []
    # A place that no gazetteer knows is told by its words.
    wanted = Filter(place_id=place.id) if place.id else Filter(place=place.name or place.text)
    held = desk.record.find("holding", wanted).items
    return [
        (h.id, f"{words.days(h.from_day, h.to_day)}: {words.actor(h.holder) or '–'}, {h.status}")
        for h in held
    ]


def _near(desk: Desk, told: Explanation) -> list[tuple[str, str]]:
    """Events that may be the same: same type of place and days, for merging."""
    found = told.finding
    if not isinstance(found, EventFinding) or found.when is None or found.where is None:
        return []
    where = found.where
    wanted = Filter(
        place_id=where.id,
        place=None if where.id else where.name or where.text,
        since=found.when.start,
        until=found.when.end,
        limit=12,
    )
    others = desk.record.find("event", wanted).items
    return [(e.id, visible(words.event(e))) for e in others if e.id != found.id]


def plain(noun: Any) -> Any:
    """Return a noun as JSON holds it, for a template."""
    return to_builtins(noun)
