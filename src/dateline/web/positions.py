"""Positions between actors: the acts of speech inside statements, by who toward whom."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import StatementClaim
from dateline.pipeline import Record
from dateline.show import words
from dateline.web.texts import visible


@dataclass(frozen=True, slots=True)
class Stance:
    """One act of speech."""

    claim: str
    when: str
    speaker: str
    act: str
    toward: str
    topic: str
    content: str


def positions(record: Record) -> list[Stance]:
    """Return every position in the record's current claims, in order of days."""
    found = []
    for claim in record.claims():
        if not isinstance(claim, StatementClaim):
            continue
        for position in claim.positions:
            stance = Stance(
                claim=claim.id,
                when=words.when(claim.when),
                speaker=visible(words.actor(claim.speaker or claim.organisation)),
                act=position.act,
                toward=visible(words.actor(position.toward)),
                topic=visible(position.topic or ""),
                content=visible(claim.content),
            )
            found.append((str(claim.when.start if claim.when else ""), stance))
    return [stance for _, stance in sorted(found, key=lambda pair: (pair[0], pair[1].claim))]
