"""Cuts raw text into words the way the English treebanks of Universal Dependencies do.

One rule: every character that is seen lies in exactly one word, in order;
nothing is changed, dropped or added.  The conventions were read off EWT and GUM: hyphens, slashes
and dashes stand alone, clitics are words, abbreviations keep their stop.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

CACHE_WORDS: Final = 100_000

_ABBREVIATIONS: Final = (
    "mr mrs ms dr prof sr jr st gen lt col maj capt cmdr sgt cpl pvt adm brig gov sen rep rev "
    "hon pres sec vs inc ltd co corp dept nos vol pp ed eds fig al approx bros cf ca esp ave "
    "blvd rd mt ft tel ext jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed "
    "thu thur thurs fri sat sun a.m p.m i.e e.g ph.d u.s u.k u.n d.c viz bldg sq lat messrs "
    "mme min max misc assn univ "
).split()
_ABBREVIATION: Final = "|".join(
    sorted((re.escape(a) for a in _ABBREVIATIONS), key=len, reverse=True)
)
# Prefixes that EWT and GUM leave on their word; all other hyphens stand alone.  Of these the
# training files join 300 and split 20 (``pan`` is the one that they mostly split).
_PREFIX: Final = (
    "non|e|anti|re|co|pre|pro|mid|cross|post|over|semi|multi|ex|sub|counter|mini|neo|socio|psycho|inter|intra"
    "|micro|ultra|quasi|pseudo|trans"
)
# A comma goes on with a number only before three digits: scraped pages print "December 02,2024".
_NUMBER: Final = r"\d+(?:[.:]\d+|,\d{3}(?!\d))*"
_UNIT: Final = "(?:AM|PM|KM|KG|MM|CM|GB|MB)"
_QUOTE: Final = "'’‘`´ʼ"
# Zero-width marks are no words; between words they are kept as white space is.
_UNSEEN: Final = "\u200b-\u200f\u2060\ufeff"
_LINK: Final = r"[^\s<>\"“”()\[\]{}|]"
_LINK_END: Final = r"[^\s<>\"“”()\[\]{}|.,;:!?'’*]"

_SITE: Final = r"(?:com|org|net|gov|edu|info|(?i:doc|xls|pdf)|html?|co\.uk)"
_INNER: Final = rf"[\u00ad{_UNSEEN}\u0300-\u036f\u064b-\u065f]"

_TOKEN: Final = re.compile(
    rf"""
    [A-Za-z]{{2,}}(?=[ ,;\n])
  | (?:https?://|ftp://|www\.){_LINK}*{_LINK_END}
  | [\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}
  | (?<!\w)[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,6}}\.{_SITE}\b(?:/{_LINK}*{_LINK_END})?
  | (?<!\w)(?:[:;=][-o']?(?:\)+|\(+|\]|D\b|P\b|/(?!/))|<3|\^_\^)(?!\w)
  | (?<!\w)[@\#](?=\w*[^\W\d])\w+
  | (?<![\w.])(?:[^\W\d_]\.){{1,12}}[^\W\d_]\b(?!['’-]\w)\.?
  | (?<![\w.])(?i:{_ABBREVIATION})\.(?!\w)
  | (?<![\w.])(?:etc\.(?=\s*[a-z0-9,;:)\#])|[Nn]o\.(?=\s*[\d\#]))
  | (?<!\w)[A-Z]\.(?=[ ]\S)(?<![ ]I\.)
  | (?<!\w)(?:p|pp|c|b|d|m|r|v|ca)\.(?=[ ]?\d) | (?<=\()[bdm]\.(?=[ ])
  | (?:(?<=\n)|(?<=\A))\d{{1,2}}(?:\.\d+)*\.(?=[ ]\S)
  | (?<![\w-])\d{{1,4}}-\d{{1,3}}-\d{{2,4}}(?![\w-]) | (?<![\w-])\d{{3}}-\d{{4}}(?![\w-])
  | (?<![\w.])\.?{_NUMBER}(?:/{_NUMBER})*(?:(?i:st|nd|rd|th|s)(?!\w)|(?!{_UNIT}\b)[A-Z]{{1,2}}\b)?
  | {_NUMBER}
  | (?<![\w-])(?i:{_PREFIX})-(?=[^\W_]{{2}})[^\W_]+(?=[^\w{_QUOTE}]|$)
  | \b[A-Z]{{1,3}}&[A-Z]{{1,3}}\b
  | [^\W\d_](?:[^\W_]|{_INNER})*
    (?:[{_QUOTE}](?=[^\W\d_]{{2}}|[^\W\d_]\w*[{_QUOTE}]|[aeiou](?!\w))[^\W_]+)*
    (?:(?<=[nN])[{_QUOTE}][tT](?!\w))?
  | [{_QUOTE}](?i:s|m|d|ll|ve|re)(?![^\W_])
  | \.{{2,}} | -{{2,}} | ={{2,}} | _+ | \*+ | ~+ | \#{{2,}} | >{{2,}} | <{{2,}} | \+{{2,}}
  | [!?]+ | \.[!?]+ | ``|''|’’|‘’ | \[\.\.\.\]
  | [^\s{_UNSEEN}]
    """,
    re.VERBOSE,
)

_NOT: Final = re.compile(
    rf"(?i)(?:do|does|did|is|are|was|were|have|has|had|ca|wo|would|could|should|must|ai|need"
    rf"|might|sha)(?=n[{_QUOTE}]?t$)"
)
_CLITIC: Final = re.compile(rf"(?i)(?<=\w)[{_QUOTE}](?:s|m|d|ll|ve|re)$")
_FUSED: Final = {
    "cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3,
    "im": 1, "ive": 1, "thats": 4, "youre": 3, "theyre": 4,
}  # fmt: skip


def cut(text: str) -> list[tuple[int, int]]:
    """Cut text into words and return their start and end offsets."""
    out: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        seam = _seam(match.group()) if end - start < 32 else 0
        if seam:
            out.append((start, start + seam))
            out.append((start + seam, end))
        else:
            out.append((start, end))
    return out


@lru_cache(maxsize=CACHE_WORDS)
def _seam(word: str) -> int:
    """Find where a clitic is cut off a word; 0 where there is none."""
    found = _NOT.match(word)
    if found:
        return found.end()
    found = _CLITIC.search(word)
    return found.start() if found else _FUSED.get(word.lower(), 0)
