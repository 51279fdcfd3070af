"""Content-hash identities: the same facts get the same id, wherever and whenever they are read."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

ID_DIGITS = 16
"""Hex digits kept of a SHA-256: 64 bits, a collision chance below 1e-7 at a million items."""

_encoder = msgspec.json.Encoder(order="sorted")


def content_id(*parts: Any) -> str:
    """Return the first 16 hex digits of the SHA-256 of `parts` as canonical JSON.

    Args:
        parts: anything that msgspec writes as JSON; dictionaries are sorted by key.
    """
    return hashlib.sha256(_encoder.encode(parts)).hexdigest()[:ID_DIGITS]


def bytes_id(data: bytes) -> str:
    """Return the first 16 hex digits of the SHA-256 of `data`, the id of a stored page."""
    return hashlib.sha256(data).hexdigest()[:ID_DIGITS]


def text_sha256(text: str) -> str:
    """Return the whole SHA-256, in hex, of `text` in UTF-8 (lone surrogates kept)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
