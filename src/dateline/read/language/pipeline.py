"""Turns texts into spaCy documents with grammar and names, by the shipped model.

One rule: one pass of the network over running text serves every head.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dateline.errors import InputError, ItemError
from dateline.read.language.ahead import read_ahead
from dateline.read.language.documents import Writer
from dateline.read.language.lemmas import Lemmatiser
from dateline.read.language.names import Found, NameDecoder, merged, settled
from dateline.read.language.network import WEIGHTS, Network
from dateline.read.language.parse import Parse, parse
from dateline.read.language.windows import Words, words_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from spacy.tokens import Doc

    from dateline.read.language.network import Scores, Window

_NAME: Final = "minilm-ud/1"


class Language:
    """The shipped reader of English: call it with a text, or ``pipe`` many."""

    def __init__(self, folder: Path = WEIGHTS, *, threads: int = 1) -> None:
        """Load the model.

        Args:
            folder: Where the model's files are.
            threads: Threads of one call of the network.

        Raises:
            InputError: If the model's files are missing or damaged.
        """
        self.network = Network(folder, threads=threads)
        self.id = f"{_NAME}:{self.network.sha256[:12]}"
        try:
            table = json.loads((folder / "lemmas.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise InputError(
                f"The lemma table in {folder} cannot be read ({error}); install dateline again."
            ) from error
        labels = self.network.labels
        self._writer = Writer(labels, Lemmatiser(table))
        self._names = {head: NameDecoder(labels[head]) for head in ("uner", "gum", "re3d")}

    def __call__(self, text: str) -> Doc:
        """Read one text.

        Raises:
            ItemError: If the text holds code points that are no characters (lone surrogates).
        """
        words, windows = self._cut(text)
        return self._write(words, self.network(windows))

    def pipe(self, texts: Iterable[str]) -> Generator[Doc, None, None]:
        """Read texts in their order; what is read of one depends on no other.

        While the caller is at a document, a thread has the network score those to come: texts are
        taken a few ahead.

        Raises:
            ItemError: As of one text, after the documents before it.
        """
        return read_ahead(texts, cut=self._cut, score=self.network.score, write=self._write)

    def _cut(self, text: str) -> tuple[Words, list[Window]]:
        return words_of(_checked(text), self.network.featurer)

    def _write(self, words: Words, scores: list[Scores]) -> Doc:
        found = parse(self.network, words, scores)
        layers = self._layers(words, scores, found)
        return self._writer.write(words, found, layers, [score.vectors for score in scores])

    def _layers(self, words: Words, scores: list[Scores], found: Parse) -> dict[str, list[Found]]:
        layers: dict[str, list[Found]] = {}
        weights: list[dict[str, float]] = []
        for head, decoder in self._names.items():
            spans: list[Found] = []
            for (begin, end), score in zip(words.windows, scores, strict=True):
                logits = getattr(score, head)
                here = decoder.spans(logits, found.starts[begin:end])
                spans.extend((begin + a, begin + b, kind) for a, b, kind in here)
                if head == "uner":
                    weights.extend(decoder.weights(logits, a, b) for a, b, _ in here)
            layers[head] = spans
        layers["uner"] = settled(layers["uner"], weights, words.forms)
        upos = [self._writer.upos[u] for u in found.upos.tolist()]
        ents = merged(layers, upos)
        return {"ents": ents, "gum": layers["gum"], "re3d": layers["re3d"]}


def _checked(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ItemError(
            f"The text holds {text[error.start]!r} at {error.start}, which is no character; "
            "decode its source again with errors='replace'."
        ) from error
    return text
