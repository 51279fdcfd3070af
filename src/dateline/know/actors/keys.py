"""One rule for comparing names: case, accents, apostrophes, dots and hyphens do not count."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b(?!\w)", re.IGNORECASE)
_DROPPED = str.maketrans("", "", "'’‘ʼʿʾ`.")
_TURKIC = str.maketrans("ıİøØłŁđĐßæ", "iIoOlLdDsa")


def fold(text: str) -> str:
    """Return the text in lower case without accents, apostrophes and dots.

    >>> fold("Sana’a"), fold("U.S."), fold("Çavuşoğlu")
    ('sanaa', 'us', 'cavusoglu')
    """
    if text.isascii():
        return text.translate(_DROPPED).lower()
    plain = unicodedata.normalize("NFKD", text.translate(_TURKIC).translate(_DROPPED))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a name, folded; hyphens part words, a possessive ending is left off.

    >>> words("Hay'at Tahrir al-Sham")
    ('hayat', 'tahrir', 'al', 'sham')
    """
    return tuple(_WORD.findall(fold(_POSSESSIVE.sub("", text))))


def is_acronym(text: str) -> bool:
    """Tell whether a name is an abbreviation whose capitals count ("IS", "U.S.", "M23").

    >>> is_acronym("IS"), is_acronym("Iran"), is_acronym("SPLM-N")
    (True, False, True)
    """
    plain = text.translate(_DROPPED)
    return len(plain) <= 8 and " " not in plain and plain.upper() == plain
