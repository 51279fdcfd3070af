"""The codebook is written from the tables and not otherwise."""

from pathlib import Path

from dateline.know.frames.codebook import codebook
from dateline.know.ontology import ontology

PAGE = Path(__file__).parents[3] / "docs" / "codebook.md"


def test_the_page_is_what_the_tables_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == codebook(), (
        "run: python -m dateline.know.frames.codebook > docs/codebook.md"
    )


def test_every_type_is_told_with_an_example() -> None:
    text = codebook()
    for name in ontology().types:
        assert f"### {name}\n" in text
