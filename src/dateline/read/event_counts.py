"""What a report says later of how many died: a toll that rose, one more death, another's count.

One rule: a number counts as an update only where the words say that it is a count of the dead or
injured, and of one event: none of a war, a year or a campaign.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from msgspec.structs import replace

from dateline.know.keywords import Haystack
from dateline.know.leads import Expression
from dateline.model import ActorRef, QuantityMention, Span, Toll
from dateline.read.dates.vocabulary import number_of
from dateline.read.frames import Sight
from dateline.read.scene import ActorMention
from dateline.read.tolls import as_toll

Way = Literal["rise", "count", "more"]

_DEAD = (
    r"(?:(?:death|casualty|fatality|overall|total|official|latest|confirmed) )*toll"
    r"|(?:total )?(?:number|count|tally|figure) of (?:the |those |people |civilians )?"
    r"(?:confirmed )?"
    r"(?:dead|deaths|fatalities|victims|people killed|killed)|death count|dead count"
)
_HURT = r"(?:total )?number of (?:the |those |people )?(?:injured|wounded|injuries)"
_ROSE = (
    r"(?:rose|risen|rises|rising|climbed|climbs|climbing|grew|grown|increased|jumped|soared|mounted"
    r"|went up|gone up|going up|crept up|reached|hit|raised|revised(?: up(?:wards?)?)?|updated)"
)
_STANDS = r"(?:stands?|stood|standing|was put|is put|had been put|has been put|was given|is|was)"
_TO = r"(?:\b(?:to|at)\s+|(?<=reached )|(?<=hit ))"
_GAP = r"[^.;\n\d]{0,120}?"
_FROM = r"(?:\bfrom \d[\d,]* )?"
_LIFTED = (
    r"(?:bring|brings|bringing|brought|tak(?:e|es|ing)|took|rais(?:e|es|ed|ing)|push(?:es|ed|ing)?"
    r"|lift(?:s|ed|ing)?|revis(?:e|es|ed|ing)|updat(?:e|es|ed|ing)|lower(?:s|ed|ing)?|cut)"
)
_PUT = r"(?:put|puts|putting|gave|gives|giving|placed|places|set|reported|reports|estimated)"


@cache
def _expressions() -> tuple[tuple[Literal["killed", "injured"], Way, Expression], ...]:
    """Ways in which a number is given, each pattern ending where the number begins."""
    found: list[tuple[Literal["killed", "injured"], Way, Expression]] = []
    both: tuple[tuple[Literal["killed", "injured"], str], ...] = (
        ("killed", rf"(?:{_DEAD})"),
        ("injured", _HURT),
    )
    for kind, noun in both:
        forms: tuple[tuple[Way, str], ...] = (
            (
                "rise",
                rf"\b{noun}\b{_GAP}\b{_ROSE}\b{_GAP}{_FROM}{_TO}",
            ),
            ("count", rf"\b{noun}\b{_GAP}\b{_STANDS}(?: now)?(?: at)?\s+"),
            ("rise", rf"\b{_LIFTED}\s+(?:\w+\s+){{0,2}}?{noun}\b{_GAP}{_FROM}\bto\s+"),
            ("count", rf"\b{_PUT}\s+(?:\w+\s+){{0,2}}?{noun}\b{_GAP}\b(?:at|as|to)\s+"),
            ("count", rf"\b(?:a|the|its) {noun} of\s+"),
            ("count", rf"\band\s+(?:\w+\s+){{0,2}}?{noun}\s+(?:at|to)\s+"),
        )
        found += [(kind, way, Expression(form)) for way, form in forms]
    return tuple(found)


_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_MORE = Expression(
    rf"\b(?:(?P<a>{_NUMBER}) (?:more|other|others|further|additional)\b(?: \w+){{0,4}}?"
    rf"|another (?P<b>{_NUMBER})\b(?: \w+){{0,4}}?"
    rf"|(?P<c>{_NUMBER}|several) of (?:them|(?:the|those|its) (?:\w+ ){{0,2}}?(?:wounded|injured"
    r"|victims|survivors|patients|casualties))\b[^.;\n]{0,60}?"
    rf"|(?P<d>{_NUMBER}) of whom)"
    r" (?:later |since |also |had |has |have )*(?:died|succumbed)\b",
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_NTH = Expression(
    rf"\ba (?P<nth>{'|'.join(_ORDINALS[1:])}) (?:\w+ ){{1,2}}?(?:has |had |later |also )*"
    r"(?:died|succumbed)\b",
)
"""One more death, told by its number: "a seventh child died of her wounds"."""
_RUNNING = Expression(
    r"\b(?:(?<!has )(?<!have )(?<!had )since|so far this|this year|last year"
    r"|in (?:the|a) (?:war|conflict|campaign|offensive|insurgency|uprising)"
    r"|(?:war|conflict|offensive|campaign|year|month|week|invasion"
    r"|uprising|insurgency)(?:'s|’s)? (?:overall |total |official )?(?:death )?toll"
    r"|of the (?:war|conflict|offensive|campaign|uprising|insurgency))\b",
)
_OF_LONG = Expression(
    r"\b(?:weeks|months?|years?|unrest|insurgency|conflict|campaign|violence"
    r"|(?:this|the) (?:week|month|year))\b"
)
"""What a toll is of, where it is no single act's ("the toll IN SEVEN WEEKS to 45")."""
_AMONG = Expression(
    r"\b(?:were|was|are|is) (?:also )?among (?:the|those)(?: \w+)? (?:dead|killed|victims|injured"
    r"|wounded|casualties|fatalities)\b|\bthe (?:dead|victims|wounded|injured) (?:\w+ ){0,4}?"
    r"(?:included?|were)\b",
)


@dataclass(frozen=True, slots=True)
class Count:
    """A number that adds to what was told of an event.

    Attributes:
        kind: of the killed or the injured.
        way: `rise` replaces what was told before, `count` stands beside it, `more` adds to it.
        toll: the number, with who counted.
        span: the words that tell it.
        part: whether it is of the injured, who may be counted among the dead already.
    """

    kind: Literal["killed", "injured"]
    way: Way
    toll: Toll
    span: Span
    part: bool = False


def counts_in(sight: Sight, sentence: int) -> tuple[Count, ...]:
    """Return the updates of tolls that a sentence tells; none of a running total."""
    made = sight.scene.made_out.setdefault("counts", {})
    if sentence not in made:
        made[sentence] = tuple(_counts(sight, sentence))
    found: tuple[Count, ...] = made[sentence]
    return found


def running(sight: Sight, sentence: int) -> bool:
    """Tell whether a sentence counts from a day on, or over a war or a year."""
    span = sight.sentence_at(sentence)
    return _RUNNING.search(sight.scene.hay, span.start_char, span.end_char) is not None


_COUNTED = ("toll", "number", "count", "tally", "figure")
_LATER = ("died", "succumbed")
"""Of these words has one whatever tells a count, and whatever tells of some who died later."""


def _counts(sight: Sight, sentence: int) -> Iterator[Count]:
    span = sight.sentence_at(sentence)
    words = span.text.lower()
    counted, later = (any(word in words for word in asked) for asked in (_COUNTED, _LATER))
    if not (counted or later) or running(sight, sentence):
        return
    text, hay, low, high = sight.scene.text, sight.scene.hay, span.start_char, span.end_char
    told: set[str] = set()
    for kind, way, expression in _expressions() if counted else ():
        for found in expression.finditer(hay, low, high):
            quantity = _last(sight, quantity_at(sight, found.end()), high)
            if quantity is None or kind in told or quantity.of in {"percent", "time"}:
                continue
            if _OF_LONG.search(hay, found.start(), found.end()) is not None:
                continue
            told.add(kind)
            yield Count(kind, way, _by(sight, as_toll(quantity)), (found.start(), quantity.span[1]))
    if "killed" in told or not later:
        return
    for nth in _NTH.finditer(hay, low, high):
        number = 1 + _ORDINALS.index(nth["nth"].lower())
        at = nth.span("nth")
        toll = Toll(low=number, best=number, high=number, text=nth[0], span=at)
        yield Count("killed", "rise", _by(sight, toll), nth.span())
        return
    for more in _MORE.finditer(hay, low, high):
        which = next(name for name in "abcd" if more[name])
        added = number_of(more[which])
        if added:
            at = more.span(which)
            toll = Toll(low=added, best=added, high=added, text=text[slice(*at)], span=at)
            yield Count(
                "killed", "more", _by(sight, toll), more.span(), part=_of_told(which, more, hay)
            )
            return


def loose_counts(sight: Sight, sentence: int) -> tuple[Count, ...]:
    """Return the numbers of dead and injured of a sentence that tells no act of its own.

    "Seven passengers died." "Casualties: 54 dead, 158 wounded." The first of each kind counts.
    """
    span = sight.sentence_at(sentence)
    chars = (span.start_char, span.end_char)
    harmed = [q for q in quantities_in(sight, chars) if q.of in {"killed", "injured"}]
    if not harmed or running(sight, sentence) or _IN_ALL.search(sight.scene.text, *chars):
        return ()
    found: dict[str, Count] = {}
    for quantity in harmed:
        if quantity.of == "killed":
            count = Count("killed", "count", _by(sight, as_toll(quantity)), quantity.span)
        elif quantity.of == "injured" and not _DIED.search(
            sight.scene.text, quantity.span[1], chars[1]
        ):
            count = Count("injured", "count", _by(sight, as_toll(quantity)), quantity.span)
        else:
            continue
        found.setdefault(quantity.of, count)
    return tuple(found.values())


def _of_told(which: str, more: re.Match[str], hay: Haystack) -> bool:
    """Tell whether those who died later may be among the dead already: not "of whom" the hurt."""
    if which != "d":
        return which == "c"
    return _HURT_BEFORE.search(hay.text, max(0, more.start() - _AHEAD), more.start()) is None


_HURT_BEFORE = re.compile(r"\b(?:wound|injur|hurt)\w*\b[^.;]*$", re.IGNORECASE)
_AHEAD = 60
_IN_ALL = re.compile(
    r"\b(?:in all|in total|altogether|overall|a total of|annually|per (?:day|week|month|year)"
    r"|every (?:day|week|month|year)|each (?:day|week|month|year)|average|if|would|could|may|might"
    r"|without|never|nobody|no one)\b|\?",
    re.IGNORECASE,
)
"""Words by which a number is of more than one act, or of none."""
_DIED = re.compile(r"\b(?:died|succumbed)\b", re.IGNORECASE)


_ON = re.compile(r"[^.;\n\d]{0,40}?\b(?:and|then)\b (?:\w+ ){0,3}?to ", re.IGNORECASE)


def _last(sight: Sight, quantity: QuantityMention | None, end: int) -> QuantityMention | None:
    """Return the number that a rise ends at ("rose to 133 and by Sunday to 137")."""
    if quantity is None:
        return None
    further = _ON.match(sight.scene.text, quantity.span[1], end)
    later = quantity_at(sight, further.end()) if further is not None else None
    return quantity if later is None or later.of in {"injured", "percent"} else later


def more_spans(sight: Sight, sentence: int) -> tuple[Span, ...]:
    """Return the words of a sentence that tell of some who died later, whose number only adds."""
    span = sight.sentence_at(sentence)
    hay = sight.scene.hay
    return tuple(m.span() for m in _MORE.finditer(hay, span.start_char, span.end_char))


def among(sight: Sight, sentence: int) -> bool:
    """Tell whether a sentence says who was among the dead or injured."""
    span = sight.sentence_at(sentence)
    return _AMONG.search(sight.scene.hay, span.start_char, span.end_char) is not None


def quantity_at(sight: Sight, char: int) -> QuantityMention | None:
    """Return the number that begins at a character, or a word later."""
    quantities = sight.scene.quantities
    starts = _starts(sight)
    at = bisect_left(starts, char)
    near = at < len(starts) and starts[at] - char <= _NEAR
    return quantities[at] if near else None


_NEAR = 2
"""Characters between the words that announce a number and the number."""


def _starts(sight: Sight) -> list[int]:
    made = sight.scene.made_out
    if "quantity starts" not in made:
        made["quantity starts"] = [q.span[0] for q in sight.scene.quantities]
    starts: list[int] = made["quantity starts"]
    return starts


def quantities_in(sight: Sight, span: Span) -> tuple[QuantityMention, ...]:
    """Return the numbers that begin within a stretch of the text."""
    starts = _starts(sight)
    return sight.scene.quantities[bisect_left(starts, span[0]) : bisect_right(starts, span[1] - 1)]


def _by(sight: Sight, toll: Toll) -> Toll:
    """Return a toll with who counted: whoever's words it stands in."""
    if toll.span is None:
        return toll
    return replace(toll, by=teller(sight, toll.span[0]))


def teller(sight: Sight, char: int) -> ActorRef | None:
    """Return whoever says what stands at a character: the speaker, else whom the cue names."""
    speech = sight.scene.speech_over(sight.scene.token_at(char))
    if speech is not None:
        return speech.speaker or speech.organisation
    sentence = sight.sentence(sight.scene.token_at(char))
    found = _COUNTER.search(sight.scene.hay, sentence.start_char, char)
    if found is None:
        return None
    before = [
        a
        for a in _actors_from(sight, sentence.start_char)
        if a.span[1] <= found.start() and a.kind != "pronoun"
    ]
    return before[0].ref if before else None


def _actors_from(sight: Sight, char: int) -> tuple[ActorMention, ...]:
    made = sight.scene.made_out
    if "actor starts" not in made:
        made["actor starts"] = [a.span[0] for a in sight.scene.actors]
    starts = made["actor starts"]
    at = bisect_left(starts, char)
    return sight.scene.actors[at : at + _FIRST]


_FIRST = 6
"""Actors of a sentence among whom whoever counts is looked for."""
_COUNTER = Expression(
    rf"\b(?:later |now |has |have |had )*(?:{_PUT}|{_LIFTED})\s+(?:\w+\s+){{0,2}}?"
    rf"(?:{_DEAD}|{_HURT})\b",
)
