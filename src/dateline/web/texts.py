"""Words from outside as pages show them: nothing in them acts, and nothing in them hides.

Templates escape all markup. What markup does not cover is made visible here: control characters
and the marks that turn the direction of writing, with which a text can be made to look like
another.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.model import Span

_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)

_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "he", "ps", "ur"})


def visible(text: str) -> str:
    r"""Return `text` with every character that hides or turns shown as its code.

    >>> visible("safe\u202egnp.exe")
    'safe⟦U+202E⟧gnp.exe'
    """
    return _HIDDEN.sub(lambda found: f"⟦U+{ord(found[0]):04X}⟧", text)


def direction(language: str) -> str:
    """Return the direction in which a language (BCP 47) is written: `rtl` or `ltr`."""
    return "rtl" if language.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"


def called(own: tuple[str, str] | None) -> dict[str, str]:
    """Return a name in its own script as scripts of pages have it: `o`, with its language `ol`."""
    return {"o": own[1], "ol": own[0]} if own else {}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks.

    Attributes:
        text: the words, made visible.
        claims: ids of the claims that cover it.
        fired: whether these words fired a rule.
    """

    text: str
    claims: tuple[str, ...] = ()
    fired: bool = False


def pieces(text: str, spans: Sequence[tuple[Span, str]], fired: Iterable[Span] = ()) -> list[Piece]:
    """Cut `text` where marks begin and end; together the pieces are the text.

    Args:
        text: as stored; all spans count in it.
        spans: of claims, with their ids.
        fired: of the words that fired rules.
    """
    lit = list(fired)
    inside = [(max(0, s), min(len(text), e)) for (s, e) in [*(span for span, _ in spans), *lit]]
    cuts = sorted({0, len(text), *(at for span in inside for at in span)})
    made = []
    for start, end in itertools.pairwise(cuts):
        covering = tuple(dict.fromkeys(id_ for (s, e), id_ in spans if s <= start and end <= e))
        on = any(s <= start and end <= e for s, e in lit)
        made.append(Piece(visible(text[start:end]), covering, on))
    return made
