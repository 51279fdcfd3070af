"""Runs of eight words as 32-bit marks: what two texts have in common, whoever printed it first."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.model import Span

Marks = NDArray[np.uint32]
"""The marks of a text, sorted, each once."""

SHINGLE = 8
"""Words: long enough that two writers do not meet by chance."""

_WORD = re.compile(r"[^\W_]+")
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def words_of(text: str) -> list[str]:
    """Return the words of `text`, in small letters.

    Not folded as names are: whole texts are compared, and copies copy accents and hyphens, too.
    """
    return _WORD.findall(text.casefold())


def marks_of(words: Sequence[str]) -> Marks:
    """Return the marks of every run of words; one mark where there are fewer than a run has.

    A run's mark is a polynomial in the hashes of its words, mixed as in SplitMix64 (Steele et al.
    2014) and cut to its upper 32 bits.
    """
    if not words:
        return np.empty(0, dtype=np.uint32)
    hashed = [zlib.crc32(word) for word in "\n".join(words).encode("utf-8", "replace").split(b"\n")]
    each = np.array(hashed, dtype=np.uint64)
    size = min(SHINGLE, len(each))
    runs = len(each) - size + 1
    total = np.zeros(runs, dtype=np.uint64)
    for at in range(size):
        total = total * _BASE + each[at : at + runs]
    total ^= total >> np.uint64(30)
    total *= _MIX
    return np.unique((total >> np.uint64(32)).astype(np.uint32))


def sentence(text: str, span: Span) -> str:
    """Return the sentence, or sentences, that `span` touches."""
    start, end = span
    first = max(text.rfind(stop, 0, start) for stop in (". ", "\n"))
    stops = [at for stop in (". ", "\n") if (at := text.find(stop, max(start, end - 1))) >= 0]
    return text[first + 1 : min(stops, default=len(text))]
