"""Settings: where they come from, and what is refused."""

from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.settings import load_settings


def test_a_folder_of_frames_is_a_path(tmp_path: Path) -> None:
    file = tmp_path / "dateline.toml"
    file.write_text(f'frames = "{tmp_path.as_posix()}"\n', encoding="utf-8")
    assert load_settings(file, {}).frames == tmp_path


def test_the_environment_wins(tmp_path: Path) -> None:
    file = tmp_path / "dateline.toml"
    file.write_text('frames = "elsewhere"\n', encoding="utf-8")
    assert load_settings(file, {"DATELINE_FRAMES": "mine"}).frames == Path("mine")


def test_an_unknown_setting_is_told(tmp_path: Path) -> None:
    file = tmp_path / "dateline.toml"
    file.write_text('frame = "mine"\n', encoding="utf-8")
    with pytest.raises(InputError, match="frame"):
        load_settings(file, {})
