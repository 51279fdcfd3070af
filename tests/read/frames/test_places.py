"""Where each act of a text happened: own sentences, read end to end."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests import making

from dateline.model import Claim, ControlClaim, EventClaim
from dateline.read import Reader

FLOOR = 0.93
"""Share of the acts placed right; what was measured, less a little for the parser."""


@dataclass
class Text:
    text: str
    wanted: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)


def texts() -> list[Text]:
    found: list[Text] = []
    lines = (Path(__file__).parent / "places.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
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


def test_each_act_is_placed_where_its_own_words_lead(reader: Reader) -> None:
    wrong, count = [], 0
    for item in texts():
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
    assert count >= 45
    assert 1 - len(wrong) / count >= FLOOR, "\n".join(wrong)
