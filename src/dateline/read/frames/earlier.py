"""Where a story is by what was told before: the last spot of its paragraph, or the report's own.

One rule: places that only say who somebody is, where they come from or go are passed over.
"""

from __future__ import annotations

import re

from dateline.model import PlaceMention
from dateline.read.actors.origins import CAUSES
from dateline.read.clauses.clause import Clause
from dateline.read.frames.hangs import Hang
from dateline.read.frames.hung import NO_PLACE, STRONG
from dateline.read.frames.incidents import place_of_incident
from dateline.read.frames.sight import Sight, Site
from dateline.read.frames.stands import dateline_end, directed_from, is_actor, measured_from

_SPOTS = frozenset("city town village quarter camp base airport crossing dam bridge".split())


def before(sight: Sight, clause: Clause, paragraphs: int = 0) -> list[Site]:
    """Return the last spot of what was told before, in the same paragraph or so many before it.

    Places that only say who somebody is, where they come from or where they go are none.
    """
    number = sight.sentence_number(clause.head)
    floor = sight.scene.report.text.rfind("\n", 0, sight.sentence(clause.head).start_char) + 1
    for _ in range(paragraphs):
        above = sight.scene.report.text[: max(0, floor)].rstrip()
        floor = above.rfind("\n") + 1
    for earlier in range(number - 1, -1, -1):
        if sight.sentence_at(earlier).start_char < floor:
            break
        spots = [
            h.place
            for h in sight.hangs(earlier)
            if h.place.feature != "country" and not is_actor(sight, h.place) and _spot(sight, h)
        ]
        if spots:
            return [Site(_main(sight, spots), inferred=True)]
    return []


_AROUND = frozenset(
    """province district territory county region governorate state municipality sector payam woreda
    cercle department prefecture council division oblast raion locality zone""".split()
)


def _main(sight: Sight, spots: list[PlaceMention]) -> PlaceMention:
    """Return the spot of a sentence that what follows is about: the last that is its own.

    "The village of A, SOUTH-EAST OF B" and "A, a village NEAR B" are A; so is "A, IN B DISTRICT".
    """
    own = [s for s in spots if not (directed_from(sight, s) or measured_from(sight, s))]
    own = [s for s in own if not _beside_a_place(sight, s)] or own or spots
    last = own[-1]
    if len(own) > 1 and _holds_the_one_before(sight, own[-2], last):
        return own[-2]
    return last


def _beside_a_place(sight: Sight, spot: PlaceMention) -> bool:
    """Tell whether a name only says near what another place lies ("a village NEAR Jalawla")."""
    first = sight.scene.token_at((spot.span or (0, 0))[0])
    near = sight.lowers[max(0, first - 1)] in {"near", "outside"}
    return near and first > 1 and "ground" in sight.word_kinds(first - 2)


def _holds_the_one_before(sight: Sight, spot: PlaceMention, wide: PlaceMention) -> bool:
    """Tell whether a wider place is named right behind the spot in it ("A, IN B DISTRICT")."""
    if spot.span is None or wide.span is None:
        return False
    between = sight.scene.report.text[spot.span[1] : wide.span[0]].strip(" ,")
    behind = sight.scene.report.text[wide.span[1] :][:16].split()
    called = bool(behind) and behind[0].strip(",.;").lower() in _AROUND
    called = called or wide.text.split(" ")[-1].lower() in _AROUND
    broad = called or wide.feature in {"admin1", "admin2", "region"}
    return broad and between in {"", "in", "in the", "of"} and spot.feature not in _BROADER


_BROADER = frozenset({"admin1", "admin2", "region", "country"})


_PARTED = re.compile(r"(?<=\S)(?::\s|\s[|–—-]+\s)")
_HEAD = 70
"""Characters within which the head of an item ends ("12 March, Mongbwalu: ...")."""


def headed(sight: Sight, clause: Clause) -> list[Site]:
    """Return the places at the head of the line that a clause stands in.

    "15 June, Nawnghkio: fighters attacked ...", "02 Nov | Kidal | air strike". A dateline heads a
    report and no line, and a head that tells something by a verb is none.
    """
    text = sight.scene.report.text
    char = sight.scene.tokens.idx[clause.head]
    if (place := place_of_incident(sight, char)) is not None:
        return [Site(place)]
    start = text.rfind("\n", 0, char) + 1
    end = max((m.end() for m in _PARTED.finditer(text, start, min(char, start + _HEAD))), default=0)
    if end <= max(start, dateline_end(sight)) or _tells(sight, start, end):
        return []
    found = [
        p
        for p in sight.scene.places_by_span.starting(start, end)
        if not is_actor(sight, p) or p.id is None
    ]
    fine = [p for p in found if p.feature not in {"country", "admin1", "admin2"}] or found
    return [Site(place) for place in fine[-1:]] if len(found) <= _NAMED else []


_NAMED = 3
"""Places that a head names at most; more are a list."""


def _tells(sight: Sight, start: int, end: int) -> bool:
    """Tell whether a verb stands between two characters."""
    low, high = sight.scene.token_at(start), sight.scene.token_at(end - 1)
    tokens = sight.scene.tokens
    return any(
        tokens.pos[t] in {"VERB", "AUX"} and tokens.tag[t] not in {"VBG", "VBN"}
        for t in range(low, min(high + 1, len(tokens)))
    )


def _spot(sight: Sight, hang: Hang) -> bool:
    """Tell whether a place is where something was or happened, not where it is still to be."""
    if hang.owner is not None and hang.owner.modality == "future":
        return False
    if hang.preposition not in STRONG | {""} or hang.place.role in NO_PLACE:
        return False
    span, owner = hang.place.span, hang.owner
    if span and owner and of_a_cause(owner, sight.scene.token_at(span[0])):
        return False
    if _of_a_teller(hang):
        return False
    return not any(sight.word_kinds(t) & {"official"} for t in hang.nouns)


def of_a_cause(clause: Clause, token: int) -> bool:
    """Tell whether a place is of what people march against, where they march somewhere else.

    "Exiles rallied in Berlin OVER the bombing of ALEPPO": parsers hang both on the verb, and
    nothing that follows is in Aleppo.

    Args:
        clause: that of the verb.
        token: the place's first.
    """
    venues = [*clause.of("oblique", "in", "at", "near"), *clause.of("oblique", "outside")]
    return any(
        cause.preposition in CAUSES
        and cause.phrase.start < token
        and any(venue.phrase.end <= cause.phrase.start for venue in venues)
        for cause in clause.of("oblique")
    )


_TELLING = frozenset({"say", "tell", "report", "add", "write", "recall"})
"""Of the verbs of speech the plain ones: who claims or confirms a deed is rather where it was."""


def _of_a_teller(hang: Hang) -> bool:
    """Tell whether a place only says where somebody lives who tells ("a resident of A said")."""
    if hang.owner is None or hang.owner.lemma not in _TELLING:
        return False
    tellers = {a.phrase.head for a in hang.owner.of("subject")}
    return not tellers.isdisjoint(hang.nouns)


def lead(sight: Sight, clause: Clause) -> list[Site]:
    """Return the one spot that the opening paragraph names, for what is told after it.

    Where it names none but says "the city", that of its dateline.
    """
    start, text = dateline_end(sight), sight.scene.report.text
    end = text.find("\n", start)
    if end < 0 or sight.scene.tokens.idx[clause.head] < end:
        return []
    spots = {
        str(p.id): p
        for p in sight.scene.places_by_span.starting(start, end)
        if p.id and p.role is None and p.feature in _SPOTS and not is_actor(sight, p)
    }
    if not spots and start and _HERE.search(text, start, end):
        filed = [
            p for p in sight.scene.places_by_span.starting(0, start) if p.feature in _SPOTS and p.id
        ]
        spots = {str(p.id): p for p in filed[:1]}
    return [Site(place, inferred=True) for place in spots.values()] if len(spots) == 1 else []


_HERE = re.compile(r"\b(?:the|this) (?:city|town|capital|village)\b|\bhere\b")
