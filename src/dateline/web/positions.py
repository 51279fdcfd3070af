"""Positions between actors: the acts of speech inside statements, by who toward whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dateline.model import StatementFinding, from_json
from dateline.pipeline import Record
from dateline.show import words
from dateline.web.texts import visible


@dataclass(frozen=True, slots=True)
class Stance:
    """One act of speech: `id` is that of its statement, `day` the first on which it may be."""

    id: str
    day: dt.date | None
    when: str
    speaker: str
    act: str
    toward: str
    topic: str
    content: str


def positions(record: Record) -> list[Stance]:
    """Return every position in the record's statements, in order of days."""
    found = []
    for body in record.bodies("statement"):
        told: StatementFinding = from_json(body, StatementFinding)
        for position in told.positions:
            stance = Stance(
                id=told.id,
                day=told.when.start if told.when else None,
                when=words.when(told.when),
                speaker=visible(words.actor(told.speaker or told.organisation)),
                act=position.act,
                toward=visible(words.actor(position.toward)),
                topic=visible(position.topic or ""),
                content=visible(told.content),
            )
            found.append(stance)
    return sorted(found, key=lambda s: (str(s.day or "9999"), s.id, s.act))


def chosen(
    told: list[Stance],
    *,
    actor: str = "",
    toward: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> list[Stance]:
    """Return the positions whose speaker and whom they are toward have these words in them."""
    who, whom = actor.lower(), toward.lower()
    return [
        s
        for s in told
        if who in s.speaker.lower()
        and whom in s.toward.lower()
        and (since is None or (s.day is not None and s.day >= since))
        and (until is None or (s.day is not None and s.day <= until))
    ]
