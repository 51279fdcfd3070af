"""How an actor's positions moved: the acts of speech in its statements, in the order of their days.

A position is nothing of its own: its id is that of the statement that holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from dateline.know.actors import Register, load_register
from dateline.model import ActorRef, PositionFinding, StatementFinding
from dateline.model.fold import fold

COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE"})
"""PLOVER's verbal cooperation; the other verbal acts are verbal conflict."""

Side = Literal["cooperative", "conflictual"]


def positions_in(
    statements: Iterable[StatementFinding],
    *,
    actor: str,
    toward: str | None = None,
    topic: str | None = None,
    register: Register | None = None,
) -> Iterator[PositionFinding]:
    """Yield the positions that `actor` takes in `statements`, which come in order of days.

    Args:
        statements: to look through.
        actor: who takes them: speaker, or whom the speaker speaks for; a name, whole words of
            one, an id. A body stands for all that belongs to it: for a state its army speaks.
        toward: of whom something is asked, who is accused; likewise.
        topic: words that topic or quotation must hold.
        register: of actors, to know who belongs to whom; the one that ships where None.
    """
    register = load_register() if register is None else register
    party = _Party.named(actor, register)
    whom_asked = _Party.named(toward, register) if toward is not None else None
    last: dict[str, Side] = {}
    for told in statements:
        if not (party.holds(told.speaker) or party.holds(told.organisation)):
            continue
        for position in told.positions:
            if whom_asked is not None and not whom_asked.holds(position.toward):
                continue
            if topic is not None and fold(topic) not in fold(f"{position.topic} {told.content}"):
                continue
            side: Side = "cooperative" if position.act in COOPERATIVE else "conflictual"
            whom = position.toward
            key = whom.id or fold(whom.name or whom.text) if whom is not None else None
            turned = key is not None and last.get(key, side) != side
            if key is not None:
                last[key] = side
            yield PositionFinding(
                id=told.id,
                act=position.act,
                side=side,
                turned=turned,
                speaker=told.speaker,
                organisation=told.organisation,
                toward=position.toward,
                topic=position.topic,
                quote=told.content,
                form=told.form,
                when=told.when,
                status=told.status,
                confidence=told.confidence,
                told_by=told.told_by,
                claims=told.claims,
                articles=told.articles,
                lineages=told.lineages,
            )


@dataclass(frozen=True)
class _Party:
    """Whom a name asked for means.

    Attributes:
        asked: the name or id.
        ids: what the register knows by it; empty where it knows nobody.
        register: who belongs to whom.
    """

    asked: str
    ids: frozenset[str]
    register: Register

    @classmethod
    def named(cls, asked: str, register: Register) -> _Party:
        """Return the party that goes by an id or a name."""
        known = {entry.id for entry in register.find(asked)}
        if register.get(asked) is not None:
            known.add(asked)
        return cls(asked, frozenset(known), register)

    def holds(self, who: ActorRef | None) -> bool:
        """Tell whether somebody is the party or belongs to it.

        "Syria" is its army and its foreign ministry, and not the Syrian opposition.
        """
        if who is None:
            return False
        if who.id == self.asked:
            return True
        if who.id is not None and self.ids:
            chain = {entry.id for entry in self.register.chain(who.id)} or {who.id}
            return bool(self.ids & chain)
        names = (fold(name) for name in (who.name, who.text) if name)
        return any(f" {fold(self.asked)} " in f" {name} " for name in names)
