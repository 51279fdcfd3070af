from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from bench.simulate import baselines, curves, delay, score
from bench.simulate.__main__ import measured
from bench.simulate.big import readings
from bench.simulate.press import press
from bench.simulate.wording import place_name, worded
from bench.simulate.world import CONTESTED, START, world


def test_a_seed_makes_one_war_and_one_press() -> None:
    one, other = (world(5, places=30, days=20, attacks=1.0) for _ in range(2))
    assert one.happenings == other.happenings
    assert (one.holder == other.holder).all()
    told = [[t.reading for t in press(w, 5, noise=0.5)] for w in (one, other)]
    assert told[0] == told[1]


def test_places_change_hands_only_by_what_happens() -> None:
    war = world(6, places=40, days=40, attacks=2.0)
    for place in range(40):
        last, held = 0, int(war.holder[0, place])
        for day in range(1, 40):
            now = int(war.holder[day, place])
            if now == CONTESTED:
                continue
            if held not in (CONTESTED, now):
                since = [h for h in war.happenings if h.place == place and last < h.day <= day]
                assert [h.actor for h in since if h.taken][-1] == now
            last, held = day, now


def test_calibration_is_nought_where_chances_come_true() -> None:
    chance = np.repeat([0.75, 0.95], [400, 2000])
    hit = np.concatenate([np.arange(400) % 4 > 0, np.arange(2000) % 20 > 0])
    assert score.calibration(chance, hit) == pytest.approx(0)
    assert score.calibration(chance, np.zeros(2400, dtype=bool)) > 0.9


def test_rules_of_thumb() -> None:
    told = [
        baselines.Vote(1, 1, 0, "a"),
        baselines.Vote(2, 2, 1, "b"),
        baselines.Vote(2, 2, 0, "c"),
        baselines.Vote(2, 2, 0, "c"),
        baselines.Vote(3, 3, 1, "b"),
    ]
    assert baselines.last_report(told, 4).tolist() == [baselines.UNKNOWN, 0, 0, 1]
    by_article = baselines.majority(told, 4, window=30, by_line=False)
    assert by_article.tolist() == [baselines.UNKNOWN, 0, 0, 0]
    assert baselines.majority(told, 4, window=1, by_line=True)[3] == 1


def test_weighing_is_calibrated_and_names_fewer_wrong_holders_than_rules_of_thumb() -> None:
    found = measured(7, 0.5)
    assert found["weighed.ece"] < 0.05
    best = min(found[f"{rule}.brier"] for rule in ("last", "articles", "lineages"))
    assert found["weighed.brier"] < best


def test_a_big_record_is_made_of_round_ups() -> None:
    made = list(readings(events=52, places=20))
    assert len(made) == 11
    assert sum(1 for r in made for c in r.claims if c.because.rule == "simulated") >= 52
    assert len({r.report.id for r in made}) == 11


def test_a_change_is_seen_late_or_missed() -> None:
    war = world(8, places=30, days=60, attacks=1.0)
    truth = {day: war.holder[day].tolist() for day in range(0, 60, 2)}
    waits, missed = delay.delays(war, truth)
    assert sorted(waits)[len(waits) // 2] <= 1  # the rest are fought over again at once
    blind = {day: [-1] * 30 for day in truth}
    assert delay.delays(war, blind) == ([], len(waits) + missed)


def test_the_press_is_put_into_words_that_its_reprints_share() -> None:
    war = world(3, places=12, days=20, attacks=1.0)
    texts: dict[str, set[str]] = {}
    for told in press(war, 3, noise=0.5):
        report = told.reading.report
        number = int(
            str(told.reading.claims[0].where and told.reading.claims[0].where.id).split(":")[1]
        )
        text = worded(told.reading, number, START)
        assert place_name(number) in text
        assert "{" not in text
        texts.setdefault(report.text.partition(".")[0], set()).add(text)
    assert len(texts) > 20
    assert all(len(same) == 1 for same in texts.values())


def test_the_same_figures_are_drawn_to_the_same_byte(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="extra `curves`")
    figures = {
        noise: dict.fromkeys((*curves.LABELS, "weighed.ece"), noise / 8) for noise in (0.0, 1.0)
    }
    drawn = []
    for name in ("one.svg", "other.svg"):
        curves.draw(figures, str(tmp_path / name))
        drawn.append((tmp_path / name).read_bytes())
    assert drawn[0] == drawn[1]
    assert b"weighing: wrong or unsure" in drawn[0]
