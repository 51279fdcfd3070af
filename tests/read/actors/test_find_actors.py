"""Grammar on hand-built parses: what is decided by syntax, without a model."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from dateline.know.actors import Register, load_register
from dateline.model import PlaceMention
from dateline.read.actors import find_actors
from dateline.read.scene import ActorMention


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def make(rows: str, ents: tuple[tuple[int, int, str], ...] = ()) -> Doc:
    """Build a doc from lines `word POS tag head dep [lemma]`; a blank line ends a sentence."""
    table: list[list[str]] = []
    starts: list[bool | int | None] = []
    first = True
    for line in rows.strip().splitlines():
        if not line.strip():
            first = True
            continue
        table.append(line.split())
        starts.append(first)
        first = False
    doc = Doc(
        Vocab(),
        words=[r[0] for r in table],
        pos=[r[1] for r in table],
        tags=[r[2] for r in table],
        heads=[int(r[3]) for r in table],
        deps=[r[4] for r in table],
        lemmas=[r[5] if len(r) > 5 else r[0].lower() for r in table],
        sent_starts=starts,
    )
    doc.ents = [Span(doc, s, e, label=label) for s, e, label in ents]
    return doc


def ids(found: tuple[ActorMention, ...]) -> dict[str, str | None]:
    return {m.ref.text: m.ref.id for m in found}


def test_nothing_in_nothing(register: Register) -> None:
    assert find_actors(Doc(Vocab()), register=register) == ()


def test_a_country_is_an_actor_as_subject_and_a_place_after_in(register: Register) -> None:
    doc = make("""
        Russia PROPN NNP 1 nsubj
        bombed VERB VBD 1 root bomb
        a DET DT 3 det
        bridge NOUN NN 1 obj
        in ADP IN 5 case
        Georgia PROPN NNP 1 obl
    """)
    assert ids(find_actors(doc, register=register)) == {"Russia": "rus"}


def test_a_capital_speaks_but_does_not_wake(register: Register) -> None:
    says = make("""
        Moscow PROPN NNP 1 nsubj
        denied VERB VBD 1 root deny
        it PRON PRP 1 obj
    """)
    wakes = make("""
        Moscow PROPN NNP 1 nsubj
        woke VERB VBD 1 root wake
        late ADV RB 1 advmod
    """)
    assert ids(find_actors(says, register=register)) == {"Moscow": "rus.gov"}
    assert find_actors(wakes, register=register) == ()


def test_generic_sides_take_the_country_of_the_places(register: Register) -> None:
    doc = make("""
        Rebels NOUN NNS 1 nsubj rebel
        fought VERB VBD 1 root fight
        the DET DT 3 det
        army NOUN NN 1 obj
    """)
    place = PlaceMention(text="Hama", country="SY", span=(0, 1), role="dateline")
    here = PlaceMention(text="Hama", country="SY", span=(90, 94))
    found = find_actors(doc, register=register, places=(place, here), published=dt.date(2016, 5, 1))
    assert ids(found) == {"Rebels": "syr.opposition", "army": "syr.army"}
    hinted = find_actors(doc, register=register, country_hint="SD", published=dt.date(2024, 5, 1))
    assert ids(hinted) == {"Rebels": "sdn.rsf", "army": "sdn.army"}
    alone = find_actors(doc, register=register)
    assert ids(alone) == {"Rebels": None, "army": None}


def test_a_backer_is_not_the_country(register: Register) -> None:
    doc = make("""
        Iran PROPN NNP 2 obl
        - PUNCT HYPH 0 punct
        backed VERB VBN 3 amod back
        militias NOUN NNS 4 nsubj militia
        fled VERB VBD 4 root flee
    """)
    (found,) = find_actors(doc, register=register)
    assert found.ref.text == "Iran - backed militias"
    assert found.ref.plover is not None
    assert found.ref.plover.sector == "PAR"
    assert found.ref.id is None


def test_opponents_of_a_government_are_not_the_government(register: Register) -> None:
    doc = make("""
        anti-government ADJ JJ 1 amod
        protesters NOUN NNS 2 nsubj protester
        marched VERB VBD 2 root march
        in ADP IN 4 case
        Sudan PROPN NNP 2 obl
    """)
    (found,) = find_actors(doc, register=register)
    assert found.ref.plover is not None
    assert (found.ref.plover.country, found.ref.plover.sector) == ("SDN", "CVL")
    assert found.ref.id is None


def test_two_countries_of_one_phrase_are_two_actors(register: Register) -> None:
    doc = make("""
        Polish ADJ JJ 3 amod
        and CCONJ CC 2 cc
        Czech ADJ JJ 0 conj
        officials NOUN NNS 4 nsubj official
        met VERB VBD 4 root meet
    """)
    found = find_actors(doc, register=register)
    codes = {m.ref.plover.country for m in found if m.ref.plover}
    assert codes == {"POL", "CZE"}


def test_apposition_gives_role_and_backing(register: Register) -> None:
    doc = make(
        """
        the DET DT 2 det
        Norwegian ADJ JJ 2 amod
        envoy NOUN NN 7 nsubj
        , PUNCT , 4 punct
        Kari PROPN NNP 2 appos
        Berg PROPN NNP 4 flat
        , PUNCT , 2 punct
        left VERB VBD 7 root leave

        Berg PROPN NNP 9 nsubj
        wept VERB VBD 9 root weep

        She PRON PRP 11 nsubj
        slept VERB VBD 11 root sleep
        """,
        ((4, 6, "PER"), (8, 9, "PER")),
    )
    role, person, short, pronoun = find_actors(doc, register=register)
    assert role.ref.name == person.ref.name == short.ref.name == pronoun.ref.name == "Kari Berg"
    assert person.role == "Norwegian envoy"
    assert role.kind == "person"
    assert short.resolved_from in (person.span, role.span)
    assert pronoun.kind == "pronoun"
    assert pronoun.ref.span == pronoun.span
    assert doc.text[slice(*pronoun.span)] == "She"


def test_pronouns_respect_gender_and_number(register: Register) -> None:
    doc = make("""
        A DET DT 1 det
        spokeswoman NOUN NN 2 nsubj
        met VERB VBD 2 root meet
        two NUM CD 4 nummod
        soldiers NOUN NNS 2 obj soldier

        He PRON PRP 6 nsubj
        left VERB VBD 6 root leave

        They PRON PRP 8 nsubj
        stayed VERB VBD 8 root stay
    """)
    found = find_actors(doc, register=register)
    he = next(m for m in found if m.ref.text == "He")
    assert he.resolved_from is None
    they = found[-1]
    assert they.resolved_from is not None
    assert doc.text[slice(*they.resolved_from)] == "two soldiers"


def test_an_abbreviation_introduced_in_brackets_is_kept(register: Register) -> None:
    doc = make(
        """
        The DET DT 3 det
        Coastal PROPN NNP 3 compound
        Rescue PROPN NNP 3 compound
        League PROPN NNP 7 nsubj
        ( PUNCT -LRB- 5 punct
        CRL PROPN NNP 3 appos
        ) PUNCT -RRB- 5 punct
        spoke VERB VBD 7 root speak

        The DET DT 9 det
        CRL PROPN NNP 10 nsubj
        left VERB VBD 10 root leave
        """,
        ((0, 4, "ORG"),),
    )
    found = find_actors(doc, register=register)
    assert [m.ref.name for m in found] == ["Coastal Rescue League"] * 3
    assert found[-1].resolved_from == found[0].span


def test_spans_are_the_text(register: Register) -> None:
    doc = make("""
        three NUM CD 2 nummod
        Turkish ADJ JJ 2 amod
        soldiers NOUN NNS 3 nsubj soldier
        died VERB VBD 3 root die
    """)
    (found,) = find_actors(doc, register=register)
    assert doc.text[slice(*found.span)] == found.ref.text == "three Turkish soldiers"
    assert found.ref.span == found.span
    assert found.head == 2
    assert found.ref.id == "tur.army"


def test_one_name_in_two_spans_of_the_parser_is_one_person(register: Register) -> None:
    doc = make(
        """
        Ivan PROPN NNP 2 nsubj
        Putin PROPN NNP 0 flat
        spoke VERB VBD 2 root speak
        """,
        ents=((0, 1, "PER"), (1, 2, "PER")),
    )
    persons = [m for m in find_actors(doc, register=register) if m.kind == "person"]
    assert [doc.text[slice(*m.span)] for m in persons] == ["Ivan Putin"]
