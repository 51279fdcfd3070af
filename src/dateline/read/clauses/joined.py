"""Mends coordination and counting: what a parser joins across a verb, or leaves apart.

One rule: a noun moves only to the noun right before its "and", a verb to the one before its comma.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.read.tokens import FINITE, WEEKDAYS

if TYPE_CHECKING:
    from dateline.read.clauses.repair import Columns


def object_too(columns: Columns, token: int) -> None:
    """Join a noun with the noun right before its "and", not with the subject before the verb.

    "The shell killed a couple AND THEIR DAUGHTER": no daughter did.

    Args:
        columns: the parse.
        token: a noun that is coordinated with another.
    """
    subject = columns.head[token]
    verb = columns.head[subject]
    if not columns.dep[subject].startswith("nsubj") or not subject < verb < token:
        return
    if columns.pos[token] not in {"NOUN", "PROPN"} or columns.pos[verb] != "VERB":
        return
    own = [c for c in columns.children[token] if c < token]
    if not own or columns.lower[own[0]] != "and" or own[-1] - own[0] != len(own) - 1:
        return
    if any(columns.base(c) in {"orphan", "obl", "obj"} for c in columns.children[token]):
        return
    first = own[0] - 1
    over = first
    while columns.head[over] not in {verb, over} and columns.head[over] > verb:
        over = columns.head[over]
    if columns.head[over] == verb < over and columns.base(over) in {"obj", "obl"}:
        columns.move(token, over, "conj")


def subject_too(columns: Columns, token: int) -> None:
    """Join a name with the one right before its "and", both in one subject.

    "Contact with nurses in Goma AND SAKE was lost": the town was not. A noun that a parser took
    for the first half of its verb is the subject ("The ARMY retook Ramadi").

    Args:
        columns: the parse.
        token: a subject, or a noun that is compounded.
    """
    verb = columns.head[token]
    if columns.base(token) in {"compound", "obl"}:
        acts = columns.tag[verb] in _FINITE or columns.base(token) == "obl"
        bare = acts and columns.tag[verb] in _PAST_TOO and not columns.subjects(verb)
        if bare and token == verb - 1 and columns.tag[token] in {"NN", "NNS"}:
            columns.dep[token] = "nsubj"
        return
    own = [c for c in columns.children[token] if c < token]
    if columns.tag[token] != "NNP" or own != [token - 1] or columns.lower[token - 1] != "and":
        return
    first = token - 2
    nested = columns.tag[first] == "NNP" and columns.base(first) == "nmod"
    if nested and any(s < first and columns.above(s, first) for s in columns.subjects(verb)):
        columns.move(token, first, "conj")


def along_with(columns: Columns, token: int) -> None:
    """Join what is taken with its place to that place ("took A together with ITS AIRPORT").

    Args:
        columns: the parse.
        token: a noun behind a preposition.
    """
    beside = columns.head[token]
    verb = columns.head[beside]
    if columns.lower[beside] not in {"together", "along"} or columns.case(token) != "with":
        return
    objects = [c for c in columns.children[verb] if c < beside and columns.base(c) == "obj"]
    its = any(columns.lower[c] == "its" for c in columns.children[token])
    if len(objects) == 1 and its:
        columns.move(token, objects[0], "conj")


def told_on(columns: Columns, token: int) -> None:
    """Hang where something was claimed on the claiming: "claimed the attack ON ITS WEBSITE".

    Args:
        columns: the parse.
        token: a noun behind a preposition that hangs on another noun.
    """
    deed = columns.head[token]
    verb = columns.head[deed]
    if columns.lemma[token].lower() not in _CHANNELS or columns.case(token) not in {"on", "in"}:
        return
    if columns.lemma[verb] in _OWNING and columns.base(deed) == "obj":
        columns.move(token, verb, "obl")


def helped_with(columns: Columns, token: int) -> None:
    """Hang the strikes that help on the helping: "supported the operation WITH 26 STRIKES".

    Args:
        columns: the parse.
        token: a noun behind a preposition that hangs on another noun.
    """
    helped = columns.head[token]
    verb = columns.head[helped]
    if columns.lemma[token].lower() not in _BLOWS or columns.case(token) != "with":
        return
    if not any(columns.base(c) in {"nummod", "compound"} for c in columns.children[token]):
        return  # "backed its claim with strikes"
    if columns.lemma[verb] in _HELPING and columns.base(helped) == "obj":
        columns.move(token, verb, "obl")


_BLOWS = frozenset("strike airstrike raid sortie bombardment barrage".split())
_HELPING = frozenset("support back aid assist cover help".split())
_CHANNELS = frozenset(
    """channel website site page account telegram twitter facebook television radio agency outlet
    statement video message communique leaflet magazine""".split()
)
_OWNING = frozenset({"claim", "announce", "acknowledge", "admit", "own"})


def turned_round(columns: Columns, token: int) -> None:
    """Make "which" the object where somebody stands between it and its verb.

    "Bor, WHICH rebels captured": a parser may call it the subject, and the rebels the object.

    Args:
        columns: the parse.
        token: "which" or "whom" as a subject.
    """
    verb = columns.head[token]
    bare = all(columns.base(c) not in {"aux", "cop"} for c in columns.children[verb])
    between = [c for c in columns.children[verb] if token < c < verb and columns.base(c) == "obj"]
    if bare and len(between) == 1 and columns.tag[verb] in _PAST_TOO:
        columns.dep[token], columns.dep[between[0]] = "obj", "nsubj"
        columns.form[verb], columns.tag[verb] = "Tense=Past|VerbForm=Fin", "VBD"


_FINITE = FINITE - {"MD"}
_PAST_TOO = _FINITE | {"VBN"}


def told_by_head(columns: Columns, token: int) -> None:
    """Give a participle that heads an entry whom it befell ("ABDUCTED: three nurses, by gunmen").

    Args:
        columns: the parse.
        token: a root.
    """
    if columns.tag[token] != "VBN" or columns.lower[token + 1 : token + 2] != [":"]:
        return
    named = [
        c
        for c in columns.children[token]
        if c > token and columns.base(c) in {"parataxis", "appos", "dep"} and _nominal(columns, c)
    ]
    if len(named) != 1 or columns.subjects(token):
        return
    whom = named[0]
    columns.dep[whom] = "nsubj:pass"
    for below in list(columns.children[whom]):
        first = min([below, *columns.children[below]])
        apart = columns.lower[first - 1] == "," if columns.base(first) != "punct" else True
        if columns.base(below) == "nmod" and below > whom and apart:
            by = columns.case(below) == "by"
            columns.move(below, token, "obl:agent" if by else "obl")


def _nominal(columns: Columns, token: int) -> bool:
    return columns.tag[token] in {"NN", "NNS", "NNP", "NNPS"}


def verb_too(columns: Columns, token: int) -> None:
    """Join a verb without a subject with the one before it, both hung on who says so.

    "Rebels took Sawaiq at dawn, STORMED the prison and freed the inmates, a commander said."

    Args:
        columns: the parse.
        token: a verb that is what somebody says.
    """
    saying = columns.head[token]
    if columns.tag[token] != "VBD" or not token < saying or columns.lower[token - 1] != ",":
        return
    own = {columns.base(c) for c in columns.children[token]}
    if own & {"nsubj", "csubj", "expl", "mark", "aux", "cop"}:
        return
    first = [c for c in columns.children[saying] if columns.base(c) == "ccomp" and c < token]
    if len(first) == 1 and columns.tag[first[0]] == "VBD" and columns.subjects(first[0]):
        columns.move(token, first[0], "conj")


def which_of_day(columns: Columns, token: int) -> None:
    """Hang "which they captured" on the place, not on the day before it ("moved on X on Sunday").

    Args:
        columns: the parse.
        token: the verb of a relative clause.
    """
    day = columns.head[token]
    if columns.lower[day] not in WEEKDAYS and columns.entity[day] not in {"DATE", "TIME"}:
        return
    taken = any(
        columns.lower[c] == "which" and columns.dep[c] == "obj" for c in columns.children[token]
    )
    verb = columns.head[day]
    places = [
        c
        for c in columns.children[verb]
        if verb < c < day and columns.pos[c] == "PROPN" and columns.base(c) in {"obl", "obj"}
    ]
    if taken and places:
        columns.move(token, places[-1], columns.dep[token])


def number_after_day(columns: Columns, token: int) -> None:
    """Give the number behind a day to the people that it counts ("on 13 March FIVE men were").

    Args:
        columns: the parse.
        token: a number.
    """
    noun = token + 1
    if columns.pos[token] != "NUM" or not columns.lower[token].isalpha() or not token:
        return
    if noun >= len(columns.tag) or columns.tag[noun] not in {"NNS", "NNPS"}:
        return
    day = columns.head[token]
    if day not in {token - 1, token - 2} or columns.entity[day] not in {"DATE", "TIME", ""}:
        return
    month = columns.lower[token - 1][:3] in _MONTHS and columns.pos[token - 1] == "PROPN"
    if month and columns.dep[noun].startswith("nsubj") and columns.head[noun] > noun:
        columns.move(token, noun, "nummod")
        if columns.head[token - 1] == token:
            columns.move(token - 1, day, "nmod:unmarked")


_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
