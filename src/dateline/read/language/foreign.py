"""Passes through somebody's own spaCy pipeline, as it is: its labels are its own affair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dateline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from spacy.tokens import Doc

_BATCH: Final = 32
"""Texts parsed together. spaCy's own thousand would hold the first report back for 499 others."""


class Foreign:
    """An installed spaCy pipeline in the place of the shipped model."""

    def __init__(self, name: str) -> None:
        """Load an installed pipeline by name.

        Raises:
            InputError: If none of this name is installed.
        """
        import spacy

        try:
            self._nlp = spacy.load(name)
        except (OSError, ImportError, ValueError) as error:
            raise InputError(
                f"No spaCy pipeline {name!r} can be loaded ({error}); install it "
                f"(python -m spacy download {name}) or leave the setting out for the shipped model."
            ) from error
        meta: dict[str, Any] = self._nlp.meta
        self.id = f"{meta.get('lang', '')}_{meta.get('name', name)}/{meta.get('version', '0')}"

    def __call__(self, text: str) -> Doc:
        """Read one text."""
        return self._nlp(text)

    def pipe(self, texts: Iterable[str]) -> Generator[Doc, None, None]:
        """Read texts in their order, a batch at a time."""
        yield from self._nlp.pipe(texts, batch_size=_BATCH)
