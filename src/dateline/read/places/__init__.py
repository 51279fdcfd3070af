"""Places in a report: found in the parse, resolved by the whole report.

One rule: no coordinate is invented. What no gazetteer knows keeps its words, and takes the region
of its neighbours only where the text lists it with them or says what holds it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dateline.know.gazetteer import Gazetteer
from dateline.model import PlaceMention
from dateline.model.place import PlaceRole
from dateline.read.places.capitals import capitals
from dateline.read.places.descriptions import described
from dateline.read.places.found import Found
from dateline.read.places.mention import mentions
from dateline.read.places.resolve import choose
from dateline.read.places.roles import datelines, metonymic
from dateline.read.places.spans import find_names
from dateline.read.places.toponym import Toponym, bearer, countries_before, describe, related
from dateline.read.tokens import Tokens, read_tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_places"]


def find_places(
    doc: Doc,
    *,
    gazetteer: Gazetteer,
    title: Doc | None = None,
    tokens: Tokens | None = None,
    near_country: Iterable[str] = (),
    torn: Collection[str] = (),
) -> tuple[PlaceMention, ...]:
    """Find and resolve the places that a report mentions.

    Args:
        doc: the parse of the report's text.
        gazetteer: where names are looked up.
        title: the parse of the headline; its places inform the rest and are not returned.
        tokens: of `doc`, where they were read before.
        near_country: countries (ISO 3166-1 alpha-2) that the report is known to be about.
        torn: countries that have, or had, a war: reports are sooner of these.

    Returns:
        The mentions in order of the text. `role` tells adjectives, metonyms, datelines and parts
        of names from places; only those without a role, and descriptions ("the military airport"),
        are places where something is or happens.
    """
    near_country = tuple(near_country)
    tokens = tokens or read_tokens(doc)
    body = _toponyms(doc, tokens, gazetteer, near_country)
    heading = []
    if title is not None:
        heading = _toponyms(title, read_tokens(title), gazetteer, near_country)
    # The headline's names follow the text's, so that indices of relations still hold.
    size = len(body)
    shifted = [
        replace(
            t,
            inside=tuple(i + size for i in t.inside),
            beside=None if t.beside is None else t.beside + size,
            surely=None if t.surely is None else t.surely + size,
            listed=None,
        )
        for t in heading
    ]
    everything = [*body, *shifted]
    choices = choose(everything, gazetteer, near_country=near_country, torn=torn)
    named = mentions(everything, choices, gazetteer)[: len(body)]
    sites = (
        *described(tokens.hay, named, gazetteer),
        *capitals(tokens.text, named, gazetteer),
    )
    if not sites:
        return named
    return tuple(sorted((*named, *sites), key=lambda p: p.span or (0, 0)))


def _toponyms(doc: Doc, tokens: Tokens, gazetteer: Gazetteer, near: Iterable[str]) -> list[Toponym]:
    text = tokens.text
    found = find_names(doc, gazetteer, near, tokens=tokens)
    filed = datelines(text, [f.span for f in found])
    out = []
    adjectives = []
    for i, item in enumerate(found):
        toponym = describe(text, item.span, role=item.role)
        if item.known:
            toponym = replace(toponym, known=item.known, country=item.country)
        toponym = bearer(toponym, gazetteer.known)
        if item.role == "adjective" and item.country:
            adjectives.append((item.span[1], item.country))
        elif item.role is None:
            role: PlaceRole | None = "dateline" if i in filed else _role(text, item, gazetteer)
            if role is not None:
                toponym = replace(toponym, role=role)
        out.append(toponym)
    return countries_before(text, related(text, out), adjectives)


def _role(text: str, found: Found, gazetteer: Gazetteer) -> PlaceRole | None:
    if found.known:
        place = gazetteer.get(found.known)
        places = [place] if place else []
    else:
        name = text[found.span[0] : found.span[1]]
        places = [c.place for c in gazetteer.lookup(name, variants=False)[:3]]
    return "metonym" if metonymic(text, found.span, places, found.following) else None
