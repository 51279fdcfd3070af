"""What clauses promise whatever the parse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

import dateline.read.clauses as room
from dateline.errors import InputError
from dateline.read.clauses import clauses, nested, write
from dateline.read.clauses.lexicon import load

Builder = Callable[[str], Doc]

WORDS = (
    "rebels took control of Hama and which to not by - south attack including will the said , Who "
    "no 's villages it al as Friday –"
).split()
POS = "NOUN VERB ADP PROPN CCONJ PRON PART AUX PUNCT ADJ ADV DET NUM".split()
TAGS = ["", *"NNS VBD IN NNP CC WDT TO VBN VBG VB VBZ MD JJ".split()]
DEPS = [
    "",
    *(
        "root nsubj nsubj:pass obj iobj obl obl:agent nmod nmod:poss acl acl:relcl advcl ccomp "
        "xcomp csubj conj cc case mark appos amod compound compound:prt aux aux:pass cop advmod "
        "parataxis punct det fixed dep nummod expl obl:unmarked ROOT dobj prep flat"
    ).split(),
]


@st.composite
def parses(draw: st.DrawFn) -> Doc:
    size = draw(st.integers(1, 14))

    def column(values: list[str]) -> list[str]:
        return draw(st.lists(st.sampled_from(values), min_size=size, max_size=size))

    order = draw(st.permutations(range(size)))
    heads = list(range(size))
    for rank, token in enumerate(order):  # every governor comes earlier in the order: no cycles
        if rank:
            heads[token] = order[draw(st.integers(0, rank - 1))]
    words = column(WORDS)
    return Doc(
        Vocab(), words=words, pos=column(POS), tags=column(TAGS), heads=heads, deps=column(DEPS),
        lemmas=[word.lower() for word in words],
    )  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(parses())
def test_any_tree_gives_well_formed_clauses(doc: Doc) -> None:
    found = clauses(doc)
    assert found == clauses(doc)
    for position, clause in enumerate(found):
        assert clause.index == position
        assert 0 <= clause.start <= clause.head < clause.end <= len(doc)
        assert set(clause.predicate) <= set(range(len(doc)))
        assert clause.head in clause.predicate
        assert clause.parent is None or 0 <= clause.parent < len(found)
        assert clause.parent != position
        assert write(doc, clause)
        for argument in clause.arguments:
            phrase = argument.phrase
            assert 0 <= phrase.start <= phrase.head < phrase.end <= len(doc)
            assert (argument.function == "clausal") == (argument.clause is not None)
            assert argument.clause is None or 0 <= argument.clause < len(found)
            assert argument.preposition is None or argument.function == "oblique"
            assert all(phrase.start <= n.phrase.head < phrase.end for n in nested(doc, phrase))


@pytest.mark.parametrize(
    "doc",
    [
        Doc(Vocab(), words=[]),
        Doc(Vocab(), words=["Rebels", "took", "Hama"]),
        Doc(Vocab(), words=["Rebels", "took", "Hama"], pos=["NOUN", "VERB", "PROPN"]),
    ],
)
def test_a_doc_without_a_parse_gives_no_argument(doc: Doc) -> None:
    assert all(clause.arguments == () for clause in clauses(doc))


def test_a_chain_of_five_hundred_siblings_is_read_in_order(doc: Builder) -> None:
    names = " ".join(f",/PUNCT/,/3/punct Town{i}/PROPN/NNP/3/conj" for i in range(1, 500))
    chain = f"Rebels/NOUN/NNS/2/nsubj took/VERB/VBD/0/root/take Town/PROPN/NNP/2/obj {names}"
    parsed = doc(chain)
    (clause,) = clauses(parsed)
    objects = clause.of("object")
    assert len(objects) == 500
    assert len({argument.group for argument in objects}) == 1
    assert [argument.phrase.start for argument in objects] == list(range(2, 1002, 2))


def test_a_deep_chain_is_no_deeper_recursion() -> None:
    size = 3000
    parsed = Doc(
        Vocab(), words=["of"] * size, pos=["NOUN"] * size, tags=["NN"] * size,
        heads=[max(0, i - 1) for i in range(size)], deps=["root", *["nmod"] * (size - 1)],
        lemmas=["attack"] * size,
    )  # fmt: skip
    assert len(clauses(parsed)) == size


def test_of_picks_by_function_and_preposition(doc: Builder) -> None:
    (clause,) = clauses(
        doc(
            "They/PRON/PRP/2/nsubj fought/VERB/VBD/0/root/fight in/ADP/IN/4/case "
            "Adra/PROPN/NNP/2/obl on/ADP/IN/6/case Friday/PROPN/NNP/2/obl"
        )
    )
    assert [a.phrase.head for a in clause.of("oblique", "in", "near")] == [3]
    assert len(clause.of("oblique")) == 2


def test_nested_looks_inside_on_every_level(doc: Builder) -> None:
    parsed = doc(
        "They/PRON/PRP/2/nsubj took/VERB/VBD/0/root/take the/DET/DT/4/det town/NOUN/NN/2/obj "
        "of/ADP/IN/6/case Morek/PROPN/NNP/4/nmod in/ADP/IN/9/case Hama/PROPN/NNP/9/compound "
        "province/NOUN/NN/4/nmod of/ADP/IN/11/case Syria/PROPN/NNP/9/nmod"
    )
    (clause,) = clauses(parsed)
    (town,) = clause.of("object")
    inside = nested(parsed, town.phrase)
    assert [(a.preposition, a.phrase.start, a.phrase.end) for a in inside] == [
        ("of", 5, 6),
        ("in", 7, 11),
        ("of", 10, 11),
    ]


def test_nested_gives_the_possessor(doc: Builder) -> None:
    parsed = doc("Turkey/PROPN/NNP/3/nmod:poss 's/PART/POS/1/case border/NOUN/NN/0/root")
    (owner,) = nested(parsed, room.Phrase(2, 0, 3))
    assert (owner.preposition, owner.phrase.start, owner.phrase.end) == ("'s", 0, 1)


def test_the_event_noun_of_a_light_predicate_is_named(doc: Builder) -> None:
    (clause,) = clauses(
        doc(
            "Jets/NOUN/NNS/2/nsubj launched/VERB/VBD/0/root/launch raids/NOUN/NNS/2/obj/raid "
            "on/ADP/IN/5/case Adra/PROPN/NNP/3/nmod"
        )
    )
    assert (clause.kind, clause.lemma, clause.noun) == ("verb", "launch raid on", "raid")


def test_exported_names() -> None:
    assert set(room.__all__) == {
        "Argument", "Clause", "Function", "Modality", "Phrase", "PredicateKind", "Relation",
        "Tense", "Voice", "clauses", "nested", "write",
    }  # fmt: skip


def test_tables_can_be_extended(tmp_path: Path, doc: Builder) -> None:
    extra = tmp_path / "more.toml"
    extra.write_text('aimed = ["thumping"]\n[governors]\nintention = ["burn"]\n', "utf-8")
    parsed = doc("Thumping/NOUN/NN/0/root of/ADP/IN/3/case Adra/PROPN/NNP/1/nmod")
    assert clauses(parsed) == ()
    (clause,) = clauses(parsed, lexicon=load(extra))
    assert clause.lemma == "thumping"


@pytest.mark.parametrize("text", ["aimed = 3", "[governors]\nsurely = ['x']", "= broken"])
def test_a_wrong_table_is_the_users_to_mend(tmp_path: Path, text: str) -> None:
    extra = tmp_path / "more.toml"
    extra.write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"more\.toml"):
        load(extra)


def test_a_missing_table_is_the_users_to_mend(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent\.toml"):
        load(tmp_path / "absent.toml")
