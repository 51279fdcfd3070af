"""How a report is laid out: items and their marks, heads of entries, turns of talk, letter codes.

One rule: the text alone decides, line by line; what a head or a code means is its reader's to
judge by the places and parties around it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.know.turns import NAME
from dateline.model import Span

_HOUR = (
    r"\d{1,2}(?:[:.h]\d{2})(?:\s?(?:[ap]\.?m\.?|GMT|UTC|CET|EST|local(?: time)?|hrs?|hours|h)\b)?"
    r"\s*(?:[-–—:|]+(?=\s))?\s*"
)
_MARK = (
    r"(?:[•▪■□◆►▶‣»✓●○◦·*>+–—-]\s+|\(?\d{1,3}\s?[.)/](?:\d{1,3}\b)?\s+|\(?[a-z][.)]\s+|#\d+\s+"
    rf"|{_HOUR}"
    r"|(?:[\u2600-\u27BF\u2B00-\u2BFF\U0001F300-\U0001FAFF]\uFE0F?\s*)+(?:\|\s*)?)"
)
"""A bullet, a picture, a number, a letter or an hour that opens an item."""
_KIND = (
    r"(?: (?:city|cities|towns?|villages?|crossing|suburbs?|districts?|roads?|highway|airport|port"
    r"|airfield|airbase|base|camp|province|region|county|counties|area|front|valley|heights|hills?"
    r"|axis|sector|bridge|island|quarters?|neighbou?rhood|square|market|refinery|dam|station"
    r"|hospital|peak|pass|ridge|junction|garrison|checkpoint|barracks|palace|prison|cent(?:re|er)"
    r"|old (?:town|city)|outskirts|bazaar|terminal|toll|academy|campus))?"
)
_PART = (
    r"(?:, (?:the )?(?:old (?:town|city)|(?:city |town )?cent(?:re|er)|downtown|outskirts|airport"
    r"|port"
    r"|(?:north|south|east|west)(?:ern)?(?: (?:side|half|bank|districts?|quarters?|suburbs?))?))?"
)
"""A part of a place, told after it ("Ardmore, old town: rebels")."""
_SITE = (
    r"(?:(?:[Aa]cademy|[Aa]irport|[Pp]ort|[Bb]ase|[Cc]amp|[Pp]rison|[Bb]arracks|[Bb]ridge|[Rr]efinery)"
    r" (?:at|of|in) )?"
)
_LEAD = (
    r"(?:(?:And|But|So|Then)\s+|(?:And\s+|But\s+)?(?:[Ww]hat|[Hh]ow)\s+(?:about|of|is left of)\s+"
    r"|(?:As for|Next|Then)\s*[:,]?\s+"
    r"|(?:Q|QUESTION|Question|REPORTER|Reporter|JOURNALIST|Journalist)\s*[:.]\s+"
    r"(?:And\s+|What about\s+)?)?"
)
_NAMES = rf"{_SITE}{NAME}{_KIND}(?:(?:, and |, | and | & | ?\+ | ?/ ?){NAME}{_KIND}){{0,7}}{_PART}"
_HEAD = re.compile(
    rf"^[ \t]*(?:{_MARK}){{0,2}}{_LEAD}(?:the )?(?P<head>{_NAMES})"
    r"(?: (?:update|latest|again|now|today|tonight))?(?:\s\([^)\n]{2,40}\))?"
    r"(?P<sign>\s?:(?=\s)|\s[–—=-](?=\s)|\.(?=\s)|\?(?=\s|$)|\s=)[ \t]*",
    re.MULTILINE,
)
_INLINE = re.compile(
    rf"(?<=[.;:!?] )(?:[•▪■□◆►▶‣»✓●–—-]\s+|{_HOUR}|\d{{4}}: )?{_LEAD}(?P<head>{_NAMES})"
    r"(?:\s\([^)\n]{2,40}\))?(?P<sign>:(?=\s)|\?(?=\s)"
    r"|\s[–—-](?=\s(?:all|both|still|now|back|again)\s|\s(?:ours|theirs)\b"
    r"|\s[A-Z]\w*(?:ian|ish|ese|ai|[ie]ns|is)\s?(?:[.;\n]|$)))[ \t]*",
    re.MULTILINE,
)
"""A head in the middle of a line: "And Ardmore? Still ours.", "Ardmore: army. Bexley: rebels."."""
_TAGGED = re.compile(
    rf"(?:^[ \t]*(?:{_MARK}){{0,2}}|(?<=[.;:] ))(?P<head>{_NAMES})(?P<sign>\s=)?\s+"
    r"(?=(?:still|again|back|now|fully|firmly|sealed|cut|besieged|encircled|surrounded|retaken"
    r"|recaptured|captured|seized|lost|abandoned|vacated|overrun|taken|liberated|held|controlled"
    r"|entirely|solidly)\s|(?<=\s=\s))",
    re.MULTILINE,
)
"""A headline without its verb: "Ardmore still army", "Ardmore = army", "Ardmore lost by rebels"."""
_LABEL = re.compile(
    r"^[ \t]*(?P<label>(?:[A-Z][\w.'’/-]*)(?: (?:[A-Z(][\w.'’/)-]*|of|the|for|and|de|von)){0,6})"
    r"\s?:[ \t]+(?=\S)",
    re.MULTILINE,
)
_WHO = re.compile(r"(?:[A-Z]{1,20}|Answer|Spokes(?:man|woman|person)|Colonel|General)\s?[:.][ \t]+")
"""Who answers, where that stands behind the question."""
_ASKING = frozenset(
    {"q", "question", "questions", "reporter", "journalist", "interviewer", "host", "moderator"}
)
_ANSWERING = frozenset({"a", "answer"})
_FEWEST_ASKED = 2
_CODE = re.compile(
    r"(?<![\w=])(?P<code>[A-Z]{1,3}|[a-z]{3,9}|[?+*#~X-])\s?(?:=|–|means|stands for)\s?"
    r"(?P<means>[^=;.\n]{2,80}?)(?=[;.\n]|,\s?(?:[A-Z]{1,3}|[?+*#~]|[a-z]{3,9})\s?=|$)"
)
_MEANING = ("=", "–", "means", "stands for")
_FEWEST_CODES = 2
_STOP = re.compile(r"[.;\n]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that opens with what it is about ("5/ Ardmore: still held by ...").

    Attributes:
        head: characters of the head, names and all.
        body: characters of what is told under it; an answer's where the head is a question.
        sign: what parts them: ":", ".", "?", "=" or a dash; empty in a headline without verb.
    """

    head: Span
    body: Span
    sign: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What one party to a talk says at a time.

    Attributes:
        label: characters of the words before the colon.
        pieces: characters of what is said, a piece a paragraph.
        asks: true for whoever puts the questions.
    """

    label: Span
    pieces: tuple[Span, ...]
    asks: bool


@lru_cache(maxsize=8)  # control and events ask for those of the same report
def entries_of(text: str) -> tuple[Entry, ...]:
    """Return the lines that open with a name, or names, set off from what follows."""
    talk = {turn.label[0]: turn for turn in talk_of(text)}
    found = []
    for head in _HEAD.finditer(text):
        end = text.find("\n", head.end())
        end = len(text) if end < 0 else end
        body = (head.end(), end)
        if not text[slice(*body)].strip():
            if head["sign"].strip() != "?" or end >= len(text):
                continue
            low = end + len(text[end:]) - len(text[end:].lstrip())
            answer = talk.get(low)
            following = text.find("\n", low)
            body = (low, len(text) if following < 0 else following)
            if answer is not None:
                body = answer.pieces[0]
        found.append(Entry(head.span("head"), body, head["sign"].strip()))
    for head in _INLINE.finditer(text):
        end = text.find("\n", head.end())
        body = (head.end(), len(text) if end < 0 else end)
        found.append(Entry(head.span("head"), body, head["sign"]))
    found = [_answered(text, entry) for entry in found]
    taken = {entry.head[0] for entry in found}
    for head in _TAGGED.finditer(text):
        if head.start("head") not in taken:
            stop = _STOP.search(text, head.end())
            end = stop.start() if stop else len(text)
            found.append(Entry(head.span("head"), (head.end(), end), ""))
    return _apart(text, sorted(found, key=lambda entry: entry.head))


def _answered(text: str, entry: Entry) -> Entry:
    """Return a question's entry less who answers it ("And Ardmore? SPOKESMAN: In army hands.")."""
    label = _WHO.match(text, *entry.body) if entry.sign == "?" else None
    return entry if label is None else replace(entry, body=(label.end(), entry.body[1]))


def _apart(text: str, entries: list[Entry]) -> tuple[Entry, ...]:
    """Return entries none of which goes on into the head of the next."""
    apart = []
    for at, entry in enumerate(entries):
        after = entries[at + 1].head[0] if at + 1 < len(entries) else entry.body[1]
        low, high = entry.body
        if low < after < high:
            high = max(text.rfind(mark, low, after) for mark in ".;:!?\n") + 1 or after
        apart.append(replace(entry, body=(low, high)))
    return tuple(apart)


def talk_of(text: str) -> tuple[Turn, ...]:
    """Return the turns of a transcript in order; nothing where the text is none.

    A text is one where somebody labelled as asking speaks twice at least.
    """
    labels = list(_LABEL.finditer(text))
    asked = Counter(m["label"].lower().strip(". ") in _ASKING for m in labels)
    if asked[True] < _FEWEST_ASKED or not asked[False]:
        return ()
    turns = []
    for at, label in enumerate(labels):
        end = labels[at + 1].start() if at + 1 < len(labels) else len(text)
        pieces = tuple(
            (label.end() + line.start(), label.end() + line.end())
            for line in re.finditer(r"\S[^\n]*\S|\S", text[label.end() : end])
        )
        asks = label["label"].lower().strip(". ") in _ASKING
        turns.append(Turn(label.span("label"), pieces, asks))
    return tuple(turns)


def answers(text: str, turn: Turn) -> bool:
    """Tell whether a label names nobody but whoever answers ("A:")."""
    return text[slice(*turn.label)].lower().strip(". ") in _ANSWERING


def codes_of(text: str) -> dict[str, Span]:
    """Return the codes that a legend explains, with the characters of what each means.

    A legend is one line with two codes at least ("G = government; R = rebels").
    """
    for line in re.finditer(r"[^\n]+", text):
        if not any(sign in line.group() for sign in _MEANING):
            continue
        codes = {m["code"]: m.span("means") for m in _CODE.finditer(text, line.start(), line.end())}
        if len(codes) >= _FEWEST_CODES:
            return codes
    return {}
