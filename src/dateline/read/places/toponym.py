"""A name of a place as it stands in the text, with what the words around it tell; not resolved.

Everything here is read off the characters beside the name, so it holds for a parsed text, for a
headline and for a wire in capitals alike.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from dateline.know.gazetteer.words import words
from dateline.model import Span
from dateline.model.place import PlaceRole
from dateline.read.places.signs import facility_words


class Toponym(Struct, frozen=True):
    """A name in the text.

    Attributes:
        span: characters of the mention.
        text: the mention.
        name: what to look up: the mention without "the", "province", "city of", "eastern".
        features: kinds of place that a word beside it asks for; empty where none does.
        word: that word ("province"), lower case.
        role: see `PlaceRef.role`; None for a place.
        part: "northern", where a part of the place is meant.
        near: words that make it vague ("south of", "outskirts of"); None where meant itself.
        offset: kilometres and bearing in degrees, of "10 km west of".
        country: alpha-2, where an adjective before it tells ("the Syrian city of").
        inside: indices of toponyms that are said to hold it.
        surely: index of the one of them that nothing but a comma or "in" parts from it.
        listed: the number of the list of names that it stands in.
        beside: index of the toponym near which the text puts it ("X, a village near Y").
        named_after: a hospital, street or the like that bears the name of the place in `name`.
        article: "the" stands before it and no noun after: a sea, river or region, seldom a town.
        known: id of the place where nothing else can be meant (adjectives, abbreviations).
    """

    span: Span
    text: str
    name: str
    features: tuple[str, ...] = ()
    word: str | None = None
    role: PlaceRole | None = None
    part: str | None = None
    near: str | None = None
    offset: tuple[float, float] | None = None
    country: str | None = None
    inside: tuple[int, ...] = ()
    surely: int | None = None
    listed: int | None = None
    beside: int | None = None
    known: str | None = None
    named_after: bool = False
    article: bool = False


_PART: Final = (
    r"(?:(?:far|rural|urban|upper|lower|greater)[ -])?"
    r"(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern|ernmost)?"
    r"|central|rural|greater|mainland|coastal|inner|outer"
)
_BEARING: Final = r"north-?east|north-?west|south-?east|south-?west|north|south|east|west"
_SIDE: Final = re.compile(_BEARING, re.IGNORECASE)
_FIELDS: Final = frozenset({"airfield", "airbase", "air base", "airport", "military airport"})
"""Words for where planes land: a town's one is known by another of them."""
_UNIT: Final = {
    "km": 1.0, "kms": 1.0, "kilometre": 1.0, "kilometres": 1.0, "kilometer": 1.0,
    "kilometers": 1.0, "mile": 1.609, "miles": 1.609, "mi": 1.609, "metres": 0.001,
    "meters": 0.001, "m": 0.001,
}  # fmt: skip
_NUMBERS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "a few": 3, "several": 5, "a": 1, "some": 1,
}  # fmt: skip
_ARTICLE: Final = re.compile(r"\bthe $", re.IGNORECASE)
_ENDS: Final = re.compile(
    r"$|\s*[,.;:)?!|]|\s+(?:and|or|but|to|from|in|on|at|by|for|with|as|is|was|were|are|has|have|had"
    r"|that|which|where|since|after|before|will|would|could|into|through)\b"
)
_THE: Final = re.compile(r"^(?:the|in|of)\s+", re.IGNORECASE)
_LEADING_PART: Final = re.compile(rf"^({_PART})[ -]+(?=\S)", re.IGNORECASE)
_PART_BEFORE: Final = re.compile(rf"\b({_PART})[ -]+(?:the )?$", re.IGNORECASE)
_NEAR_BEFORE: Final = re.compile(
    rf"\b((?:just )?(?:{_BEARING}|{_PART}|outside|near|nearby|close to|around|towards?|beyond"
    r"|(?:(?:the |its )?(?:\w+ern )?(?:outskirts|suburbs?|countryside|edges?|vicinity|environs|"
    r"surroundings|hinterland|periphery|direction|approaches|gates?)))(?: (?:of|to|from))?)"
    r"\s+(?:the )?(?:(?:city|town|village|area|towns|villages) of )?$",
    re.IGNORECASE,
)
_NEAR_AFTER: Final = re.compile(
    r"^(?:['’]s)?\s+((?:\w+ern )?(?:outskirts|suburbs|countryside|hinterland|environs|rural areas?|"
    r"area|surroundings|front(?:line)?|axis|direction|sector))\b",
    re.IGNORECASE,
)
_DISTANCE: Final = re.compile(
    r"\b(\d+(?:[.,]\d+)?|(?:a few|several|some|"
    + "|".join(n for n in _NUMBERS if " " not in n)
    + r"))[ -]*("
    + "|".join(sorted(_UNIT, key=len, reverse=True))
    + rf")\s*(?:\([^)]{{1,30}}\)\s*)?(?:to the |away )?({_BEARING})?(?:ern)?"
    r"(?:\s+(?:of|from|outside))\s+(?:the )?(?:(?:city|town|village|capital) (?:of )?)?$",
    re.IGNORECASE,
)


# Words of which the expressions above have one each before they match: a set of words is looked
# through in a twentieth of the time.
_WORD: Final = re.compile(r"\w+")
_PARTS: Final = frozenset(
    f"{point}{end}"
    for point in "north south east west northeast northwest southeast southwest".split()
    for end in ("", "ern", "ernmost")
) | frozenset("central rural greater mainland coastal inner outer far urban upper lower".split())
_NEARNESS: Final = _PARTS | frozenset(
    """outside near nearby close around toward towards beyond outskirts suburb suburbs countryside
    edge edges vicinity environs surroundings hinterland periphery direction approach approaches
    gate gates""".split()
)
_BEFORE_NEARNESS: Final = frozenset({"just", "the", "its"})
_AMOUNTS: Final = tuple(_NUMBERS)
_OFF: Final = frozenset({"of", "from", "outside"})
_AWAY: Final = 4
"""Words from such a one up to a name at most: "10 km OUTSIDE THE CITY OF A"."""


# "The Salihin quarter of Aleppo": the word tells of the name before it.
_NAMED_SO: Final = re.compile(r"(?<![.!?:] )(?<!^)\b[A-Z][\w'’-]+ $")


@cache
def _feature_after() -> re.Pattern[str]:
    return re.compile(rf"^(?:['’]s)?[ -]+({_alternatives()})\b", re.IGNORECASE)


@cache
def _feature_before() -> re.Pattern[str]:
    return re.compile(
        rf"\b({_alternatives()})"
        r"(?:,? (?:of|called|named|including|like|around|such as)|:)?[ (]+(?:the )?$",
        re.IGNORECASE,
    )


@cache
def _feature_heads() -> frozenset[str]:
    """The first words of the kinds of places that may stand before a name."""
    known = words()["features"]
    return frozenset(_WORD.findall(w.lower())[0] for f in known for w in (f, _plural(f)))


@cache
def _feature_first() -> re.Pattern[str]:
    return re.compile(rf"({_alternatives()}) of (?:the )?(?=\S)", re.IGNORECASE)


@cache
def _feature_last() -> re.Pattern[str]:
    return re.compile(rf"(?<=\S) ({_alternatives()})$", re.IGNORECASE)


@cache
def _alternatives() -> str:
    known = sorted(words()["features"], key=len, reverse=True)
    return "|".join(f"{re.escape(_plural(w))}|{re.escape(w)}" for w in known)


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith("ch") else "s")


def singular(word: str) -> str:
    """Return the feature word that `word` is or is the plural of."""
    low = word.lower()
    return _singulars().get(low, low)


@cache
def _singulars() -> dict[str, str]:
    return {_plural(w): w for w in words()["features"]}


def describe(text: str, span: Span, *, role: PlaceRole | None = None) -> Toponym:
    """Read what the words within and around a name tell of it.

    Args:
        text: the whole text.
        span: where the name stands.
        role: what is known of its role already.
    """
    start, end = span
    said = text[start:end]
    before = text[max(0, start - 90) : start].replace("\n", " | ")
    after = text[end : end + 60].replace("\n", " | ")
    name, word, part = _core(said)
    last_words = _WORD.findall(before.lower())
    words_before = frozenset(last_words)
    if (word is None and (found := _feature_after().match(after)) and not _SEAT.match(after)) or (
        word is None
        and not words_before.isdisjoint(_feature_heads())
        and (found := _tried(_feature_before(), before, _feature_heads().__contains__))
        and not _NAMED_SO.search(before[: found.start()])
    ):
        word = None if _STREETS_OF.match(found[0]) else singular(found[1])
    if word is None and not _BANKS.isdisjoint(last_words[-3:]) and _BANK_OF.search(before):
        word = "river"
    parted = part is None and not words_before.isdisjoint(_PARTS)
    if parted and (found := _tried(_PART_BEFORE, before, _PARTS.__contains__)):
        part = found[1].lower()
    offset, near = _vague(before, after, words_before, last_words[-_AWAY:])
    features = tuple(words()["features"].get(word, ())) if word else ()
    return Toponym(
        span=span, text=said, name=name, features=features, word=word, role=role,
        part=part, near=near, offset=offset,
        article=before[-4:].lower() == "the "
        and bool(_ARTICLE.search(before) and _ENDS.match(after)),
    )  # fmt: skip


_BANKS: Final = frozenset({"bank", "banks", "shore", "shores"})
_BANK_OF: Final = re.compile(r"\b(?:bank|shore)s? of the $")
"""Before a river that bears a town's name ("the left bank of the Dnipro")."""
_SEAT: Final = re.compile(r"['’]s? (?:[a-z]+ )?capital\b")
"""After a country: its capital is another place."""
_STREETS_OF: Final = re.compile(r"(?:street|road|avenue)s? of ", re.IGNORECASE)
"""Before a town: "the streets of A" are the town."""


def _tried(
    expression: re.Pattern[str], before: str, opens: Callable[[str], bool]
) -> re.Match[str] | None:
    """Return the first match of what ends right before a name, tried at words that may open it.

    Args:
        expression: what opens with a word.
        before: the text up to the name.
        opens: tells whether a word, in lower case, may open it.
    """
    for word in _WORD.finditer(before):
        if opens(word[0].lower()):
            found = expression.match(before, word.start())
            if found is not None:
                return found
    return None


_BLANKS: Final = re.compile(r"\s+")
_OWNER: Final = re.compile(r"['’]s?$")


def _core(said: str) -> tuple[str, str | None, str | None]:
    """Take "the", a part and a kind of place off a name: core, kind, part."""
    if said.isalpha():
        return said, None, None  # one word has nothing to take off
    name = _OWNER.sub("", _BLANKS.sub(" ", said))
    name = _THE.sub("", name)
    part = None
    if (found := _LEADING_PART.match(name)) and found[1].islower():
        part, name = found[1].lower(), name[found.end() :]
    word = None
    if " " not in name:
        return name, word, part
    if found := _feature_first().match(name):
        word, name = singular(found[1]), name[found.end() :]
    elif found := _feature_last().search(name):
        word, name = singular(found[1]), name[: found.start()]
    return name, word, part


_DRESSED: Final = re.compile(
    rf"^(?:metro|metropolitan|downtown|uptown|old|greater|{_PART})[ -]+(?=\S)", re.IGNORECASE
)


def bearer(toponym: Toponym, known: Callable[[str], bool]) -> Toponym:
    """Find the place in a name that no gazetteer knows: "Metro Vancouver", "Idlib Hospital".

    Args:
        toponym: the name.
        known: tells whether some place has exactly this name.
    """
    if toponym.known or known(toponym.text) or known(toponym.name):
        return toponym
    if (found := _DRESSED.match(toponym.name)) and known(toponym.name[found.end() :]):
        part = found[0].strip().lower()
        return replace(toponym, name=toponym.name[found.end() :], part=toponym.part or part)
    said = toponym.name.split(" ")
    if len(said) > 2 and _SIDE.fullmatch(said[-1]) and said[-2].lower() in facility_words():
        said = said[:-1]  # "Qayyarah Airfield West"
    if len(said) > 1 and said[-1].lower() in _FIELDS:
        town = " ".join(said[:-1]).removesuffix(" Air")
        for field in sorted(_FIELDS):
            if known(f"{town} {field}"):
                return replace(toponym, name=f"{town} {field}")
    if len(said) > 1 and said[-1].lower().rstrip("s") in facility_words():
        for size in range(len(said) - 1, 0, -1):
            name = " ".join(said[:size])
            if known(name):
                return replace(toponym, name=name, named_after=True, word="facility", features=())
    return toponym


def _amount(word: str) -> bool:
    return word[0].isdigit() or word.startswith(_AMOUNTS)


def _nearness(word: str) -> bool:
    return word in _NEARNESS or word in _BEFORE_NEARNESS or word.endswith("ern")


def _vague(
    before: str, after: str, words_before: frozenset[str], last_words: Sequence[str]
) -> tuple[tuple[float, float] | None, str | None]:
    if not _OFF.isdisjoint(last_words) and (found := _tried(_DISTANCE, before, _amount)):
        amount, unit, bearing = found[1].lower(), found[2].lower(), found[3]
        number = float(_NUMBERS.get(amount) or amount.replace(",", ""))
        km = round(number * _UNIT[unit], 2)
        if bearing:
            return (km, float(words()["bearings"][bearing.lower()])), found[0].strip()
        return (km, -1.0), found[0].strip()
    near = not words_before.isdisjoint(_NEARNESS)
    if near and (found := _tried(_NEAR_BEFORE, before, _nearness)):
        phrase = found[1].lower()
        # "northern Hama" is a part of Hama; "north of Hama" is not Hama.
        if not re.fullmatch(_PART, phrase) and not re.fullmatch(_BEARING, phrase):
            return None, phrase
    if found := _NEAR_AFTER.match(after):
        return None, found[1].lower()
    return None, None


_LIST_GAP: Final = re.compile(r"^(?:,? ?(?:and|or|&|as well as)|,)(?: the)?(?: nearby)? ?$")
_PLAIN_COMMA: Final = re.compile(r"^, $")
_IN_GAP: Final = re.compile(
    r"^(?:,? (?:a|an|the|one of the)?[ \w’'-]{0,40}?)?,? ?\(?(?:in|of|within|inside) "
    rf"(?:the )?(?:(?:{_PART})[ -])?(?:(?:\w+) (?:of )?)?$",
    re.IGNORECASE,
)
_OWNED_GAP: Final = re.compile(rf"^['’]s? (?:(?:{_PART}|war-torn|restive)[ -])?(?:\w+ (?:of )?)?$")
_BRACKET: Final = re.compile(r"^ \($")
# "Abu Hamad, northern Sudan": with nothing else between, the one lies in the other.
_SURELY_IN: Final = re.compile(rf"^(?:, ?| \(|,? in )(?:the )?(?:(?:{_PART})[ -])?$", re.IGNORECASE)
# "Belkova, a village 12 km north of Homs", "Ngarandu, near Maiduguri", "Kwezi outside Goma".
_FAR_OFF: Final = (
    rf"(?:\d[\d.,]*|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})[ -]"
    rf"(?:{'|'.join(sorted(_UNIT, key=len, reverse=True))}) (?:\([^)]{{1,30}}\) )?(?:away )?"
)
_NEAR_GAP: Final = re.compile(
    r"^(?:,? | \()(?:(?:which|that) (?:is|lies|sits) |located |situated |lying )?"
    r"(?:(?:a|an|the|one of the|another) [\w’'-]+(?: [\w’'-]+){0,3}? )?"
    r"(?:(?:just|about|some|roughly|only|barely|around) )?"
    rf"(?:(?:{_FAR_OFF})?(?:to the )?"
    rf"(?:near|outside|close to|not far from|next to|(?:{_BEARING}) (?:of|from)"
    r"|(?:on|at) the (?:\w+ )?(?:outskirts|edges?|approaches) (?:of|to))"
    rf"|{_FAR_OFF}(?:from|off))"
    r"(?: the (?:\w+ )?(?:city|town|village|capital)(?: of)?)? $",
    re.IGNORECASE,
)


def related(text: str, toponyms: Sequence[Toponym]) -> list[Toponym]:
    """Add what neighbouring names tell of each other: lists, and which holds which."""
    out = list(toponyms)
    lists = 0
    for i in range(len(out) - 1):
        one, other = out[i], out[i + 1]
        gap = text[one.span[1] : other.span[0]]
        if len(gap) > 60 or "\n" in gap or one.span[1] > other.span[0]:
            continue
        if "adjective" in {one.role, other.role}:
            continue
        bare = gap
        if one.word and gap.lower().startswith(f" {one.word}"):
            bare = gap[len(one.word) + 1 :]
        if not _LIST_GAP.match(gap) and _NEAR_GAP.match(gap):
            out[i] = replace(out[i], beside=i + 1)
            continue
        if _SURELY_IN.match(bare):
            out[i] = replace(out[i], surely=i + 1)
        if _PLAIN_COMMA.match(bare) or _BRACKET.match(gap):
            # "Goma, North Kivu" or "Goma, Sake and Masisi": settled by what the names are.
            out[i] = replace(out[i], inside=(*out[i].inside, i + 1))
        elif _OWNED_GAP.match(gap):
            out[i + 1] = replace(out[i + 1], inside=(*out[i + 1].inside, i))
        elif not _LIST_GAP.match(bare) and "." not in bare and (
            _IN_GAP.match(bare) or _SURELY_IN.match(bare)
        ):  # fmt: skip
            out[i] = replace(out[i], inside=(*out[i].inside, i + 1))
        if _LIST_GAP.match(bare):
            number = out[i].listed
            if number is None:
                lists += 1
                number = lists
            out[i] = replace(out[i], listed=number)
            out[i + 1] = _told_alike(replace(out[i + 1], listed=number), out[i])
    return out


def _told_alike(toponym: Toponym, before: Toponym) -> Toponym:
    """Hand a list's kind on ("the villages of A, B and C"), but not past a kind of its own."""
    if toponym.word is None and before.word in {"town", "village", "city", "settlement"}:
        return replace(toponym, word=before.word, features=before.features)
    return toponym


def countries_before(
    text: str, toponyms: Sequence[Toponym], adjectives: Iterable[tuple[int, str]]
) -> list[Toponym]:
    """Note the country that an adjective shortly before a name tells ("the Syrian town of X").

    Args:
        text: the whole text.
        toponyms: the names.
        adjectives: end and country of each adjective in the text.
    """
    out = list(toponyms)
    ends = sorted(adjectives)
    for i, toponym in enumerate(out):
        start = toponym.span[0]
        first = bisect_left(ends, (start - _ADJECTIVE_REACH, ""))
        for end, country in ends[first : bisect_right(ends, (start, "~"))]:
            if _ADJECTIVE_GAP.match(text[end:start]):
                out[i] = replace(toponym, country=country)
    return out


_ADJECTIVE_REACH: Final = 40
_ADJECTIVE_GAP: Final = re.compile(
    r"^ (?:(?:\w+ern |\w+[- ])?(?:city|town|village|province|region|state|capital|port|border)"
    r"(?: \w+)?(?: of)?,? )$"
)
