"""The API as programs use it: pages, formats, ETags, judging, conflicts."""

from __future__ import annotations

import csv
import html
import io
import re
import threading
import time

import pytest
from fastapi.testclient import TestClient

from dateline.keep import Filter
from dateline.pipeline import Record
from dateline.web import pages
from dateline.web.counts import AT_ONCE, Counts, Total

LISTS = ("events", "statements", "holdings", "places", "doubts")


def _judged(client: TestClient, subject: str, verdict: str, **more: object) -> dict[str, object]:
    answer = client.post(
        "/api/v1/judgements", json={"subject": subject, "verdict": verdict, **more}
    )
    assert answer.status_code == 201, answer.text
    body: dict[str, object] = answer.json()
    return body


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_paged_and_keep_their_etag(client: TestClient, name: str) -> None:
    answer = client.get(f"/api/v1/{name}", params={"limit": 1})
    body = answer.json()
    assert answer.status_code == 200
    assert len(body["items"]) == min(1, body["total"])
    assert ("next" in body) == (body["total"] > 1)
    again = client.get(
        f"/api/v1/{name}", params={"limit": 1}, headers={"If-None-Match": answer.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_pages_together_are_the_whole(client: TestClient) -> None:
    whole = [h["id"] for h in client.get("/api/v1/holdings").json()["items"]]
    page, ids = "/api/v1/holdings?limit=1", []
    while page:
        body = client.get(page).json()
        ids += [h["id"] for h in body["items"]]
        page = body.get("next")
    assert ids == whole
    assert len(ids) > 2


def test_pages_lead_back_too(client: TestClient) -> None:
    first = client.get("/api/v1/holdings?limit=2&status=held").json()
    then = client.get(first["next"]).json()
    assert (first["offset"], then["offset"], then["exact"]) == (0, 2, True)
    assert "previous" not in first
    back = client.get(then["previous"]).json()
    assert (back["items"], back["offset"]) == (first["items"], 0)


def test_a_count_that_is_given_up_is_told_as_far_as_it_is_known() -> None:
    counts, go, begun = Counts(), threading.Event(), threading.Semaphore(0)

    def slow() -> int:
        begun.release()
        go.wait(10)
        return 9

    asked = [
        threading.Thread(target=counts.total, args=("one", n, slow), kwargs={"least": 1})
        for n in range(4)
    ]
    for thread in asked:
        thread.start()
    # All that count at once are at it before another asks, however busy the machine is.
    assert all(begun.acquire(timeout=10) for _ in range(AT_ONCE))
    assert counts.total("two", 0, lambda: 7, least=3, patience=0.01) == Total(3, exact=False)
    go.set()
    for thread in asked:
        thread.join()
    assert counts.total("two", 0, lambda: 7, least=3, patience=None) == Total(7)


@pytest.mark.parametrize("list_", ["holdings", "events", "reports"])
def test_the_pages_of_a_table_are_linked(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, list_: str
) -> None:
    monkeypatch.setattr(pages, "ROWS", 1)
    seen, page = [], f"/{list_}?since=2031-05-01"
    while page:
        text = client.get(page).text
        seen += re.findall(r"[0-9]+–[0-9]+ of [0-9]+", text)
        links = re.findall(r'rel="next" href="([^"]+)"', text)
        page = f"/{list_}{html.unescape(links[0])}" if links else ""
    total = len(seen)
    assert seen == [f"{n}–{n} of {total}" for n in range(1, total + 1)]
    back = re.findall(r'rel="prev" href="([^"]+)"', text)
    assert bool(back) == (total > 1)
    if back:
        text = client.get(f"/{list_}{html.unescape(back[0])}").text
        assert f"{total - 1}–{total - 1} of {total}" in text


@pytest.mark.parametrize("cursor", ["x", "AAAA", "WzEsIjIiXQ", "W10", "Ww"])
def test_a_cursor_that_is_none_is_told(client: TestClient, cursor: str) -> None:
    answer = client.get(f"/api/v1/events?after={cursor}")
    assert answer.status_code == 400
    assert "cursor" in answer.json()["detail"] or "position" in answer.json()["detail"]


def test_a_count_that_takes_long_is_told_when_it_is_there(
    client: TestClient, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, count = threading.Event(), record.count

    def slow(kind: str, wanted: Filter) -> int:
        go.wait(10)
        return count(kind, wanted)

    monkeypatch.setattr(record, "count", slow)
    asked = "/api/v1/holdings?limit=1"
    early = client.get(asked)
    assert (early.json()["total"], early.json()["exact"]) == (2, False)
    assert "etag" not in early.headers
    monkeypatch.setattr(pages, "ROWS", 1)
    assert "more than 1</span>" in client.get("/holdings").text
    go.set()
    while not (late := client.get(asked).json())["exact"]:
        time.sleep(0.01)
    assert late["total"] == 3


def test_files_are_kept_by_the_browser_and_their_address_names_them(client: TestClient) -> None:
    text = client.get("/").text
    files = set(re.findall(r'"(/static/[^"]+)"', text))
    assert len(files) > 10
    for file in files:
        answer = client.get(file)
        assert answer.status_code == 200, file
        assert "immutable" in answer.headers["cache-control"]


def test_formats_are_negotiated(client: TestClient) -> None:
    wanted = {"Accept": "text/csv"}
    rows = list(csv.DictReader(io.StringIO(client.get("/api/v1/events", headers=wanted).text)))
    assert rows[0]["event"] == "ASSAULT"
    geo = client.get("/api/v1/places", headers={"Accept": "application/geo+json"}).json()
    assert {f["geometry"]["coordinates"][0] for f in geo["features"]} == {20.0, 20.1}
    lines = client.get("/api/v1/events?format=jsonl")
    assert "attachment" in lines.headers["content-disposition"]
    assert lines.text.count("\n") == 1


def test_what_is_filtered_is_what_is_exported(client: TestClient) -> None:
    assert client.get("/api/v1/holdings?place=Nether+Wick").json()["total"] == 1
    text = client.get("/api/v1/holdings?place=Nether+Wick&format=csv").text
    assert len(text.splitlines()) == 2


def test_statements_are_searched_by_words(client: TestClient) -> None:
    found = client.get("/api/v1/statements?q=TIMES+back").json()["items"]
    assert [s["content"] for s in found] == ["We will be back 1 times,", "We will be back 2 times,"]
    assert client.get("/api/v1/statements?q=speaker").json()["total"] == 0


def test_the_map_is_told_by_day(client: TestClient) -> None:
    over = client.get("/api/v1/map").json()
    assert over["holders"][0]["name"] in ("Town Guard", "River Front")
    changed = [
        f["properties"]
        for f in client.get("/api/v1/map/holdings").json()["features"]
        if "c" in f["properties"]
    ]
    assert [(p["n"], p["w"], p["h"]) for p in changed] == [("Aldbury", "own.guard", "nor.front")]
    assert changed[0]["c"] == over["best"]


def test_a_judgement_changes_the_findings_and_is_undone(client: TestClient) -> None:
    [event] = client.get("/api/v1/events").json()["items"]
    made = _judged(client, event["id"], "wrong", why="a drill")["judgements"]
    assert isinstance(made, list)
    assert {j["by"] for j in made} == {"Ada"}
    assert client.get("/api/v1/events").json()["total"] == 0
    undone = client.post("/api/v1/judgements/undo", json={"judgements": [j["id"] for j in made]})
    assert undone.status_code == 201
    assert client.get("/api/v1/events").json()["items"] == [event]
    assert client.get("/api/v1/judgements").json()["total"] == 2 * len(made)


def test_what_somebody_judged_meanwhile_is_shown_not_overwritten(client: TestClient) -> None:
    seen = client.get("/api/v1/state").json()["state"]
    claim = client.get("/api/v1/events").json()["items"][0]["claims"][0]
    _judged(client, claim, "wrong", seen=seen)
    late = {"subject": claim, "verdict": "right", "seen": seen}
    answer = client.post("/api/v1/judgements", json=late)
    assert answer.status_code == 409
    assert [j["verdict"] for j in answer.json()["judgements"]] == ["wrong"]
    assert client.get("/api/v1/judgements").json()["total"] == 1
    other = client.get("/api/v1/holdings").json()["items"][0]["claims"][0]
    _judged(client, other, "right", seen=seen)


def test_the_queue_forgets_what_is_judged(client: TestClient) -> None:
    before = client.get("/api/v1/queue").json()
    first = before["items"][0]
    told = client.get(f"/api/v1/findings/{first['id']}").json()
    for claim in told["claims"]:
        _judged(client, claim["claim"]["id"], "right")
    after = client.get("/api/v1/queue").json()
    assert first["id"] not in {item["id"] for item in after["items"]}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/findings/ffffffffffffffff", 404),
        ("/api/v1/findings/xyz", 422),
        ("/api/v1/events?since=yesterday", 422),
        ("/evidence/ffffffffffffffff", 404),
        ("/events?since=yesterday", 400),
        ("/nowhere", 404),
    ],
)
def test_misuse_is_told(client: TestClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status
