"""Dates: every temporal expression of a report, resolved against publication and narrative."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.know.keywords import Haystack
from dateline.model import DateMention, When
from dateline.model.when import Precision
from dateline.read.dates.calendar import Frame, Meaning, Toward
from dateline.read.dates.patterns import Found, find
from dateline.read.dates.values import meaning_of
from dateline.read.tokens import WEEKDAYS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["INFERRED", "find_dates", "heads", "precision_of", "published_on", "when_of"]

_AHEAD_AUXILIARIES = frozenset({"will", "shall", "'ll"})
_AHEAD_VERBS = frozenset(
    (
        "due expect plan set schedule prepare hope vow pledge promise intend threaten want urge"
        " call"
    ).split()
)
_SET_FOR = frozenset({"due", "set", "schedule", "expect"})
_OF_ACTS = frozenset({"obj", "compound:prt"})
"""What "set fire to" and "set up" have, which happened, and "is set for Friday" has not."""
_CARRIES = frozenset({"DATE", "TIME"})
_PARTS = frozenset("early late mid last next this previous past following".split())
"""Adjectives that belong to the date and not to a name, also at the head of a sentence."""
_YEARLESS = re.compile(r"XXXX-\d\d")
_POINTING = re.compile(r"(?:that|the\s+same)\b")
"""Heads of "that night", "the same day": of a day that was told, in whichever paragraph."""
INFERRED = frozenset({"part", "ago", "bare_ago", "day_shift", "nth", "adverb_part", "clock"})
"""Kinds of expression that count from the day that the narrative has reached."""


def find_dates(
    doc: Doc, *, published: dt.date | None = None, hay: Haystack | None = None
) -> tuple[DateMention, ...]:
    """Return the temporal expressions of `doc`, in order of the text.

    Args:
        doc: a parsed text; only its verbs' tense is used of the parse.
        published: day of publication; without it only absolute dates get days.
        hay: the text of `doc`, where it was made before.

    A day that heads the lines below it is for them what publication is for the report. "A day
    earlier" and "at dawn" count from the last day named in the paragraph or, at the head of
    a paragraph, from the publication. Where that is unknown and the text states full dates of one
    year alone, a day and month without a year ("Jan. 9") take it from them; nothing else does.
    """
    hay = hay or Haystack(doc.text)
    text = hay.text
    told = find(hay)
    anchor = None if published else _anchor(told)
    mentions: list[DateMention] = []
    current: dt.date | None = None
    before: dt.date | None = None
    last_end = 0
    headed: dt.date | None = None
    for found in told:
        if "\n" in text[last_end : found.start]:
            before, current = current or before, headed  # a paragraph starts its narrative afresh
        reached = current or (before if _POINTING.match(found.parts.get("shift", "")) else None)
        toward = _toward(doc, found.start, found.end)
        told_then = toward == "past" and _done_then(doc, found.start, found.end)
        frame = Frame(headed or published, reached, toward, told_then)
        meaning = meaning_of(found, frame)
        if anchor and meaning and _YEARLESS.match(meaning.value):
            meaning = meaning_of(found, replace(frame, published=anchor))
        last_end = found.end
        if meaning is None or _in_name(doc, text, found.start, found.end):
            continue
        if len(meaning.value) == _CENTURY and _OF_OLD.match(text, found.end):
            meaning = replace(meaning, start=None, end=None)
        mentions.append(
            DateMention(
                span=(found.start, found.end),
                text=text[found.start : found.end],
                value=meaning.value,
                type=meaning.type,
                start=meaning.start,
                end=meaning.end,
            )
        )
        current = _narrative_day(meaning) or current
        if heads(text, mentions[-1], published):
            headed = meaning.start
    return tuple(mentions)


_CENTURY = 2
"""Digits of the value of a hundred years."""
_OF_OLD = re.compile(
    r"[ -](?!(?:when|and|by|but|as|until|to|with|in|on|it|the|they|he|after|before|was|were|is"
    r"|or)\b)"
    r"[A-Z]?[a-z]"
)
"""A word that a hundred years describe: "the 12th-century citadel" is shelled today."""
_HEADED_DAYS = 31
"""A day that heads lines lies no further back; of a history each line tells its own."""
_BARE = re.compile(r"[\s#*•=\-–—:.,|\[\]()]*")


def heads(text: str, mention: DateMention, published: dt.date | None) -> bool:
    """Tell whether a day stands alone on its line, so that what is below happened on it.

    Posts, diaries and lists of incidents are parted so ("Sat 11 Jan", "MONDAY, 2 MAY").
    """
    if mention.type != "DATE" or mention.start is None or mention.start != mention.end:
        return False
    if published is None or not 0 <= (published - mention.start).days <= _HEADED_DAYS:
        return False
    low, high = mention.span
    start = text.rfind("\n", 0, low) + 1
    end = text.find("\n", high)
    if end < 0 or not text[end:].strip():
        return False  # the day under a report is when it was written
    return bool(_BARE.fullmatch(text, start, low) and _BARE.fullmatch(text, high, end))


def _in_name(doc: Doc, text: str, start: int, end: int) -> bool:
    """Tell whether the expression is a word of a name: Libya Dawn, the April 6 Movement.

    The names of the parser's network alone are not believed: "on Monday Hezbollah" is none.
    """
    span = doc.char_span(start, end)
    if _of_a_day(text, start, end):
        return True
    if span is not None and len(span) > 1 and span[0].lower_ == "the":
        span = span[1:]
    if span is None or not _capital(span[0]):
        return False
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    if after is not None and _capital(after) and any(t.head.i >= span.end for t in span):
        inside = after.ent_type_ == "ORG" and after.ent_iob_ == "I"
        article = before is not None and before.lower_ == "the"
        if (inside and after.pos_ == "PROPN") or (article and after.pos_ in {"PROPN", "NOUN"}):
            return True
    if len(span) > 1 or span[0].lower_ in WEEKDAYS or before is None or not _capital(before):
        return False  # "took Morek Sunday", "died in Homs Sept. 5": wires leave out the "on"
    named = before.pos_ == "PROPN" or (before.pos_ == "ADJ" and before.lower_ not in _PARTS)
    beside = before.dep_ == span[0].dep_ == "compound" and before.head.i == span[0].head.i
    return named and (beside or before.head.i == span.start or span[0].head.i == before.i)


_DAY_OF_NAME = re.compile(r"(?:the )?(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2})")
_NAMED_SO = re.compile(
    r" (?:(?:suspension|power|military|air|refugee|army|railway|sports?) )?"
    r"(?:bridge|neighbou?rhood|quarter|district|camp|barracks|dam|square|street|hospital|stadium"
    r"|airport|airfield|highway|university|school|mosque|brigade|battalion|movement|alliance|city"
    r"|suburb|market|base|coalition|front|garrison)\b",
    re.IGNORECASE,
)


def _of_a_day(text: str, start: int, end: int) -> bool:
    """Tell whether a bridge, a quarter or the like is called by a day ("the 17 July barracks")."""
    if _DAY_OF_NAME.fullmatch(text, start, end) is None:
        return False
    article = text.startswith("the ", start) or text[max(0, start - 4) : start].lower() == "the "
    return article and _NAMED_SO.match(text, end) is not None


def _capital(token: Token) -> bool:
    return token.text[:1].isupper()


def _anchor(told: Iterable[Found]) -> dt.date | None:
    """Return the first full date of a text whose full dates are of one year; None otherwise."""
    days = []
    for found in told:
        meaning = meaning_of(found, Frame(None, None))
        if meaning and meaning.start and meaning.start == meaning.end and meaning.type in _CARRIES:
            days.append(meaning.start)
    return days[0] if len({day.year for day in days}) == 1 else None


def _narrative_day(meaning: Meaning) -> dt.date | None:
    """Return the day that "the next day" would count from after this expression."""
    if meaning.type in _CARRIES and meaning.start is not None and meaning.start == meaning.end:
        return meaning.start
    return None


def _toward(doc: Doc, start: int, end: int) -> Toward:
    """Tell whether the verb that governs the expression points to the future."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return "past"
    token: Token = span.root
    for _ in range(6):  # deeper than this the verb no longer governs the date
        if token.head.i == token.i:
            break
        token = token.head
        if token.pos_ in {"VERB", "AUX", "ADJ"}:
            return "future" if _points_ahead(token) else "past"
    return "past"


def _done_then(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a finite verb of the past tells what was done on a day ("TOOK X on 6 May")."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    day: Token = span.root
    verb = day.head
    cases = {c.lower_ for c in day.children if c.dep_ == "case"}
    if verb.i == day.i or verb.pos_ != "VERB" or cases - {"on"}:
        return False
    helpers = {c.lower_ for c in verb.children if c.dep_.startswith(("aux", "mark", "cop"))}
    if verb.tag_ == "VBN":
        return bool(helpers & _HELPED) and not helpers & {"to", "will", "be"}
    return verb.tag_ == "VBD" and not helpers


_HELPED = frozenset({"was", "were", "had", "has", "have"})


def _points_ahead(verb: Token) -> bool:
    below = [(child.dep_, child.lower_) for child in verb.children]
    helpers = [word for role, word in below if role.startswith("aux")]
    if ("mark", "due") in below or any(word in _AHEAD_AUXILIARIES for word in helpers):
        return True
    if verb.lemma_ in _SET_FOR and not any(role in _OF_ACTS for role, _ in below):
        return True
    infinitive = "to" in helpers or ("mark", "to") in below
    return infinitive and verb.head.lemma_ in _AHEAD_VERBS


def precision_of(start: dt.date, end: dt.date) -> Precision:
    """Return `day`, `week`, `month` or `year`, the narrowest that holds the interval."""
    days = (end - start).days + 1
    if days == 1:
        return "day"
    return "week" if days <= 7 else "month" if days <= 31 else "year"


def published_on(day: dt.date | None) -> When | None:
    """Return the day of publication as a `When`, by which something held; None where unknown."""
    if day is None:
        return None
    return When(start=day, end=day, precision="day", origin="publication")


def when_of(mention: DateMention, *, inferred: bool = False) -> When | None:
    """Return the days of a mention as a `When`; None where it names no day."""
    if mention.start is None or mention.end is None:
        return None
    return When(
        start=mention.start,
        end=mention.end,
        precision=precision_of(mention.start, mention.end),
        origin="inferred" if inferred else "stated",
        text=mention.text,
        span=mention.span,
    )
