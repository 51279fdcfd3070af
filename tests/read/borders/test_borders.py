"""The border of what is an event: refusals, hopes, habits, figures of speech, whole wars.

Every text must tell just what is written beside it; one claim more is as wrong as one less.
"""

import datetime as dt
from pathlib import Path

import pytest
from tests import making

from dateline.model import EventClaim
from dateline.read import Reader

TOLD = frozenset({"asserted", "claimed"})
LINES = [
    line
    for line in Path(__file__).with_name("sentences.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def told() -> dict[str, list[EventClaim]]:
    from dateline.read import open_reader

    reader: Reader = open_reader()
    texts = [line.rpartition(" -> ")[0] for line in LINES]
    reports = [making.report(t, published=dt.date(2024, 5, 5)) for t in texts]
    return {
        text: [
            c
            for c in reading.claims
            if isinstance(c, EventClaim) and c.status not in {"hypothetical", "historical"}
        ]
        for text, reading in zip(texts, reader.read_all(reports), strict=True)
    }


def fits(claim: EventClaim, wanted: str) -> bool:
    for form in wanted.removeprefix("?").split("|"):
        event, _, status = form.partition(" ")
        if claim.event == event and (claim.status == status if status else claim.status in TOLD):
            return True
    return False


@pytest.mark.parametrize("line", LINES)
def test_a_border_is_kept(told: dict[str, list[EventClaim]], line: str) -> None:
    text, _, all_wanted = line.rpartition(" -> ")
    left = list(told[text])
    for wanted in all_wanted.split(", ") if all_wanted != "none" else ():
        found = next((c for c in left if fits(c, wanted)), None)
        assert found is not None or wanted.startswith("?"), (wanted, left)
        if found is not None:
            left.remove(found)
    assert not [(c.event, c.status, c.because.rule) for c in left]


def test_the_borders_are_many() -> None:
    assert len(LINES) >= 200
    assert sum(line.endswith(" -> none") for line in LINES) >= 100
