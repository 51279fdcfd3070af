"""Which language a text is in: English by its small words, anything else by a detector."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNDETERMINED = "und"
"""BCP 47's own word for a language that nothing tells."""

_ENGLISH = frozenset(
    "the of and to in a that was on for with by as at from said is were has have had be been it "
    "its his her their an are which who after not but will would they he she this".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SAMPLE = 3000
"""Characters that are looked at; the answer does not change beyond a few hundred."""
ENGLISH_SHARE = 0.15
"""Share of words that must be among the fifty small words of English.

Running English has 0.3 to 0.45 and headlines about 0.15; German, Dutch and French stay under
0.08 by chance ("a", "in", "on").
"""
SURE = 0.9
"""Probability over which the detector is believed against a page that declares English."""


def language_of(text: str, *, declared: str | None = None) -> str:
    """Return the ISO 639-1 code of the language of `text`, or `und`.

    Args:
        text: as much of it as there is.
        declared: what the page says (`en`, `en-GB`, `English`); believed unless the letters of
            the text belong to another script.
    """
    sample = text[:_SAMPLE]
    code = _code(declared)
    words = [w.casefold() for w in _WORD.findall(sample)]
    plain = all(w.isascii() for w in words)
    latin = sum(w[0] < "\u0250" for w in words)
    if words and latin > 0.5 * len(words):
        share = sum(w in _ENGLISH for w in words) / len(words)
        if share >= ENGLISH_SHARE:
            return "en"
        if code and code not in _OTHER_SCRIPT:
            return code
        if len(words) < 12 and plain:
            # Too little to tell by; a line of plain letters is read as the English it mostly is.
            return code or "en"
    elif code and code in _OTHER_SCRIPT:
        return code
    if len(words) < 3:
        return code or UNDETERMINED
    found, sure = _identifier().classify(sample)
    if plain and found != "en" and sure < SURE:
        return code or "en"
    if found == "pcm":
        return "en"  # Nigerian Pidgin has English words: a table or a list in English looks like it
    return str(found)


_OTHER_SCRIPT = frozenset(
    "ar fa ur ps ckb he ru uk be bg mk sr el hy ka am ti my th zh ja ko hi bn ta te ne si km "
    "lo".split()
)


def _code(declared: str | None) -> str | None:
    if not declared:
        return None
    word = re.split(r"[-_,;\s]", declared.strip().casefold(), maxsplit=1)[0]
    if re.fullmatch(r"[a-z]{2,3}", word):
        return word
    names = {"english": "en", "arabic": "ar", "french": "fr", "russian": "ru", "ukrainian": "uk"}
    return names.get(word)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
