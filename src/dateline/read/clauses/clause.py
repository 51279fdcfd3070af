"""The clause: who does what to whom, freed from the parser's labels.

Frames match clauses and never look at a dependency label. Token indices count in the `Doc`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

PredicateKind = Literal["verb", "noun", "adjective", "copula", "headline"]
Voice = Literal["active", "passive"]
Tense = Literal["past", "present", "future", "pluperfect", "none"]
Modality = Literal[
    "none",  # told as fact
    "future",  # will, is to, is set to, is due to
    "possible",  # could, may, might, likely to
    "obligation",  # must, should, has to, needs to
    "intention",  # vowed to, plans to, wants to, is preparing to, threatens to
    "attempt",  # tried to, attempted to, in an attempt to, sought to
    "failure",  # failed to, was unable to, did not manage to
    "request",  # urged X to, called on X to, demanded that X
    "condition",  # if ..., unless ..., should X ...
    "purpose",  # (in order) to ...: an aim, not a fact
    "question",
]
Function = Literal[
    "subject",  # logical subject: the doer, also of a passive (by-phrase) or nominal ("by", "'s")
    "object",  # logical object: what it is done to, also a passive subject or "of"-phrase of a noun
    "indirect",  # to whom (give X something)
    "oblique",  # with a preposition
    "attribute",  # predicate of a copula ("X is under Y's control": oblique "under")
    "clausal",  # complement clause; `clause` gives its index
]
Relation = Literal[
    "root",
    "coordinate",  # and/but/; with another clause
    "complement",  # what somebody says, wants, manages
    "relative",
    "participle",  # "seizing ...", "backed by ..."
    "adverbial",  # after, when, as, while, if, because
    "purpose",
    "apposition",
    "nominal",  # a nominal predicate inside another clause ("after the fall of Hama")
    "parataxis",
]


class Phrase(Struct, frozen=True):
    """A noun phrase.

    Attributes:
        head: token index of its head.
        start: first token.
        end: after its last token; relative clauses, appositions and coordinated siblings are
            left out, determiners and modifiers are in.
        appositions: further phrases that name the same thing ("Morek, a town on the M5").
    """

    head: int
    start: int
    end: int
    appositions: tuple[Phrase, ...] = ()


class Argument(Struct, frozen=True):
    """One argument of a predicate, coordination distributed: "A, B and C" are three arguments.

    Attributes:
        function: what it does for the predicate, in the logical order of the act.
        phrase: the words.
        preposition: of an oblique, in lower case, several words joined by a blank
            ("in", "south of", "on the outskirts of"); "where" for the antecedent of a relative
            "where"; None otherwise, and for a bare modifier ("the Kharkiv strike").
        group: the same number for coordinated siblings and for the list under them; tells lists.
        listed: true where the phrase is a member of a list after a head ("eight villages,
            including A and B": A and B are listed under the phrase of "villages"). Its head is
            the nearest argument of the group before it that is not listed.
        clause: index of the clause, for function `clausal`.
        antecedent: true where the phrase stands outside the clause and was carried in (subject of
            a coordinated, participial, relative or infinitive clause).
    """

    function: Function
    phrase: Phrase
    preposition: str | None = None
    group: int = 0
    listed: bool = False
    clause: int | None = None
    antecedent: bool = False


class Clause(Struct, frozen=True):
    """One predication.

    Attributes:
        index: its place in the document's clauses.
        sentence: number of its sentence.
        kind: what the predicate is.
        head: token index of the predicate's head.
        predicate: token indices of all words of the predicate, particles and light verb included.
        lemma: of the predicate: "capture", "pull out", "take control of", noun "withdrawal".
        start: first token of the clause's own stretch.
        end: after its last token.
        voice: of a verb.
        affirmed: false where negated (not, no, never, without, deny is no negation).
        modality: how its truth is presented.
        tense: of the finite verb that governs it.
        progressive: "are attacking", "were advancing".
        arguments: in order of the text.
        parent: index of the clause it hangs on.
        relation: how it hangs there.
        marker: subordinating word(s) in lower case ("after", "when", "if", "that"), if any.
        adverbs: token indices of its adverbs and bare temporal modifiers.
        noun: lemma of the event noun inside a light predicate ("strike" in "carried out a strike
            on"), which is no clause of its own then; None elsewhere.
    """

    index: int
    sentence: int
    kind: PredicateKind
    head: int
    predicate: tuple[int, ...]
    lemma: str
    start: int
    end: int
    voice: Voice = "active"
    affirmed: bool = True
    modality: Modality = "none"
    tense: Tense = "past"
    progressive: bool = False
    arguments: tuple[Argument, ...] = ()
    parent: int | None = None
    relation: Relation = "root"
    marker: str | None = None
    adverbs: tuple[int, ...] = ()
    noun: str | None = None

    def of(self, function: Function, *prepositions: str) -> tuple[Argument, ...]:
        """Return the arguments with this function (and, if given, one of these prepositions)."""
        if not prepositions:
            return tuple([a for a in self.arguments if a.function == function])
        return tuple(
            [a for a in self.arguments if a.function == function and a.preposition in prepositions]
        )
