"""The places that phrases speak of: named, counted off, pointed to, or stood for by "it".

One rule: a place that a phrase does not name itself is marked as inferred.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from heapq import merge
from itertools import accumulate
from typing import NamedTuple

from dateline.know.frames import FrameBook
from dateline.know.speech import cues
from dateline.model import PlaceMention, PlaceRef
from dateline.model.claim import Extent
from dateline.read.clauses.clause import Phrase
from dateline.read.frames import landmarks, measures, names
from dateline.read.frames.captives import captives
from dateline.read.frames.equated import counted, equated, told_by_ends
from dateline.read.frames.kin import kin
from dateline.read.scene import ActorMention, Scene

HERE = frozenset({"it", "there", "here", "which", "where"})
ARTICLES = frozenset("the this that these those its their his her".split())
_PROPER = re.compile(r"[A-Z][\w.'’-]*(?: (?:of|the|for|and|al|de|in|[A-Z][\w.'’-]*))+")
_NAMED_BY = frozenset({"of", "around", "surrounding", "above", "overlooking"})
_FIELDS = tuple(f for f in PlaceRef.__struct_fields__)
_SPATIAL = frozenset({"in", "near", "outside"})
_BEFORE = len("telling ")
_NTH = frozenset("first second third fourth fifth sixth seventh last only next biggest".split())
_SEATS = frozenset({"command", "headquarters", "barracks", "garrison", "fort", "base", "camp"})
_SETTLED = frozenset(
    """city town village capital province governorate region state district county suburb
    neighbourhood neighborhood settlement hamlet camp port place area""".split()
)
_BANDS = frozenset({"REB", "PAR", "UAF"})
_LANDS = frozenset({"country", "admin1", "region"})
_LYING = re.compile(r"(?: [a-z]+)?, (?:in|near|outside|inside) (?:the )?")
_DATELINE = re.compile(r"(?:, [\w. ]+)*(?: \([^)\n]+\))? ?(?:--?|[–—:])\s")
"""What follows the city in which a report was filed."""
_LONGEST = 200
"""Characters of the longest name of a place."""
_AROUND_TOWN_KM = 15.0
"""Airports and camps lie within this of the town that they are named by, but for a few."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place that a phrase speaks of.

    Attributes:
        place: the mention; the one that a pronoun or "the town" stands for, where it is one.
        extent: how much of it, where words tell; None else.
        inferred: true where the place is not named in the phrase itself.
    """

    place: PlaceMention
    extent: Extent | None = None
    inferred: bool = False


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
    """A scene's places as phrases speak of them.

    Attributes:
        scene: the report so far.
        book: the frames.
    """

    scene: Scene
    book: FrameBook
    _kinds: dict[tuple[int, int, int], frozenset[str]] = field(default_factory=dict)
    _named_at: dict[int, PlaceMention | None] = field(default_factory=dict)

    @cached_property
    def _place_at(self) -> dict[int, PlaceMention]:
        """The place mention over each token; the widest where they nest."""
        found: dict[int, PlaceMention] = {}
        for mention in self.scene.places:
            if mention.span is None:
                continue
            start, end = self.scene.tokens_of(mention.span)
            if start in captives(self.scene) or (mention.id is None and self._known_man(mention)):
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
    def _long_names(self) -> tuple[list[int], list[int]]:
        """Where people and known bodies start, and how far those that start there or before reach.

        Names of a single word are left out.
        """
        spans = sorted(
            a.span
            for a in self.scene.actors
            if (a.kind == "person" or (a.kind == "organisation" and a.ref.id is not None))
            and _PROPER.fullmatch(a.ref.text)
        )
        return [s for s, _ in spans], list(accumulate((e for _, e in spans), max))

    @cached_property
    def _actor_names(self) -> tuple[list[int], list[int]]:
        """Where actors start, and how far those there or before reach: groups to their heads."""
        tokens = self.scene.tokens
        spans = sorted(
            (
                a.span[0],
                tokens.idx[a.head] + len(tokens.words[a.head]) if a.kind == "group" else a.span[1],
            )
            for a in self.scene.actors
        )
        return [s for s, _ in spans], list(accumulate((e for _, e in spans), max))

    def in_actor(self, span: tuple[int, int]) -> bool:
        """Tell whether a run of characters stands inside an actor's name, before a group's head."""
        starts, ends = self._actor_names
        at = bisect_right(starts, span[0]) - 1
        return at >= 0 and ends[at] >= span[1]

    def in_longer_name(self, span: tuple[int, int]) -> bool:
        """Tell whether a run of characters is a part of a person's or a known body's name."""
        starts, ends = self._long_names
        at = bisect_right(starts, span[0]) - 1
        return at >= 0 and ends[at] >= span[1] and (starts[at], ends[at]) != span

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
        return self._lemmas[token]

    @cached_property
    def _lemmas(self) -> list[str]:
        """Every token's lemma in lower case; frames ask for the same few again and again."""
        irregular = self.book.irregular
        return [irregular.get(lemma, lemma) for lemma in self.scene.tokens.lemma]

    @cached_property
    def lowers(self) -> list[str]:
        """Every token as printed, in lower case."""
        return self.scene.lowers

    def actor(self, phrase: Phrase) -> ActorMention | None:
        """Return the actor that a phrase's head names."""
        if self._named_at.get(phrase.head) is not None:
            return None  # the name stands for a place
        return self.scene.actor_of(phrase.start, phrase.end, phrase.head) or self._actor_at.get(
            phrase.head
        )

    def place_over(self, token: int) -> PlaceMention | None:
        """Return the place mention that a token stands in."""
        return self._place_at.get(token)

    def sites(self, phrase: Phrase) -> tuple[Site, ...]:
        """Return the places that a phrase speaks of, with how much of each."""
        return tuple(self._sites(phrase))

    def _sites(self, phrase: Phrase) -> Iterator[Site]:
        kind = self.book.kinds.get(self.lemma(phrase.head), frozenset())
        at_head = self._place_at.get(phrase.head) or self.named(phrase)
        if at_head is not None:
            yield Site(at_head, self._extent(phrase, at_head))
            return
        grounded = bool(kind & {"ground", "facility"}) or measures.counts(self, phrase.head)
        grounded = (grounded and not measures.of_people(self, phrase)) or self._one_of(phrase)
        if grounded:
            named = [m for m in self._named(phrase) if not self._says_whose(m)]
            if named and (post := landmarks.in_town(self, phrase, named[0])) is not None:
                yield Site(post)
                return
            for mention in named:
                yield Site(mention, self._extent(phrase, mention))
            if named:
                return
            for apposed in phrase.appositions:
                other = self._place_at.get(apposed.head)
                if other is not None:
                    yield Site(other, self._extent(phrase, other))
                    return
        yield from self._elsewhere(phrase, grounded=grounded)

    def _says_whose(self, mention: PlaceMention) -> bool:
        """Tell whether a land only says whose a site is ("the DARFUR militia's camps at A")."""
        return mention.feature in _LANDS and self.in_actor(_span(mention))

    def _elsewhere(self, phrase: Phrase, *, grounded: bool) -> Iterator[Site]:
        """Yield the places that a phrase does not name: those it is told to be, or points to."""
        if (grounded or self.lemma(phrase.head) == "place") and (equal := equated(self, phrase)):
            yield from map(Site, equal)
        elif found := counted(self, phrase):
            for mention in found:
                yield Site(mention, self._extent(phrase, mention), inferred=True)
        elif (stood := self.antecedent(phrase)) is not None:
            yield Site(stood, self._extent(phrase, stood), inferred=True)
        elif (post := landmarks.pointed_to(self, phrase)) is not None:
            yield Site(post, inferred=True)

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

    def named(self, phrase: Phrase) -> PlaceMention | None:
        """Return the place that a phrase names though nothing marked it as one."""
        key = phrase.head
        if key not in self._named_at:
            self._named_at[key] = self._find_name(phrase)
        return self._named_at[key]

    def _find_name(self, phrase: Phrase) -> PlaceMention | None:
        if (post := names.numbered(self.scene, phrase)) is not None:
            return post
        tokens = self.scene.tokens
        if tokens.pos[phrase.head] not in {"PROPN", "X"}:
            return None
        start, end = phrase.start, phrase.end
        while start < end and tokens.pos[start] not in {"PROPN", "X"}:
            start += 1
        while end > start + 1 and tokens.pos[end - 1] == "PRON":
            end -= 1  # "Saraqib itself"
        span = self.scene.chars_of(start, end)
        return names.by_same_name(self.scene, self.scene.report.text[slice(*span)], span)

    def take_for_place(self, phrase: Phrase) -> bool:
        """Take a bare name for a place where an act asks for one and nobody knows the name.

        Taggers take towns that they never saw for people; in the place of what is captured or
        falls, a bare name without role or apposition is a town far more often than a man.
        """
        tokens = self.scene.tokens
        if self._seat(phrase):
            return True
        if tokens.pos[phrase.head] not in {"PROPN", "X"} or phrase.head in captives(self.scene):
            return False
        apposed = [self.book.kinds.get(self.lemma(a.head), frozenset()) for a in phrase.appositions]
        if apposed and not any(kinds & {"ground", "facility"} for kinds in apposed):
            return False
        if phrase.head in self._place_at:
            return False
        char = tokens.idx[phrase.head]
        if any(d.span[0] <= char < d.span[1] for d in self.scene.dates):
            return False  # "was in command on Tuesday"
        actor = self.actor(phrase)
        if actor is not None and (actor.ref.id or actor.ref.plover or actor.role):
            return False
        if actor is not None and actor.kind not in {"person", "organisation"}:
            return False
        if tokens.pos[phrase.start] not in {"PROPN", "X"} or names.personal(self.scene, phrase):
            return False
        span = self.scene.chars_of(phrase.start, phrase.end)
        self._named_at[phrase.head] = names.unknown(self.scene, span)
        self._kinds.pop((phrase.head, phrase.start, phrase.end), None)
        return True

    def bare_name(self, phrase: Phrase, preposition: str | None) -> PlaceMention | None:
        """Return a place for a bare name that nobody knows where "in", "near" or "outside" it is.

        People and bodies seldom stand there, and never without an article or a title.
        """
        tokens = self.scene.tokens
        if preposition not in _SPATIAL or tokens.pos[phrase.start] != "PROPN":
            return None
        end = phrase.start
        while end < phrase.end and (tokens.pos[end] == "PROPN" or tokens.words[end] == "-"):
            end += 1
        span = self.scene.chars_of(phrase.start, end)
        taken = any(self.scene.dates_between(*span)) or self.in_actor(span)
        if taken or not tokens.words[phrase.start][1:].islower() or phrase.head >= end:
            return None
        return names.unknown(self.scene, span)

    def _seat(self, phrase: Phrase) -> bool:
        """Take a body's seat that is named like it for a place ("the North Eastern Command")."""
        tokens = self.scene.tokens
        start = phrase.start
        while start < phrase.head and self.lowers[start] in ARTICLES:
            start += 1
        named = start < phrase.head and all(
            tokens.words[t][:1].isupper() for t in range(start, phrase.head + 1)
        )
        if not named or self.lowers[phrase.head] not in _SEATS:
            return False
        if phrase.head in self._place_at or self.scene.tokens.tag[phrase.head] == "NNS":
            return False
        span = self.scene.chars_of(start, phrase.head + 1)
        self._named_at[phrase.head] = names.unknown(self.scene, span)
        self._kinds.pop((phrase.head, phrase.start, phrase.end), None)
        return True

    def _one_of(self, phrase: Phrase) -> bool:
        """Tell whether a phrase counts one out of several places ("the last of three bases")."""
        tokens = self.scene.tokens
        after = phrase.head + 1
        if tokens.pos[phrase.head] not in {"ADJ", "NUM"} or after >= phrase.end:
            return False
        return self.lowers[after] == "of" and any(
            self.book.kinds.get(self.lemma(t), frozenset()) & {"ground", "facility"}
            for t in range(after, phrase.end)
        )

    def _named(self, phrase: Phrase) -> Iterator[PlaceMention]:
        """Yield the place that names a common noun: "the town of A", "A airport", "A's south"."""
        follows = self.lowers[phrase.head + 1] if phrase.head + 1 < phrase.end else ""
        if told_by_ends(self, phrase):
            return  # "the highway from A to B" is neither's
        if follows == "of" and (part := landmarks.part_of_town(self, phrase)) is not None:
            yield part
            return
        if follows in _NAMED_BY or phrase.head + 1 in self._place_at:
            after = self.first_of(range(phrase.head + 1, phrase.end))
            if after is not None:
                yield after
                return
        before = self.first_of(range(phrase.head - 1, phrase.start - 1, -1))
        if before is not None and self._land_of(phrase, before):
            return  # "the West Bank city" is a city there
        if before is not None and before.lat is None and self._person_over(before):
            return  # "President Dudayev's palace"
        if before is not None:
            yield before

    def _land_of(self, phrase: Phrase, mention: PlaceMention) -> bool:
        """Tell whether a name before "city" or "town" is that of the land it lies in."""
        return (
            mention.feature in {"region", "country"}
            and self.lowers[phrase.head] in {"city", "town", "village"}
            and mention.span is not None
            and self.scene.tokens_of(mention.span)[1] == phrase.head
        )

    def first_of(self, tokens: Iterable[int]) -> PlaceMention | None:
        """Return the place over the first of these tokens that has one."""
        return next((self._place_at[t] for t in tokens if t in self._place_at), None)

    def _extent(self, phrase: Phrase, mention: PlaceMention) -> Extent | None:
        """Read how much of a place a phrase speaks of from the words outside its name."""
        parts = self.book.extent
        tokens = self.scene.tokens
        inside = self.scene.tokens_of(mention.span) if mention.span else (phrase.head, phrase.head)
        found: Extent | None = None
        for token in range(phrase.start, phrase.end):
            if inside[0] <= token < inside[1] or token > max(inside[0], phrase.head):
                continue
            if token in self._place_at:
                continue  # "the NORTH Kivu town of Sake"
            forms = {self.lowers[token], self.lemma(token)}
            if forms & parts["most"]:
                return "most"
            if forms & parts["whole"]:
                return "whole"
            if token == phrase.head and forms & parts["naming"] and tokens.tag[token] != "NNS":
                continue
            if forms & parts["part"] or (token != phrase.head and forms & parts["partial"]):
                found = "part"
        return found

    def _part_of(self, phrase: Phrase) -> str | None:
        """Return "city" for "the city centre", "its western districts"; None for a whole."""
        lemma = self.lemma(phrase.head)
        if lemma not in self.book.extent["part"] or lemma in {"territory", "land"}:
            return None
        before = {self.lemma(t) for t in range(phrase.start, phrase.head)}
        whole = next((w for w in ("city", "town", "village", "province") if w in before), None)
        if whole is None and before & (ARTICLES | self.book.extent["partial"]):
            return "city" if before & (self.book.extent["partial"] | {"its"}) else None
        return whole

    def antecedent(self, phrase: Phrase) -> PlaceMention | None:
        """Return the place that "it", "there" or "the town" stands for: the last that could be.

        A bare noun must be definite; the place must be of its kind, where the gazetteer tells.
        """
        tokens = self.scene.tokens
        lower, lemma = self.lowers[phrase.head], self.lemma(phrase.head)
        pronoun = lower in HERE
        if any(self.lemma(t) in _NTH for t in range(phrase.start, phrase.head)):
            return None  # "the fourth capital that they lost" is told, not pointed to
        lemma = self._part_of(phrase) or lemma
        definite = any(self.lowers[t] in ARTICLES for t in range(phrase.start, phrase.head))
        kind = self.book.kinds.get(lemma, frozenset())
        plural = tokens.tag[phrase.head] == "NNS" and not self._part_of(phrase)
        if not pronoun and (not definite or not kind & {"ground", "facility"} or plural):
            return None
        paragraph = self.scene.report.text.rfind("\n", 0, tokens.idx[phrase.start]) + 1
        floor = (
            self.scene.report.text.rfind("\n", 0, len(self.scene.report.text[:paragraph].rstrip()))
            + 1
            if not pronoun
            else (self.sentence(phrase.head).start_char)
        )
        if pronoun and lower == "it":
            floor = max(paragraph, floor - 250)
        way: PlaceMention | None = None
        chosen: PlaceMention | None = None
        for mention in self.told_before(tokens.idx[phrase.start]):
            span = mention.span or (0, 0)
            if span[0] < floor or (chosen is not None and not self._with(chosen, span)):
                break
            if not self._may_be(mention, phrase, lemma):
                continue
            if self._on_the_way(span):
                way = way or mention
            elif chosen is None:
                chosen = mention
                if self._with(mention, (tokens.idx[phrase.start], tokens.idx[phrase.start])):
                    break  # of its own sentence the nearest
            elif self._subject(span) and not self._subject(chosen.span or (0, 0)):
                chosen = mention
        if chosen is not None:
            return self._holding(self._topic(phrase, lemma, chosen, paragraph))
        return way if pronoun or way is not None else self._told_all_along(phrase, lemma)

    def _topic(
        self, phrase: Phrase, lemma: str, passing: PlaceMention, paragraph: int
    ) -> PlaceMention:
        """Return the town that a report is about for one that its last paragraph names in passing.

        It is named in the lead and more than twice as often, and the other is what no sentence is
        about ("soldiers who reached Ardmore on foot").
        """
        told_here = _span(passing)[0] >= paragraph or self.lowers[phrase.head] in HERE
        if told_here or self._subject(_span(passing)):
            return passing
        times = self._times_named
        often = 2 * times[passing.id or passing.text]
        for mention in self.told_before(self.scene.tokens.idx[phrase.start]):
            name = mention.id or mention.text
            if name in self._named_in_lead and times[name] > often:
                return mention if self._may_be(mention, phrase, lemma) else passing
        return passing

    @cached_property
    def _times_named(self) -> Counter[str]:
        """How often the report names each place, by id or name."""
        return Counter(p.id or p.text for p in self.scene.places)

    def _told_all_along(self, phrase: Phrase, lemma: str) -> PlaceMention | None:
        """Return the town that the whole report is about, for "the town" paragraphs further on.

        It is named in the lead, not only before its dateline, and no other since could be meant.
        """
        if not self._named_in_lead:
            return None
        for mention in self.told_before(self.scene.tokens.idx[phrase.start]):
            # What may be meant is asked first: on the way are few, and each costs a look around.
            if not self._may_be(mention, phrase, lemma) or self._on_the_way(_span(mention)):
                continue
            return mention if (mention.id or mention.text) in self._named_in_lead else None
        return None

    @cached_property
    def _named_in_lead(self) -> frozenset[str]:
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

    def _may_be(self, mention: PlaceMention, phrase: Phrase, lemma: str) -> bool:
        """Tell whether a pronoun or a definite noun may stand for a place."""
        pronoun = self.lowers[phrase.head] in HERE
        span = mention.span or (0, 0)
        if pronoun and (mention.feature in {"country", "region"} or self._lies_in(mention)):
            return False
        if mention.lat is None and self._person_over(mention) and mention in self.scene.places:
            return False  # a name taken for a place is none's any more
        if pronoun:
            return not self._of_body(span)  # "Kyiv's 46th Brigade"
        return (
            self._may_be_called(mention, lemma)
            and not self._aside(mention, self.scene.tokens.idx[phrase.start])
            and not self._speaks(mention)
        )

    def _speaks(self, mention: PlaceMention) -> bool:
        """Tell whether a seat is named for its government ("Belgrade said the town was lost")."""
        span = _span(mention)
        if mention.feature not in {"city", "country"}:
            return False
        if any(
            a.span[0] == span[0] and a.span[1] > span[1] and a.ref.id is not None
            for a in self.scene.actors_over(span)
        ):
            return True  # "Kyiv's defence intelligence"
        head = self.scene.doc[self.scene.tokens_of(span)[1] - 1]
        if not head.dep_.startswith("nsubj"):
            return False
        verbs = [head.head, *(t for t in head.head.children if t.dep_ == "xcomp")]
        return any(t.lemma_.lower() in cues().verbs for t in verbs)

    def _may_be_called(self, mention: PlaceMention, lemma: str) -> bool:
        """Tell whether a place may be called by a noun, wherever that stands; asked often."""
        key = mention.span, mention.id, mention.feature, lemma
        if key not in self._called:
            self._called[key] = (
                kin(lemma, mention.feature)
                and self._named_so(lemma, mention)
                and not self._no_town(mention)
                and not self._of_body(_span(mention))
            )
        return self._called[key]

    @cached_property
    def _called(self) -> dict[tuple[object, ...], bool]:
        return {}

    def _lies_in(self, mention: PlaceMention) -> bool:
        """Tell whether a province only tells where the town before lies ("X, in South Kivu,")."""
        if mention.feature not in {"admin1", "admin2"} or mention.span is None:
            return False
        low = mention.span[0]
        return any(
            p.span is not None and _LYING.fullmatch(self.scene.report.text, p.span[1], low)
            for p in self.scene.places_between(max(0, low - 24 - _LONGEST), low - 4)
        )

    def _with(self, mention: PlaceMention, span: tuple[int, int]) -> bool:
        """Tell whether a place stands in the sentence of a character."""
        start = (mention.span or (0, 0))[0]
        sentence = self.sentence(self.scene.token_at(start))
        return sentence.start_char <= span[0] < sentence.end_char

    def _subject(self, span: tuple[int, int]) -> bool:
        """Tell whether a place is what its sentence is about."""
        head = self.scene.doc[self.scene.tokens_of(span)[1] - 1]
        return head.dep_.startswith("nsubj") and head.head.dep_ in {"root", "ccomp", "parataxis"}

    def told_before(self, char: int) -> Iterator[PlaceMention]:
        """Yield the places before a character, the nearest first; names just taken for one too."""
        taken = [p for p in self._named_at.values() if p is not None and p.lat is None]
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

    def _named_so(self, lemma: str, mention: PlaceMention) -> bool:
        """Tell whether a place that no gazetteer knows may be a town by its own last word."""
        if mention.feature is not None:
            return True
        last = mention.text.split(" ")[-1].lower()
        if last == lemma:
            return True
        kinds = self.book.kinds.get(last, frozenset())
        return lemma in _SETTLED and not kinds & {"ground", "facility", "armed"}

    def _no_town(self, mention: PlaceMention) -> bool:
        """Tell whether a name that no gazetteer knows is rather a body, or where a town lies.

        Bodies have an article or are known by that name ("the Wazalendo", "LURD"); a land follows
        its town behind a comma ("VUKOVAR, Yugoslavia").
        """
        span = mention.span or (0, 0)
        if self.is_band(span):
            return True
        if mention.lat is not None or mention.feature is not None:
            return False
        before = self.scene.report.text[max(0, span[0] - _BEFORE) : span[0]]
        if before.endswith(("told ", "telling ", "tells ")):
            return True  # "a trader told Lusa"
        if before[-4:].lower() == "the ":
            return True
        return before.endswith(", ") and any(
            p.span is not None and p.span[1] == span[0] - 2
            for p in self.scene.places_between(span[0] - 2 - _LONGEST, span[0])
        )

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

    def _of_body(self, span: tuple[int, int]) -> bool:
        """Tell whether a place is in the name of a body in arms, and not told as where it is."""
        token = self.scene.token_at(span[0])
        if token > 0 and self.lowers[token - 1] in {"in", "at", "of"}:
            return False
        return any(
            span[1] < a.span[1]
            and a.kind in {"organisation", "group"}
            and "armed" in self.book.kinds.get(self.lemma(a.head), frozenset())
            for a in self.scene.actors_over(span)
        )

    def _on_the_way(self, span: tuple[int, int]) -> bool:
        """Tell whether a place only tells where somebody comes from or goes, or whose it is."""
        doc = self.scene.doc
        token = self.scene.token_at(span[0])
        if token > 0 and self.lowers[token - 1] in {"from", "towards", "toward", "to"}:
            return True
        head = doc[self.scene.tokens_of(span)[1] - 1]
        kinds = self.book.kinds.get(self.lemma(head.head.i), frozenset())
        return head.dep_ == "compound" and not kinds & {"ground"}  # "the Tripoli channels"

    def _holding(self, mention: PlaceMention) -> PlaceMention:
        """Return the place of "the mosque, in the Old City" for what only tells where it lies."""
        text, span = self.scene.report.text, mention.span or (0, 0)
        for inner in self.scene.places_between(span[0] - 24 - _LONGEST, span[0]):
            if inner.span and span[0] - 24 <= inner.span[1] < span[0]:
                between = text[inner.span[1] : span[0]]
                if _LYING.fullmatch(between):
                    return inner
        return mention

    def _aside(self, mention: PlaceMention, char: int) -> bool:
        """Tell whether a place is only where somebody is from, or said in another's quotation."""
        start = (mention.span or (0, 0))[0]
        token = self.scene.token_at(start)
        if token >= 2 and self.lowers[token - 1] == "from":
            kind = self.book.kinds.get(self.lemma(token - 2), frozenset())
            if kind & {"armed", "civil", "official"} or (token - 2) in self._actor_at:
                return True
        return any(not s.covers(char) for s in self.scene.direct_over(start))

    def _person_over(self, mention: PlaceMention) -> bool:
        """Tell whether a name taken for a place is a person's ("Minni Minawi")."""
        span = mention.span or (0, 0)
        return any(a.kind == "person" for a in self.scene.actors_over(span))


def _span(mention: PlaceMention) -> tuple[int, int]:
    return mention.span or (0, 0)


def _width(mention: PlaceMention) -> int:
    return mention.span[1] - mention.span[0] if mention.span else 0


def _long(mention: ActorMention) -> int:
    return mention.span[1] - mention.span[0]
