"""The parts of spaCy that a document is made of, imported without spaCy's commands.

One rule: `import spacy` brings in its command line, and with that an HTTP client, a YAML reader and
a project manager, a tenth of the processor time of a first reading; nothing here asks for them.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Doc", "English", "Span", "create_vocab"]


@contextmanager
def _without_commands() -> Iterator[None]:
    """Leave `spacy.cli` out of the first import of spaCy; who imports it later gets it whole."""
    if "spacy" in sys.modules:
        yield
        return
    commands, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    vars(commands)["__path__"] = []
    vars(info)["info"] = _info
    sys.modules |= {"spacy.cli": commands, "spacy.cli.info": info}
    try:
        yield
    finally:
        for name in ("spacy.cli.info", "spacy.cli"):
            del sys.modules[name]
        if "spacy" in sys.modules:
            vars(sys.modules["spacy"]).pop("cli", None)


def _info(*values: Any, **named: Any) -> Any:
    """Tell about the installation, as `spacy.info` does."""
    from spacy.cli.info import info

    return info(*values, **named)


with _without_commands():
    from spacy.lang.en import English
    from spacy.tokens import Doc, Span
    from spacy.vocab import create_vocab
