"""Ties every predicate to the one that it hangs on, and names the tie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.read.clauses.clause import Relation
    from dateline.read.clauses.predicates import Draft
    from dateline.read.clauses.tree import Tree

_WH = frozenset({"when", "while", "where", "once", "whenever", "wherever", "why", "how", "as"})


@dataclass(frozen=True, slots=True)
class Owners:
    """Which predicate a token heads.

    Attributes:
        plain: verbs, copulas (by their predicate noun), adjectives, headlines; also the event
            noun of a light verb.
        nominal: event nouns.
    """

    plain: dict[int, Draft]
    nominal: dict[int, Draft]

    def at(self, token: int) -> Draft | None:
        """Return the innermost predicate that the token heads."""
        return self.nominal.get(token) or self.plain.get(token)


def tie(tree: Tree, drafts: list[Draft]) -> Owners:
    """Set parent, relation, link and marker of every draft; return who owns which token."""
    owners = Owners({}, {})
    for draft in drafts:
        table = owners.nominal if draft.kind == "noun" else owners.plain
        table[draft.top] = draft
        if draft.noun is not None:
            table[draft.noun] = draft
    innermost = owners.plain | owners.nominal
    nearest: dict[int, Draft | None] = {}
    for token in tree.order:
        head = tree.head[token]
        nearest[token] = None if head == token else innermost.get(head) or nearest[head]
    for draft in drafts:
        top = draft.top
        draft.link = tree.dep[top]
        if draft.kind == "noun":
            _tie_noun(tree, owners, nearest, draft)
            continue
        draft.parent = nearest[top]
        if tree.base[top] not in {"acl", "nmod", "amod", "appos"} and tree.head[top] != top:
            draft.parent = owners.plain.get(tree.head[top], draft.parent)
        draft.marker = _marker(tree, draft)
        draft.relation = _relation(tree, draft)
    return owners


def _tie_noun(tree: Tree, owners: Owners, nearest: dict[int, Draft | None], draft: Draft) -> None:
    top = draft.top
    if (same := owners.plain.get(top)) is not None:
        draft.parent, draft.relation = same, "nominal"
        return
    first = top
    while tree.base[first] == "conj" and tree.head[first] != first:
        first = tree.head[first]
        if first in owners.plain:
            break
    draft.link = tree.dep[first]
    draft.parent = owners.plain.get(first) if first != top else None
    draft.parent = draft.parent or nearest[first]
    if draft.parent is None:
        draft.relation = "root" if first == top else "coordinate"
        if first != top:
            draft.parent = owners.nominal.get(first)
            draft.relation = "root" if draft.parent is None else "coordinate"
    elif tree.base[first] in {"parataxis", "list"}:
        draft.relation = "parataxis"
    elif tree.base[first] == "appos":
        draft.relation = "apposition"
    else:
        draft.relation = "nominal"


def _marker(tree: Tree, draft: Draft) -> str | None:
    found: list[str] = []
    for child in tree.children[draft.top]:
        lower, base = tree.lower[child], tree.base[child]
        if child > draft.head and draft.kind != "copula":
            break
        case = base == "case" and draft.kind == "verb" and child < draft.top
        if case or (base == "mark" and lower != "to"):
            found += [lower, *(tree.lower[f] for f in tree.every(child, "fixed"))]
        elif base == "advmod" and lower in _WH and child < draft.head:
            found.append(lower)
    return " ".join(found) or None


def infinitive(tree: Tree, draft: Draft) -> bool:
    """Tell whether a clause is a to-infinitive."""
    top = draft.top
    to = any(
        tree.lower[child] == "to" and tree.base[child] in {"mark", "aux"} and child < top
        for child in tree.children[top]
    )
    # "admitted to being" has none
    return to and not (tree.is_gerund(draft.head) and tree.child(top, "aux") is None)


def finite(tree: Tree, draft: Draft) -> bool:
    """Tell whether a clause has a finite verb of its own."""
    return tree.finite(draft.head) or any(
        tree.finite(child) for child in tree.every(draft.top, "aux", "cop")
    )


_RELATIONS: dict[str, Relation] = {
    "root": "root",
    "conj": "coordinate",
    "amod": "participle",
    "appos": "apposition",
    "ccomp": "complement",
    "xcomp": "complement",
    "csubj": "complement",
    "obj": "complement",
    "nsubj": "complement",
    "obl": "complement",
    "iobj": "complement",
    "nmod": "complement",
}


def _relation(tree: Tree, draft: Draft) -> Relation:
    base, top = tree.base[draft.top], draft.top
    if tree.head[top] == top:
        return "root"
    if tree.dep[top] in {"acl:relcl", "advcl:relcl"}:
        return "relative"
    if base in {"advcl", "acl"}:
        if infinitive(tree, draft):
            return "purpose"
        bare = not finite(tree, draft)
        if base == "acl":
            return "participle" if bare else "complement"
        return "participle" if bare and draft.marker is None else "adverbial"
    return _RELATIONS.get(base, "parataxis")
