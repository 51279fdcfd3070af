"""Puts the steps together: one doc in, its clauses out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dateline.read.clauses.aimed import fired_upon
from dateline.read.clauses.arguments import Gatherer
from dateline.read.clauses.clause import Argument, Clause, Phrase
from dateline.read.clauses.lexicon import load
from dateline.read.clauses.links import tie
from dateline.read.clauses.mood import set_mood
from dateline.read.clauses.phrases import Phrases
from dateline.read.clauses.predicates import find
from dateline.read.clauses.sharing import Sharer, share_objects
from dateline.read.clauses.trailing import share_days
from dateline.read.clauses.tree import plant

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dateline.read.clauses.lexicon import Lexicon
    from dateline.read.clauses.predicates import Draft
    from dateline.read.clauses.tree import Tree
    from dateline.read.tokens import Tokens


def clauses(
    doc: Doc, *, lexicon: Lexicon | None = None, tokens: Tokens | None = None
) -> tuple[Clause, ...]:
    """Return the clauses of a parsed doc, in order of their predicates.

    Args:
        doc: with Universal Dependencies labels; any other doc gives fewer clauses, or none.
        lexicon: what the grammar knows about words; default the tables of the package.
        tokens: of `doc`, where they were read before.
    """
    words = lexicon or load()
    tree = plant(doc, words, tokens=tokens)
    phrases = Phrases(tree, words)
    drafts = find(tree, words, phrases)
    owners = tie(tree, drafts)
    gatherer = Gatherer(tree, words, phrases, owners)
    sharer = Sharer(gatherer)
    rank = {token: i for i, token in enumerate(tree.order)}
    downwards = sorted(drafts, key=lambda d: (rank[d.top], d.kind == "noun"))
    for draft in downwards:
        if _undertaken(tree, draft):
            draft.relation = "complement"
        set_mood(tree, words, draft)
        gatherer.gather(draft)
        sharer.share(draft)
    share_objects(gatherer, downwards)
    share_days(tree, words, downwards)
    for draft in downwards:
        _turn_passive(tree, words, draft)
        _set_aside(tree, words, draft)
    numbers = {id(draft): i for i, draft in enumerate(drafts)}
    return tuple(_freeze(tree, owners.plain, numbers, draft) for draft in drafts)


_UNDERTAKING = frozenset("agree promise pledge vow undertake decide consent commit plan".split())


def _undertaken(tree: Tree, draft: Draft) -> bool:
    """Tell whether an infinitive is a second thing agreed ("agreed a truce AND TO FREE them")."""
    above = draft.parent
    if draft.kind != "verb" or draft.relation != "coordinate" or above is None:
        return False
    marks = [c for c in tree.every(draft.top, "mark") if tree.lower[c] == "to"]
    bare = not any(tree.lower[c] == "to" for c in tree.every(above.top, "mark"))
    return bool(marks) and bare and tree.lemma[above.top].lower() in _UNDERTAKING


def _turn_passive(tree: Tree, words: Lexicon, draft: Draft) -> None:
    """Read a headline's "Two killed in Kharkiv" as the passive it is.

    A verb that needs an object and has none, in a bare past form, has it in its subject.
    """
    if (
        draft.kind != "verb"
        or draft.voice == "passive"
        or draft.noun is not None
        or draft.lemma not in words.transitive
        or tree.tag[draft.top] not in {"VBD", "VBN"}
        or tree.child(draft.top, "aux", "obj", "ccomp") is not None
        or _completed(tree, draft)
        or draft.of_motion
        or _aims(tree, words, draft)
    ):
        return
    own = any(a.function == "subject" and not a.antecedent for a in draft.arguments)
    sibling = draft.parent
    leaning = draft.relation == "coordinate" and sibling is not None and sibling.voice == "passive"
    if not (own or leaning):
        return
    draft.voice = "passive"
    draft.arguments = [
        replace(a, function="object") if a.function == "subject" else a for a in draft.arguments
    ]


def _aims(tree: Tree, words: Lexicon, draft: Draft) -> bool:
    """Tell whether the verb is aimed at somebody: "soldiers SHOT AT a bus" were not shot."""
    if draft.lemma == "fire" and fired_upon(tree.lower, draft.top):
        return True
    if draft.lemma not in words.aimed:
        return False
    heads = [a.phrase.head for a in draft.arguments if a.preposition == "at"]
    return any(
        not {tree.lower[h], tree.lemma[h].lower()}.isdisjoint(words.aims)
        or tree.lower[h].endswith(words.aims_end)
        for h in heads
    )


def _set_aside(tree: Tree, words: Lexicon, draft: Draft) -> None:
    """Give a participle between commas behind a subject that subject as its object.

    "Nikopol, SHELLED daily from across the river, lost its water": the parser hangs such an aside
    on the verb like a clause of its own, and then it tells of nobody.
    """
    above = draft.parent
    if (
        draft.kind != "verb"
        or draft.noun is not None
        or draft.relation not in {"parataxis", "adverbial", "participle", "complement"}
        or draft.marker is not None
        or above is None
        or tree.tag[draft.top] not in {"VBD", "VBN"}
        or draft.top > above.top
        or not (draft.lemma in words.transitive or draft.lemma in _HITTING)
        or tree.child(draft.top, "aux", "nsubj", "mark", "xcomp", "ccomp") is not None
        or any(a.function in {"object", "clausal", "attribute"} for a in draft.arguments)
    ):
        return
    first = min([draft.top, *(tree.left[c] for c in tree.every(draft.top, "advmod"))])
    if first == 0 or tree.lower[first - 1] != ",":
        return
    told = [a for a in above.arguments if a.function in {"subject", "object"} and not a.antecedent]
    of = [a for a in told if a.phrase.end == first - 1]
    if not of or any(
        a.function == "subject"
        and not a.antecedent
        and a.preposition is None
        and a.phrase.head < draft.top
        for a in draft.arguments
    ):
        return
    draft.voice = "passive"
    draft.relation = "participle"
    kept = [a for a in draft.arguments if not (a.function == "subject" and a.antecedent)]
    draft.arguments = [*kept, *(replace(a, function="object", antecedent=True) for a in of)]


def _completed(tree: Tree, draft: Draft) -> bool:
    """Tell whether a verb has what it needs; "alight" is but a part of "set alight"."""
    aflame = {t for t in tree.every(draft.top, "xcomp") if tree.lower[t] in _AFLAME}
    if any(t not in aflame for t in tree.every(draft.top, "xcomp")):
        return True
    return any(
        a.function in {"object", "clausal"}
        or (a.function == "attribute" and a.phrase.head not in aflame)
        for a in draft.arguments
    )


_HITTING = frozenset(
    """pound hit strike attack blast batter hammer pummel flatten devastate strafe rocket lose hold
    abandon vacate occupy control rule desert hem surround ring""".split()
)
"""Verbs that may stand without an object, but hardly do in an aside behind whom it befell."""
_AFLAME = frozenset({"alight", "ablaze", "afire", "dead"})


def _freeze(tree: Tree, plain: dict[int, Draft], numbers: dict[int, int], draft: Draft) -> Clause:
    arguments = list(draft.arguments)
    for top in draft.clausal:
        inner = plain[top]
        phrase = Phrase(inner.head, tree.left[top], tree.right[top])
        arguments.append(
            Argument("clausal", phrase, None, draft.group(), clause=numbers[id(inner)])
        )
    if len(arguments) > 1:
        arguments.sort(key=lambda a: (a.phrase.head, a.function))
    start, end = _stretch(tree, draft)
    return Clause(
        index=numbers[id(draft)],
        sentence=tree.sentence[draft.head],
        kind=draft.kind,
        head=draft.head,
        predicate=tuple(sorted(set(draft.words))),
        lemma=draft.lemma,
        start=start,
        end=end,
        voice=draft.voice,
        affirmed=draft.affirmed,
        modality=draft.modality,
        tense=draft.tense,
        progressive=draft.progressive,
        arguments=tuple(arguments),
        parent=numbers[id(draft.parent)] if draft.parent is not None else None,
        relation=draft.relation,
        marker=draft.marker,
        adverbs=tuple(sorted(set(draft.adverbs))),
        noun=draft.noun_lemma,
    )


def _stretch(tree: Tree, draft: Draft) -> tuple[int, int]:
    """Return the words of a clause without those of the clauses inside it."""
    tokens = [*draft.words, *draft.adverbs]
    tokens += tree.every(draft.top, "aux", "mark", "cop", "expl", "advmod")
    phrases = [a.phrase for a in draft.arguments if not a.antecedent]
    start, end = min(tokens), max(tokens) + 1
    return min([start, *[p.start for p in phrases]]), max([end, *[p.end for p in phrases]])
