"""Noun phrases: how far they reach, what is coordinated, listed or apposed, what precedes them.

One rule: a phrase is one stretch of the text; what would tear it (a relative clause, an
apposition, coordinated siblings) ends it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from dateline.read.clauses.clause import Argument, Function, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.read.clauses.lexicon import Lexicon
    from dateline.read.clauses.tree import Tree

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM", "ADJ", "DET", ""})
_LEFT = frozenset(
    {"det", "amod", "nummod", "compound", "nmod", "flat", "advmod", "goeswith", "obl", "dep"}
)
_RIGHT = frozenset(
    {"flat", "nmod", "nummod", "compound", "goeswith", "amod", "obl", "det", "advmod", "fixed"}
)
_LEFT_SAID, _RIGHT_SAID = _LEFT - {"obl", "advmod"}, _RIGHT - {"obl", "advmod"}
_INSIDE = _RIGHT | {"conj", "cc"}  # below the head, coordination belongs to the phrase
_BLANK = frozenset({"PUNCT", "SPACE", "CCONJ"})
_OPENING = frozenset({'"', "“", "``", "(", "«", "‘"})
_CLOSING = frozenset({'"', "”", "''", ")", "»"})
_DIRECTED = frozenset({"ADV", "ADJ", "NOUN", "PROPN", "ADP"})
_UNITS = frozenset("kilometer kilometre km mile meter metre yard foot hectare acre".split())
_NUMBERED = re.compile(r"(?!(?:Q|H|FY|CY)\d)[A-Z]{1,4}-?\d{1,3}")
_APPOSITIONS = 8  # more than this is a table or a bad parse


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of one tree.

    Attributes:
        tree: the parse.
        words: the tables.
        offset: token of the doc that the tree's first token is.
    """

    tree: Tree
    words: Lexicon
    offset: int = 0
    _before: dict[int, tuple[str | None, tuple[int, ...]]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """Prepositions found before: half of all nouns are asked for theirs again."""

    def at(self, head: int, *, appositions: bool = True) -> Phrase:
        """Return the phrase with this head."""
        # Of a predicate, what hangs on it beside may be said in the clause, not in the phrase.
        said = head in self.tree.saying and self.tree.child(head, "cop", "nsubj") is not None
        start, end = self._trim(head, self._start(head, said=said), self._end(head, said=said))
        apposed = tuple(self._apposed(head)) if appositions and self.tree.children[head] else ()
        shift = self.offset
        return Phrase(head + shift, start + shift, end + shift, apposed)

    def _trim(self, head: int, start: int, end: int) -> tuple[int, int]:
        """Cut punctuation off the ends; take in a closing quotation mark that was left out."""
        tree = self.tree
        while start < head and tree.pos[start] in _BLANK and tree.text[start] not in _OPENING:
            start += 1
        while (
            end - 1 > head and tree.pos[end - 1] == "PUNCT" and tree.text[end - 1] not in _CLOSING
        ):
            end -= 1
        if end < len(tree.text) and tree.text[end] in _CLOSING:
            quotes = sum(
                tree.text[i] in _CLOSING or tree.text[i] in _OPENING for i in range(start, end)
            )
            end += quotes % 2
        return start, end

    def _start(self, head: int, *, said: bool) -> int:
        tree, start = self.tree, head
        below = tree.children[head]
        if not below or below[0] > head:
            return head
        kept = _LEFT_SAID if said else _LEFT
        base = tree.base
        for child in reversed(below):
            if child > head:
                continue
            if base[child] == "punct" or self._hyphened(child):
                continue
            if base[child] not in kept or child in tree.saying:
                break
            start = min(start, tree.left[child] if tree.whole[child] else child)
        return start

    def _end(self, head: int, *, said: bool) -> int:
        """Walk down the right side; what is not of the phrase stops it, on whatever level."""
        tree = self.tree
        end, stop = head + 1, max(tree.right[head], head + 1)
        if stop == end:
            return end
        base, children = tree.base, tree.children
        level = [(head, _RIGHT_SAID if said else _RIGHT)]
        while level:
            node, kept = level.pop()
            for child in children[node]:
                if child < node or child >= stop:
                    continue
                if base[child] == "punct" or self._converted(child):
                    continue
                if base[child] not in kept or self._leaves(child):
                    stop = min(stop, max(tree.left[child], head + 1))
                    break
                level.append((child, _INSIDE))
                end = max(end, child + 1)
        return min(end, stop)

    def _hyphened(self, token: int) -> bool:
        """Tell whether a preposition is the middle of a word ("commander-in-chief")."""
        text = self.tree.text
        return 0 < token < len(text) - 1 and text[token - 1] == text[token + 1] == "-"

    def _leaves(self, child: int) -> bool:
        """Tell whether a right dependant is a list member or a loose date, not a modifier."""
        tree = self.tree
        if tree.base[child] == "nmod" and (case := self.preposition(child)[0]):
            return self.lists(tree.head[child], child, case)
        return child in tree.saying

    def _converted(self, child: int) -> bool:
        """Tell whether a measure in brackets says another again ("12 km (7 MILES) of Freetown")."""
        tree = self.tree
        return (
            tree.base[child] in {"appos", "nmod", "parataxis", "dep"}
            and tree.lemma[child] in _UNITS
            and tree.text[tree.left[child]] == "("
            and tree.lemma[tree.head[child]] in _UNITS
        )

    def _apposed(self, head: int) -> Iterator[Phrase]:
        count = 0
        for child in self.tree.children[head]:
            if self.tree.base[child] == "appos" and self.tree.pos[child] in NOMINAL:
                if child in self.tree.saying or self._converted(child):
                    continue
                count += 1
                if count > _APPOSITIONS:
                    return
                members = self.members(child)
                if len(members) == 1 or not (self._plural(head) or self._siblings(head, child)):
                    yield from (self.at(member, appositions=False) for member in members)

    def members(self, head: int) -> list[int]:
        """Return the head and what is coordinated with it, in order of the text."""
        tree, base = self.tree, self.tree.base
        found = [head]
        for node in found:  # grows by those that hang on the others
            for child in tree.children[node]:
                if base[child] == "appos":
                    if self._siblings(node, child):
                        found.append(child)
                elif base[child] == "conj":
                    nominal = (
                        tree.pos[child] in NOMINAL or tree.lower[child] in self.words.direction
                    )
                    if nominal and tree.child(child, "cop", "nsubj") is None:
                        found.append(child)
        found.sort()
        return found

    def lists_under(self, head: int) -> list[int]:
        """Return the dependants of a noun that open a list of members."""
        tree, found = self.tree, []
        for child in tree.children[head]:
            if child < head:
                continue
            base = tree.base[child]
            if base in {"nmod", "obl"}:
                if self.lists(head, child, self.preposition(child)[0]):
                    found.append(child)
            elif base in {"appos", "parataxis", "dep", "list"} and tree.pos[child] in NOMINAL:
                several = tree.child(child, "conj") is not None
                if several and base == "appos" and not self._plural(head):
                    several = False
                if child not in tree.saying and (several or self._among(child)):
                    found.append(child)
            elif tree.lower[child] in self.words.listing and base in {"acl", "advcl", "case"}:
                found += tree.every(child, "obj", "obl", "nmod")
        return found

    def listed(self, head: int) -> list[int]:
        """Return the members of the list that stands under a head ("villages, including A, B")."""
        opened = [t for under in self._counted(head) for t in self.lists_under(under)]
        if not opened:
            return []
        found = [token for child in opened for token in self.kinds(child)]
        return [token for token in dict.fromkeys(found) if not self._is_pronoun(token)]

    def _counted(self, head: int) -> list[int]:
        """Return a noun with what it counts, which may open a list ("a string of VILLAGES")."""
        if self.tree.lemma[head] not in self.words.counts:
            return [head]
        of = [t for t in self.tree.every(head, "nmod") if self.preposition(t)[0] == "of"]
        return [head, *of]

    def _siblings(self, head: int, child: int) -> bool:
        """Tell whether an "apposition" with siblings is a coordination ("A, B and C") misread."""
        tree = self.tree
        return (
            child > head
            and tree.pos[child] == tree.pos[head]
            and tree.pos[head] in {"NOUN", "PROPN"}
            and not self._plural(head)
            and tree.child(child, "conj") is not None
            and tree.text[child - 1] not in {"(", "-", "–", "—"}
            and (tree.child(head, "det") is None) == (tree.child(child, "det") is None)
        )

    def _plural(self, head: int) -> bool:
        """Tell whether a noun can be the head of a list."""
        tree = self.tree
        return (
            tree.tag[head] in {"NNS", "NNPS"}
            or tree.child(head, "nummod") is not None
            or tree.pos[head] in {"NUM", "PRON"}
        )

    def kinds(self, child: int) -> list[int]:
        """Return the members of a list, each kind noun replaced by what it names."""
        return [token for member in self.members(child) for token in self._kinds_or_self(member)]

    def _kinds_or_self(self, token: int) -> list[int]:
        """Return what a kind noun names ("the towns of A and B" gives A, B), else the token."""
        for child in self.tree.every(token, "nmod"):
            if self._kind_of(token, child, self.preposition(child)[0]):
                return self.members(child)
        return [token]

    def lists(self, head: int, child: int, preposition: str | None) -> bool:
        """Tell whether a prepositional phrase after a noun gives the members of a list."""
        return preposition in self.words.listing or self._kind_of(head, child, preposition)

    def _kind_of(self, head: int, child: int, preposition: str | None) -> bool:
        """Tell whether "of" names the places that a plural kind noun stands for."""
        tree = self.tree
        return (
            preposition == "of"
            and tree.pos[child] in {"PROPN", "X"}
            and tree.lemma[head] in self.words.kinds
            and tree.lemma[head] != tree.lower[head]
            and len(self.members(child)) > 1
        )

    def _among(self, child: int) -> bool:
        tree = self.tree
        return any(
            tree.lower[other] in {"them", "which", "whom", "these", "those"}
            and self.preposition(other)[0] in {"among", "amongst", "of"}
            for other in tree.children[child]
        )

    def _is_pronoun(self, token: int) -> bool:
        return self.tree.lower[token] in {"them", "which", "whom", "these", "those"}

    def preposition(self, head: int) -> tuple[str | None, tuple[int, ...]]:
        """Return the preposition before a noun, in lower case, and its tokens."""
        found = self._before.get(head)
        if found is None:
            found = self._before[head] = self._preposition(head)
        return found

    def _preposition(self, head: int) -> tuple[str | None, tuple[int, ...]]:
        tree, base = self.tree, self.tree.base
        tokens: list[int] = []
        for child in tree.children[head]:
            if child > head:
                break
            if base[child] == "case" and tree.tag[child] != "POS" and not self._hyphened(child):
                tokens.append(child)
                tokens += [f for f in tree.children[child] if base[f] == "fixed"]
        if not tokens:
            return None, ()
        tokens.sort()
        while tree.pos[tokens[0] + 1] == "CCONJ" and len(tokens) > 1:
            tokens = tokens[1:]  # "with and in support of": the nearer one
        return " ".join(tree.lower[token] for token in tokens), tuple(tokens)

    def prepositional(self, token: int) -> tuple[str | None, int]:
        """Return preposition and head of an oblique, compound prepositions joined.

        "on the outskirts of Kharkiv", whose grammatical head is "outskirts", gives
        ("on the outskirts of", Kharkiv); "south of Kharkiv" gives ("south of", Kharkiv).
        """
        preposition, _ = self.preposition(token)
        tree, words = self.tree, self.words
        lemma, lower = tree.lemma[token], tree.lower[token]
        if (
            lower in words.direction
            and tree.pos[token] in _DIRECTED
            and (inner := self._place_under(token)) is not None
        ):
            case, place = inner
            name = self._direction(token)
            article = tree.child(token, "det")
            if preposition is not None:
                the = " the" if article is not None else ""
                return f"{preposition}{the} {name} {case}", place
            return f"{name} {case}", place
        if preposition and (lower in words.relational or lemma in words.relational):
            only = words.relational_only.get(lower, words.relational_only.get(lemma))
            inner = self._place_under(token)
            if inner is not None and (only is None or preposition in only):
                the = " the" if tree.child(token, "det") is not None else ""
                return f"{preposition}{the} {lower} {inner[0]}", inner[1]
        return preposition, token

    def _direction(self, token: int) -> str:
        """Return a direction with the half before its hyphen ("north-west")."""
        tree = self.tree
        for child in tree.children[token]:
            if child < token and tree.lower[child] in self.words.direction:
                if child + 1 < token and tree.text[child + 1] in {"-", "‑", "–"}:
                    return f"{tree.lower[child]}-{tree.lower[token]}"
                if child + 1 == token:
                    return f"{tree.lower[child]} {tree.lower[token]}"
        return tree.lower[token]

    def _place_under(self, token: int) -> tuple[str, int] | None:
        for child in self.tree.children[token]:
            if child > token and self.tree.base[child] in {"nmod", "obl"}:
                case, _ = self.preposition(child)
                if case in {"of", "to", "from", "for", "with"}:
                    return case, child
        return None

    def unfold(
        self,
        token: int,
        function: Function,
        *,
        group: int,
        preposition: str | None = None,
        antecedent: bool = False,
    ) -> list[Argument]:
        """Return one argument for each coordinated sibling and each member of a list.

        A sibling with its own preposition ("in A and near B") keeps it.
        """
        arguments: list[Argument] = []
        given = {token}
        for member in self.members(token):
            if member == token:
                own, head = preposition, token
            else:
                own, head = self.prepositional(member)
                if own is None or function != "oblique":
                    own = preposition
            argument = Argument(
                function, self.at(head), own if function == "oblique" else None, group,
                antecedent=antecedent,
            )  # fmt: skip
            arguments.append(argument)
            given.add(head)
            if is_time(self.tree, self.words, head):
                continue  # what a parser hangs there is of something before
            for item in self.listed(head):
                if item not in given:
                    given.add(item)
                    arguments.append(replace(argument, phrase=self.at(item), listed=True))
        return arguments


def is_time(tree: Tree, words: Lexicon, token: int) -> bool:
    """Tell whether a noun is a point or stretch of time."""
    return (
        tree.lemma[token] in words.times
        or tree.lower[token] in words.times
        or (tree.entity[token] in {"DATE", "TIME"} and not _designation(tree.text[token]))
        or (tree.pos[token] == "NUM" and tree.child(token, "case") is not None)
    )


def _designation(word: str) -> bool:
    """Tell whether a word taken for a date is a body's or a weapon's number ("M23", "T-72")."""
    return _NUMBERED.fullmatch(word) is not None


def shifted(arguments: Iterable[Argument], **changes: Any) -> tuple[Argument, ...]:
    """Return the arguments with the same changes made to each."""
    return tuple(replace(argument, **changes) for argument in arguments)
