"""Who does something is not whom it is done to."""

from __future__ import annotations

import pytest
from tests import making

from dateline.model import ControlClaim
from dateline.read import Reader


@pytest.mark.parametrize(
    ("text", "change", "holder", "loser"),
    [
        (
            "Hezbollah fighters attacked Israeli forces to compel them to withdraw from Marjayoun.",
            "lost",
            "Israeli forces",
            None,
        ),
        (
            "Fighters pursued attacks against Israeli forces to compel them to leave Marjayoun.",
            "lost",
            "Israeli forces",
            None,
        ),
        ("Rebels shelled soldiers to drive them from Morek.", "gained", "Rebels", "soldiers"),
    ],
)
def test_them_is_not_who_does_it(
    reader: Reader, text: str, change: str, holder: str, loser: str | None
) -> None:
    claims = reader.read(making.report(text)).claims
    (told,) = [c for c in claims if isinstance(c, ControlClaim)]
    assert told.change == change
    assert told.holder is not None
    assert told.holder.text == holder
    assert (told.from_.text if told.from_ is not None else None) == loser
