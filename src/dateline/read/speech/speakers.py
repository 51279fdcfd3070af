"""Who speaks: the phrase of a cue resolved to an actor, with role and whom they speak for."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from dateline.know.speech import cues
from dateline.model import ActorRef, Span
from dateline.read.scene import ActorMention
from dateline.read.speech.cues import Cue
from dateline.read.speech.ground import Ground
from dateline.read.speech.members import Members
from dateline.read.speech.syntax import DAYS, Noun, noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

# So many speakers back "the source" or "he" is looked for.
MEMORY = 30
_HE = frozenset({"he", "she", "his", "her"})
_THEY = frozenset({"it", "they", "its", "their"})
_PRONOUNS = _HE | _THEY | {"who", "which", "that"}
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "another", "one"})
_OFFICES = frozenset({"GOV", "MIL", "LEG"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as far as the text tells.

    Attributes:
        ref: who.
        role: the role as printed.
        organisation: whom they speak for.
        personal: true for a person, false for a body, None where not known.
        noun: lower-case head noun ("source"), by which a later "the source" finds it.
    """

    ref: ActorRef
    role: str | None = None
    organisation: ActorRef | None = None
    personal: bool | None = None
    noun: str = ""


@dataclass
class Speakers:
    """Resolves speakers in the order of the text and remembers who spoke last."""

    ground: Ground
    spoken: bytes | bytearray
    by_head: dict[int, list[ActorMention]] = field(default_factory=dict)
    by_span: dict[tuple[int, int], ActorMention] = field(default_factory=dict)
    persons: list[ActorMention] = field(default_factory=list)
    states: list[ActorMention] = field(default_factory=list)
    told: list[Speaker] = field(default_factory=list)
    members: Members = field(init=False)

    def __post_init__(self) -> None:
        """Index the actors of the scene."""
        self.members = Members(self.ground, self.spoken, self.told)
        for actor in self.ground.scene.actors:
            self.by_head.setdefault(actor.head, []).append(actor)
            self.by_span[actor.span] = actor
            if actor.kind == "person" and actor.role:
                self.persons.append(actor)
            if actor.kind != "person" and _governs(actor):
                self.states.append(actor)

    @property
    def last(self) -> Speaker | None:
        """The one who spoke last."""
        return self.told[-1] if self.told else None

    def hear(self, speaker: Speaker) -> None:
        """Remember that somebody spoke."""
        self.told.append(speaker)

    def resolve(self, noun: Noun, said: tuple[Span, ...] = ()) -> Speaker:
        """Return the speaker that a phrase stands for.

        Args:
            noun: the phrase.
            said: the words spoken; nobody named in them alone is their speaker by a pronoun.
        """
        doc = self.ground.doc
        head = doc[noun.head]
        span = self.ground.chars(noun.start, noun.end)
        mention = max(
            self.by_head.get(noun.head, ()), key=lambda a: a.span[1] - a.span[0], default=None
        )
        if head.lower_ in _PRONOUNS:
            if mention is not None and (
                _within(mention.resolved_from, said) or self._only_told_of(mention, head.lower_)
            ):
                mention = None
            return self._pronoun(head.lower_, span, mention)
        text = _phrase_text(self.ground, noun)
        if mention is not None and mention.kind == "group" and mention.resolved_from is None:
            earlier = self._taken_up(noun)
            if earlier is not None and earlier.personal:
                return _moved(earlier, span)
        if mention is not None:
            return self._known(mention, noun, text)
        named = self._named_inside(noun) or self._apposed_name(noun)
        if named is not None:
            return named
        if doc[noun.end - 1].lower_ == "them" and self.told:
            last = self.told[-1]
            return Speaker(ActorRef(text=text, span=span), last.role, last.organisation or last.ref)
        earlier = self._taken_up(noun)
        if earlier is not None and earlier.ref.text[:1].isupper() and earlier.personal is not False:
            return _moved(earlier, span)
        organisation = earlier.organisation if earlier else self._backing(noun)
        organisation = organisation or self._there(noun) or self.members.side(noun.head, noun.start)
        return Speaker(
            ActorRef(text=text, span=span),
            role=_bare(text),
            organisation=organisation,
            personal=None if head.tag_ not in {"NNS", "NNPS"} else False,
            noun=head.lemma_.lower(),
        )

    def _known(self, mention: ActorMention, noun: Noun, text: str) -> Speaker:
        ref, organisation, role = mention.ref, mention.speaks_for, mention.role
        head = self.ground.doc[noun.head].lemma_.lower()
        if mention.resolved_from is not None:
            first = self.by_span.get(mention.resolved_from)
            if first is not None:
                organisation = organisation or first.speaks_for
                role = role or first.role
                if ref.name is None and mention.kind == "person":
                    ref = msgspec.structs.replace(ref, name=first.ref.name)
        organisation = organisation or _itself(mention)
        if mention.kind in {"group", "person"} and organisation is None:
            organisation = (
                self._backing(noun) or self._there(noun) or self.members.side(noun.head, noun.start)
            )
        if mention.kind == "person" and organisation is None:
            organisation = self._state(ref)
        if mention.kind == "group" and mention.role and organisation is mention.speaks_for:
            organisation = self._own_army(noun, organisation)
        if mention.kind == "group" and len(text) > len(ref.text):
            low = self.ground.chars(noun.start, noun.end)[0]
            ref = msgspec.structs.replace(ref, text=text, span=(low, low + len(text)))
        personal = {"person": True, "organisation": False}.get(mention.kind)
        return Speaker(ref, role, organisation, personal, head)

    def _own_army(self, noun: Noun, guessed: ActorRef | None) -> ActorRef | None:
        """Return the army of "a sergeant" where two states fight: whose men act before him."""
        doc = self.ground.doc
        bare = all(t.dep_ in {"det", "nummod"} for t in doc[noun.head].children if t.i < noun.head)
        if guessed is None or not bare or self.members.sort(noun.head) != "state":
            return guessed
        side = self.members.side(noun.head, noun.start)
        return side if side is not None and self.members.hostile_states(side, guessed) else guessed

    def _pronoun(self, word: str, span: tuple[int, int], mention: ActorMention | None) -> Speaker:
        """Return whom a pronoun stands for; its own place is kept as the span."""
        if mention is not None and mention.resolved_from is not None:
            first = self.by_span.get(mention.resolved_from)
            if first is not None:
                known = Speaker(
                    first.ref,
                    first.role or mention.role,
                    first.speaks_for or mention.speaks_for or _itself(first),
                    first.kind == "person",
                )
                return _moved(known, span)
            ref = mention.ref
            return _moved(Speaker(ref, mention.role, mention.speaks_for, None), span)
        wanted = {True, None} if word in _HE else {False, None}
        for speaker in reversed(self.told[-4:]):
            if word in {"who", "which", "that"} or speaker.personal in wanted:
                return _moved(speaker, span)
        return Speaker(ActorRef(text=self.ground.text[slice(*span)], span=span))

    def _only_told_of(self, mention: ActorMention, word: str) -> bool:
        """Tell that a pronoun's antecedent is spoken of while somebody else speaks.

        "The commander said the colonel had fled. He added": the commander adds.
        """
        first = self.by_span.get(mention.resolved_from or (-1, -1))
        last = self.last
        if first is None or last is None or last.ref.span is None:
            return False
        if last.personal is (word not in _HE):
            return False
        ground = self.ground
        here = ground.paragraph_at(mention.span[0])
        # A name of another paragraph gives way to who has spoken in this one.
        elsewhere = ground.paragraph_at(first.span[0]) != here and _fits(last, word)
        if not elsewhere and (word not in _HE or not self.spoken[first.span[0]]):
            return False
        known = (first.ref.id or first.ref.name, first.ref.text)
        return ground.paragraph_at(last.ref.span[0]) == here and known != (
            last.ref.id or last.ref.name,
            last.ref.text,
        )

    def _named_inside(self, noun: Noun) -> Speaker | None:
        """Return a person named within the phrase ("Pentagon spokesman John Kirby")."""
        closes = self.ground.chars(noun.start, noun.end)[1]
        for index in range(noun.end - 1, noun.start - 1, -1):
            if self.ground.doc[index].pos_ == "ADP":
                break
            for mention in self.by_head.get(index, ()):
                if mention.kind == "person" and mention.span[1] == closes:
                    return self._known(mention, noun, mention.ref.text)
        for index in range(noun.end - 1, noun.start - 1, -1):
            token = self.ground.doc[index]
            if token.dep_ not in {"appos", "flat", "flat:name", "compound"}:
                continue
            for mention in self.by_head.get(index, ()):
                if mention.kind == "person":
                    return self._known(mention, noun, mention.ref.text)
        return None

    def _apposed_name(self, noun: Noun) -> Speaker | None:
        """Return the name in "Israel's prime minister, Benjamin Netanyahu", known or not."""
        doc = self.ground.doc
        for c in doc[noun.head].children:
            if c.dep_ == "appos" and c.pos_ == "PROPN" and noun.head < c.i < noun.end:
                last = max((g.i for g in c.children if g.dep_.startswith("flat")), default=c.i)
                low, high = self.ground.chars(c.i, last + 1)
                first, stop = self.ground.chars(noun.start, noun.head + 1)
                role = _bare(self.ground.text[first:stop])
                return Speaker(
                    ActorRef(text=self.ground.text[low:high], span=(low, high)),
                    role or self.ground.text[first:stop],
                    self._backing(Noun(noun.head, noun.start, noun.head + 1)),
                    True,
                    doc[noun.head].lemma_.lower(),
                )
        return None

    def _taken_up(self, noun: Noun) -> Speaker | None:
        """Return whom "the source", "the press secretary" takes up, by the words of the role."""
        words = [t.lower_ for t in self.ground.doc[noun.start : noun.end]]
        if words[0] != "the" or not 1 < len(words) <= 4:
            return None
        wanted = set(words[1:])
        for speaker in reversed(self.told[-MEMORY:]):
            said = set(f"{speaker.ref.text} {speaker.role or ''}".lower().split())
            if wanted <= said and "and" not in said:
                return speaker
        before = self.ground.offsets[noun.start]
        for actor in self._roles(before):
            if wanted <= set((actor.role or "").lower().split()):
                return Speaker(actor.ref, actor.role, actor.speaks_for, True)
        return None

    def _roles(self, before: int) -> list[ActorMention]:
        """Return the last persons with a role that are named before a character, latest first."""
        persons = self.persons
        end = bisect_left(persons, before, key=lambda a: a.span[1])
        return persons[max(0, end - MEMORY) : end][::-1]

    def _backing(self, noun: Noun) -> ActorRef | None:
        """Return the body in "an army statement", "a commander in the operations room"."""
        doc = self.ground.doc
        head = doc[noun.head]
        for c in head.children:
            if c.lemma_.lower() in cues().ranks and c.text.islower():
                continue
            if c.dep_ in {"compound", "nmod:poss", "amod", "nmod"} and (
                noun.start <= c.i < noun.end or c.dep_ == "nmod"
            ):
                for mention in self.by_head.get(c.i, ()):
                    if mention.kind in {"organisation", "group"}:
                        return mention.ref
                    if mention.kind == "pronoun" and mention.resolved_from is not None:
                        first = self.by_span.get(mention.resolved_from)
                        if first is not None and first.kind != "person":
                            return first.ref
        for c in head.children:
            loose = c.lemma_.lower() in cues().ranks or (c.dep_ == "nmod" and not _belongs(c))
            if loose:
                continue  # "a field commander", "a commander in the south"
            if c.dep_ in {"compound", "nmod:poss", "nmod"} and c.pos_ in {"NOUN", "PROPN"}:
                inner = noun_phrase(c, *self._sentence(noun.head))
                start = inner.start
                while start < c.i and doc[start].dep_ in {"case", "det"}:
                    start += 1
                end = min(inner.end, c.i + 1) if c.dep_ == "nmod:poss" else inner.end
                low, high = self.ground.chars(start, max(end, start + 1))
                return ActorRef(text=self.ground.text[low:high], span=(low, high))
        return None

    def _there(self, noun: Noun) -> ActorRef | None:
        """Return the hospital in "were taken to Al-Razi Hospital, a doctor there said"."""
        ground, doc = self.ground, self.ground.doc
        if all(t.lower_ != "there" for t in doc[noun.head + 1 : noun.end + 1]):
            return None
        low, high = self._sentence(noun.head)
        for index in range(noun.start - 1, low - 1, -1):
            if doc[index].lemma_.lower() in cues().facilities:
                inner = noun_phrase(doc[index], low, high)
                start = inner.start
                while start < index and doc[start].dep_ in {"case", "det"}:
                    start += 1
                span = ground.chars(start, index + 1)
                return ActorRef(text=ground.text[slice(*span)], span=span)
        return None

    def _state(self, ref: ActorRef) -> ActorRef | None:
        """Return the state that an office-holder speaks for, where the report names it."""
        known = ref.plover
        if known is None or known.country is None or known.sector not in _OFFICES:
            return None
        named = [
            a.ref
            for a in self.states
            if a.ref.plover is not None and a.ref.plover.country == known.country
        ]
        return min(named, key=lambda r: len(r.id or ""), default=None)

    def _sentence(self, token: int) -> tuple[int, int]:
        return self.ground.sentences[self.ground.sentence_of[token]]

    def addressee(self, cue: Cue) -> ActorRef | None:
        """Return whom the speaker told, where the verb takes one."""
        verb = self.ground.doc[cue.head]
        if cue.kind != "verb" or cue.refusal:
            return None
        for c in verb.children:
            if c.i <= verb.i or (cue.speaker is not None and c.i == cue.speaker.head):
                continue
            to = c.dep_.startswith("obl") and any(
                g.lower_ == "to" and g.dep_ == "case" for g in c.children
            )
            told = c.dep_ in {"obj", "iobj"} and verb.lemma_ in cues().telling
            if (to or told) and c.pos_ in {"NOUN", "PROPN", "PRON"} and c.lower_ not in DAYS:
                noun = noun_phrase(c, *self._sentence(cue.head))
                start = noun.start + (1 if to and noun.start < c.i else 0)
                for mention in self.by_head.get(c.i, ()):
                    return mention.ref
                low, high = self.ground.chars(start, noun.end)
                return ActorRef(text=self.ground.text[low:high], span=(low, high))
        return None

    def venue(self, cue: Cue, said: tuple[Span, ...]) -> str | None:
        """Return where or through what it was said ("in a statement", "on state television").

        Args:
            cue: that of the speech.
            said: the words spoken; nothing of them is a venue.
        """
        verb = self.ground.doc[cue.head]
        known = cues().venues
        for c in verb.children:
            if not (c.dep_.startswith("obl") or c.dep_ in {"nmod", "advmod"}):
                continue
            if any(start <= c.idx < end for start, end in said):
                continue
            if c.lemma_.lower() in known and c.pos_ in {"NOUN", "PROPN"}:
                noun = noun_phrase(c, *self._sentence(cue.head))
                low, high = self.ground.chars(noun.start, noun.end)
                return self.ground.text[low:high]
        return None


def _fits(speaker: Speaker, word: str) -> bool:
    """Tell whether "he" ("it") may well stand for a speaker: a person told by a role; a body."""
    if speaker.personal is not None:
        return speaker.personal is (word in _HE)
    if word in _HE:
        return bool(speaker.noun) and speaker.noun not in cues().bodies | cues().venues
    return speaker.noun in cues().bodies


def _belongs(token: Token) -> bool:
    """Tell whether a phrase after a role names whose role it is ("of", "for", "with")."""
    case = {c.lower_ for c in token.children if c.dep_ == "case"}
    inside = "in" in case and token.lemma_.lower() in cues().bodies
    return inside or bool(case & {"of", "for", "with", "from"})


def _governs(actor: ActorMention) -> bool:
    plover = actor.ref.plover
    return actor.ref.id is not None and plover is not None and plover.sector == "GOV"


def _itself(mention: ActorMention) -> ActorRef | None:
    """Return a body that speaks for itself ("the army said"): no person, no role."""
    if mention.kind == "organisation" or (
        mention.kind == "group" and mention.ref.id is not None and not mention.role
    ):
        return mention.ref
    return None


def _within(span: Span | None, pieces: tuple[Span, ...]) -> bool:
    return span is not None and any(s <= span[0] and span[1] <= e for s, e in pieces)


def _moved(speaker: Speaker, span: tuple[int, int]) -> Speaker:
    """Return a speaker whose reference stands at another place of the text."""
    return Speaker(
        msgspec.structs.replace(speaker.ref, span=span),
        speaker.role,
        speaker.organisation,
        speaker.personal,
        speaker.noun,
    )


def _phrase_text(ground: Ground, noun: Noun) -> str:
    low, high = ground.chars(noun.start, noun.end)
    return ground.text[low:high]


def _bare(text: str) -> str | None:
    """Return a description without its article ("a doctor there" is a "doctor there")."""
    words = text.split()
    if words and words[0].lower() in _ARTICLES:
        words = words[1:]
    bare = " ".join(words)
    return bare if bare and not bare[0].isupper() else None
