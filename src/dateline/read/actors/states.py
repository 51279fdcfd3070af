"""Decides by syntax whether a country's or capital's name means those who act, or a place."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.know.actors import Register
from dateline.read.actors.context import Context, CountryWord
from dateline.read.actors.nouns import agent_at
from dateline.read.tokens import Tokens, first_of

_AIMING = frozenset({"launch", "fire", "aim", "shoot", "direct", "missile", "rocket", "drone"})
_LEAVING = frozenset({"withdraw", "pull", "remove", "expel", "secede", "evacuate"})
_GIVING = frozenset(
    "promise pledge offer give grant send sell lend supply owe award deny tell".split()
)
"""Verbs whose first object is somebody: to give Kyiv tanks, to tell Damascus to stop."""
LOCATIVE = frozenset(
    "in at near across into inside throughout over outside via within through around along "
    "beyond behind above off toward towards onto under below beside".split()
)
"""Prepositions that make a name a place."""


@dataclass(frozen=True, slots=True)
class States:
    """The syntax of countries' names in one report."""

    tokens: Tokens
    register: Register
    context: Context

    def acts(self, word: CountryWord, token: int) -> bool:
        """Tell whether a country or capital acts or is acted on here, by syntax."""
        tokens, acts = self.tokens, self.register.lexicon.acts
        if word.sort in ("adjective", "demonym"):
            return self._describes(token)
        capital = word.sort == "capital"
        if capital and self._filed(word):
            return False
        if any(
            tokens.base[c] in ("amod", "compound") for c in tokens.children[token] if c < word.start
        ):
            return False  # "northern Syria" is a place
        node = first_of(tokens, token)  # a coordinated name does what the first one does
        above, base = tokens.head[node], tokens.base[node]
        if base in ("obj", "iobj"):
            verb = tokens.lemma[above]
            if base == "iobj" and verb in _GIVING:
                return True
            return verb in acts["affecting"] or (not capital and verb not in acts["motion"])
        return self._acts_as(node, above, base, capital=capital)

    def _describes(self, token: int) -> bool:
        """Tell whether an adjective names the doer of a deed ("a Russian air strike")."""
        tokens, acts = self.tokens, self.register.lexicon.acts
        above = tokens.head[token]
        return (
            tokens.base[token] in ("amod", "compound")
            and tokens.lemma[above] in acts["deed"] - acts["joint"]
            and agent_at(self.tokens, self.register.lexicon, above) is None
        )

    def _acts_as(self, node: int, above: int, base: str, *, capital: bool) -> bool:
        tokens, acts = self.tokens, self.register.lexicon.acts
        verb = tokens.lemma[above]
        if base == "nsubj":
            copular = tokens.pos[above] not in ("VERB", "AUX")
            if capital:
                return not copular and verb in acts["agentive"] and verb not in acts["inert"]
            return True
        if base == "compound" and (capital or verb in acts["joint"]):
            return False
        if tokens.dep[node] == "nmod:poss" or base == "compound":
            return (
                verb in acts["deed"] and agent_at(self.tokens, self.register.lexicon, above) is None
            )
        if base in ("obl", "nmod"):
            return self._partner(node, above, capital=capital)
        if base in ("appos", "root", "list", "parataxis", "vocative", "dislocated"):
            return not capital and base != "root"
        return False

    def _filed(self, word: CountryWord) -> bool:
        """Tell whether a capital is where a report was filed ("BEIRUT, Nov 27 (Agency) -")."""
        tokens = self.tokens
        if tokens.words[word.start].isupper() and len(tokens.words[word.start]) > 3:
            return True
        opens = word.start == 0 or "\n" in tokens.text[tokens.idx[word.start] - 1]
        return (
            opens and word.end < len(tokens) and tokens.words[word.end] in (",", "-", "–", "(", "—")
        )

    def _partner(self, node: int, above: int, *, capital: bool) -> bool:
        """Tell whether a preposition makes a partner of a country, not a place."""
        tokens, acts = self.tokens, self.register.lexicon.acts
        case, lemma = tokens.case(node), tokens.lemma[above]
        if case == "at":
            return not capital and lemma in _AIMING
        if case in LOCATIVE or case not in acts["partner"]:
            return False
        lemma = tokens.lemma[above]
        if lemma in acts["motion"]:
            return False
        if lemma in _LEAVING:
            return not capital and case == "from"
        if case in ("between", "among"):
            return all(
                c in self.context.countries
                for c in tokens.children[node]
                if tokens.base[c] == "conj"
            )
        if case in ("with", "against", "by"):
            return True
        if case == "of" and (noun := agent_at(self.tokens, self.register.lexicon, above)):
            return not capital and noun[0].sort == "role" and tokens.tag[above] == "NNS"
        if case in ("from", "of", "on", "for"):
            deed = lemma in acts["deed"]
            return deed and not capital if case != "on" else not capital or deed
        return not capital or tokens.base[node] == "obl"
