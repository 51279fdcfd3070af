"""Names in a place's own script: on pages, in the map's data, found by filters."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from dateline.web.texts import direction


@pytest.fixture
def named(client: TestClient, own_names: None) -> TestClient:
    del own_names
    return client


def test_tables_tell_both_with_language_and_direction(named: TestClient) -> None:
    page = named.get("/holdings").text
    assert '<bdi class="own" lang="ar" dir="rtl">ألدبري</bdi>' in page
    assert '<bdi class="own" lang="uk" dir="ltr">Нетер Вік</bdi>' in page
    assert '<bdi class="lat">Aldbury</bdi>' in page


def test_evidence_tells_it_beside_the_title(named: TestClient) -> None:
    holding = named.get("/api/v1/holdings?place=Aldbury").json()["items"][0]
    assert (
        '<bdi class="own" lang="ar" dir="rtl">ألدبري</bdi></h2>'
        in named.get(f"/evidence/{holding['id']}").text
    )


def test_the_map_has_it(named: TestClient) -> None:
    marks = named.get("/api/v1/map/holdings").json()["features"]
    assert {(m["properties"]["n"], m["properties"].get("o")) for m in marks} >= {
        ("Aldbury", "ألدبري")
    }
    day = named.get("/api/v1/map/day?day=2031-05-04").json()
    assert day["changed"]["items"][0]["ol"] == "ar"
    seen = named.get("/api/v1/map/names?west=19&south=9&east=21&north=11").json()["items"]
    assert {"ألدبري", "Нетер Вік"} <= {n.get("o") for n in seen}


@pytest.mark.parametrize("name", ["ألدبري", "الدبري"])
def test_filters_take_it(named: TestClient, name: str) -> None:
    found = named.get("/api/v1/holdings", params={"place": name}).json()["items"]
    assert {h["place"]["name"] for h in found} == {"Aldbury"}
    assert "Nether Wick" not in named.get("/holdings", params={"place": name}).text
    assert named.get("/api/v1/gazetteer", params={"q": name}).json()["items"][0]["o"] == "ألدبري"
    assert named.get("/api/v1/holdings", params={"place": "عدن"}).json()["total"] == 0


def test_places_of_no_gazetteer_have_latin_letters(client: TestClient) -> None:
    assert 'class="own"' not in client.get("/holdings").text


def test_directions() -> None:
    assert [direction(code) for code in ("ar", "he", "uk")] == ["rtl", "rtl", "ltr"]
