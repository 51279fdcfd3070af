"""Mends "shot", which a parser may take for a noun ("a boy SHOT by soldiers"), and torn verbs.

One rule: only where the next word leaves no doubt ("shot BY", "shot DEAD", "let GO").
"""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.read.clauses.repair import Columns

_BEHIND = frozenset({"by", "dead"})
_OWN = frozenset({"det", "nummod", "amod", "nmod", "compound"})
"""What stands before whoever was shot and belongs to him."""


def shot(columns: Columns, token: int) -> None:
    """Make a participle of a noun that tells of somebody shot.

    Args:
        columns: the parse.
        token: the word.
    """
    after = token + 1
    if _took_aim(columns, token):
        return
    if (
        columns.lower[token] != "shot"
        or columns.pos[token] != "NOUN"
        or not 0 < after < len(columns.lower)
        or columns.lower[after] not in _BEHIND
        or columns.pos[token - 1] not in {"NOUN", "PROPN"}
    ):
        return
    victim = token - 1
    if columns.head[victim] == token:
        _change_places(columns, token, victim)
    elif columns.base(token) != "acl" or columns.head[token] != victim:
        return
    columns.lemma[token], columns.pos[token], columns.tag[token] = "shoot", "VERB", "VBN"
    columns.form[token] = "Tense=Past|VerbForm=Part"
    for child in columns.children[token]:
        if columns.base(child) == "nmod":
            columns.dep[child] = "obl:agent" if columns.case(child) == "by" else "obl"


_AIMED = frozenset({"at", "toward", "towards"})


def _took_aim(columns: Columns, token: int) -> bool:
    """Make a verb of a noun that tells who shot at what ("Troops SHOT AT a car near Hebron")."""
    before = token - 1
    if before < 0 or columns.lower[token] != "shot" or columns.pos[token] != "NOUN":
        return False
    if _AIMED.isdisjoint(columns.lower[token + 1 : token + 2]):
        return False
    if columns.tag[before] != "NNS" or columns.head[before] != token:
        return False
    columns.lemma[token], columns.pos[token], columns.tag[token] = "shoot", "VERB", "VBD"
    columns.form[token] = "Mood=Ind|Tense=Past|VerbForm=Fin"
    columns.dep[before] = "nsubj"
    for child in columns.children[token]:
        if columns.base(child) == "nmod":
            columns.dep[child] = "obl"
    return True


def _change_places(columns: Columns, token: int, victim: int) -> None:
    """Hang a noun on the noun before it, which takes its place and what belongs to it."""
    above, dep = columns.head[token], columns.dep[token]
    root = above == token
    if not root:
        columns.children[above].remove(token)
        insort(columns.children[above], victim)
    columns.children[token].remove(victim)
    columns.head[victim] = victim if root else above
    columns.dep[victim] = dep
    for child in list(columns.children[token]):
        if child < victim and columns.base(child) in _OWN:
            columns.move(child, victim, columns.dep[child])
    columns.head[token], columns.dep[token] = victim, "acl"
    insort(columns.children[victim], token)


def participle(columns: Columns, token: int) -> None:
    """Call a form that is past and participle alike the latter where it hangs on whom it befell.

    "Showed nine men SHOT dead by a guard", "the hostages HELD by the group": nobody of these did
    it, though parsers often take the form for a past tense.
    """
    if columns.tag[token] != "VBD" or columns.dep[token] != "acl" or columns.pos[token] != "VERB":
        return
    labels = {columns.base(c) for c in columns.children[token]}
    if labels & {"obj", "nsubj", "aux", "ccomp", "mark"} or columns.head[token] > token:
        return
    by = any(
        columns.base(c) == "obl" and columns.case(c) == "by" and c > token
        for c in columns.children[token]
    )
    if by or columns.lower[token + 1 : token + 2] == ["dead"]:
        columns.tag[token], columns.form[token] = "VBN", "Tense=Past|VerbForm=Part"


_LEFT = frozenset({"dead", "ablaze", "alight", "afire", "free", "adrift", "ajar"})
"""What somebody or something is after the deed."""
_MAKES = frozenset("shoot set strike gun leave find stab".split())


def result(columns: Columns, token: int) -> None:
    """Hang a word for how somebody ended on its verb: "shot DEAD three men", "set ABLAZE a bus".

    A parser may take it for a word of whom it befell, who then seems to be three dead men.
    """
    if columns.lower[token] not in _LEFT or not token:
        return
    if columns.lower[token] == "dead" and _astray(columns, token):
        return
    if columns.base(token) != "amod":
        return
    verb, noun = token - 1, columns.head[token]
    if columns.pos[verb] != "VERB" or columns.lemma[verb].lower() not in _MAKES or noun <= token:
        return
    if columns.head[noun] != verb or columns.pos[token + 1] not in {"DET", "NUM", "ADJ", "PRON"}:
        return
    columns.move(token, verb, "xcomp")


def _astray(columns: Columns, token: int) -> bool:
    """Hang "dead" on its verb where a parse has it as a verb of its own; tell whether it did.

    "Police shot DEAD a student, a lawyer reported": nobody reported it dead.
    """
    verb = token - 1
    if columns.lower[verb] not in _SHOT or columns.pos[verb] != "VERB":
        return False
    if columns.base(token) not in {"ccomp", "conj", "parataxis", "acl", "advcl", "advmod"}:
        return False
    for child in list(columns.children[token]):
        if child > token and columns.base(child) in {"obj", "nsubj", "obl"}:
            columns.move(child, verb, "obj" if columns.base(child) != "obl" else "obl")
    columns.move(token, verb, "xcomp")
    return True


_SHOT = frozenset({"shot", "gunned", "stabbed"})


def let_go(columns: Columns, token: int) -> None:
    """Join "let" and "go" into one verb, whose object stands behind: "LET GO two hostages"."""
    let = token - 1
    if columns.lower[token] != "go" or let < 0 or columns.lower[let] not in _LET:
        return
    if columns.head[token] != let or columns.base(token) != "xcomp":
        return
    for child in list(columns.children[token]):
        base = columns.base(child)
        if child > token and base in {"obj", "nsubj", "obl", "advmod"}:
            columns.move(child, let, "obj" if base == "nsubj" else columns.dep[child])
    columns.dep[token], columns.pos[token] = "compound:prt", "ADP"


_LET = frozenset({"let", "lets", "letting"})
_STAYING = frozenset({("hold", "on"), ("hold", "out"), ("hold", "firm"), ("hang", "on")})
"""Verbs that with the next word are never passive ("rebels HELD ON to the airport")."""
_TO = frozenset({"to", "in", "at", "against"})


def holds_on(columns: Columns, token: int) -> bool:
    """Join "held" and "on" into one verb; tell whether they are one."""
    beside = token + 1
    if beside + 1 >= len(columns.lower) or columns.head[beside] != token:
        return False
    if (columns.lemma[token], columns.lower[beside]) not in _STAYING:
        return False
    if columns.lower[beside + 1] in _TO and columns.base(beside) in {"advmod", "obl", "case"}:
        columns.dep[beside], columns.pos[beside] = "compound:prt", "ADP"
    return columns.base(beside) == "compound"


TORN = _LEFT | {"shot", "go"} | frozenset("hold holds held holding hang hangs hung".split())
"""The words that this module mends."""
