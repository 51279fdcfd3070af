"""Documents that are speech: "Minister X said:" over paragraphs, and texts in an issuer's voice.

A press release has its words in no quotation marks; its title, a line that ends in a colon, or
its own "we" tell whose they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.know.speech import cues
from dateline.model import ActorRef, Span
from dateline.read.speech.cues import Cue
from dateline.read.speech.ground import Ground
from dateline.read.speech.syntax import Noun, child, doer, noun_phrase
from dateline.read.speech.turns import find_turns

if TYPE_CHECKING:
    from spacy.tokens import Token

_END_MATTER = re.compile(
    r"\s*(?:notes? (?:to|for) editors?|further information|ends?\b|media enquiries|media contact"
    r"|follow (?:us|the)|background|contact|#{2,}|for more information)",
    re.IGNORECASE,
)
# Words that may follow the verb of a line that leads in ("said in Geneva today:").
LONGEST_TAIL = 12
# Among so many sentences a press statement acts first.
OPENING = 2
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
    turns = tuple(_turns(ground))
    return turns or tuple(_led_in(ground, found)) or tuple(_own_voice(ground))


def _turns(ground: Ground) -> Iterator[Whole]:
    """Yield the turns of a transcript."""
    for turn in find_turns(ground):
        start, end = (ground.token_from(char) for char in turn.who)
        who = Noun(max(start, end - 1), start, max(end, start + 1))
        yield Whole(turn.pieces, None, who, None, "turn", 0.9)


def _led_in(ground: Ground, found: tuple[Cue, ...]) -> list[Whole]:
    """Return paragraphs led in by a line that ends in "said:"."""
    out: list[Whole] = []
    quoted = {q.paragraph for q in ground.quotes}
    leads: dict[int, Cue] = {}
    for cue in found:
        if cue.verb is not None and "quote" in cue.verb.takes and cue.speaker is not None:
            leads[ground.paragraph_at(ground.offsets[cue.head])] = cue
    last_quoted = max(quoted, default=-1)
    # What a body announced ("The UK has sanctioned ...") is part of what its minister says.
    last_lead = max(
        (n for n, c in leads.items() if _colon(ground, n) or _person(ground, c)), default=-1
    )
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


def _person(ground: Ground, cue: Cue) -> bool:
    """Tell whether a single person speaks, by name, office or pronoun."""
    speaker = cue.speaker
    return speaker is not None and any(
        a.kind in {"person", "pronoun"} or a.role is not None
        for a in ground.scene.headed(speaker.head)
    )


def _colon(ground: Ground, number: int) -> bool:
    return ground.text[ground.paragraphs[number][1] - 1] == ":"


def _own_voice(ground: Ground) -> list[Whole]:
    """Return the words of a document that speaks as "we" or "I" outside quotation marks."""
    speaking = [
        i
        for i, lower in enumerate(ground.scene.lowers)
        if lower in _FIRST and ground.quote_of[i] < 0 and ground.doc[i].dep_.startswith("nsubj")
    ]
    if not speaking:
        return []
    titled = _title_speaker(ground)
    if titled is not None:
        body = tuple(p for p in ground.paragraphs if not _END_MATTER.match(ground.text, *p))
        return [Whole(body, None, None, titled, "titled-statement", 0.85)] if body else []
    issuer = _issuer(ground)
    if issuer is None or not _in_its_name(ground, issuer):
        return []
    out = []
    for low, high in ground.sentences:
        root = _root(ground, low, high)
        if root is None:
            continue
        who = child(root, "nsubj")
        same = who is not None and (
            who.lower_ == "we" or who.lemma_ == ground.doc[issuer.head].lemma_
        )
        span = ground.content(low, high)
        if same and span is not None:
            out.append(Whole((span,), None, issuer, None, "own-voice", 0.75))
    return out


def _root(ground: Ground, low: int, high: int) -> Token | None:
    """Return the verb by which a sentence acts outside quotation marks, None where it has none."""
    root = next((t for t in ground.doc[low:high] if t.dep_.lower() == "root"), None)
    return root if root is not None and _acts(root) and ground.quote_of[root.i] < 0 else None


def _in_its_name(ground: Ground, issuer: Noun) -> bool:
    """Tell whether a body that acts in a text is the "we" of it, and not only told of.

    The text opens with its act, it is who published the text, or "we" act as it does.
    """
    if ground.sentence_of[issuer.head] < OPENING:
        return True
    publisher = ground.scene.report.publisher or ""
    start, end = ground.chars(issuer.start, issuer.end)
    if publisher and ground.text[start:end].lower() in publisher.lower():
        return True
    roots = (_root(ground, *sentence) for sentence in ground.sentences)
    return any(
        who.lower_ in _FIRST
        for root in roots
        if root is not None and (who := child(root, "nsubj")) is not None
    )


def _named(who: Token) -> bool:
    """Tell a name, whatever the tagger makes of it ("Medics Across Lines condemns")."""
    return who.pos_ == "PROPN" or (who.pos_ == "NOUN" and who.text[:1].isupper())


def _acts(root: Token) -> bool:
    """Tell whether a verb does what it says ("condemns", "call for"); "calls it" names only."""
    if root.lemma_.lower() not in cues().performatives or root.tag_ not in _ACTING:
        return False
    return root.lemma_.lower() != "call" or any(
        g.lower_ in {"on", "upon", "for"} for c in root.children for g in c.children
    )


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
        named = opening.endswith("by") or _speaks(ground, rest)
        return ActorRef(text=rest.strip()) if rest.strip() and named else None
    return None


def _speaks(ground: Ground, name: str) -> bool:
    """Tell whether "from X" tells who writes: somebody, not a place ("Letter from the plains")."""
    words = {w.lower() for w in name.split()}
    known = cues()
    if words & (known.members | known.bodies):
        return True
    placed = {p.text for p in ground.scene.places}
    return name not in placed and any(
        name in {a.ref.text, a.ref.name} and a.kind != "pronoun" for a in ground.scene.actors
    )


def _issuer(ground: Ground) -> Noun | None:
    """Return the body in whose name a text speaks: who condemns, urges or welcomes in it."""
    for low, high in ground.sentences[:12]:
        for token in ground.doc[low:high]:
            if token.dep_.lower() != "root" or not _acts(token):
                continue
            who = doer(token)
            if who is not None and _named(who) and ground.quote_of[who.i] < 0:
                return noun_phrase(who, low, high)
    return None
