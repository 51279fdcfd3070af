"""The country of an actor phrase that names none: of its office, its sender, where it speaks.

One rule: a country is taken only from what the sentence or the dateline tells of this very actor;
the country of the report is left to whoever asks.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.know.actors import Agent, Register
from dateline.read.actors.context import Context
from dateline.read.actors.nouns import ARMED_NOUNS
from dateline.read.tokens import Tokens

_MOVES = frozenset(
    """withdrawal pullout pull-out pullback retreat evacuation redeployment deployment
    dispatch""".split()
)
"""What whoever has troops does with them ("completed the WITHDRAWAL of 30,000 soldiers")."""
_SAID_BY = 3
"""Verbs up which a subject is looked for ("the ministry SAID that it HAD BEGUN to SEND")."""
CAUSES = frozenset({"over", "about", "against", "for"})
"""Before what people march for or against ("marched in A OVER the killings in B")."""
_STANDING = frozenset({"in", "at", "outside", "across", "near"})
# Bodies that may stand in a report from the other side's capital as well as in one's own.
_FIELD = frozenset({"army", "police", "air_force", "navy", "coast_guard", "border_guard"})


@dataclass(frozen=True, slots=True)
class Origins:
    """The countries of one report's actors that name none."""

    tokens: Tokens
    register: Register
    context: Context

    def by_office(self, head: int, agent: Agent) -> str | None:
        """Return the country of an office that few states have ("the Foreign Secretary").

        Of those that have it the report's own, else the one best known for it.
        """
        if not agent.states:
            return None
        home = self.context.home(self.tokens.sentence[head])
        return home if home in agent.states else agent.states[0]

    def from_subject(self, head: int, agent: Agent) -> str | None:
        """Return the country of whoever sends or loses troops ("France sent troops")."""
        tokens = self.tokens
        verb = tokens.head[head]
        if agent.sector != "MIL" and tokens.lemma[head] not in ARMED_NOUNS:
            return None
        moved = (
            tokens.base[head] == "obj"
            and tokens.lemma[verb] in self.register.lexicon.acts["moving"]
        )
        if tokens.base[head] == "nmod" and tokens.lemma[verb] in _MOVES:
            moved, verb = tokens.case(head) == "of", tokens.head[verb]
        return self._sender(verb) if moved else None

    def _sender(self, verb: int) -> str | None:
        """Return the country of a verb's subject; of "it" and "they" whoever says so of himself."""
        tokens = self.tokens
        for _ in range(_SAID_BY):
            for child in tokens.children[verb]:
                if tokens.base[child] != "nsubj":
                    continue
                if (found := self._country_of(child)) is not None:
                    return found
                if tokens.pos[child] != "PRON":
                    return None
            if tokens.base[verb] not in {"ccomp", "xcomp", "parataxis"}:
                return None
            verb = tokens.head[verb]
        return None

    def _country_of(self, token: int) -> str | None:
        """Return the country that a noun names or is said to be of ("RUSSIA's ministry")."""
        tokens, context = self.tokens, self.context
        for word in (token, *tokens.children[token]):
            if word != token and tokens.base[word] not in {"amod", "compound", "nmod"}:
                continue
            if word != token and tokens.case(word) not in {None, "", "'s", "’s"}:
                continue
            if (country := context.countries.get(word)) is not None:
                return country.iso3
            found = context.names.get(word)
            if found is not None and found.entry.country in self.register.countries:
                return found.entry.country
        return None

    def seat(self, head: int, slot: str | None) -> str | None:
        """Return the country whose ministry or government speaks, where it is not the report's.

        The capital where it speaks ("a government spokesman said in Berlin"), or the dateline of
        a party to the war.
        """
        tokens, context = self.tokens, self.context
        if slot is None or slot not in self.register.slots:
            return None
        verb = tokens.head[head]
        if tokens.base[head] == "nsubj" and tokens.base[verb] != "nmod":
            for child in tokens.children[verb]:
                word = context.countries.get(child)
                if tokens.base[child] == "obl" and word is not None and word.sort == "capital":
                    return word.iso3
        return None if slot in _FIELD else context.desk

    def beat(self, head: int, slot: str | None) -> str | None:
        """Return the country of the capital where bare police act, named before them.

        "Exiles protested in London. POLICE detained eight": they are London's, whatever the
        report is of. A place nearer than the capital leaves it open.
        """
        tokens, context = self.tokens, self.context
        placed = any(tokens.case(c) in _STANDING for c in tokens.children[head])
        bare = slot == "police" and tokens.lemma[head] in {"police", "policeman"}
        if not bare or placed or tokens.dep[head].startswith("nmod"):
            return None
        sentence = tokens.sentence[head]
        for token in range(head - 1, -1, -1):
            if tokens.sentence[token] < sentence - 1:
                break
            above = token  # "outside the embassy in Berlin"
            if tokens.base[token] == "nmod" and tokens.case(tokens.head[token]) in _STANDING:
                above = tokens.head[token]
            acted = tokens.base[above] == "obl" and not self._of_a_cause(above)
            if acted and tokens.pos[token] == "PROPN" and tokens.case(token) in _STANDING:
                word = context.countries.get(token)
                return word.iso3 if word is not None and word.sort == "capital" else None
        return None

    def _of_a_cause(self, token: int) -> bool:
        """Tell whether words of place hang beside what people march against, and behind it."""
        tokens = self.tokens
        return any(
            c < token and tokens.base[c] == "obl" and tokens.case(c) in CAUSES
            for c in tokens.children[tokens.head[token]]
        )
