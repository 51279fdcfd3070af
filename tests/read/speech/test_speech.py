"""Speech on parses made by hand, and on hostile text: what must hold whatever the parser says."""

from __future__ import annotations

import time

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from tests import making

from dateline.model import ActorRef
from dateline.read.scene import ActorMention, Scene
from dateline.read.speech import find_speech

VOCAB = spacy.blank("en").vocab


def parsed(*rows: str) -> Doc:
    """Make a parse of rows "word pos tag head label lemma", heads counted from 1, 0 the root."""
    fields = [row.split() for row in rows]
    spaces = [
        i + 1 < len(fields) and fields[i + 1][0] not in {".", ",", ":"} for i in range(len(fields))
    ]
    return Doc(
        VOCAB,
        words=[f[0] for f in fields],
        spaces=spaces,
        pos=[f[1] for f in fields],
        tags=[f[2] for f in fields],
        heads=[int(f[3]) - 1 if f[3] != "0" else i for i, f in enumerate(fields)],
        deps=[f[4] for f in fields],
        lemmas=[f[5] for f in fields],
        sent_starts=[i == 0 for i in range(len(fields))],
    )


def scene(doc: Doc, **parts: object) -> Scene:
    report = making.report(doc.text, published=None, published_origin="unknown")
    return Scene(report=report, doc=doc, **parts)  # type: ignore[arg-type]


SAID_THAT = (
    "The DET DT 2 det the",
    "army NOUN NN 3 nsubj army",
    "denied VERB VBD 0 root deny",
    "that SCONJ IN 8 mark that",
    "the DET DT 6 det the",
    "town NOUN NN 8 nsubj town",
    "had AUX VBD 8 aux have",
    "fallen VERB VBN 3 ccomp fall",
    ". PUNCT . 3 punct .",
)


def test_a_clause_is_its_content_with_that_and_without_the_stop() -> None:
    doc = parsed(*SAID_THAT)
    (speech,) = find_speech(scene(doc))
    assert [doc.text[slice(*s)] for s in speech.content_spans] == ["that the town had fallen"]
    assert (speech.act, speech.form, speech.cue_lemma) == ("deny", "indirect", "deny")
    assert speech.cue == (9, 15)
    assert speech.speaker is not None
    assert speech.speaker.text == "The army"


def test_a_known_actor_is_the_speaker_with_role_and_body() -> None:
    army = ActorRef(text="The army", name="Army of Norland", id="nor.army", span=(0, 8))
    mention = ActorMention(span=(0, 8), head=1, ref=army, kind="organisation", role=None)
    (speech,) = find_speech(scene(parsed(*SAID_THAT), actors=(mention,)))
    assert speech.speaker == army
    assert speech.organisation == army


def test_a_pronoun_speaks_for_its_antecedent_at_its_own_place() -> None:
    doc = parsed(
        "He PRON PRP 2 nsubj he",
        "said VERB VBD 0 root say",
        "it PRON PRP 4 nsubj it",
        "rained VERB VBD 2 ccomp rain",
        ". PUNCT . 2 punct .",
    )
    minister = ActorRef(text="Jan Novak", name="Jan Novak", span=(0, 2))
    first = ActorMention(span=(90, 99), head=99, ref=minister, kind="person", role="minister")
    he = ActorMention(
        span=(0, 2), head=0, ref=ActorRef(text="He"), kind="pronoun", resolved_from=(90, 99)
    )
    (speech,) = find_speech(scene(doc, actors=(he, first)))
    assert speech.speaker is not None
    assert (speech.speaker.text, speech.speaker.span) == ("Jan Novak", (0, 2))
    assert speech.role == "minister"


def test_a_negated_cue_is_no_speech() -> None:
    doc = parsed(
        "He PRON PRP 4 nsubj he",
        "did AUX VBD 4 aux do",
        "not PART RB 4 advmod not",
        "say VERB VB 0 root say",
        "that SCONJ IN 7 mark that",
        "it PRON PRP 7 nsubj it",
        "rained VERB VBD 4 ccomp rain",
        ". PUNCT . 4 punct .",
    )
    assert find_speech(scene(doc)) == ()


def blank(text: str) -> Doc:
    """Make a document without any parse: every word hangs on itself."""
    doc = spacy.blank("en")(text)
    words = [t.text for t in doc]
    return Doc(
        VOCAB,
        words=words,
        spaces=[bool(t.whitespace_) for t in doc],
        pos=["X"] * len(words),
        tags=["FW"] * len(words),
        heads=list(range(len(words))),
        deps=["dep"] * len(words),
        lemmas=words,
    )


PIECES = st.sampled_from(
    [
        *(
            "\n",
            '"',
            "“",
            "”",
            "'",
            "he said",
            "that",
            ", ",
            ". ",
            ": ",
            "said the army",
            "the army",
        ),
        *("according to", "We go", "denied", "adding that", "; ", "— ", "Minister X said:", "🙂 "),
    ]
)


@given(st.lists(PIECES, max_size=30).map(" ".join))
@settings(deadline=None)
def test_never_raises_and_every_span_is_in_the_text(text: str) -> None:
    if not text.strip():
        return
    doc = blank(text)
    for speech in find_speech(scene(doc)):
        for start, end in speech.content_spans:
            assert 0 <= start < end <= len(doc.text)
            assert doc.text[start:end].strip() == doc.text[start:end]
        assert speech.cue is None or doc.text[slice(*speech.cue)].strip()


def test_the_empty_text_holds_no_speech() -> None:
    assert find_speech(scene(Doc(VOCAB, words=[]))) == ()


def test_unbalanced_quotations_take_linear_time() -> None:
    def seconds(times: int) -> float:
        doc = blank('The army " said it left " and , " he said , went on . ' * times)
        begin = time.process_time()
        find_speech(scene(doc))
        return time.process_time() - begin

    seconds(20)
    small, large = min(seconds(200) for _ in range(3)), seconds(2_000)
    # Ten times the words: quadratic time would be a hundred times as long.
    assert large < 35 * small
