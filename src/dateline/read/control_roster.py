"""Rosters without verbs: "Uige: city UNITA; Negage, army", "Sake: FARDC, MONUC", "Axum: idem".

One rule: a cell tells who holds a place only where a place and a party in arms are all that it
says, and only in a report that has three such cells at least.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from dateline.know.gazetteer.place import TOWNS
from dateline.know.leads import Expression
from dateline.know.turns import LIST, NAME
from dateline.model import ActorRef, ControlClaim, PlaceMention, Span
from dateline.read.control_claim import Found, Told, claim_of
from dateline.read.control_named import named_in
from dateline.read.control_party import fights, of_a_people, under_arms
from dateline.read.dated import day_at
from dateline.read.frames import names
from dateline.read.frames.sight import Sight
from dateline.read.scene import ActorMention

_BASE = 0.62
_RULE = "roster"
_FEWEST = 3
_WIDEST = 60
"""Characters of the longest name that a head may stand in."""
_FEWEST_KNOWN = 2
"""Cells whose party the register or its words tell to be in arms: not a list of relief bodies."""
_MARK = r"\W*(?:\d{1,2}[.)/] |[a-z]\) )?"
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?! (?:[A-Z•*–-])|$)[^.!?]*)*")
_HEAD = re.compile(
    rf"{_MARK}(?P<head>[^:;.\d\n()][^:;.\n()]{{1,60}}?)(?: \([^)\n]{{2,40}}\))?:\s+(?=\S)"
)
_CELL = re.compile(r"[^;]+")
_START = re.compile(r"(?:(?<=[\s/])|\A)(?=\w)")
_NAME = re.compile(NAME)
_LISTED = Expression(LIST, re.RegexFlag(0))
_IN = Expression(rf" (?:in|at) {LIST}", re.RegexFlag(0))
"""Long ones, compiled when a roster is met."""
_SHOUTED = re.compile(r"[A-Z]{4,}(?: [A-Z]{2,}){0,3}(?:, [A-Z]{4,})*")
_SITE = re.compile(
    r"(?:the )?(?:(?:(?:market|old|air|army|military|central|main|eastern|western|northern"
    r"|southern|industrial) )?(?P<site>airport|airfield|airstrip|port|harbour|refinery|base|camp"
    r"|university|hospital|bridge|dam|market|prison|barracks|quarter|district|fort|citadel"
    r"|crossing|customs|seaport)|(?:the )?(?P<town>city|town|village|itself))"
)
_WORDS = re.compile(
    r"(?:the )?(?P<who>(?:local |non-state |tribal |federal |regional |popular )?"
    r"(?:governments?|regime|army|armed forces|armed groups?|rebels?|insurgents?|resistance"
    r"|opposition|loyalists?|militias?|garrison|committees|separatists?|federal))\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"(?:Go[A-Z]{1,2}|[A-Z]{2,6}(?:-[A-Z][a-z]*[A-Z]?)?)(?![\w’'-])")
_GOVERNMENT = re.compile(r"Go[A-Z]{1,2}")
_AND = re.compile(r"(?:, | and | ?/ ?| \+ | & |, and | with )(?:the )?")
_NOTE = re.compile(r" \([^)\n]{2,40}\)")
_OF_TOWN = re.compile(r" (?:town|city|village|district) ")
_NOBODY = re.compile(
    r"(?:an?|no|none|one|two|three|four|five|six|seven|eight|nine|ten|several|many|some|\d\S*) .*"
    r"|.*,.*|(?:.* )?(?:officer|chief|commander|leader|negotiator|delegate|delegation|envoy"
    r"|minister|spokes\w+|medic|deserter|veteran|prisoner|recruit|truck|convoy|patrol|plane|court|council)s?",
    re.IGNORECASE,
)
"""Soldiers by their number, an officer, a delegation: they are somewhere, and hold nothing."""
_AGAIN = re.compile(r"(?:idem|ditto|same|likewise|the same)\b", re.IGNORECASE)
_HOLDS = r"(?:still|again|now|only|alone|too|as well|as before|control|base|area|territory)"
_TAIL = re.compile(
    rf"(?:,? {_HOLDS})*(?: (?:with|alongside) [A-Z][\w-]+)?(?: \([^)\n]{{2,40}}\))?"
    r"(?:,? (?:since|as from|as of|from) [^,;:()\n]{2,30})?"
    r"(?P<note>,? (?=\d)[^;\n]*|(?: and)?, [^;\n]*)?\.?\s*\Z"
)
_AGAINST = re.compile(
    r"\W*(?:\w+ )?(?:pushed|driven|forced|withdr\w+|left|fled|gone|out|lost|until|repelled|repulsed"
    r"|ousted|expelled|wants?|claims?|half|each|split|contested(?! only)|disputed|talks|to be"
    r"|planned|expected)\b|.*\b(?:half each|contested by|disputed)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:north|south|east|west|centre|center|outskirts|suburbs|part|side)\b")


@dataclass(frozen=True, slots=True)
class Party:
    """A party in arms as printed: where its words end, and whether more than letters tell it."""

    ref: ActorRef
    end: int
    known: bool


@dataclass(frozen=True, slots=True)
class _Cell:
    """A place, or places, and whose they are; `span` is the passage, `places` their words."""

    span: Span
    places: tuple[PlaceMention, ...]
    party: Party
    part: bool = False


def by_roster(sight: Sight) -> list[ControlClaim]:
    """Return what the cells of a roster tell, in order of the text; nothing where it is none.

    Args:
        sight: the scene.
    """
    text = sight.scene.report.text
    if text.count(":") + text.count(";") < _FEWEST:
        return []
    cells = list(_cells(sight))
    known = sum(cell.party.known for cell in cells)
    if len(cells) < _FEWEST or known < _FEWEST_KNOWN:
        return []
    return [claim for cell in cells for claim in _claims(sight, cell)]


def beside_roster(claims: Iterable[ControlClaim]) -> list[ControlClaim]:
    """Return claims less those that give a party of a roster to another place than its cell does.

    Args:
        claims: what was drawn from a report, those of its roster included.
    """
    told = list(claims)
    cells = [(c.because.spans[0], c) for c in told if c.because.rule == _RULE]
    return [c for c in told if c.because.rule == _RULE or not _misplaced(c, cells)]


def _misplaced(claim: ControlClaim, cells: Iterable[tuple[Span, ControlClaim]]) -> bool:
    whose = claim.holder.span if claim.holder is not None else None
    if whose is None or claim.change != "held":
        return False
    same = [c for span, c in cells if span[0] < whose[1] and whose[0] < span[1]]
    return bool(same) and all(c.where != claim.where for c in same)


def _claims(sight: Sight, cell: _Cell) -> Iterator[ControlClaim]:
    found = Found(
        rule=_RULE,
        span=cell.span,
        fired=cell.party.ref.span or cell.span,
        base=_BASE,
        change="held",
        holder=cell.party.ref,
        extent="part" if cell.part else "whole",
        note="a cell of a roster: a place and whose it is",
    )
    told = Told("asserted", None, day_at(sight.scene, cell.span[0]))
    for place in cell.places:
        yield claim_of(found, told, place)


def _cells(sight: Sight) -> Iterator[_Cell]:
    """Yield the cells of a report; a sentence without a head goes on under its line's last."""
    text = sight.scene.report.text
    last: Party | None = None
    for line in _LINE.finditer(text):
        head: Span | None = None
        for sentence in _SENTENCE.finditer(text, *line.span()):
            low, high = sentence.span()
            if (own := _HEAD.match(text, low, high)) is not None:
                head, low = own.span("head"), own.end()
                if not _is_place(sight, head):
                    head = None
                    continue
            found = [
                told
                for cell in _CELL.finditer(text, low, high)
                for told in _parsed(sight, _trimmed(text, cell.span()), head, last)
            ]
            yield from found
            if found or own is not None:  # what is told of nobody is not told "idem" either
                last = found[-1].party if found else None


def _trimmed(text: str, span: Span) -> Span:
    low, high = span
    while low < high and not text[low].isalnum():
        low += 1
    return (low, high)


def _is_place(sight: Sight, head: Span) -> bool:
    """Tell whether a head names where what stands below it lies, were it a whole country."""
    near = sight.scene.places_by_span.starting(max(0, head[0] - _WIDEST), head[1])
    over = any(p.span and head[0] < p.span[1] for p in near)
    return over or bool(_of_head(sight, head))


def _of_head(sight: Sight, head: Span | None) -> list[PlaceMention]:
    """Return the places of a head; one in capitals is a name whatever the parser makes of it."""
    if head is None:
        return []
    found = named_in(sight, head)
    text = sight.scene.report.text[slice(*head)]
    taken = any(True for _ in sight.scene.actors_over(head))
    if found or taken or _SHOUTED.fullmatch(text) is None:
        return found
    return [names.unknown(sight.scene, head)]


def _parsed(sight: Sight, cell: Span, head: Span | None, last: Party | None) -> Iterator[_Cell]:
    """Yield what a cell tells, and what a comma adds to it ("refinery army, town rebels")."""
    text = sight.scene.report.text
    low, high = cell
    if head is not None and last is not None and _AGAIN.match(text, low, high):
        yield _Cell((head[0], high), tuple(_of_head(sight, head)), last)
        return
    town = any(place.feature in TOWNS for place in _of_head(sight, head))
    for start in _START.finditer(text, low, high):
        party = party_at(sight, start.start(), high, whole=town)
        end = None if party is None else _after(sight, party, high)
        if party is None or end is None:
            continue
        before = (low, start.start())
        inside = _IN.pattern.match(text, party.end, high) if before[0] == before[1] else None
        if inside is not None:
            places, end = named_in(sight, inside.span("place")), _noted(text, inside.end(), high)
        else:
            places = _places(sight, before, head)
        if places:
            part = _PART.search(text[slice(*(head or before))]) is not None
            opened = inside is None and before[0] == before[1] and head is not None
            first = head[0] if opened and head is not None else low
            yield _Cell((first, end), tuple(places), party, part)
            if end < high and text.startswith(", ", end):
                under = places[-1].span if before[0] != before[1] else head
                yield from _parsed(sight, (end + 2, high), under, None)
        return


def _noted(text: str, char: int, high: int) -> int:
    """Return where a note in brackets ends behind a character, or the character."""
    note = _NOTE.match(text, char, high)
    return char if note is None else note.end()


def _after(sight: Sight, party: Party, high: int) -> int | None:
    """Return where a cell's party ends, its allies included; None where more is said of it."""
    text, end = sight.scene.report.text, party.end
    if (place := _IN.pattern.match(text, end, high)) is not None:
        tail = _TAIL.match(text, place.end(), high)
        return None if tail is None or _AGAINST.match(tail["note"] or "") else end
    while (more := _AND.match(text, end, high)) is not None:
        ally = party_at(sight, more.end(), high)
        if ally is None:
            break
        end = ally.end
    tail = _TAIL.match(text, end, high)
    return None if tail is None or _AGAINST.match(tail["note"] or "") else end


def _places(sight: Sight, before: Span, head: Span | None) -> list[PlaceMention]:
    """Return the places that the words before a party name: the head's where there are none."""
    text = sight.scene.report.text
    words = text[slice(*before)].rstrip(" ,–—=-")
    end = before[0] + len(words)
    if not words:
        return _of_head(sight, head)
    if (site := _SITE.fullmatch(words)) is not None:
        towns = _of_head(sight, head)
        if site["town"] or not towns:
            return towns
        return [sight.at_town((before[0], end), towns[-1])]
    if _LISTED.pattern.fullmatch(words) is None:
        return []
    found = [_clipped(sight, p, end) for p in named_in(sight, (before[0], end))]
    if not found and any(
        a.span[0] == before[0] for a in sight.scene.actors_over((before[0], before[0] + 1))
    ):
        name = _NAME.match(words)  # of what was taken for a party whole ("Gbarnga government")
        found = [] if name is None else [_at(sight, (before[0], before[0] + name.end()))]
    return found


def _at(sight: Sight, span: Span) -> PlaceMention:
    known = sight.scene.places_by_span.starting(span[0], span[0] + 1)
    return next(iter(known), None) or names.unknown(sight.scene, span)


def _clipped(sight: Sight, place: PlaceMention, end: int) -> PlaceMention:
    """Return a place less the party that was taken for a part of its name ("Luena GoA")."""
    if place.span is None or place.span[1] <= end:
        return place
    return names.unknown(sight.scene, (place.span[0], end))


def _place_first(sight: Sight, actor: ActorMention, char: int) -> bool:
    """Tell whether what is taken for a party opens with a place, or with an unknown name."""
    opens = any(p.feature != "country" for p in sight.scene.places_by_span.starting(char, char + 1))
    return opens or any(
        a.span[0] == char and a.span[1] < actor.span[1] and a.ref.id is None
        for a in sight.scene.actors_over((char, char + 1))
    )


def _ally(sight: Sight, char: int, high: int) -> Party | None:
    """Return the party named after one that is no side, as peacekeepers ("MONUC + FARDC")."""
    more = _AND.match(sight.scene.report.text, char, high)
    return None if more is None else party_at(sight, more.end(), high)


def _apart(sight: Sight, ref: ActorRef) -> bool:
    """Tell whether words are a place and a party rather than a party ("Gbarnga government").

    A capital's government is one, and so are the rebels of a place.
    """
    first, _, last = ref.text.rpartition(" ")
    if not first or (last.endswith("s") and _OF_TOWN.search(ref.text) is None):
        return False
    register = sight.scene.parties.register
    return not any(hit.sort == "capital" for hit in register.index.exact(first))


def party_at(sight: Sight, char: int, high: int, *, whole: bool = False) -> Party | None:
    """Return the party in arms whose name begins at a character, if one does.

    Args:
        sight: the scene.
        char: where the name begins, its article left out.
        high: where it must have ended.
        whole: true where a place in its words is its own ("Laukkai: Kokang army").
    """
    text = sight.scene.report.text
    over = [
        a
        for a in sight.scene.actors_over((char, char + 1))
        if a.kind != "pronoun" and a.span[1] <= high
    ]
    opening = any(_place_first(sight, a, char) for a in over)
    begun = [
        a
        for a in over
        if a.span[0] >= char - len("the ")
        and a.kind != "person"
        and not _NOBODY.fullmatch(a.ref.text)
        and not (opening and not whole and _apart(sight, a.ref))
    ]
    for actor in sorted(begun, key=lambda a: a.span[0] - a.span[1]):
        if fights(sight, actor.ref) or of_a_people(actor.ref):
            return Party(under_arms(sight, actor.ref), actor.span[1], known=True)
    if begun and (ally := _ally(sight, begun[0].span[1], high)) is not None:
        return ally
    if (words := _WORDS.match(text, char, high)) is not None:
        ref = ActorRef(text=words["who"], span=words.span("who"))
        known = next((a.ref for a in over if a.span[1] == words.end() and a.ref.id), None)
        if known is not None:
            ref = replace(known, text=words["who"], span=words.span("who"))
        return Party(ref, words.end(), known=True)
    letters = _LETTERS.match(text, char, high)
    if letters is None or any(a.ref.id is not None or a.ref.plover is not None for a in over):
        return None  # a body that the register knows, and that holds no ground
    government = _GOVERNMENT.fullmatch(letters.group()) is not None
    if not government and any(
        p.id is not None and p.span and char < p.span[1]
        for p in sight.scene.places_by_span.starting(max(0, char - _WIDEST), char + 1)
    ):
        return None
    ref = ActorRef(text=letters.group(), span=letters.span())
    return Party(ref, letters.end(), known=government)
