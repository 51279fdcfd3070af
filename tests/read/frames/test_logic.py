"""The small rules, on hand-built clauses: standing, prepositions, what a report lends, scores."""

import datetime as dt
from typing import Any, get_args

import msgspec
import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab
from tests import making

from dateline.know.frames import frame_book
from dateline.model import ActorRef, Because, ControlClaim, PlaceRef, Plover
from dateline.read.clauses.clause import Argument, Clause, Modality, Phrase
from dateline.read.control_context import completed
from dateline.read.doubts import reading_doubts
from dateline.read.frames import Features, Sight, score
from dateline.read.frames.fill import prepositions
from dateline.read.scene import Scene, Speech
from dateline.read.status import standing

TEXT = "Rebels took Kidal ."
ARMY = ActorRef(text="the army", id="mli.army")
REBELS = ActorRef(text="rebels", id="mli.rebels")


def sight(speech: Speech | None = None) -> Sight:
    doc = Doc(Vocab(), words=TEXT.split(), sent_starts=[True, False, False, False])
    report = making.report(doc.text, published=dt.date(2024, 5, 5))
    return Sight(Scene(report=report, doc=doc, speeches=(speech,) if speech else ()), frame_book())


def clause(**said: Any) -> Clause:
    return Clause(
        index=0, sentence=0, kind="verb", head=1, predicate=(1,), lemma="take", start=0, end=4,
        **said,
    )  # fmt: skip


def speech(act: Any) -> Speech:
    return Speech(
        content_spans=((0, 19),), form="indirect", cue=None, cue_lemma="say", act=act, speaker=ARMY
    )


@pytest.mark.parametrize(
    ("said", "act", "status"),
    [
        ({}, None, "asserted"),
        ({}, "say", "claimed"),
        ({}, "confirm", "claimed"),
        ({}, "deny", "denied"),
        ({"affirmed": False}, None, "denied"),
        ({"modality": "future"}, None, "planned"),
        ({"modality": "intention"}, "say", "planned"),
        ({"modality": "possible"}, None, "hypothetical"),
        ({"modality": "condition"}, None, "hypothetical"),
        ({"modality": "condition"}, "say", "planned"),  # "said it would take"
        ({"modality": "condition", "marker": "if"}, "say", "hypothetical"),
        ({"modality": "request"}, None, "hypothetical"),
        ({"tense": "future"}, None, "planned"),
    ],
)
def test_standing(said: dict[str, Any], act: str | None, status: str) -> None:
    told = standing(sight(speech(act) if act else None), clause(**said))
    assert told.status == status
    assert told.claimed_by == (ARMY if act else None)


def test_every_modality_has_a_standing() -> None:
    for modality in get_args(Modality):
        assert standing(sight(), clause(modality=modality)).status


def test_an_attempt_is_tried_and_a_failure_failed() -> None:
    assert standing(sight(), clause(modality="attempt")).tried
    assert standing(sight(), clause(modality="failure")).failed


@pytest.mark.parametrize(
    ("own", "also"),
    [
        ("in", "in"),
        ("south of", "near"),
        ("on the outskirts of", "near"),
        ("on the outskirts of", "on"),
        ("out of", "from"),
        ("in the direction of", "toward"),
        (None, None),
    ],
)
def test_long_prepositions_answer_to_what_they_come_to(own: str | None, also: str | None) -> None:
    argument = Argument("oblique", Phrase(2, 2, 3), preposition=own)
    assert also in prepositions(argument)


def gained(holder: ActorRef | None, **said: Any) -> ControlClaim:
    return ControlClaim(
        span=(0, 5), status="asserted", confidence=0.8, because=Because(rule="seize.capture"),
        where=PlaceRef(text="Kidal"), change="gained", holder=holder, extent="whole", **said,
    )  # fmt: skip


def test_one_gainer_is_lent_to_a_change_without_one_and_the_claim_says_so() -> None:
    first, second = completed([gained(REBELS), gained(None)], "")
    assert first.because.note is None
    assert second.holder == REBELS
    assert second.confidence < 0.8
    assert "rest of the report" in (second.because.note or "")


def test_nothing_is_lent_where_the_report_knows_two_gainers() -> None:
    assert completed([gained(REBELS), gained(ARMY), gained(None)], "")[2].holder is None


def test_who_lost_is_lent_but_never_the_gainer() -> None:
    assert completed([gained(REBELS, from_=ARMY), gained(REBELS)], "")[1].from_ == ARMY
    assert (
        completed([gained(REBELS), gained(ARMY, from_=REBELS), gained(REBELS)], "")[2].from_ is None
    )


def features(**said: Any) -> Features:
    known: dict[str, Any] = {
        "base": 0.8, "actor": True, "register": True, "placed": "slot", "resolved": True,
        "inferred": False, "status": "asserted", "distance": 0,
    }  # fmt: skip
    return Features(**(known | said))


def test_what_is_missing_costs_confidence() -> None:
    best = score(features())
    for lack in (
        {"actor": False}, {"placed": None}, {"placed": "before"}, {"resolved": False},
        {"inferred": True}, {"status": "hypothetical"}, {"distance": 3},
    ):  # fmt: skip
        assert score(features(**lack)) < best
    assert 0 < score(features(base=0.01, placed=None, actor=False)) < 1


def test_an_empty_scene_raises_no_doubt() -> None:
    assert list(reading_doubts(sight().scene, ())) == []


def test_a_party_that_tells_its_own_gain_holds_the_place() -> None:
    speaker = ActorRef(text="RSF", id="sdn.rsf", plover=Plover(country="SDN", sector="REB"))
    text = "it had seized the airport"
    claim = msgspec.structs.replace(
        gained(None, claimed_by=speaker), span=(0, len(text)), status="claimed"
    )
    assert completed([claim], text)[0].holder == speaker
    assert completed([claim], "the airport had been lost")[0].holder is None
