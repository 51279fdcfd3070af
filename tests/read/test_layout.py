"""Layouts by the text alone: heads of entries, turns of a transcript, legends."""

from dateline.read.layout import codes_of, entries_of, talk_of


def heads(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*e.head)], text[slice(*e.body)].strip()) for e in entries_of(text)]


def test_marks_of_items_are_no_part_of_a_head() -> None:
    text = "5/ Bani: army.\n* Toro, Kesi: rebels.\n08:40 - Wadi: quiet.\n(c) Ordu – lost."
    assert heads(text) == [
        ("Bani", "army."),
        ("Toro, Kesi", "rebels."),
        ("Wadi", "quiet."),
        ("Ordu", "lost."),
    ]


def test_a_head_may_be_a_short_sentence_or_a_question() -> None:
    assert heads("Bani. Held by the army.") == [("Bani", "Held by the army.")]
    assert heads("And Bani? In rebel hands. What about Toro? Ours.") == [
        ("Bani", "In rebel hands."),
        ("Toro", "Ours."),
    ]


def test_a_question_alone_on_its_line_is_answered_by_the_next() -> None:
    text = "Q: Who won?\n\nCOLONEL: Nobody.\n\nQ: And Bani?\n\nCOLONEL: Ours since June."
    assert ("Bani", "Ours since June.") in heads(text)


def test_a_headline_may_lack_its_verb() -> None:
    assert heads("Bani still rebel. Toro = army, all of it.") == [
        ("Bani", "still rebel"),
        ("Toro", "army, all of it"),
    ]


def test_a_sentence_has_no_head() -> None:
    assert heads("The army said it held Bani. It was noon.") == []


def test_turns_go_on_over_lines_without_a_label() -> None:
    text = "Q: How many?\nGEN. OKORO: Forty.\nNone of them ours.\nQ: When?\nGEN. OKORO: At dawn."
    turns = talk_of(text)
    assert [(text[slice(*t.label)], t.asks, len(t.pieces)) for t in turns] == [
        ("Q", True, 1),
        ("GEN. OKORO", False, 2),
        ("Q", True, 1),
        ("GEN. OKORO", False, 1),
    ]


def test_labelled_lines_that_ask_nothing_are_no_transcript() -> None:
    assert talk_of("Security: calm.\nAccess: open.\nSecurity: calm.\nAccess: open.") == ()


def test_a_legend_explains_two_codes_at_least() -> None:
    text = "Lines of today. A = army; R = rebels of the north; ? = unknown.\nBani: A."
    assert {c: text[slice(*s)] for c, s in codes_of(text).items()} == {
        "A": "army",
        "R": "rebels of the north",
        "?": "unknown",
    }
    assert codes_of("E = energy, as every child knows.") == {}
