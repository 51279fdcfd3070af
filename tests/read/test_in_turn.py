"""A "one" that counts nobody is no toll."""

from __future__ import annotations

import pytest
from tests import making

from dateline.model import EventClaim
from dateline.read import Reader


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The soldiers killed the men one by one in Cayara.", None),
        ("The gunmen killed the hostages one after another in Beslan.", None),
        ("Gunmen killed one man in Beslan.", 1),
        ("Gunmen killed one of the hostages in Beslan.", 1),
    ],
)
def test_one_by_one_is_no_toll(reader: Reader, text: str, killed: int | None) -> None:
    claims = reader.read(making.report(text)).claims
    told = [c.killed for c in claims if isinstance(c, EventClaim) and c.event == "ASSAULT"]
    assert len(told) == 1
    assert (told[0].best if told[0] is not None else None) == killed
