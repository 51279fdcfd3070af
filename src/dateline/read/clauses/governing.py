"""What governs a clause makes of it: an aim, an order, a fear, a condition, or plain fact.

One rule: the outermost word that is no plain fact decides; the words are data (`mood.toml`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.read.clauses.links import finite, infinitive

if TYPE_CHECKING:
    from dateline.read.clauses.clause import Modality
    from dateline.read.clauses.lexicon import Lexicon
    from dateline.read.clauses.predicates import Draft
    from dateline.read.clauses.tree import Tree

_WANTING = frozenset({"request", "intention"})
_PREVENTED = frozenset({"from", "near"})  # "nowhere near taking it"
HOW_COME = frozenset({"why", "how", "when", "where", "who", "whom"})
"""What asks for more of what happened, and takes for granted that it did."""
_KEPT = frozenset({"keep", "fulfil", "fulfill", "honour", "honor", "deliver"})
_SUCCESS = frozenset({"success", "luck", "headway", "progress", "joy"})
_SCANT = frozenset("no little limited scant scarce meagre minimal without hardly".split())
_WORD_GIVEN = frozenset({"promise", "threat", "vow", "pledge"})
_OF_DOING = frozenset({"to", "of", "at", "on"})
_UNDONE_FOR = frozenset({"instead of", "rather than"})
_AGAINST = frozenset({"while", "whereas", "as", "though", "although"})
_STATES = frozenset("hold control keep remain stay rule occupy retain continue".split())
_UNTIL = frozenset({"until", "till"})
_TAKING_PART = frozenset(
    {"engage", "enter", "participate", "take part", "join", "return", "sit", "go"}
)
_HELD_TRUE = frozenset({"believe", "think", "say", "claim", "suggest", "mean", "imply"})
_FORESTALLED = frozenset(
    """stop halt repel turn block intercept kill arrest die capture drive push beat throw
    fight""".split()
)
_MERE = frozenset(
    """prospect possibility likelihood chance danger risk talk speculation scenario
    probability""".split()
)
"""Nouns that make what they are of no more than possible, whatever article it has."""
_COMING = frozenset({"matter", "question"})
_DOUBT = frozenset({"doubt", "dispute", "question"})


def handed_down(tree: Tree, words: Lexicon, draft: Draft) -> Modality:
    """Return the modality that a clause has from what governs it."""
    parent, relation = draft.parent, draft.relation
    if _inverted(tree, draft) and not asked(tree, draft):
        return "condition"
    if (doing := _doing(tree, words, draft)) is not None:
        return _outermost(parent, doing)
    if draft.link.startswith("acl") and relation != "relative":
        return _after_noun(tree, words, draft)
    if parent is None or relation == "relative":
        return _alone(draft)
    if draft.link.startswith("csubj"):
        return _subject_clause(tree, words, draft, parent)
    if relation == "coordinate":
        return parent.outer
    if relation == "adverbial":
        return _adverbial(tree, words, draft, parent)
    if relation == "complement" and draft.link.startswith("ccomp"):
        return _content(tree, words, draft, parent)
    if relation == "purpose":
        return _outermost(parent, _aim(tree, words, draft, parent))
    if relation == "complement":
        return _outermost(parent, governed(tree, words, parent, draft))
    if relation == "participle" and draft.link.startswith("advcl"):
        return parent.modality if parent.modality != "question" else "none"
    return "none"


def _alone(draft: Draft) -> Modality:
    """Return the modality of a clause that nothing governs ("the question is WHETHER they go")."""
    asks = draft.parent is None and "whether" in (draft.marker or "").split()
    return "question" if asks else "none"


def _aim(tree: Tree, words: Lexicon, draft: Draft, parent: Draft) -> Modality:
    """Return what an infinitive is that no predicate has for its content."""
    if _only_to(tree, draft) or _done(tree, words, draft, parent):
        return "none"
    governing = words.governors.get(parent.lemma)
    return governing if governing is not None and governing in _WANTING else "purpose"


def _done(tree: Tree, words: Lexicon, draft: Draft, parent: Draft) -> bool:
    """Tell whether an infinitive tells what was done ("USED the truce TO retake the town")."""
    if not (parent.affirmed and parent.modality == "none" and parent.voice == "active"):
        return False
    if parent.tense not in {"past", "pluperfect", "perfect"} or not infinitive(tree, draft):
        return False
    if parent.lemma in words.done:
        return tree.head[draft.top] == parent.top
    objects = [c for c in tree.children[parent.top] if tree.lemma[c] in words.openings]
    return tree.lemma[parent.top] in words.seizing and bool(objects)


def _doing(tree: Tree, words: Lexicon, draft: Draft) -> Modality | None:
    """Return what a word makes of a gerund ("CLOSE to retaking"); None where it has no say.

    That is the word before its preposition, or what it hangs on.
    """
    top = draft.top
    if not tree.is_gerund(top):
        return None
    before = next(
        (
            c
            for c in tree.children[top]
            if c < top and tree.base[c] in {"mark", "case"} and tree.lower[c] in _OF_DOING
        ),
        None,
    )
    if before is None:
        return None
    over = tree.head[top]
    parent = draft.parent.lemma if draft.parent is not None else ""
    found = (tree.lower[max(before - 1, 0)], tree.lower[over], tree.lemma[over], parent)
    return next((words.doing[word] for word in found if word in words.doing), None)


def _subject_clause(tree: Tree, words: Lexicon, draft: Draft, parent: Draft) -> Modality:
    """Return what is said of a clause that is a subject ("Taking X IS THE AIM").

    Whatever else it did, it was done ("taking X took three days").
    """
    if set((draft.marker or "").split()) & {"if", "whether"}:
        return "question"
    copula = parent.kind in {"copula", "headline"}
    if infinitive(tree, draft):
        return "possible" if copula else "none"  # "it is wrong TO ATTACK clinics"
    if parent.own not in {"none", "question"}:
        return "possible"
    named = words.governing_nouns.get(tree.lemma[parent.top]) if copula else None
    return named or "none"


def _only_to(tree: Tree, draft: Draft) -> bool:
    """Tell whether an infinitive tells what came of it ("took the town, ONLY TO lose it again")."""
    to = next((c for c in tree.children[draft.top] if tree.lower[c] == "to"), None)
    return to is not None and to > 0 and tree.lower[to - 1] == "only"


def _after_noun(tree: Tree, words: Lexicon, draft: Draft) -> Modality:
    """Return what a noun makes of its infinitive, gerund or that-clause ("an attempt to seize")."""
    marker = set((draft.marker or "").split())
    if marker & {"if", "whether"}:
        return "question"
    noun = tree.head[draft.top]
    if tree.is_gerund(draft.top):
        above = tree.head[noun] if tree.base[noun] == "nmod" else noun
        between = [*tree.children[above], *tree.children[draft.top]]
        named = any(above < c < draft.top and "of" in _below(tree, c) for c in between)
        if named and (of_noun := words.governing_nouns.get(tree.lemma[above])):
            return of_noun  # "fears of rebels TAKING the town"
    if tree.lemma[noun] in _SUCCESS and _scant(tree, noun):
        return "failure"  # "had little SUCCESS IN TAKING it"
    governing = words.governing_nouns.get(tree.lemma[noun])
    if tree.lemma[noun] in _WORD_GIVEN and _kept(tree, noun):
        return "none"
    if draft.parent is not None and _done(tree, words, draft, draft.parent):
        return "none"
    if draft.parent is None and governing is None and infinitive(tree, draft):
        return "future"  # a headline's "Rebels to withdraw"
    if draft.relation == "purpose" or marker & {"of", "for", "at", "in"}:
        return _outermost(draft.parent, governing or _infinitive_default(tree, draft))
    return (governing or "none") if draft.relation == "complement" else "none"


def _came_of_it(tree: Tree, parent: Draft) -> Modality | None:
    """Return what came of "did not SUCCEED IN taking it", "made little HEADWAY IN clearing it"."""
    if parent.lemma in {"succeed", "fail"}:
        return "none" if parent.affirmed and parent.lemma == "succeed" else "failure"
    success = next((c for c in tree.children[parent.top] if tree.lemma[c] in _SUCCESS), None)
    return "failure" if success is not None and _scant(tree, success) else None


def _scant(tree: Tree, noun: int) -> bool:
    """Tell whether there is as good as none of what a noun names ("had NO luck")."""
    verb = tree.head[noun]
    negated = {"not", "n't", "n’t", "never"} & _below(tree, verb)
    return bool(_SCANT & _below(tree, noun)) or bool(negated)


def _kept(tree: Tree, noun: int) -> bool:
    """Tell whether a promise or a threat was kept ("MADE GOOD ON their threat to blow it up")."""
    verb = tree.head[noun]
    good = any(tree.lower[c] == "good" for c in tree.children[verb])
    carried = any(tree.lower[c] == "out" for c in tree.children[verb])
    done = tree.lemma[verb] in _KEPT or (tree.lemma[verb] == "make" and good)
    return tree.pos[verb] == "VERB" and (done or (tree.lemma[verb] == "carry" and carried))


_RANKED = re.compile(
    r"first|second|third|last|latest|only|next|(?:\w+-)?(?:four|fif|six|seven|eigh|nin|ten|eleven"
    r"|twelf|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twentie|thirtie)th"
    r"|\d+(?:st|nd|rd|th)"
)
_RANK_REACH = 3
"""Words before a noun among which its rank stands, wherever a parser hangs it."""


def _infinitive_default(tree: Tree, draft: Draft) -> Modality:
    """An infinitive after "the first" or "the only" tells a fact, else a purpose."""
    if not infinitive(tree, draft) or any(
        tree.lemma[a] == "have" for a in tree.every(draft.top, "aux")
    ):
        return "none"  # "its claim to have taken" tells what is claimed
    head = tree.head[draft.top]
    over = tree.head[head]
    beside = {head, *tree.children[head], *range(max(0, head - _RANK_REACH), head)}
    if any(_RANKED.fullmatch(tree.lower[word]) for word in beside if word < draft.top):
        return "none"  # "the tenth provincial capital to fall"
    if tree.base[head] == "nmod" and _RANKED.fullmatch(tree.lower[over]):
        return "none"  # "the first of the three towns to fall"
    return "purpose"


def _outermost(parent: Draft | None, modality: Modality) -> Modality:
    if parent is None or parent.modality in {"none", "question"}:
        return modality
    return parent.modality


def governed(tree: Tree, words: Lexicon, parent: Draft, draft: Draft) -> Modality:
    """Return what a predicate makes of its infinitive or gerund."""
    if parent.kind in {"copula", "headline"}:
        lower, lemma = tree.lower[parent.top], tree.lemma[parent.top]
        if lower == "able":
            return "none" if parent.affirmed else "failure"
        return words.governors.get(lower, words.governors.get(lemma, "none"))
    lemma = parent.lemma
    if (wanted := _judged(tree, words, parent, draft)) is not None:
        return wanted
    if parent.voice == "passive":
        said = lemma in words.speech and words.governors.get(lemma) != "request"
        if lemma in words.happens or said:  # "is said to have fled"
            return "none"
        adjective = words.governors.get(tree.lower[parent.top])
        if adjective is not None:
            return adjective
    if lemma == "be" or (lemma == "go" and parent.progressive and infinitive(tree, draft)):
        return "future"  # "is to visit", "is going to visit"
    if lemma == "have" and not infinitive(tree, draft):
        return "none"  # "had its forces worn down"
    if lemma in _ENDING and (tree.is_gerund(draft.top) or lemma == "cease"):
        return "failure" if parent.affirmed else "none"  # "STOPPED shelling the town"
    governing = words.governors.get(lemma, "none")
    if lemma in words.happens and parent.affirmed and parent.tense in {"past", "pluperfect"}:
        return "none"  # "allowed militants to seize it"
    if governing == "none" and not parent.affirmed and lemma in {"manage", "succeed"}:
        return "failure"
    return governing


_ENDING = frozenset({"stop", "cease", "quit", "halt", "suspend"})
"""Verbs that say that what follows is done no more."""


def _judged(tree: Tree, words: Lexicon, parent: Draft, draft: Draft) -> Modality | None:
    """Return what an adjective, a judgement or a wish makes of an infinitive; None without one."""
    over = tree.head[draft.top]
    if over != parent.top and tree.head[over] == parent.top and tree.lower[over] in words.governors:
        return words.governors[tree.lower[over]]  # "stands ready to help"
    if any(
        tree.child(x, "expl") is not None for x in (parent.top, *tree.every(parent.top, "xcomp"))
    ):
        return "possible"  # "thinks it better to withdraw"
    if parent.lemma in words.wishing and infinitive(tree, draft) and _another(tree, parent, draft):
        return "request"  # "wants the army to leave": no plan of the army's
    return None


def _another(tree: Tree, parent: Draft, draft: Draft) -> bool:
    """Tell whether an infinitive has another subject than the verb that governs it."""
    return tree.child(parent.top, "obj", "iobj") is not None or (
        tree.child(draft.top, "nsubj", "nsubj:pass") is not None
    )


def _content(tree: Tree, words: Lexicon, draft: Draft, parent: Draft) -> Modality:
    """Return what a predicate makes of its that-clause; speech leaves it as it is."""
    if set((draft.marker or "").split()) & {"if", "whether"}:
        return "question"
    if set((draft.marker or "").split()) & HOW_COME and finite(tree, draft):
        return "none"  # "did not say WHY it was attacked": it was
    if not parent.affirmed and parent.lemma in _HELD_TRUE:
        return "possible"  # "nobody believes that they took it"
    if parent.kind == "verb" and parent.lemma in words.speech:
        if infinitive(tree, draft) and not finite(tree, draft):
            return governed(tree, words, parent, draft)
        return "none"
    if parent.kind == "noun":
        return words.governing_nouns.get(parent.lemma, "none")
    governing = governed(tree, words, parent, draft)
    if governing == "request" and finite(tree, draft) and tree.tag[draft.top] in {"VBD", "VBZ"}:
        governing = "none"  # "urged" wants "(should) leave"; "advised that it was" tells
    return _outermost(parent, governing)


def _adverbial(tree: Tree, words: Lexicon, draft: Draft, parent: Draft) -> Modality:
    joint = draft.marker or ""
    marker = set(joint.split())
    if joint in words.purposive:
        return "purpose"
    if joint in {"as if", "as though"}:
        return "possible"
    if joint == "in" and (came := _came_of_it(tree, parent)) is not None:
        return came
    if marker & words.conditional and not marker & {"even"}:
        return "condition"
    ahead = parent.modality not in {"none", "question"}
    if joint in _UNDONE_FOR:
        return "failure"
    stopped = parent.voice == "passive" and parent.lemma.split(" ")[0] in _FORESTALLED
    if marker & {"before"} and stopped:
        return "failure"  # "was driven back before it took the town"
    if marker & _UNTIL and ahead and draft.tense == "present" and _of_another(tree, draft):
        return "condition"  # "will stay until they leave"
    if marker & _PREVENTED and tree.is_gerund(draft.top):
        return "failure"
    if tree.is_gerund(draft.top) or draft.tense in {"present", "none"}:
        if parent.modality in {"question", "none"} or marker & {"after", "since", "because"}:
            return "none"
        if marker & _AGAINST and parent.modality != "condition" and _stays_so(tree, draft):
            return "none"
        return parent.modality
    return "none"


def _stays_so(tree: Tree, draft: Draft) -> bool:
    """Tell whether a clause sets a state against what may come ("..., while rebels HOLD X")."""
    return (
        tree.lemma[draft.top] in _STATES
        and tree.tag[draft.top] in {"VBP", "VBZ"}
        and _of_another(tree, draft)
    )


def _of_another(tree: Tree, draft: Draft) -> bool:
    """Tell whether a clause has another doer: "until it is REGAINED" is one's own aim."""
    subject = tree.child(draft.top, "nsubj")
    return draft.voice == "active" and subject is not None and tree.pos[subject] != "PRON"


def _inverted(tree: Tree, draft: Draft) -> bool:
    """Tell "should X attack, ..." and "had X attacked, ..."."""
    subject = tree.child(draft.top, "nsubj")
    if subject is None or draft.marker or tree.child(draft.top, "expl") is not None:
        return False
    return any(
        child < subject and tree.lower[child] in {"should", "had", "were"}
        for child in tree.every(draft.top, "aux", "cop")
    )


def asked(tree: Tree, draft: Draft) -> bool:
    """Tell whether a question mark ends a clause."""
    return any(tree.text[child] == "?" for child in tree.children[draft.top])


def under_noun(tree: Tree, words: Lexicon, draft: Draft, head: int, *, definite: bool) -> Modality:
    """Return what the noun over an event noun makes of it ("the PROSPECT of an attack")."""
    lemma = tree.lemma[head]
    if lemma in words.absence:
        draft.affirmed = False
    governing = words.governing_nouns.get(lemma, "none")
    if governing == "attempt" and lemma not in {"attempt", "bid", "effort"}:
        return "none"
    if governing == "possible" and definite and lemma not in _MERE:
        return "none"
    return governing


def _below(tree: Tree, token: int) -> set[str]:
    """Return the words that hang on a token itself."""
    return {tree.lower[c] for c in tree.children[token]}


def under_verb(
    tree: Tree, words: Lexicon, draft: Draft, parent: Draft, *, definite: bool
) -> Modality:
    """Return what the verb over an event noun makes of it ("FEARED an attack")."""
    acted_on = draft.link in {"obj", "nsubj:pass"}
    if draft.link.startswith("obl"):
        case = {tree.lower[c] for c in tree.every(draft.top, "case")}
        if parent.lemma in words.objects_for and case & {"for", "of", "against"}:
            return _outermost(parent, words.objects_for[parent.lemma])
        joining = parent.lemma in _TAKING_PART and case & {"in", "into", "to"}
        return parent.modality if joining and not definite else "none"
    if acted_on and parent.lemma in words.objects:
        return _outermost(parent, words.objects[parent.lemma])
    if parent.kind in {"copula", "headline"} and draft.link.startswith("nsubj"):
        attribute = tree.lower[parent.top]
        if attribute in _DOUBT and _below(tree, parent.top) & {"in", "beyond", "without", "no"}:
            return "none" if _undoubted(tree, parent) else "possible"
        if attribute in words.governors or attribute in words.adjectives:
            return words.adjectives.get(attribute, words.governors.get(attribute, "none"))
        if attribute in _COMING and "time" in _below(tree, parent.top):
            return "future"  # "is only a matter of time"
        if tree.lemma[parent.top] in words.governing_nouns:
            return words.governing_nouns[tree.lemma[parent.top]]
    occurring = parent.lemma in words.occurrence
    if occurring and not parent.affirmed and draft.link.startswith("nsubj"):
        draft.affirmed = False
    if parent.modality == "question" or (definite and not occurring):
        return "none"
    return parent.modality if acted_on or draft.link.startswith("nsubj") else "none"


def _undoubted(tree: Tree, parent: Draft) -> bool:
    """Tell whether what is said of something is that it is so ("is NOT IN DOUBT", "BEYOND doubt").

    What is no longer in doubt has come about.
    """
    return not parent.affirmed or bool({"beyond", "without"} & _below(tree, parent.top))
