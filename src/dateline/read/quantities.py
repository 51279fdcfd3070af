"""Quantities: how many, at least and at most, and of what: killed, injured, settlements, percent.

Vague words follow the field's rule for deaths (ACLED codebook): "tens" is 10, "dozens" 12,
"hundreds" 100; the words' own lowest reading is the best figure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dateline.know.keywords import Haystack
from dateline.know.leads import Expression
from dateline.model import QuantityMention
from dateline.read.dates.vocabulary import NUMBERS, number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

_WORDS: Final = "|".join(w for w in NUMBERS if w not in {"a", "an", "hundred"})
_PLAIN: Final = (
    rf"(?:(?:(?:{_WORDS}|an?)\s+)?hundred\s+and\s+(?:{_WORDS})(?:[- ](?:{_WORDS}))?"
    rf"|\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|(?:(?:{_WORDS})(?:[- ](?:{_WORDS}))?)"
    r"(?:\s+hundred)?|an?\s+hundred)(?:\s+(?:hundred|thousand|million|billion))?"
)
_VAGUE: Final = {
    "couple": 2,
    "several": 3,
    "dozen": 12,
    "dozens": 12,
    "scores": 20,
    "tens": 10,
    "hundreds": 100,
    "thousands": 1000,
    "tens of thousands": 10_000,
    "hundreds of thousands": 100_000,
    "half a dozen": 6,
    "two dozen": 24,
    "three dozen": 36,
}
_VAGUE_WORDS: Final = (
    r"tens\s+of\s+thousands|hundreds\s+of\s+thousands|half\s+a\s+dozen|two\s+dozen|three\s+dozen"
    r"|(?:a\s+|another\s+)?dozen|dozens|scores|hundreds|thousands|several|a\s+couple(?:\s+of)?"
)
_AT_LEAST: Final = (
    r"at\s+least|more\s+than|over|no\s+(?:fewer|less)\s+than|not\s+less\s+than|upwards\s+of|above"
)
_AT_MOST: Final = (
    r"up\s+to|as\s+many\s+as|at\s+most|fewer\s+than|less\s+than|under|no\s+more\s+than"
)
_ABOUT: Final = r"about|around|some|nearly|almost|approximately|roughly|close\s+to|an\s+estimated"
_NUMBER: Final = Expression(
    rf"(?<![\w$£€.,:/-])(?:(?P<least>{_AT_LEAST})\s+|(?P<most>{_AT_MOST})\s+|(?P<about>{_ABOUT})\s+)?"
    # Only figures make a range with a dash: not "twenty-five", nor "Nov. 29 - Four civilians".
    rf"(?:between\s+(?P<from>{_PLAIN})\s+and\s+(?P<till>{_PLAIN})|(?P<low>{_PLAIN})(?:(?<=\d)\s*[-–]\s*(?=\d)|\s+to\s+"
    r"|\s+and\s+(?=\d+\s+(?:people|civilians|fighters|soldiers|troops)))"
    rf"(?P<high>{_PLAIN})|(?P<vague>{_VAGUE_WORDS})|(?P<plain>{_PLAIN}))"
    r"(?:\s+or\s+(?P<more>more))?(?![\w:/]|[.,]\d|st\b|nd\b|rd\b|th\b)"
)
_MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY_BEFORE: Final = re.compile(rf"(?<!\d )\b{_MONTH}\s+$")
"""A month before a number, which is a day then and no count; not in "on 5 May 12 people"."""
_DAY_AFTER: Final = re.compile(rf"(?:st|nd|rd|th)?\s+{_MONTH}(?![\w'’])")
_DAY_MOST: Final = 31
_PARENT: Final = re.compile(r"\b(?:father|mother|parent|widow|widower)s?\s+of\s+$", re.IGNORECASE)
"""Before the number of somebody's children, whom nothing befell."""
_NO: Final = re.compile(r"\bno[ -]$", re.IGNORECASE)
_EITHER: Final = re.compile(
    r"(?:[\w’'-]+ ){0,5}?(?:killed|dead|wounded|injured|hurt) or (?:[a-z]+ )?"
    r"(?:killed|wounded|injured|hurt|captured|missing|maimed|taken|arrested|detained)\b",
    re.IGNORECASE,
)
_EITHER_BEFORE: Final = re.compile(
    r"\b(?:killed|killing|wounded|injured|wounding) or (?:[a-z]+ )?"
    r"(?:killed|killing|wounded|wounding|injured|injuring|captured|capturing|arrested)"
    r"(?: (?:more than|at least|some|about|over|around|nearly|up to))* $",
    re.IGNORECASE,
)
"""So many suffered one thing or another: they are no count of either."""
_IN_TURN = re.compile(r"[ -](?:by|after)[ -](?:one|another|the other)\b", re.IGNORECASE)
_IN_TURN_BEFORE = re.compile(r"\bone[ -]by[ -]\Z", re.IGNORECASE)
"""Before "one", which is nobody then."""
_AGED: Final = re.compile(
    r"[^\W\d_][\w'’-]+(?:,|\s\()\s?$|\baged?\s+(?:just\s+|only\s+)?$", re.IGNORECASE
)
_AGE_ENDS: Final = re.compile(r"\s*(?:[,.;)]|$)|\s+and\b")
_OLDEST: Final = 110
_OF_AGE: Final = re.compile(
    r"\b(?:a|an|the|one|another|his|her|their|its)\s+(?:[\w'’-]+\s+){0,2}?"
    r"(?:boy|girl|man|woman|child|youth|lad|teenager|youngster|pupil|student|schoolboy|schoolgirl"
    r"|widow|widower|pensioner|teacher|farmer|shepherd|herder|labourer|laborer|worker|driver"
    r"|shopkeeper|trader|nurse|doctor|priest|nun|clerk|conscript|recruit|soldier|constable"
    r"|policeman|policewoman|villager|fisherman|miner|carpenter|baker|mechanic|civilian|prisoner"
    r"|hostage|demonstrator|protester|marcher|refugee|bystander|passer-by|housewife|engineer"
    r"|lawyer|journalist|reporter|guerrilla|militant|rebel|gunman|bomber)\s+of\s+(?:just\s+"
    r"|only\s+|about\s+)?$",
    re.IGNORECASE,
)
"""Before somebody's age ("a girl OF six"); words for several people have a count after them."""
_CHANGED: Final = re.compile(r"\s*(?:[,.;:)]|$)|\s+(?:after|as|by|on|in|since|following|when)\b")
_SCALE: Final = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}

_KINDS: Final = {
    "killed": "death fatality dead killed body corpse",
    "injured": "injury injured wounded",
    "settlements": (
        "village town city settlement locality community hamlet neighbourhood neighborhood district"
        " position outpost area"
    ),
    "percent": "% percent per cent pct",
    "distance": "km kilometre kilometer kilometres kilometers mile metre meter m",
    "captured": "prisoner captive detainee hostage",
    "displaced": "refugee displaced idp",
    "vehicles": "vehicle tank truck car helicopter aircraft plane jet drone missile rocket",
    "strikes": "strike airstrike raid attack",
    "time": "day week month year hour minute decade second night",
}
_OF_NOUN: Final = {noun: kind for kind, nouns in _KINDS.items() for noun in nouns.split()}
_PEOPLE: Final = frozenset(
    (
        "people person civilian child woman man soldier troop fighter militant rebel insurgent"
        " member resident protester policeman officer journalist worker official gunman terrorist"
        " villager guard servicemen serviceman passenger student pupil girl boy combatant"
        " personnel national medic doctor nurse farmer worshipper migrant refugee others other"
        " more victim dead"
    ).split()
)
_BEASTS: Final = frozenset(
    """animal bird buffalo bull calf camel cattle chicken cow dog donkey elephant ewe goat hen horse
    lamb livestock mule ox pig sheep""".split()
)
_TOLL_VERBS: Final = {
    "killed": frozenset(
        "kill slay execute murder massacre assassinate shoot_dead claim behead".split()
    ),
    "injured": frozenset("injure wound hurt maim".split()),
    "captured": frozenset("capture arrest detain seize abduct kidnap".split()),
    "displaced": frozenset("displace uproot flee evacuate".split()),
}
_DYING: Final = frozenset({"die", "perish"})
_AFTER: Final = {
    "killed": re.compile(
        r"^(?:[\w'-]+\s+){0,5}?(?:were\s+|was\s+|have\s+been\s+|had\s+been\s+|been\s+|are\s+)?"
        r"(?:killed|dead|died|die|perished|deaths|fatalities|martyred|lost\s+their\s+lives)\b"
        rf"(?!(?<=\bshot dead)\s+(?:at\s+least|more\s+than|an?\b|the\b|{_PLAIN}))",
        re.IGNORECASE,
    ),
    "injured": re.compile(
        r"^(?:[\w'-]+\s+){0,5}?(?:were\s+|was\s+|have\s+been\s+|had\s+been\s+|been\s+)?"
        r"(?:injured|wounded|hurt|injuries)\b",
        re.IGNORECASE,
    ),
}
_BEFORE: Final = {
    "killed": re.compile(
        r"(?:\b(?:kill(?:s|ed|ing)?|shot\s+dead|(?:claim(?:s|ed|ing)?|took|taking|takes|costs?|costing)\s+the\s+lives\s+of"
        r"|(?:death\s+)?toll\s+(?:\w+\s+){0,3}(?:to|at|of)|left|leaving|deaths\s+of))\s+(?:\w+\s+)?$",
        re.IGNORECASE,
    ),
    "injured": re.compile(
        r"\b(?:wound(?:s|ed|ing)?|injur(?:es|ed|ing|e))\s+(?:\w+\s+)?$", re.IGNORECASE
    ),
}
_DONE: Final = re.compile(
    r"\b(?:was|were|been|is|are)\s+(?:\w+\s+)?(?:killed|wounded|injured)\s+and\s+$", re.IGNORECASE
)
"""Of somebody told before: "the driver was killed and four passengers were hurt"."""
_LIVES: Final = re.compile(
    r"\b(?:claim|took|tak|cost)(?:s|es|ed|e|ing|en)?\s+(?:\w+\s+)?$", re.IGNORECASE
)
_SUBSET: Final = re.compile(
    r"(?:including|among\s+them|among\s+(?:the\s+)?dead|of\s+(?:them|whom)|of\s+which|most\s+of\s+them)"
    r"[,\s]*(?:were\s+|was\s+)?$",
    re.IGNORECASE,
)
_OF_THEM: Final = re.compile(r"of\s+(?:them|whom|those|these|which)\b", re.IGNORECASE)
_NEXT: Final = re.compile(
    r"(?:others\s+|people\s+|more\s+|were\s+)?(killed|dead|wounded|injured|hurt|kia|wia)\b",
    re.IGNORECASE,
)
_BODIES: Final = re.compile(
    r"\b(?:(?P<found>find|found|recover\w*|retriev\w*|count\w*|discover\w*|pull\w*)\s+(?:[\w-]+\s+)?)?"
    r"(?:the\s+)?(?:bodies|corpses)\s+of\s+$",
    re.IGNORECASE,
)
_FOUND: Final = re.compile(
    r"[^.;\n]*\b(?:found|recovered|retrieved|counted|discovered|pulled|lying|lay|brought)\b",
    re.IGNORECASE,
)
_STATES: Final = frozenset({"dead", "killed", "wounded", "injured"})


def find_quantities(doc: Doc, *, hay: Haystack | None = None) -> tuple[QuantityMention, ...]:
    """Return the numbers of people and things in `doc`, in order of the text.

    `of` tells what is counted: killed, injured, captured, displaced, people, settlements, percent,
    distance, vehicles, strikes, time; `subset` for a part of a number already told ("including six
    children"); None for anything else.

    Args:
        doc: a parsed text.
        hay: the text of `doc`, where it was made before.
    """
    return tuple(_mentions(doc, hay or Haystack(doc.text)))


def _mentions(doc: Doc, hay: Haystack) -> Iterator[QuantityMention]:
    text = hay.text
    for match in _NUMBER.finditer(hay):
        low, best, high = _bounds(match)
        if best is None or _DAY_BEFORE.search(text, max(0, match.start() - 12), match.start()):
            continue
        if best <= _DAY_MOST and match[0].isdigit() and _DAY_AFTER.match(text, match.end()):
            continue
        if best <= _OLDEST and _age(doc, text, match):
            continue
        if match[0].lower() == "one" and _no_number(text, *match.span()):
            continue
        if _PARENT.search(text, max(0, match.start() - 12), match.start()):
            continue
        start, end = match.span()
        if match["high"] and _risen(text, start, end):
            low, best, high = (_value(match["high"]),) * 3
            start = match.start("high")
        yield QuantityMention(
            span=(start, end),
            text=text[start:end],
            low=low,
            best=best,
            high=high,
            of=_counted(doc, text, start, end),
        )


def _no_number(text: str, start: int, end: int) -> bool:
    """Tell whether a "one" counts nobody ("no one", "one by one", "one after another")."""
    before = _NO.search(text, max(0, start - 4), start)
    return (
        before is not None
        or _IN_TURN.match(text, end) is not None
        or (_IN_TURN_BEFORE.search(text, max(0, start - 8), start) is not None)
    )


def _risen(text: str, start: int, end: int) -> bool:
    """Tell whether two numbers are what a count was and what it became ("raised from 22 to 29")."""
    before = text[max(0, start - 5) : start].lower()
    return before.endswith("from ") and _CHANGED.match(text, end) is not None


def _age(doc: Doc, text: str, match: re.Match[str]) -> bool:
    """Tell whether a number is somebody's age: bare behind his name ("José Vásquez, 72, was")."""
    if _OF_AGE.search(text, max(0, match.start() - 60), match.start()):
        last = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        after = doc[last.end] if last is not None and last.end < len(doc) else None
        return after is None or after.pos_ not in {"NOUN", "PROPN", "ADJ"}
    if not match[0].isdigit():
        return False
    start = max(0, match.start() - 24)
    before = _AGED.search(text, start, match.start())
    if before is None or not _AGE_ENDS.match(text, match.end()):
        return False
    if before[0].lower().startswith("age"):
        return True
    last = doc.char_span(match.start(), match.end(), alignment_mode="expand")
    token = doc[last.start - 2] if last is not None and last.start >= 2 else None
    return token is not None and token.pos_ == "PROPN" and token.ent_type_ not in {"GPE", "LOC"}


def _bounds(match: re.Match[str]) -> tuple[float | None, float | None, float | None]:
    """Return low, best and high as the words tell."""
    if match["low"] or match["from"]:
        low, high = _value(match["low"] or match["from"]), _value(match["high"] or match["till"])
        return (
            (low, low, high) if low is not None and high is not None and low < high else (low,) * 3
        )
    if match["vague"]:
        words = re.sub(r"\s+", " ", match["vague"].lower())
        words = re.sub(r"^(?:a|another) |( of)$", "", words)
        value = float(_VAGUE[words])
        exact = words in {"dozen", "couple", "half a dozen", "two dozen", "three dozen"}
        return value, value, value if exact and not match["least"] else None
    number = _value(match["plain"])
    if match["least"] or match["more"]:
        return number, number, None
    if match["most"]:
        return None, number, number
    return number, number, number


def _value(text: str) -> float | None:
    words = text.lower().replace(",", "").split()
    scale = 1
    while words and words[-1] in _SCALE and len(words) > 1:
        scale *= _SCALE[words.pop()]
    plain = " ".join(words)
    if plain in {"a", "an"}:
        return float(scale)
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain) * scale
    number = number_of(plain)
    return float(number * scale) if number is not None else None


def _counted(doc: Doc, text: str, start: int, end: int) -> str | None:
    """Tell what a number counts, by the noun it stands with and the verb that governs this."""
    line_start = text.rfind("\n", 0, start) + 1
    before = text[max(line_start, start - 60) : start]
    after = text[end : end + 60].split("\n", maxsplit=1)[0].lstrip()
    if _OF_THEM.match(after):  # "strikes killed 30 of them" counts; "20 fell, five of them boys"
        return next((k for k, verb in _BEFORE.items() if verb.search(before)), "subset")
    if _SUBSET.search(before):
        return "subset"
    noun = _noun(doc, start, end)
    if noun is not None and noun.lemma_.lower() in _BEASTS:
        return None  # "three cows were killed"
    if _NEXT.match(after):
        return _toll(noun, before, after)
    if (bodies := _BODIES.search(before)) and (bodies["found"] or _FOUND.match(after)):
        return "killed"
    kind = _OF_NOUN.get(noun.lemma_.lower() or noun.lower_) if noun is not None else None
    if after.startswith(("%", "percent", "per cent", "pct")):
        return "percent"
    if noun is not None and noun.lower_ == "lives" and _LIVES.search(before):
        return "killed"
    if kind is not None and kind not in {"captured", "displaced"}:
        return kind
    if (
        noun is None
        or _person(noun)
        or kind
        or noun.lower_ in _STATES
        or noun.pos_ in {"NUM", "ADJ", "PROPN"}
    ):
        either = _EITHER.match(after) or _EITHER_BEFORE.search(before)
        toll = None if either else _toll(noun, before, after)
        return toll or kind or ("people" if noun is not None else None)
    return _toll(noun, before, after) if "Number=Plur" in str(noun.morph) else None


def _person(noun: Token) -> bool:
    return noun.lemma_.lower() in _PEOPLE or noun.lower_ in _PEOPLE


def _noun(doc: Doc, start: int, end: int) -> Token | None:
    """Return the noun that a number counts: its head, or the next noun of its phrase."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    for token in span:
        head = token.head
        if token.dep_ in {"nummod", "det", "amod"} and head.pos_ in {"NOUN", "PROPN", "SYM"}:
            return head
    stop = min(len(doc), span.end + 4)
    for token in doc[span.end : stop]:
        if token.pos_ == "NOUN" or token.lower_ in {"others", "%"} | _STATES:
            return token
        if token.pos_ not in {"ADJ", "PROPN", "ADP", "DET", "NUM", "PUNCT"} or token.is_sent_start:
            return None
        if token.pos_ == "ADP" and token.lower_ != "of":
            return None  # "wounding 200 IN the worst attack"
    return None


def _toll(noun: Token | None, before: str, after: str) -> str | None:
    """Tell whether the people counted were killed, injured, captured or displaced.

    The word next to the number decides before the parse does: parses of "12 killed and 30 wounded"
    go wrong more often than neighbours do.
    """
    if next_word := _NEXT.match(after):
        return "killed" if next_word[1].lower() in {"killed", "dead", "kia"} else "injured"
    for kind, pattern in _BEFORE.items():
        if pattern.search(before) and not _DONE.search(before):
            if kind == "killed" and re.search(r"\b(?:left|leaving)\s", before, re.IGNORECASE):
                break  # "left 12 wounded": the words after the number decide
            return kind
    if noun is not None and (found := _by_syntax(noun)):
        return found
    found_at = {k: m.end() for k, p in _AFTER.items() if (m := p.match(after))}
    return min(found_at, key=lambda k: found_at[k]) if found_at else None


def _by_syntax(noun: Token) -> str | None:
    token = noun
    while token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN", "NUM"}:
        token = token.head
    verb = token.head
    role = token.dep_
    if token.dep_ in {"ROOT", "root"}:
        verb = next((c for c in token.children if c.dep_ in {"acl", "amod"}), token)
        role = "nsubj:pass" if verb is not token else role
    for child in noun.children:  # "12 people killed", "three fighters wounded"
        if child.dep_ in {"acl", "amod", "acl:relcl"} and child.i > noun.i:
            for kind, verbs in _TOLL_VERBS.items():
                if child.lemma_ in verbs and kind in {"killed", "injured"}:
                    return kind
    if role == "nsubj" and (verb.lemma_ in _DYING or _lost_lives(verb)):
        return "killed"
    if role == "nsubj" and verb.lemma_ == "flee":
        return "displaced"
    if role in {"obj", "nsubj:pass", "dobj", "nsubjpass"}:
        for kind, verbs in _TOLL_VERBS.items():
            if verb.lemma_ in verbs:
                return kind if verb.lemma_ != "claim" else None
    return None


def _lost_lives(verb: Token) -> bool:
    """Tell whether a verb tells of a death: "lost their lives", "lost his life"."""
    return verb.lemma_ == "lose" and any(c.lemma_ == "life" for c in verb.children)
