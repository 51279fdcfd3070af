"""What frames may ask of a phrase: its kinds, the places in it, the parties in it.

One rule: a phrase is judged by its head word and by the mentions that stand inside it; who or
where is never guessed from a label of the parser.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from dateline.know.actors.entry import FIGHTING
from dateline.know.frames import Weapon
from dateline.know.frames.frame import last_part
from dateline.model import ActorRef
from dateline.read.actors.compose import entry_ref
from dateline.read.clauses.clause import Clause, Phrase
from dateline.read.frames import unmarked
from dateline.read.frames.captives import captives
from dateline.read.frames.designations import designated
from dateline.read.frames.ground import ARTICLES, place_ref
from dateline.read.frames.hangs import Hang, hangs
from dateline.read.frames.landmarks import is_landmark
from dateline.read.frames.sites import Site, Sites
from dateline.read.scene import ActorMention, Speech

PEOPLE = frozenset({"armed", "civil", "official"})
PERSONAL = frozenset("he she they we i you who him her them us me".split())
ANYBODY = frozenset("everybody everyone anybody anyone".split())
_ANY_ONE = frozenset({"a", "an", "another"})
_ONE = frozenset({"he", "she", "him", "her", "who", "whom"})
_THEY = frozenset({"they", "them", "we", "us"})
_MANY = frozenset("they we it them us".split())
_OWN = frozenset("we our us ours".split())
_FURTHER = frozenset({"more", "other", "others"})
_SPOKESMEN = frozenset(
    """spokesman spokeswoman spokesperson colonel general brigadier commander minister briefer
    officer ministry""".split()
)
"""Labels of a transcript that tell no body: whoever briefs the press speaks for the state."""
_SELF = frozenset({"i", "me", "myself"})
_MEN = frozenset("men boys lads fighters guys dogs thugs henchmen hordes stooges puppets".split())


_NOBODY = frozenset(
    """bill proposal idea project programme program plan story joke hope dream mood process deal
    scheme motion amendment animal pet cow bull ox camel goat dog cat horse donkey mule sheep
    pig hen chicken bird fish moose deer boar shark whale leopard crocodile lion elephant
    rhino gorilla buffalo wolf bear snake cattle livestock herd virus bacterium germ tree
    crop job industry economy business trade market career romance spirit momentum
    innovation internet feature app film movie footage video scene episode photo photograph
    picture image commercial documentary series advert portrait""".split()
)
"""What may be killed and is nobody."""
_SOME = frozenset(
    "both all many several some most few other rest remainder duo trio pair latter last".split()
)
"""Words for some of those told of before ("BOTH were shot")."""
_AGE = re.compile(r",? (?:\(|aged )?1?\d\d?[,) ]")
"""What follows the name of somebody whose age is told ("Hamdi, 22, was captured")."""
_CRAFT = re.compile(
    r"(?:A[HN]?|B|C|CH|F|Ka|L|Mi|MiG|MQ|RQ|Su|TB|Tu|UH|Il|Yak)-?\d{1,3}[A-Z]{0,2}s?|Black Hawks?"
)
"""What aircraft are called ("an F-16 was shot down")."""
_STEM = 3
"""Letters that each part of a compound has at least; "human" is made of no man."""
_MAN = re.compile(r"[a-z]{3,}[^aeiou\W](?<!ger)(?<!sha)(?<!tali)(?:man|men)$")


_COUNSEL = frozenset({"attorney", "prosecutor", "solicitor", "procurator"})
"""What stands before a general who is none ("the ATTORNEY general's office")."""
_MEASURE = frozenset(
    "dozen score hundred thousand ten million number group handful pair couple member unit".split()
)
_OF_A_BAND = frozenset({"member", "operative", "follower", "recruit", "cadre"})
"""Who is in arms where the body is that he is of."""
_BANDS = FIGHTING - {"MIL"}
_ANYBODY = frozenset("man men people person youth youngster individual other one".split())
_AREAS = frozenset("kilometer kilometre km mile acre hectare square metre meter".split())
_AMOUNT = re.compile(
    r"\d[\d.,]*(?:kgs?|g|t)?|amount|quantity|kilo(?:gram)?|kg|tonn?e?|stash|pile|consignment"
    r"|shipment|truckload|crate|sack|lit(?:re|er)|gallon|ton|bag|parcel|carton|pallet|load"
)
"""Lemmas of words for how much or how many there is of a thing ("100kg of EXPLOSIVES")."""
_PIECE = frozenset("section stretch length piece part".split())
"""Words for a piece of something long, which is what is hit ("a stretch of the RAILWAY")."""


def _of_their_side(mention: ActorMention) -> ActorRef:
    """Return people of a body in arms as that body's ("members of the ELN", "a LTTE commander").

    "They" and "he" who stand for such people are that body's, too.
    """
    ref, body = mention.ref, mention.speaks_for
    nameless = mention.kind == "group" or (mention.kind == "pronoun" and ref.name is None)
    if not nameless or ref.id is not None or body is None or body.plover is None:
        return ref
    if body.plover.sector not in FIGHTING or (ref.plover and ref.plover.sector not in FIGHTING):
        return ref
    return replace(ref, id=body.id, name=body.name)


_SIDES = frozenset({"northern", "southern", "eastern", "western"})
_GRIP = frozenset({"hand", "control", "rule", "possession", "occupation"})
"""What a half of a land at war with the other has places in ("in NORTHERN hands")."""


@dataclass(frozen=True)
class Sight(Sites):
    """A scene seen with a book of frames: kinds, weapons and parties of phrases."""

    def again(self) -> Sight:
        """Return the same sight for another to go on from, with all that was worked out so far."""
        other = Sight(
            self.scene, self.book, dict(self._kinds), dict(self.named_at), dict(self._spoken_of)
        )
        for name, value in self.__dict__.items():
            other.__dict__.setdefault(name, value)
        return other

    def text(self, start: int, end: int) -> str:
        """Return the words of a run of tokens as printed."""
        return self.scene.tokens.printed(start, end)

    def kinds(self, phrase: Phrase) -> frozenset[str]:
        """Return every kind that a phrase is of, collective kinds left out."""
        key = (phrase.head, phrase.start, phrase.end)
        if key not in self._kinds:
            beasts = self._beasts(phrase)
            self._kinds[key] = frozenset(self._kinds_of(phrase)) if beasts is None else beasts
        return self._kinds[key]

    def _kinds_of(self, phrase: Phrase) -> set[str]:
        tokens = self.scene.tokens
        lemma, lower = self.lemma(phrase.head), tokens.lower[phrase.head]
        kinds = self._by_word(phrase, lemma, lower)
        kinds.update(self._men(phrase))
        unmarked.named(self, phrase)
        actor = self.actor(phrase)
        if actor is not None:
            kinds.update(self._of_actor(phrase, actor, lemma, lower))
        else:
            kinds.update(self._pronoun(phrase.head))
        more = lower in _FURTHER and phrase.head and tokens.pos[phrase.head - 1] == "NUM"
        counts = tokens.pos[phrase.head] == "NUM" or tokens.tag[phrase.head] == "CD"
        if (more or counts) and not self.scene.in_date(phrase.head):
            kinds.add("number")
        if lemma in _MEASURE:  # "tens of thousands of students"
            for token in range(phrase.head + 1, phrase.end):
                if not self._modifies_next(token):  # "a number of army positions" are no army
                    kinds |= self.word_kinds(token)
        if (lemma in self.book.acts or lower in self.book.acts) and not self._nameless(lemma):
            kinds.add("act")
            if any(f.event == "ASSAULT" for f, _ in self.book.nouns.get(lemma, ())):
                kinds.add("violence")
        some = actor is not None and self._some_of_a_people(phrase, actor)
        if not some and self._is_place(phrase, actor):
            kinds.add("place")
        return kinds

    def _of_actor(
        self, phrase: Phrase, actor: ActorMention, lemma: str, lower: str
    ) -> Iterator[str]:
        """Yield the kinds of a phrase that is an actor's; members of a band are in arms."""
        yield "actor"
        unarmed = self.book.kinds.get(lemma, frozenset()) & PEOPLE == {"civil"}
        if self._some_of_a_people(phrase, actor):
            yield "civil"
        if actor.kind == "person" or (actor.kind == "pronoun" and lower in _ONE):
            yield "person"
        if actor.kind != "person" and not unarmed:
            yield "body"
        code = actor.ref.plover
        if lemma in _OF_A_BAND and actor.kind == "group" and code and code.sector in _BANDS:
            yield "armed"

    def _some_of_a_people(self, phrase: Phrase, actor: ActorMention) -> bool:
        """Tell whether a phrase counts members of a people ("two Albanians", "AN ALBANIAN")."""
        code, tokens = actor.ref.plover, self.scene.tokens
        one = phrase.start == phrase.head - 1 and tokens.lower[phrase.start] in _ANY_ONE
        return (
            code is not None
            and code.sector == "CVL"
            and (one or any(tokens.pos[t] == "NUM" for t in range(phrase.start, phrase.head)))
        )

    def take_for_people(self, phrase: Phrase, *, any_noun: bool = True) -> bool:
        """Take a noun that no list knows for people where only people are harmed so.

        Args:
            phrase: what is harmed.
            any_noun: false where only "both", "the rest" or a bare number may be so taken.
        """
        pos = self.scene.tokens.pos[phrase.head]
        lemma = self.lemma(phrase.head)
        lower = self.lowers[phrase.head]
        some = lemma in _SOME or (pos == "NUM" and phrase.head + 1 == phrase.end)
        some = some or lower in _THEY or self._of_them(phrase)
        if not some and (
            not any_noun
            or pos not in {"NOUN", "PROPN"}
            or not lemma.isalpha()
            or lemma in self.book.kinds
        ):
            return False
        if self.lowers[phrase.head + 1 : phrase.head + 3] == ["of", "it"]:
            return False
        own = {"actor", "body"} if lower in _THEY else {"number"}
        if self.kinds(phrase) - own or lemma in self.book.acts or lemma in _NOBODY:
            return False
        self._beings.add(phrase.head)
        self._kinds.pop((phrase.head, phrase.start, phrase.end), None)
        return True

    @cached_property
    def _beings(self) -> set[int]:
        return set()

    def _beasts(self, phrase: Phrase) -> frozenset[str] | None:
        """Return the kinds of animals ("40 head of cattle"), no people; None of all else."""
        lemma = self.lemma(phrase.head)
        if lemma == "head" and self.lowers[phrase.head + 1 : phrase.head + 2] == ["of"]:
            lemma = self.lemma(min(phrase.head + 2, len(self.lowers) - 1))
        kinds = self.book.kinds.get(lemma, frozenset())
        return kinds if "beast" in kinds and self.scene.tokens.pos[phrase.head] == "NOUN" else None

    def _by_word(self, phrase: Phrase, lemma: str, lower: str) -> set[str]:
        """Return the kinds of a head: of its word, of the end of its word, of what it counts.

        Tank fire is no fire.
        """
        kinds = {*self.book.kinds.get(lemma, ()), *self.book.kinds.get(lower, ())}
        if lemma == "group" and self._of_civilians(phrase):
            kinds.discard("armed")
        if self.weapon(phrase) is not None:
            kinds.discard("ailment")
            kinds.add("weapon")
        elif self._measures_ground(phrase, lemma):
            kinds -= PEOPLE
        if lemma not in self.book.kinds and self.scene.tokens.pos[phrase.head] == "NOUN":
            kinds |= self._compound(lemma)
        for token in self.counted(phrase):
            kinds |= self.word_kinds(token)
        if self.scene.tokens.words[phrase.head][:1].isupper():
            low, high = self.scene.chars_of(phrase.head, min(phrase.head + 3, phrase.end))
            if _CRAFT.fullmatch(self.scene.report.text[low:high]):
                kinds.add("object")
        return kinds

    def _of_civilians(self, phrase: Phrase) -> bool:
        """Tell whether a group is of people who bear no arms ("the first group of EVACUEES")."""
        counted = [t for t in self.counted(phrase) if self.lemma(t) not in _ANYBODY]
        return bool(counted) and all(self.word_kinds(t) & PEOPLE == {"civil"} for t in counted)

    def _measures_ground(self, phrase: Phrase, lemma: str) -> bool:
        """Tell whether a round number counts ground ("captured DOZENS of villages"), not people."""
        after, tokens = phrase.head + 1, self.scene.tokens
        if lemma not in _MEASURE or after >= phrase.end or tokens.lower[after] != "of":
            return False
        noun = next((t for t in range(after + 1, phrase.end) if tokens.pos[t] == "NOUN"), None)
        if noun is None:
            return False
        kinds = self.word_kinds(noun)
        grounds = bool(kinds & {"ground", "facility"}) and not kinds & PEOPLE
        return grounds or self.lemma(noun) in _AREAS

    def _compound(self, lemma: str) -> frozenset[str]:
        """Return what people a word is of by its end ("schoolTEACHER", "tribesWOMAN")."""
        for cut in range(_STEM, len(lemma) - _STEM):
            kinds = self.book.kinds.get(lemma[cut:].lstrip("-"), frozenset()) & PEOPLE
            if kinds and len(lemma) - cut > _STEM:
                return kinds
        return frozenset({"civil"}) if _MAN.search(lemma) else frozenset()

    def counted(self, phrase: Phrase) -> Sequence[int]:
        """Return the nouns whose amount a phrase's head tells ("two OF THE GRENADES")."""
        head = phrase.head
        if head + 1 >= phrase.end or self.lowers[head + 1] != "of":
            return ()
        return tuple(self._counted(head, phrase.end))

    def _counted(self, head: int, end: int) -> Iterator[int]:
        tokens = self.scene.tokens
        lemma = self.lemma(head)
        measures = (
            tokens.pos[head] == "NUM"
            or (lemma in _MEASURE and lemma not in {"member", "unit"})
            or lemma in _SOME
            or lemma in _PIECE
            or _AMOUNT.fullmatch(lemma) is not None
        )
        if not measures:
            return
        for token in range(head + 2, end):
            if (
                tokens.pos[token] in {"ADP", "VERB", "SCONJ", "PRON"}
                and tokens.tag[token] != "PRP$"
            ):
                return
            if tokens.pos[token] in {"NOUN", "PROPN"} and not self._modifies_next(token):
                yield token

    def _modifies_next(self, token: int) -> bool:
        """Tell whether a noun only modifies the one that follows it."""
        tokens = self.scene.tokens
        nouns = {"NOUN", "PROPN"}
        return (
            token + 1 < len(tokens)
            and tokens.pos[token] in nouns
            and tokens.pos[token + 1] in nouns
        )

    def _pronoun(self, token: int) -> Iterator[str]:
        """Yield the kinds of a pronoun, or of a name that only its capture shows to be a man's."""
        lower = self.lowers[token]
        if token in captives(self.scene):
            yield from ("actor", "person")
        if lower in {"other", "another"} and self.lowers[token - 1] in {"each", "one"}:
            yield from ("actor", "person", "body", "armed")
        elif lower in PERSONAL or (lower in ANYBODY and not self._first_of_all(token)):
            yield from ("actor", "person")
            if lower in _MANY:
                yield "body"

    def _first_of_all(self, token: int) -> bool:
        """Tell whether all others only come too late ("beat EVERYONE to it")."""
        return self.lowers[token + 1 : token + 3] == ["to", "it"]

    def _is_place(self, phrase: Phrase, actor: ActorMention | None) -> bool:
        if phrase.head in self._place_at:
            return True
        lemma = self.lemma(phrase.head)
        free = actor is None or is_landmark(self, phrase) or self._bank(phrase, actor)
        free = free or (actor is not None and actor.kind == "pronoun" and lemma == "it")
        return free and (self._nameless(lemma) or bool(self.sites(phrase)))

    def _bank(self, phrase: Phrase, actor: ActorMention) -> bool:
        """Tell whether words taken for a body are ground named by a place ("the east bank of")."""
        kind = self.word_kinds(phrase.head)
        return actor.ref.id is None and "ground" in kind and not kind & PEOPLE

    def _men(self, phrase: Phrase) -> Iterator[str]:
        """Yield `armed` for "his men", `civil` for those only an act shows, `official` for some.

        "The governor's OFFICE" is an official, and "ARMED youths" are men in arms.
        """
        if self.lemma(phrase.head) == "office" and self._of_an_official(phrase):
            yield "official"
        if "armed" in self.lowers[phrase.start : phrase.head] and (
            self.word_kinds(phrase.head) & PEOPLE
        ):
            yield "armed"
        if phrase.head in self._beings or self._aged(phrase):
            yield "civil"
        if self.lowers[phrase.head] in _MEN and self._owned(phrase):
            yield "armed"

    def _of_an_official(self, phrase: Phrase) -> bool:
        """Tell whether an office is that of somebody in one ("the GOVERNOR'S office")."""
        return any(
            self.lowers[t] in {"'s", "’s", "'", "’"}
            and ("official" in self.word_kinds(t - 1) or self.lowers[t - 2] in _COUNSEL)
            for t in range(phrase.start + 1, phrase.head)
        )

    def _aged(self, phrase: Phrase) -> bool:
        """Tell whether a name has an age after it, as only people's names do."""
        tokens, last = self.scene.tokens, phrase.head
        if tokens.pos[last] != "PROPN" or last in self._place_at:
            return False
        while last + 1 < len(tokens) and tokens.pos[last + 1] == "PROPN":
            last += 1
        end = tokens.idx[last] + len(tokens.words[last])
        return _AGE.match(self.scene.report.text, end) is not None

    def _owned(self, phrase: Phrase) -> bool:
        """Tell whether somebody's name or a possessive stands before a head."""
        return any(
            self.lowers[t] in {"his", "our", "their", "its", "'s", "’s", "'", "’"}
            or any(a.kind == "organisation" for a in self.scene.headed(t))
            for t in range(phrase.start, phrase.head)
        )

    def _nameless(self, lemma: str) -> bool:
        """Tell whether a phrase is ground or a building that it does not name."""
        kind = self.book.kinds.get(lemma, frozenset())
        return bool(kind & {"ground", "facility"}) and not kind & PEOPLE

    def fits(self, phrase: Phrase, kinds: frozenset[str]) -> bool:
        """Tell whether a phrase is of one of these kinds, collective ones included."""
        if not kinds:
            return True
        wanted = self._wanted.get(kinds)
        if wanted is None:
            groups = self.book.groups
            wanted = kinds.union(*(groups.get(kind, ()) for kind in kinds))
            self._wanted[kinds] = wanted
        return not wanted.isdisjoint(self.kinds(phrase))

    @cached_property
    def _wanted(self) -> dict[frozenset[str], frozenset[str]]:
        return {}

    def near_words(self, clause: Clause) -> frozenset[str]:
        """Return every word that may belong to a clause's predicate from beside one of its nouns.

        Those right before the nouns of the predicate, and adjectives and adverbs after objects.
        """
        if clause.index not in self._near_words:
            self._near_words[clause.index] = frozenset(self._words_near(clause))
        return self._near_words[clause.index]

    @cached_property
    def _near_words(self) -> dict[int, frozenset[str]]:
        return {}

    def _words_near(self, clause: Clause) -> Iterator[str]:
        tokens = self.scene.tokens
        for noun in clause.predicate:
            if tokens.pos[noun] in {"NOUN", "PROPN"}:
                first = max(clause.start, noun - 2)
                yield from self.lemmas[first:noun]
                yield from self.lowers[first:noun]
        for argument in clause.of("object"):
            for token in range(argument.phrase.head + 1, argument.phrase.end):
                if tokens.pos[token] in {"ADJ", "ADV"}:
                    yield self.lowers[token]

    # --- weapons ---------------------------------------------------------------------------

    def weapon(self, phrase: Phrase) -> Weapon | None:
        """Return the weapon that a phrase's head names or measures ("dozens of rockets")."""
        if self.lemma(phrase.head) in _MEASURE:
            inside = self.weapons_in(phrase.head + 1, phrase.end)
            return next((weapon for _, weapon in inside), None)
        if (named := self.weapon_at(phrase.head)) is not None:
            return named
        for token in self.counted(phrase):
            if (counted := self.weapon_at(token)) is not None:
                return counted
        return None

    def weapon_at(self, token: int) -> Weapon | None:
        """Return the weapon that the words ending at a token name, the longest first."""
        if token not in self._weapons:
            self._weapons[token] = self._weapon_at(token)
        return self._weapons[token]

    @cached_property
    def _weapons(self) -> dict[int, Weapon | None]:
        return {}

    def _weapon_at(self, token: int) -> Weapon | None:
        if self.scene.tokens.pos[token] == "PROPN" and self.place_over(token) is not None:
            return None  # Tank is a town, too
        words = self.lemma(token), self.lowers[token]
        known = self.book.weapon_ends
        ends = [e for e in words if e in known or ("-" in e and last_part(e) in known)]
        floor = self.sentence(token).start if ends else token
        for size in (3, 2, 1) if ends else ():
            first = token - size + 1
            if first < floor:
                continue
            run = self.lowers[first:token]
            for last in ends:
                name = " ".join([*run, last]).replace(" - ", "-")
                if name in self.book.weapons:
                    return self.book.weapons[name]
        sort = designated(self.scene.tokens, self.scene.report.text, token)
        return None if sort is None else self.book.weapons.get(sort)

    def weapons_in(self, start: int, end: int) -> Iterator[tuple[int, Weapon]]:
        """Yield the weapons named in a run of tokens."""
        for token in range(start, end):
            if (
                self.scene.tokens.pos[token] in {"NOUN", "PROPN", "ADJ", "VERB"}
                and (weapon := self.weapon_at(token)) is not None
            ):
                yield token, weapon

    # --- parties -----------------------------------------------------------------------------

    def parties(self, phrase: Phrase) -> tuple[ActorRef, ...]:
        """Return whom a phrase stands for: an actor, people by their word, a weapon's owner."""
        mention = self.actor(phrase)
        if (speaker := self._speaking(phrase)) is not None:
            return (speaker,)
        if (own := self.first_person(phrase)) is not None:
            party = own.id is not None or (own.plover is not None and own.plover.sector in FIGHTING)
            troops = mention.ref.plover if mention is not None else None
            if (
                not party
                and mention is not None
                and troops is not None
                and troops.sector in FIGHTING
            ):
                return (mention.ref,)  # "our forces", of an official, are his country's
            named = self.owner(phrase) if mention is None or mention.ref.id is None else None
            if (
                named is not None
                and named.plover is not None
                and named.plover.sector in FIGHTING
                and (named.text.partition(" ")[0].lower() not in _OWN or not _of_rebels(own))
            ):
                return (named,)  # "our partners of the MILF"; "our forces", of a ministry
            return (own,)
        if mention is not None:
            if mention.kind == "pronoun" and mention.resolved_from is None:
                return ()
            return (_of_their_side(mention),)
        kinds = self.kinds(phrase)
        if "weapon" in kinds or not kinds & PEOPLE:
            owner = self.owner(phrase)
            if owner is not None:
                return (owner,)
        if kinds & PEOPLE:
            ref = self.by_words(phrase)
            whose = self._whose(phrase, kinds)
            return (ref if whose is None else replace(whose, text=ref.text, span=ref.span),)
        return ()

    def _whose(self, phrase: Phrase, kinds: frozenset[str]) -> ActorRef | None:
        """Return the party that people not known by themselves are told to be of.

        Those counted ("hundreds of Afghan soldiers"), or, of men in arms, whoever they are named
        by ("the lions of the RSF").
        """
        if self.lemma(phrase.head) in _MEASURE:
            end = self._counted_end(phrase)
            last = min(max(end, phrase.head + 2), len(self.lowers))
            if last <= phrase.head + 1:
                return None  # the text ends with the measure ("the rebels killed hundreds")
            low, high = self.scene.chars_of(phrase.head + 1, last)
            for mention in self.scene.actors_by_span.inside(low, high):
                if mention.kind != "pronoun":
                    return mention.ref if mention.ref.id is not None else None
            return None
        if "armed" not in kinds:
            return None
        whose = self.owner(phrase)
        armed = whose is not None and whose.plover is not None and whose.plover.sector in FIGHTING
        return whose if armed and whose is not None and whose.id is not None else None

    def owner(self, phrase: Phrase) -> ActorRef | None:
        """Return the actor named in a phrase beside its head ("a Turkish drone")."""
        low, high = self.scene.chars_of(phrase.start, phrase.end)
        inside = [
            a
            for a in self.scene.actors_by_span.inside(low, high)
            if a.kind != "pronoun" and (a.ref.id or self.weapon_at(a.head) is None)
        ]  # "Turkish drone strikes" are not the drone's
        before = [a for a in inside if a.head <= phrase.head]
        after = [a for a in inside if self._owning(a.span[0])]  # "a raid on X" is not X's
        ends = {a.span[0]: max(b.span[1] for b in after if b.span[0] == a.span[0]) for a in after}
        # "By Taylor's forces" is theirs, not his.
        after = [a for a in after if a.kind != "person" or a.span[1] == ends[a.span[0]]]
        chosen = min(before or after, key=lambda a: abs(a.head - phrase.head), default=None)
        return chosen.ref if chosen is not None else None

    def _owning(self, char: int) -> bool:
        """Tell whether the word before a name says that something is its ("a base of the army")."""
        token = self.scene.token_at(char) - 1
        while token > 0 and self.lowers[token] in ARTICLES:
            token -= 1
        return token >= 0 and self.lowers[token] in {"of", "by", "from", "belonging"}

    def before_head(self, phrase: Phrase) -> ActorRef | None:
        """Return the party that modifies a head ("under Kurdish control"), by the words alone."""
        tokens = self.scene.tokens
        first = next(
            (
                t
                for t in range(phrase.start, phrase.head)
                if self.lowers[t] not in ARTICLES
                and (
                    tokens.pos[t] == "PROPN"
                    or (tokens.pos[t] == "ADJ" and tokens.words[t][0].isupper())
                    or self.word_kinds(t) & PEOPLE
                    or self._of_a_party(t)
                    or (self.lowers[t] in _SIDES and self.lemma(phrase.head) in _GRIP)
                )
            ),
            None,
        )
        if first is None:
            return None
        span = self.scene.chars_of(first, phrase.head)
        words = self.scene.report.text[slice(*span)].removesuffix("'s").removesuffix("’s")
        return ActorRef(text=words.strip(" -") or tokens.words[first], span=span)

    def _of_a_party(self, token: int) -> bool:
        """Tell whether an adjective is of a side in arms ("TRIBAL hands", "communist rule")."""
        lexicon = self.scene.parties.register.lexicon
        word = self.lowers[token]
        known = lexicon.modifiers.get(word)
        if known is not None:
            return known.sector in FIGHTING or known.side == "ethnic"
        agent = lexicon.agents.get((word,))
        return agent is not None and agent.side == "nonstate" and agent.sort == "member"

    def first_person(self, phrase: Phrase) -> ActorRef | None:
        """Return whoever says "we", "our" or "I", where a speech holds the phrase."""
        lower = self.lowers[phrase.start]
        if lower not in _OWN and lower != "i":
            return None
        speech = self.scene.speech_over(phrase.start)
        if speech is None:
            return None
        if lower == "i":
            me = speech.speaker or speech.organisation
            private = me is None or me.plover is None or me.plover.sector in {None, "CVL"}
            return None if private else me
        return self.spoken_for(speech)

    def spoken_for(self, speech: Speech) -> ActorRef | None:
        """Return for whom somebody says "we": his body, and a bare "spokesman" for the state.

        The state is that of the country of which the report tells most.
        """
        ref = speech.organisation or speech.speaker
        if ref is None or ref.id is not None or ref.plover is not None:
            return ref
        if ref.text.lower() not in _SPOKESMEN:
            return ref
        countries = Counter(p.country for p in self.scene.places if p.country)
        if not countries:
            return ref
        body = self.scene.parties.register.body(countries.most_common(1)[0][0], "gov")
        return ref if body is None else entry_ref(body, ref.text, ref.span or (0, 0))

    def _speaking(self, phrase: Phrase) -> ActorRef | None:
        """Return whoever says "I", where the speech of somebody known holds the phrase."""
        if self.lowers[phrase.head] not in _SELF:
            return None
        speech = self.scene.speech_over(phrase.head)
        speaker = speech.speaker if speech is not None else None
        public = speaker is not None and (speaker.id is not None or speaker.plover is not None)
        return speaker if public else None

    def by_words(self, phrase: Phrase) -> ActorRef:
        """Return a reference to people whom no register knows, by the words alone."""
        start = phrase.start
        tokens = self.scene.tokens
        while start < phrase.head and (
            tokens.pos[start] in {"DET", "PUNCT", "NUM", "ADV", "ADP"}
            or self.lowers[start] in {"least", "most", "more", "than"}
        ):
            start += 1
        end = phrase.head + 1
        while end < phrase.end and tokens.dep[end] == "flat" and tokens.head[end] == phrase.head:
            end += 1  # "HANS WEBER, 30"
        if self.lemma(phrase.head) in _MEASURE:  # "hundreds of inmates"
            end = self._counted_end(phrase)
        elif self.counted(phrase) or self._of_them(phrase):
            start, end = phrase.start, min(phrase.end, self._counted_end(phrase))
        span = self.scene.chars_of(start, max(end, start + 1))
        return ActorRef(text=self.scene.report.text[span[0] : span[1]], span=span)

    def _of_them(self, phrase: Phrase) -> bool:
        """Tell whether some of those told of before are counted ("EIGHT of them")."""
        return self.lowers[phrase.head + 1 : phrase.head + 3] == ["of", "them"]

    def _counted_end(self, phrase: Phrase) -> int:
        """Return where the words for those counted end ("hundreds of Iran-backed fighters")."""
        tokens = self.scene.tokens
        for token in range(phrase.head + 2, min(phrase.end, phrase.head + 9)):
            last = token + 1 >= phrase.end or tokens.pos[token + 1] not in {
                "NOUN",
                "PUNCT",
                "PROPN",
            }
            if self.lemma(token) in _MEASURE and tokens.lower[token + 1 : token + 2] == ["of"]:
                continue  # "TENS OF THOUSANDS OF students"
            if tokens.pos[token] == "NOUN" and last:
                return token + 1
        return min(phrase.end, phrase.head + 4)

    # --- places ------------------------------------------------------------------------------

    def hangs(self, sentence: int) -> tuple[Hang, ...]:
        """Return how the places named in a sentence hang on its clauses."""
        if sentence not in self._hangs:
            span = self.sentence_at(sentence)
            self._hangs[sentence] = tuple(hangs(self, sentence, span.start_char, span.end_char))
        return self._hangs[sentence]

    @cached_property
    def _hangs(self) -> dict[int, tuple[Hang, ...]]:
        return {}


__all__ = ["Sight", "Site", "place_ref"]


def _of_rebels(ref: ActorRef) -> bool:
    """Tell whether whoever says "our forces" has forces of his own, and not the country's army."""
    return ref.plover is not None and ref.plover.sector == "REB"
