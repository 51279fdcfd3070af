"""Places that a report leaves out of what it tells: "all of Helmand except Lashkar Gah fell".

One rule: what stands behind a word of exception is not told of; only where nothing else is
("nothing but Bunia") does the sentence speak of what it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace

from dateline.know.leads import Expression
from dateline.know.turns import LIST
from dateline.model import ControlClaim, Span
from dateline.read.scene import Scene

_LESS = (
    r"\b(?P<word>except(?:ing)?(?: for| in)?|apart from|aside from|other than|save(?: for)?|barring"
    r"|excluding|with the (?:sole |only )?exception of|but(?: for| not)?) (?:only )?"
)
_SPOT = r"the (?:[a-z-]+ ){0,3}[a-z-]+(?=[,;.:)\n]|$| (?:in|on|at|and|which|where|that|by)\b)"
"""A landmark left out ("took all of it but THE PRESIDENTIAL PALACE")."""
_OUT = Expression(rf"{_LESS}{LIST[:-1]}|{_SPOT})", rough=_LESS)
_ALL = re.compile(
    r"\b(?:all|whole|entire|entirety|every|everything|everywhere|any|most)\b[^.,;:\n]{0,60}\Z",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:nothing|none|no|nobody|nowhere|little|not|never|hardly)\b[^.;:\n]{0,80}\Z",
    re.IGNORECASE,
)
_REACH = 100
_NEAR = 2


class _Out(NamedTuple):
    """Places left out: the words that say so, the places, and whether they lie in what is told.

    "All of Idlib but not Fua" is most of Idlib; "Homs but not Rastan" is Homs.
    """

    words: Span
    places: Span
    within: bool


def less_excepted(scene: Scene, claims: Iterable[ControlClaim]) -> list[ControlClaim]:
    """Return the claims less those of places that their sentence leaves out.

    Args:
        scene: a report with its mentions.
        claims: what was drawn from it.
    """
    told = list(claims)
    left_out = _left_out(scene)
    if not left_out:
        return told
    kept = [c for c in told if not any(_of(c, out.words, out.places) for out in left_out)]
    return [_less(c, left_out) for c in kept]


def _less(claim: ControlClaim, left_out: Iterable[_Out]) -> ControlClaim:
    """Return a claim of ground that something is left out of: it is most of it."""
    end = claim.where.span[1] if claim.where is not None and claim.where.span else None
    if end is None or claim.extent != "whole":
        return claim
    less = any(out.within and 0 <= out.words[0] - end <= _NEAR for out in left_out)
    return replace(claim, extent="most") if less else claim


def _of(claim: ControlClaim, words: Span, places: Span) -> bool:
    """Tell whether a claim is of a place left out; a turn that holds the words knows of them."""
    where = claim.where.span if claim.where is not None else None
    if where is None or not (places[0] <= where[0] and where[1] <= places[1]):
        return False
    if any(fired[0] >= places[1] for fired in claim.because.spans):
        return False  # "except A, which is still held by"
    return claim.because.rule != "turn" or claim.span[0] > words[0]


def _left_out(scene: Scene) -> list[_Out]:
    """Return each word of exception with the list of places behind it."""
    text = scene.report.text
    found = []
    for out in _OUT.finditer(scene.hay):
        before = text[max(0, out.start() - _REACH) : out.start()]
        word, of_all = out["word"].lower(), _ALL.search(before) is not None
        if _NONE.search(before) or (word in {"but", "but for"} and not of_all):
            continue
        found.append(_Out(out.span("word"), out.span("place"), word != "but not" or of_all))
    return found
