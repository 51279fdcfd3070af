"""Control told by a possessive or a tag: "X is ours", "X is still the army's", "X, in rebel hands".

One rule: read right after a place's name, as printed; whose it is must be a party or the speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model import ActorRef, ControlClaim, PlaceMention
from dateline.read.control_claim import Found, Told, claim_of, in_passing
from dateline.read.control_party import speaker, they
from dateline.read.control_words import party_before
from dateline.read.frames.sight import Sight

_BE = (
    r"(?:,[^,.;:\n]{1,60},|,)?(?:\s+(?:and|or)\s+[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)*)?\s*(?:which\s+)?"
    r"(?:is|was|are|were|remains?|remained|stays?|stayed|(?:has|have|had)(?:\s+\w+ly)?\s+been)\s+"
)
_ADVERB = (
    r"(?:(?P<over>no\s+longer|not)\s+|(?:still|now|again|once\s+again|once\s+more|firmly|already|all"
    r"|entirely|fully|completely|wholly|also)\s+)*"
)
_OURS = re.compile(rf"{_BE}{_ADVERB}(?P<who>ours)\b")
_OF_THEM = re.compile(rf"{_BE}{_ADVERB}(?P<who>theirs|his)(?=\s*[.,;]|\s+(?:now|again|since|by)\b)")
_THEIRS = re.compile(
    rf"{_BE}{_ADVERB}(?P<who>(?:the\s+)?[\w’'-]+(?:\s[\w-]+){{0,2}}?)"
    r"(?:['’]s|(?<=s)['’])(?=\s*[.,;]|\s+(?:now|again|since|by)\b)"
)
_IN_HANDS = re.compile(
    r",[^,.;:\n]{0,60}?\b(?:(?:still|now|again|last|only)\b[^,.;:\n]{0,40}?)(?P<over>(?!))?"
    r"(?:in|under|outside)\s+(?P<who>(?:the\s+)?[\w’'-]+(?:\s[\w-]+){0,2}?)(?:['’]s|(?<=s)['’])?\s+"
    r"(?:hands|control|rule)\b"
)
_PATTERNS = (_OURS, _OF_THEM, _THEIRS, _IN_HANDS)
_NEWS = re.compile(
    r"\s*(?:now|again|by\s+(?:then|\w+day|dawn|dusk|noon|nightfall|evening|midnight|morning))\b"
)
"""Words after a possessive that tell it as news: the place was taken."""
_BASE = 0.6


def idioms(sight: Sight) -> Iterator[ControlClaim]:
    """Yield `held` for each place that is told to be somebody's in passing, `lost` if no longer.

    A place told as somebody's by now or again was gained as well.
    """
    text = sight.scene.report.text
    for place in sight.scene.places:
        if place.span is None or place.feature in {"country", "region"}:
            continue
        for pattern in _PATTERNS:
            found = pattern.match(text, place.span[1])
            if found is None:
                continue
            holder = _whose(sight, found)
            if holder is not None and " outside " not in f" {found.group()} ":
                yield from _claims(sight, place, found, holder)
                break


def _whose(sight: Sight, found: re.Match[str]) -> ActorRef | None:
    char = found.start("who")
    if found["who"] == "ours":
        return speaker(sight, char)
    if found["who"] in {"theirs", "his"}:
        return they(sight, char)
    party = party_before(sight, found.end("who"))
    return party[0] if party is not None else None


def _claims(
    sight: Sight, place: PlaceMention, found: re.Match[str], holder: ActorRef
) -> Iterator[ControlClaim]:
    over = "over" in found.re.groupindex and found["over"] is not None
    told = Found(
        rule="hold.idiom",
        span=((place.span or found.span())[0], found.end()),
        fired=found.span(),
        base=_BASE,
        change="lost" if over else "held",
        holder=holder,
    )
    how = in_passing(sight, sight.scene.token_at(found.start("who")))
    yield claim_of(told, how, place)
    if not over and (_NEWS.match(sight.scene.report.text, found.end()) or _again(found)):
        yield _gained(told, how, place)


def _again(found: re.Match[str]) -> bool:
    return re.search(r"\b(?:now|again|once\s+more)\b", found.group()) is not None


def _gained(told: Found, how: Told, place: PlaceMention) -> ControlClaim:
    note = "a holding told as news is a gain"
    return claim_of(
        Found(
            rule=told.rule,
            span=told.span,
            fired=told.fired,
            base=told.base - _COST,
            change="gained",
            holder=told.holder,
            note=note,
        ),
        how,
        place,
    )


_COST = 0.2
"""What reading a change into a state costs, as in `control_newly`."""
