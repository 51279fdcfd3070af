"""A file of tiles as PMTiles 3 has them: one tile is found by two or three short reads.

The format: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md. The file is only read,
and nothing of it is kept but its directories.
"""

from __future__ import annotations

import os
import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

from dateline.errors import InputError

_LENGTH = 127
_PLAIN, _GZIP = 1, 2
_MEDIA = {
    1: "application/vnd.mapbox-vector-tile", 2: "image/png", 3: "image/jpeg", 4: "image/webp",
    5: "image/avif",
}  # fmt: skip
_MOST = 16 * 1024 * 1024
"""Bytes of a directory or tile, unpacked: beyond, the file is broken or hostile."""
_DEEP = 4
"""Directories below one another; the format has three at most."""

Entry = tuple[int, int, int, int]
"""First tile, offset, bytes, and for how many tiles it stands; 0 for a directory."""


class PmTiles:
    """A PMTiles file that is open for reading.

    Attributes:
        media: type of its tiles.
        vector: whether they are vector tiles.
        zooms: least and greatest zoom.
        packed: whether tiles are gzip-compressed as they lie.
    """

    def __init__(self, path: Path) -> None:
        """Open `path`.

        Raises:
            InputError: it is not there, or no PMTiles file of version 3.
        """
        try:
            self._file = os.open(path, os.O_RDONLY)
        except OSError as error:
            raise InputError(f"base map {path} cannot be read: {error.strerror}") from error
        head = os.pread(self._file, _LENGTH, 0)
        if len(head) < _LENGTH or head[:7] != b"PMTiles" or head[7] != 3:
            os.close(self._file)
            raise InputError(f"base map {path} is no PMTiles file of version 3")
        told = struct.unpack_from("<11Q", head, 8)
        (self._root, self._root_bytes, _, _, self._leaves, _, self._data, *_) = told
        _, self._inside, tiles, kind, low, high = struct.unpack_from("<6B", head, 96)
        self.media, self.vector = _MEDIA.get(kind, _MEDIA[1]), kind == 1
        self.zooms, self.packed = (low, high), tiles == _GZIP
        self._known: dict[int, tuple[Entry, ...]] = {}
        if {self._inside, tiles} - {0, _PLAIN, _GZIP}:
            os.close(self._file)
            raise InputError(f"base map {path} is compressed with neither gzip nor nothing")

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """Return a tile as it lies in the file; None where there is none."""
        wanted = number(z, x, y)
        offset, size = self._root, self._root_bytes
        for _ in range(_DEEP):
            entries = self._directory(offset, size)
            at = bisect_right(entries, wanted, key=lambda e: e[0]) - 1
            if at < 0:
                return None
            first, start, length, run = entries[at]
            if run and wanted < first + run and length <= _MOST:
                return os.pread(self._file, length, self._data + start)
            if run:
                return None
            offset, size = self._leaves + start, length
        return None

    def _directory(self, offset: int, size: int) -> tuple[Entry, ...]:
        if offset not in self._known:
            raw = os.pread(self._file, min(size, _MOST), offset)
            if self._inside == _GZIP:
                raw = zlib.decompressobj(wbits=31).decompress(raw, _MOST)
            self._known[offset] = _entries(raw)
        return self._known[offset]


def number(z: int, x: int, y: int) -> int:
    """Return the number of a tile along Hilbert's curve, zoom after zoom.

    >>> number(0, 0, 0), number(1, 0, 0), number(1, 0, 1), number(1, 1, 1), number(1, 1, 0)
    (0, 1, 2, 3, 4)
    """
    before = ((1 << 2 * z) - 1) // 3
    side, along = 1 << z, 0
    half = side // 2
    while half:
        right, low = int(x & half > 0), int(y & half > 0)
        along += half * half * ((3 * right) ^ low)
        if not low:
            if right:
                x, y = half - 1 - x, half - 1 - y
            x, y = y, x
        half //= 2
    return before + along


def _entries(raw: bytes) -> tuple[Entry, ...]:
    """The entries of a directory: columns of variable-length numbers, one after the other."""
    values = _numbers(raw)
    count = next(values)
    ids, tile = [], 0
    for _ in range(count):
        tile += next(values)
        ids.append(tile)
    runs = [next(values) for _ in range(count)]
    sizes = [next(values) for _ in range(count)]
    offsets: list[int] = []
    for n in range(count):
        told = next(values)
        offsets.append(told - 1 if told else offsets[n - 1] + sizes[n - 1])
    return tuple(zip(ids, offsets, sizes, runs, strict=True))


def _numbers(raw: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in raw:
        value |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            yield value
            value = shift = 0
