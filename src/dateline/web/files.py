"""The files that pages load: their address names their content, so that browsers may keep them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"


@cache
def static_path() -> str:
    """Return the path below which the files are served; another one where any file is another."""
    told = hashlib.sha256()
    for file in sorted(STATIC.rglob("*")):
        if file.is_file():
            told.update(f"{file.relative_to(STATIC)} {file.stat().st_size} ".encode())
            told.update(file.read_bytes())
    return f"/static/{told.hexdigest()[:12]}"
