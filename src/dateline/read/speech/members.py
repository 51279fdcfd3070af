"""Whose side a commander, a fighter or an officer is on, whom only the story places.

One rule: the noun tells what sort of side it can be (a sergeant is a state's, a rebel a rebel's);
of that sort, the one party that acts or speaks nearest before, in the report's own words (in the
sentence, the paragraph, the one before); nobody where two of them do, and in a report that takes
a side, that side at last.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from dateline.know.actors.keys import words
from dateline.know.speech import cues
from dateline.model import ActorRef
from dateline.read.speech.syntax import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dateline.read.scene import ActorMention
    from dateline.read.speech.ground import Ground
    from dateline.read.speech.speakers import Speaker

_REBELS = frozenset({"REB", "PAR", "OPP", "UAF"})
_SIDES = frozenset({"MIL", "REB", "PAR", "GOV", "OPP", "SPY", "COP"})
_ARMS = frozenset({"MIL", "GOV", "COP"})
_LEADING = frozenset({"leader", "chief", "head", "supervisor"})
MEMORY = 30
"""So many speakers back the speaker before is looked for."""


class Members:
    """The sides that act in one report, for those who speak for one of them."""

    def __init__(self, ground: Ground, spoken: bytes | bytearray, told: Sequence[Speaker]) -> None:
        """Collect the bodies that may be somebody's side.

        Args:
            ground: the report.
            spoken: for each character, whether it stands in somebody's words.
            told: the speakers so far; it grows while the report is read.
        """
        self._ground, self._spoken, self._told = ground, spoken, told
        self._bodies = [
            a for a in ground.scene.actors if a.kind in {"organisation", "group"} and _sided(a)
        ]

    def side(self, head: int, start: int) -> ActorRef | None:
        """Return the side of the person or people whose noun is the token `head`."""
        ground, doc = self._ground, self._ground.doc
        if not self._member(doc[head]):
            return None
        here = ground.offsets[start]
        paragraph = ground.paragraph_at(here)
        sort = self.sort(head)
        sentence = ground.offsets[ground.sentences[ground.sentence_of[head]][0]]
        found = self._one(self._acting(sentence, here), sort)
        found = found or self._one(self._acting(ground.paragraphs[paragraph][0], here), sort)
        if found is None and paragraph > 0:
            before = ground.paragraphs[paragraph - 1][0]
            found = self._one(self._acting(before, here), sort)
        return found or ground.scene.ours

    def _member(self, token: Token) -> bool:
        """Tell whether a noun is for people of a side ("officer", "a platoon leader")."""
        if token.lemma_.lower() in cues().members:
            return True
        ranked = any(c.lemma_.lower() in cues().ranks for c in token.lefts)
        return ranked and token.lemma_.lower() in _LEADING

    def hostile_states(self, one: ActorRef, other: ActorRef) -> bool:
        """Tell whether two references are to arms of two states that fight each other."""
        arms = all(r.plover is not None and r.plover.sector in _ARMS for r in (one, other))
        return arms and self._ground.scene.parties.fights(one, other)

    def sort(self, head: int) -> str:
        """Return "state" or "nonstate" where only such people are called so, else "any"."""
        noun = self._ground.doc[head].lemma_.lower()
        agent = self._ground.scene.parties.register.lexicon.agents.get(words(noun))
        return agent.side if agent is not None and agent.side != "civil" else "any"

    def _one(self, acting: list[ActorRef], sort: str) -> ActorRef | None:
        """Return the one side of those that act, of the wanted sort."""
        fitting = [r for r in acting if sort == "any" or (_rebel(r) == (sort == "nonstate"))]
        if not fitting:
            return None
        last = fitting[-1]
        return last if all(r is last or self._alike(r, last) for r in fitting) else None

    def _alike(self, one: ActorRef, other: ActorRef) -> bool:
        if one.id is None or other.id is None:
            return one.text.lower() == other.text.lower()
        return self._ground.scene.parties.allied(one.id, other.id)

    def _acting(self, low: int, high: int) -> list[ActorRef]:
        """Return the sides that act or speak in `[low, high)`, in the report's own words."""
        doc = self._ground.doc
        first = bisect_left(self._bodies, low, key=lambda a: a.span[0])
        last = bisect_left(self._bodies, high, key=lambda a: a.span[0])
        near = [
            a.ref
            for a in self._bodies[first:last]
            if doc[a.head].dep_ in SUBJECTS and not self._spoken[a.span[0]]
        ]
        spoke = [
            s.organisation
            for s in self._told[-MEMORY:]
            if s.organisation is not None and s.ref.span is not None and low <= s.ref.span[0] < high
        ]
        return [*near, *spoke]


def _sided(actor: ActorMention) -> bool:
    """Tell whether a body can be somebody's side: known, and no place or outlet."""
    plover = actor.ref.plover
    return actor.ref.id is not None and plover is not None and plover.sector in _SIDES


def _rebel(ref: ActorRef) -> bool:
    return ref.plover is not None and ref.plover.sector in _REBELS
