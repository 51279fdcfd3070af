"""Control told by lines that are ticked off: "the army broke through:", "✅ Nubl", "✅ Zahraa".

One rule: the line before the ticks or the one after them must say that ground was won, and by a
party in arms; ticks alone tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from dateline.know.leads import Expression
from dateline.know.turns import LIST
from dateline.model import ActorRef, ControlClaim, Span
from dateline.model.claim import Change
from dateline.read.control_claim import Found, Told, claim_of
from dateline.read.control_named import named_in
from dateline.read.control_party import fights
from dateline.read.dated import day_at
from dateline.read.frames.sight import Sight

_BASE = 0.6
_FEWEST = 2
_BELOW = 2
"""Lines below a run in which what tells of it may stand: the first may say what comes next."""
_NEXT = re.compile(r"\W*(?:next|then|to come|up next|still to go|tomorrow)\b", re.IGNORECASE)
_TICK = Expression(rf"[ \t]*[✅✔☑]\uFE0F?\s*{LIST}(?![^\n]*[:?])[^\n]{{0,24}}")
_WON = re.compile(
    r"\b(?:liberat|captur|recaptur|taken|took|taking|retook|seiz|clear|freed|fell|fallen|conquer"
    r"|broke through|breakthrough|overr[au]n|won\b|without[\w ]{0,12} a fight)",
    re.IGNORECASE,
)
_HAS = re.compile(
    r"\b(?:in [\w' ’-]{2,30} hands|under [\w' ’-]{2,30} control|ours\b|controls?\b|holds?\b)",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"[^,.;\n]{0,20}?\b(?:ran|fled|left|withdr|retreat|lost|gave|surrender|pulled|broke and ran)"
)
_NOT = re.compile(r"\b(?:not|no\b(?! fight)|soon|next|plan|will|want|deliver|aid)\b", re.IGNORECASE)


def by_ticks(sight: Sight) -> Iterator[ControlClaim]:
    """Yield what lines with a tick tell of the places that they name, in order of the text."""
    text = sight.scene.report.text
    if not any(sign in text for sign in "✅✔☑"):
        return
    lines = [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    ticked = [_TICK.pattern.fullmatch(text, *line) for line in lines]
    at = 0
    while at < len(lines):
        run = list(takewhile(lambda tick: tick is not None, ticked[at:]))
        marked = [tick for tick in run if tick is not None]
        after = at + len(run)
        if len(marked) >= _FEWEST:
            below = [line for line in lines[after : after + _BELOW] if not _NEXT.match(text, *line)]
            yield from _told(sight, marked, lines[at - 1] if at else None, next(iter(below), None))
        at = max(after, at + 1)


def _told(
    sight: Sight, run: list[re.Match[str]], before: Span | None, after: Span | None
) -> Iterator[ControlClaim]:
    """Yield the claims of lines ticked one below the other."""
    text = sight.scene.report.text
    lines = [
        line
        for line in (before, after)
        if line is not None and not _NOT.search(text[slice(*line)].split(".")[0])
    ]
    said = " ".join(text[slice(*line)] for line in lines)
    if not _WON.search(said) and not _HAS.search(said):
        return
    party = _party(sight, before, last=True) if before in lines else None
    if party is None and after in lines:
        party = _party(sight, after, last=False)
    if party is None:
        return
    change: Change = "gained" if _WON.search(said) else "held"
    for line in run:
        draft = Found(
            rule="tick",
            span=line.span("place"),
            fired=line.span("place"),
            base=_BASE,
            change=change,
            holder=party,
            note="a line ticked off below what tells of ground won",
        )
        told = Told("asserted", None, day_at(sight.scene, line.start()))
        for place in named_in(sight, line.span("place")):
            yield claim_of(draft, told, place)


def _party(sight: Sight, line: Span | None, *, last: bool) -> ActorRef | None:
    """Return the party in arms of a line, the one before the ticks or the first after them."""
    if line is None:
        return None
    text = sight.scene.report.text
    found = [
        a
        for a in sight.scene.actors_by_span.starting(*line)
        if a.kind != "pronoun" and fights(sight, a.ref)
    ]
    found = [a for a in found if not _GONE.match(text, a.span[1], line[1])]
    if not found:
        return None
    return found[-1 if last else 0].ref
