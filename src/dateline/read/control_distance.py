"""Advances told by a distance: "stand three kilometres from X", "came within a mile of X".

One rule: only armed parties that stand, come or are brought there; a distance by itself is where
something lies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model import ControlClaim, PlaceMention
from dateline.read.clauses.clause import Argument, Clause, Phrase
from dateline.read.control_claim import Found, by_clause, claim_of
from dateline.read.frames.antecedents import antecedent
from dateline.read.frames.sight import Sight
from dateline.read.status import standing

_DISTANCE = re.compile(
    r"(?<!square )(?<!sq )\b(?:kilomet(?:re|er)s?|kms?|miles?|met(?:re|er)s?|yards?)"
    r"(?:\s*\([^)\n]{2,24}\))?"
    r"\s+(?:away\s+)?(?:from|of|outside|off|short\s+of)\s+"
    r"(?:the\s+)?(?:\w+\s+(?:of|edge of)\s+)?",
    re.IGNORECASE,
)
_SORT = re.compile(
    r"(?:(?!the\b)[\w-]+ )?(?:city|town|capital|village|port|stronghold|base),? (?:of )?"
)
_POINTER = re.compile(r"(?:it|city|town|capital|village|port|airport|base|border town)\b(?!['’])")
_VERBS = frozenset(
    "stand be come get advance push move bring reach arrive draw remain close edge inch creep fight"
    " sweep roll march thrust press".split()
)
_BASE = 0.7


def approaching(sight: Sight) -> Iterator[ControlClaim]:
    """Yield `advanced_toward` for each distance that a fighting party has come to a place."""
    text = sight.scene.report.text
    for found in _DISTANCE.finditer(text):
        place = _named(sight, found.end()) or _pointed_to(sight, found)
        clause = _clause(sight, found.start())
        if place is None or clause is None or place.feature in {"country", "region"}:
            continue
        who = _who(sight, clause)
        told = standing(sight, clause)
        if who is None or told.status not in {"asserted", "claimed"}:
            continue
        refs = sight.parties(who.phrase)
        near = Found(
            rule="advance.distance",
            span=(
                sight.scene.chars_of(clause.start, clause.end)[0],
                (place.span or found.span())[1],
            ),
            fired=found.span(),
            base=_BASE,
            change="advanced_toward",
            holder=refs[0] if refs else None,
            placed="slot",
        )
        yield claim_of(near, by_clause(sight, clause, clause.head, told), place)


def _named(sight: Sight, start: int) -> PlaceMention | None:
    """Return the place that begins there, or behind its kind ("the rebel CAPITAL Gbadolite")."""
    kind = _SORT.match(sight.scene.report.text, start)
    starts = {start, kind.end() if kind else start}
    return next((p for p in sight.scene.places if p.span and p.span[0] in starts), None)


def _pointed_to(sight: Sight, found: re.Match[str]) -> PlaceMention | None:
    """Return the place that "it" or "the city" behind a distance stands for."""
    text, tokens = sight.scene.report.text, sight.scene.tokens
    pointer = _POINTER.match(text, found.end())
    if pointer is None or (found.group().lower().endswith("the ") != (pointer[0].lower() != "it")):
        return None
    last = sight.scene.token_at(pointer.start())
    first = last if pointer[0].lower() == "it" else last - 1
    stood = antecedent(sight, Phrase(last, first, last + 1))
    return stood if stood is not None and tokens.idx[first] >= found.start() else None


def _clause(sight: Sight, char: int) -> Clause | None:
    token = sight.scene.token_at(char)
    over = [
        c
        for c in sight.scene.clauses
        if c.start <= token < c.end
        and c.kind in {"verb", "copula"}
        and c.lemma.split(" ")[0] in _VERBS
        and not {"back", "out"} & set(c.lemma.split(" ")[1:])
    ]
    return min(over, key=lambda c: c.end - c.start, default=None)


def _who(sight: Sight, clause: Clause) -> Argument | None:
    """Return who came near: a fighting subject, or the object of what brought them."""
    asked = clause.of("object") if clause.lemma.startswith("bring") else clause.of("subject")
    fighting = frozenset({"armed", "body"})
    return next((a for a in asked if sight.fits(a.phrase, fighting)), None)
