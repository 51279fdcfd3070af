"""The web application under load and in a browser: `python -m bench.web --store demo.db`.

Times to first map, to a change of day and to evidence in Debian's Chromium (software rendering
where there is no GPU), times of a table page at the server, its memory, and readers and reviewers
at once. Figures are printed, never tested; each is the median of several, and stands beside the
load of the machine. With `--big` the store is a large record (made first where it is not there,
which takes some minutes). Judging it takes findings that were weighed, and not filled in:

    python -m bench.filled big.db 1000000 50000
    dateline rebuild --store big.db            # some ten minutes
    python -m bench.web --big --judge --store big.db
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bench.filled import filled, stamped

PAGES = (
    "/", "/events", "/holdings", "/doubts", "/api/v1/map", "/api/v1/map/holdings",
    "/api/v1/map/events", "/api/v1/events?limit=50", "/api/v1/queue",
)  # fmt: skip
BIG_PAGES = (
    "/events", "/events?since=2031-01-01&until=2031-01-10",
    "/events?actor=river", "/events?place=Place+777", "/events?type=AID", "/holdings",
    "/places", "/reports", "/review",
    "/api/v1/events?limit=100", "/api/v1/map",
    "/api/v1/map/view?day=2032-01-01&zoom=5&west=20&south=5&east=40&north=25",
    "/api/v1/map/ground/view?day=2032-01-01&zoom=5&west=20&south=5&east=40&north=25",
)  # fmt: skip
DEEP = 700_000
"""A row far from the first page: asked for by its number, and as the page after another."""
"""Of a large record: what is asked of it first, and what is far from the first page."""
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


@dataclass
class Load:
    """What came of many at once: requests, decisions, judgements as rows, and what failed.

    `before` is how many judgements there were before it.
    """

    before: int = 0
    reads: int = 0
    judged: int = 0
    rows: int = 0
    errors: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)


def load(
    address: str, *, readers: int, reviewers: int, seconds: float, pages: Sequence[str] = PAGES
) -> Load:
    """Read and judge from many threads for some seconds; return what came of it."""
    told, lock = Load(), threading.Lock()
    told.before = httpx.get(f"{address}/api/v1/judgements", params={"limit": 1}).json()["total"]
    until = time.monotonic() + seconds

    def reader(number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - no secret
        with httpx.Client(base_url=address, timeout=60) as client:
            while time.monotonic() < until:
                path, begun = chance.choice(pages), time.monotonic()
                status = _status(client, "GET", path)
                with lock:
                    told.reads += 1
                    told.times.append(time.monotonic() - begun)
                    if status != "200":
                        told.errors.append(f"{path}: {status}")

    def reviewer(number: int) -> None:
        with httpx.Client(base_url=address, timeout=60) as client:
            while time.monotonic() < until:
                items = client.get("/api/v1/queue").json().get("items")
                item = items[number % len(items)] if items else None
                found = client.get("/api/v1/findings/" + item["id"]) if item else None
                # Another reviewer may have changed it since.
                if found is None or found.status_code == 404 or not found.json()["claims"]:
                    time.sleep(0.05)
                    continue
                claim = found.json()["claims"][0]["claim"]["id"]
                decision = {"subject": claim, "verdict": "right", "why": f"load {number}"}
                answer = client.post("/api/v1/judgements", json=decision)
                with lock:
                    if answer.status_code == 201:
                        told.judged += 1
                        told.rows += len(answer.json()["judgements"])
                    else:
                        told.errors.append(f"judge: {answer.status_code} {answer.text[:100]}")
                time.sleep(0.1)

    threads = [threading.Thread(target=reader, args=(n,)) for n in range(readers)]
    threads += [threading.Thread(target=reviewer, args=(n,)) for n in range(reviewers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def _status(client: httpx.Client, method: str, path: str) -> str:
    try:
        return str(client.request(method, path).status_code)
    except httpx.HTTPError as error:
        return repr(error)


@contextlib.contextmanager
def serving(store: str) -> Iterator[tuple[str, int]]:
    """Serve a store in a process of its own; yield its address and process id."""
    environment = os.environ | {"DATELINE_REVIEWER": "bench", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "dateline", "serve", "--store", store, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        address = line.split()[2].rstrip("/")
        try:
            yield address, server.pid
        finally:
            server.terminate()


def table_pages(address: str, pages: Sequence[str] = PAGES, *, times: int = 20) -> dict[str, float]:
    """Return the median seconds of each page at the server."""
    told = {}
    with httpx.Client(base_url=address, timeout=120) as client:
        for path in pages:
            taken = []
            for _ in range(times):
                begun = time.perf_counter()
                client.get(path).raise_for_status()
                taken.append(time.perf_counter() - begun)
            told[path] = statistics.median(taken)
    return told


_TIMES = 9
_READS_MS = 700
"""What a person looks at a day before the next; the next one's ground is asked for ahead."""
_PAINTED = """async ([does, until]) => {
  const begun = performance.now();
  document.querySelector(does).click();
  while (until && !document.querySelector(until)) await new Promise((d) => setTimeout(d, 1));
  await new Promise((d) => requestAnimationFrame(() => { const c = new MessageChannel();
    c.port1.onmessage = d; c.port2.postMessage(0); }));
  return performance.now() - begun;
}"""
"""Clicks and waits for the picture after it: what a person waits, without the driver's own time."""


def browser(address: str) -> dict[str, float]:
    """Return milliseconds to the first map, of a change of day, of opening evidence.

    The first map is the picture of the record's marks over land; areas and fronts, and the base
    map, which is dragged and zoomed, are there some time later. `cold` is the first page after the
    server's start in an empty browser. `evidence` is the panel on the screen after a click on a
    mark in the list; a day is there with its marks first, then with areas and fronts.
    """
    from playwright.sync_api import sync_playwright

    told = {}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = chromium.new_page(viewport={"width": 1280, "height": 800})
        for name in ("cold", "warm"):
            page.goto(address)
            for what, mark in (
                ("first map", "drawn"), ("areas and fronts on it", "ground"),
                ("base map below it", "based"),
            ):  # fmt: skip
                page.wait_for_selector(f"body[data-{mark}]", timeout=120_000)
                told[f"{what}, {name}"] = float(page.get_attribute("body", f"data-{mark}") or 0)
        page.wait_for_timeout(1000)
        opened = []
        for what, mark in (("marks", "marks"), ("areas and fronts", "day")):
            steps = []
            for _ in range(_TIMES):
                page.evaluate(f"() => {{ document.body.dataset.{mark} = ''; }}")
                steps.append(page.evaluate(_PAINTED, ["#next", f"body:not([data-{mark}=''])"]))
                page.wait_for_timeout(_READS_MS)
            told[f"change of day, {what}"] = statistics.median(steps)
        for _ in range(_TIMES):
            opened.append(page.evaluate(_PAINTED, ["#panel .marks button", ".evidence"]))
            page.keyboard.press("Escape")
            page.wait_for_selector("#panel .marks button")
        told["evidence"] = statistics.median(opened)
        chromium.close()
    return told


def judging(address: str) -> dict[str, float]:
    """Return median milliseconds of a judgement, until another window sees it, and of its undo."""
    taken: dict[str, list[float]] = {"judge": [], "seen by another window": [], "undo": []}
    with httpx.Client(base_url=address, timeout=120) as one, httpx.Client(base_url=address) as two:

        def timed(name: str, answer: httpx.Response, begun: float) -> httpx.Response:
            taken[name].append(1000 * (time.perf_counter() - begun))
            return answer.raise_for_status()

        for number in range(_TIMES):
            item = one.get("/api/v1/queue").json()["items"][number]
            claim = one.get(f"/api/v1/findings/{item['id']}").json()["claims"][0]["claim"]["id"]
            decision = {"subject": claim, "verdict": "wrong", "why": "bench"}
            begun = time.perf_counter()
            made = timed("judge", one.post("/api/v1/judgements", json=decision), begun)
            two.get("/api/v1/state").raise_for_status()
            timed("seen by another window", two.get("/api/v1/map", timeout=120), begun)
            undone = {"judgements": [row["id"] for row in made.json()["judgements"]]}
            begun = time.perf_counter()
            timed("undo", one.post("/api/v1/judgements/undo", json=undone), begun)
    return {name: statistics.median(times) for name, times in taken.items()}


def loaded(address: str, pages: Sequence[str], seconds: float) -> None:
    """Print what comes of 20 readers and 3 reviewers at once."""
    told = load(address, readers=20, reviewers=3, seconds=seconds, pages=pages)
    print(f"{told.reads} reads, {told.judged} judged, {len(told.errors)} errors")
    for error in told.errors[:5]:
        print(f"         {error}")
    kept = httpx.get(f"{address}/api/v1/judgements", params={"limit": 1}).json()["total"]
    print(f"{kept - told.before} judgements kept of {told.rows} made")
    print(f"{statistics.median(told.times) * 1000:8.1f} ms  median answer under load")


def memory_mb(pid: int) -> float:
    """Return the resident memory of a process in MB, at its highest."""
    for line in Path(f"/proc/{pid}/status").read_text("ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def big(store: str, given: argparse.Namespace) -> None:
    """Build or open a large record and print the figures that it is judged by."""
    if not Path(store).exists():
        filled(store, events=given.events, places=given.places)
    stamped(store)
    with serving(store) as (address, pid):
        begun = time.monotonic()
        httpx.get(f"{address}/events", timeout=600).raise_for_status()
        print(f"{time.monotonic() - begun:8.1f} s   until the server answers")
        while httpx.get(f"{address}/api/v1/map", timeout=600).status_code == 503:
            time.sleep(0.2)
        print(f"{time.monotonic() - begun:8.1f} s   until it has read the record")
        before = httpx.get(f"{address}/api/v1/events?limit=100&offset={DEEP}", timeout=600).json()
        pages = (*BIG_PAGES, str(before.get("next", "/events")))
        deep = f"/api/v1/events?limit=100&offset={DEEP}"
        for path, taken in table_pages(address, (*pages, deep), times=7).items():
            print(f"{taken * 1000:8.1f} ms  {path[:80]}")
        for name, taken in browser(address).items():
            print(f"{taken:8.1f} ms  {name}")
        if given.judge:
            for name, taken in judging(address).items():
                print(f"{taken:8.1f} ms  {name}")
            loaded(address, pages, given.seconds)
        print(f"{memory_mb(pid):8.1f} MB  memory of the server, at its highest")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", required=True)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--big", action="store_true", help="a large record; made where not there")
    parser.add_argument("--judge", action="store_true", help="judge the large record, too")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--places", type=int, default=50_000)
    given = parser.parse_args()
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    if given.big:
        big(given.store, given)
        return
    with serving(given.store) as (address, pid):
        for path, taken in table_pages(address).items():
            print(f"{taken * 1000:8.1f} ms  {path}")
        for name, taken in browser(address).items():
            print(f"{taken:8.1f} ms  {name}")
        for name, taken in judging(address).items():
            print(f"{taken:8.1f} ms  {name}")
        loaded(address, PAGES, given.seconds)
        print(f"{memory_mb(pid):8.1f} MB  memory of the server")


if __name__ == "__main__":
    main()
