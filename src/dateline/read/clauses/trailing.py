"""Gives what was done first the day that stands behind what was done last.

One rule: a day is shared only by deeds of one doer told in one breath ("abducted two children and
stole 60 cows ON FRIDAY"), none of which has a day of its own; "and later" shares none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dateline.read.clauses.phrases import is_time

if TYPE_CHECKING:
    from dateline.read.clauses.clause import Argument
    from dateline.read.clauses.lexicon import Lexicon
    from dateline.read.clauses.predicates import Draft
    from dateline.read.clauses.tree import Tree

_APART = frozenset("later then afterwards afterward subsequently eventually finally again".split())


def share_days(tree: Tree, words: Lexicon, drafts: list[Draft]) -> None:
    """Carry the day of the last of several deeds to those before it."""
    rows: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.relation == "coordinate" and draft.parent is not None:
            rows.setdefault(id(draft.parent), [draft.parent]).append(draft)
    for row in rows.values():
        last = max(row, key=lambda d: d.head)
        days = [a for a in last.arguments if _is_day(tree, words, last, a)]
        if not days or not _one_breath(tree, row):
            continue
        for draft in row:
            if draft is not last and not _timed(tree, words, draft):
                group = draft.group()
                draft.arguments += [replace(day, antecedent=True, group=group) for day in days]


def _one_breath(tree: Tree, row: list[Draft]) -> bool:
    """Tell whether deeds are finite verbs of one subject, in one voice and tense, none "later"."""
    first, *others = row
    return (
        all(d.kind == "verb" and d.light is None for d in row)
        and len({(d.voice, d.tense, d.modality, d.affirmed) for d in row}) == 1
        and any(a.function == "subject" for a in first.arguments)
        and all(tree.child(d.top, "nsubj", "mark") is None for d in others)
        and not any(tree.lower[t] in _APART for d in others for t in d.adverbs)
    )


def _is_day(tree: Tree, words: Lexicon, draft: Draft, argument: Argument) -> bool:
    """Tell whether an argument is a day behind the verb ("ON FRIDAY", "LAST WEEK")."""
    head = argument.phrase.head
    behind = argument.function == "oblique" and not argument.antecedent and head > draft.head
    return behind and argument.preposition in {"on", None} and is_time(tree, words, head)


def _timed(tree: Tree, words: Lexicon, draft: Draft) -> bool:
    """Tell whether a deed has a time of its own."""
    heads = [a.phrase.head for a in draft.arguments if a.function == "oblique"]
    return any(is_time(tree, words, head) for head in (*heads, *draft.adverbs))
