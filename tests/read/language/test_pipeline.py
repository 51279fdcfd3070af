"""The shipped model reads small texts, keeps them to the character, and never breaks a tree."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dateline.errors import InputError, ItemError
from dateline.read.language import Reads, load
from dateline.read.language.network import WEIGHTS
from dateline.read.language.pipeline import Language

REPORT = """Rebels seize Morek

BEIRUT, Nov. 30 (Reuters) - Syrian rebels captured the town of Morek on Friday, the Syrian \
Observatory for Human Rights said. "They didn't resist," Abu Mohammed told Reuters.
\tThe army denied it."""


@pytest.fixture(scope="module")
def language() -> Reads:
    return load()


@pytest.fixture(scope="module")
def doc(language: Reads) -> Doc:
    return language(REPORT)


def check(doc: Doc, text: str) -> None:
    assert doc.text == text
    seen = 0
    for sentence in doc.sents:
        roots = [t for t in sentence if t.head == t]
        assert len(roots) == 1
        assert roots[0].dep_ == "root" or all(t.is_space or t.pos_ == "SPACE" for t in sentence)
        for token in sentence:
            assert sentence.start <= token.head.i < sentence.end
            seen += 1
            up, steps = token, 0
            while up.head != up:
                up, steps = up.head, steps + 1
                assert steps <= len(sentence)
    assert seen == len(doc)


def test_sentences(doc: Doc) -> None:
    check(doc, REPORT)
    starts = [s.text.strip().split()[0] for s in doc.sents]
    assert starts[0] == "Rebels"
    assert starts[-2:] == ['"They', "The"]


def test_grammar(doc: Doc) -> None:
    by = {t.text: t for t in doc}
    captured = by["captured"]
    assert (captured.pos_, captured.tag_, captured.lemma_) == ("VERB", "VBD", "capture")
    assert captured.morph.to_dict()["Tense"] == "Past"
    arguments = {t.dep_: t.text for t in captured.children}
    assert arguments["nsubj"] == "rebels"
    assert arguments["obj"] == "town"
    assert by["said"].dep_ == "root"
    assert captured.head.text == "said"
    assert (by["n't"].lemma_, by["n't"].head.text) == ("not", "resist")


def test_names(doc: Doc) -> None:
    names = {(e.text, e.label_) for e in doc.ents}
    assert {
        ("Morek", "LOC"),
        ("Syrian Observatory for Human Rights", "ORG"),
        ("Abu Mohammed", "PER"),
        ("Friday", "DATE"),
    } <= names
    assert {"gum", "re3d"} == set(doc.spans)


def test_passive_and_relative_clause(language: Reads) -> None:
    found = {t.text: t for t in language("Halfaya, which was taken by the rebels, is in Hama.")}
    assert found["taken"].dep_ == "acl:relcl"
    assert found["which"].dep_ == "nsubj:pass"
    assert found["rebels"].dep_ == "obl:agent"


def test_case_carries_names(language: Reads) -> None:
    text = "GUERRILLAS ATTACKED A MILITARY BASE NEAR SAN SALVADOR ON MONDAY, THE ARMY SAID."
    found = {t.text: t for t in language(text)}
    assert found["GUERRILLAS"].dep_ == "nsubj"
    assert found["ATTACKED"].pos_ == "VERB"
    assert any(e.label_ == "LOC" and "SALVADOR" in e.text for e in language(text).ents)


def test_texts_together_read_as_alone(language: Reads) -> None:
    texts = [REPORT, "", "Troops left.", "  ", "He fled to Hama. " * 40]
    together = list(language.pipe(texts))
    for text, one in zip(texts, together, strict=True):
        check(one, text)
        alone = language(text)
        assert alone.to_json() == one.to_json()


def test_identity(language: Reads) -> None:
    meta = json.loads((WEIGHTS / "model.json").read_text(encoding="utf-8"))
    assert language.id == f"minilm-ud/1:{meta['sha256'][:12]}"


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n\n a ", "\u200b", "x\u200b y  z", "\ufeffHi.", "a\tb\r\nc", "\x00",
        "مورك سقطت", "😀👍🏽 🇸🇾",
        "." * 500, "word " * 3000, "x" * 5000, "a,b;c" * 300, "?!" * 400, "I\u0301n Hama\u0302h",
    ],
)  # fmt: skip
def test_odd_texts(language: Reads, text: str) -> None:
    check(language(text), text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.one_of(
        st.text(max_size=80),
        st.lists(
            st.sampled_from(
                [
                    "Rebels",
                    "took",
                    "Hama",
                    ".",
                    "\n",
                    "\t",
                    " ",
                    "  ",
                    '"',
                    "don't",
                    "\u00a0",
                    "(",
                    "U.S.",
                    "\u2028",
                    "-",
                ]
            ),
            max_size=60,
        ).map("".join),
    )
)
def test_any_text_is_kept_and_every_sentence_is_a_tree(language: Reads, text: str) -> None:
    check(language(text), text)


def test_a_lone_surrogate_is_refused(language: Reads) -> None:
    with pytest.raises(ItemError, match="no character"):
        language("Hama \ud800 fell.")


def test_a_missing_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="install dateline again"):
        Language(tmp_path)


def test_a_damaged_model_is_told(tmp_path: Path) -> None:
    for file in WEIGHTS.iterdir():
        shutil.copy(file, tmp_path / file.name)
    with (tmp_path / "vocab.txt").open("ab") as vocabulary:
        vocabulary.write(b"more\n")
    with pytest.raises(InputError, match="damaged"):
        Language(tmp_path)


def test_an_unknown_pipeline_is_told() -> None:
    with pytest.raises(InputError, match="no_such_pipeline"):
        load("no_such_pipeline")


def test_the_card_names_the_weights() -> None:
    meta = json.loads((WEIGHTS / "model.json").read_text(encoding="utf-8"))
    card = (WEIGHTS / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert meta["sha256"] in card
    assert sum(f.stat().st_size for f in WEIGHTS.iterdir()) < 40e6
