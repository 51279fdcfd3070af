"""Denials of what others say: "claims that X fell are baseless", "no truth to reports that ...".

One rule: what stands between the noun of saying and its verdict is denied; who denies it is
whoever speaks over the verdict, or the subject of the verb that dismisses it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.know.leads import Expression
from dateline.model import ActorRef, Span
from dateline.read.clauses.clause import Clause
from dateline.read.frames.sight import Sight
from dateline.read.scene import Speech

_SAYING = (
    r"(?:claims?|reports?|allegations?|announcements?|rumou?rs?|suggestions?|assertions?|talk"
    r"|statements?|accounts?|stories|story|news|notions?|ideas?|boasts?|accusations?|information"
    r"|footage|videos?|posts?|messages?|bulletins?|communiqu[eé]s?|dispatch(?:es)?|broadcasts?"
    r"|telegrams?|tweets?|leaflets?|announcements?|despatch(?:es)?)"
)
_VERDICT = (
    r"(?:(?:is|are|was|were|has been|have been|remains?|turn(?:s|ed) out|prov(?:es|ed))\s+"
    r"(?:(?!(?:is|are|was|were|has|have)\b)\w+\s+){0,5}?(?:false|untrue|(?<!if\s)not\s+true|not\s+correct|hoax(?:es)?|baseless|unfounded|groundless|fabricat\w+|fabrications?|lies?|propaganda|nonsense"
    r"|wrong|exaggerat\w+|an\s+exaggeration|fake|fiction|incorrect|inaccurate|invent\w+|inventions?"
    r"|unsubstantiated|fantasy|fantasies|wishful|myths?|disinformation|misinformation|rubbish"
    r"|denied|dismissed|rejected|refuted|rebutted|ludicrous|absurd|pure\s+\w+|ridiculous)"
    r"|(?:has|have|had)\s+no\s+(?:basis|foundation|truth)|do(?:es)?\s+not\s+correspond)"
)
_AFTER = Expression(
    rf"\b{_SAYING}\b(?:\s+(?:by|from|on|in|of\s+\w+day|of\s+yesterday)\b[^,.;:]{{0,60}}?)?"
    rf"\s+(?:that|of|saying|announcing|claiming|alleging|reporting)\s"
    rf"(?P<said>[^.;]*?)(?:\s{_VERDICT}|:\s+(?:no|not so|untrue|not true|false|wrong|nonsense))\b",
)
_BEFORE = Expression(
    rf"(?:\b(?:den(?:y|ies|ied|ying)|dismiss(?:e[sd]|ing)?|reject(?:s|ed|ing)?|refut(?:es?|ed|ing)"
    rf"|rebut(?:s|ted)?|brush(?:es|ed)? aside|pour(?:s|ed)? scorn on|ridicul(?:es?|ed)"
    rf"|scoff(?:s|ed)? at|contradict(?:s|ed)?|played? down)\b"
    rf"[^,.;]{{0,30}}?\b{_SAYING}\b[^,.;]{{0,40}}?\s(?:that|of)\s"
    rf"|\bcontrary to {_SAYING}\s(?:that|of)\s"
    rf"|\bno truth (?:to|in|behind)\b[^,.;]{{0,40}}?\b(?:that|of)\s"
    rf"|(?:(?<=[.;!?]\s)|(?<=\n)|^)(?:not true|untrue|false|fake|wrong|not so)\s?[:,]\s+that\s"
    rf"|\b(?:is|was)\s+(?:not true|untrue|false|a lie|not the case|incorrect|wrong)"
    rf"(?:,[^,.;:]{{3,60}},)?\s+(?:to say\s+)?that\s)"
    rf"(?P<said>[^.;]*)",
)


@dataclass(frozen=True, slots=True)
class Denial:
    """That a clause is denied.

    Attributes:
        by: who denies it; None in the report's own voice.
    """

    by: ActorRef | None


def denial(sight: Sight, clause: Clause) -> Denial | None:
    """Return who denies what a clause says where a verdict about it does; None where none does."""
    char = sight.scene.tokens.idx[clause.head]
    for (low, high), verdict in _denied(sight, clause.head):
        if low <= char < high:
            return Denial(_denier(sight, verdict, clause))
    return None


def _denied(sight: Sight, token: int) -> Sequence[tuple[Span, int]]:
    """Return what is denied in the sentence of a token, each with where its verdict stands."""
    known = sight.scene.made_out.setdefault("denied", {})
    number = sight.sentence_number(token)
    if number not in known:
        sentence, hay = sight.sentence_at(number), sight.scene.hay
        known[number] = [
            (found.span("said"), found.end() - 1 if expression is _AFTER else found.start())
            for expression in (_AFTER, _BEFORE)
            for found in expression.finditer(hay, sentence.start_char, sentence.end_char)
        ]
    denied: Sequence[tuple[Span, int]] = known[number]
    return denied


def _denier(sight: Sight, char: int, clause: Clause) -> ActorRef | None:
    """Return who speaks over a verdict, else the subject of the clause that it heads."""
    token = sight.scene.token_at(char)
    tokens = sight.scene.tokens
    heading = [c for c in sight.scene.clauses if token in c.predicate and c.index != clause.index]
    over = [s for s in sight.scene.speeches if s.covers(tokens.idx[token])]
    cued = [s for s in sight.scene.speeches if s.cue is not None and s.cue[0] == tokens.idx[token]]
    for speech in (*cued, *sorted(over, key=_size, reverse=True)):
        if (ref := speech.speaker or speech.organisation) is not None:
            return ref
    for clause_over in heading:
        for argument in clause_over.of("subject"):
            refs = sight.parties(argument.phrase)
            if refs:
                return refs[0]
    return None


def _size(speech: Speech) -> int:
    return sum(end - start for start, end in speech.content_spans)
