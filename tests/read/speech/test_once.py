"""An act of speech is one position of its statement and one event claim, never two."""

from __future__ import annotations

import pytest
from tests import making

from dateline.model import EventClaim, StatementClaim
from dateline.read import StandardReader, open_reader


@pytest.fixture(scope="module")
def reader() -> StandardReader:
    return open_reader()


@pytest.mark.parametrize(
    ("text", "act", "toward"),
    [
        ("Ankara urged Baku to open the corridor.", "REQUEST", "Baku"),
        ("Turkey demanded that Armenia withdraw from Lachin.", "REQUEST", "Armenia"),
        ("The African Union called for an immediate ceasefire in Sudan.", "REQUEST", ""),
        ("France condemned the shelling of the market in Khartoum.", "ACCUSE", ""),
        ("Kinshasa accused Rwanda of arming the rebels.", "ACCUSE", "Rwanda"),
        ("Ethiopia threatened Eritrea with war.", "THREATEN", "Eritrea"),
        ("Egypt welcomed the ceasefire in Gaza.", "SUPPORT", ""),
        ("The rebels rejected the government's offer of talks.", "REJECT", ""),
        (
            '"We call on Russia to withdraw its troops," the French foreign minister said.',
            "REQUEST",
            "Russia",
        ),
    ],
)
def test_an_act_is_one_position_and_one_event(
    reader: StandardReader, text: str, act: str, toward: str
) -> None:
    report = making.report(text, published=None, published_origin="unknown")
    claims = reader.read(report).claims
    events = [c for c in claims if isinstance(c, EventClaim) and c.event == act]
    (position,) = [p for c in claims if isinstance(c, StatementClaim) for p in c.positions]
    assert len(events) == 1
    assert (position.act, position.toward.text if position.toward else "") == (act, toward)


@pytest.mark.parametrize(
    "text",
    [
        "The envoy warned that the truce could collapse within days.",
        "Kyiv denied that Bakhmut had fallen.",
        "The ministry said that nobody had asked the rebels to leave.",
    ],
)
def test_what_is_only_said_is_no_event_of_speech(reader: StandardReader, text: str) -> None:
    report = making.report(text, published=None, published_origin="unknown")
    verbal = {"REQUEST", "ACCUSE", "THREATEN", "SUPPORT", "AGREE", "CONSULT", "CONCEDE"}
    claims = reader.read(report).claims
    assert not [
        c
        for c in claims
        if isinstance(c, EventClaim) and c.event in verbal and c.status == "asserted"
    ]
