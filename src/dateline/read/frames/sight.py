"""What frames may ask of a phrase: its kinds, the places in it, the parties in it.

One rule: a phrase is judged by its head word and by the mentions that stand inside it; who or
where is never guessed from a label of the parser.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.know.frames import Weapon
from dateline.model import ActorRef
from dateline.read.clauses.clause import Phrase
from dateline.read.frames.ground import ARTICLES, Ground, Site, place_ref

PEOPLE = frozenset({"armed", "civil", "official"})
PERSONAL = frozenset("he she they we i you who him her them us me".split())
_MANY = frozenset("they we it them us".split())
_OWN = frozenset("we our us ours".split())


_MEASURE = frozenset(
    "dozen score hundred thousand ten million number group handful pair couple member unit".split()
)


@dataclass(frozen=True)
class Sight(Ground):
    """A scene seen with a book of frames: kinds, weapons and parties of phrases."""

    def text(self, start: int, end: int) -> str:
        """Return the words of a run of tokens as printed."""
        low, high = self.scene.chars_of(start, end)
        return self.scene.report.text[low:high]

    def kinds(self, phrase: Phrase) -> frozenset[str]:
        """Return every kind that a phrase is of, collective kinds left out."""
        key = (phrase.head, phrase.start, phrase.end)
        if key not in self._kinds:
            self._kinds[key] = frozenset(self._kinds_of(phrase))
        return self._kinds[key]

    def _kinds_of(self, phrase: Phrase) -> Iterator[str]:
        head = self.scene.doc[phrase.head]
        lemma, lower = self.lemma(phrase.head), head.text.lower()
        yield from self.book.kinds.get(lemma, ())
        yield from self.book.kinds.get(lower, ())
        self.named(phrase)
        actor = self.actor(phrase)
        if actor is not None:
            yield "actor"
            unarmed = self.book.kinds.get(lemma, frozenset()) & PEOPLE == {"civil"}
            if actor.kind == "person":
                yield "person"
            elif not unarmed:
                yield "body"
        elif lower in PERSONAL:
            yield "actor"
            yield "person"
            if lower in _MANY:
                yield "body"
        if head.pos_ == "NUM" or head.tag_ == "CD":
            yield "number"
        if lemma in _MEASURE:  # "tens of thousands of students"
            for token in range(phrase.head + 1, phrase.end):
                yield from self.book.kinds.get(self.lemma(token), ())
        if self.weapon(phrase) is not None:
            yield "weapon"
        if lemma in self.book.nouns or lower in self.book.nouns:
            yield "act"
        if phrase.head in self._place_at or (
            (actor is None or lemma in self.book.extent["landmark"])
            and (self._nameless(lemma) or self.sites(phrase))
        ):
            yield "place"

    def _nameless(self, lemma: str) -> bool:
        """Tell whether a phrase is ground or a building that it does not name."""
        kind = self.book.kinds.get(lemma, frozenset())
        return bool(kind & {"ground", "facility"}) and not kind & PEOPLE

    def fits(self, phrase: Phrase, kinds: frozenset[str]) -> bool:
        """Tell whether a phrase is of one of these kinds, collective ones included."""
        if not kinds:
            return True
        wanted = set(kinds)
        for kind in kinds:
            wanted |= self.book.groups.get(kind, frozenset())
        return not wanted.isdisjoint(self.kinds(phrase))

    # --- weapons ---------------------------------------------------------------------------

    def weapon(self, phrase: Phrase) -> Weapon | None:
        """Return the weapon that a phrase's head names or measures ("dozens of rockets")."""
        if self.lemma(phrase.head) in _MEASURE:
            inside = self.weapons_in(phrase.head + 1, phrase.end)
            return next((weapon for _, weapon in inside), None)
        return self.weapon_at(phrase.head)

    def weapon_at(self, token: int) -> Weapon | None:
        """Return the weapon that the words ending at a token name, the longest first."""
        doc = self.scene.doc
        for size in (3, 2, 1):
            first = token - size + 1
            if first < self.sentence(token).start:
                continue
            run = [doc[i].text.lower() for i in range(first, token)]
            for last in (self.lemma(token), doc[token].text.lower()):
                name = " ".join([*run, last]).replace(" - ", "-")
                if name in self.book.weapons:
                    return self.book.weapons[name]
        return None

    def weapons_in(self, start: int, end: int) -> Iterator[tuple[int, Weapon]]:
        """Yield the weapons named in a run of tokens."""
        for token in range(start, end):
            if (
                self.scene.doc[token].pos_ in {"NOUN", "PROPN", "ADJ", "VERB"}
                and (weapon := self.weapon_at(token)) is not None
            ):
                yield token, weapon

    # --- parties -----------------------------------------------------------------------------

    def parties(self, phrase: Phrase) -> tuple[ActorRef, ...]:
        """Return whom a phrase stands for: an actor, people by their word, a weapon's owner."""
        if (own := self.first_person(phrase)) is not None:
            return (own,)
        mention = self.actor(phrase)
        if mention is not None:
            if mention.kind == "pronoun" and mention.resolved_from is None:
                return ()
            return (mention.ref,)
        kinds = self.kinds(phrase)
        if "weapon" in kinds or not kinds & PEOPLE:
            owner = self.owner(phrase)
            if owner is not None:
                return (owner,)
        if kinds & PEOPLE:
            return (self.by_words(phrase),)
        return ()

    def owner(self, phrase: Phrase) -> ActorRef | None:
        """Return the actor named in a phrase beside its head ("a Turkish drone")."""
        low, high = self.scene.chars_of(phrase.start, phrase.end)
        inside = [
            a
            for a in self.scene.actors
            if low <= a.span[0] and a.span[1] <= high and a.kind != "pronoun"
        ]
        before = [a for a in inside if a.head <= phrase.head]
        chosen = min(before or inside, key=lambda a: abs(a.head - phrase.head), default=None)
        return chosen.ref if chosen is not None else None

    def before_head(self, phrase: Phrase) -> ActorRef | None:
        """Return the party that modifies a head ("under Kurdish control"), by the words alone."""
        doc = self.scene.doc
        first = next(
            (
                t
                for t in range(phrase.start, phrase.head)
                if doc[t].text.lower() not in ARTICLES
                and (
                    doc[t].pos_ == "PROPN"
                    or (doc[t].pos_ == "ADJ" and doc[t].text[0].isupper())
                    or self.book.kinds.get(self.lemma(t), frozenset()) & PEOPLE
                )
            ),
            None,
        )
        if first is None:
            return None
        span = self.scene.chars_of(first, phrase.head)
        words = self.scene.report.text[slice(*span)].removesuffix("'s").removesuffix("’s")
        return ActorRef(text=words.strip(" -") or doc[first].text, span=span)

    def first_person(self, phrase: Phrase) -> ActorRef | None:
        """Return whoever says "we" or "our", where a speech holds the phrase."""
        doc = self.scene.doc
        if doc[phrase.start].text.lower() not in _OWN:
            return None
        speech = self.scene.speech_over(phrase.start)
        if speech is None:
            return None
        return speech.organisation or speech.speaker

    def by_words(self, phrase: Phrase) -> ActorRef:
        """Return a reference to people whom no register knows, by the words alone."""
        start = phrase.start
        doc = self.scene.doc
        while start < phrase.head and doc[start].pos_ in {"DET", "PUNCT", "NUM", "ADV", "ADP"}:
            start += 1
        end = min(phrase.end, phrase.head + 1)
        if self.lemma(phrase.head) in _MEASURE:  # "hundreds of inmates"
            end = min(phrase.end, phrase.head + 4)
        span = self.scene.chars_of(start, max(end, start + 1))
        return ActorRef(text=self.scene.report.text[span[0] : span[1]], span=span)

    # --- places ------------------------------------------------------------------------------


__all__ = ["Sight", "Site", "place_ref"]
