"""A large record in a view: squares and groups tell of as many as there are."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from dateline.web import api_view

VIEW = "/api/v1/map/view?day=2031-05-04&west=-30&south=-30&east=60&north=60&zoom=5&fresh=0"


def test_a_view_has_the_marks_of_the_day(client: TestClient) -> None:
    told = client.get(VIEW).json()
    whole = client.get("/api/v1/map/holdings").json()["features"]
    day = client.get("/api/v1/map").json()["last"]
    ids = {f["properties"]["id"] for f in told["marks"]["features"]}
    alive = {
        f["properties"]["id"] for f in whole if f["properties"]["f"] <= day <= f["properties"]["t"]
    }
    assert ids <= {f["properties"]["id"] for f in whole}
    assert ids
    assert len(ids) >= len(alive) - 1
    for feature in told["marks"]["features"]:
        assert feature in whole


def test_more_than_is_legible_is_put_together(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    singly = client.get(VIEW).json()
    monkeypatch.setattr(api_view, "SINGLY", 0)
    monkeypatch.setattr(api_view, "EVENTS_SINGLY", 0)
    client.app.state.desk._derived.clear()  # type: ignore[attr-defined]
    grouped = client.get(VIEW).json()
    assert grouped["marks"]["features"] == []
    assert sum(s["n"] for s in grouped["squares"]) == len(singly["marks"]["features"])
    assert all(0 < s["share"] <= 1 and s["h"] for s in grouped["squares"])
    assert sum(s["fresh"] for s in grouped["squares"]) == 1
    groups = grouped["events"]["features"]
    assert sum(f["properties"]["n"] for f in groups) == len(singly["events"]["features"])


def test_the_lists_of_a_day(client: TestClient) -> None:
    told = client.get("/api/v1/map/day?day=2031-05-04").json()
    assert [p["n"] for p in told["changed"]["items"]] == ["Aldbury"]
    assert told["changed"]["total"] == 1


def test_tiles_of_land(client: TestClient) -> None:
    tile = client.get("/tiles/5/17/14")
    assert tile.status_code == 200
    assert b"land" in tile.content
    assert client.get("/tiles/0/0/0").content.count(b"border") == 1
    assert client.get("/tiles/1/2/0").status_code == 400


def test_the_ground_of_a_view_has_the_sides_of_the_day(client: TestClient) -> None:
    cells = client.get("/api/v1/map/ground?day=2031-05-04").json()
    view = "/api/v1/map/ground/view?day=2031-05-04&west=18&south=8&east=22&north=12&zoom=8"
    squares = client.get(view).json()
    for layer, keys in (("areas", ("side", "holder", "status")), ("fronts", ("sides", "firm"))):
        told = [
            sorted(str([f["properties"][k] for k in keys]) for f in made[layer]["features"])
            for made in (cells, squares)
        ]
        assert told[0] == told[1]
        assert told[0]
