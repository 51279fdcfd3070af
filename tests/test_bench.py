"""What the benchmark's limits hold, and what does not hide the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench import __main__ as bench


def test_floors_and_ceilings_hold_on_their_side(tmp_path: Path) -> None:
    file = tmp_path / "floors.toml"
    file.write_text('[floors]\n"demo.f1" = 0.6\n[ceilings]\n"startup.help_s" = 0.2\n')
    known = bench.limits(file)
    assert not known.broken("demo.f1", 0.6)
    assert known.broken("demo.f1", 0.59)
    assert known.broken("demo.f1", float("nan"))
    assert not known.broken("startup.help_s", 0.2)
    assert known.broken("startup.help_s", 0.21)
    assert not known.broken("other", -1)
    assert known.told("startup.help_s") == "≤ 0.2"
    assert known.told("other") == ""


def test_the_file_of_limits_can_be_read() -> None:
    assert bench.limits() is not None


def test_a_bench_that_cannot_be_run_does_not_hide_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "BENCHES", ("no_such_bench", "startup"))
    failed: dict[str, Exception] = {}
    assert list(bench.figures(tmp_path, only="nothing.named.so", failed=failed)) == []
    assert list(failed) == ["no_such_bench"]
