"""Speech in quotation marks: which quotations are speech, and which cue each belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from dateline.know.speech import CueVerb
from dateline.know.speech import cues as lexicon
from dateline.read.quotes import Quote
from dateline.read.speech.cues import Cue
from dateline.read.speech.ground import Ground
from dateline.read.speech.subjects import phrase_from
from dateline.read.speech.syntax import Noun, doer, noun_phrase
from dateline.read.tokens import FINITE

_ENDS = ".?!…"
_LINKS = ",—–-"
_INNER = "'’”\""  # what closes a quotation inside the quotation
_CLOSES = frozenset({",", "?", "!", "."})
# Words that may stand between a quotation and its cue; longer ones are a sentence of their own.
LONGEST_LEAD = 25
_PLAIN = frozenset({"say", "add", "write", "state", "ask", "reply", "tweet"})
# A dash and a name behind a quotation; a name with what is said of it has so many words at most.
_DASH = re.compile(r"\s*(?:[―—–]|--?(?=\s))\s*")
_STOPS_NAME = frozenset({".", '"', "“", "”", "\n"})
LONGEST_SIGNATURE = 14
# A quotation of so many words before a comma is spoken by whoever does the next verb.
TAGGED_WORDS = 3
_NOBODY = frozenset({"i", "we", "you", "which", "that", "this", "it", "there", "what"})
# A quotation of so many words that opens a sentence is speech even if its cue is not known.
SPEECH_WORDS = 4


@dataclass(frozen=True, slots=True)
class Run:
    """One statement in quotation marks.

    Attributes:
        quotes: numbers of its quotations, in order.
        cue: its cue; None where it goes on with what the last speaker said.
        rule: how the cue was found.
        confidence: 0 to 1.
    """

    quotes: tuple[int, ...]
    cue: Cue | None
    rule: str
    confidence: float


def find_runs(ground: Ground, cues: tuple[Cue, ...]) -> tuple[Run, ...]:
    """Return the quotations that are speech, each with its cue.

    Args:
        ground: the text.
        cues: all cues of the text, in order.
    """
    by_paragraph: dict[int, list[Cue]] = {}
    for cue in cues:
        if (
            cue.kind == "phrase"
            or cue.lemma == ":"
            or (cue.verb is not None and "quote" in cue.verb.takes)
        ):
            at = ground.paragraph_at(ground.offsets[cue.head])
            by_paragraph.setdefault(at, []).append(cue)
    runs: list[Run] = []
    carried: Run | None = None
    for number, quote in enumerate(ground.quotes):
        if carried is not None:
            own = _own_cue(ground, number, by_paragraph)
            first = carried.cue or (own[0] if own else None)
            runs[-1] = Run((*carried.quotes, number), first, carried.rule, carried.confidence)
            carried = runs[-1] if quote.carried else None
            continue
        last = runs[-1] if runs else None
        run = _run(ground, number, by_paragraph, last)
        if run is None:
            continue
        if last is not None and _interrupted(ground, last, run, number):
            runs[-1] = Run((*last.quotes, number), last.cue, last.rule, last.confidence)
        else:
            runs.append(run)
        carried = runs[-1] if quote.carried else None
    return tuple(runs)


def _interrupted(ground: Ground, last: Run, run: Run, number: int) -> bool:
    """Tell whether a quotation goes on in one sentence: "...," he said, "..."."""
    if last.cue is None or last.quotes[-1] != number - 1:
        return False
    before, quote = ground.quotes[number - 1], ground.quotes[number]
    gap = ground.text[before.outer[1] : quote.outer[0]]
    if any(c in _ENDS + ":" for c in gap.rstrip()[-1:]) or "\n" in gap:
        return False
    return (run.cue is None or run.cue.head == last.cue.head) and (
        before.outer[1] <= ground.offsets[last.cue.head] < quote.outer[0]
    )


def _run(
    ground: Ground, number: int, by_paragraph: dict[int, list[Cue]], last: Run | None
) -> Run | None:
    quote = ground.quotes[number]
    words = len(ground.text[quote.start : quote.end].split())
    if words == 0:
        return None
    own = _own_cue(ground, number, by_paragraph)
    if own is not None:
        return Run((number,), own[0], own[1], own[2] if quote.closed else own[2] - 0.2)
    if not quote.closed and not quote.carried:
        return None
    tagged = (
        last is not None
        and last.quotes[-1] == number - 1
        and (ground.quotes[number - 1].paragraph == quote.paragraph)
    )
    if _stands_alone(ground, quote) and words >= (2 if tagged else SPEECH_WORDS):
        return Run((number,), None, "quote-continued", 0.6)
    return None


def _before(ground: Ground, quote: Quote) -> str:
    """Return the last character before a quotation in its paragraph; empty at its start."""
    low, at = ground.paragraphs[quote.paragraph][0], quote.outer[0]
    while at > low and ground.text[at - 1].isspace():
        at -= 1
    return ground.text[at - 1] if at > low else ""


def _after(ground: Ground, quote: Quote) -> str:
    """Return the first character after a quotation in its paragraph; empty at its end."""
    high, at = ground.paragraphs[quote.paragraph][1], quote.outer[1]
    while at < high and ground.text[at].isspace():
        at += 1
    return ground.text[at] if at < high else ""


def _last(ground: Ground, quote: Quote) -> str:
    """Return the last character inside a quotation, marks of a quotation inside it left out."""
    at = quote.end
    while at > quote.start and (ground.text[at - 1].isspace() or ground.text[at - 1] in _INNER):
        at -= 1
    return ground.text[at - 1 : at] if at > quote.start else ""


def _between(ground: Ground, cues: list[Cue], low: int, high: int) -> list[Cue]:
    """Return the cues whose head starts in the characters `[low, high)`."""

    def place(cue: Cue) -> int:
        return ground.offsets[cue.head]

    return cues[bisect_left(cues, low, key=place) : bisect_left(cues, high, key=place)]


def _sentential(ground: Ground, quote: Quote) -> bool:
    """Tell whether a quotation opens like a sentence of its own rather than within a clause."""
    before = _before(ground, quote)
    return not before or before in ".?!:;,…—–”\"’'»)-"


def _stands_alone(ground: Ground, quote: Quote) -> bool:
    """Tell whether a quotation is a sentence between sentences."""
    before, after = _before(ground, quote), _after(ground, quote)
    opens = not before or before in '.?!…:”"»'
    ended = _last(ground, quote) in _ENDS and (not after or after.isupper() or after in '“"‘«')
    return opens and (ended or quote.carried or after == ".")


def _own_cue(
    ground: Ground, number: int, by_paragraph: dict[int, list[Cue]]
) -> tuple[Cue, str, float] | None:
    """Return the cue of a quotation in its own sentence, after it, before it or leading in."""
    quote = ground.quotes[number]
    cues = by_paragraph.get(quote.paragraph, [])
    led = _led_in(ground, quote, by_paragraph)
    if led is not None:
        return led, "quote-led-in", 0.9
    before = _cue_before(ground, number, cues)
    ended = _last(ground, quote) in {".", "…"}
    after = _cue_after(ground, number, cues) if _sentential(ground, quote) else None
    if before is not None and (before[1] or not after or ended):
        return before[0], "quote-after-cue", 0.92 if before[1] else 0.8
    if after is not None:
        if ended and not after[1]:
            return None
        return after[0], "quote-before-cue", 0.93
    signed = _signed(ground, quote)
    if signed is not None:
        return signed, "quote-signed", 0.8
    if before is None:
        tag = _any_tag(ground, quote)
        if tag is not None:
            return tag, "quote-before-verb", 0.75
    return None


def _signed(ground: Ground, quote: Quote) -> Cue | None:
    """Return the name that a dash sets behind a quotation: "..." - Olena, a teacher."""
    high = ground.paragraphs[quote.paragraph][1]
    dash = _DASH.match(ground.text, quote.outer[1], high)
    if dash is None or not _sentential(ground, quote) or _last(ground, quote) not in _ENDS:
        return None
    start, end = ground.token_from(dash.end()), ground.token_from(high)
    stop = start
    while stop < end and ground.doc[stop].text not in _STOPS_NAME:
        stop += 1
    name = phrase_from(ground, start, stop)
    words = ground.doc[start:stop]
    if name is None or not words[0].text[:1].isupper() or len(words) > LONGEST_SIGNATURE:
        return None
    if any(t.tag_ in FINITE for t in words):
        return None
    return Cue("noun", start - 1, start - 1, start, "—", "say", None, name)


def _any_tag(ground: Ground, quote: Quote) -> Cue | None:
    """Return the verb after a quotation that a comma ends, whatever verb it is.

    '"The road is cut," the colonel in the cellar growled': only a verb of speech stands so.
    """
    low, high = quote.outer[1], ground.paragraphs[quote.paragraph][1]
    after = _after(ground, quote)
    asked = _last(ground, quote) in {"?", "!"} and after.islower()
    comma = _last(ground, quote) == "," or after == "," or asked
    words = len(ground.text[quote.start : quote.end].split())
    if not comma or words < TAGGED_WORDS or not _sentential(ground, quote):
        return None
    start, end = ground.token_from(low), ground.token_from(_sentence_stop(ground, low, high))
    doc = ground.doc
    while start < end and doc[start].text in {",", '"', "”", "''"}:
        start += 1
    for index in range(start, min(end, start + LONGEST_LEAD)):
        verb = doc[index]
        if verb.tag_ not in {"VBD", "VBZ"} or verb.pos_ != "VERB" or verb.dep_.startswith("acl"):
            continue
        if index > start:
            who = phrase_from(ground, start, index)
            whole = who is not None and (who.end == index or doc[who.end].text == ",")
        else:
            who = phrase_from(ground, index + 1, end)
            whole = who is not None
        if who is None or not whole or doc[who.head].lower_ in _NOBODY:
            return None
        if doc[who.head].pos_ not in {"NOUN", "PROPN", "PRON"}:
            return None
        entry = CueVerb(verb.lemma_, None, "say", frozenset({"quote"}))
        return Cue("verb", index, index, index + 1, verb.lemma_, "say", entry, who)
    return None


def _led_in(ground: Ground, quote: Quote, by_paragraph: dict[int, list[Cue]]) -> Cue | None:
    """Return the cue of a quotation that a colon right before it leads in."""
    low, _ = ground.paragraphs[quote.paragraph]
    before = _before(ground, quote)
    if before:
        own = by_paragraph.get(quote.paragraph, [])
        if before != ":" or _between(ground, own, low, quote.outer[0]):
            return None
        return _noun_lead(ground, ground.text.rindex(":", low, quote.outer[0]) + 1)
    if quote.paragraph == 0:
        return None
    end = ground.paragraphs[quote.paragraph - 1][1]
    if ground.text[end - 1] != ":":
        return None
    last = by_paragraph.get(quote.paragraph - 1, [])
    if last and not any(c in _ENDS for c in ground.text[ground.offsets[last[-1].head] : end]):
        return last[-1]
    return _noun_lead(ground, end)


def _noun_lead(ground: Ground, end: int) -> Cue | None:
    """Return "The general issued the following statement:" as a cue."""
    low, high = ground.sentences[ground.sentence_of[max(0, ground.token_from(end) - 1)]]
    high = min(high, ground.token_from(end))
    known = lexicon()
    named = [t for t in ground.doc[low:high] if not t.is_punct]
    if (
        0 < len(named) <= 5
        and named[-1].pos_ == "PROPN"
        and all(t.pos_ in {"PROPN", "NOUN", "DET", "ADJ"} for t in named)
    ):
        name = Noun(named[-1].i, named[0].i, named[-1].i + 1)
        return Cue("noun", high - 1, high - 1, high, ":", "say", None, name)
    noun = next(
        (t for t in ground.doc[low:high] if t.pos_ == "NOUN" and t.lemma_.lower() in known.nouns),
        None,
    )
    if noun is None:
        return None
    verb = noun.head if noun.head.pos_ == "VERB" and noun.dep_ == "obj" else None
    who = doer(verb) if verb is not None else None
    if verb is None or who is None or not low <= who.i < high:
        return None
    speaker = noun_phrase(who, low, high)
    return Cue(
        "noun", noun.i, noun.i, noun.i + 1, noun.lemma_.lower(),
        known.nouns[noun.lemma_.lower()], None, speaker,
    )  # fmt: skip


def _cue_after(ground: Ground, number: int, cues: list[Cue]) -> tuple[Cue, bool] | None:
    """Return the cue right after a quotation, and whether it has no other content."""
    quote = ground.quotes[number]
    limit = ground.paragraphs[quote.paragraph][1]
    another = number + 1 < len(ground.quotes)
    if another:
        limit = min(limit, ground.quotes[number + 1].outer[0])
    last = _last(ground, quote)
    stop = _sentence_stop(ground, quote.outer[1], limit)
    for found in _between(ground, cues, quote.outer[1], stop):
        cue = found if found.speaker is not None else _named_after(ground, quote, found)
        head, speaker = ground.doc[cue.head], cue.speaker
        if speaker is not None and ground.offsets[speaker.head] < quote.outer[1]:
            # The doer stands before the quotation: this is no tag, save that of a participle.
            if head.tag_ != "VBG":
                return None
            continue
        first = min(cue.start, speaker.start) if speaker is not None else cue.start
        lead = ground.text[quote.outer[1] : max(ground.offsets[first], quote.outer[1])]
        if any(c.isalnum() for c in lead) and (
            last not in _CLOSES or (speaker is None and len(lead.split()) > 3)
        ):
            return None  # '"A few men" of the brigade stayed, he said'
        tail = ground.text[head.idx : limit].rstrip()[-1:]
        if another and tail in {":", ","} and last in {".", "…"}:
            return None  # the cue leads on to the next quotation
        governs = any(
            c.dep_ == "ccomp" and c.i > cue.head and ground.quote_of[c.i] < 0 for c in head.children
        )
        if governs and last not in {",", "?", "!"}:
            return None
        return cue, not governs and len(lead.split()) < LONGEST_LEAD
    return None


def _named_after(ground: Ground, quote: Quote, cue: Cue) -> Cue:
    """Return a cue with the speaker whose name opens the words after a quotation.

    '"...," a soldier of the brigade, who gave no name, said': the parse may lose him.
    """
    first = ground.token_from(quote.outer[1])
    sentence = ground.sentences[ground.sentence_of[cue.head]]
    name = phrase_from(ground, first, min(cue.start, sentence[1]))
    return replace(cue, speaker=name) if name is not None else cue


def _sentence_stop(ground: Ground, low: int, limit: int) -> int:
    """Return where the sentence that goes on after a quotation ends."""
    start = ground.token_from(low)
    for index in range(start, min(ground.token_from(limit), len(ground.doc))):
        token = ground.doc[index]
        if token.text in {".", "!", "?"} or (
            index > start + 1
            and token.is_sent_start
            and ground.doc[index - 1].text in {".", '"', "”"}
        ):
            return int(token.idx)
    return limit


def _cue_before(ground: Ground, number: int, cues: list[Cue]) -> tuple[Cue, bool] | None:
    """Return the cue before a quotation in its sentence, and whether it leads straight to it."""
    quote = ground.quotes[number]
    start = ground.paragraphs[quote.paragraph][0]
    previous = ground.quotes[number - 1] if number > 0 else None
    if previous is not None and previous.outer[1] > start:
        start = previous.outer[1]
    else:
        previous = None
    first = ground.token_from(quote.outer[0])
    if first > 0:
        begin = ground.sentences[ground.sentence_of[first - 1]][0]
        start = max(start, ground.offsets[begin])
    fitting = _between(ground, cues, start, quote.outer[0])
    lead = ground.text[start : quote.outer[0]].rstrip()
    if not fitting or not lead or lead[-1] in _ENDS:
        return None
    cue = fitting[-1]
    if lead[-1] == ":":
        return cue, True
    if cue.kind == "phrase":
        # 'According to the monitor, "..."': whole sentences in marks are its words.
        opens = ground.offsets[cue.head] <= start + 1 and lead[-1] == ","
        return (cue, True) if opens and _last(ground, quote) in _ENDS else None
    if _goes_on_outside(ground, cue, quote, first):
        return None
    behind = cue.end
    if cue.inverted and cue.speaker is not None:
        behind = cue.speaker.end
    between = ground.text[ground.chars(behind - 1, behind)[1] : quote.outer[0]]
    words = between.replace(",", " ").split()
    if lead[-1] in _LINKS and (len(words) <= 8 or not _busy(ground, cue, first)):
        # After '"...," he said, "...' the verb belongs to the quotation before it as well.
        tag = previous is not None and not ground.text[
            previous.outer[1] : ground.offsets[cue.head]
        ].strip(" ,")
        return cue, not tag and len(words) <= 12
    inner = ground.text[quote.start : quote.end]
    length = len(inner.split())
    if not words and (
        (inner[:1].isupper() and length >= 2) or (length >= 5 and cue.lemma in _PLAIN)
    ):
        return cue, True
    return None


def _goes_on_outside(ground: Ground, cue: Cue, quote: Quote, first: int) -> bool:
    """Tell 'said that "of course" he would stay': the quotation is a part of a reported clause."""
    after = ground.text[quote.outer[1] : quote.outer[1] + 2].strip()
    if not after[:1].isalpha() or not after[:1].islower() or _last(ground, quote) in f"{_ENDS},":
        return False
    return any(c.dep_ == "ccomp" and c.i >= first - 1 for c in ground.doc[cue.head].children)


def _busy(ground: Ground, cue: Cue, first: int) -> bool:
    """Tell whether a verb before a quotation has its content in between."""
    return any(
        c.dep_ in {"ccomp", "xcomp"} and cue.head < c.i < first
        for c in ground.doc[cue.head].children
    )
