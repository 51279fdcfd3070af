"""Chooses what a place is called in its own country's writing, among spellings of every language.

GeoNames' spellings bear no language. One rule: a spelling is the place's own if it uses nothing but
the letters of the country's language and, read aloud, comes to the name in Latin letters; of
several the one that comes nearest. Where none comes near, the place has no own name here, unless
the table of names that differ (`own.csv`) or its source tells one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

import tomli
from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from dateline.know.gazetteer.fold import fold_once, sound
from dateline.know.gazetteer.sources import Own, read_csv, shipped

_LEAST: Final = 0.6
"""Least likeness. With it, 65 of the 77 cities that CLDR 48 names for their zones of time are named
as CLDR has them in their own language; the others stand in `own.csv`."""
_ENOUGH: Final = 0.95
_ALIAS: Final = 0.25
"""Taken off where a spelling comes to an alias of the place and not to its name."""
_VOWELS: Final = 0.15
"""Likewise of its vowels."""
_UNTOLD: Final = 0.2
"""Taken off the vowels where no name with them comes near."""
_TELLS: Final = 0.06
"""Added where letters tell the language from others in the same writing."""
_MARKS: Final = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0591-\u05c7\u0640\u200b-\u200f]")
_KEY: Final = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ہ": "ه", "ە": "ه",
     "ھ": "ه", "ک": "ك"}
)  # fmt: skip
_ARTICLE: Final = re.compile(r"\b[aeui](?:l|n|r|s|sh|t|z|d|dh|ḑ|ş|ţ|th)[ -](?=\w)")
_HEARD: Final = (
    ("kh", "x"), ("gh", "ɣ"), ("sh", "š"), ("ch", "č"), ("zh", "ž"), ("th", "θ"), ("dh", "ð"),
    ("ph", "f"), ("ei", "y"), ("ai", "y"), ("ay", "y"), ("aw", "w"), ("au", "w"), ("ou", "ū"),
    ("oo", "ū"), ("ee", "ī"),
)  # fmt: skip
_LEVEL: Final = (
    ("shch", "š"), ("kh", "x"), ("yy", "y"), ("iy", "y"), ("ij", "y"), ("yi", "y"), ("ie", "e"),
    ("ye", "e"), ("je", "e"), ("ia", "ya"), ("ja", "ya"), ("iu", "yu"), ("ju", "yu"), ("yo", "o"),
    ("w", "v"), ("j", "y"), ("q", "k"),
)  # fmt: skip
_LONG: Final = str.maketrans({"ī": "y", "ū": "w", "á": "y", "ē": "y", "ō": "w", "v": "w"})
_COARSE: Final = str.maketrans(
    {"ā": "", "y": "", "w": "", "ʿ": "", "h": "", "ḩ": "h", "ţ": "t", "ş": "s", "ḑ": "d",
     "θ": "t", "ð": "d", "ɣ": "g", "q": "k", "ž": "j"}
)  # fmt: skip
_TWICE: Final = re.compile(r"(.)\1+")


def own_key(name: str) -> str:
    """Return what a name in its own writing is looked up by, without what writers vary.

    >>> own_key("إدلِب") == own_key("ادلب")
    True
    """
    return _MARKS.sub("", unicodedata.normalize("NFKC", name)).translate(_KEY).casefold().strip()


def in_latin(name: str) -> bool:
    """Tell whether a name is written in Latin letters."""
    first = next((c for c in name if c.isalpha()), "a")
    return first < "Ͱ" or "Ḁ" <= first <= "ỿ"


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that names places on its country's signs.

    Attributes:
        code: BCP 47.
        letters: what its names are written with.
        kind: how it is compared: by `consonants`, as `cyrillic`, or by sound alone.
        read: how letters sound.
        same: letters that a keyboard of another language gives for its own.
        kinds: words for kinds of division, which are no part of a name.
        alone: whether a place's single spelling is taken without hearing it.
        own: letters that tell its spelling from another language's in the same writing.
        never: what no name of it looks like.
    """

    code: str
    letters: re.Pattern[str]
    kind: str
    read: dict[int, str]
    same: dict[int, str]
    kinds: re.Pattern[str] | None
    alone: bool
    own: frozenset[str]
    never: re.Pattern[str] | None

    def clean(self, given: str) -> str:
        """Return a spelling in the language's letters, without what is mostly left out."""
        name = _MARKS.sub("", unicodedata.normalize("NFC", given)).translate(self.same)
        name = name.replace(" Область", " область").replace(" Район", " район")
        return (self.kinds.sub("", name) if self.kinds else name).strip()

    def fits(self, name: str) -> bool:
        """Tell whether a spelling can be of this language."""
        low = name.lower()
        return bool(self.letters.fullmatch(low)) and not (self.never and self.never.search(low))

    def alike(self, names: list[str], latin: list[str]) -> list[tuple[float, str]]:
        """Return those of `names` that come near enough to `latin`, with how near."""
        if not names:
            return []
        if self.alone and len(names) == 1:
            return [(1.0, names[0])]
        # Most places are settled by their name alone.
        if self.kind != "consonants" or not latin[0].isascii():
            first = [(self.like(name, latin[:1]), name) for name in names]
            if max(first)[0] >= _ENOUGH:
                return [(like, name) for like, name in first if like >= _LEAST]
        told = ((self.like(name, latin), name) for name in names)
        return [(like, name) for like, name in told if like >= _LEAST]

    def like(self, name: str, latin: list[str]) -> float:
        """Return how near a spelling comes to a place's names in Latin letters.

        The consonants count to the first of them, or a little less to another; all that is written
        counts to whichever tells of long vowels.
        """
        mine, whole = self._said(name)
        near = nearer = 0.0
        for number, other in enumerate(latin):
            off = _ALIAS if number else 0.0
            told, all_ = _skeleton(other) if self.kind == "consonants" else _plain(other, self.kind)
            near = max(near, Levenshtein.normalized_similarity(mine, told) - off)
            if self.kind != "consonants":
                nearer = max(nearer, Levenshtein.normalized_similarity(whole, all_) - off)
            elif not other.isascii():
                off = _VOWELS if number else 0.0
                nearer = max(nearer, Levenshtein.normalized_similarity(whole, all_) - off)
            if near >= _ENOUGH and nearer >= _ENOUGH:
                break
        # Aliases that tell of vowels may be of quite another name than the first.
        return 0.6 * near + 0.4 * max(nearer, near - _UNTOLD)

    def _said(self, name: str) -> tuple[str, str]:
        """How a spelling sounds: the consonants alone, and all that is written."""
        read = name.lower().translate(self.read)
        if self.kind == "consonants":
            read = re.sub(r"(?<=\w\w)h\b", "ā", read)
            read = re.sub(r"\W", "", read)
            return _loose(read), _TWICE.sub(r"\1", read)
        return _plain(anyascii(read), self.kind)


@dataclass(frozen=True, slots=True)
class Tongues:
    """The languages of all countries that do not write in Latin letters."""

    countries: dict[str, tuple[str, ...]]
    divisions: dict[str, tuple[str, ...]]
    tongues: dict[str, Tongue]
    told: dict[str, Own]
    """Own names by a place's id: they come to no Latin name, or are told by no source."""

    def of(self, country: str | None, division: str | None) -> tuple[str, ...]:
        """Return the languages of a place, its first first; empty where it writes Latin letters."""
        return self.divisions.get(division or "") or self.countries.get(country or "", ())

    def names(
        self, country: str | None, division: str | None, name: str, others: Iterable[str]
    ) -> list[Own]:
        """Return own names of a place with their language, best first.

        Args:
            country: alpha-2.
            division: GeoNames code of its first-order division.
            name: of the place, in Latin letters.
            others: its spellings in every language.
        """
        codes = self.of(country, division)
        if not codes:
            return []
        spelled: list[str] = []
        latin = [name]
        for other in others:
            (latin if in_latin(other) else spelled).append(other)
        found: list[tuple[int, float, int, str, str]] = []
        for rank, code in enumerate(codes):
            tongue = self.tongues[code]
            fits = [n for n in dict.fromkeys(map(tongue.clean, spelled)) if n and tongue.fits(n)]
            for like, given in tongue.alike(fits, latin):
                tells = sum(c in tongue.own for c in given.lower())
                found.append((rank, -round(like + _TELLS * bool(tells), 3), -tells, given, code))
        ranked = [(code, given) for *_, given, code in sorted(found)]
        if not ranked:
            return []
        # Of forms that only care tells apart, the most careful: "القاهرة", not "قاهره".
        alike = [n for n in ranked if n[0] == ranked[0][0] and _bare(n[1]) == _bare(ranked[0][1])]
        best = max(alike, key=lambda own: _care(own[1], name))
        return [best, *(n for n in ranked if n != best)]


def _bare(name: str) -> str:
    return own_key(name).removeprefix("ال")


def _care(own: str, latin: str) -> tuple[bool, int]:
    last = "ى" if latin[-1:] in {"a", "á", "ā"} else "ي"
    return own.startswith("ال"), sum(c in "ةأإآ" for c in own) + own.endswith(last)


@cache
def tongues() -> Tongues:
    """Return the shipped languages."""
    table = tomli.loads(shipped("tongues.toml").read_text("utf-8"))
    made = {}
    for code, told in table["tongues"].items():
        kind = told.get("kind", "sound")
        sounds = table["consonants"] if kind == "consonants" else {}
        made[code] = Tongue(
            code,
            re.compile(f"[{told['letters']} '’ʼ()-]+"),
            kind,
            str.maketrans(sounds | told.get("read", {})),
            str.maketrans(told.get("same", {})),
            re.compile(told["kinds"]) if "kinds" in told else None,
            code in table["alone"],
            frozenset(told.get("own", "")),
            re.compile(told["never"]) if "never" in told else None,
        )
    countries, divisions = (
        {key: tuple(codes.split()) for key, codes in table[part].items()}
        for part in ("countries", "divisions")
    )
    named = {row["id"]: (row["lang"], row["name"]) for row in read_csv(shipped("own.csv"))}
    return Tongues(countries, divisions, made, named)


@cache
def _skeleton(name: str) -> tuple[str, str]:
    """A name in Latin letters as a writing without short vowels has it."""
    low = _ARTICLE.sub("al", unicodedata.normalize("NFC", name.lower()))
    for written, heard in _HEARD:
        low = low.replace(written, heard)
    low = re.sub(r"[‘ʿʻ`]", "ʿ", low)
    low = re.sub(r"[’ʾʼ']", "", low)
    low = re.sub(r"\b[aāeoiuīū]|(?:[aāáe]h?|(?<=[eo])h)\b", "ā", low)
    low = re.sub(r"i\b", "y", low)
    low = re.sub(r"[aeiou]", "", low).translate(_LONG)
    low = re.sub(r"\W", "", low)
    return _loose(low), _TWICE.sub(r"\1", low)


def _loose(read: str) -> str:
    return _TWICE.sub(r"\1", read.translate(_COARSE))


def _plain(name: str, kind: str) -> tuple[str, str]:
    key = fold_once(name).replace(" ", "")
    if kind == "cyrillic":
        for written, heard in _LEVEL:
            key = key.replace(written, heard)
        return key, key
    return sound(key) or key, key
