"""What a text must contain for a regular expression to be found in it, read off the expression.

One rule: looking for a word costs a hundredth of looking for a pattern that starts with a name,
so the words are asked for first; a part that cannot be read asks for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["chances", "keywords"]

_OPAQUE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_GROUP = re.compile(r"\((?P<look>\?<?[=!])?(?:\?(?:P<\w+>|-?i?:))?(?P<body>[^()]*)\)")
_FIRST = 0xE000
"""Where the characters for private use begin, which stand for groups that were read."""
_PART = re.compile(r"(?P<group>[\uE000-\uF8FF])(?![*?])|(?P<run>(?:[\w '’-](?![*?]))+)")
_LEAST = 3
"""The shortest run of letters that is worth asking for."""


def keywords(pattern: str) -> frozenset[str]:
    """Return words of which every match of an expression contains one, case folded.

    Args:
        pattern: a regular expression, `re.VERBOSE` left out.

    Returns:
        The rarest such set, judged by length; empty where none can be told.
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
    return _branches(flat, groups)


def _branches(text: str, groups: list[frozenset[str]]) -> frozenset[str]:
    """Return one word set for all branches of a group, none where one branch asks for nothing."""
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
