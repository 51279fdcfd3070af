"""With what an expression begins, and that looking there finds what looking everywhere does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.know.keywords import Haystack
from dateline.know.leads import Expression, leads
from dateline.know.turns import turns
from dateline.read import control_echo, control_excepted
from dateline.read.dates.patterns import PATTERNS


@pytest.mark.parametrize(
    ("pattern", "beginnings"),
    [
        (r"ring", {"ring"}),
        (r"\b(?:were|was) among", {"were", "was "}),
        (r"(?:the )?(?:siege|War)", {"the ", "sieg", "war"}),
        (r"(?<!a)(?P<x>b[ao]t)?cat", {"batc", "botc", "cat"}),
        (r"x*y|zz?a", {"x", "y", "za", "zza"}),
        (r"a{0,2}b{2}", {"a", "b"}),
        (r"\d+ km", set("0123456789")),
        (r"(?:['’]s)? hands", {"'s h", "’s h", " han"}),
        (r"(?=the)[^a]", set()),
        (r"(?:the )?[A-Z]\w+", set()),
        (r"\w+|the", set()),
        (r"(?P<y>a)?(?(y)b|c)", set()),
    ],
)
def test_leads(pattern: str, beginnings: set[str]) -> None:
    assert leads(pattern) == beginnings


WORDS = (
    "the of a in town Mozdar Kharsan’s fell fallen is was held by rebels army under control hands"
    " no longer lost: taken, on 3 May 2024. Friday last week ago two days later, earlier and\nBoth"
    " 12:30 GMT ٣ ß Straße 'we hold it' writ runs 2019-10-09 early dawn since"
).split(" ")
TEXT = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
EXPRESSIONS = [
    expression
    for turn in turns()
    for expression in (turn.form, turn.cue, turn.after)
    if expression is not None
]
DATES = [Expression(rf"(?<![\w$]){re.sub(r'P<[^>]+>', ':', body)}") for body in PATTERNS.values()]


@given(TEXT)
def test_what_is_looked_for_where_it_may_begin_is_found(text: str) -> None:
    hay = Haystack(text)
    for expression in [*EXPRESSIONS, *DATES]:
        found = [m.span() for m in expression.finditer(hay)]
        assert found == [m.span() for m in expression.pattern.finditer(text)]


def test_a_stretch_is_looked_through_as_the_whole_is() -> None:
    text = "was held, was\nheld and was held"
    hay = Haystack(text)
    held = Expression(r"\bwas\sheld")
    assert [m.start() for m in held.finditer(hay)] == [0, 10, 23]
    assert [m.start() for m in held.finditer(hay, 1, 30)] == [10]
    assert [m.start() for m in held.finditer(hay, by_line=True)] == [0, 23]
    assert held.search(hay, 1) is not None
    assert held.search(hay, 24) is None


def test_what_begins_alike_is_tried_where_the_beginning_matches() -> None:
    hay = Haystack("A is held. B was lost. C, is held and D is had")
    state = Expression(r",? (?:is|was) h")
    held, had = (Expression(f"{state.words}{end}", begin=state) for end in ("eld", "ad"))
    assert [m.start() for m in held.finditer(hay)] == [1, 24]
    assert [m.start() for m in had.finditer(hay)] == [39]
    assert held.starts(hay) is had.starts(hay)
    assert held.starts(hay) == [1, 24, 25, 39]  # and not where B is


_SUITE = Path(__file__).parents[1] / "read" / "control"


def test_a_rough_expression_matches_wherever_its_expression_does() -> None:
    whole = "".join(path.read_text(encoding="utf-8") for path in sorted(_SUITE.glob("*.txt")))
    # The whole passes, in a minute; the last line ends as every other does.
    text = "\n".join(whole.split("\n")[::10]) + "\n"
    rough = [turn.form for turn in turns()]
    for module in (control_echo, control_excepted):
        rough += [value for value in vars(module).values() if isinstance(value, Expression)]
    hay, matched = Haystack(text), 0
    for expression in rough:
        assert expression.rough is not None
        again = re.compile(expression.rough, expression.flags)
        assert expression.pattern  # compiled, so that the rough one is not asked
        for found in expression.finditer(hay, by_line=True):
            matched += 1
            end = text.find("\n", found.end())
            assert again.match(text, found.start(), end), (expression.rough, found[0])
    assert matched > 100


def test_an_expression_is_compiled_only_where_it_may_match() -> None:
    hay = Haystack("Rebels took it. Rebels took Morek from the army.")
    taken = Expression(r"\btook (?P<place>[A-Z]\w+)", re.RegexFlag(0), rough=r"\btook (?-i:[A-Z])")
    assert list(taken.finditer(hay, 0, 15)) == []
    assert "pattern" not in vars(taken)
    assert [m["place"] for m in taken.finditer(hay)] == ["Morek"]
    assert "pattern" in vars(taken)
    assert taken.may_stand(hay.text, 0, 15)  # what is compiled answers for itself
