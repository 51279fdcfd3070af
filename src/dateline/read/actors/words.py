"""The words of a document as names are looked up: folded, with what parts them.

One rule: every word knows the token that it came from.
"""

from __future__ import annotations

from dateline.know.actors import BARRIER
from dateline.know.actors.keys import words
from dateline.read.tokens import JOINERS, Tokens


def word_run(tokens: Tokens) -> tuple[list[str], list[str], list[int], dict[int, int]]:
    """Return folded words, the same as printed, the token of each, and where longer ones end.

    Punctuation other than hyphens parts names; a possessive ending is left out. A word that the
    tokenizer parted at an apostrophe ("Sana'a") is one word: the last is its token by the first.
    """
    run: list[str] = []
    printed: list[str] = []
    origin: list[int] = []
    ends: dict[int, int] = {}
    sentence = 0
    for i, text in enumerate(tokens.words):
        if tokens.sentence[i] != sentence:
            sentence = tokens.sentence[i]
            run.append(BARRIER)
            printed.append(BARRIER)
            origin.append(i)
        if tokens.tag[i] == "POS":
            continue
        known = (text,) if text.isalpha() and text.isascii() else None
        if known and not (run and origin[-1] == i - 2):  # as nearly all words
            run.append(tokens.lower[i])
            printed.append(text)
            origin.append(i)
            continue
        parts = (tokens.lower[i],) if known else words(text)
        if not parts:
            if text not in JOINERS:
                run.append(BARRIER)
                printed.append(BARRIER)
                origin.append(i)
            continue
        if run and origin[-1] == i - 2 and tokens.rejoins(i):
            run[-1] += parts[0]
            printed[-1] += text
            ends[origin[-1]] = i
            continue
        shown = known or (tuple(_pieces(text, len(parts))))
        for part, piece in zip(parts, shown, strict=True):
            run.append(part)
            printed.append(piece)
            origin.append(i)
    return run, printed, origin, ends


def _pieces(text: str, count: int) -> list[str]:
    """Split a token as printed into as many pieces as it has words."""
    plain = text.replace(".", "") if count == 1 else text
    pieces = [p for p in plain.replace("/", "-").replace("–", "-").split("-") if p]
    return pieces if len(pieces) == count else [plain] * count
