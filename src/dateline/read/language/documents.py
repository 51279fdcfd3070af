"""Writes what was read of a text into a spaCy document.

One rule: ``doc.text`` is the text, to the character.  White space beyond one blank is a token, as
spaCy has it; it hangs on the word before it as ``dep`` and belongs to that word's sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from dateline.read.language.parts import Doc, English, Span, create_vocab

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from dateline.read.language.lemmas import Lemmatiser
    from dateline.read.language.names import Found
    from dateline.read.language.parse import Parse
    from dateline.read.language.windows import Words


class Writer:
    """Holds the vocabulary and the numbers that spaCy gives the labels."""

    def __init__(self, labels: dict[str, list[str]], lemmatise: Lemmatiser) -> None:
        """Take the model's labels by head."""
        self.vocab = create_vocab("en", English.Defaults)
        self._lemmatise = lemmatise
        self.upos, self._xpos = labels["upos"], labels["xpos"]
        add, morph = self.vocab.strings.add, self.vocab.morphology.add

        def numbers(values: list[int]) -> NDArray[np.uint64]:
            return np.array(values, np.uint64)

        self._pos_ids = numbers([add(pos) for pos in self.upos])
        self._tag_ids = numbers([add(tag) for tag in self._xpos])
        self._morph_ids = numbers([morph("" if f == "_" else f) for f in labels["feats"]])
        self._dep_ids = numbers([add(label) for label in labels["labels"]])
        self._space = numbers([add("SPACE"), add("_SP"), morph(""), 0, add("dep"), 0])

    def write(
        self,
        words: Words,
        parse: Parse,
        layers: Mapping[str, list[Found]],
        vectors: Sequence[NDArray[np.float32]] = (),
    ) -> Doc:
        """Write one document.

        Args:
            words: The text and its words.
            parse: Its grammar.
            vectors: Of the words of each window; they become ``doc.tensor``, a row a token.
            layers: Spans of words by layer; ``ents`` become the document's entities, the others
                span groups under their name.
        """
        doc, place = self._laid_out(words)
        self._annotate(doc, place, words, parse)
        if vectors:
            doc.tensor = np.zeros((len(doc), vectors[0].shape[1]), np.float32)
            for (begin, end), found in zip(words.windows, vectors, strict=True):
                doc.tensor[place[begin:end]] = found[: end - begin]
        for name, spans in layers.items():
            made = [
                Span(doc, int(place[a]), int(place[b - 1]) + 1, label=kind) for a, b, kind in spans
            ]
            if name == "ents":
                doc.set_ents(made, default="outside")
            else:
                doc.spans[name] = made
        return doc

    def _laid_out(self, words: Words) -> tuple[Doc, NDArray[np.int64]]:
        """Make a bare document, and tell which token each word is."""
        text = words.text
        forms: list[str] = []
        spaces: list[bool] = []
        place = np.zeros(len(words.spans), np.int64)
        last = 0
        for at, (start, end) in enumerate(words.spans):
            if start != last:
                _fill(text[last:start], forms, spaces)
            place[at] = len(forms)
            forms.append(words.forms[at])
            spaces.append(False)
            last = end
        if last < len(text):
            _fill(text[last:], forms, spaces)
        return Doc(self.vocab, words=forms, spaces=spaces), place

    def _annotate(self, doc: Doc, place: NDArray[np.int64], words: Words, parse: Parse) -> None:
        table = np.zeros((len(doc), 6), np.uint64)
        table[:] = self._space
        offset = np.zeros(len(doc), np.int64)
        if len(place):
            lead = int(place[0])
            offset[:lead] = np.arange(lead, 0, -1)
            tail = np.arange(lead, len(doc))
            offset[lead:] = place[np.searchsorted(place, tail, "right") - 1] - tail
            offset[place] = np.where(parse.heads < 0, 0, place[parse.heads] - place)
            table[place, 0] = self._pos_ids[parse.upos]
            table[place, 1] = self._tag_ids[parse.xpos]
            table[place, 2] = self._morph_ids[parse.feats]
            table[place, 3] = self._lemmas(words, parse)
            table[place, 4] = self._dep_ids[parse.labels]
        for at in np.flatnonzero(table[:, 3] == 0).tolist():
            table[at, 3] = doc[at].orth
        table[:, 5] = offset.view(np.uint64)
        columns: Any = table  # spaCy's stub does not know that it takes arrays
        doc.from_array(["POS", "TAG", "MORPH", "LEMMA", "DEP", "HEAD"], columns)

    def _lemmas(self, words: Words, parse: Parse) -> list[int]:
        lemmatise, add, upos, xpos = self._lemmatise, self.vocab.strings.add, self.upos, self._xpos
        rows = zip(
            words.forms,
            parse.upos.tolist(),
            parse.xpos.tolist(),
            parse.starts.tolist(),
            strict=True,
        )
        return [add(lemmatise(f, upos[u], xpos[x], initial=first)) for f, u, x, first in rows]


def _fill(gap: str, forms: list[str], spaces: list[bool]) -> None:
    """Lay out what stands between two words: one blank belongs to the word before it."""
    if gap[0] == " " and forms:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        forms.append(gap)
        spaces.append(False)
