"""Findings as arrays: renewed by what changed they are what reading all of them makes."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.making import battle

from dateline.pipeline import Record
from dateline.settings import Settings
from dateline.web import arrays, plotting
from dateline.web.arrays import KINDS, Arrays


def _rows(made: Arrays) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every kind with the names of what the numbers stand for."""
    told = {}
    for kind in KINDS:
        table = made.tables[kind]
        names = {"place": made.places, "holder": made.holders, "type": made.types}
        columns = [
            [str(names[n].told[v]) if n in names and v >= 0 else v for v in column.tolist()]
            for n, column in table.items()
        ]
        told[kind] = sorted(zip(*columns, strict=True))
    return told


def test_what_is_renewed_is_what_is_read(record: Record, settings: Settings) -> None:
    record.settle()
    first = Arrays.read(record)
    assert first.renewed(record) is not None
    record.add(battle(3, publisher="Globe"))
    [event] = record.events()
    record.decide(event.claims[0], "wrong", settings=settings)
    renewed = first.renewed(record)
    assert renewed is not None
    assert _rows(renewed) == _rows(Arrays.read(record)) != _rows(first)
    record.rebuild()
    assert renewed.renewed(record) is None


def test_what_is_kept_is_what_was_read(record: Record, tmp_path: Path) -> None:
    record.settle()
    made = Arrays.read(record)
    made.save(tmp_path / "plots")
    kept = Arrays.load(tmp_path / "plots", made.epoch)
    assert kept is not None
    assert _rows(kept) == _rows(made)
    assert kept.number == made.number
    assert Arrays.load(tmp_path / "plots", "another") is None
    [file] = (tmp_path / "plots").iterdir()
    file.write_bytes(file.read_bytes()[:100])
    assert Arrays.load(tmp_path / "plots", made.epoch) is None
    record.add(battle(3, publisher="Globe"))
    assert kept.renewed(record) is not None


def test_a_folder_that_cannot_be_written_is_no_error(record: Record, tmp_path: Path) -> None:
    record.settle()
    (tmp_path / "plots").write_text("a file")
    Arrays.read(record).save(tmp_path / "plots")


def test_whoever_comes_before_the_record_is_read_is_told(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, read = threading.Event(), arrays.Arrays.read.__func__  # type: ignore[attr-defined]

    def slowly(cls: type[Arrays], record: Record, progress: arrays.Progress) -> Arrays:
        progress(1)
        go.wait(30)
        made: Arrays = read(cls, record, progress)
        return made

    monkeypatch.setattr(plotting, "_PATIENCE_S", 0.01)
    monkeypatch.setattr(arrays.Arrays, "read", classmethod(slowly))
    early = client.get("/api/v1/map")
    assert (early.status_code, early.headers["retry-after"]) == (503, "1")
    assert 0 <= early.json()["done"] <= 1
    page = client.get("/review")
    assert page.status_code == 503
    assert 'http-equiv="refresh"' in page.text
    assert client.get("/events").status_code == client.get("/").status_code == 200
    go.set()
    while (late := client.get("/api/v1/map")).status_code == 503:
        pass
    assert late.json()["events"] == 1


def test_what_goes_wrong_in_reading_is_told_to_who_asks(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(cls: type[Arrays], record: Record, progress: arrays.Progress) -> Arrays:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(arrays.Arrays, "read", classmethod(broken))
        with pytest.raises(ZeroDivisionError):
            client.get("/api/v1/map")
    assert client.get("/api/v1/map").status_code == 200
