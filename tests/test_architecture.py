"""Imports point down: what each room may import, read off the syntax tree, functions included."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import dateline

ROOT = Path(dateline.__file__).parent
LEAVES = {"errors", "settings", "version"}
MAY: dict[str, set[str]] = {
    "errors": set(),
    "version": set(),
    "settings": {"errors"},
    "model": {"errors"},
    "know": {"model", "errors", "settings", "version"},
    "gather": {"model", "errors", "settings", "version"},
    "read": {"model", "know", "errors", "settings", "version"},
    "weigh": {"model", "know", "errors", "settings", "version"},
    "keep": {"model", "errors", "settings", "version"},
    "territory": {"model", "know", "weigh", "errors"},
    "show": {"model", "know", "keep", "territory", "errors", "settings", "version"},
    "pipeline": {
        "model",
        "know",
        "gather",
        "read",
        "weigh",
        "keep",
        "territory",
        "sample",
        *LEAVES,
    },
    "sample": LEAVES,
    "web": {"pipeline", "show", "keep", "know", "model", "territory", *LEAVES},
    "cli": {"pipeline", "show", "web", "model", "territory", "sample", *LEAVES},
}
"""Room to the rooms that it may import; as in docs/architecture.md."""


def _imports(path: Path) -> set[str]:
    """Return the rooms of dateline that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno}: relative import"
            names = (
                [f"dateline.{alias.name}" for alias in node.names]
                if node.module == "dateline"
                else [node.module or ""]
            )
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("dateline.")}
    return found


def _modules() -> list[tuple[str, Path]]:
    out = []
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).parts
        room = parts[0].removesuffix(".py")
        if room not in {"__init__", "__main__"}:
            out.append((room, path))
    return out


@pytest.mark.parametrize(
    ("room", "path"), _modules(), ids=lambda v: v if isinstance(v, str) else v.stem
)
def test_imports_point_down(room: str, path: Path) -> None:
    assert room in MAY, f"{room} is no room of the house: name it in docs/architecture.md and here"
    wrong = _imports(path) - MAY[room] - {room}
    assert not wrong, f"{path.relative_to(ROOT)} imports {sorted(wrong)}; {room} may not"


def test_the_check_sees_imports_inside_functions(tmp_path: Path) -> None:
    module = tmp_path / "m.py"
    module.write_text("def f() -> None:\n    from dateline.keep import store\n    return store\n")
    assert _imports(module) == {"keep"}
