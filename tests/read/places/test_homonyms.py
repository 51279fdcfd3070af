"""Names that several places, or people, have: which is meant, by what is told of the war alone."""

from pathlib import Path

import pytest
from tests import making

from dateline.model import PlaceMention
from dateline.read import Reader

LINES = [
    line
    for line in (Path(__file__).parent / "homonyms.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("line", LINES)
def test_a_name_lies_where_the_war_is(reader: Reader, line: str) -> None:
    text, _, wanted = line.partition(" || ")
    report = making.report(text, published=None, published_origin="unknown")
    reading = reader.read(report, mentions=True)
    claimed = [c.where for c in reading.claims if c.where is not None]
    seen = [m for m in reading.mentions or () if isinstance(m, PlaceMention) and m.role is None]
    for name, country in (want.split("=") for want in wanted.split("; ")):
        if country == "none":
            assert all(name not in p.text for p in claimed), name
            continue
        found = {p.country for p in (*claimed, *seen) if name in p.text}
        assert found == {country}, name
