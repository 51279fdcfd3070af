"""How an actor's positions moved: the acts of speech in its statements, in the order of their days.

A position is nothing of its own: its id is that of the statement that holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

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
) -> Iterator[PositionFinding]:
    """Yield the positions that `actor` takes in `statements`, which come in order of days.

    Args:
        statements: to look through.
        actor: who takes them: speaker, or whom the speaker speaks for; a name, part of one, an id.
        toward: of whom something is asked, who is accused; likewise.
        topic: words that topic or quotation must hold.
    """
    last: dict[str, Side] = {}
    for told in statements:
        if not (_is(told.speaker, actor) or _is(told.organisation, actor)):
            continue
        for position in told.positions:
            if toward is not None and not _is(position.toward, toward):
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


def _is(who: ActorRef | None, asked: str) -> bool:
    """Tell whether an actor goes by an id, a name or whole words of one."""
    if who is None:
        return False
    wanted = fold(asked)
    names = (fold(name) for name in (who.name, who.text) if name)
    return who.id == asked or any(f" {wanted}" in f" {name}" for name in names)
