"""What the benchmark's limits hold, and what does not hide the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench import __main__ as bench
from bench.coreference import conll


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


def test_coreference_scores_are_those_of_the_literature() -> None:
    """The example of Luo (2005): one cluster too many joined; MUC is blind to which."""
    gold = ["12345", "67", "89ABC"]
    joined_small = conll(gold, ["12345", "6789ABC"])
    joined_large = conll(gold, ["1234589ABC", "67"])
    assert joined_small["muc"] == pytest.approx(94.7, abs=0.05)
    assert joined_large["muc"] == pytest.approx(94.7, abs=0.05)
    assert joined_small["b_cubed"] == pytest.approx(86.5, abs=0.05)
    assert joined_large["b_cubed"] == pytest.approx(73.7, abs=0.05)
    assert joined_small["ceaf_e"] == pytest.approx(73.3, abs=0.05)
    assert joined_large["ceaf_e"] == pytest.approx(66.7, abs=0.05)
    assert conll(gold, gold)["conll"] == pytest.approx(100)
