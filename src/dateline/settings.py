"""Settings, typed and passed in; nothing reads them from a global.

They come from, last wins: the defaults here, a TOML file (`dateline.toml` in the working folder
or named by `DATELINE_SETTINGS`), environment variables `DATELINE_*`, options of a command.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, get_type_hints

import tomli

from dateline.errors import InputError


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a user can set.

    Attributes:
        store: path of the SQLite store, or an SQLAlchemy URL.
        cache: folder for what can be made again (the gazetteer's index).
        pipeline: name of an installed spaCy pipeline to use in place of the shipped model.
        frames: folder of further frame tables, read beside the shipped ones (see the codebook).
        workers: processes that read.
        max_bytes: a page over this size is refused (bytes).
        fetch_timeout_s: seconds for one request, everything included.
        contact: how a site's operator reaches whoever runs this, for the User-Agent.
        reviewer: name put on judgements.
        basemap: a PMTiles file or a MapLibre style (JSON), drawn below the map of `dateline serve`
            in place of land and borders.
    """

    store: str = "dateline.db"
    cache: Path = Path("~/.cache/dateline")
    pipeline: str | None = None
    frames: Path | None = None
    workers: int = 1
    max_bytes: int = 32 * 1024 * 1024
    fetch_timeout_s: float = 30.0
    contact: str | None = None
    reviewer: str | None = None
    basemap: Path | None = None


def load_settings(path: Path | None = None, environ: dict[str, str] | None = None) -> Settings:
    """Return the settings from file and environment.

    Args:
        path: a TOML file; default `DATELINE_SETTINGS`, else `dateline.toml` if it is there.
        environ: default the process's environment.

    Raises:
        InputError: the file is missing or not TOML, a key is unknown, a value does not fit.
    """
    env = dict(os.environ) if environ is None else environ
    named = path or (Path(env["DATELINE_SETTINGS"]) if env.get("DATELINE_SETTINGS") else None)
    found = named or Path("dateline.toml")
    values: dict[str, Any] = {}
    if env.get("XDG_CACHE_HOME"):
        values["cache"] = Path(env["XDG_CACHE_HOME"]) / "dateline"
    if named or found.is_file():
        try:
            values |= tomli.loads(found.read_text("utf-8"))
        except FileNotFoundError as error:
            raise InputError(f"settings file {found} is not there: check the path") from error
        except (tomli.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            raise InputError(f"settings file {found} cannot be read: {error}") from error
    names = [f.name for f in fields(Settings)]
    for key in values:
        if key not in names:
            raise InputError(f"unknown setting {key!r} in {found}; known: {', '.join(names)}")
    for name in names:
        if (text := env.get(f"DATELINE_{name.upper()}")) is not None:
            values[name] = text
    hints = get_type_hints(Settings)
    settings = replace(Settings(), **{k: _typed(k, v, hints[k]) for k, v in values.items()})
    return replace(settings, cache=settings.cache.expanduser())


def _typed(name: str, value: Any, kind: Any) -> Any:
    wanted = {int: int, float: float, Path: Path, Path | None: Path}.get(kind, str)
    try:
        typed = wanted(value)
    except (TypeError, ValueError) as error:
        raise InputError(f"setting {name}: {value!r} is not a {wanted.__name__}") from error
    if isinstance(typed, int | float) and typed <= 0:
        raise InputError(f"setting {name}: {value!r} must be above 0")
    return typed
