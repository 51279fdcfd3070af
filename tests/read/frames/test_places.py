"""Where each act of a text happened: own sentences, read end to end."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests import making

from dateline.model import Claim, ControlClaim, EventClaim
from dateline.read import Reader


@dataclass
class Text:
    text: str
    wanted: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)


def texts(name: str) -> list[Text]:
    found: list[Text] = []
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(" "):
            verb, _, places = line.strip().partition(": ")
            named = () if places == "none" else tuple(places.split("; "))
            found[-1].wanted.append((verb, named))
        else:
            found.append(Text(line))
    return found


def read_from(claims: Sequence[Claim], text: str, verb: str) -> list[EventClaim | ControlClaim]:
    """Return the claims that a verb fired."""
    start = text.index(verb)
    return [
        c
        for c in claims
        if isinstance(c, EventClaim | ControlClaim)
        and any(s < start + len(verb) and start < e for s, e in c.because.spans)
    ]


@pytest.mark.parametrize(
    ("name", "floor", "least"),
    [("places.txt", 0.93, 45), ("places-2.txt", 0.8, 80), ("places-3.txt", 0.94, 280)],
)
def test_each_act_is_placed_where_its_own_words_lead(
    reader: Reader, name: str, floor: float, least: int
) -> None:
    wrong, count = [], 0
    for item in texts(name):
        report = making.report(item.text, published=None, published_origin="unknown")
        claims = reader.read(report).claims
        for verb, places in item.wanted:
            count += 1
            mine = read_from(claims, item.text, verb)
            got = {c.where.text for c in mine if c.where is not None}
            if not mine and not places:
                continue
            if got != set(places):
                wrong.append(f"{item.text}\n    {verb}: {sorted(got)}, not {sorted(places)}")
    assert count >= least
    assert 1 - len(wrong) / count >= floor, "\n".join(wrong)
