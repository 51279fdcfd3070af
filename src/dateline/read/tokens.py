"""A document as plain lists, read once, so that no step asks spaCy twice for the same thing."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from dateline.know.keywords import Haystack

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

    from dateline.model import Span

JOINERS = frozenset({"-", "–", "'", "’", ".", "/"})
"""Marks that may stand within a word."""
_APOSTROPHES = frozenset({"'", "’", "ʿ", "ʾ", "‘"})
_QUOTES = frozenset({'"', "“", "”", "‘"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
FINITE = _FINITE | {"MD"}
"""Tags of finite verbs, modal ones too."""
_FORMLESS = "_"
_LONG = 14  # tokens before a head; longer runs are slips of the parse
_LEFT = frozenset({"det", "amod", "compound", "nummod", "nmod", "flat", "advmod", "obl", "punct"})


@dataclass(frozen=True, slots=True)
class Tokens:
    """The parse of one document.

    Attributes:
        text: the document's text.
        hay: the text as one in which expressions are looked for.
        words: tokens as printed.
        lower: tokens in lower case.
        lemma: lemmas in lower case.
        pos: universal parts of speech.
        tag: Penn tags.
        form: morphological features ("Tense=Past|VerbForm=Part").
        entity: kind of the name that a token is in, empty where in none.
        dep: relations; `base` is their part before the colon.
        base: relations without subtype.
        head: index of the governor; of a root, itself.
        children: indices of the dependants.
        sentence: number of each token's sentence.
        opens: whether the parse starts a sentence with a token.
        idx: first character of each token.
        spaced: whether a space follows a token.
    """

    text: str
    hay: Haystack
    words: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    form: list[str]
    entity: list[str]
    dep: list[str]
    base: list[str]
    head: list[int]
    children: list[list[int]]
    sentence: list[int]
    opens: list[bool]
    idx: list[int]
    spaced: list[bool]
    _lefts: dict[int, int] = field(default_factory=dict, compare=False, repr=False)
    """Where modifiers were found to begin: of most nouns it is asked by two steps or three."""

    def __len__(self) -> int:
        return len(self.words)

    def span(self, start: int, end: int) -> Span:
        """Return the characters of the tokens `[start, end)`."""
        return self.idx[start], self.idx[end - 1] + len(self.words[end - 1])

    def printed(self, start: int, end: int) -> str:
        """Return the tokens `[start, end)` as printed."""
        low, high = self.span(start, end)
        return self.text[low:high]

    def bounds(self, token: int) -> tuple[int, int]:
        """Return the first token of a token's sentence and the one behind its last."""
        sentence, low, high = self.sentence, token, token
        while low and sentence[low - 1] == sentence[token]:
            low -= 1
        while high < len(sentence) and sentence[high] == sentence[token]:
            high += 1
        return low, high

    def top(self, start: int, end: int) -> int:
        """Return the token of `[start, end)` on which the others hang."""
        for token in range(start, end):
            head = self.head[token]
            if head == token or not start <= head < end:
                return token
        return end - 1

    def left(self, head: int) -> int:
        """Return the first token of the modifiers that stand unbroken before a head."""
        start = self._lefts.get(head)
        if start is None:
            start = self._lefts[head] = self._left(head)
        return start

    def _left(self, head: int) -> int:
        start = head
        for child in reversed(self.children[head]):
            if child >= head:
                continue
            base = self.base[child]
            if base not in _LEFT:
                break
            if base == "punct" and not self._joins(child):
                break
            if base in {"nmod", "obl", "compound"} and self._preposed(child):
                break
            edge = self._edge(child)
            if head - edge > _LONG or not _FINITE.isdisjoint(self.tag[edge:start]):
                break
            start = min(start, edge)
        return start

    def _joins(self, token: int) -> bool:
        """Tell whether a mark joins what stands on its two sides ("80-strong"), or quotes it."""
        if self.words[token] in _QUOTES:
            return True
        after = self.idx[token] + len(self.words[token])
        return self.words[token] in JOINERS and not self.text[after : after + 1].isspace()

    def _preposed(self, token: int) -> bool:
        """Tell whether a preposition stands before a modifier ("34 of them insurgents")."""
        return any(
            self.base[c] == "case" and c < token and self.pos[c] == "ADP"
            for c in self.children[token]
        )

    def _edge(self, token: int) -> int:
        """Return the leftmost token below this one."""
        edge = token
        for _ in range(40):
            below = self.children[edge]
            if not below or below[0] >= edge:
                break
            edge = below[0]
        return edge

    def rejoins(self, token: int) -> bool:
        """Tell whether a token goes on with the word before an apostrophe ("Sana" "'" "a")."""
        if (
            token < 2
            or self.words[token - 1] not in _APOSTROPHES
            or not self.words[token].isalpha()
        ):
            return False
        mark, before = self.idx[token - 1], self.idx[token - 2] + len(self.words[token - 2])
        return before == mark and self.idx[token] == mark + 1 and self.words[token - 2].isalpha()

    def case(self, token: int) -> str:
        """Return the preposition of a noun, "" where it has none."""
        for child in self.children[token]:
            if self.base[child] == "case" and self.tag[child] != "POS":
                return self.lower[child]
            if child > token:
                break
        return ""

    def determiner(self, token: int) -> str:
        """Return the article or demonstrative of a noun, "" where it has none."""
        for child in self.children[token]:
            if self.base[child] == "det":
                return self.lower[child]
        return ""


def first_of(tokens: Tokens, token: int) -> int:
    """Return the first member of the coordination that a token belongs to."""
    for _ in range(12):
        if tokens.base[token] != "conj":
            break
        token = tokens.head[token]
    return token


def read_tokens(doc: Doc) -> Tokens:
    """Return the document as plain lists."""
    # Column by column: a token made for each attribute would cost as much as a clause does.
    named = doc.to_array(["ORTH", "LEMMA", "POS", "TAG", "DEP", "MORPH", "ENT_TYPE"]).T.tolist()
    counted = doc.to_array(["HEAD", "SENT_START", "SPACY"]).astype("int64").T.tolist()
    known = _strings(doc.vocab.strings)
    if len(known) >= _MOST_KNOWN:
        known.clear()
    printed = known.__getitem__
    words, lemmas, pos, tag, dep, form, entity = (list(map(printed, column)) for column in named)
    away, starts, spaces = counted
    lower = [word.lower() for word in words]
    head = [i + off for i, off in enumerate(away)]
    children: list[list[int]] = [[] for _ in words]
    for i, governor in enumerate(head):
        if governor != i:
            children[governor].append(i)
    _mend_glossed(words, tag, dep, head, children)
    _mend_dated(lower, tag, dep, head, children)
    _mend_paired(lower, dep, head, children)
    bases = {relation: relation.partition(":")[0] for relation in set(dep)}
    opens = [start == 1 for start in starts]
    pieces = [word + " " if space else word for word, space in zip(words, spaces, strict=True)]
    whole = "".join(pieces)
    return Tokens(
        text=whole,
        hay=Haystack(whole),
        words=words,
        lower=lower,
        lemma=[lemma.lower() or low for lemma, low in zip(lemmas, lower, strict=True)],
        pos=pos,
        tag=tag,
        form=["" if features == _FORMLESS else features for features in form],
        entity=entity,
        dep=dep,
        base=[bases[relation] for relation in dep],
        head=head,
        children=children,
        sentence=list(accumulate(int(i > 0 and starts) for i, starts in enumerate(opens))),
        opens=opens,
        idx=[0, *accumulate(map(len, pieces))][: len(words)],
        spaced=[bool(space) for space in spaces],
    )


def _mend_glossed(
    words: list[str], tag: list[str], dep: list[str], head: list[int], children: list[list[int]]
) -> None:
    """Join a name to the noun that stands behind its gloss ("FARC (...) GUERRILLAS captured").

    Parsers make two subjects of them, as if the name and the men were two parties.
    """
    for close, word in enumerate(words):
        noun = close + 1
        if word not in _CLOSES or noun >= len(words) or tag[noun] != "NNS":
            continue
        floor = max(0, close - _GLOSS)
        start = next((t for t in range(close, floor, -1) if words[t] == _CLOSES[word]), 0)
        name, above = start - 1, head[noun]
        if start < 1 or tag[name] != "NNP" or above == noun or not words[noun].islower():
            continue
        if head[name] == above and dep[name] == dep[noun] and above not in {name, noun}:
            children[above].remove(name)
            head[name], dep[name] = noun, "compound"
            insort(children[noun], name)


def _mend_dated(
    lower: list[str], tag: list[str], dep: list[str], head: list[int], children: list[list[int]]
) -> None:
    """Give a name behind a date to the verb without a subject ("in August MOROCCO took over X").

    Parsers hang it on the date, as if it were a part of that.
    """
    for name, word in enumerate(tag):
        if word != "NNP" or not dep[name].startswith("nmod") or not name:
            continue
        day = lower[name - 1]
        if day not in _DATES or any(dep[c].startswith("case") for c in children[name]):
            continue
        verb = head[name]
        while head[verb] != verb and dep[verb].startswith(("obl", "nmod")):
            verb = head[verb]
        labels = {dep[c].partition(":")[0] for c in children[verb]}
        if verb > name and tag[verb] in _FINITE and not labels & _SUBJECTS:
            children[head[name]].remove(name)
            head[name], dep[name] = verb, "nsubj"
            insort(children[verb], name)


def _mend_paired(
    lower: list[str], dep: list[str], head: list[int], children: list[list[int]]
) -> None:
    """Make one body of "the defence and security forces", which parsers take for a list."""
    for first, word in enumerate(lower[:-3]):
        last = first + 3
        paired = word in _PAIRED and lower[first + 1] == "and" and lower[first + 2] in _PAIRED
        if not paired or lower[last] not in _BODIES or head[last] != first or head[first] == first:
            continue
        above = head[first]
        children[first].remove(last)
        children[above].remove(first)
        insort(children[above], last)
        head[last], dep[last] = above, dep[first]
        for child in children[first].copy():
            if child not in {first + 1, first + 2}:
                children[first].remove(child)
                insort(children[last], child)
                head[child] = last
        for child, over in ((first, last), (first + 2, first), (first + 1, first + 2)):
            if child in children[head[child]]:
                children[head[child]].remove(child)
            insort(children[over], child)
            head[child] = over
        dep[first], dep[first + 1], dep[first + 2] = "compound", "cc", "conj"


_PAIRED = frozenset({"defence", "defense", "security", "police", "army"})
_BODIES = frozenset({"forces", "services", "units", "personnel"})
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_DATES = WEEKDAYS | frozenset(
    """january february march april may june july august september october november
    december""".split()
)
_SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
_CLOSES = {")": "(", "]": "["}
_GLOSS = 10
"""Words of a gloss, its brackets among them."""


class _Strings(dict[int, str]):
    """The words and labels that numbers stand for, looked up once for all documents."""

    def __init__(self, store: StringStore) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, number: int) -> str:
        """Look a number up where documents keep their words."""
        word = self[number] = self._store[number]
        return word


@lru_cache(maxsize=2)
def _strings(store: StringStore) -> _Strings:
    """Return the words of one vocabulary; two are in use where somebody compares two models."""
    return _Strings(store)


_MOST_KNOWN = 200_000
"""Words after which they are gathered anew: more than a year's reports have, and some 20 MB."""
