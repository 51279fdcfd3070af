"""Spots that are held by themselves and told by their town: "the airport", "Aden's airport".

One rule: who has a town's airport has not the town; the spot has the town's point and says so.
"""

from __future__ import annotations

from dateline.know.gazetteer.place import TOWNS
from dateline.model import PlaceMention, Span
from dateline.read.clauses.clause import Phrase
from dateline.read.frames.ground import ARTICLES, Ground
from dateline.read.frames.names import listed_around
from dateline.read.frames.venues import venue

_STANDS_FOR_TOWN = frozenset(
    "port harbour harbor garrison governorate presidency gate crossing base headquarters".split()
)
"""Landmarks whose town is as often what is meant ("the port of Berbera", "the garrison of X")."""
_ONE_IN_FORM = frozenset(
    "headquarters barracks works quarters crossroads customs heights docks".split()
)
_BY_ITSELF = frozenset({"port", "harbour", "harbor", "base", "headquarters", "garrison", "gate"})
"""Such landmarks as are one of their town's own where a noun says which ("the river port")."""
_OF_WHAT = 6
"""Tokens after a landmark in which what it is of may stand ("of the multinational force")."""
_LYING = frozenset({"in", "at", "inside", "outside", "near"})
"""Words that tell where a landmark lies and not whose it is ("the headquarters IN Sanaa")."""
_BOUND = frozenset({"to", "towards", "toward", "for"})
_NAMING_POS = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})


def pointed_to(ground: Ground, phrase: Phrase) -> PlaceMention | None:
    """Return a landmark that its definite article points to ("the military airport").

    It lies in or near the town told of last; the point is that town's, and says so.
    """
    doc = ground.scene.doc
    if not is_landmark(ground, phrase):
        return None
    definite = any(ground.lowers[t] in ARTICLES for t in range(phrase.start, phrase.head))
    inside = ground.first_of(range(phrase.head + 1, phrase.end))
    beside = phrase.head + 2  # "the bridge at A", where a parser hung "at A" on the verb
    known = ground.lowers[phrase.start] == "the"
    if inside is None and known and ground.lowers[beside - 1 : beside] in (["at"], ["in"]):
        inside = ground.place_over(beside) if phrase.end == beside - 1 else None
        phrase = Phrase(phrase.head, phrase.start, beside + 1) if inside else phrase
    if not (definite or inside) or (
        doc[phrase.head].tag_ == "NNS" and not _one_in_form(ground, phrase)
    ):
        return None
    start = phrase.start
    while start < phrase.head and ground.lowers[start] in ARTICLES:
        start += 1
    if inside is not None:
        span = ground.scene.chars_of(start, phrase.end)
        return ground.at_town(span, inside)
    if (town := of_list(ground, phrase)) is not None:
        return ground.at_town(ground.scene.chars_of(start, phrase.head + 1), town)
    char = doc[phrase.start].idx
    floor = ground.scene.report.text.rfind("\n", 0, char) + 1
    near = [
        p
        for p in ground.scene.places_by_span.starting(floor, char)
        if p.span and floor <= p.span[0] < char and p.feature in TOWNS
    ]
    # Where somebody is bound for is not yet where the next sentence is ("set out for Palmyra").
    near = [p for p in near if not _bound_for(ground, p)] or near
    near = [p for p in near if not venue(ground, p)]
    end = phrase.head + 1
    named = any(t.pos_ == "PROPN" for t in doc[end : phrase.end])
    if end + 1 < phrase.end and doc[end].text == "of" and not named:
        while end < phrase.end and end - phrase.head < _OF_WHAT:  # "the ministry of defence"
            end += 1
            if doc[end - 1].pos_ in {"NOUN", "PROPN"} and (
                end >= phrase.end or doc[end].pos_ not in {"NOUN", "PROPN"}
            ):
                break
    span = ground.scene.chars_of(start, end)
    text = ground.scene.report.text[slice(*span)]
    if not near or near[-1].lat is None:
        many = ground.lemma(phrase.head) in ground.book.extent["many"]
        return None if many else PlaceMention(text=text, span=span)
    return ground.at_town(span, near[-1])


_GOT = frozenset(
    """storm hold seize take capture occupy enter attack secure overrun control guard recapture
    retake besiege surround regain""".split()
)
_INSIDE = 2
"""Tokens between a landmark and its town ("the station IN A")."""


def got_before(ground: Ground, phrase: Phrase, town: PlaceMention) -> PlaceMention | None:
    """Return the landmark of a town that "it" stands for, where one was taken or held just before.

    Only the last object counts, and only of a verb of getting or having ("stormed the television
    station in A and still hold IT").
    """
    tokens = ground.scene.tokens
    if tokens.lower[phrase.head] != "it":
        return None
    there = ground.scene.token_at((town.span or (0, 0))[0])
    for token in range(phrase.start - 1, ground.sentence(there).start - 1, -1):
        if tokens.base[token] != "obj" or tokens.pos[token] != "NOUN":
            continue
        start = token
        while start and tokens.pos[start - 1] in _NAMING_POS:
            start -= 1
        spot = Phrase(token, start, token + 1)
        got = tokens.lemma[tokens.head[token]] in _GOT
        apart = there > token + _INSIDE
        if not got or apart or not is_landmark(ground, spot) or tokens.lower[start - 1] != "the":
            return None
        if ground.lemma(token) in _STANDS_FOR_TOWN:
            return None
        return ground.at_town(ground.scene.chars_of(start, token + 1), town)
    return None


def named_by(ground: Ground, phrase: Phrase, town: PlaceMention | None) -> PlaceMention | None:
    """Return the landmark that a town's name opens and "it" stands for ("landed at A AIRPORT")."""
    if town is None:
        return None
    there, behind = ground.scene.tokens_of(town.span or (0, 0))
    if ground.lowers[phrase.head] != "it" or behind >= phrase.start:
        return None
    return in_town(ground, Phrase(behind, there, behind + 1), town)


def of_list(ground: Ground, phrase: Phrase) -> PlaceMention | None:
    """Return the town that ends a list of landmarks ("the port, the airport and the jail OF A")."""
    tokens = ground.scene.tokens
    first = phrase.head
    if tokens.base[first] == "conj":
        first = tokens.head[first]
    last = max((c for c in tokens.children[first] if tokens.base[c] == "conj"), default=first)
    if last <= phrase.head or not is_landmark(ground, Phrase(last, max(0, last - 1), last + 1)):
        return None
    if ground.lowers[last + 1 : last + 2] not in (["of"], ["in"], ["at"]):
        return None
    town = ground.first_of(range(last + 2, min(last + 4, len(tokens))))
    return town if town is not None and town.feature in TOWNS else None


def in_town(ground: Ground, phrase: Phrase, town: PlaceMention) -> PlaceMention | None:
    """Return a landmark told by its town: who takes "Aden's airport" has not taken Aden."""
    if not is_landmark(ground, phrase):
        return None
    if town.span is None or town.feature not in TOWNS:
        return None
    if ground.lemma(phrase.head) in _STANDS_FOR_TOWN and not _lying(ground, phrase, town.span):
        return None
    head = ground.scene.chars_of(phrase.head, phrase.head + 1)
    start, end = min(town.span[0], head[0]), max(town.span[1], head[1])
    if start == head[0]:
        first = phrase.head
        while first > phrase.start and ground.scene.tokens.pos[first - 1] in _NAMING_POS:
            first -= 1
        start = ground.scene.chars_of(first, first + 1)[0]
    return ground.at_town((start, end), town)


_OVER_WATER = frozenset({"bridge", "crossing", "dam", "causeway", "ferry", "pontoon", "weir"})


def across(ground: Ground, phrase: Phrase, water: PlaceMention) -> PlaceMention | None:
    """Return the bridge or dam that a river's name tells ("the bridge OVER THE KURA").

    Who has it has not the river; its point is that of the town told of last.
    """
    if water.span is None or ground.lemma(phrase.head) not in _OVER_WATER:
        return None
    name = ground.scene.token_at(water.span[0])
    if ground.lowers[phrase.head + 1 : name] not in _ACROSS or water.feature in TOWNS:
        return None
    span = (ground.scene.tokens.idx[phrase.head], water.span[1])
    town = next((p for p in ground.told_before(span[0]) if p.feature in TOWNS), None)
    if town is not None:
        return ground.at_town(span, town)
    return PlaceMention(text=ground.scene.report.text[slice(*span)], span=span)


_ACROSS = (["over", "the"], ["across", "the"], ["on", "the"], ["spanning", "the"])


def one_of_several(ground: Ground, phrase: Phrase, town: PlaceMention) -> PlaceMention | None:
    """Return the landmark of a town further on in a list ("the airports of A and B").

    None where the list is of towns, or of landmarks that stand for theirs.
    """
    tokens = ground.scene.tokens
    node = phrase.head
    while tokens.base[node] == "conj" and tokens.head[node] < node:
        node = tokens.head[node]
    head = tokens.head[node]
    if node == phrase.head or tokens.base[node] != "nmod" or tokens.lower[node - 1] != "of":
        return None
    return _each(ground, head, town)


def other_towns(ground: Ground, phrase: Phrase, first: PlaceMention) -> list[PlaceMention]:
    """Return the landmarks of a list's towns behind the first ("the terminals of A, B and C")."""
    if first.span is None or ground.lowers[phrase.head + 1 : phrase.head + 2] != ["of"]:
        return []
    end = ground.sentence(phrase.head).end_char
    listed = listed_around(ground.scene, first.span, end)[1:]
    if ground.scene.tokens.tag[phrase.head] != "NNS":
        return []
    return [_each(ground, phrase.head, town) or town for town in listed]


def _each(ground: Ground, head: int, town: PlaceMention) -> PlaceMention | None:
    """Return a town's own of several landmarks that a plural noun tells."""
    several = ground.scene.tokens.tag[head] == "NNS" and not ground.lowers[head].endswith("ss")
    spot = Phrase(head, head, head + 1)
    if not several or not is_landmark(ground, spot) or ground.lemma(head) in _STANDS_FOR_TOWN:
        return None
    if town.span is None or town.feature not in TOWNS:
        return None
    return ground.at_town((ground.scene.chars_of(head, head + 1)[0], town.span[1]), town)


_TOWNSHIPS = frozenset({"city", "town", "village", "hamlet", "port", "resort", "capital"})
_LANDS = frozenset({"country", "region", "admin1"})


def part_of_town(ground: Ground, phrase: Phrase) -> PlaceMention | None:
    """Return the place of "the A district of B", which is A, but where A is a land."""
    part = ground.place_over(phrase.head - 1) if phrase.head > phrase.start else None
    if part is None or part.span is None or part.feature in _LANDS or part.role is not None:
        return None
    if ground.is_band(part.span):
        return None  # "the HEZBOLLAH stronghold of B"
    start = ground.scene.token_at(part.span[0])
    if start < phrase.start or ground.first_of(range(phrase.head + 1, phrase.end)) is None:
        return None
    of_land = ground.lowers[phrase.head] in _TOWNSHIPS and start > phrase.start
    return None if of_land and ground.lowers[phrase.start] == "the" else part


def by_itself(ground: Ground, phrase: Phrase) -> bool:
    """Tell whether a noun says which of its town's spots is meant ("the RIVER port")."""
    at = phrase.head - 1
    return (
        ground.lemma(phrase.head) in _BY_ITSELF
        and at > phrase.start
        and ground.scene.tokens.pos[at] == "NOUN"
    )


def named_beside(ground: Ground, phrase: Phrase, apposed: Phrase) -> bool:
    """Tell whether what a parser took for a landmark's name is another one of a list.

    "Seized the city hall, the Dansalan College and the jail": a hall is no college.
    """
    own, other = ground.lemma(phrase.head), ground.lowers[apposed.head]
    kinds = ground.book.kinds.get(other, frozenset())
    return is_landmark(ground, phrase) and "facility" in kinds and own != other


def _bound_for(ground: Ground, place: PlaceMention) -> bool:
    """Tell whether a place is where a way leads to."""
    token = ground.scene.token_at((place.span or (0, 0))[0])
    return token > 0 and ground.lowers[token - 1] in _BOUND


def _lying(ground: Ground, phrase: Phrase, town: Span) -> bool:
    """Tell whether a landmark has an owner of its own and only lies in its town.

    "The headquarters of the First Division in Sanaa" is the division's.
    """
    token = ground.scene.token_at(town[0])
    return token - phrase.head > len(("of", "in")) and ground.lowers[token - 1] in _LYING


def is_landmark(ground: Ground, phrase: Phrase) -> bool:
    """Tell whether a noun, or with the word before it, names a spot that is held by itself."""
    lemma = ground.lemma(phrase.head)
    at = phrase.head - 1
    if at > phrase.start and ground.lowers[at] in {"'s", "’s", "'"}:
        at -= 1  # "the governor's office"
    before = ground.lemma(at) if phrase.head > phrase.start else ""
    landmarks = ground.book.extent["landmark"]
    return lemma in landmarks or f"{before} {lemma}" in landmarks


def _one_in_form(ground: Ground, phrase: Phrase) -> bool:
    """Tell whether a noun is one thing though it looks like many ("headquarters")."""
    return ground.lowers[phrase.head] in _ONE_IN_FORM
