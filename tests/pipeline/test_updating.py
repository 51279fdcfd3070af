"""Findings brought up to date are, to the byte, those derived anew, whatever came in what order."""

from __future__ import annotations

import datetime as dt
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.making import ARMY, REBELS, TOWN, VILLAGE, control, day, event, reading, statement

from dateline.keep import open_store
from dateline.model import (
    ActorRef,
    Doubt,
    Judgement,
    PlaceRef,
    Plover,
    Reading,
    Toll,
    judged,
    to_json,
)
from dateline.pipeline import rebuilding
from dateline.pipeline.progress import unseen
from dateline.weigh import weigh

NAMELESS = ActorRef(text="rebels", plover=Plover(country="NOR", sector="REB"))
OTHERS = ActorRef(
    text="the Hill Front",
    name="Hill Front",
    id="nor.hill",
    plover=Plover(country="NOR", sector="REB"),
)
PROVINCE = PlaceRef(
    text="Fen province", name="Fen", id="t:9", feature="admin1", country="NO", lat=10.0, lon=20.0,
    precision="admin1",
)  # fmt: skip
INSIDE = PlaceRef(
    text="Fenby", name="Fenby", id="t:3", feature="town", admin1="Fen", country="NO", lat=10.1,
    lon=20.2, precision="exact",
)  # fmt: skip
DISTRICT = PlaceRef(
    text="North Wick", name="North Wick", id="t:7", feature="admin2", precision="admin2",
    country="SD",
)  # fmt: skip
BOUNDED = PlaceRef(
    text="Combe", name="Combe", id="t:6", lat=11.0, lon=20.0, precision="exact", feature="village",
    country="SD", within=("t:7",),
)  # fmt: skip
PLACES = [
    TOWN, VILLAGE, PROVINCE, INSIDE, DISTRICT, BOUNDED, None,
    PlaceRef(text="Aldburi", name="Aldbury", id="t:1", lat=10.0, lon=20.0, precision="exact"),
    PlaceRef(text="al-Aldbury", lat=10.03, lon=20.03, precision="near"),
    PlaceRef(text="Aldbury"),
    PlaceRef(text="Aldbury", name="Aldbury", id="t:8", lat=40.0, lon=60.0, precision="exact"),
]  # fmt: skip
DAYS = [day(f"2031-05-{n:02}") for n in (2, 3, 9, 20)] + [
    None, day("2031-05-03", origin="publication")
]  # fmt: skip
BODIES = """\
The shells fell for six hours on the market of the town and on the school behind it, and nobody \
could tell who had given the order to open fire on them from the hills.
A column of lorries came down the river road before dawn and stopped at the old mill, where \
officers spoke with the elders and left again without a word to the press.
Bread was sold out by noon in every quarter of the city while queues at the wells grew long and \
the ferry did not run for the third day in a row because of the wind.""".splitlines()


@st.composite
def told(draw: st.DrawFn) -> Reading:
    """A short report that may share its text with others, with some claims."""
    number = draw(st.integers(0, 9))
    bodies = draw(st.lists(st.sampled_from(BODIES), max_size=3))
    said = draw(st.sampled_from(["We hold the bridge and every road to it", "No"]))
    act = "Rebels took the town and fought the army there until the evening came and all was still."
    text = f'Report {number}. {act} "{said}," they said. {" ".join(bodies)}'
    party = st.sampled_from([REBELS, REBELS, ARMY, NAMELESS, ARMY, OTHERS])
    where, when = st.sampled_from(PLACES), st.sampled_from(DAYS)
    claims: list[Any] = []
    for kind in draw(st.lists(st.sampled_from("cces"), max_size=4)):
        common: dict[str, Any] = {"where": draw(where), "when": draw(when)}
        common["status"] = draw(st.sampled_from(["asserted", "asserted", "claimed", "denied"]))
        common["claimed_by"] = None if common["status"] == "asserted" else draw(party)
        if kind == "c":
            change = draw(st.sampled_from(["gained", "held", "lost", "contested"]))
            who = draw(party)
            claims.append(control(text, "took the town", change=change, holder=who, **common))
        elif kind == "e":
            best = draw(st.sampled_from([None, 3, 8, 20]))
            toll = Toll(low=best, best=best, high=best) if best else None
            acts = {
                "actors": (draw(party),),
                "killed": toll,
                "event": draw(st.sampled_from(["ASSAULT", "COERCE"])),
            }
            claims.append(event(text, "fought the army", **acts, **common))
        else:
            claims.append(statement(text, said, speaker=draw(party), **common))
    made = reading(
        text,
        *claims,
        reader=draw(st.sampled_from(["test/1", "test/2"])),
        # The same text is the same outlet's, but for now and then: then all is derived anew.
        publisher=draw(st.sampled_from([("Star", "Post", "Coast")[number % 3]] * 9 + ["Echo"])),
        agency="Delta Agency" if number == 4 else None,
        published=(dt.date(2031, 5, 3), dt.date(2031, 5, 4), None, dt.date(2031, 9, 1))[number % 4],
    )
    from msgspec.structs import replace

    odd = (Doubt(kind="count_mismatch", note="Two counts."),)
    return replace(made, doubts=odd) if draw(st.booleans()) else made


VERDICTS = ("wrong", "right", "same", "different", "corrected", "is_place", "retract")
NUMBER = st.integers(0, 30)
STEP = st.one_of(
    told(),
    st.tuples(st.sampled_from(VERDICTS), NUMBER, NUMBER),
    st.just("settle"),
    st.just("settle"),
)


def judgement(
    step: tuple[str, int, int], ids: list[str], made: list[Judgement]
) -> Judgement | None:
    verdict, one, other = step
    subjects = [j.id for j in made] if verdict == "retract" else ids
    if not subjects:
        return None
    fields: dict[str, Any] = {"subject": subjects[one % len(subjects)]}
    if verdict in ("same", "different"):
        fields["object"] = ids[other % len(ids)]
        if fields["object"] == fields["subject"]:
            return None
    elif verdict == "corrected":
        fields |= {"slot": "status", "value": '"denied"'}
    elif verdict == "is_place":
        fields["value"] = to_json(VILLAGE).decode()
    at = dt.datetime(2031, 6, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=len(made))
    return judged(Judgement(verdict=verdict, by="Ada", at=at, **fields))  # type: ignore[arg-type]


def findings(path: Path) -> list[tuple[Any, ...]]:
    """All rows of all findings, and what they rest on."""
    with closing(sqlite3.connect(path)) as plain:
        names = ("events", "statements", "holdings", "places", "doubts")
        tables = [f"findings_{name}" for name in names]
        rows: list[tuple[Any, ...]] = []
        for table in (*tables, "findings_supports"):
            rows += sorted(
                (table, *map(repr, row))
                for row in plain.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own names
            )
        return rows


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(STEP, min_size=1, max_size=16))
def test_updated_findings_are_those_derived_anew(steps: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "war.db"
        with open_store(path) as store:
            made: list[Judgement] = []
            for step in [*steps, "settle"]:
                if step == "settle":
                    rebuilding.settled(store, unseen)
                elif isinstance(step, Reading):
                    store.add(step)
                else:
                    ids = sorted({c.id for kept in store.kept() for c in kept.claims})
                    if one := judgement(step, ids, made):
                        made.append(one)
                        store.judge(one)
            updated = findings(path)
            rebuilding.rebuilt(store, unseen)
            assert updated == findings(path)
            kept = list(store.kept())
            raised = [(k.report, doubt) for k in kept for doubt in k.doubts]
            found = weigh([(k.report, k.claims) for k in kept], store.judgements(), raised=raised)
            weighed = sorted(to_json(f) for f in found)
            with closing(sqlite3.connect(path)) as plain:
                bodies = [
                    body
                    for table in ("events", "statements", "holdings", "places", "doubts")
                    for (body,) in plain.execute(f"SELECT json FROM findings_{table}")  # noqa: S608
                ]
            assert sorted(bodies) == weighed
