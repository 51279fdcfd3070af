"""Movements on the map: lines between two named places, and none of what people set aside."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from tests.making import TOWN, VILLAGE, control, event, reading

from dateline.model import Reading
from dateline.pipeline import Record

TEXT = "Troops withdrew from Aldbury to Nether Wick. Rebels advanced from Nether Wick to Aldbury."


def moves() -> Reading:
    """A report of a withdrawal and an advance."""
    return reading(
        TEXT,
        event(TEXT, "withdrew from Aldbury", event="RETREAT", mode="withdraw", recipients=(),
              origin=TOWN, destination=VILLAGE),
        control(TEXT, "advanced from Nether Wick", change="advanced_toward",
                origin=VILLAGE, destination=TOWN),
        publisher="Star",
        title="On the road",
    )  # fmt: skip


@pytest.fixture
def moved(record: Record) -> None:
    record.add(moves())


def test_a_movement_is_a_line_between_its_ends(moved: None, client: TestClient) -> None:
    del moved
    found = client.get("/api/v1/map/routes").json()["features"]
    told = {f["properties"]["e"]: f for f in found}
    assert told.keys() == {"RETREAT", "ADVANCE"}
    assert told["RETREAT"]["geometry"]["coordinates"] == [[20.0, 10.0], [20.1, 10.2]]
    assert told["ADVANCE"]["properties"]["x"] == (
        "advance of River Front, from Nether Wick to Aldbury"
    )
    for feature in found:
        assert client.get(f"/evidence/{feature['properties']['id']}").status_code == 200
    events = client.get("/api/v1/events?type=RETREAT").json()["items"]
    assert events[0]["destination"]["name"] == "Nether Wick"


@pytest.mark.parametrize("verdict", ["wrong", "hide"])
def test_what_people_set_aside_is_not_drawn(moved: None, client: TestClient, verdict: str) -> None:
    del moved
    for feature in client.get("/api/v1/map/routes").json()["features"]:
        decision = {"subject": feature["properties"]["id"], "verdict": verdict, "why": "no"}
        assert client.post("/api/v1/judgements", json=decision).status_code == 201
    assert client.get("/api/v1/map/routes").json()["features"] == []
