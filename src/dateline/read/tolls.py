"""Numbers of killed and injured, attached to the act that caused them.

One rule: a number belongs to the nearest act of violence that its own sentence tells, and only a
sentence that tells none may add to the act before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from dateline.model import QuantityMention, Toll
from dateline.read.clauses.clause import Argument
from dateline.read.frames.match import Match
from dateline.read.frames.sight import Sight


def toll_of(sight: Sight, match: Match, kind: str) -> Toll | None:
    """Return the number of people in the recipient of a killing or wounding; one for a name."""
    if _either(sight, match):
        return None
    arguments = match.of("recipient")
    if any(not a.listed for a in arguments):  # "11 people, including two medics"
        arguments = tuple(a for a in arguments if not a.listed)
    counted = [_quantity(sight, argument, kind) for argument in arguments]
    told = [as_toll(q) for q in dict.fromkeys(counted) if q is not None]
    if not told:
        return _counted_by_words(sight, arguments) if arguments else None
    row = _one_noun(sight, arguments[-1])
    if len(row) > 1:
        return _sum(sight, row)
    if len(arguments) < 2:
        return told[0]
    between = _added(sight, arguments)
    if between is None:
        return told[0]
    uncounted = [a for a, q in zip(arguments, counted, strict=True) if q is None]
    rest = _counted_by_words(sight, uncounted) if uncounted else None
    if uncounted and rest is None:
        return told[0]
    return _sum(sight, [*told, *([rest] if rest else []), *between])


def _one_noun(sight: Sight, argument: Argument) -> list[Toll]:
    """Return the numbers that share a noun: "ONE Gabonese and TWO Moroccan peacekeepers"."""
    tokens = sight.scene.tokens
    token = argument.phrase.head - 1
    found: list[Toll] = []
    while True:
        last = token
        while token >= 0 and tokens.pos[token] in {"ADJ", "PROPN"}:
            token -= 1
        if token < 0 or token == last or tokens.pos[token] != "NUM":
            return found[::-1]
        low = tokens.idx[token]
        number = next((q for q in sight.scene.quantities if q.span[0] <= low < q.span[1]), None)
        if number is None:
            return found[::-1]
        found.append(as_toll(number))
        while token >= 0 and low >= number.span[0] and tokens.idx[token] >= number.span[0]:
            token -= 1
        if token < 0 or tokens.lower[token] not in {"and", ","}:
            return found[::-1]
        token -= 1


_OR = re.compile(
    r"(?:killed|dead|wounded|injured|hurt) or (?:[a-z]+ )?"
    r"(?:killed|wounded|injured|hurt|captured|missing|maimed|taken|arrested|detained)\b"
)


def _either(sight: Sight, match: Match) -> bool:
    """Tell whether so many suffered one thing or another ("thirteen were killed or wounded")."""
    low = sight.scene.tokens.idx[match.clause.head]
    text = sight.scene.text
    before = text.rfind(" or ", max(0, low - len(" or ")), low)
    start = text.rfind(" ", 0, before) + 1 if before >= 0 else low
    return _OR.match(text, start) is not None


def _added(sight: Sight, arguments: tuple[Argument, ...]) -> list[Toll] | None:
    """Return whom a list counts between its phrases; None where it is no list that adds up.

    "José, HIS SON FREDDY and 15 others": parsers hang such kin on the name before. What only says
    who that is ("José, a deputy, and two guards") counts nobody, and no phrase may be a part of
    another ("six of them").
    """
    doc = sight.scene.doc
    ordered = sorted(arguments, key=lambda a: a.phrase.start)
    found: list[Toll] = []
    for number, (a, b) in enumerate(pairwise(ordered), start=2):
        inside = a.phrase.end > b.phrase.start  # of a noun's list the first phrase holds the rest
        start = a.phrase.head + 1 if inside else a.phrase.end
        tokens = [doc[t] for t in range(start, b.phrase.start)]
        words = [t.lower_ for t in tokens]
        last = number == len(ordered)
        ending = words[-2:] == ["as", "well"] or words[-1:] in (["and"], ["also"], ["as"])
        if last and not ending:
            return None
        inner = words[:-1] if last else words
        if set(inner) <= {",", "and", "also", "as", "well"}:
            continue
        if inner[:1] != [","]:
            return None
        kin = next((t for t in tokens[1:] if t.lower_ in _KIN), None)
        owned = len(inner) > 1 and inner[1] in _OWN
        if owned and kin is not None and kin.tag_ == "NN":
            end = max(t.i for t in tokens if t.pos_ in {"NOUN", "PROPN"}) + 1
            span = sight.scene.chars_of(tokens[1].i, end)
            text = sight.scene.report.text[slice(*span)]
            found.append(Toll(low=1, best=1, high=1, text=text, span=span))
        elif len(inner) < 2 or inner[1] not in {"a", "an", "the"}:
            return None
    return found


def _sum(sight: Sight, tolls: list[Toll]) -> Toll:
    """Return the sum of the parts of one list; a bound is known where all parts have it."""
    lows, bests, highs = ([getattr(t, k) for t in tolls] for k in ("low", "best", "high"))
    spans = sorted(t.span for t in tolls if t.span)
    span = (spans[0][0], spans[-1][1])

    def added(parts: list[int | None]) -> int | None:
        known = [p for p in parts if p is not None]
        return sum(known) if len(known) == len(parts) else None

    return Toll(
        low=added(lows),
        best=added(bests),
        high=added(highs),
        text=sight.scene.report.text[slice(*span)],
        span=span,
    )


def as_toll(quantity: QuantityMention) -> Toll:
    """Return a quantity as a toll."""
    return Toll(
        low=_whole(quantity.low),
        best=_whole(quantity.best),
        high=_whole(quantity.high),
        text=quantity.text,
        span=quantity.span,
    )


def _whole(value: float | None) -> int | None:
    return int(value) if value is not None else None


def _quantity(sight: Sight, argument: Argument, kind: str) -> QuantityMention | None:
    low, high = sight.scene.chars_of(argument.phrase.start, argument.phrase.end)
    inside = [
        q
        for q in sight.scene.quantities
        if low <= q.span[0] < high
        and q.of in {kind, "people", None, "killed", "injured"}
        and not (argument.antecedent and q.of == _OTHER.get(kind))
    ]  # "23 people were killed and 140 injured": the 23 are shared, and not injured
    exact = [q for q in inside if q.of == kind]
    return next(iter(exact or [q for q in inside if q.of == "people"] or inside), None)


_OTHER = {"killed": "injured", "injured": "killed"}


def _counted_by_words(sight: Sight, arguments: Iterable[Argument]) -> Toll | None:
    """Count people told of without a number: "a soldier", a name; several names by their sum."""
    count, spans = 0, []
    for argument in arguments:
        phrase = argument.phrase
        doc = sight.scene.doc
        head = doc[phrase.head]
        single = head.tag_ in {"NN", "NNP", "PROPN", "JJ"} or head.morph.get("Number", []) == [
            "Sing"
        ]
        kinds = sight.kinds(phrase)
        body = (
            kinds & {"armed"} and not kinds & {"person"} and _collective(sight.lemma(phrase.head))
        )
        first = doc[phrase.start].text.lower()
        article = first in _SINGLE or (
            first == "the" and "civil" in kinds and sight.lemma(phrase.head) not in _MANY
        )
        if sight.lemma(phrase.head) in _UNCOUNTED:
            return None
        if count and phrase.end - phrase.start == 1 and head.lower_ in _KIN and head.tag_ == "NN":
            article = True  # "a reporter's wife and SON"
        if sight.lemma(phrase.head) in _PAIRS:
            count += 2
            spans.append(sight.scene.chars_of(phrase.start, phrase.end))
            continue
        person = bool(kinds & {"person"}) or (
            article and bool(kinds & {"armed", "civil", "official"})
        )
        if not single or not person or body or head.pos_ == "PRON":
            return None
        count += 1
        spans.append(sight.scene.chars_of(phrase.start, phrase.end))
    if not count:
        return None
    span = (spans[0][0], spans[-1][1])
    return Toll(
        low=count, best=count, high=count, text=sight.scene.report.text[slice(*span)], span=span
    )


_SINGLE = frozenset("a an one another his her their its".split())
_MANY = frozenset(
    """body clergy community congregation couple crew crowd dead family household injured local
    parish people population public rest staff tribe wounded youth""".split()
)
"""Words for several people that look like one ("the crew", "the dead")."""
_UNCOUNTED = frozenset(
    "number handful group crowd series dozen score count figure tally toll estimate total".split()
)
_KIN = frozenset(
    """son daughter wife husband mother father brother sister child baby infant nephew niece uncle
    aunt cousin grandson granddaughter grandmother grandfather fiancee driver bodyguard companion
    colleague deputy aide""".split()
)
_OWN = frozenset("his her its their".split())
_PAIRS = frozenset("couple pair twins duo".split())


def _collective(lemma: str) -> bool:
    return lemma in _BODIES


_BODIES = frozenset(
    """army battalion brigade coalition column corps crowd division family force gang garrison group
    militia military navy opposition party police regiment resistance squad unit wing faction
    formation patrol""".split()
)
