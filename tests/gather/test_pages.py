"""Golden pages, and what holds for all of them."""

from pathlib import Path

import pytest
from tests.gather.golden import shown, sources

from dateline.gather import gather


@pytest.mark.parametrize("path", sources(), ids=lambda p: p.name)
def test_page_comes_out_as_its_golden_file(path: Path) -> None:
    (gathered,) = gather(path)
    report, page = gathered.unwrap()
    assert shown(report) == path.with_suffix(".want").read_text("utf-8")
    assert page.data == path.read_bytes()
    assert page.id == report.id


@pytest.mark.parametrize("path", sources(), ids=lambda p: p.name)
def test_what_is_kept_and_what_is_cut_make_the_page(path: Path) -> None:
    (gathered,) = gather(path)
    report, _ = gathered.unwrap()
    assert report.page_text is not None
    at, kept = 0, []
    for cut in report.cuts:
        start, end = cut.span
        assert at <= start < end
        assert cut.text == report.page_text[start:end]
        kept.append(report.page_text[at:start])
        at = end
    kept.append(report.page_text[at:])
    assert "".join(kept) == report.text
