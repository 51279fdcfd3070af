"""A scene's sentences, words, places and actors, looked up by token.

One rule: every list is made once a report, and nothing is judged here but what a name is a part of.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from heapq import merge
from typing import Any, NamedTuple

from dateline.know.frames import FrameBook
from dateline.model import PlaceMention, PlaceRef
from dateline.read.clauses.clause import Phrase
from dateline.read.frames.captives import captives
from dateline.read.scene import ActorMention, Scene
from dateline.read.spanned import Spanned

ARTICLES = frozenset("the this that these those its their his her".split())
_PROPER = re.compile(r"[A-Z][\w.'’-]*(?: (?:of|the|for|and|al|de|in|[A-Z][\w.'’-]*))+")
_FIELDS = tuple(f for f in PlaceRef.__struct_fields__)
_BANDS = frozenset({"REB", "PAR", "UAF"})
_DATELINE = re.compile(r"(?:, [\w. ]+)*(?: \([^)\n]+\))? ?(?:--?|[–—:])\s")
"""What follows the city in which a report was filed."""
_AROUND_TOWN_KM = 15.0
"""Airports and camps lie within this of the town that they are named by, but for a few."""


class Sentence(NamedTuple):
    """A sentence as the parse has it.

    Attributes:
        start: first token.
        end: after its last token.
        start_char: first character.
        end_char: after its last character, white space behind it left out.
        text: its words as printed.
    """

    start: int
    end: int
    start_char: int
    end_char: int
    text: str


def place_ref(mention: PlaceMention) -> PlaceRef:
    """Return a mention as the plain reference that claims carry."""
    return PlaceRef(**{name: getattr(mention, name) for name in _FIELDS})


@dataclass(frozen=True)
class Ground:
    """A scene looked up by token.

    Attributes:
        scene: the report so far.
        book: the frames.
        named_at: the places that phrases name though nothing marked them, by head; None where
            there is none.
    """

    scene: Scene
    book: FrameBook
    _kinds: dict[tuple[int, int, int], frozenset[str]] = field(default_factory=dict)
    named_at: dict[int, PlaceMention | None] = field(default_factory=dict)
    _spoken_of: dict[Phrase, tuple[Any, ...]] = field(default_factory=dict)
    """The places that phrases speak of, until one more name is taken for a place."""

    @cached_property
    def _place_at(self) -> dict[int, PlaceMention]:
        """The place mention over each token; the widest where they nest."""
        found: dict[int, PlaceMention] = {}
        caught = captives(self.scene)
        for mention in self.scene.places:
            if mention.span is None:
                continue
            start, end = self.scene.tokens_of(mention.span)
            if start in caught or (mention.id is None and self._known_man(mention)):
                continue
            for token in range(start, end):
                old = found.get(token)
                if old is None or old.span is None or _width(old) < _width(mention):
                    found[token] = mention
        return found

    def _known_man(self, mention: PlaceMention) -> bool:
        """Tell whether a name that no gazetteer knows is that of a person of the register."""
        return mention.feature is None and any(
            a.kind == "person" and a.ref.id is not None and a.span == mention.span
            for a in self.scene.actors_over(_span(mention))
        )

    @cached_property
    def _actor_at(self) -> dict[int, ActorMention]:
        """The widest actor mention with each head."""
        found: dict[int, ActorMention] = {}
        for mention in self.scene.actors:
            old = found.get(mention.head)
            if old is None or _long(old) < _long(mention):
                found[mention.head] = mention
        return found

    @cached_property
    def _long_names(self) -> Spanned[ActorMention]:
        """People and known bodies by where they stand; names of a single word are left out."""
        named = (
            a
            for a in self.scene.actors
            if (a.kind == "person" or (a.kind == "organisation" and a.ref.id is not None))
            and _PROPER.fullmatch(a.ref.text)
        )
        return Spanned(named, lambda actor: actor.span)

    @cached_property
    def _actor_names(self) -> Spanned[ActorMention]:
        """The actors by where their names stand: groups up to their heads."""
        tokens = self.scene.tokens

        def named(actor: ActorMention) -> tuple[int, int]:
            if actor.kind != "group":
                return actor.span
            return actor.span[0], tokens.idx[actor.head] + len(tokens.words[actor.head])

        return Spanned(self.scene.actors, named)

    def in_actor(self, span: tuple[int, int]) -> bool:
        """Tell whether a run of characters stands inside an actor's name, before a group's head."""
        return self._actor_names.covers(*span)

    def in_longer_name(self, span: tuple[int, int]) -> bool:
        """Tell whether a run of characters is a part of a person's or a known body's name."""
        return any(name.span != span for name in self._long_names.over(*span))

    @cached_property
    def _sentences(self) -> tuple[list[int], list[Sentence]]:
        tokens = self.scene.tokens
        starts = [i for i, begins in enumerate(tokens.opens) if begins or i == 0]
        sentences = []
        for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
            low, high = tokens.span(start, end)
            sentences.append(Sentence(start, end, low, high, tokens.text[low:high]))
        return starts, sentences

    def sentence(self, token: int) -> Sentence:
        """Return the sentence of a token; spaCy's own way walks the whole text each time."""
        starts, sentences = self._sentences
        return sentences[bisect_right(starts, token) - 1]

    def sentence_number(self, token: int) -> int:
        """Return the number of a token's sentence, from 0."""
        return bisect_right(self._sentences[0], token) - 1

    def sentence_at(self, number: int) -> Sentence:
        """Return the sentence with a number."""
        return self._sentences[1][number]

    def lemma(self, token: int) -> str:
        """Return the lemma of a token in lower case."""
        return self.lemmas[token]

    def word_kinds(self, token: int) -> frozenset[str]:
        """Return the kinds that a token's lemma is of; none for a word that no list has."""
        return self.book.kinds.get(self.lemmas[token], frozenset())

    @cached_property
    def lemmas(self) -> list[str]:
        """Every token's lemma in lower case; frames ask for the same few again and again."""
        irregular = self.book.irregular
        return [irregular.get(lemma, lemma) for lemma in self.scene.tokens.lemma]

    @cached_property
    def lowers(self) -> list[str]:
        """Every token as printed, in lower case."""
        return self.scene.lowers

    def actor(self, phrase: Phrase) -> ActorMention | None:
        """Return the actor that a phrase's head names."""
        if phrase.head not in self._actor_at:
            return None
        if self.named_at.get(phrase.head) is not None:
            return None  # the name stands for a place
        return self.scene.actor_of(phrase.start, phrase.end, phrase.head) or self._actor_at.get(
            phrase.head
        )

    def titles(self, phrase: Phrase) -> frozenset[str]:
        """Return the office that a named person holds, told here or before ("PRESIDENT Keita").

        A frame that asks for a minister is met by a minister's name as well.
        """
        mention = self._actor_at.get(phrase.head)
        if mention is None or mention.role is None or mention.kind not in {"person", "pronoun"}:
            return frozenset()
        words = mention.role.partition(" of ")[0].lower().split()
        return frozenset({*words[-1:], "-".join(words[-2:])})

    def actor_headed(self, token: int) -> ActorMention | None:
        """Return the widest actor mention with this head."""
        return self._actor_at.get(token)

    def place_over(self, token: int) -> PlaceMention | None:
        """Return the place mention that a token stands in."""
        return self._place_at.get(token)

    def take(self, phrase: Phrase, mention: PlaceMention) -> None:
        """Let a phrase name a place from now on; its kinds are asked anew."""
        self.name(phrase.head, mention)
        self._kinds.pop((phrase.head, phrase.start, phrase.end), None)

    def name(self, head: int, mention: PlaceMention | None) -> None:
        """Keep what a noun names though nothing marked it; what others point to is asked anew."""
        self.named_at[head] = mention
        if mention is not None:
            self._spoken_of.clear()

    def at_town(self, span: tuple[int, int], town: PlaceMention) -> PlaceMention:
        """Return a landmark with the point of the town that it is of."""
        return PlaceMention(
            text=self.scene.report.text[slice(*span)],
            span=span,
            lat=town.lat,
            lon=town.lon,
            precision="near" if town.lat is not None else None,
            radius_km=_AROUND_TOWN_KM if town.lat is not None else None,
            admin1=town.admin1,
            country=town.country,
            because=f"a landmark of {town.text}",
        )

    def first_of(self, tokens: Iterable[int]) -> PlaceMention | None:
        """Return the place over the first of these tokens that has one."""
        return next((self._place_at[t] for t in tokens if t in self._place_at), None)

    def told_before(self, char: int) -> Iterator[PlaceMention]:
        """Yield the places before a character, the nearest first; names just taken for one too."""
        taken = [p for p in self.named_at.values() if p is not None and p.id is None]
        if not taken:
            starts, places = self._places_in_order
            before = places[: bisect_left(starts, char)]
            yield from (p for p in reversed(before) if p.span is not None and p.span[1] <= char)
            return
        starts, places = self._places_in_order
        before = places[: bisect_left(starts, char)]
        taken.sort(key=_span, reverse=True)
        told = merge(reversed(before), taken, key=_span, reverse=True)
        yield from (p for p in told if p.span is not None and p.span[1] <= char)

    @cached_property
    def _places_in_order(self) -> tuple[list[int], list[PlaceMention]]:
        """Where places start, and the places themselves, by where they start and end."""
        told = sorted(self.scene.places, key=lambda p: p.span or (0, 0), reverse=True)[::-1]
        return [(p.span or (0, 0))[0] for p in told], told

    def is_band(self, span: tuple[int, int]) -> bool:
        """Tell whether a name is that of a known band, though a village has it too ("LURD")."""
        text = self.scene.report.text[slice(*span)]
        return any(
            a.span == span
            and a.kind == "organisation"
            and a.ref.id is not None
            and a.ref.plover is not None
            and (a.ref.plover.sector in _BANDS or text.isupper())
            for a in self.scene.actors_over(span)
        )

    def person_over(self, mention: PlaceMention) -> bool:
        """Tell whether a name taken for a place is a person's ("Minni Minawi")."""
        span = mention.span or (0, 0)
        return any(a.kind == "person" for a in self.scene.actors_over(span))

    @cached_property
    def times_named(self) -> Counter[str]:
        """How often the report names each place, by id or name."""
        return Counter(p.id or p.text for p in self.scene.places)

    @cached_property
    def named_in_lead(self) -> frozenset[str]:
        """The places, by id or name, that the first paragraph names, but for its dateline."""
        text = self.scene.report.text
        lead = len(text) - len(text.lstrip())
        end = text.find("\n", lead)
        return frozenset(
            p.id or p.text
            for p in self.scene.places
            if p.span is not None
            and p.span[0] < (end if end >= 0 else len(text))
            and not _DATELINE.match(text, p.span[1])
        )

    @cached_property
    def names_asked(self) -> dict[tuple[int, int], frozenset[str]]:
        """The words for what a phrase is, by its head and end, as far as asked (`seen.py`)."""
        return {}

    @cached_property
    def called(self) -> dict[tuple[object, ...], bool]:
        """Whether a place may be called by a noun, as far as it was asked (`candidates.py`)."""
        return {}


def _span(mention: PlaceMention) -> tuple[int, int]:
    return mention.span or (0, 0)


def _width(mention: PlaceMention) -> int:
    return mention.span[1] - mention.span[0] if mention.span else 0


def _long(mention: ActorMention) -> int:
    return mention.span[1] - mention.span[0]
