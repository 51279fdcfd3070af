"""Names of places that nothing marked as such, known by their grammar.

One rule: a bare name stands for a place only where an act or a preposition asks for one and nobody
knows it as a person or a body.
"""

from __future__ import annotations

from dateline.know.gazetteer.place import TOWNS
from dateline.model import PlaceMention
from dateline.read.clauses.clause import Phrase
from dateline.read.frames import names
from dateline.read.frames.captives import captives
from dateline.read.frames.ground import ARTICLES, Ground

_SPATIAL = frozenset({"in", "near", "outside"})
_SEATS = frozenset({"command", "headquarters", "barracks", "garrison", "fort", "base", "camp"})


def named(ground: Ground, phrase: Phrase) -> PlaceMention | None:
    """Return the place that a phrase names though nothing marked it as one."""
    key = phrase.head
    if key not in ground.named_at:
        ground.name(key, _find_name(ground, phrase))
    return ground.named_at[key]


def _find_name(ground: Ground, phrase: Phrase) -> PlaceMention | None:
    if (post := names.numbered(ground.scene, phrase)) is not None:
        return post
    tokens = ground.scene.tokens
    if tokens.pos[phrase.head] not in {"PROPN", "X"}:
        return None
    start, end = phrase.start, phrase.end
    while start < end and tokens.pos[start] not in {"PROPN", "X"}:
        start += 1
    while end > start + 1 and tokens.pos[end - 1] == "PRON":
        end -= 1  # "Saraqib itself"
    span = ground.scene.chars_of(start, end)
    return names.by_same_name(ground.scene, ground.scene.report.text[slice(*span)], span)


def take_for_place(ground: Ground, phrase: Phrase) -> bool:
    """Take a bare name for a place where an act asks for one and nobody knows the name.

    Taggers take towns that they never saw for people; in the place of what is captured or
    falls, a bare name without role or apposition is a town far more often than a man.
    """
    tokens = ground.scene.tokens
    if _seat(ground, phrase):
        return True
    if tokens.pos[phrase.head] not in {"PROPN", "X"} or phrase.head in captives(ground.scene):
        return False
    apposed = [ground.word_kinds(a.head) for a in phrase.appositions]
    if apposed and not any(kinds & {"ground", "facility"} for kinds in apposed):
        return False
    if ground.place_over(phrase.head) is not None:
        return False
    char = tokens.idx[phrase.head]
    if ground.scene.dates_by_span.meeting(char, char + 1):
        return False  # "was in command on Tuesday"
    actor = ground.actor(phrase)
    if actor is not None and (actor.ref.id or actor.ref.plover or actor.role):
        return False
    if actor is not None and actor.kind not in {"person", "organisation"}:
        return False
    if tokens.pos[phrase.start] not in {"PROPN", "X"} or names.personal(ground.scene, phrase):
        return False
    span = ground.scene.chars_of(phrase.start, phrase.end)
    ground.take(phrase, names.unknown(ground.scene, span))
    return True


def bare_name(ground: Ground, phrase: Phrase, preposition: str | None) -> PlaceMention | None:
    """Return a place for a bare name that nobody knows where "in", "near" or "outside" it is.

    People and bodies seldom stand there, and never without an article or a title.
    """
    tokens = ground.scene.tokens
    if preposition not in _SPATIAL or tokens.pos[phrase.start] != "PROPN":
        return None
    end = phrase.start
    while end < phrase.end and (tokens.pos[end] == "PROPN" or tokens.words[end] == "-"):
        end += 1
    span = ground.scene.chars_of(phrase.start, end)
    taken = any(ground.scene.dates_by_span.starting(*span)) or ground.in_actor(span)
    if taken or not tokens.words[phrase.start][1:].islower() or phrase.head >= end:
        return None
    return names.unknown(ground.scene, span)


def _seat(ground: Ground, phrase: Phrase) -> bool:
    """Take a body's seat that is named like it for a place."""
    start = seat_from(ground, phrase)
    if start is None:
        return False
    town = ground.first_of(range(phrase.head + 1, phrase.end))
    low, high = ground.scene.chars_of(start, phrase.head + 1)
    if town is not None and town.span is not None and town.feature in TOWNS:
        ground.take(phrase, ground.at_town((low, town.span[1]), town))
    else:
        ground.take(phrase, names.unknown(ground.scene, (low, high)))
    return True


def seat_from(ground: Ground, phrase: Phrase) -> int | None:
    """Return where the name of a body's seat begins ("the North Eastern Command"); None else."""
    tokens = ground.scene.tokens
    start = phrase.start
    while start < phrase.head and ground.lowers[start] in ARTICLES:
        start += 1
    named = start < phrase.head and all(
        tokens.words[t][:1].isupper() for t in range(start, phrase.head + 1)
    )
    if not named or ground.lowers[phrase.head] not in _SEATS or tokens.tag[phrase.head] == "NNS":
        return None
    return start if ground.place_over(phrase.head) is None else None
