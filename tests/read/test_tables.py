"""Tables with a head: incidents and holders by row; own tables."""

import datetime as dt

import pytest
from tests import making

from dateline.model import ControlClaim, EventClaim
from dateline.read import Reader
from dateline.read.tables import rows_of

INCIDENTS = """Incident log, week 14

Date | Location | Type | Actor | Fatalities
1 April 2024 | Djibo, Soum (Burkina Faso) | Armed clash | JNIM vs. army | 12
2 April 2024 | Kidal (Mali) | Air strike | Malian air force | 4 civilians
4 April 2024 | Tillabéri road, near Torodi (Niger) | IED | Unknown | 5-6 soldiers
6 April 2024 | Menaka (Mali) | Abduction | Islamic State | 0

Rebels entered Bourem in Mali on 7 April 2024.
"""
HOLDERS = """Control of towns in North Kivu, DR Congo

| Town | Held by | Since |
|---|---|---|
| Goma | M23 | 27 January 2025 |
| Walikale | FARDC | |
| Masisi | contested | 2 March 2025 |
| Butembo | nobody knows | |
"""


def test_a_table_is_read_by_its_head_and_only_with_one() -> None:
    first, *rest = rows_of(INCIDENTS)
    assert len(rest) == 3
    cells = {column: INCIDENTS[slice(*cell)] for column, cell in first.cells.items()}
    assert cells == {
        "date": "1 April 2024",
        "place": "Djibo, Soum (Burkina Faso)",
        "type": "Armed clash",
        "actor": "JNIM vs. army",
        "killed": "12",
    }
    headless = INCIDENTS.replace("Date | Location | Type | Actor | Fatalities\n", "")
    assert rows_of(headless) == ()
    assert rows_of("Home | News | Sport | Weather | Video\nA | B | C | D | E") == ()


def events(reader: Reader, text: str) -> list[EventClaim]:
    report = making.report(text, published=dt.date(2024, 4, 8))
    return [c for c in reader.read(report).claims if isinstance(c, EventClaim)]


def test_a_row_of_incidents_is_an_event(reader: Reader) -> None:
    clash, strike, blast, taken, *prose = events(reader, INCIDENTS)
    assert clash.acled == ("Battles", "Armed clash")
    assert clash.where is not None
    assert clash.where.name == "Djibo"
    assert clash.when is not None
    assert clash.when.start == dt.date(2024, 4, 1)
    assert [a.id for a in clash.actors] == ["mli.jnim"]
    assert [a.plover.country for a in clash.recipients if a.plover] == ["BFA"]
    assert clash.killed is not None
    assert clash.killed.best == 12
    assert (strike.event, strike.mode) == ("ASSAULT", "aerial")
    assert [a.text for a in strike.recipients] == ["4 civilians"]
    assert (blast.actors, blast.mode) == ((), "explosives")
    assert blast.killed is not None
    assert (blast.killed.low, blast.killed.high) == (5, 6)
    assert (taken.mode, taken.killed) == ("abduct", None)
    assert all(INCIDENTS[slice(*c.span)].count("|") == 4 for c in (clash, strike, blast, taken))
    assert prose  # what stands under the table is read as ever
    assert all("|" not in INCIDENTS[slice(*c.span)] for c in prose)


def test_notes_in_a_row_are_read_as_running_text(reader: Reader) -> None:
    text = (
        "Date | Location | Notes\n"
        "2 April 2024 | Kidal (Mali) | The army shelled the market, killing three traders.\n"
    )
    (shelling,) = events(reader, text)
    assert text[shelling.span[0] :].startswith("The army shelled")
    assert shelling.killed is not None
    assert shelling.killed.best == 3


@pytest.mark.parametrize(
    ("place", "change", "holder", "day"),
    [
        ("Goma", "held", "cod.m23", dt.date(2025, 1, 27)),
        ("Walikale", "held", "cod.army", dt.date(2025, 3, 3)),
        ("Masisi", "contested", None, dt.date(2025, 3, 2)),
    ],
)
def test_a_row_of_holders_is_a_claim_of_control(
    reader: Reader, place: str, change: str, holder: str | None, day: dt.date
) -> None:
    report = making.report(HOLDERS, published=dt.date(2025, 3, 3))
    claims = [c for c in reader.read(report).claims if isinstance(c, ControlClaim)]
    assert {c.where.text for c in claims if c.where} == {"Goma", "Walikale", "Masisi"}
    (claim,) = [c for c in claims if c.where and c.where.text == place]
    assert claim.change == change
    assert holder is None or (claim.holder is not None and claim.holder.id == holder)
    assert claim.when is not None
    assert claim.when.start == day
