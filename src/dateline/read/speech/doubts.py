"""Denials: each is linked to what it denies, as far as the report tells it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from dateline.know.speech import cues
from dateline.model import ActorRef, Claim, Doubt, EventClaim, Span, StatementClaim
from dateline.read.same import same_source
from dateline.read.scene import Scene, Speech
from dateline.read.speech.syntax import doer

# A denial concerns words that share so much of its own.
SHARED = 0.5
FEWEST = 2
# So many claims on either side of a denial may be what it denies: no report is read twice over.
NEAR = 40
# What "denied it" points at stands at most so many characters before.
BEFORE = 200
_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_PLAIN = frozenset(
    """that the and had have has been was were any report reports reported claim claims from with
    for they them their there its his her which what who into over out not are being""".split()
)
_POINTERS = frozenset({"it", "this", "that", "them", "charge", "accusation", "claim", "report"})


def speech_doubts(scene: Scene, claims: Iterable[Claim]) -> Iterator[Doubt]:
    """Yield a doubt of kind `denied` for each denial whose matter another claim tells.

    A denial with words of its own ("denied that the town had fallen") is held against the claims
    of others; one that points back ("denied it") against the statement right before.

    Args:
        scene: the report, with its speeches.
        claims: what was read from it.
    """
    denials = [s for s in scene.speeches if s.act == "deny" and s.speaker is not None]
    if not denials and _denying().isdisjoint(scene.tokens.lemma):
        return
    every = sorted((c for c in claims if c.status not in {"hypothetical", "planned"}), key=_place)
    words = [_words(scene.report.text[slice(*_place(c))]) for c in every] if denials else []
    for speech in denials:
        at = bisect_left(every, speech.content_spans[0], key=_place)
        near = range(max(0, at - NEAR), min(at + NEAR, len(every)))
        yield from _told(scene, speech, [(every[i], words[i]) for i in near])
    told = [
        c
        for c in every
        if (isinstance(c, StatementClaim) and c.form != "refusal")
        or (isinstance(c, EventClaim) and c.event == "ACCUSE")
    ]
    yield from _pointing(scene, told)


def _told(
    scene: Scene, speech: Speech, claims: Iterable[tuple[Claim, frozenset[str]]]
) -> Iterator[Doubt]:
    text = scene.report.text
    low, high = speech.content_spans[0][0], speech.content_spans[-1][1]
    words = _words(text[low:high])
    if len(words) < FEWEST:
        return
    found: list[tuple[float, Claim]] = []
    own = None
    for claim, told in claims:
        where = _place(claim)
        if isinstance(claim, StatementClaim) and claim.content_spans == speech.content_spans:
            own = claim
        if where[0] < high and low < where[1]:
            continue  # the denial itself, and what was drawn from its words
        if claim.status == "denied" or _said_by(claim, speech):
            continue
        shared = len(words & told) / len(words)
        if shared >= SHARED:
            found.append((shared, claim))
    if found:
        denied = max(found, key=lambda f: f[0])[1]
        yield _doubt(scene, speech.speaker, (low, high), denied, own)


@cache
def _denying() -> frozenset[str]:
    """Return the lemmas of verbs that deny."""
    known = cues().verbs
    return frozenset(k for k, verbs in known.items() if any(v.act == "deny" for v in verbs))


def _pointing(scene: Scene, told: Sequence[Claim]) -> Iterator[Doubt]:
    """Yield the doubts of "the army denied it"."""
    tokens, denying = scene.tokens, _denying()
    for number, lemma in enumerate(tokens.lemma):
        if lemma not in denying or tokens.pos[number] != "VERB":
            continue
        token = scene.doc[number]
        what = next((c for c in token.children if c.dep_ == "obj"), None)
        who = doer(token)
        if what is None or who is None or what.lemma_.lower() not in _POINTERS:
            continue
        if any(c.dep_ in {"acl", "nmod", "acl:relcl"} or c.lower_ == "such" for c in what.children):
            continue
        ref = next((a.ref for a in scene.headed(who.i)), None)
        upto = bisect_left(told, (token.idx, token.idx), key=_place)
        before = [
            c
            for c in told[max(0, upto - NEAR) : upto]
            if token.idx - BEFORE < _place(c)[1] <= token.idx
            and (ref is None or not same_source(_source(c), ref))
        ]
        if before:
            last = max(before, key=lambda c: _place(c)[1])
            span = (min(who.idx, token.idx), what.idx + len(what.text))
            yield _doubt(scene, ref or ActorRef(text=who.text), span, last)


def _doubt(
    scene: Scene, denier: ActorRef | None, span: Span, claim: Claim, own: Claim | None = None
) -> Doubt:
    """Return the doubt that links a denial (`own`, where it is a claim) to what it denies."""
    low, high = _place(claim)
    quoted = " ".join(scene.report.text[low:high].split())
    source = _source(claim)
    told = f" by {source.name or source.text}" if source is not None else ""
    name = (denier.name or denier.text) if denier is not None else "somebody"
    return Doubt(
        kind="denied",
        note=f'{name} denies what is told{told}: "{quoted}"',
        span=span,
        claims=tuple(c.id for c in (own, claim) if c is not None and c.id),
    )


def _place(claim: Claim) -> Span:
    if isinstance(claim, StatementClaim) and claim.content_spans:
        return claim.content_spans[0][0], claim.content_spans[-1][1]
    return claim.span


def _said_by(claim: Claim, speech: Speech) -> bool:
    return speech.speaker is not None and same_source(_source(claim), speech.speaker)


def _source(claim: Claim) -> ActorRef | None:
    if isinstance(claim, StatementClaim):
        return claim.speaker
    if isinstance(claim, EventClaim) and claim.event == "ACCUSE" and claim.actors:
        return claim.actors[0]
    return claim.claimed_by


def _words(text: str) -> frozenset[str]:
    return frozenset(map(str.lower, _WORD.findall(text))) - _PLAIN
