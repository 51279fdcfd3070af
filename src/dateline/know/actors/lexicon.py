"""Words that make a phrase an actor: agent nouns ("gunmen") and their modifiers ("rebel")."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dateline.errors import InputError
from dateline.know.actors.entry import SECTORS, Agent, Modifier
from dateline.know.actors.keys import words
from dateline.know.actors.tables import read_table

_SIDES = frozenset({"state", "nonstate", "civil", "any"})
_SORTS = frozenset({"member", "body", "role", "weapon"})
_ACTS = frozenset(
    {"agentive", "affecting", "partner", "motion", "deed", "inert", "joint", "ground", "moving"}
)
_LENDS = frozenset({"government", "rebel", "ethnic", "foreign", "none"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Agent nouns and modifiers by their folded words, singular.

    Attributes:
        agents: what may head a phrase for an actor.
        modifiers: what may stand before it.
        longest: words in the longest agent noun.
        acts: words of each sort that tell whether a country or capital acts in a sentence:
            `agentive` verbs a government can be the subject of, `affecting` verbs it can be the
            object of, `partner` prepositions, `motion` words after which it is a mere place,
            `deed` nouns that have a doer, `joint` those of them that several share and that are
            named after places, `inert` verbs that take places as subjects, `ground` verbs whose
            object is ground more often than a person, `moving` verbs whose object are the
            subject's own troops.
        reach: by the first and last words of agent nouns, one of which heads them: how many words
            the longest has that ends in it, 1 where none does.
    """

    agents: dict[tuple[str, ...], Agent]
    modifiers: dict[str, Modifier]
    longest: int
    acts: dict[str, frozenset[str]]
    reach: dict[str, int]


def load_lexicon(folder: Path) -> Lexicon:
    """Read `agents.csv`, `modifiers.csv` and `acts.csv`.

    Raises:
        InputError: a cell is wrong.
    """
    agents: dict[tuple[str, ...], Agent] = {}
    columns = ("words", "sector", "side", "sort", "slot", "gender", "states")
    for row in read_table(folder / "agents.csv", columns):
        sector = row.one_of("sector", SECTORS) if row.optional("sector") else None
        agent = Agent(
            sector,
            row.one_of("side", _SIDES),
            row.one_of("sort", _SORTS),
            row.optional("slot"),
            row.optional("gender"),
            row.several("states"),
        )
        for phrase in row.several("words"):
            agents.setdefault(words(phrase), agent)
    modifiers: dict[str, Modifier] = {}
    for row in read_table(folder / "modifiers.csv", ("words", "sector", "side", "keyword")):
        sector = row.one_of("sector", SECTORS) if row.optional("sector") else None
        modifier = Modifier(sector, row.one_of("side", _LENDS), row.optional("keyword"))
        for phrase in row.several("words"):
            modifiers[" ".join(words(phrase))] = modifier
    acts = {
        row.one_of("sort", _ACTS): frozenset(row.several("words"))
        for row in read_table(folder / "acts.csv", ("words", "sort"))
    }
    if not agents or not modifiers:
        raise InputError(f"{folder}: agents.csv and modifiers.csv must not be empty")
    reach: dict[str, int] = {}
    for key in agents:
        reach.setdefault(key[0], 1)
        reach[key[-1]] = max(reach.get(key[-1], 1), len(key))
    return Lexicon(agents, modifiers, max(map(len, agents)), acts, reach)
