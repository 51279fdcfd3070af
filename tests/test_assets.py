"""Every binary asset is listed with its hash in docs/assets.md, and the list is true."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import dateline

PACKAGE = Path(dateline.__file__).parent
PAGE = Path(__file__).parents[1] / "docs" / "assets.md"
ROW = re.compile(r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$", re.MULTILINE)
BINARY = {".onnx", ".gz", ".npy", ".woff2", ".pbf", ".png"}


def _listed() -> dict[str, str]:
    return dict(ROW.findall(PAGE.read_text("utf-8")))


def test_the_hashes_are_those_of_the_files() -> None:
    listed = _listed()
    assert listed
    for name, told in listed.items():
        assert hashlib.sha256((PACKAGE / name).read_bytes()).hexdigest() == told, name


def _vendored(path: Path) -> bool:
    return path.parent.name == "vendor" and "LICENSE" not in path.name


def test_no_binary_is_left_out() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and (path.suffix in BINARY or _vendored(path))
    }
    assert found <= set(_listed())
