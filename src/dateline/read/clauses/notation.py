"""Writes a clause on one line, for people: tests, `dateline explain`, a debugger."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dateline.read.clauses.clause import Argument, Clause, Phrase


def write(doc: Doc, clause: Clause) -> str:
    """Return a clause as `capture(subject: rebels; object: Morek) past active`.

    After the arguments stand tense, voice of a verb, and what is out of the ordinary: `not`, the
    modality, `progressive`, the kind unless it is a verb, the relation with its marker. An
    argument carried in from elsewhere has a `^`, a member of a list a `*`.
    """
    inside = "; ".join(_argument(doc, argument) for argument in clause.arguments)
    words: list[str] = [clause.tense]
    if clause.kind in {"verb", "adjective"}:
        words.append(clause.voice)
    if clause.progressive:
        words.append("progressive")
    if not clause.affirmed:
        words.append("not")
    if clause.modality != "none":
        words.append(clause.modality)
    if clause.kind != "verb":
        words.append(clause.kind)
    if clause.relation != "root":
        words.append(clause.relation)
    if clause.marker:
        words.append(f"[{clause.marker}]")
    return f"{clause.lemma}({inside}) {' '.join(words)}"


def _argument(doc: Doc, argument: Argument) -> str:
    if argument.function == "clausal":
        return f"clausal: {doc[argument.phrase.head].text}"
    name = f"{argument.function} {argument.preposition or ''}".strip()
    marks = "^" * argument.antecedent + "*" * argument.listed
    return f"{name}{marks}: {_phrase(doc, argument.phrase)}"


def _phrase(doc: Doc, phrase: Phrase) -> str:
    text = doc[phrase.start : phrase.end].text
    for apposition in phrase.appositions:
        text += f" = {_phrase(doc, apposition)}"
    return text
