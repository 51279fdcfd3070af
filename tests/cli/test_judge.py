"""Judgements given and seen in the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest
from tests.cli.conftest import Run
from tests.making import ARMY, control, day, reading

from dateline.cli.judge import VERDICTS
from dateline.model import PlaceRef
from dateline.model.judgement import Verdict
from dateline.pipeline import open_record, search_places
from dateline.settings import load_settings

BY = {"DATELINE_REVIEWER": "Ada"}


def lines(run: Run, *arguments: object) -> list[dict[str, object]]:
    ran = run(*arguments, "--format", "jsonl")
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_a_wrong_event_is_gone_until_that_is_retracted(run: Run, store: Path) -> None:
    [event] = lines(run, "events", "--store", store)
    judged = run("judge", event["id"], "wrong", "--why", "a drill", "--store", store, **BY)
    assert judged.returncode == 0
    assert "wrong: 2 claims" in judged.stderr
    assert lines(run, "events", "--store", store) == []
    log = run("log", "--store", store)
    assert "a drill" in log.stdout
    assert "Ada" in log.stdout
    made = lines(run, "log", "--store", store)
    assert {j["subject"] for j in made} == set(event["claims"])  # type: ignore[call-overload]
    for judgement in made:
        assert run("judge", judgement["id"], "retract", "--store", store, **BY).returncode == 0
    assert [e["claims"] for e in lines(run, "events", "--store", store)] == [event["claims"]]
    claim = made[0]["subject"]
    assert len(lines(run, "log", claim, "--store", store)) == 1
    assert "wrong" in run("explain", claim, "--store", store).stdout


def test_one_event_is_judged_to_be_two_and_one_again(run: Run, store: Path) -> None:
    [event] = lines(run, "events", "--store", store)
    claims = event["claims"]
    assert isinstance(claims, list)
    one, other = claims
    assert run("judge", one, "different", "--object", other, "--store", store, **BY).returncode == 0
    split = lines(run, "events", "--store", store)
    assert len(split) == 2
    a, b = (e["id"] for e in split)
    assert run("judge", a, "same", "--object", b, "--store", store, **BY).returncode == 0
    assert len(lines(run, "events", "--store", store)) == 1


def test_a_corrected_slot_shows_everywhere(run: Run, store: Path) -> None:
    with open_record(store) as record:
        [event] = record.events()
    command = ("judge", event.claims[0], "corrected", "--slot")
    fits = run(*command, "killed", "--value", '{"best": 7}', "--store", store, **BY)
    assert fits.returncode == 0
    [after] = lines(run, "events", "--store", store)
    assert after["killed"]["best"] == 7  # type: ignore[index]
    for slot, value, message in (
        ("killed", "many", "does not fit"),
        ("colour", "red", "no slot 'colour'"),
        ("span", "[0, 1]", "no slot 'span'"),
    ):
        wrong = run(*command, slot, "--value", value, "--store", store, **BY)
        assert (wrong.returncode, wrong.stdout) == (2, "")
        assert message in wrong.stderr


def test_an_actor_is_known_as_one_of_the_register(run: Run, store: Path) -> None:
    with open_record(store) as record:
        holding = record.holds("Aldbury")[-1]
    for claim in holding.claims:
        ran = run("judge", claim, "is_actor", "--object", "ukr.gov", "--store", store, **BY)
        assert ran.returncode == 0, ran.stderr
    after = lines(run, "holds", "Aldbury", "--store", store)[-1]
    assert after["holder"]["id"] == "ukr.gov"  # type: ignore[index]
    assert after["holder"]["text"] == "rebels"  # type: ignore[index]
    both = run("judge", holding.claims[0], "is_actor", "--object", "x.y", "--store", store, **BY)
    assert both.returncode == 2
    assert "no actor 'x.y'" in both.stderr


def test_a_place_is_known_as_one_of_the_gazetteer(run: Run, store: Path) -> None:
    with open_record(store) as record:
        place = next(p for p in record.places() if p.place.name == "Nether Wick")
    ran = run("judge", place.id, "is_place", "--object", "iso:UA", "--store", store, **BY)
    assert ran.returncode == 0, ran.stderr
    with open_record(store) as record:
        after = next(p for p in record.places() if p.place.id == "iso:UA")
    assert after.claims == place.claims
    assert after.place.precision == "country"
    wrong = run("judge", after.id, "is_place", "--object", "t:9", "--store", store, **BY)
    assert wrong.returncode == 2
    assert "no place 't:9'" in wrong.stderr


def test_an_actor_is_known_as_one_of_an_added_list(run: Run, store: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[actor]]\nname = "River Guard"\ncountry = "NOR"\nkind = "militia"\n', "utf-8")
    here = {"DATELINE_CACHE": str(tmp_path / "cache"), **BY}
    assert run("actors", "add", own, **here).returncode == 0
    found = run("actors", "search", "River Guard", **here).stdout
    identity = next(word for word in found.split() if word.startswith("nor."))
    with open_record(store) as record:
        holding = record.holds("Aldbury")[-1]
    for claim in holding.claims:
        ran = run("judge", claim, "is_actor", "--object", identity, "--store", store, **here)
        assert ran.returncode == 0, ran.stderr
    after = lines(run, "holds", "Aldbury", "--store", store)[-1]
    assert after["holder"]["name"] == "River Guard"  # type: ignore[index]


def test_two_names_are_judged_one_place_and_its_holdings_become_one_story(
    run: Run, tmp_path: Path
) -> None:
    taken = "The rebels captured Upper Goma."
    held = "The army took Goma Hill back, residents said."
    db = tmp_path / "names.db"
    upper = PlaceRef(text="Upper Goma", name="Upper Goma")
    hill = PlaceRef(text="Goma Hill", name="Goma Hill")
    with open_record(db) as record:
        record.add(reading(taken, control(taken, taken[:-1], where=upper, when=day("2031-05-06"))))
        claim = control(
            held, "took Goma Hill back", holder=ARMY, where=hill, when=day("2031-05-09")
        )
        record.add(reading(held, claim, title="Second dispatch"))
        assert {p.place.name for p in record.places()} == {"Upper Goma", "Goma Hill"}
    [found] = search_places(load_settings(), "Goma", country="CD", limit=1, notice=print)
    identity = found.place.id
    for name in ("Upper Goma", "Goma Hill"):
        holding = lines(run, "holds", name, "--store", db)[-1]
        ran = run("judge", holding["id"], "is_place", "--object", identity, "--store", db, **BY)
        assert ran.returncode == 0, ran.stderr
        assert "is_place: 1 claim" in ran.stderr
    story = lines(run, "holds", "Goma", "--store", db)
    held_by = [h["holder"]["text"] for h in story if h["status"] == "held"]  # type: ignore[index]
    assert held_by == ["rebels", "the army"]
    assert len({claim for h in story for claim in h["claims"]}) == 2  # type: ignore[attr-defined]
    assert {h["place"]["id"] for h in story} == {identity}  # type: ignore[index]
    made = lines(run, "log", "--store", db)
    assert run("judge", made[0]["id"], "retract", "--store", db, **BY).returncode == 0
    with open_record(db) as record:
        names = {p.place.name for p in record.places()}
    assert len(names) == 2
    assert names & {"Upper Goma", "Goma Hill"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("abcdef0123456789", "wrong"), "no id begins with"),
        (("abcdef0123456789", "retract"), "dateline log"),
        (("abcdef0123456789", "same"), "--object"),
        (("abcdef0123456789", "perhaps"), "perhaps"),
    ],
)
def test_misuse_is_one_clear_message(
    run: Run, store: Path, arguments: tuple[str, ...], message: str
) -> None:
    ran = run("judge", *arguments, "--store", store, **BY)
    assert ran.returncode == 2
    assert message in ran.stderr
    assert "Traceback" not in ran.stderr


def test_nobody_judges_without_a_name(run: Run, store: Path) -> None:
    [event] = lines(run, "events", "--store", store)
    ran = run("judge", event["id"], "wrong", "--store", store)
    assert ran.returncode == 2
    assert "DATELINE_REVIEWER" in ran.stderr
    assert "Nobody has judged" in run("log", "--store", store).stdout


def test_the_command_knows_every_verdict() -> None:
    assert set(VERDICTS) == set(get_args(Verdict))
