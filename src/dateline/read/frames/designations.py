"""Weapons by their makers' codes: "two F-111s", "an Mi-24MV", "T-55s".

One rule: a code of letters and a number is a weapon where armies have one of that name; roads,
pumping stations and ministers' planes ("the M-4", "T-4", "C-suite") are none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.read.tokens import Tokens

SORTS: Final[Mapping[str, str]] = {
    "jet": (
        r"(?:F|FA|F/A|AV|EA)-?\d{1,3}|MiG-?\d\d|Su-?\d\d|Tu-?\d{2,3}|A-?(?:1|4|6|7|10|26|29|37)"
        r"|AC-?(?:47|119|130)|B-?(?:1|2|17|24|25|26|29|52|57)|Il-?(?:2|10|14|28|76)|L-?(?:29|39)"
        r"|An-?(?:2|12|24|26|30|32)|C-?(?:47|119|123|130)|J[FH]?-?(?:5|6|7|10|11|16|17|20)"
        r"|Yak-?(?:9|38|52|130)|P-?(?:38|40|47|51)|K-?8|T-?(?:6|28|33)"
    ),
    "helicopter": (
        r"Mi-?\d{1,2}|Ka-?(?:27|29|31|50|52)|[AMO]H-?(?:1|6|13|34|47|53|58|60|64)|[UAC]H-?\d+"
    ),
    "drone": r"[MR]Q-?\d{1,2}|TB-?2|Geran-?\d|Shahed-?\d+|Wing Loong-?\d|Mohajer-?\d",
    "tank": (
        r"T-?(?:34|54|55|59|62|64|72|80|84|90)|M-?(?:1A1|1A2|48|60|113|551)|BMP-?\d|BTR-?\d{2,3}"
        r"|BRDM-?\d|BMD-?\d|AMX-?\d{2}|PT-?76|ASU-?\d\d|MT-?LB"
    ),
    "rocket launcher": r"BM-?(?:13|14|21|24|27|30)|RPG-?\d{1,2}|M-?270|TOS-?1A?|M-?142",
    "howitzer": r"D-?(?:20|30|44)|M-?(?:46|101|109|114|198|777)|2S\d{1,2}|ZSU?-?\d{2}",
    "missile": r"S-?(?:75|125|200|300|400)|SA-?\d{1,2}|SS-?\d{1,2}|Kh-?\d\d|R-?17",
}
"""What the codes stand for, by a weapon that the frames know."""
_CODE: Final = re.compile(
    "|".join(f"(?P<s{at}>(?:{codes})[A-Z]{{0,3}}s?)" for at, codes in enumerate(SORTS.values()))
)
_ROADS: Final = frozenset("highway motorway road expressway autoroute route station".split())
_NAMES: Final = tuple(SORTS)
_LONGEST: Final = 3
"""Tokens of one code: letters, hyphen, number."""


def designated(tokens: Tokens, text: str, token: int) -> str | None:
    """Return what sort of weapon the code is that a token belongs to, None where it is of none.

    Args:
        tokens: of the text.
        text: the report's.
        token: the letters or the number of the code.
    """
    lower = tokens.lower
    beside = lower[token + 1 : token + 2] == ["-"]
    if not beside and lower[token].isalpha():
        return None  # as of most words
    if token + 2 < len(lower) and lower[token + 1] == "-" and lower[token + 2][0].isdigit():
        first, last = token, token + 2
    elif token >= _LONGEST - 1 and lower[token - 1] == "-" and lower[token][0].isdigit():
        first, last = token - 2, token
    elif lower[token][0].isalpha() and any(c.isdigit() for c in lower[token]):
        first = last = token
    else:
        return None
    if last + 1 < len(lower) and lower[last + 1] in _ROADS:
        return None
    low = tokens.idx[first]
    found = _CODE.fullmatch(text, low, tokens.idx[last] + len(lower[last]))
    return None if found is None or found.lastgroup is None else _NAMES[int(found.lastgroup[1:])]
