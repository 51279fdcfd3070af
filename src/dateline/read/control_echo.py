"""What is told of one place and goes for others: "X fell on Sunday, Y a day later", "so did Z".

One rule: an echo repeats the change of the claim before it, and its holder where no other is
named; it takes nothing but its places and its day from its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from dateline.know.leads import Expression
from dateline.know.turns import LIST
from dateline.model import ActorRef, Because, ControlClaim, PlaceMention, Span, When
from dateline.read.control_named import named_in
from dateline.read.control_party import named
from dateline.read.dates import when_of
from dateline.read.frames.sight import Sight, place_ref

_COUNT = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|some|several|a few|\d+)"
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_TIME = (
    r"(?:(?:on|in|by|at|before|around|about|since|early|late|from) )*"
    r"(?:the (?:evening|morning|night) of )?(?:"
    rf"(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: (?:of )?{_MONTHS})?(?: \d{{4}})?|{_MONTHS} \d{{1,2}}"
    rf"|{_DAYS}(?: (?:morning|afternoon|evening|night))?"
    rf"|{_COUNT} (?:hours?|days?|weeks?|months?|nights?) (?:later|after(?:wards)?|before|earlier)"
    r"|the (?:(?:same|next|following|previous) )?(?:day|night|morning|evening|week|month|weekend)"
    r"(?: (?:after|before|later))?"
    r"|(?:the )?(?:dusk|dawn|noon|midday|nightfall|midnight|evening|sunset|sunrise|daybreak)"
    r"|within (?:hours|days|weeks|minutes|the (?:hour|day|week|month))|hours later|days later"
    r"|yesterday|today|tonight|overnight|last (?:week|month|night)|this (?:morning|week)"
    r"|next|soon (?:after|afterwards)|then)"
)
_END = r"(?=[,;.)\n]| and | then |$)"
_SPOT = r"the (?:[a-z-]+ ){0,2}[a-z-]+(?=[,;.\n]|$)"
"""A landmark that only its article points to ("the last refinery")."""
_PLACES = rf"{LIST[:-1]}|{_SPOT})"
_GAPPED = Expression(
    r"(?:[,;]|,? and|, but| then)(?: and| then)?(?: (?:by|according to) [^,;.\n]{3,30},)?"
    rf"(?:, (?:by|according to) [^,;.\n]{{3,30}},)? {LIST}"
    rf"(?:,[^,;.\n]{{3,40}},)?(?:,? (?P<time>{_TIME})| (?:by|to) (?P<who>[^,;.\n]{{3,40}}?)){_END}",
    re.RegexFlag(0),
    rough=rf"(?:[,;]|,? and|, but| then)[^;.\n]*?(?: {_TIME}| (?:by|to) )",
)
"""One more of a row whose verb stands before the first ("and Taloqan by dusk")."""
_RELATIVE = re.compile(r"\b(?:before|after|earlier|later|afterwards)$", re.IGNORECASE)
_WENT_TOO = (
    r"(?:followed|came next|went next|(?:went|go|goes) the same way|met the same (?:fate|end)"
    r"|shared (?:its|their) fate|went"
    r"(?= (?:on (?:the |\w+day|\d)|in the (?:morning|afternoon|evening|night)|that"
    r"|the (?:same|next)|the \w+ (?:before|after)|overnight|an? (?:day|hour|week)|two|three|hours))"
    r"|(?:did|was|were|has|have|had) (?:likewise|too|as well))\b(?! [a-z]*ing\b)"
    r"(?! (?:him|her|them|it|the|a|an|his|their|orders|suit|with|by (?!dusk|dawn|noon|night))\b)"
)
_AFTER = Expression(
    r"(?:(?:^|(?<=[.;:\n]))|, |; | and |,? (?:where|while|with|but) )\s*"
    rf"{LIST}(?:,[^,.;\n]{{3,60}},)?"
    r" (?:(?:had|has|have|was|were|also|then|both|all|in turn|soon|too|quickly|next) )*"
    + _WENT_TOO,
    rough=r"[^\n]*\n?[^\n]*(?:followed|next|went|goe?s?|fate|likewise|too|as well)\b",
    part=Expression(rf"\b{_WENT_TOO}"),
)
_SO = Expression(
    r"\b(?:so|as|just as)(?:,? in (?:our|my|their) (?:view|assessment|judge?ment|opinion),?)?"
    r" (?:did|do|does|has|have|had|was|were|is|are) (?:neighbou?ring |nearby |most of |much of )?"
    rf"(?:been )?{_PLACES}(?=[,;.\n]|$| on | in | at | by )",
    rough=r"\b(?:so|as|just as)\b[^.;\n]*? (?:did|do|does|has|have|had|was|were|is|are) ",
)
_WITH = Expression(
    r"\b(?:and|together|along)(?:,)? with (?:it|them)(?: (?:went|fell|came|were|was|are|is|also))* "
    rf"{_PLACES}",
    rough=r"\b(?:and|together|along),? with (?:it|them) ",
)
_ALSO = r"(?:too|also|as well)(?=[.;])"
_TOO = Expression(
    rf"(?:^|(?<=[.;?!] )|(?<=\n)){LIST},? (?:has |have |is |are )?{_ALSO}",
    re.IGNORECASE | re.MULTILINE,
    rough=r"\n?[^.;\n]*(?:too|also|as well)[.;]",
    part=Expression(rf"\b{_ALSO}"),
)
_SAME = Expression(
    rf"\b(?:the same (?:goes|holds|is true|was true|applies) (?:for|of|to|in)|likewise) {LIST}",
    rough=r"\b(?:the same|likewise) ",
)
_NEXTLY = (
    r"(?:,? (?:soon |quickly |later |shortly )?(?:followed|preceded) (?:\w+ ){0,3}?by|, then"
    rf"|,? and (?:before|after) (?:it|them|that)|,? and also"
    rf"|(?:,? and|;)(?: then)?(?:,? {_TIME}){{1,2}},?) "
)
_NEXT = Expression(
    rf"{_NEXTLY}{_PLACES}(?:,? {_TIME})?(?=[,;.\n]|$)", rough=_NEXTLY.replace("?P<", "?P<r_")
)
"""What was taken next, or first, by whoever took the place before."""
_STATES = frozenset({_SO, _SAME, _TOO})
"""Echoes of a state as well as of a change."""
_CHANGES = frozenset({"gained", "lost", "held", "contested"})
_COST = 0.08
"""What an echo costs in confidence: a judgement, as for a place that "the town" stands for."""


def echoes(sight: Sight, drawn: Sequence[ControlClaim]) -> Iterator[ControlClaim]:
    """Yield the claims that a text makes by echoing those drawn from it."""
    told = [c for c in drawn if c.change in _CHANGES and c.where is not None and c.where.span]
    for claim in told:
        yield from _row(sight, claim)
    for expression in (_AFTER, _SO, _WITH, _SAME, _TOO) if told else ():
        for found in expression.finditer(sight.scene.hay):
            char = found.start("place")
            wanted = _CHANGES if expression in _STATES else frozenset({"gained", "lost"})
            for one in _before(sight, told, char, wanted):
                for copy in _copies(sight, one, found, found.span()):
                    if expression is not _SO or not _told_there(told, copy):
                        yield copy
    for found in _NEXT.finditer(sight.scene.hay) if told else ():
        for one in _before(sight, told, found.start("place"), frozenset({"gained"})):
            if _adjoins(sight, one, found.start()):
                yield from _copies(sight, one, found, found.span())


def _adjoins(sight: Sight, claim: ControlClaim, char: int) -> bool:
    """Tell whether no other place, nor the end of a clause, stands behind a claim's place."""
    assert claim.where is not None
    low = claim.where.span[1] if claim.where.span is not None else char
    between = sight.scene.report.text[low:char]
    if len(between) > _GAP or re.search(r"[;:]|\. [A-Z]", between):
        return False
    others = sight.scene.places_by_span.starting(low, char)
    return not any(p.span is not None and low <= p.span[0] < char for p in others)


def _row(sight: Sight, claim: ControlClaim) -> Iterator[ControlClaim]:
    """Yield what goes on in the row of a claim's place, its verb left out."""
    assert claim.where is not None
    assert claim.where.span is not None
    text = sight.scene.report.text
    end = _sentence_end(sight, claim.where.span[0])
    last = claim.where.span[1]
    found = _GAPPED.search(sight.scene.hay, last, end)
    if found is None or not _opened(sight, (last, found.start()), claim, found):
        return
    while found is not None:
        yield from _copies(sight, claim, found, found.span())
        found = _GAPPED.pattern.match(text, found.end(), end)


def _opened(sight: Sight, gap: Span, claim: ControlClaim, found: re.Match[str]) -> bool:
    """Tell whether the first of a row ends as the next does: with a time, or with an agent."""
    text = sight.scene.report.text[slice(*gap)]
    if len(text) > _GAP or re.search(r"[;:]|\. [A-Z]", text):
        return False
    if found["who"] is not None:
        return claim.holder is not None and re.search(r" (?:by|to) ", text) is not None
    if found["time"] is not None and _RELATIVE.search(found["time"]):
        return True
    return re.search(_TIME, text, re.IGNORECASE) is not None


_GAP = 120
"""Characters between the first place of a row and its second: a clause with its adverbials."""


def _before(
    sight: Sight, told: Sequence[ControlClaim], char: int, wanted: frozenset[str]
) -> list[ControlClaim]:
    """Return the claims of the last passage before a character, in its paragraph and near."""
    floor = sight.scene.report.text.rfind("\n", 0, char) + 1
    near = [
        c
        for c in told
        if c.where is not None
        and c.where.span is not None
        and max(floor, char - _NEAR) <= c.where.span[0] < char
        and c.status in {"asserted", "claimed", "historical"}
        and c.change in wanted
    ]
    if not near:
        return []
    last = max(near, key=lambda c: (_fired(c, char), c.where.span or (0, 0) if c.where else (0, 0)))
    same = [c for c in near if c.span == last.span and c.where == last.where]
    return list({c.change: c for c in same}.values())


def _told_there(told: Sequence[ControlClaim], copy: ControlClaim) -> bool:
    """Tell whether a place of an echo has a clause of its own ("remain occupied as does X")."""
    span = copy.where.span if copy.where is not None else None
    return span is not None and any(
        c.where is not None and c.where.span == span and c.span[0] <= span[0] < c.span[1]
        for c in told
    )


def _fired(claim: ControlClaim, char: int) -> int:
    """Return where the last words begin, before a character, that a claim was read from.

    "X, which was taken in May, remains occupied, as does Y" answers what is said last.
    """
    return max((s[0] for s in claim.because.spans if s[0] < char), default=claim.span[0])


_NEAR = 300
"""Characters back to what an echo answers: the sentence before, seldom the one before that."""


def _copies(
    sight: Sight, claim: ControlClaim, found: re.Match[str], fired: Span
) -> Iterator[ControlClaim]:
    for place in named_in(sight, found.span("place")):
        if claim.where is None or place.span == claim.where.span:
            continue
        if place.id is None and place.lat is None and not place.text[:1].isupper():
            continue
        yield _copy(claim, place, fired, _when(sight, fired) or claim.when, _who(sight, found))


def _copy(
    claim: ControlClaim, place: PlaceMention, fired: Span, when: When | None, who: ActorRef | None
) -> ControlClaim:
    said = claim.because
    if claim.change == "lost" and said.rule.startswith("withdraw"):  # what went then was taken
        claim = replace(claim, change="gained", holder=None, from_=claim.holder)
    return replace(
        claim,
        span=fired,
        where=place_ref(place),
        when=when,
        holder=who or claim.holder,
        extent="whole",
        also=(),
        confidence=max(0.05, round(claim.confidence - _COST, 3)),
        because=Because(
            rule=said.rule,
            spans=(*said.spans, fired),
            note="what was told of the place before goes for this one",
        ),
    )


def _when(sight: Sight, span: Span) -> When | None:
    inside = sight.scene.dates_by_span.starting(*span)
    return next((w for d in inside if (w := when_of(d)) is not None), None)


def _who(sight: Sight, found: re.Match[str]) -> ActorRef | None:
    if "who" not in found.re.groupindex or found["who"] is None:
        return None
    low, high = found.span("who")
    inside = sight.scene.actors_by_span.inside(low, high)
    if inside:
        return inside[0].ref
    proper = any(word[:1].isupper() for word in found["who"].split())
    other = sight.scene.places_by_span.starting(low, high) or sight.scene.dates_by_span.starting(
        low, high
    )
    return named(sight, (low, high)) if proper and not other else None  # "to panic", "to Sake"


def _sentence_end(sight: Sight, char: int) -> int:
    return sight.sentence(sight.scene.token_at(char)).end_char
