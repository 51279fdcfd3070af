"""Parties that no register knows and no tagger saw, told by what they have or take.

One rule: only what nothing but a party does makes a name one (a town falls to them, is in their
hands, is taken by them; they are driven out of it); then it is one wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.model import ActorRef
from dateline.read.scene import ActorMention

if TYPE_CHECKING:
    from dateline.model import Span
    from dateline.read.scene import Scene

_HANDS = frozenset({"hand", "control", "grip", "possession", "occupation", "rule"})
_IN = frozenset({"in", "into", "under", "from", "of", "out"})
_FALLING = frozenset({"fall", "succumb"})
_TAKING = frozenset(
    """take capture seize retake recapture occupy overrun reoccupy conquer control hold
    storm""".split()
)
_MILD = frozenset({"take", "hold", "control"})
"""Of which what is not ground is said as well ("was taken by the Lakers")."""
_DRIVING = frozenset("drive push expel dislodge oust evict flush chase eject throw".split())
_TOWNS = frozenset(
    """town city village district province airport airfield port capital suburb quarter barracks
    garrison base station island bridge""".split()
)
_NAMES = frozenset({"nmod", "obl", "nsubj", "obj", "conj"})
_LONGEST = 5
_SHORTEST = 3


def unlisted(scene: Scene) -> Iterator[ActorMention]:
    """Yield where parties are named that nobody was made out for.

    Args:
        scene: a report with its places and actors.
    """
    finder = _Finder(scene)
    told: set[str] = set()
    for token, base in enumerate(scene.tokens.base):
        if base in _NAMES and scene.tokens.pos[token] == "PROPN" and finder.acts(token):
            span = finder.name(token)
            if span is not None:
                told.add(scene.text[slice(*span)])
    if not told:
        return
    names = "|".join(map(re.escape, sorted(told, key=len, reverse=True)))
    for found in re.finditer(rf"(?<![\w-])(?:{names})(?![\w-])", scene.text):
        if (mention := finder.mention(found.span())) is not None:
            yield mention


class _Finder:
    """Looks for names of parties in a scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.tokens = scene.tokens

    def acts(self, token: int) -> bool:
        """Tell whether a name stands where only a party can."""
        tokens = self.tokens
        if tokens.base[token] == "conj":
            token = tokens.head[token]
        base, over = tokens.base[token], tokens.head[token]
        lemma, case = tokens.lemma[over], tokens.case(token)
        if base == "nmod":
            return case == "of" and lemma in _HANDS and self._hands(over)
        if base == "obl" and case == "to":
            return lemma in _FALLING and self._of_town(over)
        if base == "obl" and case == "by":
            by_force = lemma in _TAKING - _MILD or self._of_town(over)
            return lemma in _TAKING and tokens.tag[over] == "VBN" and by_force
        if base == "obj":
            return lemma in _DRIVING and self._out_of(over, token)
        if base == "nsubj" and lemma in _TAKING:
            the = tokens.determiner(token) == "the" or tokens.tag[token] == "NNPS"
            return the and any(
                self._ground(c) for c in tokens.children[over] if tokens.base[c] == "obj"
            )
        return False

    def _hands(self, noun: int) -> bool:
        """Tell whether a noun is whose place it is: "in the possession of", not "in possession"."""
        tokens = self.tokens
        if tokens.lemma[noun] == "hand":
            return tokens.tag[noun] == "NNS" and tokens.case(noun) in _IN
        case = tokens.case(noun)
        return case == "under" or (case in _IN and tokens.determiner(noun) == "the")

    def _of_town(self, verb: int) -> bool:
        """Tell whether what a verb is told of is ground."""
        tokens = self.tokens
        if tokens.base[verb] == "acl":
            return self._ground(tokens.head[verb])
        subjects = [c for c in tokens.children[verb] if tokens.base[c] == "nsubj"]
        if not subjects and tokens.base[verb] == "conj":
            return self._of_town(tokens.head[verb])
        return any(self._ground(c) for c in subjects)

    def _out_of(self, verb: int, name: int) -> bool:
        """Tell whether somebody is driven out of, or from, ground."""
        tokens = self.tokens
        return any(
            c > name and tokens.case(c) in {"out", "from"} and self._ground(c)
            for c in tokens.children[verb]
            if tokens.base[c] == "obl"
        )

    def _ground(self, token: int) -> bool:
        """Tell whether a noun is a place by name or by word."""
        if self.tokens.pos[token] != "PROPN":
            return self.tokens.lemma[token] in _TOWNS
        char = self.tokens.idx[token]
        return any(
            p.feature != "country" for p in self.scene.places_by_span.starting(char, char + 1)
        )

    def name(self, head: int) -> Span | None:
        """Return the name that a noun heads; None where it is somebody's or somewhere already."""
        tokens = self.tokens
        low, high = head, head + 1
        while low > 0 and tokens.pos[low - 1] == "PROPN" and self._under(low - 1, head):
            low -= 1
        while high < len(tokens) and tokens.pos[high] == "PROPN" and tokens.head[high] == head:
            high += 1
        span = tokens.span(low, high)
        text = self.scene.text[slice(*span)]
        if high - low > _LONGEST or len(text) < _SHORTEST or not text[0].isupper():
            return None
        return span if self._free(span) else None

    def _under(self, token: int, head: int) -> bool:
        """Tell whether a token is of the name that another heads."""
        above = self.tokens.head[token]
        return above == head or (above != token and self.tokens.head[above] == head)

    def _free(self, span: Span) -> bool:
        """Tell whether nobody and no known place is named at a span."""
        scene = self.scene
        if any(True for _ in scene.actors_over(span)) or scene.in_date(scene.token_at(span[0])):
            return False
        # "the Modesto Ramirez Front": a town may have the name of whoever it is named for
        return not any(
            (p.id is not None or p.lat is not None or p.span != span)
            and (p.span or span)[1] >= span[1]
            for p in scene.places_by_span.starting(*span)
        )

    def mention(self, span: Span) -> ActorMention | None:
        """Return a party's name as an actor; None where it only modifies another noun."""
        if not self._free(span):
            return None
        tokens = self.tokens
        start, end = self.scene.tokens_of(span)
        head = tokens.top(start, end)
        above = tokens.head[head]
        if tokens.base[head] in {"compound", "amod", "flat"} and above >= end:
            return None
        ref = ActorRef(text=self.scene.text[slice(*span)], span=span)
        return ActorMention(span=span, head=head, ref=ref, kind="organisation")
