"""Content beside its cue: "..., the source said, ..." and "..., according to the source"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.know.speech import cues
from dateline.read.speech.content import (
    BREAKS,
    QUOTES,
    TALKS_TO,
    Found,
    bounds,
    has_predicate,
    held_to,
    is_time,
    is_venue,
)
from dateline.read.speech.cues import Cue, base
from dateline.read.speech.ground import Ground
from dateline.read.speech.syntax import PASSIVE_SUBJECTS, RELATIVES, SUBJECTS, right
from dateline.read.tokens import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# A tail after "X said," that starts so belongs to the teller, not to the speaker.
_TELLER = frozenset(
    {"as", "while", "who", "which", "whose", "where", "whom", "when", "though", "although"}
)
_PERSONAL = frozenset({"he", "she", "it", "they", "its", "his", "her", "their", "i", "we"})
# A fronted or inserted clause has at least so many words.
SHORTEST = 3


def cue_clause(ground: Ground, cue: Cue) -> tuple[int, int]:
    """Return the tokens of "the source said on Monday": speaker, verb and what hangs on it."""
    low, high = bounds(ground, cue)
    start, end = cue.start, cue.end
    if cue.speaker is not None:
        start, end = min(start, cue.speaker.start), max(end, cue.speaker.end)
        if cue.inverted:
            end = max(end, min(high, _apposed_end(ground, cue.speaker.head, high)))
    words = ground.scene.tokens.words
    while end < high and words[end] not in BREAKS and words[end] not in QUOTES:
        end += 1
    return max(start, low), min(max(end, cue.end), high)


def _apposed_end(ground: Ground, head: int, high: int) -> int:
    """Return the end of a speaker with what stands in apposition or a relative clause to it."""
    end = head + 1
    for c in ground.doc[head].children:
        if c.i > head and c.dep_ in {"appos", "flat", "nmod", "acl:relcl", "acl", "conj", "nummod"}:
            end = max(end, right(c))
    return min(end, high)


def aside(ground: Ground, cue: Cue) -> Found | None:
    """Return the content around an inserted or final cue: "..., the source said, ..."."""
    low, high = bounds(ground, cue)
    begin, end = cue_clause(ground, cue)
    verb = ground.doc[cue.head]
    if begin <= low:
        return None
    if cue.speaker is None or verb.tag_ == "VBG" or (verb.tag_ == "VB" and not _can(verb)):
        return None
    if verb.dep_ == "acl:relcl" and _told_of(verb):
        return None  # "..., a claim which the army rejected"
    before = ground.doc[begin - 1]
    if before.text not in {",", "—", "–", "-", "?", "!", ";"} | QUOTES:
        return None
    if not cue.inverted and _governs(ground, cue, end):
        return None
    start = _aside_start(ground, low, begin)
    tail = _tail(ground, cue, end, high) if end < high else None
    pieces = [(start, begin - 1), *([tail] if tail is not None else [])]
    if before.text == ";" or _by_agent(ground, cue):
        return None
    if not has_predicate(ground, start, begin, verb):
        # "The town, the spokesman said, was calm", "In Oslo, she said, talks went on".
        if tail is None or not has_predicate(ground, *tail, verb):
            return None
        if ground.doc[start].pos_ not in {"ADP", "SCONJ", "ADV"} and not _opens_finite(
            ground, tail
        ):
            return None
    elif begin - low < SHORTEST and tail is None:
        return None
    return held_to(low, high, pieces, "aside", 0.85)


def _told_of(verb: Token) -> bool:
    """Tell whether a relative clause tells what somebody said of its noun."""
    return verb.head.lemma_.lower() in cues().nouns or any(
        c.lower_ in RELATIVES and c.dep_ in {"obj", "obl"} for c in verb.children
    )


def _can(verb: Token) -> bool:
    """Tell "the monitor can confirm"."""
    return any(
        c.lower_ in {"can", "will", "did", "does"} and c.dep_ == "aux" for c in verb.children
    )


def _by_agent(ground: Ground, cue: Cue) -> bool:
    """Tell "attacks claimed by the group"."""
    who = cue.speaker
    return (
        cue.inverted
        and who is not None
        and any(c.lower_ == "by" and c.dep_ == "case" for c in ground.doc[who.head].children)
    )


def _opens_finite(ground: Ground, piece: tuple[int, int]) -> bool:
    at = piece[0]
    while at + 1 < piece[1] and ground.doc[at].dep_ == "advmod":
        at += 1
    first = ground.doc[at]
    return first.pos_ == "AUX" or first.tag_ in FINITE


def _governs(ground: Ground, cue: Cue, end: int) -> bool:
    """Tell whether the verb has an object or clause of its own after it."""
    talks_to = cue.lemma in TALKS_TO
    for c in ground.doc[cue.head].children:
        if not cue.head < c.i < end:
            continue
        if c.dep_ in {"ccomp", "xcomp"}:
            return True
        if c.dep_ in {"obj", "iobj"} and not talks_to and not is_time(c):
            return True
    return False


def _aside_start(ground: Ground, low: int, begin: int) -> int:
    """Return where the content before an aside begins: after a semicolon that parts sentences."""
    start = low
    words = ground.scene.tokens.words
    for index in range(low, begin - SHORTEST):
        mark = words[index]
        if mark not in {";", ":"} or ground.quote_of[index] >= 0:
            continue
        rest = ground.doc[index + 1 : begin]
        if mark == ":" and not (_spoken_of(ground, start, index) and _whole(rest)):
            continue
        if rest[0].dep_ != "cc" and any(t.dep_ in SUBJECTS | PASSIVE_SUBJECTS for t in rest):
            start = index + 1
    return start


def _spoken_of(ground: Ground, start: int, end: int) -> bool:
    """Tell whether words in front of a colon are the teller's on what follows.

    "Kyiv contested this: nobody had left, a spokeswoman said".
    """
    words = ground.doc[start:end]
    known = cues().verbs
    return any(t.tag_ in FINITE and t.pos_ == "VERB" and base(t, cues()) in known for t in words)


def _whole(words: Span) -> bool:
    """Tell whether words are a clause with subject and finite verb."""
    return any(t.tag_ in FINITE for t in words)


def _tail(ground: Ground, cue: Cue, end: int, high: int) -> tuple[int, int] | None:
    """Return what follows an inserted cue and still is the speaker's, None where it is not."""
    doc = ground.doc
    mark, start = doc[end].text, end + 1
    while start < high and doc[start].text in QUOTES:
        start += 1
    if start >= high or mark not in {",", ";", "—", "–"}:
        return None
    first = doc[start]
    known = cues()
    if first.lower_ in _TELLER:
        return None
    if first.tag_ == "VBG" and (
        base(first, known) in known.verbs or base(first, known) not in known.results
    ):
        return None
    if is_venue(ground, start, high):
        return None
    clause_first = doc[start + 1] if first.dep_ == "cc" and start + 1 < high else first
    if _has_own_cue(ground, cue, start, high):
        return None
    if mark == ";":
        return None  # what follows a semicolon without a cue is the teller's
    if first.dep_ == "cc" and _acts_on(ground, start + 1, high):
        return None
    if first.dep_ == "cc" and clause_first.lower_ in _PERSONAL:
        return None
    return start, high


def _acts_on(ground: Ground, start: int, high: int) -> bool:
    """Tell ", and blamed the rebels": a further act of speech of the same speaker."""
    known = cues()
    for token in ground.doc[start : min(start + 3, high)]:
        if token.dep_ in {"advmod", "aux"} and token.pos_ != "VERB":
            continue
        return (
            token.pos_ == "VERB"
            and base(token, known) in known.verbs
            and not any(c.dep_ in SUBJECTS | PASSIVE_SUBJECTS for c in token.children)
        )
    return False


def _has_own_cue(ground: Ground, cue: Cue, start: int, high: int) -> bool:
    """Tell whether another speaker (or this one, by name) speaks in `[start, high)`."""
    known = cues().verbs
    for token in ground.doc[start:high]:
        if token.i == cue.head or token.pos_ != "VERB" or token.lemma_.lower() not in known:
            continue
        if any(c.dep_ in SUBJECTS and c.i >= start for c in token.children):
            return True
    return False


def around_phrase(ground: Ground, cue: Cue) -> Found | None:
    """Return the sentence around "according to X"."""
    low, high = bounds(ground, cue)
    if cue.speaker is None:
        return None
    doc = ground.doc
    begin = cue.start
    end = min(max(cue.speaker.end, cue.end + (cue.speaker.head >= cue.end)), high)
    if begin <= low + 1:
        # In front: the sentence after the comma.
        while end < high and doc[end].text not in {",", "—", "–", ";"}:
            end += 1
        return held_to(low, high, [(end, high)], "phrase", 0.85)
    stop = end
    while stop < high and doc[stop].text not in BREAKS | QUOTES:
        stop += 1
    relative = end < high and doc[end].lower_ in _TELLER | {"that"}
    if relative or not any(t.tag_ in FINITE for t in doc[end:stop]):
        end = stop  # the rest of the name, or what is told of the speaker
    pieces = [(_aside_start(ground, low, begin), begin)]
    if end < high and doc[end].text in {",", ";", "—", "–"}:
        tail = _tail(ground, cue, end, high)
        if tail is not None:
            pieces.append(tail)
    elif end < high and doc[end].text not in BREAKS | QUOTES and doc[end].dep_ != "cc":
        pieces.append((end, high))
    return held_to(low, high, pieces, "phrase", 0.85)
