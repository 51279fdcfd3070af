"""Reported speech without quotation marks: where the content of a cue stands in its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dateline.know.speech import cues
from dateline.read.speech.complements import complement
from dateline.read.speech.content import (
    BREAKS,
    TALKS_TO,
    Found,
    bounds,
    has_predicate,
    held_to,
    is_time,
    is_venue,
)
from dateline.read.speech.cues import Cue, base, that_clause
from dateline.read.speech.ground import Ground
from dateline.read.speech.inserted import around_phrase, aside, cue_clause
from dateline.read.speech.syntax import goes_on, helpers, left, right
from dateline.read.tokens import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Token

_FIGURES = frozenset({"figure", "number", "toll", "count", "total", "version"})
_RELATIVES = frozenset({"who", "which", "whose", "where", "that", "whom", "when"})


def content_of(ground: Ground, cue: Cue) -> Found | None:
    """Return the content that the parse gives a cue, None where there is none."""
    low, high = bounds(ground, cue)
    if cue.kind == "phrase":
        return around_phrase(ground, cue)
    if cue.kind == "noun":
        clause = that_clause(ground.doc[cue.head])
        if clause is None:
            if cue.speaker is None or ground.quote_of[min(cue.end + 1, len(ground.doc) - 1)] >= 0:
                return None
            return held_to(low, high, [(cue.end + 1, high)], "noun", 0.6)
        return held_to(low, high, [(left(clause), right(clause))], "noun", 0.7)
    verb = cue.verb
    if verb is None:
        return None
    if "clause" in verb.takes:
        found = _clause(ground, cue, low, high)
        if found is not None:
            return found
    if "aside" in verb.takes:
        found = aside(ground, cue)
        if found is not None:
            return replace(found, confidence=0.6) if verb.weak else found
    return None if verb.weak else complement(ground, cue)


def _clause(ground: Ground, cue: Cue, low: int, high: int) -> Found | None:
    verb = ground.doc[cue.head]
    weak = cue.verb is not None and cue.verb.weak
    confidence = 0.5 if weak else 0.9
    heads = [
        c
        for c in verb.children
        if c.dep_ == "ccomp"
        # What follows a denial after a colon is what is so in its stead.
        or (
            c.dep_ == "parataxis"
            and c.i > verb.i
            and cue.act != "deny"
            and _after_colon(ground, cue, c)
        )
        or (c.dep_ == "advcl" and c.i > verb.i and ground.doc[left(c)].lower_ == "that")
        or (
            c.dep_ == "xcomp" and c.i > verb.i and ground.doc[left(c)].lower_ in {"that", "whether"}
        )
    ]
    after = [
        c
        for c in heads
        if c.i > cue.head and not _own_participle(ground, c) and c.i != cue.head + 1
    ]
    after += [c for c in heads if c.i == cue.head + 1 and c.tag_ != "VBG"]
    if after:
        start = min(_opens(c, cue) for c in after)
        start = _at_that(ground, _with_subject(ground, cue, start), end=start + 9)
        end = _with_that(ground, max(right(c) for c in after), high)
        if cue.inverted and cue.speaker is not None:
            start = max(start, cue.speaker.end)
        if start > cue.end and ground.doc[start - 1].lower_ == "that":
            start -= 1
        led = ground.doc[start].lower_ == "that" and ground.doc[start].dep_ == "mark"
        if weak or led or not _is_inserted(ground, cue, start):
            return held_to(
                low, high, [(start, _cut(ground, cue, start, end))], "clause", confidence
            )
        return aside(ground, cue) or held_to(low, high, [(start, end)], "clause", confidence)
    that = _that_after(ground, cue, high)
    if that is not None:
        return held_to(low, high, [(that, _cut(ground, cue, that, high))], "that", 0.7)
    before = [c for c in heads if c.i < cue.head]
    if before and not weak:
        found = aside(ground, cue)
        if found is not None:
            return found
        begin, _ = cue_clause(ground, cue)
        start = min(left(c) for c in before)
        return held_to(low, high, [(start, begin)], "fronted", 0.8)
    return None


def _opens(clause: Token, cue: Cue) -> int:
    """Return where a reported clause opens: at its "that", whatever the parse hangs before it."""
    for c in clause.children:
        if c.dep_ == "mark" and c.lower_ == "that" and cue.end <= c.i < clause.i:
            return int(c.i)
    return max(left(clause), cue.end)


def _with_that(ground: Ground, end: int, high: int) -> int:
    """Return the end of a clause with "and that ..." behind it."""
    while end + 2 < high and ground.doc[end].dep_ == "cc" and ground.doc[end + 1].lower_ == "that":
        mark = ground.doc[end + 1]
        if mark.dep_ != "mark" or right(mark.head) <= end + 1:
            break
        end = right(mark.head)
    return end


def _own_participle(ground: Ground, clause: Token) -> bool:
    """Tell ", warning that ...", a cue of its own that the parser made a complement."""
    return (
        clause.tag_ == "VBG"
        and clause.i > 0
        and ground.doc[clause.i - 1].text == ","
        and base(clause, cues()) in cues().verbs
    )


def _at_that(ground: Ground, start: int, end: int) -> int:
    """Return the "that" before which the parser hung words of the cue ("overnight that ...")."""
    for index in range(start + 1, min(end, len(ground.doc))):
        token = ground.doc[index]
        if token.lower_ == "that" and token.dep_ == "mark":
            return index
        if token.tag_ in FINITE or token.text in BREAKS or token.tag_ == "VBG":
            break
    return start


def _with_subject(ground: Ground, cue: Cue, start: int) -> int:
    """Return where a clause starts if the parser left its subject with the verb of speech."""
    gap = ground.doc[cue.end : start]
    if cue.inverted or not 0 < len(gap) <= 4 or cue.lemma in TALKS_TO:
        return start
    plain = all(t.pos_ in {"PRON", "DET", "NOUN", "PROPN", "ADJ", "NUM"} for t in gap)
    return cue.end if plain and not is_time(gap[-1]) else start


def _after_colon(ground: Ground, cue: Cue, clause: Token) -> bool:
    start = left(clause)
    return any(t.text == ":" for t in ground.doc[cue.end : max(start, cue.end) + 1])


def _that_after(ground: Ground, cue: Cue, high: int) -> int | None:
    """Return the "that" which follows a verb within a few words, whatever the parser made of it."""
    for index in range(cue.end, min(cue.end + 9, high)):
        token = ground.doc[index]
        if token.lower_ == "that" and token.dep_ == "mark" and index + 2 < high:
            leads = ground.doc[cue.end].pos_ in {"ADP", "ADV"} or cue.lemma in TALKS_TO
            over = token.head.head
            above = {over.i} | ({over.head.i} if over.pos_ != "NOUN" else set())
            return index if leads or index == cue.end or cue.head in above else None
        if token.text in BREAKS or token.tag_ in FINITE:
            return None
    return None


def _is_inserted(ground: Ground, cue: Cue, start: int) -> bool:
    """Tell "Also on Monday, Davis said, the coalition struck ..."."""
    begin, end = cue_clause(ground, cue)
    low, _ = ground.sentences[ground.sentence_of[cue.head]]
    return (
        begin > low
        and end < len(ground.doc)
        and end <= start
        and ground.doc[end].text in {",", ";"}
        and ground.doc[begin - 1].text == ","
    )


def _cut(ground: Ground, cue: Cue, start: int, end: int) -> int:
    """End content before a further cue of the same speaker ("... and said that")."""
    lexicon = cues()
    known = lexicon.verbs
    doc = ground.doc
    verb = doc[cue.head]
    subordinate = verb.dep_ == "advcl" and verb.tag_ in FINITE
    joined = verb.dep_ == "conj" and base(verb.head, lexicon) not in known
    words, pos = ground.scene.tokens.words, ground.scene.tokens.pos
    for index in range(start + 2, end - 1):
        if (words[index] != "," and pos[index + 1] != "VERB") or ground.quote_of[index] >= 0:
            continue
        token, after = doc[index], doc[index + 1]
        if token.text == ",":
            if after.lower_ in {"as", "while"} and has_predicate(ground, index + 1, end, verb):
                return index
            if after.lower_ == "according" or _is_verdict(ground, index + 1, end):
                return index
            if is_venue(ground, index + 1, end):
                return index
            if subordinate and after.dep_ != "cc" and after.lower_ not in _RELATIVES:
                return index
            if joined and after.pos_ == "ADP":
                return index
            if after.tag_ == "VBG" and base(after, lexicon) in known:
                return index
        if token.dep_ != "cc" or after.pos_ != "VERB" or base(after, lexicon) not in known:
            continue
        parted = doc[index - 1].text == ","
        past = after.tag_ == "VBN" and verb.tag_ == "VBD" and not helpers(after)
        if (after.tag_ == verb.tag_ or past) and (
            parted
            or (index + 2 < end and doc[index + 2].lower_ == "that")
            or (after.dep_ == "conj" and goes_on(after, verb))
        ):
            return index - parted
    return end


def _is_verdict(ground: Ground, start: int, end: int) -> bool:
    """Tell ", a claim that the army denied": the teller's word on what was said."""
    words = ground.doc[start : min(start + 3, end)]
    return words[0].lower_ in {"a", "an"} and any(
        t.pos_ == "NOUN" and (t.lemma_.lower() in cues().nouns or t.lemma_.lower() in _FIGURES)
        for t in words
    )
