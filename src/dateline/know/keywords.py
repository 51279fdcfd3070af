"""What a text must contain for a regular expression to be found in it, read off the expression.

One rule: looking for a word costs a hundredth of looking for a pattern that starts with a name,
so the words are asked for first; a part that cannot be read asks for nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

__all__ = ["Haystack", "Needs", "Sieve", "chances", "keywords", "needs"]

Needs = tuple[frozenset[str], ...]
"""Sets of words, case folded: every match holds a word of each."""

_OPAQUE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_GROUP = re.compile(r"\((?P<look>\?<?[=!])?(?:\?(?:P<\w+>|-?i?:))?(?P<body>[^()]*)\)")
_FIRST = 0xE000
"""Where the characters for private use begin, which stand for groups that were read."""
_PART = re.compile(r"(?P<group>[\uE000-\uF8FF])(?![*?])|(?P<run>(?:[\w '’-](?![*?]))+)")
_WORDS = re.compile(r"[\w '’|-]+")
_LEAST = 3
"""The shortest run of letters that is worth asking for."""


def keywords(pattern: str) -> frozenset[str]:
    """Return words of which every match of an expression contains one, case folded.

    Args:
        pattern: a regular expression, `re.VERBOSE` left out.

    Returns:
        The rarest such set, judged by length; empty where none can be told.
    """
    return next(iter(needs(pattern)), frozenset())


def needs(pattern: str) -> Needs:
    """Return sets of words of each of which every match of an expression contains one.

    Args:
        pattern: a regular expression, `re.VERBOSE` left out.

    Returns:
        The sets, case folded, the rarest first, judged by length; empty where none can be told.
    """
    flat = _OPAQUE.sub("\0", pattern)
    flat = re.sub(r"\{(?:0?,\d*|0)\}", "*", flat)
    flat = re.sub(r"\{[\d,]+\}", "+", flat)
    groups: list[frozenset[str]] = []

    def read(group: re.Match[str]) -> str:
        groups.append(frozenset() if group["look"] else _branches(group["body"], groups))
        return chr(_FIRST + len(groups) - 1)

    count = 1
    while count:
        flat, count = _GROUP.subn(read, flat)
    if "|" in flat:
        whole = _branches(flat, groups)
        return (whole,) if whole else ()
    return tuple(dict.fromkeys(sorted(_parts(flat, groups), key=chances)))


def _branches(text: str, groups: list[frozenset[str]]) -> frozenset[str]:
    """Return one word set for all branches of a group, none where one branch asks for nothing."""
    if _WORDS.fullmatch(text):  # most groups are words alone
        runs = text.casefold().split("|")
        return frozenset(runs if all(len(run.strip()) >= _LEAST for run in runs) else ())
    branches = [
        min(_parts(branch, groups), key=chances, default=frozenset[str]())
        for branch in text.split("|")
    ]
    return frozenset[str]().union(*branches) if all(branches) else frozenset()


def _parts(branch: str, groups: list[frozenset[str]]) -> Iterator[frozenset[str]]:
    for part in _PART.finditer(branch):
        if part["group"]:
            words = groups[ord(part["group"]) - _FIRST]
        else:
            run = part["run"].casefold()
            words = frozenset({run} if len(run.strip()) >= _LEAST else ())
        if words:
            yield words


def chances(words: frozenset[str]) -> float:
    """Return a measure of how often one of the words stands in a text by chance; 1 for none."""
    return 1.0 if not words else sum(3.0 ** -len(word) for word in words)


class Haystack:
    """A text in which many expressions are looked for, and where the words they need stand.

    Args:
        text: the text as printed.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._found: dict[str, tuple[int, ...]] = {}
        self._on: dict[frozenset[str], frozenset[int]] = {}
        self._before_word: dict[str, list[int]] = {}
        self.kept: dict[frozenset[str], list[int]] = {}
        self.matching: dict[object, list[int]] = {}

    def has(self, asked: Needs) -> bool:
        """Tell whether the text holds a word of each set."""
        return all(any(self.at(word) for word in words) for words in asked)

    def lines(self, asked: Needs) -> Iterator[tuple[int, int]]:
        """Yield the lines that hold a word of each set, as characters with the line's end."""
        numbers: frozenset[int] | None = None
        for words in asked:
            on = self._lines_of(words)
            numbers = on if numbers is None else numbers & on
            if not numbers:
                return
        starts, end = self._starts, len(self.text)
        for number in range(len(starts)) if numbers is None else sorted(numbers):
            yield starts[number], starts[number + 1] if number + 1 < len(starts) else end

    def _lines_of(self, words: frozenset[str]) -> frozenset[int]:
        """Return the numbers of the lines that hold one of the words."""
        on = self._on.get(words)
        if on is None:
            starts = self._folded_starts
            on = self._on[words] = frozenset(
                bisect_right(starts, at) - 1 for word in words for at in self.at(word)
            )
        return on

    def at(self, word: str) -> tuple[int, ...]:
        """Return where a word starts in the folded text; its blanks stand for any white space."""
        found = self._found.get(word)
        if found is None:
            text, at, starts = self.spaced, -1, []
            while (at := text.find(word, at + 1)) >= 0:
                starts.append(at)
            found = self._found[word] = tuple(starts)
        return found

    @cached_property
    def begun(self) -> dict[str, list[int]]:
        """Where words start, in order, by their first characters: one to `LONGEST_KEY` of them.

        They are of the text, so that of a shorter word what follows is among them.
        """
        starts: dict[str, list[int]] = defaultdict(list)
        text = self.spaced
        for word in _WORD.finditer(text):
            at = word.start()
            for end in _KEY_ENDS:
                starts[text[at : at + end]].append(at)
        return starts

    def before_word(self, lead: str, word: str) -> list[int]:
        """Return where some characters stand whose first word starts a word.

        Args:
            lead: the characters, case folded.
            word: those of them from their first word on.
        """
        found = self._before_word.get(lead)
        if found is None:
            text, before = self.spaced, len(lead) - len(word)
            mark = lead[:before]
            found = self._before_word[lead] = [
                at - before
                for at in self.begun[word]
                if at >= before and text.startswith(mark, at - before)
            ]
        return found

    @cached_property
    def openings(self) -> list[int]:
        """Where lines begin, with the break before them, and what a stop parts off within one."""
        return sorted({*self.breaks, *(mark.end() for mark in _STOP.finditer(self.text))})

    @cached_property
    def breaks(self) -> list[int]:
        """Where lines begin, with the break before them, in order."""
        found = {0}
        found.update(at for mark in _BREAK.finditer(self.text) for at in mark.span())
        return sorted(found)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the folded text, each once."""
        return frozenset(_WORD.findall(self.folded))

    @cached_property
    def plain(self) -> bool:
        """Tell whether characters stand where they did when folded, and all digits are 0 to 9."""
        if self.text.isascii():
            return True
        return len(self.folded) == len(self.text) and _OTHER_DIGIT.search(self.text) is None

    @cached_property
    def folded(self) -> str:
        """The text, case folded."""
        return self.text.casefold()

    @cached_property
    def spaced(self) -> str:
        """The folded text with a blank for each character of white space."""
        return _SPACE.sub(" ", self.folded)

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        """Where the lines start."""
        return _starts(self._lines)

    @cached_property
    def _folded_starts(self) -> list[int]:
        """Where the lines start in the folded text, which may be longer ("ß" is "ss")."""
        if len(self.folded) == len(self.text):
            return self._starts
        return _starts([line.casefold() for line in self._lines])


class Sieve:
    """Many expressions, and which of them may stand in a text by the words that they need.

    Texts share most of their words, so what a word says of all the expressions is kept: then a
    text costs a look-up a word.

    Args:
        asked: what each expression needs.
    """

    def __init__(self, asked: Sequence[Needs]) -> None:
        self._asked = [[_by_core(words) for words in sets] for sets in asked]
        self._cores = frozenset(core for sets in self._asked for cores, _ in sets for core in cores)
        self._told: dict[str, frozenset[str]] = {}
        self._by_core: dict[str, list[int]] = {}
        """The expressions by the cores of the rarest words that they need."""
        self._free: list[int] = []
        """Those that need none."""
        for number, sets in enumerate(self._asked):
            for core in sets[0][0] if sets else ():
                self._by_core.setdefault(core, []).append(number)
            if not sets:
                self._free.append(number)

    def passing(self, hay: Haystack) -> Iterator[int]:
        """Yield the numbers of the expressions that may stand in a text, in their order."""
        there = frozenset[str]().union(*map(self._of, hay.words))
        numbers = set(self._free)
        for core in there:
            numbers.update(self._by_core.get(core, ()))
        for number in sorted(numbers):
            for cores, longer in self._asked[number]:
                if not _stand(cores & there, longer, hay.folded):
                    break
            else:
                yield number

    def _of(self, word: str) -> frozenset[str]:
        """Return the cores that are part of a word."""
        told = self._told.get(word)
        if told is None:
            if len(self._told) >= _KEPT:
                self._told.clear()
            told = self._told[word] = frozenset(core for core in self._cores if core in word)
        return told


_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s")
_STOP = re.compile(r"[.;] ")
_BREAK = re.compile(r"\n")
LONGEST_KEY = 4
"""Characters by which words are known at most: hardly a pair of words parts behind them."""
_KEY_ENDS = range(1, LONGEST_KEY + 1)
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_KEPT = 50_000
"""Words of which is kept what they say: more than a year's reports have, and some 10 MB."""


def _core(words: str) -> str:
    """Return the word of needed words that tells most: no small one, the longest, the last."""
    runs = _WORD.findall(words)
    return max(reversed(runs), key=lambda run: (run not in _SMALL, len(run)), default="")


def _by_core(words: frozenset[str]) -> tuple[frozenset[str], dict[str, list[str]]]:
    """Return the cores of words, and the words of those cores that are not all that is needed."""
    longer: dict[str, list[str]] = {}
    for run in words:
        longer.setdefault(_core(run), []).append(run)
    return frozenset(longer), {core: runs for core, runs in longer.items() if core not in runs}


def _stand(cores: frozenset[str], longer: dict[str, list[str]], folded: str) -> bool:
    """Tell whether words stand in a text that has some cores: "cut off", and not only "cut"."""
    for core in cores:
        if core not in longer:
            return True
        for run in longer[core]:
            if run in folded:
                return True
    return False


_SMALL = frozenset("a an the in on of to by with and is are was were has have had out".split())
"""Words that stand in nearly every text."""


def _starts(lines: Sequence[str]) -> list[int]:
    at, starts = 0, []
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    return starts
