"""A record of three reports over two days, the application on it, and a server for browsers."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient
from tests.making import VILLAGE, battle, control, day, reading

from dateline.know.gazetteer import Origin, build, ensure, index_path
from dateline.know.gazetteer.sources import Row
from dateline.model import ActorRef
from dateline.pipeline import Record, open_record
from dateline.settings import Settings
from dateline.web.app import create_app
from dateline.web.run import listen

GUARD = ActorRef(text="the guard", name="Town Guard", id="own.guard")
HOSTILE = (
    "Rebels captured Aldbury. <script>alert(1)</script><img src=x onerror=alert(2)> </div></table>"
    " \u202eetisoppo\u202c =cmd|'/c calc'!A1 " + "x" * 1_000_000
)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with the gazetteer, which takes seconds to make: once for all tests."""
    folder = tmp_path_factory.mktemp("filled")
    ensure(folder)
    return folder


@pytest.fixture
def cache(tmp_path: Path, filled: Path) -> Path:
    """A cache of a test's own, with the gazetteer in it."""
    return shutil.copytree(filled, tmp_path / "cache")


@pytest.fixture
def settings(tmp_path: Path, cache: Path) -> Settings:
    return Settings(store=str(tmp_path / "war.db"), cache=cache, reviewer="Ada")


@pytest.fixture
def record(settings: Settings) -> Iterator[Record]:
    held = "The guard held Aldbury on Saturday. It held Nether Wick, too."
    with open_record(settings.store) as record:
        record.add(
            reading(
                held,
                control(
                    held, "held Aldbury", change="held", holder=GUARD, when=day("2031-05-02")
                ),
                control(
                    held, "held Nether Wick", change="held", holder=GUARD, where=VILLAGE,
                    when=day("2031-05-02"),
                ),
                publisher="Star",
                title="Before",
            )
        )  # fmt: skip
        record.add(battle(1, title="First dispatch", publisher="Star"))
        record.add(battle(2, publisher="Post"))
        yield record


@pytest.fixture
def hostile(record: Record) -> str:
    told = reading(
        HOSTILE,
        control(HOSTILE, "captured Aldbury"),
        title="<script>alert(3)</script>\u202eevil",
        publisher="<b onmouseover=alert(4)>Post</b>",
    )
    record.add(told)
    return told.report.id


@pytest.fixture
def client(record: Record, settings: Settings) -> TestClient:
    return TestClient(create_app(record, settings), base_url="http://127.0.0.1:8765")


@pytest.fixture
def own_names(settings: Settings) -> Iterator[None]:
    """A gazetteer of the record's two places, with names in their own script, for one test."""
    rows = [
        Row("t:1", "Aldbury", 10, 20, "town", "YE", own=(("ar", "ألدبري"),)),
        Row("t:2", "Nether Wick", 10.2, 20.1, "village", "UA", own=(("uk", "Нетер Вік"),)),
    ]
    path = index_path(settings.cache)
    aside = path.with_suffix(".aside")
    if path.is_file():
        path.rename(aside)
    build(path, [Origin("test", "Test", "CC0-1.0", None, None, lambda: rows)])
    yield
    path.unlink()
    if aside.is_file():
        aside.rename(path)


@contextmanager
def served(record: Record, settings: Settings) -> Iterator[str]:
    """Where a server on the record listens."""
    with listen(0) as listening:
        server = uvicorn.Server(
            uvicorn.Config(create_app(record, settings), log_level="error", ws="none")
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


@pytest.fixture
def address(record: Record, settings: Settings) -> Iterator[str]:
    with served(record, settings) as where:
        yield where
