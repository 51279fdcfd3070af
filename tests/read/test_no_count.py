"""What looks like a count or a day of the dead, and is none."""

from __future__ import annotations

import datetime as dt

import pytest
from tests import making

from dateline.model import EventClaim
from dateline.read import Reader


def acts(reader: Reader, text: str) -> list[EventClaim]:
    claims = reader.read(making.report(text, published=dt.date(2024, 5, 17))).claims
    return [c for c in claims if isinstance(c, EventClaim) and c.event == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The soldiers killed the men one by one in Cayara.", None),
        ("The gunmen killed the hostages one after another in Beslan.", None),
        ("Gunmen killed one man in Beslan.", 1),
        ("Gunmen killed one of the hostages in Beslan.", 1),
        ("Thirteen soldiers were killed or wounded in Tejutla.", None),
        ("Thirteen soldiers were either killed or wounded in Tejutla.", None),
        ("The army said 40 rebels were killed or captured in Kidal.", None),
        ("The army has killed or wounded more than 1,000 rebels in Mejicanos.", None),
        ("The army has killed more than 1,000 rebels in Mejicanos.", 1000),
        ("Thirteen soldiers were killed and four wounded in Tejutla.", 13),
    ],
)
def test_who_is_no_toll(reader: Reader, text: str, killed: int | None) -> None:
    (told,) = acts(reader, text)
    assert (told.killed.best if told.killed is not None else None) == killed


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Three soldiers killed in Kidal were buried in Bamako on Monday.", 17),
        ("The captain killed during the operation was cremated on 15 May.", 17),
        ("Two soldiers killed on Monday were buried on Wednesday in Goma.", 13),
        ("Three soldiers were killed in Kidal on Monday.", 13),
        ("Rebels shelled the 12th-century citadel of Bosra on Monday.", 13),
        ("Mortars hit the 12 May neighbourhood of Mosul.", 17),
        ("Mortars hit Mosul on 12 May.", 12),
    ],
)
def test_on_which_day_it_was(reader: Reader, text: str, day: int) -> None:
    (told,) = acts(reader, text)
    assert told.when is not None
    assert told.when.start == dt.date(2024, 5, day)
