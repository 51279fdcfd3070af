"""What `import dateline` offers, and what it costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import dateline

PUBLIC = [
    "ActorRef",
    "Claim",
    "ControlClaim",
    "DatelineError",
    "EventClaim",
    "EventFinding",
    "Explanation",
    "Holding",
    "InputError",
    "ItemError",
    "Judgement",
    "PlaceFinding",
    "PlaceRef",
    "Reading",
    "Record",
    "Report",
    "Settings",
    "SourceError",
    "StatementClaim",
    "StatementFinding",
    "When",
    "__version__",
    "load_settings",
    "open",
    "read",
]


def test_the_public_names_are_these() -> None:
    assert dateline.__all__ == PUBLIC
    assert all(getattr(dateline, name) is not None for name in PUBLIC)
    assert dir(dateline) == sorted(PUBLIC)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        dateline.nothing  # noqa: B018


def test_importing_costs_nothing_heavy() -> None:
    code = (
        "import sys, dateline; "
        "sys.exit(str({'spacy', 'sqlalchemy', 'msgspec', 'numpy', 'click'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == "set()"


def test_read_is_a_verb_and_a_room() -> None:
    from dateline.read.scene import Scene

    assert callable(dateline.read)
    assert vars(dateline.read)["scene"].Scene is Scene


def test_a_path_an_address_and_a_text_are_told_apart(tmp_path: Path) -> None:
    from dateline.pipeline.api import _is_text

    file = tmp_path / "report.txt"
    file.write_text("x")
    assert not _is_text(file)
    assert not _is_text(str(file))
    assert not _is_text(tmp_path / "not-there.txt")
    assert not _is_text("https://example.org/a")
    assert _is_text("Rebels captured Hama.")
    assert _is_text(f"{file}\nis a path on a line of its own")
    assert _is_text("a null \0 byte")
    assert _is_text("x" * 5000)


def test_a_missing_file_and_a_folder_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(dateline.InputError, match="none"):
        dateline.read(tmp_path / "none.txt")
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"Report {name} of the war in the north, in full.")
    with pytest.raises(dateline.InputError, match="2 reports"):
        dateline.read(tmp_path)


def test_days_are_checked() -> None:
    with pytest.raises(dateline.InputError, match="write it like 2024-12-05"):
        dateline.read("Rebels captured Hama.", published="2024-13-45")
