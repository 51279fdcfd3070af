"""Names folded for comparison: case, accents, apostrophes, hyphens and Arabic articles ignored.

For looking things up in what a record already holds; matching across transliterations is the
gazetteer's and the register's business.
"""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile(r"['’‘ʿʾʼ`´.]")
_GAPS = re.compile(r"[\W_]+")
# The Arabic article, with its assimilated forms ("as-Suwayda"), only where a hyphen or a
# following capital shows that it is one.
_ARTICLE = re.compile(r"(?i:\b(?:al|el|as|ad|an|ar|at|az|ash|ath|adh)[-–])|\b(?:Al|El) (?=[A-Z])")
_THE = re.compile(r"^the ")


def fold(text: str) -> str:
    """Return `text` in the form in which names are compared; empty where nothing is left.

    >>> fold("As-Suwaydā'") == fold("Suwayda")
    True
    """
    bare = text
    if not text.isascii():  # ASCII has no marks: skipped, as whole reports are folded
        decomposed = unicodedata.normalize("NFKD", text)
        bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    bare = _ARTICLE.sub("", _MARKS.sub("", bare))
    return _THE.sub("", _GAPS.sub(" ", bare.casefold()).strip())
