"""Reads the grammar and the names of English text into spaCy documents.

One rule: ``doc.text`` is the text.  ``load()`` gives the shipped model, ``load("en_core_web_trf")``
somebody's own spaCy pipeline in its place; see docs/language.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from spacy.tokens import Doc

__all__ = ["Reads", "load"]


class Reads(Protocol):
    """What a loaded language pipeline does."""

    id: str
    """Names the model and its version; part of a reader's generation."""

    def __call__(self, text: str) -> Doc:
        """Read one text."""
        ...

    def pipe(self, texts: Iterable[str]) -> Generator[Doc, None, None]:
        """Read many texts in their order; some may be taken ahead."""
        ...


def load(pipeline: str | None = None, threads: int = 1) -> Reads:
    """Load the shipped model, or an installed spaCy pipeline by its name.

    Args:
        pipeline: Name of an installed spaCy pipeline; None is the shipped model.
        threads: Threads of one call of the shipped model's network.

    Raises:
        InputError: If the model cannot be loaded.
    """
    if pipeline:
        from dateline.read.language.foreign import Foreign

        return Foreign(pipeline)
    from dateline.read.language.pipeline import Language

    return Language(threads=threads)
