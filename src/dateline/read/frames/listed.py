"""Places that a list joins to the one that an act was surely at ("the streets of A and B").

One rule: what stands between two names decides, with the noun that they share and the parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from dateline.model import PlaceMention
from dateline.read.frames.gapped import gapped
from dateline.read.frames.sight import Sight, Site


def joined(sight: Sight, sites: list[Site]) -> list[Site]:
    """Return places with those that one list joins to a single one ("the streets of A and B")."""
    if len(sites) != 1 or sites[0].inferred or sites[0].place.span is None:
        return sites
    first = sites[0]
    sent = sight.sentence(sight.scene.token_at((first.place.span or (0, 0))[0]))
    inside = [
        p
        for p in sight.scene.places_by_span.starting(sent.start_char, sent.end_char)
        if p.role is None and p.span is not None
    ]
    if first.place not in inside:
        return sites
    at = inside.index(first.place)
    run = list(listed(sight, inside[at:]))
    shared = _share_a_noun(sight, run[-1])
    beside = [p for p in run[1:] if shared or _coordinate(sight, p)]
    following = first.place
    for ahead in reversed(inside[:at]):
        if not (
            _lists(sight, ahead, first.place) or (shared and _next_in(sight, ahead, following))
        ):
            break
        beside.append(ahead)
        following = ahead
    beside += gapped(sight, inside[inside.index(run[-1]) :])
    sites = [first, *(replace(first, place=p) for p in dict.fromkeys(beside))]
    return sorted(sites, key=lambda s: s.place.span or (0, 0))


_PAIR = re.compile(r",? and ")
_OPENING = re.compile(
    r"\b(?:in|at|near|across|around|between|outside)(?: the)?(?: (?:[a-z]+ )?[a-z]+s of)? $"
)


def _lists(sight: Sight, ahead: PlaceMention, place: PlaceMention) -> bool:
    """Tell whether a name opens a list of two with another ("in A and B districts")."""
    low, high = ahead.span or (0, 0), place.span or (0, 0)
    text = sight.scene.report.text
    return (
        ahead.feature != "country"
        and _PAIR.fullmatch(text, low[1], high[0]) is not None
        and _OPENING.search(text, max(0, low[0] - 40), low[0]) is not None
    )


_KINDS_OF = re.compile(
    r"(?: [a-z]+){0,2}? (?:districts|areas|provinces|regions|neighbou?rhoods|territories|towns"
    r"|villages|counties|municipalities|suburbs|quarters|camps|communes|states|townships|settlements|slums"
    r"|governorates|departments|sectors|localities|communities|wards|zones|fronts|directions|axes)\b"
)
_GAP = re.compile(r",? and (?:the )?|, (?:the )?")


def _share_a_noun(sight: Sight, last: PlaceMention) -> bool:
    """Tell whether a plural after a name says what all names of its list are ("A and B DISTRICTS").

    Parses hang such names on one another in every way, or the last one alone on the noun.
    """
    end = (last.span or (0, 0))[1]
    return _KINDS_OF.match(sight.scene.report.text, end, end + 40) is not None


def _next_in(sight: Sight, ahead: PlaceMention, place: PlaceMention) -> bool:
    """Tell whether nothing but a comma or "and" parts a name from the next in its list."""
    low, high = ahead.span or (0, 0), place.span or (0, 0)
    return _GAP.fullmatch(sight.scene.report.text, low[1], high[0]) is not None


def _coordinate(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether the parse hangs a name on one before it as a further member of its list."""
    tokens = range(*sight.scene.tokens_of(place.span or (0, 0)))
    doc = sight.scene.doc
    heads = [doc[t] for t in tokens]
    heads += [t.head for t in heads if t.dep_ in {"compound", "nmod"}]  # "and the city of B"
    return any(t.dep_ == "conj" and t.head.i not in tokens for t in heads)


def listed(sight: Sight, inside: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """Yield the first place of a phrase, and those that one list joins to it ("of A and B")."""
    text, last = sight.scene.text, None
    for place in inside:
        span = place.span or (0, 0)
        if last is not None and not _JOINED.fullmatch(text, last, span[0]):
            return
        yield place
        last = span[1]


_JOINED = re.compile(
    r"(?: (?:village|town|city|district|area|hill|camp)s?)?(?:,| and|, and| &)"
    r"(?: the| in| at| near)*(?: (?:[a-z-]+ ){0,2}(?:city|town|village|district|area|port) of)? "
)
"""Words between two places of one list."""
