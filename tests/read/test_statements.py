"""Claims drawn from speech."""

from __future__ import annotations

import datetime as dt

import spacy
from spacy.tokens import Doc
from tests import making

from dateline.model import ActorRef, DateMention, identified
from dateline.read.scene import Scene, Speech
from dateline.read.statements import statement_claims

TEXT = (
    "The envoy said on Monday that Resolution 2254 must be put into effect. "
    "The army denied it. Nobody knows."
)
ENVOY = ActorRef(text="The envoy", span=(0, 9))


def scene(*speeches: Speech, published: dt.date | None = dt.date(2031, 5, 6)) -> Scene:
    doc = Doc(spacy.blank("en").vocab, words=TEXT.split(" "))
    text = doc.text.rstrip()
    report = making.report(text, published=published)
    monday = DateMention(
        span=(15, 24),
        text="on Monday",
        value="2031-05-05",
        type="DATE",
        start=dt.date(2031, 5, 5),
        end=dt.date(2031, 5, 5),
    )
    return Scene(report=report, doc=doc, dates=(monday,), speeches=speeches)


def speech(start: int, end: int, **fields: object) -> Speech:
    known: dict[str, object] = {
        "content_spans": ((start, end),),
        "form": "indirect",
        "cue": (10, 14),
        "cue_lemma": "say",
        "act": "say",
        "speaker": ENVOY,
        "confidence": 0.9,
        "rule": "clause",
    }
    return Speech(**(known | fields))  # type: ignore[arg-type]


def test_a_claim_tells_who_what_when_and_why() -> None:
    (claim,) = statement_claims(scene(speech(25, 69)))
    assert claim.content == "that Resolution 2254 must be put into effect"
    assert claim.span == (0, 69)
    assert claim.when is not None
    assert (claim.when.start, claim.when.origin) == (dt.date(2031, 5, 5), "stated")
    assert (claim.because.rule, claim.because.spans) == ("speech.clause", ((10, 14),))
    assert [(r.number, r.year) for r in claim.references] == [("2254", 2015)]
    assert identified(claim, "report").id


def test_the_day_is_that_of_publication_where_none_is_stated() -> None:
    said = speech(72, 80, cue=(80, 86), speaker=ActorRef(text="The army", span=(71, 79)))
    (claim,) = statement_claims(scene(said))
    assert claim.when is not None
    assert (claim.when.start, claim.when.origin) == (dt.date(2031, 5, 6), "publication")
    (claim,) = statement_claims(scene(said, published=None))
    assert claim.when is None


def test_speech_of_nobody_is_no_statement() -> None:
    assert list(statement_claims(scene(speech(25, 69, speaker=None)))) == []


def test_speech_inside_speech_is_claimed_by_its_reporter() -> None:
    inner = speech(42, 69, cue=(30, 40), speaker=ActorRef(text="Resolution", span=(30, 40)))
    outer, nested = statement_claims(scene(speech(25, 69), inner))
    assert (outer.status, outer.claimed_by) == ("asserted", None)
    assert (nested.status, nested.claimed_by) == ("claimed", ENVOY)


def test_an_interrupted_content_is_joined_by_a_blank() -> None:
    said = speech(25, 40, content_spans=((25, 45), (54, 69)))
    (claim,) = statement_claims(scene(said))
    assert claim.content == "that Resolution 2254 put into effect"
    assert claim.content_span == (25, 45)
    assert claim.also == ((54, 69),)
    assert claim.content_spans == ((25, 45), (54, 69))
