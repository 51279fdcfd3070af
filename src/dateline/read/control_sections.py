"""Control told by the head of a section: "RED TO BLUE (LNA to GNA)", "Captured by the army: A, B".

One rule: a head tells only what its own words say, of parties in arms; what stands below it as
"disputed" or "unchanged" counts where another head of the report tells control.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec

from dateline.model import ActorRef, ControlClaim, Span
from dateline.model.claim import Change
from dateline.read.control_claim import Found, Told, claim_of
from dateline.read.control_named import named_in
from dateline.read.control_party import fights, is_country, named, of_a_people, under_arms, unlisted
from dateline.read.dated import day_at
from dateline.read.dates import when_of
from dateline.read.frames.sight import Sight
from dateline.read.frames.timing import is_old
from dateline.read.sections import Item, Section, items_of, sections_of

_BASE = 0.65
_PARTY = r"(?:the )?[\w'’.-]+(?: (?!to\b|by\b|from\b)[\w'’.-]+){0,4}?"
_TAIL = (
    r"(?: (?:today|yesterday|overnight|so far|this (?:week|month|morning)|since [\w ]{2,20}"
    r"|on \w+day|in [A-Z]\w+|between [\w ,-]{4,30}))?"
)
_TAKEN = (
    r"(?:gained|captured|taken|seized|retaken|recaptured|liberated|recovered|overrun|won|occupied"
    r"|reclaimed|regained|conquered)"
)
_TO = r"\s*(?:\bto\b|[-=]+>|→|➡️?|>|⇒)\s*"
_PAIR = re.compile(
    r"(?:(?:changed?|passed|gone|switched|handed) )?(?:from )?"
    rf"(?P<was>{_PARTY}){_TO}(?P<now>{_PARTY})"
    rf"(?:\s*\((?:(?P<of>{_PARTY}){_TO}(?P<on>{_PARTY})|[^)]*)\))?",
    re.IGNORECASE,
)
_CONTESTED = (
    r"(?:striped|grey|gray|disputed|contested|fighting|clashes|besieged|encircled|under siege"
    r"|fought over)(?: \((?:disputed|contested|fighting|grey|gray)\))?"
)
_SAID: tuple[tuple[Change, str], ...] = (
    ("gained", rf"(?:[\w-]+ )?{_TAKEN}(?: [\w ]{{2,24}}?)? by (?P<who>{_PARTY})"),
    ("gained", rf"(?P<who>{_PARTY}) (?:gains|advances|captures|conquests)"),
    ("gained", rf"(?:[\w-]+ )?(?:lost|ceded|fallen|handed over) to (?P<who>{_PARTY})"),
    ("lost", rf"(?:[\w-]+ )?(?:lost|given up|vacated|abandoned) by (?P<who>{_PARTY})"),
    ("lost", rf"(?P<who>{_PARTY}) losses"),
    ("held", rf"(?:still |now |places )?(?:held|controlled) by (?P<who>{_PARTY})"),
    ("contested", _CONTESTED),
)
_HEADS = tuple((change, re.compile(words + _TAIL, re.IGNORECASE)) for change, words in _SAID)
_STEADY = re.compile(
    r"(?:unchanged|no changes?|changes of control|who (?:holds|has) what)\b[^:\n]{0,30}",
    re.IGNORECASE,
)
_WHO_HOLDS = re.compile(
    r"\b(?:who (?:holds|has|controls|runs) what|held by|zones? of control|areas? of control"
    r"|control (?:map|by)|map of control|holdings)\b",
    re.IGNORECASE,
)
"""Words of a report whose heads may be parties alone ("Army:")."""
_AGAINST = re.compile(
    r"[\s:.,–—-]*(?:no\b(?! (?:fight|resist|battle|clash))|not\b|rumou?r|unconfirmed|denied|false"
    r"|nobody|unclear)",
    re.IGNORECASE,
)
_NOTED = re.compile(r"(?P<who>[^,;)\n]+?)(?=\s*(?:[,;]|$| since| in name| as of| until))")
_LETTERS = 6
"""The longest abbreviation that may be a party's ("PDF-KA"), where none is known by it."""


@dataclass(frozen=True, slots=True)
class _Meaning:
    change: Change | None
    holder: ActorRef | None = None
    loser: ActorRef | None = None


def by_sections(sight: Sight) -> list[ControlClaim]:
    """Return what the items of a log tell by the heads above them, in order of the text."""
    text = sight.scene.report.text
    found = [
        (section, meaning)
        for section, meaning in _meant(sight, sections_of(text))
        if meaning is not None
    ]
    if not found:
        return []
    heads = frozenset(section.head[0] for section, _ in found)
    claims: list[ControlClaim] = []
    loose: list[ControlClaim] = []
    for section, meaning in found:
        drawn = [
            claim
            for item in items_of(text, section, heads)
            for claim in _told(sight, section, item, meaning)
        ]
        sure = meaning.holder is not None or meaning.change is None
        (claims if sure else loose).extend(drawn)
    return sorted(claims + loose, key=lambda c: c.span) if claims else []


def _meant(sight: Sight, sections: list[Section]) -> Iterator[tuple[Section, _Meaning | None]]:
    """Yield the sections with what their heads mean, colours as an earlier head explains them."""
    text = sight.scene.report.text
    colours: dict[str, ActorRef] = {}
    parties = bool(sections) and _WHO_HOLDS.search(text) is not None
    for section in sections:
        head = text[slice(*section.head)]
        meaning = _pair(sight, section.head, colours)
        if meaning is None:
            meaning = next(
                (
                    m
                    for change, form in _HEADS
                    if (said := form.fullmatch(head)) is not None
                    and (m := _of_head(sight, change, said, section.head[0])) is not None
                ),
                None,
            )
        if meaning is None and _STEADY.fullmatch(head):
            meaning = _Meaning(None)
        if meaning is None and parties:
            whole = re.fullmatch(rf"(?P<who>{_PARTY})(?: \([^)]*\))?", head, re.IGNORECASE)
            if whole is not None:
                meaning = _of_head(sight, "held", whole, section.head[0])
                if meaning is not None and meaning.holder and is_country(sight, meaning.holder):
                    meaning = None  # the land that the list is of
        yield section, meaning


def _of_head(sight: Sight, change: Change, said: re.Match[str], at: int) -> _Meaning | None:
    if "who" not in said.re.groupindex:
        return _Meaning(change)
    low, high = said.span("who")
    party = _party(sight, (at + low, at + high))
    return None if party is None else _Meaning(change, party)


def _pair(sight: Sight, head: Span, colours: dict[str, ActorRef]) -> _Meaning | None:
    """Return what "A to B" means, whose sides the head names or explains in brackets."""
    said = _PAIR.fullmatch(sight.scene.report.text[slice(*head)])
    if said is None:
        return None
    sides = [
        _party(sight, (head[0] + said.start(group), head[0] + said.end(group)))
        if said[group]
        else None
        for group in ("of", "on")
    ]
    for colour, side in zip(("was", "now"), sides, strict=True):
        if side is not None:
            colours.setdefault(said[colour].lower(), side)
    for number, group in enumerate(("was", "now")):
        if sides[number] is None:
            span = (head[0] + said.start(group), head[0] + said.end(group))
            sides[number] = colours.get(said[group].lower()) or _party(sight, span)
    if sides[0] is None or sides[1] is None:
        return None
    return _Meaning("gained", sides[1], sides[0])


def _party(sight: Sight, span: Span) -> ActorRef | None:
    """Return the party in arms that words of a head name, None where they name none."""
    ref = named(sight, span)
    if ref is None or (ref.span is not None and ref.span[1] < span[1]):
        return None
    letters = span[1] - span[0] <= _LETTERS and unlisted(sight, ref)
    if fights(sight, ref) or of_a_people(ref) or letters:
        return under_arms(sight, ref)
    return None


def _told(sight: Sight, section: Section, item: Item, meaning: _Meaning) -> Iterator[ControlClaim]:
    """Yield what a section tells of the places of one item."""
    text = sight.scene.report.text
    if _AGAINST.match(text, *item.body):
        return
    change, holder = meaning.change, meaning.holder
    if change is None:
        whose = _NOTED.match(text, *item.note) if item.note is not None else None
        holder = None if whose is None else _party(sight, whose.span("who"))
        change = "held"
        if holder is None:
            return
    end = max(item.body[1], item.note[1] if item.note else 0)
    draft = Found(
        rule="section",
        span=(item.names[0], max(item.names[1], end)),
        fired=section.head,
        base=_BASE,
        change=change,
        holder=holder,
        note="the head of its section tells what is listed below it",
    )
    days = [
        d for d in sight.scene.dates_by_span.starting(item.names[1], end) if d.start is not None
    ]
    when = (when_of(days[0]) if days and change != "held" else None) or day_at(
        sight.scene, item.names[0]
    )
    how = Told("historical" if is_old(sight, when) else "asserted", None, when)
    for place in named_in(sight, item.names):
        span = (item.names[0], item.names[1]) if item.body[1] <= item.names[1] else draft.span
        claim = claim_of(replace(draft, span=span), how, place)
        yield (
            claim if meaning.loser is None else msgspec.structs.replace(claim, from_=meaning.loser)
        )
