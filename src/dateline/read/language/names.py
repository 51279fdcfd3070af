"""Decodes name tags to spans and merges the three name heads into one layer.

One rule: spans of one head never overlap and are always well formed (no I without its B).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Found = tuple[int, int, str]
"""First word, end (exclusive) and kind."""

_NEVER: Final = np.float32(-1e9)


class NameDecoder:
    """Finds the best well-formed tag sequence for the tags of one head."""

    def __init__(self, tags: Sequence[str]) -> None:
        """Take the head's tags in order: ``O``, ``B-X``, ``I-X``, ..."""
        self.tags = list(tags)
        inner = np.array([t[0] == "I" for t in tags])
        self._inner = inner
        # From a tag to an I of another kind, or from O to any I, there is no way.
        allowed = np.zeros((len(tags), len(tags)), np.float32)
        for to, tag in enumerate(tags):
            if tag[0] == "I":
                allowed[:, to] = [0.0 if t[2:] == tag[2:] else _NEVER for t in tags]
        self._allowed = allowed
        self._kinds = sorted({t[2:] for t in tags if t != "O"})
        self._columns = {
            k: (self.tags.index("B-" + k), self.tags.index("I-" + k)) for k in self._kinds
        }

    def spans(self, scores: NDArray[np.float32], starts: NDArray[np.bool_]) -> list[Found]:
        """Find names in a window.

        Args:
            scores: Tag scores, [words, tags].
            starts: Where sentences start; no name runs over such a word.

        Returns:
            Start, end (exclusive) and kind of each name.
        """
        best = scores.argmax(1)
        if not best.any():
            return []
        before = np.concatenate(([0], best[:-1]))
        before[starts] = 0
        if (self._allowed[before, best] < 0).any():
            best = self._viterbi(scores, starts)
        out: list[Found] = []
        for at in np.flatnonzero(best).tolist():
            tag = self.tags[best[at]]
            if tag[0] == "B":
                out.append((at, at + 1, tag[2:]))
            else:
                out[-1] = (out[-1][0], at + 1, tag[2:])
        return out

    def weights(self, scores: NDArray[np.float32], start: int, end: int) -> dict[str, float]:
        """Weigh the kinds that a found name may have: mean log probability over its words."""
        part = scores[start:end]
        most = part.max(1, keepdims=True)
        part = part - most - np.log(np.exp(part - most).sum(1, keepdims=True))
        out = {}
        for kind, (begin, inner) in self._columns.items():
            out[kind] = float(part[0, begin] + part[1:, inner].sum()) / (end - start)
        return out

    def _viterbi(self, scores: NDArray[np.float32], starts: NDArray[np.bool_]) -> NDArray[np.int64]:
        size = len(scores)
        first = np.where(self._inner, _NEVER, np.float32(0))
        back = np.zeros((size, len(self.tags)), np.int64)
        total = scores[0] + first
        for at in range(1, size):
            if starts[at]:
                back[at] = int(total.argmax())
                total = total.max() + scores[at] + first
            else:
                ways = total[:, None] + self._allowed
                back[at] = ways.argmax(0)
                total = ways.max(0) + scores[at]
        best = np.zeros(size, np.int64)
        best[-1] = int(total.argmax())
        for at in range(size - 1, 0, -1):
            best[at - 1] = back[at, best[at]]
        return best


# What the further heads add to PER, ORG and LOC, where no such name overlaps.  GUM's times are
# 2,052 in training against re3d's 123; weapons, vehicles and groups only re3d has.
EXTRA: Final[tuple[tuple[str, str, str], ...]] = (
    ("gum", "time", "DATE"),
    ("re3d", "Nationality", "NORP"),
    ("re3d", "Weapon", "WEAPON"),
    ("re3d", "MilitaryPlatform", "VEHICLE"),
    ("re3d", "Vehicle", "VEHICLE"),
    ("re3d", "Organisation", "GROUP"),
)
# One-word names of up to so many letters ("US", "May") are words besides.
_SHORT: Final = 3
_GROUPS: Final = frozenset({"GROUP", "WEAPON", "VEHICLE"})
_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_TIMES: Final = frozenset({"NOUN", "PROPN", "NUM", "ADV", "ADJ"})
_NO_START: Final = frozenset({"ADP", "CCONJ", "PUNCT", "SCONJ"})
_NO_END: Final = _NO_START | {"DET", "PART"}
_TITLES: Final = frozenset(
    """admiral brigadier captain chairman colonel commander dr general governor imam judge justice
    king lady lieutenant lord major marshal mayor minister mr mrs ms mullah premier president prime
    prince princess prof professor queen secretary senator sergeant sheik sheikh sir sultan
    vice""".split()
)
"""Words that stand before persons' names and, by themselves, for persons without one."""


def merged(found: dict[str, list[Found]], upos: Sequence[str]) -> list[Found]:
    """Join the spans of all heads to one layer without overlaps; earlier sources win.

    Extra spans are cut back to words that can begin and end a phrase, and hold a noun (or a
    number or adverb of time), so that pronouns and halves of phrases stay out.

    Args:
        found: Spans by head.
        upos: Part of speech of every word.
    """
    out = list(found["uner"])
    taken = {at for a, b, _ in out for at in range(a, b)}
    for head, kind, label in EXTRA:
        for first, last, said in found[head]:
            start, end = first, last
            while end > start and upos[end - 1] in _NO_END:
                end -= 1
            while start < end and upos[start] in _NO_START:
                start += 1
            core = _NOUNS if label in _GROUPS else _TIMES
            if (
                said != kind
                or core.isdisjoint(upos[start:end])
                or not taken.isdisjoint(range(start, end))
            ):
                continue
            out.append((start, end, label))
            taken.update(range(start, end))
    return sorted(out)


def settled(
    spans: list[Found], weights: list[dict[str, float]], forms: Sequence[str]
) -> list[Found]:
    """Return the names of a text as they ship: of one kind each, whole, found wherever they stand.

    Args:
        spans: Names of the main head.
        weights: For each name, its score by kind.
        forms: The text's words.
    """
    return spread(whole(agreed(spans, weights, forms), forms), forms)


def agreed(
    spans: list[Found], weights: list[dict[str, float]], forms: Sequence[str]
) -> list[Found]:
    """Give one name one kind throughout a text, the kind that its mentions favour together.

    In war reports small places are few in training and drift between kinds ("Saraqib" a person
    once, a place thrice); all mentions together know better than each alone: of the names found,
    the kind was right in 95.0 instead of 94.1 per cent (UNER dev), 87.5 instead of 86.1 (place
    or not, LGL) and 91.5 instead of 90.8 (GeoWebNews). The votes of the other two heads added
    nothing.  Capitals make no other name: "MOREK" of a headline is "Morek".

    Args:
        spans: Names of the main head.
        weights: For each name, its score by kind.
        forms: The text's words.
    """
    sums: dict[tuple[str, ...], dict[str, float]] = {}
    keys = [tuple(form.lower() for form in forms[a:b]) for a, b, _ in spans]
    for key, weight in zip(keys, weights, strict=True):
        total = sums.setdefault(key, {})
        for kind, value in weight.items():
            total[kind] = total.get(kind, 0.0) + value
    return [
        (a, b, max(sums[key], key=lambda k: sums[key][k]))
        for key, (a, b, _) in zip(keys, spans, strict=True)
    ]


def whole(spans: list[Found], forms: Sequence[str]) -> list[Found]:
    """Mend what can be no name: titles without one, and names that stop at their "of".

    "The Prime Minister" alone names nobody, unless it is how a longer name of the text ends
    ("John Major", then "Major").  "Law Offices of" and "Armando Villega" behind it are one name,
    of the first one's kind.

    Args:
        spans: Names of the main head, agreed.
        forms: The text's words.
    """
    titles = {
        (a, b)
        for a, b, kind in spans
        if kind == "PER" and _TITLES.issuperset(f.lower().rstrip(".") for f in forms[a:b])
    }
    surnames = {forms[b - 1] for a, b, _ in spans if b - a > 1 and (a, b) not in titles}
    out: list[Found] = []
    for start, end, kind in spans:
        if (start, end) in titles and forms[end - 1] not in surnames:
            continue
        begun = out and forms[out[-1][1] - 1] == "of"
        if begun and start - out[-1][1] <= (forms[start - 1] == "the"):
            out[-1] = (out[-1][0], end, out[-1][2])
        else:
            out.append((start, end, kind))
    return out


def spread(spans: list[Found], forms: Sequence[str]) -> list[Found]:
    """Find the names of a text again where the network overlooked or halved them.

    A name of several words is taken wherever it stands again, in the place of its halves; a name
    of one word where at least half of its occurrences were found.  Toponyms of LGL gain 0.7
    points of F1 by it, names of UNER dev 0.1, GeoWebNews loses 0.1.

    Args:
        spans: Names of the main head, agreed.
        forms: The text's words.
    """
    found = {tuple(forms[a:b]): kind for a, b, kind in spans}
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for key in sorted(found, key=len, reverse=True):
        if len(key) > 1 or (len(key[0]) > _SHORT and key[0][0].isupper()):
            by_first.setdefault(key[0], []).append(key)
    places: dict[tuple[str, ...], list[int]] = {}
    for at, form in enumerate(forms):
        for key in by_first.get(form, ()):
            if tuple(forms[at : at + len(key)]) == key:
                places.setdefault(key, []).append(at)
    owner = {at: span for span in spans for at in range(span[0], span[1])}
    for key in sorted(places, key=len, reverse=True):
        size = len(key)
        new = [(at, at + size, found[key]) for at in places[key]]
        open_ = [s for s in new if owner.get(s[0]) != s]
        if size == 1 and 2 * len(open_) > len(new):
            continue
        for span in open_:
            inside = range(span[0], span[1])
            halves = {owner[at] for at in inside if at in owner}
            if all(span[0] <= a and b <= span[1] and b - a < size for a, b, _ in halves):
                owner.update(dict.fromkeys(inside, span))
    return sorted(set(owner.values()))
