"""What to review next: doubts first, then findings by how unsure they are times what hangs on them.

A finding all of whose claims somebody judged is not asked again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from dateline.keep import Filter
from dateline.model import DoubtFinding, EventFinding, Holding, Judgement, from_json
from dateline.pipeline import Record
from dateline.show import words
from dateline.web.arrays import id_of
from dateline.web.plot import Plot

_SIZE = {"city": 3.0, "admin1": 2.5, "base": 2.0, "airport": 2.0, "town": 1.5}
"""What hangs on who holds a place, by its kind; villages and the rest: 1."""
_VIOLENT = 1.5
_DOUBT = 10.0
"""Above anything else: a doubt names what does not fit."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to review.

    Attributes:
        id: of the finding.
        kind: event, holding or doubt.
        title: it in a line.
        why: why it is asked.
        weight: unsureness times consequence.
    """

    id: str
    kind: str
    title: str
    why: str
    weight: float

    def told(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {"id": self.id, "kind": self.kind, "title": self.title, "why": self.why} | {
            "weight": round(self.weight, 3)
        }


def queue(record: Record) -> list[Item]:
    """Return what to review, what matters most first."""
    done = judged_claims(record.judgements())
    items = [_doubt(d) for d in record.doubts() if d.claims and not set(d.claims) <= done]
    items += [_holding(h) for h in record.holdings() if h.claims and not set(h.claims) <= done]
    items += [_event(e) for e in record.events() if e.claims and not set(e.claims) <= done]
    return sorted(items, key=lambda item: (-item.weight, item.id))


def shortlist(record: Record, plot: Plot, *, most: int) -> tuple[list[Item], int]:
    """Return the first items of a large record's queue, and about how many there are in all.

    Weights are worked out over arrays; only what weighs most is read.
    """
    done = judged_claims(record.judgements())
    ask = most + len(done)  # so many may have been judged
    h, e = plot.held, plot.happened
    size = np.array([_SIZE.get(p.feature or "", 1.0) for p in plot.places.told])
    assault = np.array([_VIOLENT if kind == "ASSAULT" else 1.0 for kind in plot.types.told])
    weights = {
        "holding": (1 - h["sure"]) * size[h["place"]],
        "event": np.where(
            e["background"],
            0.0,
            (1 - e["sure"]) * (assault[e["type"]] + np.minimum(e["killed"], 100) / 20),
        ),
    }
    doubts = record.find("doubt", Filter(limit=ask)).items
    unsettled = record.count("doubt", Filter())
    items = [_doubt(d) for d in doubts if d.claims and not set(d.claims) <= done]
    for kind, noun, made in (("holding", Holding, _holding), ("event", EventFinding, _event)):
        table = h if kind == "holding" else e
        heaviest = _heaviest(weights[kind], ask)
        ids = [id_of(key) for key in table["id"][heaviest].tolist()]
        found = [from_json(body, noun) for body in record.bodies(kind, ids)]
        items += [made(f) for f in found if f.claims and not set(f.claims) <= done]
    ranked = sorted(items, key=lambda item: (-item.weight, item.id))[:most]
    total = unsettled + len(h["id"]) + int((~e["background"]).sum())
    return ranked, max(len(ranked), total - len(done))


def _heaviest(weights: Any, most: int) -> Any:
    """Return the numbers of what weighs most, the heaviest first."""
    first = (
        weights.argpartition(-most)[-most:] if len(weights) > most > 0 else np.arange(len(weights))
    )
    return first[np.argsort(-weights[first], kind="stable")]


def judged_claims(judgements: list[Judgement]) -> set[str]:
    """Return the claims on which a judgement is in force."""
    gone = {j.subject for j in judgements if j.verdict == "retract"}
    return {j.subject for j in judgements if j.id not in gone and j.verdict != "retract"}


def _doubt(doubt: DoubtFinding) -> Item:
    where = f" · {words.place(doubt.where)}" if doubt.where else ""
    title = f"{doubt.kind.replace('_', ' ')}{where}"
    return Item(doubt.id, "doubt", title, doubt.note, _DOUBT + len(doubt.claims) / 100)


def _holding(holding: Holding) -> Item:
    who = words.actor(holding.holder) or "nobody named"
    days = words.days(holding.from_day, holding.to_day)
    weight = (1 - holding.probability) * _SIZE.get(holding.place.feature or "", 1.0)
    why = f"{holding.status}, {words.share(holding.probability)}; {_lines(holding.lineages)}"
    title = f"{words.place(holding.place)}: {who} · {days}"
    return Item(holding.id, "holding", title, why, weight)


def _event(event: EventFinding) -> Item:
    dead = (event.killed.best or 0) if event.killed else 0
    consequence = (_VIOLENT if event.event == "ASSAULT" else 1.0) + min(dead, 100) / 20
    why = f"{event.status}, {words.share(event.confidence)}; {_lines(event.lineages)}"
    place = words.place(event.where) or "no place"
    title = f"{words.event(event)} · {place} · {words.when(event.when)}"
    return Item(event.id, "event", title, why, (1 - event.confidence) * consequence)


def _lines(number: int) -> str:
    return f"{number} independent line{'s' * (number != 1)}"


def judged_out(judgements: list[Judgement]) -> set[str]:
    """Return the claims that people set aside: wrong or hidden, the last word counts."""
    gone = {j.subject for j in judgements if j.verdict == "retract"}
    last = {j.subject: j.verdict for j in sorted(judgements, key=lambda j: j.at)
            if j.id not in gone and j.verdict in {"right", "wrong", "hide"}}  # fmt: skip
    return {claim for claim, verdict in last.items() if verdict != "right"}
