"""A monarch is nobody's namesake."""

from __future__ import annotations

import pytest
from tests import making

from dateline.model import StatementClaim
from dateline.read import Reader


@pytest.mark.parametrize(
    ("text", "saddam"),
    [
        ("Saddam Hussein sent a message. King Hussein said the port would close.", False),
        ("Saddam Hussein sent a message. Hussein said the port would close.", True),
        ("Saddam Hussein sent a message. President Hussein said the port would close.", True),
    ],
)
def test_a_king_is_not_the_president_of_his_name(reader: Reader, text: str, saddam: bool) -> None:
    told = [c for c in reader.read(making.report(text)).claims if isinstance(c, StatementClaim)]
    ids = {c.speaker.id for c in told if c.speaker is not None}
    assert ("person.saddam_hussein" in ids) is saddam
