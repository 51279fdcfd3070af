"""What a place is called throughout the record: as reports mostly print it.

A gazetteer's name is right but may be one that no reader of the reports would look for
("Ḩalfāyā", "Tadmur"). It stays in the claims; findings carry the name that reports print.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace as with_

from msgspec.structs import replace

from dateline.model import PlaceRef
from dateline.model.fold import fold
from dateline.weigh.telling import Telling

_AREAS = frozenset({"country", "admin1", "admin2"})
"""Kinds that reports call by the names of their people ("Russian"): the gazetteer's name stands."""
_ARTICLES = frozenset({"al", "el", "as", "ad", "an", "ar", "at", "az", "ash", "ath", "adh"})
_APOSTROPHES = str.maketrans("", "", "'’‘ʿʾʼ`´")


def renamed(telling: Telling, name: str | None) -> Telling:
    """Return a claim whose place goes by `name`; the same one where that is None."""
    where = telling.claim.where
    if name is None or where is None or where.name == name:
        return telling
    return with_(telling, claim=replace(telling.claim, where=replace(where, name=name)))


def plain(name: str) -> str:
    """Return `name` without the marks of a scholarly transliteration.

    >>> plain("Dar‘ā"), plain("Şūrān")
    ('Dara', 'Suran')
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return bare.translate(_APOSTROPHES)


def shown(refs: Iterable[PlaceRef]) -> str | None:
    """Return the name to show for one place; None where no gazetteer knows it."""
    told = list(refs)
    named = Counter(ref.name for ref in told if ref.name and ref.id)
    if not named:
        return None
    name = min(named, key=lambda n: (-named[n], n))
    printed = Counter(ref.text for ref in told if _is_name(ref, name))
    area = any(ref.feature in _AREAS for ref in told if ref.name == name)
    if area or name in printed or not printed:
        return plain(name) if name not in printed else name
    most = min(printed, key=lambda text: (-printed[text], len(text), text))
    # "Menagh" for a base in a record of towns says less than "Menagh air base".
    return plain(name) if _words(most) < _words(name) else most


def _is_name(ref: PlaceRef, name: str) -> bool:
    if not ref.text[:1].isupper() or ref.role not in (None, "place"):
        return False
    # "the city" is no name, and "Central Aleppo" is the name of less than Aleppo.
    return not _words(name) < _words(ref.text)


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(name).split()) - _ARTICLES
