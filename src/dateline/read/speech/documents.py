"""Documents that are speech: "Minister X said:" over paragraphs, and texts in an issuer's voice.

A press release has its words in no quotation marks; its title, a line that ends in a colon, or
its own "we" tell whose they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.know.speech import cues
from dateline.model import ActorRef, Span
from dateline.read.speech.cues import Cue
from dateline.read.speech.ground import Ground
from dateline.read.speech.syntax import Noun, child, doer, noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_END_MATTER = re.compile(
    r"\s*(?:notes? (?:to|for) editors?|further information|ends?\b|media enquiries|media contact"
    r"|follow (?:us|the)|background|contact|#{2,}|for more information)",
    re.IGNORECASE,
)
# Words that may follow the verb of a line that leads in ("said in Geneva today:").
LONGEST_TAIL = 12
_FIRST = frozenset({"we", "i"})
_ACTING = frozenset({"VBP", "VBZ", "VB"})


@dataclass(frozen=True, slots=True)
class Whole:
    """A stretch of paragraphs, or sentences, that one speaker says.

    Attributes:
        pieces: characters, a piece a paragraph.
        cue: the cue that leads in; None where the title or the voice tells.
        speaker: the phrase in the text; None where it stands in the title alone.
        named: the speaker where no phrase of the text gives it.
        rule: which pattern.
        confidence: 0 to 1.
    """

    pieces: tuple[Span, ...]
    cue: Cue | None
    speaker: Noun | None
    named: ActorRef | None
    rule: str
    confidence: float


def find_documents(ground: Ground, found: tuple[Cue, ...]) -> tuple[Whole, ...]:
    """Return what is said in paragraphs of its own, in order."""
    led = tuple(_led_in(ground, found))
    return led or tuple(_own_voice(ground))


def _led_in(ground: Ground, found: tuple[Cue, ...]) -> list[Whole]:
    """Return paragraphs led in by a line that ends in "said:"."""
    out: list[Whole] = []
    quoted = {q.paragraph for q in ground.quotes}
    leads: dict[int, Cue] = {}
    for cue in found:
        if cue.verb is not None and "quote" in cue.verb.takes and cue.speaker is not None:
            leads[ground.paragraph_at(ground.offsets[cue.head])] = cue
    last_quoted, last_lead = max(quoted, default=-1), max(leads, default=-1)
    taken = 0
    for number in sorted(leads):
        high = ground.paragraphs[number][1]
        cue = leads[number]
        if number < taken or ground.text[high - 1] != ":" or {number, number + 1} & quoted:
            continue
        if len(ground.text[ground.chars(cue.start, cue.end)[1] : high].split()) > LONGEST_TAIL:
            continue
        end = number + 2
        if number >= max(last_quoted, last_lead):
            end = len(ground.paragraphs)
        elif number >= last_quoted:
            # Several speakers, each led in by a line of his own.
            end = next((n for n in sorted(leads) if n > number + 1 and _colon(ground, n)), end)
        pieces = []
        for paragraph in ground.paragraphs[number + 1 : end]:
            if _END_MATTER.match(ground.text, *paragraph):
                break
            pieces.append(paragraph)
        if pieces:
            out.append(Whole(tuple(pieces), cue, cue.speaker, None, "lead-in", 0.9))
            taken = number + 1 + len(pieces)
    return out


def _colon(ground: Ground, number: int) -> bool:
    return ground.text[ground.paragraphs[number][1] - 1] == ":"


def _own_voice(ground: Ground) -> list[Whole]:
    """Return the words of a document that speaks as "we" or "I" outside quotation marks."""
    speaking = [
        t
        for t in ground.doc
        if t.lower_ in _FIRST and ground.quote_of[t.i] < 0 and t.dep_.startswith("nsubj")
    ]
    if not speaking:
        return []
    titled = _title_speaker(ground)
    if titled is not None:
        body = tuple(p for p in ground.paragraphs if not _END_MATTER.match(ground.text, *p))
        return [Whole(body, None, None, titled, "titled-statement", 0.85)] if body else []
    issuer = _issuer(ground)
    if issuer is None:
        return []
    out = []
    for low, high in ground.sentences:
        root = next((t for t in ground.doc[low:high] if t.dep_.lower() == "root"), None)
        if root is None or not _acts(root) or ground.quote_of[root.i] >= 0:
            continue
        who = child(root, "nsubj")
        same = who is not None and (
            who.lower_ == "we" or who.lemma_ == ground.doc[issuer.head].lemma_
        )
        span = ground.content(low, high)
        if same and span is not None:
            out.append(Whole((span,), None, issuer, None, "own-voice", 0.75))
    return out


def _acts(root: Token) -> bool:
    """Tell whether a verb does what it says ("condemns", "call for")."""
    return root.lemma_.lower() in cues().performatives and root.tag_ in _ACTING


def _title_speaker(ground: Ground) -> ActorRef | None:
    """Return the speaker that a title such as "Statement by X on Y" names."""
    title = ground.scene.report.title or ""
    lower = title.lower()
    for opening in cues().titles:
        at = lower.find(opening)
        if at < 0 or at > 12:
            continue
        rest = title[at + len(opening) :].strip()
        rest = re.split(
            r"\s+(?:on|about|following|regarding|after|at|in|to|ahead)\s|[:,;–—]", rest
        )[0]
        return ActorRef(text=rest.strip()) if rest.strip() else None
    return None


def _issuer(ground: Ground) -> Noun | None:
    """Return the body in whose name a text speaks: who condemns, urges or welcomes in it."""
    for low, high in ground.sentences[:12]:
        for token in ground.doc[low:high]:
            if token.dep_.lower() != "root" or not _acts(token):
                continue
            who = doer(token)
            if who is not None and who.pos_ == "PROPN" and ground.quote_of[who.i] < 0:
                return noun_phrase(who, low, high)
    return None
