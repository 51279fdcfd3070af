"""Control told in brackets behind a name: "Avdiivka (government-controlled, 17km from Donetsk)".

One rule: the label is about the name before the bracket and about the day of the report; a place
that a bracket measures from is nobody's by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.know.turns import NAME
from dateline.model import ActorRef, ControlClaim, PlaceMention, Span
from dateline.read.control_claim import Found, Told, claim_of, in_passing
from dateline.read.control_named import named_in
from dateline.read.control_party import named, under_arms
from dateline.read.dated import day_at
from dateline.read.frames.sight import Sight

_BASE = 0.62
_RULE = "label"
_WORD = r"control|held|hands|occup|administ|rule|run\b|govern"
_SOON = re.compile(rf"\([^()\n]{{0,70}}?(?:{_WORD})", re.IGNORECASE)
"""What every label has, which is soon looked for: most texts have none."""
_BRACKET = re.compile(
    rf"(?P<place>{NAME})(?: (?:town|city|village|district|camp|area|centre|crossing|bridge))?"
    rf"[\"”’']? \((?P<in>[^()\n]{{4,110}})\)"
)
_WHO = r"[\"“”'‘]?(?P<who>(?:[\w.’'-]+ ){0,3}?[\w.’']+(?:-[A-Z]+\b)?)[\"“”'’]?"
_STILL = r"(?:(?:still|now|again|currently|partly|mostly|largely|de facto|fully|jointly) )*"
_LABELS = (
    re.compile(
        rf"{_STILL}{_WHO}\s?[-‑–]\s?(?P<how>held|controlled|occupied|ruled|run|administered|governed)"
        r"\b(?P<rest>[^,;]*)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_STILL}(?:held|controlled|occupied|ruled|run|administered|governed) by (?:the )?{_WHO}"
        r"(?=$|[,;]| (?:since|for|until)\b)(?P<rest>)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_STILL}(?:under|in) (?:the )?{_STILL}(?:control|hands|rule|administration|authority) of"
        rf" (?:the )?{_WHO}(?=$|[,;]| (?:since|for|until)\b)(?P<rest>)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_STILL}(?:under|in) (?:the )?{_WHO}(?:['’]s?)? "
        rf"{_STILL}(?:control|hands|rule|administration|authority)(?=$|[,;]| since\b)(?P<rest>)",
        re.IGNORECASE,
    ),
)
_PARTLY = re.compile(r"\b(?:part|parts|half|side|sector|bank|partly|partially)\b")
_MOSTLY = re.compile(r"\b(?:mostly|largely|most)\b")
_ONCE = re.compile(r"\b(?:formerly|previously|until|then|once|not|never|non|un)\b", re.IGNORECASE)
"""What makes of a label one of another day, or of nobody named ("non-government-controlled")."""


def by_labels(sight: Sight) -> Iterator[ControlClaim]:
    """Yield a claim for each place with a label of control in brackets behind its name.

    Args:
        sight: the scene.
    """
    text = sight.scene.report.text
    if _SOON.search(text) is None:
        return
    for bracket in _BRACKET.finditer(text):
        low = bracket.start("in")
        for part in re.finditer(r"[^,;]+", bracket["in"]):
            span = (low + part.start(), low + part.end())
            if claim := _label(sight, bracket, span):
                yield claim
                break


def _label(sight: Sight, bracket: re.Match[str], part: Span) -> ControlClaim | None:
    """Return the claim of one part of a bracket, where it is a label."""
    text = sight.scene.report.text
    start = part[0] + len(text[slice(*part)]) - len(text[slice(*part)].lstrip())
    for label in _LABELS:
        found = label.match(text, start, part[1])
        if found is not None:
            break
    else:
        return None
    if _ONCE.search(text[slice(*part)]):
        return None
    place = _place(sight, bracket.span("place"))
    holder = _holder(sight, found.span("who"))
    if place is None or holder is None:
        return None
    draft = Found(
        rule=_RULE,
        span=(bracket.start("place"), bracket.end()),
        fired=found.span(),
        base=_BASE,
        change="held",
        holder=holder,
        extent="most" if _MOSTLY.search(text[slice(*part)]) else "whole",
    )
    if _PARTLY.search(text[slice(*part)]):
        draft = replace(draft, extent="part")
    return claim_of(draft, _told(sight, start), place)


def _place(sight: Sight, span: Span) -> PlaceMention | None:
    """Return the last place that a name before a bracket tells; a country's has no label."""
    places = named_in(sight, span)
    last = places[-1] if places else None
    return last if last is None or last.feature != "country" else None


def _holder(sight: Sight, span: Span) -> ActorRef | None:
    who = named(sight, span)
    return under_arms(sight, who) if who is not None else None


def _told(sight: Sight, char: int) -> Told:
    """Return how a label is told: whosever words it stands in, as of the report's day."""
    told = in_passing(sight, sight.scene.token_at(char))
    day = day_at(sight.scene, char)
    return told if day is None or told.status == "historical" else replace(told, when=day)
