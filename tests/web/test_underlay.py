"""A base map of the user's own: a file of tiles, or a style; nothing else gets in with it."""

from __future__ import annotations

import gzip
import json
import struct
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dateline.errors import InputError
from dateline.pipeline import Record
from dateline.settings import Settings
from dateline.web.app import create_app
from dateline.web.pmtiles import PmTiles, number
from dateline.web.underlay import underlay

TILES = {(0, 0, 0): b"world", (1, 1, 0): b"north-east", (3, 5, 2): b"deep", (3, 5, 3): b"deeper"}


def varint(value: int) -> bytes:
    made = bytearray()
    while value >= 0x80:
        made.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*made, value])


def directory(entries: list[tuple[int, int, int, int]]) -> bytes:
    ids = [entry[0] for entry in entries]
    steps = [b - a for a, b in zip([0, *ids], ids, strict=False)]
    columns = [
        [len(entries)], steps, [e[3] for e in entries], [e[2] for e in entries],
        [e[1] + 1 for e in entries],
    ]  # fmt: skip
    return gzip.compress(b"".join(varint(v) for column in columns for v in column))


def pmtiles(path: Path, *, kind: int = 1) -> Path:
    """A file whose directory of the deeper tiles is a leaf."""
    data = b""
    low: list[tuple[int, int, int, int]] = []
    deep: list[tuple[int, int, int, int]] = []
    for (z, x, y), body in sorted(TILES.items(), key=lambda pair: number(*pair[0])):
        packed = gzip.compress(body)
        (deep if z > 1 else low).append((number(z, x, y), len(data), len(packed), 1))
        data += packed
    leaf = directory(deep)
    root = directory([*low, (deep[0][0], 0, len(leaf), 0)])
    at = 127 + len(root)
    head = b"PMTiles\x03" + struct.pack(
        "<11Q", 127, len(root), at, 0, at, len(leaf), at + len(leaf), len(data), 4, 4, 4
    )
    head += struct.pack("<6B", 1, 2, 2, kind, 0, 3) + b"\0" * 25
    path.write_bytes(head + root + leaf + data)
    return path


def test_every_tile_of_a_file_is_found_and_no_other(tmp_path: Path) -> None:
    file = PmTiles(pmtiles(tmp_path / "land.pmtiles"))
    for where, body in TILES.items():
        assert gzip.decompress(file.tile(*where) or b"") == body
    assert file.tile(1, 0, 0) is None
    assert file.tile(3, 0, 0) is None
    assert file.tile(9, 1, 1) is None
    file.close()


def test_tiles_are_numbered_along_the_curve_without_gaps() -> None:
    for z in range(5):
        side = range(2**z)
        before = (4**z - 1) // 3
        found = sorted(number(z, x, y) for x in side for y in side)
        assert found == list(range(before, before + 4**z))


def test_a_file_is_served_from_where_it_lies(
    record: Record, settings: Settings, tmp_path: Path
) -> None:
    below = replace(settings, basemap=pmtiles(tmp_path / "land.pmtiles"))
    client = TestClient(create_app(record, below), base_url="http://127.0.0.1:8765")
    assert 'data-basemap="vector" data-zooms="0,3"' in client.get("/").text
    assert client.get("/basemap/1/1/0").content == b"north-east"
    assert client.get("/basemap/1/0/0").status_code == 204
    assert client.get("/basemap/1/7/0").status_code == 204


def test_only_the_hosts_of_a_style_are_let_in(
    record: Record, settings: Settings, tmp_path: Path
) -> None:
    style = {
        "version": 8, "layers": [],
        "sources": {"s": {"type": "raster", "tiles": ["https://tiles.example/{z}/{x}/{y}.png"]}},
    }  # fmt: skip
    path = tmp_path / "style.json"
    path.write_text(json.dumps(style), "utf-8")
    app = create_app(record, replace(settings, basemap=path))
    client = TestClient(app, base_url="http://127.0.0.1:8765")
    policy = client.get("/").headers["content-security-policy"]
    assert "connect-src 'self' https://tiles.example;" in policy
    assert "script-src 'self';" in policy
    assert client.get("/basemap/style.json").json() == style


@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        ("a.pmtiles", b"PMTiles\x02" + b"\0" * 200, "version 3"),
        ("a.pmtiles", b"", "version 3"),
        ("a.json", b"[]", "no MapLibre style"),
        ("a.json", b"{", "neither PMTiles nor JSON"),
    ],
)
def test_what_is_no_base_map_is_told(tmp_path: Path, name: str, body: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(body)
    with pytest.raises(InputError, match=told):
        underlay(path)
    with pytest.raises(InputError, match="cannot be read"):
        underlay(tmp_path / f"not-there-{name}")
