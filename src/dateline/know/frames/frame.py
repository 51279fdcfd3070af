"""The frame: which words in which company mean which act, as compiled from the TOML tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Literal, get_args

from dateline.model.claim import Change, Extent

Role = Literal["actor", "recipient", "place", "from", "to", "theme", "instrument", "companion"]
ROLES: tuple[str, ...] = get_args(Role)
FUNCTIONS = ("subject", "object", "indirect", "oblique", "attribute", "clausal")


@dataclass(frozen=True, slots=True)
class At:
    """Where an argument may stand: a function, and for an oblique its prepositions.

    Attributes:
        function: as in `Clause` arguments.
        prepositions: any of these; empty takes all.
    """

    function: str
    prepositions: frozenset[str] = frozenset()

    def takes(self, function: str, preposition: str | None) -> bool:
        """Tell whether an argument with this function and preposition stands here."""
        return function == self.function and (
            not self.prepositions or preposition in self.prepositions
        )


@dataclass(frozen=True, slots=True)
class Slot:
    """One role that a frame fills.

    Attributes:
        at: where to look, best first.
        kinds: what the words must be (any of these); empty takes anything.
        words: lemmas of which the head must be one; empty takes any.
        required: the frame does not hold without it.
        absent: the frame does not hold with it.
        functions: those of `at`.
    """

    at: tuple[At, ...]
    kinds: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    required: bool = False
    absent: bool = False
    functions: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out once in which functions it is looked for."""
        object.__setattr__(self, "functions", frozenset(at.function for at in self.at))


@dataclass(frozen=True, slots=True)
class Frame:
    """A family of words that mean one act.

    Attributes:
        id: `family.name`.
        verbs: verbal predicates, lemmas, several words where phrasal or light.
        nouns: nominal predicates, the head last ("air strike").
        adjectives: predicates of a copula or modifiers ("besieged").
        slots: by role; further keys are constraints without a role.
        event: PLOVER type; None where the frame speaks of control alone.
        mode: PLOVER mode; None where it has none.
        contexts: PLOVER contexts.
        cameo: CAMEO code; None where none fits.
        acled: ACLED sub-event type, `territory` or `transfer` (see `acled_territory`), or None.
        control: effect on who holds the place; None where it has none.
        extent: of that effect where no words tell; default the whole.
        voice: only in this voice; None for both.
        toll: whose number the recipient's number is: `killed` or `injured`; None neither.
        firm: mode and crosswalk stand whatever weapon is named.
        reciprocal: both sides act (actor and recipient may stand in one subject).
        speech: the act is itself a way of speaking; its content is not told as fact.
        fact: false where the words name no single happening by themselves ("war", "violence").
        beside: true where it holds next to whatever else the clause tells.
        confidence: 0 to 1, base of the score.
        example: a sentence of our own for the codebook.
        about: one line for the codebook; empty where the family's line says it all.
        root: id of the frame that this is a kind of, at the end of its chain of bases; its own
            where it has none.
        asked: the slots that it asks for or that must stay empty, with their roles.
        needed: the functions in which each slot that no word may fill has to have an argument,
            and whether it is who takes ground, whom a passive may leave out.
        worded: the words of those slots that nothing but one of these words may fill.
    """

    id: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    slots: Mapping[str, Slot] = field(default_factory=dict)
    event: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    acled: str | None = None
    control: Change | None = None
    extent: Extent = "whole"
    voice: str | None = None
    toll: Literal["killed", "injured"] | None = None
    firm: bool = False
    reciprocal: bool = False
    speech: bool = False
    fact: bool = True
    beside: bool = False
    confidence: float = 0.7
    example: str = ""
    about: str = ""
    root: str = ""
    asked: tuple[tuple[str, Slot], ...] = field(init=False, repr=False, compare=False)
    needed: tuple[tuple[frozenset[str], bool], ...] = field(init=False, repr=False, compare=False)
    worded: tuple[frozenset[str], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out once which slots may rule the frame out."""
        asked = [(role, slot) for role, slot in self.slots.items() if slot.required or slot.absent]
        needed = [
            (slot.functions, role == "actor" and self.control == "gained")
            for role, slot in asked
            if slot.required and not slot.absent and not slot.words
        ]
        object.__setattr__(self, "asked", tuple(asked))
        object.__setattr__(self, "needed", tuple(needed))
        object.__setattr__(self, "worded", tuple(self._worded()))

    def _worded(self) -> Iterator[frozenset[str]]:
        """Yield the words of slots that they alone may fill.

        None behind a slot whose words, known to nobody, may be taken for ground or for people:
        those are so taken for good, whether the frame then holds or not.
        """
        for role, slot in self.asked:
            ground = role in {"place", "target"} or (role == "actor" and self.control is not None)
            if slot.words and not slot.absent and not ground:
                yield slot.words
            if slot.required and role in {"place", "target", "recipient"}:
                return

    @property
    def family(self) -> str:
        """Name of the table that it stands in."""
        return self.id.partition(".")[0]


Way = tuple[Frame, tuple[str, ...]]
"""A frame that a word may mean, and the further words that its predicate has then."""


class Ways:
    """What a word may mean, by what stands with it; the more words that has, the earlier.

    Args:
        ways: in order.
    """

    __slots__ = ("_alone", "_by_word", "_ways")

    def __init__(self, ways: Iterable[Way]) -> None:
        self._ways = tuple(ways)
        self._alone = [at for at, (_, rest) in enumerate(self._ways) if not rest]
        self._by_word: dict[str, list[int]] = {}
        for at, (_, rest) in enumerate(self._ways):
            for word in rest:
                self._by_word.setdefault(word, []).append(at)

    def __iter__(self) -> Iterator[Way]:
        """Return all of them, in order."""
        return iter(self._ways)

    def among(self, words: AbstractSet[str]) -> list[Way]:
        """Return those of the word alone, and those of which a further word is among these.

        "Hold" has 150 ways, and a clause has the words of two or three of them.
        """
        found = [at for word in words if word in self._by_word for at in self._by_word[word]]
        if not found:
            return [self._ways[at] for at in self._alone]
        return [self._ways[at] for at in sorted({*found, *self._alone})]


def last_part(name: str) -> str:
    """Return what stands behind the last blank or hyphen of a name."""
    return name.rpartition(" ")[2].rpartition("-")[2]


@dataclass(frozen=True, slots=True)
class Weapon:
    """Means of an assault, and what they make of it.

    Attributes:
        words: nouns, the head last.
        mode: PLOVER mode.
        acled: ACLED sub-event type.
        cameo: CAMEO code.
        bearer: true where it moves and acts by itself ("warplane"), so that it may stand as the
            subject for its owner.
    """

    words: tuple[str, ...]
    mode: str
    acled: str
    cameo: str
    bearer: bool = False


@dataclass(frozen=True, slots=True)
class FrameBook:
    """All frames with their indexes.

    Attributes:
        id: content hash of the tables.
        frames: by id, in the order of the tables.
        verbs: `(frame, rest of the predicate)` by the first word of a verbal predicate.
        nouns: the same by the last word of a nominal one.
        adjectives: the same by the word of an adjectival one.
        acts: nouns that name an act by themselves, or with a word before them; those of "release
            from PRISON" and "recruitment of CHILDREN" do not.
        kinds: kinds that a noun's lemma belongs to.
        groups: kinds that a collective kind stands for.
        weapons: by noun, several words joined by blanks.
        weapon_ends: the last part of each of these, behind all blanks and hyphens.
        support: light verbs by what their subject does: `does`, `undergoes`, `prevents`, ....
        extent: words that tell how much of a place, by `whole`, `most`, `part`, `partial`,
            `naming`; `landmark` and those of which a town has `many`.
        irregular: base form of verb forms that lemmatisers miss.
    """

    id: str
    frames: Mapping[str, Frame]
    verbs: Mapping[str, Ways]
    nouns: Mapping[str, Ways]
    adjectives: Mapping[str, Ways]
    acts: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
    groups: Mapping[str, frozenset[str]]
    weapons: Mapping[str, Weapon]
    weapon_ends: frozenset[str]
    support: Mapping[str, frozenset[str]]
    extent: Mapping[str, frozenset[str]]
    irregular: Mapping[str, str]
