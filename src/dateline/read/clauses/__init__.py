"""Turns a parse into clauses: who does what to whom, how surely and when.

One rule: what comes after never looks at a dependency label.
"""

from __future__ import annotations

from dateline.read.clauses.build import clauses
from dateline.read.clauses.clause import (
    Argument,
    Clause,
    Function,
    Modality,
    Phrase,
    PredicateKind,
    Relation,
    Tense,
    Voice,
)
from dateline.read.clauses.nested import nested
from dateline.read.clauses.notation import write

__all__ = [
    "Argument",
    "Clause",
    "Function",
    "Modality",
    "Phrase",
    "PredicateKind",
    "Relation",
    "Tense",
    "Voice",
    "clauses",
    "nested",
    "write",
]
