from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from tests.making import ARMY, REBELS, TOWN, VILLAGE

from dateline.keep import Passage
from dateline.model import ActorRef, EventFinding, Holding, PlaceFinding, PlaceRef
from dateline.show.explained import marked
from dateline.show.grid import Column, fitting, print_grid, printable
from dateline.show.tables import print_end, print_events, print_holdings, print_places

COLUMNS = (Column("Name", 6), Column("Words", 10, wide=True), Column("Id", 4, rank=1))


def console(width: int = 100) -> Console:
    return Console(file=io.StringIO(), width=width, highlight=False)


def printed(to: Console) -> str:
    assert isinstance(to.file, io.StringIO)
    return to.file.getvalue()


def holding(place: object = TOWN, **fields: object) -> Holding:
    known = {"place": place, "status": "held", "extent": "whole", "probability": 0.9}
    return Holding(id="0123456789abcdef", **(known | fields))  # type: ignore[arg-type]


@given(st.integers(10, 200), st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_a_table_never_runs_over_its_terminal(width: int, words: list[str]) -> None:
    to = console(width)
    print_grid(to, COLUMNS, [("name", w, "0123") for w in words], empty="")
    for line in printed(to).split("\n"):
        # What the two columns that stay need; a mark over a letter takes no cell of its own.
        assert cell_len(line) <= max(width, 19)


def test_what_matters_least_goes_first() -> None:
    assert fitting(COLUMNS, 80) == [0, 1, 2]
    assert fitting(COLUMNS, 20) == [0, 1]
    assert fitting(COLUMNS, 5) == [0, 1]


def test_words_of_a_report_are_no_markup_and_move_no_cursor() -> None:
    to = console()
    print_grid(to, COLUMNS, [("[red]x[/red]", "a\x1b[2Jb\u202ec\u00a0d", "id")], empty="")
    out = printed(to)
    assert "[red]x[/red]" in out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert printable("a\x1bb\u202ec\u00a0d") == "a\ufffdb\ufffdc d"


def test_what_is_printable_keeps_its_length() -> None:
    text = "می‌خواهم \x00 مورك \u2066x"
    assert len(printable(text)) == len(text)
    assert "\u200c" in printable(text)


def test_nothing_says_what_to_do_next() -> None:
    to = console()
    print_events(to, [])
    assert "Fewer filters" in printed(to)


def test_events_show_lines_and_articles() -> None:
    told = EventFinding(
        id="0123456789abcdef",
        event="ASSAULT",
        actors=(REBELS,),
        recipients=(ARMY,),
        status="claimed",
        confidence=0.834,
        articles=5,
        lineages=2,
    )
    to = console()
    print_events(to, [told])
    out = printed(to)
    assert "2/5" in out
    assert "0.83" in out
    assert "01234567" in out
    assert "nowhere told" in out


def test_the_end_is_the_last_holding_of_each_place() -> None:
    to = console()
    first, last = holding(holder=ARMY), holding(holder=REBELS)
    print_end(to, [first, last, holding(VILLAGE, holder=None, status="contested")])
    out = printed(to)
    assert "River Front" in out
    assert "Northern army" not in out
    assert "–" in out


def test_the_end_counts_what_has_no_name() -> None:
    to = console()
    base, men = PlaceRef(text="base"), ActorRef(text="his men")
    unknown = holding(VILLAGE, holder=None, status="unknown")
    print_end(to, [holding(holder=REBELS), holding(base, holder=ARMY), unknown])
    out = printed(to)
    assert "River Front" in out
    assert "base" not in out
    assert "2 more" in out
    print_end(to, [holding(VILLAGE, holder=men)])
    assert "his men" not in printed(to)


@pytest.mark.parametrize("extent", ["most", "part"])
def test_a_part_is_not_the_whole(extent: str) -> None:
    to = console()
    print_holdings(to, [holding(holder=ARMY, extent=extent)])
    assert f"Northern army ({extent})" in printed(to)


def test_words_that_fired_stand_in_brackets_once() -> None:
    text = "Rebels captured Aldbury on Sunday."
    shown = marked(Passage(text, 0, ((7, 23),), ((7, 15), (7, 15), (12, 20))))
    assert shown.plain == "Rebels [captured Aldb]ury on Sunday."


def test_places_tell_the_smallest_division_that_they_lie_in() -> None:
    from msgspec.structs import replace

    within = replace(TOWN, admin1="Fen", within=("t:p", "t:d"))
    by_name = replace(VILLAGE, admin1="Fen")
    itself = replace(TOWN, id="t:d", name="North Fen", text="North Fen", within=("t:p", "t:d"))
    found = [PlaceFinding(id="0", place=place) for place in (within, by_name, itself)]
    to = console(160)
    print_places(to, found, {"t:p": "Fen Province", "t:d": "Upper District"})
    told = printed(to).split("\n")
    assert "Upper District" in told[2]
    assert "Fen" in told[3]
    assert "Fen Province" in told[4]
