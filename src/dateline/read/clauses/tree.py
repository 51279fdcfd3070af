"""The parse as plain lists, walked in linear time.

One rule: nothing here trusts the parse. Any `Doc` gives a tree that has no cycles, whatever its
heads say, and labels are kept as printed in lower case.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.read.clauses.reorder import reorder
from dateline.read.clauses.repair import Columns, mend
from dateline.read.tokens import read_tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dateline.read.clauses.lexicon import Lexicon
    from dateline.read.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Tree:
    """The tokens `[start, end)` of a doc; every list is indexed by token minus `start`.

    Callers that take a whole doc (`start` 0) index with the doc's own token numbers.

    Attributes:
        text: words as printed.
        lower: words in lower case.
        lemma: lemmas in lower case; the word itself where the pipeline gives none.
        pos: universal part of speech.
        tag: fine tag (Penn); empty where the pipeline gives none.
        form: `VerbForm` and `Mood` and `Tense` as one string of morphology.
        dep: relation with subtype, in lower case ("acl:relcl").
        base: relation without subtype.
        head: governor, its own number for a root.
        children: dependants in order of the text.
        entity: label of the entity the token is in; empty outside.
        sentence: number of the sentence.
        left: first token of the subtree.
        right: after the last token of the subtree.
        whole: whether the subtree is one stretch of the text.
        order: all tokens, governors before dependants.
        saying: tokens on which a subject, a copula or an auxiliary hangs.
    """

    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    form: list[str]
    dep: list[str]
    base: list[str]
    head: list[int]
    children: list[list[int]]
    entity: list[str]
    sentence: list[int]
    left: list[int]
    right: list[int]
    whole: list[bool]
    order: list[int]
    saying: frozenset[int]

    def child(self, token: int, *relations: str) -> int | None:
        """Return the first dependant with one of these relations (with or without subtype)."""
        dep, base = self.dep, self.base
        for other in self.children[token]:
            if dep[other] in relations or base[other] in relations:
                return other
        return None

    def every(self, token: int, *relations: str) -> list[int]:
        """Return the dependants with one of these relations (with or without subtype)."""
        below = self.children[token]
        if not below:
            return []
        dep, base = self.dep, self.base
        return [other for other in below if base[other] in relations or dep[other] in relations]

    def finite(self, token: int) -> bool:
        """Tell whether a verb form is finite by itself (not a participle, infinitive, gerund)."""
        tag = self.tag[token]
        if tag:
            return tag in {"VBD", "VBP", "VBZ", "MD"}
        return "VerbForm=Fin" in self.form[token]

    def is_past_participle(self, token: int) -> bool:
        """Tell whether a word is a past participle."""
        tag = self.tag[token]
        if tag:
            return tag == "VBN"
        return "Tense=Past" in self.form[token] and "VerbForm=Part" in self.form[token]

    def is_gerund(self, token: int) -> bool:
        """Tell whether a word is an -ing form."""
        tag = self.tag[token]
        if tag:
            return tag == "VBG"
        return "VerbForm=Ger" in self.form[token] or (
            "VerbForm=Part" in self.form[token] and "Tense=Pres" in self.form[token]
        )


def plant(
    doc: Doc,
    words: Lexicon,
    start: int = 0,
    end: int | None = None,
    *,
    tokens: Tokens | None = None,
) -> Tree:
    """Return the mended tree of the tokens `[start, end)`; heads outside become roots.

    Args:
        doc: the parse.
        words: what the grammar knows about words.
        start: first token.
        end: after the last; default the end of the doc.
        tokens: of the whole doc, where they were read before.
    """
    whole = tokens if tokens is not None else read_tokens(doc)
    size = len(range(*slice(start, end).indices(len(whole))))
    own = slice(start, start + size)
    lower = whole.lower[own]
    head = [h - start for h in whole.head[own]]
    head = [h if 0 <= h < size else i for i, h in enumerate(head)]
    children: list[list[int]] = [[] for _ in range(size)]
    for i, h in enumerate(head):
        if h != i:
            children[h].append(i)
    columns = Columns(
        lower=lower,
        lemma=whole.lemma[own],
        pos=whole.pos[own],
        tag=whole.tag[own],
        form=whole.form[own],
        dep=[dep.lower() for dep in whole.dep[own]],
        head=head,
        children=children,
        entity=whole.entity[own],
    )
    numbers = whole.sentence[own]
    sentence = [number - numbers[0] for number in numbers]
    starts = [i for i, opening in enumerate(whole.opens[own]) if opening or i == 0]
    mend(columns, words)
    reorder(columns, words, [*starts, size], whole.spaced[own])
    order = _breadth_first(head, children, [i for i, h in enumerate(head) if h == i])
    left, right, count = list(range(size)), list(range(1, size + 1)), [1] * size
    for i in reversed(order):
        h = head[i]
        if h != i:
            left[h] = min(left[h], left[i])
            right[h] = max(right[h], right[i])
            count[h] += count[i]
    bases = {dep: dep.partition(":")[0] for dep in set(columns.dep)}
    base = [bases[dep] for dep in columns.dep]
    return Tree(
        text=whole.words[own],
        lower=lower,
        lemma=columns.lemma,
        pos=columns.pos,
        tag=columns.tag,
        form=columns.form,
        dep=columns.dep,
        base=base,
        head=head,
        children=children,
        entity=columns.entity,
        sentence=sentence,
        left=left,
        right=right,
        whole=[right[i] - left[i] == count[i] for i in range(size)],
        order=order,
        saying=frozenset(
            t for t, below in enumerate(children) for c in below if base[c] in _SAYING
        ),
    )


_SAYING = frozenset({"nsubj", "cop", "aux"})
"""What hangs on a word of which something is said."""


def _breadth_first(head: list[int], children: list[list[int]], roots: list[int]) -> list[int]:
    """Return governors before dependants; a cycle is cut open at its first token."""
    order: list[int] = []
    seen = [False] * len(head)

    def visit(first: list[int]) -> None:
        queue = deque(first)
        for root in first:
            seen[root] = True
        while queue:
            token = queue.popleft()
            order.append(token)
            for other in children[token]:
                if not seen[other]:
                    seen[other] = True
                    queue.append(other)

    visit(roots)
    for token in range(len(head)):
        if not seen[token]:
            children[head[token]].remove(token)
            head[token] = token
            visit([token])
    return order
