"""spaCy is imported without its commands, and they are there for who asks for them."""

from __future__ import annotations

import subprocess
import sys

_ASKED = """
import sys
from dateline.read.language.parts import Doc, English
assert not {"spacy.cli", "weasel", "httpx"} & set(sys.modules), "the commands were imported"
import spacy
assert spacy.tokens.Doc is Doc
assert [t.text for t in spacy.blank("en")("Rebels took Morek.")][0] == "Rebels"
assert spacy.info()["spacy_version"] == spacy.__version__
import spacy.cli
assert callable(spacy.cli.download)
"""


def test_the_commands_are_left_out_until_they_are_asked_for() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ASKED], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
