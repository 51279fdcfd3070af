"""A clause's arguments as its frames see them: its own, and what belongs to it from beside it.

One rule: what a clause lends its frames is worked out once a clause, however many frames ask; a
frame only says which of it it looks at.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from dateline.know.frames import Frame
from dateline.read.clauses.clause import Argument, Clause, Function, Phrase
from dateline.read.frames.predicate import forms
from dateline.read.frames.sight import Sight

ByFunction = Mapping[str, list[Argument]]
"""Arguments by the function in which they stand, those of each in order."""


class Seen:
    """The arguments that some frames see of a clause.

    Args:
        sight: the scene.
        clause: the clause.
        arguments: its own and what was added.

    Attributes:
        arguments: as given.
        standing: the same by function.
    """

    __slots__ = ("_clause", "_said", "_sight", "arguments", "standing")

    def __init__(self, sight: Sight, clause: Clause, arguments: tuple[Argument, ...]) -> None:
        self._sight = sight
        self._clause = clause
        self.arguments = arguments
        self.standing: dict[str, list[Argument]] = {}
        for argument in arguments:
            self.standing.setdefault(argument.function, []).append(argument)
        self._said: frozenset[str] | None = None

    def lacks(self, frame: Frame, *, words: bool) -> bool:
        """Tell whether a slot must stay empty: nothing stands where it asks, or has a word of its.

        Half of the frames are ruled out so before anybody asks what kinds the words are of.

        Args:
            frame: the frame.
            words: whether a slot's words may stand nowhere but here.
        """
        functions = self.standing.keys()
        for asked, taker in frame.needed:
            if functions.isdisjoint(asked) and not (taker and self._clause.voice == "passive"):
                return True
        if not words or not frame.worded:
            return False
        if self._said is None:
            self._said = self._words()
        return any(map(self._said.isdisjoint, frame.worded))

    def _words(self) -> frozenset[str]:
        """Return the words of the arguments and of the predicate, but for its verb (see `fill`)."""
        sight, clause = self._sight, self._clause
        own = [
            sight.lemmas[t] for t in clause.predicate if t != clause.head or clause.kind != "verb"
        ]
        return frozenset(own).union(*[words_of(sight, a) for a in self.arguments])


class Standing:
    """What stands with one clause.

    Args:
        sight: the scene.
        clause: the clause.
    """

    def __init__(self, sight: Sight, clause: Clause) -> None:
        self._sight = sight
        self._clause = clause
        self._parent = None if clause.parent is None else sight.scene.clauses[clause.parent]
        self._known: dict[tuple[bool, tuple[Argument, ...], bool], Seen] = {}
        self._aims = self._its_aims()
        self._hung = self._hung_on_objects()
        self._moved = self._said_of_them()
        self._above = self._moved or self._subject_above()
        self._own = Seen(sight, clause, clause.arguments)
        self._alone = not (self._aims or self._hung or self._above)

    def of(self, frame: Frame) -> Seen:
        """Return a clause's arguments, with what stands elsewhere where that is its.

        "X, which ..., fell to Y, the monitor said": a parser may hang X on "said". And who meets
        "in a call with" somebody is the subject of the verb.
        """
        if self._alone:
            return self._own
        aims = bool(self._aims) and (frame.speech or _aiming(frame))
        theme = frame.slots.get("theme") if self._hung else None
        hung = self._of_theme(theme.words) if theme is not None and theme.words else ()
        above = bool(self._above) and self._lends(frame)
        key = aims, hung, above
        if key not in self._known:
            arguments = (*self._clause.arguments, *(self._aims if aims else ()), *hung)
            if above:
                arguments = (*self._above, *arguments)
            self._known[key] = Seen(self._sight, self._clause, arguments)
        return self._known[key]

    def without(self, seen: Seen, used: Mapping[str, Argument], *, asked: bool) -> Seen:
        """Return what frames see less what belongs to the predicate, plus what hangs on that.

        "seized control of the port", where "control" came as an object: "port" takes its place.
        Whose act is ASKED for is not who asks ("called for the withdrawal of the M23").
        """
        clause = self._clause
        gone = {a.phrase.head for a in used.values()}
        kept = [a for a in seen.arguments if a.phrase.head not in gone]
        done = clause.kind == "verb" and any(a.function == "subject" for a in kept)
        for other in self._sight.scene.clauses[clause.index + 1 : clause.index + 6]:
            if other.kind == "noun" and other.head in gone:
                whose = asked and other.lemma not in _LET_GO
                hung = (self._as_of_verb(a, asked=whose, done=done) for a in other.arguments)
                kept += [a for a in hung if a not in kept]
        return Seen(self._sight, clause, tuple(kept))

    def _as_of_verb(self, argument: Argument, *, asked: bool, done: bool) -> Argument:
        """Return an argument of a predicate's noun as one of its verb, which has its own doer.

        "Violated a ban BY THE GENERAL": he violated nothing.
        """
        if argument.function != "subject":
            return argument
        if asked:
            return replace(argument, function="object")
        first = argument.phrase.start
        by = done and first and self._sight.lowers[first - 1] == "by"
        return replace(argument, function="oblique", preposition="by") if by else argument

    def _its_aims(self) -> tuple[Argument, ...]:
        """Return what is threatened, promised or blamed where it hangs as an aim of the verb.

        "threatened on Monday TO BREAK relations", "accused them OF VIOLATING the truce".
        """
        clause = self._clause
        if clause.kind != "verb" or clause.of("clausal"):
            return ()
        for other in self._sight.scene.clauses[clause.index + 1 : clause.index + 5]:
            if (
                other.parent == clause.index
                and other.kind == "verb"
                and other.marker in _AIMED.get(other.relation, ())
            ):
                phrase = Phrase(head=other.head, start=other.head, end=other.head + 1)
                return (Argument("clausal", phrase, clause=other.index),)
        return ()

    def _hung_on_objects(self) -> list[tuple[str, tuple[Argument, ...]]]:
        """Return what hangs on the nouns among a verb's objects, with the nouns."""
        clause = self._clause
        heads = [a.phrase.head for a in clause.of("object")] if clause.kind == "verb" else []
        if not heads:
            return []
        return [
            (self._sight.lemma(other.head), hung)
            for other in self._sight.scene.clauses[clause.index + 1 : clause.index + 4]
            if other.kind == "noun" and other.head in heads and (hung := other.of("oblique"))
        ]

    def _of_theme(self, words: frozenset[str]) -> tuple[Argument, ...]:
        """Return what hangs on a noun that a frame asks for ("repelled an attack ON THE PORT")."""
        return tuple([a for lemma, hung in self._hung if lemma in words for a in hung])

    def _subject_above(self) -> tuple[Argument, ...]:
        """Return the subject that stands one clause above a noun without its own."""
        clause, parent = self._clause, self._parent
        if parent is None or clause.kind != "noun" or clause.of("subject"):
            return ()
        return parent.of("subject")

    def _lends(self, frame: Frame) -> bool:
        """Tell whether the clause above lends a frame its subject."""
        if self._moved:
            return True
        if frame.control and self._done_by():
            return True
        return frame.event == "CONSULT" and self._held()

    def _said_of_them(self) -> tuple[Argument, ...]:
        """Return the subjects of a verb of saying that are those of what is said, before it."""
        clause, parent = self._clause, self._parent
        if parent is None or clause.relation != "complement" or clause.of("subject"):
            return ()
        above = parent.of("subject")
        if clause.head >= parent.head or len(above) <= 1:
            return ()
        taken = [a for a in above if a.phrase.end <= clause.head]
        if not taken or (clause.voice == "passive" and clause.of("object")):
            return ()
        function: Function = "object" if clause.voice == "passive" else "subject"
        return tuple([replace(a, function=function) for a in taken])

    def _done_by(self) -> bool:
        """Tell whether a noun is what the clause above carries out ("completed the CAPTURE of")."""
        parent, head = self._parent, self._clause.head
        return (
            parent is not None
            and parent.lemma.split(" ")[0] in self._sight.book.support["does"]
            and any(a.phrase.head == head for a in parent.of("object"))
        )

    def _held(self) -> bool:
        """Tell whether the clause above tells of going to talks or of holding them.

        Not where it tells that nobody went ("declined to attend the talks").
        """
        parent = self._parent
        return (
            parent is not None
            and parent.affirmed
            and parent.modality != "failure"
            and any(
                a.phrase.head == self._clause.head or self._round_of(a)
                for a in (
                    *parent.of("oblique", "in", "during", "at", "by", "over"),
                    *parent.of("object"),
                )
            )
        )

    def _round_of(self, argument: Argument) -> bool:
        """Tell whether an argument is a part of what a noun names ("ended a round of TALKS")."""
        phrase = argument.phrase
        return self._sight.lemma(phrase.head) in _ROUNDS and (
            phrase.head < self._clause.head < phrase.end
        )


def words_of(sight: Sight, argument: Argument) -> frozenset[str]:
    """Return the words for what an argument is: of a clause also what it says of somebody.

    "Denied that it was RESPONSIBLE".
    """
    names = names_of(sight, argument.phrase)
    if argument.clause is None:
        return names
    said = sight.scene.clauses[argument.clause].of("attribute")
    return names.union([sight.lemma(a.phrase.head) for a in said]) if said else names


def names_of(sight: Sight, phrase: Phrase) -> frozenset[str]:
    """Return the words for what a phrase is, of which a slot may ask for one.

    Its head in all its forms, with the word before it ("TELEPHONE LINES were cut"), as the holder
    of an office ("PRESIDENT Alpha Conde sacked"), and the nouns that it counts.
    """
    head = phrase.head
    key = head, phrase.end
    if key not in sight.names_asked:
        names = {*forms(sight, head), *sight.titles(phrase)}
        if head:
            names.add(f"{sight.lowers[head - 1]} {sight.lemmas[head]}")
        names.update([sight.lemmas[t] for t in sight.counted(phrase)])
        sight.names_asked[key] = frozenset(names)
    return sight.names_asked[key]


def _aiming(frame: Frame) -> bool:
    """Tell whether a frame of deeds asks for an aim ("gathered TO DEMAND their release")."""
    theme = frame.slots.get("theme") if frame.event in _WITH_AN_AIM else None
    return (
        theme is not None
        and theme.required
        and bool(theme.words)
        and any(at.function == "clausal" for at in theme.at)
    )


_AIMED = {"purpose": frozenset({None, "to"}), "adverbial": frozenset({"of", "for", "with", "from"})}
"""Relations, with their markers, in which a parser hangs what is said on the verb of saying."""
_WITH_AN_AIM = frozenset({"PROTEST", "ASSAULT", "MOBILIZE", "AGREE", "COERCE", "CONSULT"})
_LET_GO = frozenset({"release", "freedom", "liberation"})
"""What is asked for those who suffer it, of others ("demanded HER RELEASE")."""
_ROUNDS = frozenset({"round", "day", "week", "series", "set"})
