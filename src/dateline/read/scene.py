"""What the steps see of one report: text, parse, mentions, clauses and speech, all frozen.

Each step takes the scene so far and returns its own part; `read/__init__.py` puts them together
in order. Claims are then drawn from the whole scene.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from dateline.model import (
    ActorRef,
    DateMention,
    PlaceMention,
    QuantityMention,
    Report,
    Span,
)
from dateline.read.parties import Parties, shipped
from dateline.read.spanned import Spanned
from dateline.read.tokens import Tokens, read_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc

    from dateline.know.gazetteer import Gazetteer
    from dateline.know.keywords import Haystack
    from dateline.read.clauses.clause import Clause

SpeechAct = Literal["say", "claim", "deny", "confirm", "ask", "threaten", "promise", "refuse"]


class ActorMention(Struct, frozen=True):
    """A phrase that stands for an actor.

    Attributes:
        span: characters.
        head: token index of the head.
        ref: the actor, as far as known (`ref.text` as printed, `ref.span` its place).
        kind: named person, named body, a group without proper name, or a pronoun.
        resolved_from: span of the earlier mention that a pronoun or short form was resolved to.
        role: for persons, their role as printed ("State Department spokesman").
        speaks_for: for persons and offices, the body or state they act for.
    """

    span: Span
    head: int
    ref: ActorRef
    kind: Literal["person", "organisation", "group", "pronoun"]
    resolved_from: Span | None = None
    role: str | None = None
    speaks_for: ActorRef | None = None


class Speech(Struct, frozen=True):
    """One stretch of attributed speech.

    Attributes:
        content_spans: pieces of the content in characters, quotation marks and cue left out.
        form: direct, indirect, mixed or refusal.
        cue: span of the words that attribute ("said", "according to").
        cue_lemma: "say", "deny", "according to", "statement".
        act: what kind of speech act the cue is.
        speaker: who; None where nobody is named.
        role: the speaker's role as printed.
        organisation: whom the speaker speaks for.
        addressee: to whom.
        venue: where or through what.
        confidence: 0 to 1.
        rule: which pattern found it.
        also: spans at which the same words stand once more.
    """

    content_spans: tuple[Span, ...]
    form: Literal["direct", "indirect", "mixed", "refusal"]
    cue: Span | None
    cue_lemma: str
    act: SpeechAct
    speaker: ActorRef | None = None
    role: str | None = None
    organisation: ActorRef | None = None
    addressee: ActorRef | None = None
    venue: str | None = None
    confidence: float = 0.8
    rule: str = ""
    also: tuple[Span, ...] = ()

    def covers(self, char: int) -> bool:
        """Tell whether the character at `char` stands inside the content."""
        return any(start <= char < end for start, end in self.content_spans)


@dataclass(frozen=True)
class Scene:
    """A report with all that was made out in it so far.

    Attributes:
        report: the report.
        doc: the parse of `report.text` (`doc.text == report.text`).
        title: the parse of the title; None where there is none.
        places: in order of the text.
        dates: in order of the text.
        quantities: in order of the text.
        actors: in order of the text; may nest ("Syrian army" in "Syrian army spokesman").
        clauses: in order of the text; `clauses[i].index == i`.
        speeches: in order of the text.
        parties: who is on whose side on that day, by the register of this reading.
        ours: the party whose side the report takes in its own words; None where it takes none.
        read: the tokens of `doc` where they were read already; see `tokens`.
        gazetteer: where names are looked up that only the grammar shows to be places; none where
            a scene is made by hand.
    """

    report: Report
    doc: Doc
    title: Doc | None = None
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    clauses: tuple[Clause, ...] = ()
    speeches: tuple[Speech, ...] = ()
    parties: Parties = field(default_factory=shipped, compare=False)
    ours: ActorRef | None = None
    read: Tokens | None = field(default=None, compare=False, repr=False)
    gazetteer: Gazetteer | None = field(default=None, compare=False, repr=False)

    @cached_property
    def tokens(self) -> Tokens:
        """The parse as plain lists; a parse makes its tokens anew at every look."""
        return self.read or read_tokens(self.doc)

    @cached_property
    def text(self) -> str:
        """The text that was parsed; `doc.text` joins all its words anew at every call."""
        return self.tokens.text

    @cached_property
    def hay(self) -> Haystack:
        """The text as one in which expressions are looked for."""
        return self.tokens.hay

    @cached_property
    def made_out(self) -> dict[str, Any]:
        """What several readers of this scene need, by who made it: worked out once."""
        return {}

    @cached_property
    def lowers(self) -> list[str]:
        """Every token as printed, in lower case."""
        return self.tokens.lower

    @cached_property
    def _offsets(self) -> list[int]:
        return self.tokens.idx

    @cached_property
    def places_by_span(self) -> Spanned[PlaceMention]:
        """The places by where they stand."""
        return Spanned(self.places, lambda place: place.span)

    @cached_property
    def dates_by_span(self) -> Spanned[DateMention]:
        """The dates by where they stand."""
        return Spanned(self.dates, lambda date: date.span)

    @cached_property
    def actors_by_span(self) -> Spanned[ActorMention]:
        """The actors by where they stand."""
        return Spanned(self.actors, lambda actor: actor.span)

    @cached_property
    def _by_head(self) -> dict[int, list[ActorMention]]:
        found: dict[int, list[ActorMention]] = {}
        for mention in self.actors:
            found.setdefault(mention.head, []).append(mention)
        return found

    def headed(self, token: int) -> Sequence[ActorMention]:
        """Return the actors whose head a token is."""
        return self._by_head.get(token, ())

    def actors_over(self, span: Span) -> list[ActorMention]:
        """Return the actors in whose words a run of characters lies, in their order."""
        return self.actors_by_span.over(*span)

    @cached_property
    def places_by_text(self) -> dict[str, list[PlaceMention]]:
        """The places by their words as printed."""
        found: dict[str, list[PlaceMention]] = {}
        for mention in self.places:
            found.setdefault(mention.text, []).append(mention)
        return found

    def token_at(self, char: int) -> int:
        """Return the index of the token at or before the character `char`."""
        at = bisect_right(self._offsets, char) - 1
        return max(0, at)

    def tokens_of(self, span: Span) -> tuple[int, int]:
        """Return the tokens `[start, end)` that a character span touches."""
        offsets = self._offsets
        start = max(0, bisect_right(offsets, span[0]) - 1)
        return start, max(start + 1, bisect_left(offsets, span[1]))

    def chars_of(self, start: int, end: int) -> Span:
        """Return the characters `[start, end)` of a run of tokens."""
        return self.tokens.span(start, end)

    def places_in(self, start: int, end: int) -> list[PlaceMention]:
        """Return the places mentioned within the tokens `[start, end)`."""
        return self.places_by_span.inside(*self.chars_of(start, end))

    @cached_property
    def _by_sentence(self) -> dict[int, list[Clause]]:
        found: dict[int, list[Clause]] = {}
        for clause in self.clauses:
            found.setdefault(clause.sentence, []).append(clause)
        return found

    @cached_property
    def _smallest(self) -> dict[int, Clause]:
        """The smallest clause over each token: painted from the widest to the smallest."""
        return _painted(sorted(self.clauses, key=lambda c: (c.start - c.end, c.index)))

    @cached_property
    def _predicates(self) -> dict[int, Clause]:
        """The smallest clause over each token, verbs' over nouns', of two alike the first."""
        order = sorted(self.clauses, key=lambda c: (c.kind != "noun", c.start - c.end, -c.index))
        return _painted(order)

    @cached_property
    def _dated(self) -> frozenset[int]:
        """The tokens that begin within a date."""
        offsets = self._offsets
        return frozenset(
            token
            for start, end in (date.span for date in self.dates)
            for token in range(bisect_left(offsets, start), bisect_left(offsets, end))
        )

    def in_date(self, token: int) -> bool:
        """Tell whether a token stands in a date."""
        return token in self._dated

    def clauses_of(self, sentence: int) -> Sequence[Clause]:
        """Return the clauses of a sentence, in order of the text."""
        return self._by_sentence.get(sentence, ())

    def clause_over(self, token: int) -> Clause | None:
        """Return the smallest clause that a token stands in, if any."""
        return self._smallest.get(token)

    def predicate_over(self, token: int) -> Clause | None:
        """Return the smallest clause that a token stands in, a verb's before a noun's."""
        return self._predicates.get(token)

    def within_actor(self, span: Span) -> bool:
        """Tell whether a run of characters lies within an actor's name."""
        return self.actors_by_span.covers(*span)

    def actor_of(self, start: int, end: int, head: int) -> ActorMention | None:
        """Return the widest actor with this head within the tokens `[start, end)`, if any."""
        headed = self._by_head.get(head)
        if headed is None:
            return None
        low, high = self.chars_of(start, end)
        fitting = [a for a in headed if low <= a.span[0] and a.span[1] <= high]
        if len(fitting) > 1:
            return max(fitting, key=lambda a: a.span[1] - a.span[0])
        return fitting[0] if fitting else None

    @cached_property
    def _direct_on(self) -> dict[int, list[Speech]]:
        """The direct speeches over each token."""
        found: dict[int, list[Speech]] = {}
        for speech in self.speeches:
            for span in speech.content_spans if speech.form == "direct" else ():
                for token in range(*self.tokens_of(span)):
                    found.setdefault(token, []).append(speech)
        return found

    def direct_over(self, char: int) -> Iterator[Speech]:
        """Yield the direct speeches whose content holds a character."""
        for speech in self._direct_on.get(self.token_at(char), ()):
            if speech.covers(char):
                yield speech

    def speech_over(self, token: int) -> Speech | None:
        """Return the innermost speech whose content holds this token, if any."""
        return self._innermost.get(token)

    @cached_property
    def _innermost(self) -> dict[int, Speech]:
        """The shortest speech over each token: painted from the longest to the shortest."""
        over: dict[int, Speech] = {}
        order = sorted(
            enumerate(self.speeches),
            key=lambda s: (-sum(e - b for b, e in s[1].content_spans), -s[0]),
        )
        for _, speech in order:
            for start, end in speech.content_spans:
                first = bisect_left(self._offsets, start)
                over.update(dict.fromkeys(range(first, bisect_left(self._offsets, end)), speech))
        return over


def _painted(clauses: Iterable[Clause]) -> dict[int, Clause]:
    """Return the clause over each token, a later one over those before it."""
    over: dict[int, Clause] = {}
    for clause in clauses:
        over.update(dict.fromkeys(range(clause.start, clause.end), clause))
    return over
