"""One text's tokens seen as names: which may be of a name, and the longest known one from each.

One rule: a name is known where the gazetteer has it to the letter; nothing is taken for a place
here.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from dateline.know.gazetteer import Gazetteer
from dateline.know.gazetteer.fold import ARTICLES, fold
from dateline.model import Span
from dateline.read.places.company import joined, personal
from dateline.read.places.roles import dateline
from dateline.read.places.signs import ALIKE, body_heads, facility_words, listed_words, never_words
from dateline.read.tokens import read_tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dateline.read.tokens import Tokens

PLACE_LABELS: Final = frozenset({"LOC", "GPE", "FAC", "FACILITY", "LOCATION"})
_PARTICLES: Final = ARTICLES | frozenset(
    "de del della di do da dos das la le les los las du des of the and-the bin ibn abu umm bani "
    "beit ben van von den der upon on y sur am an under in".split()
)
_WITHIN: Final = _PARTICLES - {"in", "on", "of", "the", "under"}
"""Particles that may stand within a name of a list."""
_LONGEST: Final = 7


class Names:
    """One text's tokens, seen as names.

    Attributes:
        text: the text.
        tokens: its tokens; `words`, `starts`, `ends`, `pos`, `lemmas` and `opens` (begins a
            sentence) are theirs, by token.
        gazetteer: where names are looked up.
        near: countries that the report is known to be about.
        capitals: whether it is printed in capitals.
        entities: what the parser took for names: start, end, label.
        tagged: whether the parser told parts of speech.
        upper: whether a token begins with a capital, by token.
        namelike: whether it may be of a name, by token.
        taken: label of the entity over it, by token; empty for none.
        over: the entity over a token.
        surnames: the length of the longest person's name that ends in a word.
        about: countries that the report is about, as far as is known.
        covered: tokens of names found so far.
        told: the country that a name speaks for, None for none, by the name where it was asked.
    """

    def __init__(
        self,
        doc: Doc,
        gazetteer: Gazetteer,
        near: Iterable[str] = (),
        *,
        tokens: Tokens | None = None,
    ) -> None:
        tokens = tokens or read_tokens(doc)
        self.text = tokens.text
        self.tokens = tokens
        self.near = set(near)
        self.gazetteer = gazetteer
        self.words = tokens.words
        self.starts = tokens.idx
        self.ends = [
            start + len(word) for start, word in zip(tokens.idx, tokens.words, strict=True)
        ]
        self.pos = tokens.pos
        self.lemmas = tokens.lemma
        self.opens = [True, *tokens.opens[1:]] if tokens.opens else []
        self.capitals = _in_capitals(self.text[:4000])
        self.entities = [(e.start, e.end, e.label_) for e in doc.ents]
        self.tagged = any(self.pos)
        self.upper = [word[:1].isupper() for word in self.words]
        self.namelike = (
            [self._like_name(i) for i in range(len(self.words))]
            if self.capitals
            else [up and w[:1].isalpha() for up, w in zip(self.upper, self.words, strict=True)]
        )
        self.taken = [""] * len(self.words)
        self.about: set[str] = set()
        self.covered: set[int] = set()
        self.told: dict[str, str | None] = {}
        self._longest: dict[int, int | None] = {}
        self.over: dict[int, tuple[int, int, str]] = {}
        for entity in self.entities:
            for i in range(entity[0], entity[1]):
                self.taken[i] = entity[2]
                self.over.setdefault(i, entity)
        self.surnames: dict[str, int] = {}
        for start, end, label in self.entities:
            if label in {"PER", "PERSON"}:
                last = self.words[end - 1]
                self.surnames[last] = max(self.surnames.get(last, 0), end - start)

    def chars(self, start: int, end: int) -> Span:
        """Return the characters of a run of tokens."""
        return self.starts[start], self.ends[end - 1]

    def name(self, start: int, end: int) -> str:
        """Return the words of a run of tokens as printed."""
        return self.text[self.starts[start] : self.ends[end - 1]]

    def longest_from(self, start: int) -> int | None:
        """Return the end of the longest known name that starts at a token."""
        if start not in self._longest:
            self._longest[start] = self._longest_from(start)
        return self._longest[start]

    def _longest_from(self, start: int) -> int | None:
        most = self.gazetteer.starts(self.words[start])
        if not most:
            return None
        limit = min(len(self.words), start + min(_LONGEST, 2 * most + 1))
        stop = start + 1
        while stop < limit and not self.broken(stop) and self._continues(stop):
            stop += 1
        for end in range(stop, start, -1):
            if self.namelike[end - 1] and self.known(start, end):
                return end
        return None

    def _continues(self, i: int) -> bool:
        word = self.words[i]
        if self.namelike[i] or word in {"-", "'", "’", "."} or word.lower() in _PARTICLES:
            return True
        # "Port-au-Prince": hyphens hold it together.
        return self.words[i - 1] == "-" and self.ends[i - 1] == self.starts[i]

    def known(self, start: int, end: int) -> bool:
        """Tell whether the gazetteer has a name to the letter."""
        found = self.gazetteer.lookup(self.name(start, end), variants=False)
        return any(c.match == "exact" and c.kind < 2 for c in found)

    def _like_name(self, i: int) -> bool:
        """Tell whether a word of a text in capitals may be of a name."""
        word = self.words[i]
        return (
            word[:1].isalpha()
            and word.lower() not in _PARTICLES
            and (not self.tagged or self.pos[i] in {"PROPN", "NOUN", "ADJ", "X", ""})
        )

    def plain_word(self, i: int) -> bool:
        """Tell whether a capitalised word is an ordinary word that opens a sentence or title."""
        if self.taken[i] in PLACE_LABELS:
            return False
        if self.tagged and self.pos[i] and self.pos[i] != "PROPN":
            return True
        return self.words[i].lower() in listed_words("ordinary")

    def generic(self, i: int) -> bool:
        """Tell whether a word is one for a hill, a spring or the like ("Tell", "Ras", "Qal‘at")."""
        return fold(self.words[i]).replace("'", "") in listed_words("generics")

    def broken(self, i: int) -> bool:
        """Tell whether a line ends before a token."""
        return "\n" in self.text[self.ends[i - 1] : self.starts[i]]

    def entity_over(self, start: int, end: int) -> tuple[int, int, str] | None:
        """Return the entity that a run of tokens lies in."""
        over = self.over.get(start)
        return over if over and end <= over[1] else None

    def personal(self, start: int, end: int) -> bool:
        """Tell whether a name is used as a person's: titled, speaking, or met as a surname."""
        known = self.surnames.get(self.words[end - 1], 0) > end - start
        return known or personal(self.tokens, start, end)

    def never(self, start: int, end: int) -> bool:
        """Tell whether a name is no place's: a body's, a number, the agency in the dateline."""
        name = self.name(start, end)
        if name.lower() in never_words() or name.rstrip(".").isdigit():
            return True
        last = self.words[end - 1].lower()
        if end - start > 1 and last in body_heads() and last not in facility_words():
            return not self.known(start, end)
        # "(Meridian)" in the dateline is who reports.
        return start > 0 and self.words[start - 1] == "(" and bool(
            (line := dateline(self.text)) and self.ends[end - 1] < line.end()
        )  # fmt: skip

    def variant_of_near(self, start: int, end: int) -> bool:
        """Tell whether a whole name is another spelling of a place in the report's countries."""
        name = self.name(start, end)
        return bool(self.about) and any(
            c.score >= ALIKE and c.place.country in self.about for c in self.gazetteer.lookup(name)
        )

    @cached_property
    def runs(self) -> list[tuple[int, int]]:
        """Return maximal runs of name words, particles inside allowed."""
        runs = []
        i = 0
        count = len(self.words)
        while i < count:
            if not self.namelike[i] or (self.opens[i] and self.plain_word(i)):
                i += 1
                continue
            j = i + 1
            while j < count and not self.broken(j):
                if (
                    self.namelike[j]
                    or self.words[j] in {"-", "'", "’"}
                    or (
                        self.words[j].lower() in _WITHIN
                        and j + 1 < count
                        and (self.namelike[j + 1] or self.words[j + 1] == "-")
                    )
                ):
                    j += 1
                else:
                    break
            while j > i + 1 and not self.namelike[j - 1]:
                j -= 1
            runs.append((i, j))
            i = j
        return runs

    @cached_property
    def lists(self) -> list[list[tuple[int, int]]]:
        """Return runs of name words that commas and "and" join, several together."""
        runs, groups, at = self.runs, [], 0
        while at < len(runs):
            group = [runs[at]]
            while at + 1 < len(runs) and joined(self.words, group[-1][1], runs[at + 1][0]):
                at += 1
                group.append(runs[at])
            at += 1
            if len(group) > 1:
                groups.append(group)
        return groups


_SMALL: Final = b"abcdefghijklmnopqrstuvwxyz"


def _in_capitals(text: str) -> bool:
    """Tell whether more than six letters of ten are capitals."""
    plain = text.encode("ascii", "ignore")
    if (len(plain) - len(plain.translate(None, _SMALL))) >= 0.4 * len(text):
        return False  # as nearly all texts: their letters need not be gone through
    letters = list(filter(str.isalpha, text))
    return bool(letters) and sum(map(str.isupper, letters)) > 0.6 * len(letters)
