"""The base map that a user set in place of the shipped one: a file of tiles, or a style.

A style may name other machines: to set it is to allow them, and the policy of pages lets these
hosts in and no other.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from dateline.errors import InputError
from dateline.web.pmtiles import PmTiles

_ADDRESS = re.compile(r"https?://[^\"\s{}]+")


@dataclass(frozen=True, slots=True)
class Underlay:
    """What lies below the record.

    Attributes:
        kind: `vector` or `raster` tiles of a file, or a `style`.
        tiles: the file of tiles; None for a style.
        style: the style as it lies; empty for tiles.
        hosts: origins that a style asks.
    """

    kind: Literal["vector", "raster", "style"]
    tiles: PmTiles | None = None
    style: bytes = b""
    hosts: tuple[str, ...] = ()


def underlay(path: Path | None) -> Underlay | None:
    """Open the base map at `path`; None where none is set.

    Raises:
        InputError: it is not there, or neither PMTiles nor a style.
    """
    if path is None:
        return None
    if path.suffix == ".pmtiles":
        tiles = PmTiles(path)
        return Underlay("vector" if tiles.vector else "raster", tiles)
    try:
        body = path.read_bytes()
        told = json.loads(body)
    except OSError as error:
        raise InputError(f"base map {path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise InputError(f"base map {path} is neither PMTiles nor JSON: {error}") from error
    if not isinstance(told, dict) or told.get("version") != 8 or "layers" not in told:
        raise InputError(f"base map {path} is no MapLibre style: it has no version 8 and layers")
    named = (urlsplit(address) for address in _ADDRESS.findall(body.decode("utf-8", "replace")))
    hosts = sorted({f"{u.scheme}://{u.netloc}" for u in named})
    return Underlay("style", style=body, hosts=tuple(hosts))
