"""Statements: attributed speech as claims, one a speech with somebody to say it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from dateline.model import Because, DateMention, Span, StatementClaim, When
from dateline.read.dated import day_at
from dateline.read.dates import when_of
from dateline.read.references import find_references
from dateline.read.scene import Scene, Speech
from dateline.read.speech.positions import positions_of

# Characters between a cue and its speaker, and between a cue and its day, that are one passage.
NEAR = 300
AFTER = 60


def statement_claims(scene: Scene) -> Iterator[StatementClaim]:
    """Yield a claim for each speech that has a speaker, in the order of the text.

    The day is that of the speech where its sentence states one outside the content, otherwise
    the day of publication, and says which.
    """
    text = scene.text
    if not scene.speeches:
        return
    references = [r for r in find_references(text, hay=scene.hay) if r.span is not None]
    reporters = _reporters(scene.speeches)
    positions = positions_of(scene)
    for index, speech in enumerate(scene.speeches):
        if speech.speaker is None and speech.organisation is None:
            continue
        spans = speech.content_spans
        reporter = reporters.get(index)
        yield StatementClaim(
            span=_span(scene, speech),
            status="claimed" if reporter is not None else "asserted",
            claimed_by=reporter.speaker if reporter is not None else None,
            when=_day(scene, speech),
            confidence=speech.confidence,
            because=Because(
                rule=f"speech.{speech.rule}", spans=(speech.cue,) if speech.cue else ()
            ),
            also=(*spans[1:], *speech.also),
            speaker=speech.speaker,
            role=speech.role,
            organisation=speech.organisation,
            form=speech.form,
            content=" ".join(text[start:end] for start, end in spans),
            content_span=spans[0],
            content_spans=spans,
            addressee=speech.addressee,
            venue=speech.venue,
            positions=positions.get(index, ()),
            references=tuple(
                r
                for r in references
                if r.span and any(s <= r.span[0] and r.span[1] <= e for s, e in spans)
            ),
        )


def _reporters(speeches: tuple[Speech, ...]) -> dict[int, Speech]:
    """Return, by its place, the speech that each speech is reported inside of, the innermost.

    One sweep over the text: at any place few speeches are open.
    """
    by_start = sorted(
        (s for s in speeches if s.speaker is not None), key=lambda s: s.content_spans[0][0]
    )
    order = sorted(range(len(speeches)), key=lambda i: _anchor(speeches[i]))
    found: dict[int, Speech] = {}
    opened: list[Speech] = []
    upto = 0
    for index in order:
        speech, at = speeches[index], _anchor(speeches[index])
        while upto < len(by_start) and by_start[upto].content_spans[0][0] <= at:
            opened.append(by_start[upto])
            upto += 1
        opened = [s for s in opened if s.content_spans[-1][1] > at]
        over = [
            s for s in opened if s is not speech and s.covers(at) and s.speaker != speech.speaker
        ]
        if over:
            found[index] = min(over, key=lambda s: s.content_spans[-1][1] - s.content_spans[0][0])
    return found


def _anchor(speech: Speech) -> int:
    return speech.cue[0] if speech.cue else speech.content_spans[0][0]


def _span(scene: Scene, speech: Speech) -> Span:
    """Return the passage: content, cue and speaker, as far as they stand together."""
    low, high = speech.content_spans[0][0], speech.content_spans[-1][1]
    if speech.cue:
        low, high = min(low, speech.cue[0]), max(high, speech.cue[1])
        who = speech.speaker.span if speech.speaker else None
        # A speaker known from elsewhere does not stretch the passage to that place.
        if who and abs(who[0] - speech.cue[0]) < NEAR:
            between = scene.text[min(who[0], speech.cue[0]) : max(who[0], speech.cue[0])]
            if "\n" not in between:
                low, high = min(low, who[0]), max(high, who[1])
    return low, high


def _day(scene: Scene, speech: Speech) -> When | None:
    """Return when the words were said."""
    stated = _stated(scene, speech)
    if stated is not None:
        return when_of(stated)
    return day_at(scene, speech.content_spans[0][0])


def _stated(scene: Scene, speech: Speech) -> DateMention | None:
    """Return a date of the cue's sentence that stands outside every content and near the cue."""
    if speech.cue is None:
        return None
    text = scene.text
    low = text.rfind("\n", 0, speech.cue[0]) + 1
    high = text.find("\n", speech.cue[1])
    high = len(text) if high < 0 else high
    dates = scene.dates
    near = dates[_place(dates, low) : _place(dates, high)]
    fitting = [
        d
        for d in near
        if d.start is not None
        and d.start == d.end
        and not any(s <= d.span[0] < e for s, e in speech.content_spans)
        and 0 <= d.span[0] - speech.cue[1] < AFTER
        and not any(c in ".!?" for c in text[speech.cue[1] : d.span[0]])
    ]
    return min(fitting, key=lambda d: d.span[0], default=None)


def _place(dates: tuple[DateMention, ...], char: int) -> int:
    return bisect_left(dates, char, key=lambda d: d.span[0])
