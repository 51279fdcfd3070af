"""Control told by a possessive or a tag: "X is ours", "X is still the army's", "X, in rebel hands".

One rule: read right after a place's name, as printed; whose it is must be a party or the speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model import ActorRef, ControlClaim, PlaceMention
from dateline.read.control_claim import Found, claim_of, in_passing
from dateline.read.control_words import party_before
from dateline.read.frames.sight import Sight

_BE = (
    r"(?:,[^,.;:\n]{1,60},|,)?\s*(?:which\s+)?"
    r"(?:is|was|are|were|remains?|remained|stays?|stayed)\s+"
)
_ADVERB = r"(?:(?:still|now|again|once again|once more|firmly|already|all|entirely|fully)\s+)*"
_OURS = re.compile(rf"{_BE}{_ADVERB}(?P<who>ours)\b")
_THEIRS = re.compile(
    rf"{_BE}{_ADVERB}(?P<who>(?:the\s+)?[\w’'-]+(?:\s[\w-]+){{0,2}}?)"
    r"(?:['’]s|(?<=s)['’])(?=\s*[.,;]|\s+(?:now|again)\b)"
)
_IN_HANDS = re.compile(
    r",[^,.;:\n]{0,60}?\b(?:(?:still|now|again|last|only)\b[^,.;:\n]{0,40}?)"
    r"(?:in|under|outside)\s+(?P<who>(?:the\s+)?[\w’'-]+(?:\s[\w-]+){0,2}?)(?:['’]s|(?<=s)['’])?\s+"
    r"(?:hands|control|rule)\b"
)
_BASE = 0.6


def idioms(sight: Sight) -> Iterator[ControlClaim]:
    """Yield `held` for each place that is told to be somebody's in passing."""
    text = sight.scene.report.text
    for place in sight.scene.places:
        if place.span is None or place.feature in {"country", "region"}:
            continue
        for pattern in (_OURS, _THEIRS, _IN_HANDS):
            found = pattern.match(text, place.span[1])
            if found is None:
                continue
            holder = _whose(sight, found)
            if holder is not None and " outside " not in f" {found.group()} ":
                yield _claim(sight, place, found, holder)
                break


def _whose(sight: Sight, found: re.Match[str]) -> ActorRef | None:
    if found["who"] == "ours":
        speech = sight.scene.speech_over(sight.scene.token_at(found.start("who")))
        if speech is None:
            return None
        return speech.organisation or speech.speaker
    party = party_before(sight, found.end("who"))
    return party[0] if party is not None else None


def _claim(
    sight: Sight, place: PlaceMention, found: re.Match[str], holder: ActorRef
) -> ControlClaim:
    told = Found(
        rule="hold.idiom",
        span=((place.span or found.span())[0], found.end()),
        fired=found.span(),
        base=_BASE,
        change="held",
        holder=holder,
    )
    return claim_of(told, in_passing(sight, sight.scene.token_at(found.start("who"))), place)
