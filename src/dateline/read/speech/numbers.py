"""Two speakers' numbers of dead for one event: put side by side as a doubt, settled by nobody.

Only numbers that stand next to one another in a paragraph are taken for the same event, where
neither names a place or day that the other does not.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from dateline.model import (
    ActorRef,
    Claim,
    DateMention,
    Doubt,
    PlaceMention,
    QuantityMention,
    StatementClaim,
)
from dateline.read.scene import Scene, Speech

_M = TypeVar("_M", PlaceMention, DateMention, QuantityMention)

# Words by which a number without a noun of its own counts the dead ("put the dead at 54").
_DEAD = re.compile(r"\b(?:dead|deaths?|toll|killed|died|bodies|fatalities)\b", re.IGNORECASE)
# Who is counted: the dead of one event go by such words; "soldiers", "militants" are one side's.
_ANYBODY = frozenset(
    """people person civilian dead death body victim resident man woman child toll fatality
    killed""".split()
)
# Further apart than this many characters two numbers are of two events.
APART = 320
# Words after a number among which the noun that it counts stands.
NOUN_WITHIN = 3


@dataclass(frozen=True, slots=True)
class _Count:
    """A number of dead in somebody's mouth."""

    speech: Speech
    speaker: ActorRef
    quantity: QuantityMention
    counted: str
    paragraph: int


def number_doubts(scene: Scene, claims: Iterable[Claim]) -> Iterator[Doubt]:
    """Yield a doubt of kind `tolls_differ` for each two numbers of dead that cannot both hold.

    Args:
        scene: the report, with speeches, quantities, places and dates.
        claims: what was read from it; the doubt names the statements that tell the numbers.
    """
    said = {
        c.content_spans: c.id for c in claims if isinstance(c, StatementClaim) and c.content_spans
    }
    for one, other in pairwise(_counts(scene)):
        if one.paragraph != other.paragraph or _same(one.speaker, other.speaker):
            continue
        if other.quantity.span[0] - one.quantity.span[1] > APART or not _clash(one, other):
            continue
        if one.counted != other.counted and not {one.counted, other.counted} <= _ANYBODY:
            continue
        if _elsewhere(scene, one, other):
            continue
        ids = [said.get(c.speech.content_spans) for c in (one, other)]
        yield Doubt(
            kind="tolls_differ",
            note=f"dead of one event: {_told(one)}; {_told(other)}",
            span=(one.speech.content_spans[0][0], other.speech.content_spans[-1][1]),
            claims=tuple(i for i in ids if i),
        )


def _counts(scene: Scene) -> Iterator[_Count]:
    """Yield the numbers of dead that speakers give, one a speech, in the order of the text."""
    text = scene.report.text
    breaks = [m.start() for m in re.finditer("\n", text)]
    for speech in scene.speeches:
        speaker = speech.speaker or speech.organisation
        if speaker is None or speech.act == "deny" or speech.form == "refusal":
            continue
        inside = [
            q for start, end in speech.content_spans for q in _between(scene.quantities, start, end)
        ]
        dead = [q for q in inside if q.of == "killed"]
        if not dead and len(inside) == 1 and inside[0].of in {None, "people"}:
            words = " ".join(text[slice(*span)] for span in speech.content_spans)
            dead = inside if _DEAD.search(words) else []
        if len(dead) != 1:
            continue  # a list of places or sides: which number is of what, nothing tells
        paragraph = bisect_right(breaks, dead[0].span[0])
        yield _Count(speech, speaker, dead[0], _noun(scene, dead[0]), paragraph)


def _between(mentions: Sequence[_M], start: int, end: int) -> Sequence[_M]:
    """Return the mentions that begin in `[start, end)`; they are in order of the text."""
    first = bisect_left(mentions, start, key=_start)
    return mentions[first : bisect_left(mentions, end, key=_start)]


def _start(mention: PlaceMention | DateMention | QuantityMention) -> int:
    return mention.span[0] if mention.span is not None else -1


def _noun(scene: Scene, quantity: QuantityMention) -> str:
    _, end = scene.tokens_of(quantity.span)
    for token in scene.doc[end : end + NOUN_WITHIN]:
        if token.is_punct or token.pos_ in {"VERB", "AUX"}:
            break
        if token.pos_ == "NOUN":
            return str(token.lemma_.lower())
    return "people"


def _clash(one: _Count, other: _Count) -> bool:
    """Tell whether two numbers leave no number that both allow."""
    first, second = one.quantity, other.quantity
    if first.best is None or second.best is None:
        return False
    low = max(first.low or first.best, second.low or second.best)
    high = min(*(math.inf if q.high is None else q.high for q in (first, second)))
    return low > high


def _elsewhere(scene: Scene, one: _Count, other: _Count) -> bool:
    """Tell whether the second number is of a place or day that stands in it alone."""
    first = _around(scene, one)
    for start, end in other.speech.content_spans:
        places = _between(scene.places, start, end)
        names = [m.text for m in places]
        names += [m.text for m in _between(scene.dates, start, end)]
        if any(name not in first for name in names):
            return True
    return False


def _around(scene: Scene, count: _Count) -> str:
    """Return the paragraph up to the end of a count."""
    text = scene.report.text
    start = text.rfind("\n", 0, count.quantity.span[0]) + 1
    end = max(count.speech.content_spans[-1][1], count.quantity.span[1])
    stop = text.find(".", end)
    return text[start : stop if stop >= 0 else len(text)]


def _told(count: _Count) -> str:
    return f"{count.quantity.text} by {count.speaker.name or count.speaker.text}"


def _same(one: ActorRef, other: ActorRef) -> bool:
    if one.id is not None or other.id is not None:
        return one.id == other.id
    return _bare(one.name or one.text) == _bare(other.name or other.text)


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|an?)\s", "", name.lower())
