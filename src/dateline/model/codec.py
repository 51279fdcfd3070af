"""JSON both ways for every noun; what is read back equals what was written."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from dateline.errors import ItemError

_encoder = msgspec.json.Encoder(order="deterministic")


def to_json(noun: Any) -> bytes:
    """Return `noun` as one line of canonical JSON in UTF-8, empty keys left out."""
    return _encoder.encode(noun)


def to_builtins(noun: Any) -> Any:
    """Return `noun` as dictionaries, lists and strings, as JSON would hold it."""
    return msgspec.to_builtins(noun)


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def from_json(data: bytes | str, kind: Any) -> Any:
    """Read a noun of type `kind` from JSON.

    Raises:
        ItemError: `data` is not JSON, or does not fit the type.
    """
    try:
        return _decoder(kind).decode(data)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ItemError(f"not a {getattr(kind, '__name__', kind)}: {error}") from error
