"""Attributed speech: who says what, by text and parse together.

Quotations are found by text alone and matched with their cues; reported speech is read from the
parse. The words of the outlet itself are nobody's speech.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from msgspec.structs import replace

from dateline.model import Span
from dateline.read.quotes import Quote, find_quotes
from dateline.read.scene import Scene, Speech
from dateline.read.speech.content import SENTENCES, Found, has_predicate
from dateline.read.speech.cues import Cue, find_cues
from dateline.read.speech.direct import Run, find_runs
from dateline.read.speech.documents import Whole, find_documents
from dateline.read.speech.ground import Ground, survey
from dateline.read.speech.indirect import content_of
from dateline.read.speech.inserted import aside, cue_clause
from dateline.read.speech.speakers import Speaker, Speakers
from dateline.read.tokens import FINITE

__all__ = ["Quote", "find_quotes", "find_speech"]

Form = Literal["direct", "indirect", "mixed", "refusal"]

# Of so many words at least must a repeated statement be to count as the same words once more.
REPEATED_WORDS = 5
# Words before a cue that its quotation completes; openings that are the teller's own.
LONGEST_OPENING = 3
_TELLING = frozenset({"later", "meanwhile", "earlier", "separately", "afterwards", "then", "also"})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Draft:
    """A statement before its speaker is known.

    `at` orders drafts as the text does; `speaks_on` marks a quotation without a cue.
    """

    at: int
    pieces: tuple[Span, ...]
    form: Form
    cue: Cue | None
    rule: str
    confidence: float
    whole: Whole | None = None
    speaks_on: bool = False
    paragraph: int = 0


def find_speech(scene: Scene) -> tuple[Speech, ...]:
    """Return the attributed speech of a scene, in the order of its content.

    Args:
        scene: with its parse, and actors where they are known; places, dates and clauses are
            not asked for.
    """
    ground = survey(scene)
    found = find_cues(ground)
    wholes = find_documents(ground, found)
    runs = find_runs(ground, found)
    within = _covered(ground, wholes)
    drafts = [*_drafts_of_runs(ground, runs, within), *_drafts_of_wholes(ground, wholes)]
    drafts += _drafts_of_cues(ground, found, runs, wholes, within)
    drafts.sort(key=lambda d: (d.at, d.pieces))
    drafts = _without_inner_acts(ground, drafts)
    speeches = list(_spoken(ground, drafts))
    return tuple(_once(scene.text, speeches))


# --- drafts -----------------------------------------------------------------------------------


def _drafts_of_runs(ground: Ground, runs: Iterable[Run], within: bytearray) -> Iterator[_Draft]:
    for run in runs:
        quotes = [ground.quotes[n] for n in run.quotes]
        if within[quotes[0].start]:
            continue
        pieces = tuple(
            p
            for p in (ground.trimmed(q.start, q.end) or (q.start, q.end) for q in quotes)
            if p[0] < p[1]
        )
        front = _opening(ground, run) if pieces else None
        if pieces:
            yield _Draft(
                at=quotes[0].start,
                pieces=(front, *pieces) if front else pieces,
                form="mixed" if front else "direct",
                cue=run.cue,
                rule=run.rule,
                confidence=run.confidence,
                speaks_on=run.cue is None,
                paragraph=quotes[0].paragraph,
            )


def _opening(ground: Ground, run: Run) -> Span | None:
    """Return the words of the speaker before a cue whose quotation completes them.

    "Otherwise, he said, 'we know the road'": no sentence without the quotation.
    """
    cue = run.cue
    if cue is None or cue.kind != "verb" or run.rule != "quote-after-cue":
        return None
    begin, _ = cue_clause(ground, cue)
    low, _ = ground.sentences[ground.sentence_of[cue.head]]
    if not 0 < begin - 1 - low <= LONGEST_OPENING or ground.doc[begin - 1].text != ",":
        return None
    words = ground.doc[low : begin - 1]
    after = ground.text[ground.chars(cue.start, cue.end)[1] : ground.quotes[run.quotes[0]].start]
    plain = words[0].pos_ == "ADV" and words[0].lower_ not in _TELLING
    if not plain or "," not in after or any(t.tag_ in FINITE for t in words):
        return None
    return ground.content(low, begin - 1)


def _drafts_of_wholes(ground: Ground, wholes: tuple[Whole, ...]) -> Iterator[_Draft]:
    for whole in wholes:
        yield _Draft(
            at=whole.pieces[0][0],
            pieces=whole.pieces,
            form="direct",
            cue=whole.cue,
            rule=whole.rule,
            confidence=whole.confidence,
            whole=whole,
            paragraph=ground.paragraph_at(whole.pieces[0][0]),
        )


def _without_inner_acts(ground: Ground, drafts: list[_Draft]) -> list[_Draft]:
    """Drop requests, objects, infinitives and thoughts inside what somebody is reported to say.

    "The Kremlin said that the two leaders voiced support" is one statement, the Kremlin's.
    """
    inside = _covered(ground, (d for d in drafts if d.rule in SENTENCES))
    return [
        d
        for d in drafts
        if (d.rule in SENTENCES and not _thought(d))
        or d.cue is None
        or d.rule.startswith("quote")
        or not inside[ground.offsets[d.cue.head]]
    ]


def _thought(draft: _Draft) -> bool:
    """Tell "she believes" in "she said she believes": no statement beside the one that tells it."""
    return draft.cue is not None and draft.cue.verb is not None and draft.cue.verb.weak


def _covered(ground: Ground, contents: Iterable[_Draft | Whole]) -> bytearray:
    """Return 1 for each character that stands inside a content, 0 elsewhere."""
    inside = bytearray(len(ground.text) + 1)
    for content in contents:
        for start, end in content.pieces:
            inside[start:end] = b"\x01" * (end - start)
    return inside


def _drafts_of_cues(
    ground: Ground,
    found: tuple[Cue, ...],
    runs: tuple[Run, ...],
    wholes: tuple[Whole, ...],
    within: bytearray,
) -> Iterator[_Draft]:
    used = {run.cue.head for run in runs if run.cue is not None}
    used |= {w.cue.head for w in wholes if w.cue is not None}
    spoken = {number for run in runs for number in run.quotes}
    transcript = any(w.rule == "turn" for w in wholes)
    for cue in found:
        at = ground.offsets[cue.head]
        if transcript and cue.lemma == ":":
            continue  # the label of a turn
        if cue.refusal:
            yield _Draft(at, (ground.chars(cue.start, cue.end),), "refusal", cue, "refusal", 0.8)
            continue
        if ground.quote_of[cue.head] in spoken or within[at]:
            # What a speaker reports of others is his statement (PolNeAR annotates one in 23).
            continue
        content = _content(ground, cue, used=cue.head in used, spoken=spoken)
        if content is None:
            continue
        pieces = tuple(
            span for span in (ground.content(*piece) for piece in content.pieces) if span
        )
        if not pieces:
            continue
        pieces, form = _form(ground, pieces)
        yield _Draft(
            at=min(at, pieces[0][0]),
            pieces=pieces,
            form=form,
            cue=cue,
            rule=content.rule,
            confidence=content.confidence,
            paragraph=ground.paragraph_at(at),
        )


def _content(ground: Ground, cue: Cue, *, used: bool, spoken: set[int]) -> Found | None:
    """Return the unquoted content of a cue, None where it has none of its own."""
    if used:
        # Next to its quotation a cue may still have a clause in front: "X, he said: '...'".
        content = aside(ground, cue) if cue.kind == "verb" else None
        content = replace(content, pieces=content.pieces[:1]) if content is not None else None
        if content is not None and not has_predicate(
            ground, *content.pieces[0], ground.doc[cue.head]
        ):
            content = None
    else:
        content = content_of(ground, cue)
    if content is None:
        return None
    pieces = []
    for start, end in content.pieces:
        inside = {ground.quote_of[i] for i in range(start, end)} & spoken
        if not inside:
            pieces.append((start, end))
    return replace(content, pieces=tuple(pieces)) if pieces else None


def _form(ground: Ground, pieces: tuple[Span, ...]) -> tuple[tuple[Span, ...], Form]:
    """Tell indirect from mixed; content that is all in quotation marks is direct."""
    low, high = pieces[0][0], pieces[-1][1]
    first = bisect_left(ground.quotes, low, key=lambda q: q.start)
    last = bisect_left(ground.quotes, high, key=lambda q: q.start)
    within = [
        q
        for q in ground.quotes[first:last]
        if any(s <= q.start and q.end <= e + 1 for s, e in pieces)
    ]
    if not within:
        return pieces, "indirect"
    if len(pieces) == 1 and len(within) == 1:
        quote = within[0]
        outside = ground.text[low : max(low, quote.outer[0])] + ground.text[quote.outer[1] : high]
        if not _WORD.search(outside):
            return ((quote.start, quote.end),), "direct"
    return pieces, "mixed"


# --- speakers ---------------------------------------------------------------------------------


def _spoken(ground: Ground, drafts: list[_Draft]) -> Iterator[Speech]:
    """Resolve speakers in the order of the text; a quotation without a cue goes on."""
    speakers = Speakers(ground, _covered(ground, drafts))
    last_paragraph = -2
    last_quoted: Speaker | None = None
    for draft in drafts:
        speaker: Speaker | None = None
        if draft.whole is not None and draft.whole.named is not None:
            named = draft.whole.named
            speaker = Speaker(named, personal=None)
        elif draft.whole is not None and draft.whole.speaker is not None:
            speaker = speakers.resolve(draft.whole.speaker)
        elif draft.cue is not None and draft.cue.speaker is not None:
            speaker = speakers.resolve(
                draft.cue.speaker, draft.pieces if draft.form == "direct" else ()
            )
        elif draft.speaks_on:
            if draft.paragraph - last_paragraph > 1:
                continue
            speaker = last_quoted
            if speaker is None:
                continue
        if speaker is not None and not draft.speaks_on:
            speakers.hear(speaker)
        if speaker is not None:
            last_quoted, last_paragraph = speaker, draft.paragraph
            if draft.whole is not None or len(draft.pieces) > 1:
                last_paragraph = ground.paragraph_at(draft.pieces[-1][0])
        yield _speech(ground, draft, speaker, speakers)


def _speech(ground: Ground, draft: _Draft, speaker: Speaker | None, speakers: Speakers) -> Speech:
    cue = draft.cue
    return Speech(
        content_spans=draft.pieces,
        form=draft.form,
        cue=ground.chars(cue.start, cue.end) if cue else None,
        cue_lemma=cue.lemma if cue else "",
        act=cue.act if cue else "say",
        speaker=speaker.ref if speaker else None,
        role=speaker.role if speaker else None,
        organisation=speaker.organisation if speaker else None,
        addressee=speakers.addressee(cue) if cue else None,
        venue=speakers.venue(cue, draft.pieces) if cue and cue.kind == "verb" else None,
        confidence=round(max(0.1, draft.confidence), 2),
        rule=draft.rule,
    )


# --- the same words once more -----------------------------------------------------------------


def _once(text: str, speeches: list[Speech]) -> Iterator[Speech]:
    """Keep one of several speeches with the same words or the same place."""
    kept: list[Speech] = []
    by_place: dict[tuple[Span, ...], int] = {}
    by_words: dict[tuple[str, ...], int] = {}
    for speech in speeches:
        place = speech.content_spans
        if place in by_place:
            index = by_place[place]
            if (speech.speaker is not None, speech.confidence) > (
                kept[index].speaker is not None,
                kept[index].confidence,
            ):
                kept[index] = replace(speech, also=kept[index].also)
            continue
        words = tuple(
            chain.from_iterable(
                map(str.lower, _WORD.findall(text[start:end])) for start, end in place
            )
        )
        index = by_words.get(words, -1) if len(words) >= REPEATED_WORDS else -1
        if index >= 0 and _same_speaker(kept[index], speech):
            first = kept[index]
            kept[index] = replace(first, also=(*first.also, (place[0][0], place[-1][1])))
            continue
        by_place[place] = len(kept)
        by_words.setdefault(words, len(kept))
        kept.append(speech)
    yield from sorted(kept, key=lambda s: s.content_spans)


def _same_speaker(first: Speech, second: Speech) -> bool:
    one, two = first.speaker, second.speaker
    if one is None or two is None:
        return True
    if one.id or two.id:
        return one.id == two.id or one.name == two.name
    words = {w.lower() for w in _WORD.findall(one.text)}
    return bool(words & {w.lower() for w in _WORD.findall(two.text)})
