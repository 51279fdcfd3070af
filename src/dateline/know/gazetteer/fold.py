"""Folds names of places to keys, so that one place is found under its many spellings.

Two keys a name. The exact key takes off what no two places differ by: case, accents, marks of
ayn and hamza, hyphens. The sound key takes off what transliteration varies: the Arabic article
with its sun letters, vowels, doubled letters, `q` and `k`; names that share it are compared letter
by letter afterwards (`likeness`), so it may be coarse.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

_MARKS: Final = str.maketrans(dict.fromkeys("'`´ʹʺʻʼʽʾʿˈ‘’‛′\"“”.·ـ", ""))
_NOT_WORD: Final = re.compile(r"[^0-9a-z]+")
ARTICLES: Final = frozenset(
    "al el ul as ash ad adh an ar at ath az es esh ech ed edh en er et eth ez us ush ud un ur "
    "ut uz il".split()
)
# A Latin-script name may be spelt in any of these ways for one sound. Order matters: longer first.
_DIGRAPHS: Final = (
    ("tch", "c"), ("dzh", "j"), ("sch", "S"), ("zh", "j"), ("dj", "j"), ("dsch", "j"),
    ("kh", "x"), ("gh", "g"), ("rh", "r"), ("sh", "S"), ("ch", "S"), ("ph", "f"), ("dh", "d"),
    ("th", "t"), ("ts", "s"), ("tz", "s"), ("ck", "k"), ("q", "k"), ("w", ""), ("y", ""),
)  # fmt: skip
_SOUND: Final = str.maketrans({**dict.fromkeys("aeiouhy", ""), "c": "k", "x": "k", "z": "s"})
_ASSIMILATED: Final = re.compile(r"^[ae]([dlnrstz])\1")
_DOUBLED: Final = re.compile(r"(.)\1+")
_SHORT: Final = 4
_TWICE: Final = re.compile(r"([bcdfgjklmnpqrstvxz])\1")
# "Marea" and "Maarra" level to the same: with this they fall short of being alike.
_OTHER_LENGTH: Final = 0.7
_VOWELS: Final = (
    ("aou", "au"), ("ou", "u"), ("oo", "u"), ("ow", "u"), ("aw", "u"), ("au", "u"), ("ee", "i"),
    ("ei", "i"), ("ai", "i"), ("ay", "i"), ("ey", "i"), ("ie", "i"), ("iy", "i"), ("y", "i"),
    ("o", "u"), ("j", "j"), ("q", "k"), ("ch", "sh"), ("e", "a"),
)  # fmt: skip


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return the exact key of a name: lower-case ASCII words, marks and hyphens off.

    >>> fold("Ma‘arrat an-Nu‘mān")
    'maarrat an numan'
    >>> fold("Херсон")
    'kherson'
    """
    return fold_once(name)


def fold_once(name: str) -> str:
    """Fold without the cache, for going through a whole gazetteer."""
    plain = name.translate(_MARKS)
    if not plain.isascii():
        plain = anyascii(plain).translate(_MARKS)
    return _NOT_WORD.sub(" ", plain.lower()).strip()


def bare(key: str) -> str:
    """Return an exact key without Arabic articles and final `h`, and with `tell`, `tel` made one.

    >>> bare("deir ez zor"), bare("deir ezzor"), bare("al bab")
    ('deir zor', 'deir zor', 'bab')
    """
    words = key.split()
    kept = [_clean(w) for w in words if w not in ARTICLES]
    return " ".join(kept) if kept else key


def _clean(word: str) -> str:
    if len(word) > 4 and _ASSIMILATED.match(word):
        word = word[2:]
    if len(word) > 3 and word.endswith(("ah", "eh", "iyy")):
        # Ta marbuta is written or not: "Izza", "Izzah".
        word = word[:-1]
    return "tal" if word in {"tel", "tell", "tall", "tal"} else word


def sound(key: str) -> str:
    """Return the sound key of an exact key; empty where too little would be left to compare.

    >>> sound("morek") == sound("murak") == sound("morik")
    True
    >>> sound("jubbayn") == sound("al jubin") == sound("jubeen")
    True
    """
    plain = bare(key)
    compact = plain.replace(" ", "")
    if not compact or compact.isdigit():
        return ""
    first = "a" if compact[0] in "aeiou" else ("h" if compact[0] == "h" else "")
    for written, heard in _DIGRAPHS:
        if written in compact:
            compact = compact.replace(written, heard)
    key = _DOUBLED.sub(r"\1", first + compact.translate(_SOUND))
    return key if len(key) >= 2 else ""


@lru_cache(maxsize=65536)
def _levelled(key: str) -> str:
    plain = bare(key).replace(" ", "")
    for written, heard in _VOWELS:
        plain = plain.replace(written, heard)
    return _DOUBLED.sub(r"\1", plain).rstrip("h") or plain


def likeness(one: str, other: str) -> float:
    """Tell how alike two exact keys are once spellings of a sound are levelled, 0 to 1.

    A short name levels to a few letters that many places share: a letter doubled in the one alone
    makes it another name.

    >>> likeness("sheikhoun", "shaykhun") > 0.9
    True
    >>> likeness("marea", "maarra") < 0.72
    True
    """
    first, second = _levelled(one), _levelled(other)
    alike = float(Levenshtein.normalized_similarity(first, second))
    if min(len(first), len(second)) > _SHORT:
        return alike
    doubled = set(_TWICE.findall(bare(one))) ^ set(_TWICE.findall(bare(other)))
    return alike * _OTHER_LENGTH if doubled else alike
