"""The places that a list as printed names, those included that no gazetteer knows.

One rule: a name in the place of a place is one, unless it is a day, a party or a common word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.know.gazetteer.place import TOWNS
from dateline.know.turns import NAME
from dateline.model import PlaceMention, Span
from dateline.read.clauses.clause import Phrase
from dateline.read.control_parts import town_told_last
from dateline.read.control_ways import way_to
from dateline.read.frames import names
from dateline.read.frames.captives import captives
from dateline.read.frames.sight import Sight

_ONE = re.compile(NAME)
_TAIL = re.compile(
    r"(?<=\w) (?:(?:in|on|near|outside)"
    r"|(?:neighbou?rhood|quarter|suburb|district|area|camp) of) \Z"
)
_OF_ANOTHER = re.compile(
    r" (?:(?:state|regional|provincial) )?"
    r"(?:capital|garrison|army|forces|troops|fighters|police|militia|rebels|government|offensive)\b"
)
_OF_TOWN = re.compile(
    r"(?:['’]s)?(?: (?:international|military|main|central|old|air|army))?"
    r" (?:airport|airfield|airbase|bridge|dam|refinery|prison|jail|hospital|oilfield|terminal"
    r"|university|campus|palace|citadel|stadium|station)\b"
)
"""What is held by itself though it has its town's name."""
_SPEAKS = re.compile(
    r" (?:said|says|saying|assess\w*|report(?:s|ed)|claim(?:s|ed)|announced|added|noted|told|wrote"
    r"|writes|tweeted|confirmed|stated|warned)\b"
)
"""What a name is followed by that a comma parts from the list before it: the source of it."""
_OPENING = re.compile(r"\A(?:The|This|That|It|There|Both|All)\b")
"""What opens a sentence and points ("The town is theirs")."""
_ALL = re.compile(r"(?:all |the )?(?P<many>both|two|three|four|five|six|seven|eight|nine|ten)\b")
_NUMBERS = {
    "both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10,
}  # fmt: skip
_WIDE = frozenset({"country", "region", "admin1", "admin2", "sea", "river", "road"})
_A_PART = re.compile(
    r"the (?:rest|remainder|.* (?:bank|half|side|part|third|quarter|district|suburb|shore|end|edge"
    r"|neighbou?rhood|street)s?)\b"
)
"""Words for a part of the town told of before, as the hole {R} of a turn has them."""
_LAND = re.compile(
    r"(?:province|state|county|governorate|oblast|region|department|district|prefecture|division)\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"[A-Z][a-z]+(?:is|ans|ians|ites|ese)")
"""Names of peoples, as in "the siege of the Yazidis"."""
_NO_PLACE = frozenset(
    """The A An It He She They We His Her Their Its This That These Those But And In On At By As
    If Both All Most Some Two Three January February March April May June July August September
    October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Gen Lt Col Maj
    Capt Sgt Brig Adm Mr Mrs Dr St
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday""".split()
)


def named_in(sight: Sight, span: Span) -> list[PlaceMention]:
    """Return the places of a list as printed; an unknown name counts if nothing is against it.

    Args:
        sight: the scene.
        span: the characters of the list.
    """
    kept = list(_pointed_to(sight, span))
    for name in _ONE.finditer(sight.scene.report.text, *span):
        if _TAIL.search(sight.scene.report.text[span[0] : name.start()]):
            continue  # the province or the day of the name before
        if any(p.match(sight.scene.report.text, name.end()) for p in (_OF_ANOTHER, _SPEAKS)):
            continue  # "the East Darfur capital of El Daein", "seized Lyman, ISW said"
        here = (name.start() + _owner(name.group()), name.end())
        if kept and kept[-1].span is not None and here[0] < kept[-1].span[1]:
            continue  # the other end of a road
        if (way := way_to(sight.scene, here[0])) is not None:
            kept.append(way)
            continue
        if sight.scene.token_at(here[0]) in captives(sight.scene):
            continue
        known = _known_at(sight, here)
        if _sort_of_another(sight, name.span(), known) or _no_name(sight, here, known):
            continue
        if known is not None:
            free = not _in_body(sight, known) and not _of_person(sight, known)
            free = free and not _of_people(sight, known)
            free = free and (known.id is not None or not _captive(sight, here))
            free = free and not (kept and lies_in(sight.scene.report.text, kept[-1], known))
            if known.feature not in {"country", "region"} and free:
                kept.append(_landmark(sight, known))
        elif (same := names.by_same_name(sight.scene, name.group(), here)) is not None:
            kept.append(same)
        elif not _otherwise(sight, here) and not _owns(sight, name):
            end = here[1] - 2 if name.group().endswith(("'s", "’s")) else here[1]
            kept.append(names.unknown(sight.scene, (here[0], end)))
    return kept


_OWNED = re.compile(
    r"(?:['’]s|s['’]) (?:\d|two|three|four|five|several|last|camps?|men|house|home)\b"
)


def _owns(sight: Sight, name: re.Match[str]) -> bool:
    """Tell whether a person's name only tells whose something is ("Malik's two camps")."""
    end = name.end()
    if _OWNED.search(sight.scene.text, max(0, end - 2), end + 10) is None:
        return False
    return sight.scene.doc[sight.scene.token_at(name.start())].ent_type_ in _PERSON


_PERSON = frozenset({"PER", "PERSON"})
_VERB_IN = re.compile(r"\b(?:holds?|controls?|keeps?|runs?|rules?|has|have|took|takes?) ")


def _known_at(sight: Sight, name: Span) -> PlaceMention | None:
    """Return the mention over a name, less one that a subject and its verb were taken into.

    So is "ISF hold Gogjali", where no gazetteer knows the name.
    """
    text = sight.scene.report.text
    for place in sight.scene.places_by_span.meeting(*name):
        low = place.span[0] if place.span is not None else name[0]
        verb = _VERB_IN.search(text, low, name[0]) if place.id is None else None
        return place if verb is None else None
    return None


def _no_name(sight: Sight, span: Span, known: PlaceMention | None) -> bool:
    """Tell whether words are no name: a letter, a kind of place alone, capitals save their end.

    "C. REQUESTS", "Annex B"; "Village stays with the rebels"; "PLACE IN HUANUCO".
    """
    words = sight.scene.report.text[slice(*span)]
    if len(words) == 1:
        return True
    if known is None and words.lower() in sight.book.extent["naming"]:
        return True
    if not words.isupper() or " " not in words:
        return False
    return known is None or (known.span or span)[0] > span[0] + len("THE ")


def lies_in(text: str, town: PlaceMention, land: PlaceMention) -> bool:
    """Tell whether a name behind a comma only tells where the one before lies ("Kakata, Margibi").

    It must be a province that the gazetteer puts the town in, or call itself one behind a town
    that no gazetteer knows.
    """
    if town.span is None or land.span is None or text[town.span[1] : land.span[0]] != ", ":
        return False
    if land.feature not in {"admin1", "admin2"} or town.feature in {"admin1", "admin2"}:
        return False
    if town.admin1 is not None:
        return town.admin1 == land.admin1
    return _LAND.search(text[slice(*land.span)]) is not None or (
        _LAND.match(text[land.span[1] :].lstrip()) is not None
    )


_LAND_OF = re.compile(
    r"(?: (?!of )[a-z-]+){0,3} (?:(city|town|village|hamlet|port|resort)|district|suburb|area|camp"
    r"|neighbou?rhood|township|county|base) of (?=[A-Z‘'])"
)
_PART_BEFORE = re.compile(
    r"[\w’'] (?:neighbou?rhood|quarter|suburb|district|area|camp|township) of (?:the )?$"
)
_ARTICLE = re.compile(r"\bthe (?:[a-z-]+ ){0,3}$")


def _sort_of_another(sight: Sight, span: Span, known: PlaceMention | None) -> bool:
    """Tell whether a name only tells where another place lies ("the KACHIN town of B").

    So does the town of "the A quarter of B"; "A village of B" is A, but where A is a land.
    """
    text = sight.scene.report.text
    whole = _PART_BEFORE.search(text, max(0, span[0] - 30), span[0])
    if whole is not None and sight.place_over(sight.scene.token_at(whole.start())) is not None:
        return True
    sort = _LAND_OF.match(text, span[1], span[1] + 50)
    if sort is None:
        return False
    if known is not None and known.feature in {"country", "region", "admin1"}:
        return True
    return bool(sort[1]) and _ARTICLE.search(text, max(0, span[0] - 30), span[0]) is not None


def _captive(sight: Sight, span: Span) -> bool:
    """Tell whether a name is that of somebody who was caught."""
    return sight.scene.token_at(span[0]) in captives(sight.scene)


def _landmark(sight: Sight, place: PlaceMention) -> PlaceMention:
    """Return the airport of "Entebbe airport" where the name alone is its town's."""
    if place.span is None or place.feature not in TOWNS:
        return place
    text = sight.scene.report.text
    kind = _OF_TOWN.match(text, place.span[1])
    return place if kind is None else sight.at_town((place.span[0], kind.end()), place)


def _pointed_to(sight: Sight, span: Span) -> Iterator[PlaceMention]:
    """Yield what "the town" stands for, where a turn has it in the place of a name."""
    text = sight.scene.report.text[slice(*span)]
    text = _OPENING.sub(lambda word: word.group().lower(), text)
    if text != text.lower():
        return
    start, end = sight.scene.tokens_of(span)
    if (told := _ALL.match(text)) is not None:
        yield from _named_together(sight, span[0], _NUMBERS[told["many"]])
        return
    if _A_PART.match(text):
        town = town_told_last(sight, span)
        if town is not None:
            yield town
        return
    for site in sight.sites(Phrase(end - 1, start, end)):
        known = site.place.id is not None or site.place.lat is not None
        if known and site.place.role != "metonym":  # "it" is no government in its capital
            yield site.place


def _named_together(sight: Sight, char: int, many: int) -> list[PlaceMention]:
    """Return the places that "both" or "all four" stand for: as many, named one after the other.

    Those of the sentence before, or of a few before it, in the paragraph; nothing where they are
    more or fewer than the number.
    """
    floor = sight.scene.report.text.rfind("\n", 0, char) + 1
    found: dict[str, PlaceMention] = {}
    last: int | None = None
    for place in sight.told_before(char):
        low = place.span[0] if place.span is not None else 0
        if low < floor:
            break
        sentence = sight.sentence(sight.scene.token_at(low)).start_char
        if len(found) >= many and sentence != last:
            break
        last = sentence
        filed = not sight.scene.report.text[:low].strip() and place.text.isupper()
        if place.feature not in _WIDE and not filed and not sight.in_actor((low, low + 1)):
            found.setdefault(place.id or place.text, place)
    return list(found.values()) if len(found) == many else []


def _owner(name: str) -> int:
    """Return how long the owner before a name is ("Kokang's Laukkai" is Laukkai)."""
    return max(name.rfind("'s "), name.rfind("’s ")) + 3 if re.search(r"['’]s ", name) else 0


def _of_person(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether a name taken for a place is that of a person whom the register knows."""
    span = place.span or (0, 0)
    return any(
        a.kind == "person" and (a.ref.id is not None or place.lat is None)
        for a in sight.scene.actors_over(span)
    )


def _of_people(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether a name that no gazetteer knows is that of people ("the Yazidis")."""
    actors = sight.scene.actors_over(place.span or (0, 0))
    return place.lat is None and any(a.kind == "group" and a.span == place.span for a in actors)


def _in_body(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether a place's name is part of a body's, or one ("the Donetsk militia", "LURD")."""
    span = place.span or (0, 0)
    if sight.is_band(span):
        return True
    return any(
        a.kind in {"group", "organisation"} and a.span[1] - a.span[0] > span[1] - span[0] + 3
        for a in sight.scene.actors_over(span)
    )


def _otherwise(sight: Sight, span: tuple[int, int]) -> bool:
    """Tell whether an unknown name is a day, a party, an adjective or the start of a sentence."""
    text = sight.scene.report.text[slice(*span)]
    token = sight.scene.doc[sight.scene.token_at(span[0])]
    if text.split(" ")[0] in _NO_PLACE or token.pos_ not in {"PROPN", "X"}:
        return True
    if _captive(sight, span):
        return True
    if sight.scene.dates_by_span.meeting(*span):
        return True
    before = sight.scene.report.text[max(0, span[0] - 4) : span[0]].lower()
    if before == "the " and _PEOPLE.fullmatch(text):
        return True
    kinds = sight.book.kinds.get(text.split(" ")[-1].lower().removesuffix("s"), frozenset())
    if kinds & {"armed", "civil", "official", "talk", "weapon"}:
        return True
    return any(
        a.ref.id is not None or a.ref.plover is not None or a.role is not None
        for a in sight.scene.actors_by_span.meeting(*span)
    )
