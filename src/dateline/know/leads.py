"""With what all matches of a regular expression begin, read off it, and the search by that.

One rule: an expression is tried only where one of its beginnings stands, which a text tells once
for all; one whose beginnings cannot be told is looked for from end to end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from dateline.know.keywords import LONGEST_KEY, Haystack

__all__ = ["Expression", "leads"]

_MOST = 200
"""Beginnings of one expression; where there are more, shorter ones stand for them."""
_LONGEST = LONGEST_KEY
"""Characters of a beginning: more tell hardly more, and of fewer more expressions share them."""
_CLASS_MOST = 12
"""Characters of a class that are taken one by one."""

_Heads = dict[str, bool]
"""Beginnings, and whether each is all of a match, so that what follows goes on from it."""

_NOTHING: _Heads = {"": True}
_ANYTHING: _Heads = {"": False}
_LOOK = re.compile(r"\(\?(?:<?[=!])")
_OPEN = re.compile(r"\((?:\?(?:P<\w+>|-?[a-z]*:))?")
_REPEAT = re.compile(r"(?P<none>[?*]|\{(?:0?,\d*|0)\})[?+]?|(?P<some>\+|\{\d+(?:,\d*)?\})[?+]?")
_CLASS = re.compile(r"\[(?P<not>\^?)(?P<in>\]?(?:\\.|[^\]\\])*)\]", re.DOTALL)
_PASSED = re.compile(r"(?:\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[^()|\\\[])*", re.DOTALL)
_RUN = re.compile(r"(?:[\w ,'’-](?![?*+{]))+")
"""Characters that stand for themselves, each once."""
_WITHIN_CLASS = re.compile(
    r"\\?(?P<low>.)-\\?(?P<high>.)|\\(?P<kind>[a-zA-Z])|\\?(?P<one>.)", re.DOTALL
)
_WIDTHLESS = frozenset({r"\b", r"\B", r"\A", r"\Z", "^", "$"})
_PLAIN = {r"\n": " ", r"\t": " ", r"\s": " ", r"\d": "0123456789"}
"""Escapes that stand for few characters; a text with digits of another script is not looked up.

A blank stands for all white space, as it does in `Haystack.spaced`.
"""


def leads(pattern: str) -> frozenset[str]:
    """Return with what every match of an expression begins, case folded.

    Args:
        pattern: a regular expression, `re.VERBOSE` left out.

    Returns:
        Beginnings of one character at least; empty where they cannot be told.
    """
    heads = _Reader(pattern).branches()
    if "" in heads:
        return frozenset()
    ordered = sorted(heads)
    kept = ordered[:1]
    for head in ordered[1:]:
        if not head.startswith(kept[-1]):
            kept.append(head)
    return frozenset(kept)


class _Reader:
    """Reads an expression from left to right.

    Args:
        pattern: the expression.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def branches(self) -> _Heads:
        """Return the beginnings of all branches up to the end of a group or of the expression."""
        heads: _Heads = {}
        while True:
            _add(heads, self._sequence())
            if self._pattern[self._at : self._at + 1] != "|":
                return heads
            self._at += 1

    def _sequence(self) -> _Heads:
        heads = _NOTHING
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            if not any(heads.values()):  # what follows adds nothing
                self._skip()
                break
            if (run := _RUN.match(self._pattern, self._at)) is not None:
                self._at = run.end()
                heads = _then(heads, {run[0].casefold(): True})
                continue
            heads = _then(heads, self._repeated(self._item()))
        return heads

    def _skip(self) -> None:
        """Go to the end of a branch."""
        depth = 0
        while (plain := _PASSED.match(self._pattern, self._at)) is not None:
            self._at = plain.end()
            mark = self._pattern[self._at : self._at + 1]
            if not mark or (depth == 0 and mark in "|)"):
                return
            depth += {"(": 1, ")": -1}.get(mark, 0)
            self._at += 1

    def _repeated(self, heads: _Heads) -> _Heads:
        """Return the beginnings of an item, with the sign behind it for how often it stands."""
        repeat = _REPEAT.match(self._pattern, self._at)
        if repeat is None:
            return heads
        self._at = repeat.end()
        if repeat["none"] == "?":
            return _either(heads, _NOTHING)
        once = dict.fromkeys(heads, False)
        return _either(once, _NOTHING) if repeat["none"] else once

    def _item(self) -> _Heads:
        char = self._pattern[self._at]
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if char == ".":
            self._at += 1
            return _ANYTHING
        if char == "\\":
            char = self._pattern[self._at : self._at + 2]
        self._at += len(char)
        if char in _WIDTHLESS:
            return _NOTHING
        if char in _PLAIN:
            return dict.fromkeys(_PLAIN[char], True)
        if len(char) > 1 and char[1].isalnum():
            return _ANYTHING
        return {char[-1].casefold(): True}

    def _group(self) -> _Heads:
        look = _LOOK.match(self._pattern, self._at)
        opened = look or _OPEN.match(self._pattern, self._at)
        assert opened is not None
        self._at = opened.end()
        opaque = look is None and self._pattern.startswith("?", self._at)  # "(?(name)": a condition
        if opaque:
            self._at = self._pattern.index(")", self._at) + 1
        heads = self.branches()
        self._at += 1
        return _NOTHING if look else _ANYTHING if opaque else heads

    def _class(self) -> _Heads:
        whole = _CLASS.match(self._pattern, self._at)
        assert whole is not None
        self._at = whole.end()
        chars: set[str] = set()
        for part in _WITHIN_CLASS.finditer(whole["in"]):
            if whole["not"] or (part["kind"] and f"\\{part['kind']}" not in _PLAIN):
                return _ANYTHING
            if part["low"]:
                chars.update(map(chr, range(ord(part["low"]), ord(part["high"]) + 1)))
            else:
                chars.update(_PLAIN.get(f"\\{part['kind']}", part["one"] or ""))
        if len(chars) > _CLASS_MOST:
            return _ANYTHING
        return {char.casefold(): True for char in chars}


def _either(some: _Heads, others: _Heads) -> _Heads:
    heads = dict(some)
    _add(heads, others)
    return heads


def _add(heads: _Heads, others: _Heads) -> None:
    for head, is_whole in others.items():
        heads[head] = heads.get(head, True) and is_whole


def _then(heads: _Heads, following: _Heads) -> _Heads:
    """Return beginnings with what follows those that are whole."""
    begun = {head: False for head, is_whole in heads.items() if not is_whole}
    joined = begun
    for most in (_LONGEST, 2, 1):  # where there are too many, of what follows less
        joined = dict(begun)
        for head, is_whole in heads.items():
            if is_whole:
                room = min(most, _LONGEST - len(head))
                longer = {
                    head + a[:room]: goes_on and len(a) < room for a, goes_on in following.items()
                }
                _add(joined, longer)
        if len(joined) <= _MOST:
            break
    return joined


@dataclass(frozen=True, eq=False)
class Expression:
    """A regular expression that is looked for only where a match can begin.

    Attributes:
        words: the expression, `re.VERBOSE` left out.
        flags: of the `re` module; upper and lower case are alike unless the expression says so.
        begin: what it begins with, where many others begin so as well: where that matches is found
            once for all of them. None where it has no such beginning.
        rough: a short expression that matches wherever this one does, None without one: while this
            one is not compiled, which takes longer than most texts take to read, it is asked first.
        part: what stands in every match, where it cannot be told what it begins with: a text that
            has no such part is not looked through. None where nothing is known of it.
    """

    words: str
    flags: re.RegexFlag = re.IGNORECASE
    begin: Expression | None = None
    rough: str | None = None
    part: Expression | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression compiled, when it is first asked for: most texts need few."""
        return re.compile(self.words, self.flags)

    @cached_property
    def _rough(self) -> re.Pattern[str]:
        return re.compile(self.rough or "", self.flags)

    @property
    def _asked_first(self) -> Callable[[str, int, int], re.Match[str] | None] | None:
        """How the rough expression is matched; None once the expression itself is compiled."""
        if self.rough is None or "pattern" in self.__dict__:
            return None
        return self._rough.match

    def matching(self, hay: Haystack, starts: list[int]) -> list[int]:
        """Return at which of some characters, the same for every call, it matches."""
        found: list[int] | None = hay.matching.get(self)
        if found is None:
            text, rough = hay.text, self._asked_first
            if rough is not None:
                end = len(text)
                starts = [at for at in starts if rough(text, at, end) is not None]
            match = self.pattern.match if starts else None
            found = [at for at in starts if match(text, at)] if match else []
            hay.matching[self] = found
        return found

    def may_stand(self, text: str, low: int, high: int) -> bool:
        """Tell whether a match may stand in `[low, high)`; true once the expression is compiled."""
        if self.rough is None or "pattern" in self.__dict__:
            return True
        return self._rough.search(text, low, high) is not None

    @cached_property
    def leads(self) -> frozenset[str]:
        """With what every match begins, case folded; empty where it cannot be told."""
        if self.begin is not None:
            return self.begin.leads
        found = leads(self.words)
        return found if not any(lead.isspace() for lead in found) else frozenset()

    @cached_property
    def _by_word(self) -> tuple[frozenset[str], tuple[tuple[str, str], ...], tuple[str, ...]]:
        """The leads that begin with a word; those with a word behind a mark, and it; the others.

        The others have no word or may begin within one.
        """
        words, behind, others = [], [], []
        guarded = _GUARD.match(self.words) is not None
        for lead in self.leads:
            word = _IN_WORD.search(lead)
            if word is None or (word.start() == 0 and not guarded):
                others.append(lead)
            elif word.start():
                behind.append((lead, lead[word.start() :]))
            else:
                words.append(lead)
        return frozenset(words), tuple(behind), tuple(others)

    def starts(self, hay: Haystack) -> list[int]:
        """Return where a match may begin, in order."""
        if self.begin is not None:
            return self.begin.matching(hay, self.begin.starts(hay))
        starts = hay.kept.get(self.leads)
        if starts is None:
            words, behind, others = self._by_word
            begun = hay.begun
            starts = []
            for word in words & begun.keys():
                starts += begun[word]
            for lead, word in behind:
                if word in begun:
                    starts += hay.before_word(lead, word)
            for lead in others:
                starts += hay.at(lead)
            starts.sort()
            hay.kept[self.leads] = starts
        return starts

    def finditer(
        self, hay: Haystack, low: int = 0, high: int | None = None, *, by_line: bool = False
    ) -> Iterator[re.Match[str]]:
        """Return the matches within the characters `[low, high)`, as `re.finditer` does.

        Args:
            hay: the text.
            low: where to begin.
            high: where to end; None for the end of the text.
            by_line: a match ends where the line ends in which it begins.
        """
        end = len(hay.text) if high is None else high
        if not self.leads or not hay.plain:
            part = self.part or self.begin
            if part is not None and part.search(hay) is None:
                return iter(())
            return self._everywhere(hay, low, end, by_line=by_line)
        starts = self.starts(hay)
        within = starts[bisect_left(starts, low) : bisect_left(starts, end)] if starts else starts
        return self.at(hay.text, within, end, by_line=by_line) if within else iter(())

    def _everywhere(
        self, hay: Haystack, low: int, end: int, *, by_line: bool
    ) -> Iterator[re.Match[str]]:
        for start, stop in hay.lines(()) if by_line else ((low, end),):
            yield from self.pattern.finditer(hay.text, max(low, start), min(end, stop))

    def at(
        self, text: str, starts: list[int], end: int, *, by_line: bool = False
    ) -> Iterator[re.Match[str]]:
        """Yield the matches that begin at some characters, none over another."""
        low, rough, stop = -1, self._asked_first, end
        for at in starts:
            if at < low:
                continue
            if by_line:
                stop = text.find("\n", at, end)
                stop = end if stop < 0 else stop
            if rough is not None and rough(text, at, stop) is None:
                continue
            match = self.pattern.match(text, at, stop)
            if match is not None:
                yield match
                low = match.end()

    def search(self, hay: Haystack, low: int = 0, high: int | None = None) -> re.Match[str] | None:
        """Return the first match within the characters `[low, high)`, None without one."""
        return next(self.finditer(hay, low, high), None)


_GUARD = re.compile(r"(?:\(\?:)*(?:\\b|\(\?<!\[\\w)")
"""An expression that begins where a word does."""
_IN_WORD = re.compile(r"\w")
