"""How many reports there will be."""

from __future__ import annotations

from pathlib import Path

from dateline.pipeline import how_many


def test_files_are_counted_where_each_is_one_report(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("a.txt", "b.html", "in/c.txt", ".d.txt", ".hidden/e.txt"):
        (tmp_path / name).write_text("Rebels captured Aldbury.")
    assert how_many([str(tmp_path)]) == 3
    assert how_many([str(tmp_path), str(tmp_path / "a.txt"), "https://example.org/x"]) == 5
    assert how_many(["-"]) is None
    (tmp_path / "many.jsonl").write_text("")
    assert how_many([str(tmp_path)]) is None
