"""Mends sentences whose subject a parser gave to the wrong verb, as reports often have them.

"Hama, which the army held, fell to rebels, a monitor said": a parser may hang "Hama" on "said".
One rule: a subject moves only where one verb has two and another, between them, has none.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.read.clauses.headline import headline, said_by
from dateline.read.clauses.repair import verb_lemma

if TYPE_CHECKING:
    from dateline.read.clauses.lexicon import Lexicon
    from dateline.read.clauses.repair import Columns

_DASHES = frozenset({"-", "–", "—", "--"})
_DATELINE = 14  # a dateline is no longer than this ("DEIR EZ-ZOR, Syria, Nov 27 (Meridian) -")
_NEAR = 12  # a verb of saying stands no further behind its subject
_CONJUNCTIONS = frozenset({"as", "after", "before", "since", "until", "while", "when"})
_IMPERSONAL = frozenset(
    {"seem", "appear", "take", "happen", "turn", "be", "rain", "snow", "remain", "become", "make",
     "look", "feel", "emerge", "matter", "follow"}
)  # fmt: skip


def reorder(columns: Columns, words: Lexicon, starts: list[int], spaced: list[bool]) -> None:
    """Detach datelines and give subjects back to their verbs.

    Args:
        columns: the parse.
        words: the tables.
        starts: first token of each sentence, then the number of tokens.
        spaced: whether a blank follows the token.
    """
    for first, end in pairwise(starts):
        _dateline(columns, first, end, spaced)
        headline(columns, words, first, end)
        said_by(columns, first, end)
    pos, dep = columns.pos, columns.dep
    for verb, dependants in enumerate(columns.children):
        subjects = [c for c in dependants if dep[c].startswith("nsubj")] if dependants else []
        if len(subjects) > 1:
            _late(columns, words, verb, subjects)
            _early(columns, verb, columns.subjects(verb))
        elif dependants and not subjects and pos[verb] in {"VERB", "ADJ"}:
            _it(columns, words, verb)
        if dep[verb].startswith(_MOVED):
            if not subjects and columns.base(verb) == "advcl":
                _subordinate(columns, verb)
            if columns.base(verb) == "compound":
                _headline(columns, words, verb)


_MOVED = ("advcl", "compound")
"""How what may be a clause's verb after all begins to be called."""


def _dateline(columns: Columns, first: int, end: int, spaced: list[bool]) -> None:
    """Hang place, date and agency before the dash on the root, as what they are: loose."""
    while first < end and columns.pos[first] == "SPACE":
        first += 1
    last = _dash(columns, first, end, spaced)
    if last is None:
        return
    inside = range(first, last + 1)
    loose = [t for t in inside if columns.head[t] == t or columns.head[t] not in inside]
    orphans = [t for t in range(last + 1, end) if columns.head[t] in inside]
    rootless = any(columns.head[t] == t for t in loose)
    if rootless:
        verbs = [t for t in orphans if columns.pos[t] in {"VERB", "AUX"}] or orphans
        if not verbs:
            return  # nothing but a dateline
        root = verbs[0]
        columns.children[columns.head[root]].remove(root)
        columns.head[root], columns.dep[root] = root, "root"
    else:
        root = columns.head[loose[0]]
    for orphan in orphans:
        if orphan == root:
            continue
        dep = columns.dep[orphan if rootless else loose[0]]
        verb = columns.pos[orphan] in {"VERB", "AUX"} and dep.startswith("nsubj")
        columns.move(orphan, root, "ccomp" if verb else dep)
    for token in loose:
        if columns.head[token] == token:
            columns.children[token].append(token)
        columns.move(token, root, "dateline")


def _dash(columns: Columns, first: int, end: int, spaced: list[bool]) -> int | None:
    """Return the dash that ends a dateline, if the sentence opens with one."""
    last = None
    for token in range(first, min(end, first + _DATELINE)):
        if columns.pos[token] not in {"PROPN", "NUM", "PUNCT", "X", "SYM"}:
            break
        if (
            columns.lower[token] in _DASHES
            and token > first
            and spaced[token]
            and spaced[token - 1]
        ):
            last = token
    if last is None or last + 1 >= end or columns.pos[first] not in {"PROPN", "X"}:
        return None
    return last


def _early(columns: Columns, verb: int, subjects: list[int]) -> None:
    """Give the first of two subjects to the clause that stands between them."""
    if len(subjects) < 2:
        return
    first, last = subjects[0], subjects[-1]
    for child in list(columns.children[verb]):
        if (
            first < child < last
            and columns.base(child) in {"ccomp", "parataxis", "xcomp", "advcl", "dep"}
            and not columns.subjects(child)
            and not any(columns.dep[c] in {"expl", "mark"} for c in columns.children[child])
        ):
            passive = any(columns.dep[c] == "aux:pass" for c in columns.children[child])
            columns.move(first, child, "nsubj:pass" if passive else "nsubj")
            return
    for child in list(columns.children[first]):
        if (
            columns.base(child) == "acl"
            and columns.dep[child] != "acl:relcl"
            and first < child < last
            and columns.tag[child] in {"VBN", "VBD"}
            and _acts(columns, child)
        ):
            columns.move(child, verb, "ccomp")
            columns.move(first, child, "nsubj")
            columns.tag[child] = "VBD"
            return


def _acts(columns: Columns, verb: int) -> bool:
    """Tell whether a verb, or one coordinated with it, has an object and so is no passive."""
    verbs = [verb, *(c for c in columns.children[verb] if columns.dep[c] == "conj")]
    return any(columns.dep[c] == "obj" for v in verbs for c in columns.children[v])


def _late(columns: Columns, words: Lexicon, verb: int, subjects: list[int]) -> None:
    """Give the subject that follows a verb to the verb of saying behind it."""
    if len(subjects) < 2 or not subjects[0] < verb < subjects[-1]:
        return
    last = subjects[-1]
    before = last - 1
    while before > verb and columns.above(last, before):
        before -= 1
    if _lacks_speaker(columns, words, before, last):  # "..., said a resident"
        columns.move(last, before, "nsubj")
        return
    for token in range(last + 1, min(last + _NEAR, len(columns.lower))):
        if columns.pos[token] == "VERB":
            if _lacks_speaker(columns, words, token, last):  # "..., a resident said"
                columns.move(last, token, "nsubj")
            return


def _lacks_speaker(columns: Columns, words: Lexicon, verb: int, speaker: int) -> bool:
    return (
        columns.pos[verb] == "VERB"
        and columns.lemma[verb] in words.speech
        and not columns.subjects(verb)
        and not columns.above(speaker, verb)
    )


def _subordinate(columns: Columns, verb: int) -> None:
    """Read "as the talks open" where a parser saw "as the talks", then a verb without subject."""
    children = columns.children[verb]
    if columns.tag[verb] not in {"VBZ", "VBP", "VBD"} or any(
        columns.dep[c] in {"mark", "expl"} for c in children
    ):
        return
    for child in children:
        if columns.dep[child] == "obl" and child < verb:
            case = [c for c in columns.children[child] if columns.dep[c] == "case"]
            if len(case) == 1 and columns.lower[case[0]] in _CONJUNCTIONS:
                columns.dep[child] = "nsubj"
                columns.move(case[0], verb, "mark")
            return


def _headline(columns: Columns, words: Lexicon, verb: int) -> None:
    """Read a headline's verb that was taken for a plural noun ("Army retakes airport")."""
    goal, lower = columns.head[verb], columns.lower[verb]
    if (
        not verb < goal == columns.head[goal]
        or not lower.endswith("s")
        or columns.pos[verb - 1] not in {"NOUN", "PROPN"}
        or columns.head[verb - 1] not in {verb, goal}
        or (lemma := verb_lemma(lower)) == lower
        or lemma not in words.transitive
    ):
        return
    columns.pos[verb], columns.tag[verb], columns.lemma[verb] = "VERB", "VBZ", lemma
    columns.children[goal].remove(verb)
    columns.head[verb], columns.dep[verb] = verb, "root"
    columns.head[goal], columns.dep[goal] = verb, "obj"
    columns.children[verb].append(goal)
    before = [c for t in (verb, goal) for c in columns.children[t] if c < verb]
    for child in before:
        if child != verb - 1:
            columns.move(child, verb - 1, columns.dep[child])
    columns.move(verb - 1, verb, "nsubj")
    columns.children[verb].sort()


def _it(columns: Columns, words: Lexicon, verb: int) -> None:
    """Call "it" the subject of a verb that is not impersonal ("It called on residents")."""
    labels = {columns.dep[c] for c in columns.children[verb]}
    if "expl" not in labels:
        return
    if columns.pos[verb] == "ADJ":  # "it was ready to leave"
        personal = columns.lower[verb] in words.governors and "xcomp" in labels
    else:
        personal = columns.lemma[verb] not in _IMPERSONAL and "cop" not in labels
    if not personal or labels & {"csubj", "aux:pass", "nsubj:pass", "csubj:pass"}:
        return
    for child in columns.children[verb]:
        if columns.dep[child] == "expl" and columns.lower[child] == "it" and child < verb:
            columns.dep[child] = "nsubj"
